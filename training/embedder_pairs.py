"""Pairs of something like a question and the passage that answers it, for training the embedder.

Four kinds, from texts and from questions people wrote:

- a title and a passage of its body, as printed and in everyday words;
- a sentence and its passage, from which the sentence is taken out half the time (the inverse cloze task, Lee et al. 2019),
  half of them in everyday words;
- one or two clauses of a passage with a number, date, name or place replaced by the word that asks for it, and other
  words dropped: Chinese leaves the question word where the answer stands, so what comes out reads like a question;
- a question of CMRC, DRCD, CJRC or `training.written` and its passage.
"""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import rjieba
from opencc import OpenCC

from qa.synonyms import alike
from training.corpus import Text, asked, broadcast, laws, news
from training.written import written

PASSAGE = 260
SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?[”」]?")
CLAUSE = re.compile(r"[^，。！？；：\n]+")
ASKS = (
    (re.compile(r"《[^》]{2,20}》"), ("什么", "哪份文件", "什么书")),
    (re.compile(r"(?:\d{2,4}年)?\d{1,2}月\d{1,2}日|\d{4}年(?:\d{1,2}月)?"), ("什么时候", "哪天", "何时", "哪一年")),
    (re.compile(r"\d[\d,.]*%?"), ("多少", "几", "多少")),
)
ASKS_BY_TAG = {
    "nr": ("谁", "哪位", "什么人"),
    "ns": ("哪里", "哪个地方", "什么地方", "哪儿"),
    "nt": ("哪个单位", "哪个机构", "哪家"),
    "nz": ("什么", "哪个"),
    "t": ("什么时候", "何时"),
    "n": ("什么",),
    "vn": ("什么",),
}
TAILS = ("是什么", "有哪些", "是谁", "在哪里", "有多少", "怎么样", "如何", "为什么", "什么时候")


def sentences(text: str) -> list[str]:
    """Returns the sentences of a text with their full stops."""
    return [found.group().strip() for found in SENTENCE.finditer(text) if len(found.group().strip()) > 1]


def passages(text: str, length: int = PASSAGE) -> list[list[str]]:
    """Returns the text as passages of whole sentences, each about ``length`` characters, as lists of sentences."""
    parts: list[list[str]] = [[]]
    size = 0
    for sentence in sentences(text):
        if parts[-1] and size + len(sentence) > length:
            parts.append([])
            size = 0
        parts[-1].append(sentence[: 2 * length])
        size += len(sentence)
    return [part for part in parts if part]


def like_a_question(sentence: str, rng: random.Random) -> str:
    """Returns one or two clauses of a sentence as somebody might ask for a piece of them, or "" if nothing can be asked.

    Example:
        ``"会议于3月5日在北京召开，王明主持会议。"`` may give ``"会议什么时候在北京召开"`` or ``"谁主持会议"``.
    """
    clauses = CLAUSE.findall(sentence)
    if not clauses:
        return ""
    first = rng.randrange(len(clauses))
    text = "，".join(clauses[first : first + rng.choice((1, 1, 2))])
    for pattern, words in rng.sample(ASKS, len(ASKS)):
        found = list(pattern.finditer(text))
        if found and rng.random() < 0.6:
            place = rng.choice(found)
            text = f"{text[: place.start()]}{rng.choice(words)}{text[place.end() :]}"
            tagged = [(word, "") for word in rjieba.cut(text)]
            break
    else:
        tagged = rjieba.tag(text)
        askable = [i for i, (word, tag) in enumerate(tagged) if tag in ASKS_BY_TAG and len(word) > 1]
        if askable:
            likely = [i for i in askable if tagged[i][1] not in ("n", "vn")] or askable
            i = rng.choice(likely)
            tagged[i] = (rng.choice(ASKS_BY_TAG[tagged[i][1]]), "?")
        elif rng.random() < 0.5:
            tagged.append((rng.choice(TAILS), "?"))
    drop = rng.choice((0.0, 0.1, 0.25, 0.4))
    question = "".join(reworded(word, rng) for word, _ in tagged if rng.random() >= drop)
    return question + rng.choice(("", "？")) if len(question) > 5 else ""


def reworded(word: str, rng: random.Random, share: float = 0.35) -> str:
    """Returns the word, or in a ``share`` of the cases one that people say for it (`qa.synonyms`)."""
    others = alike(word)
    return rng.choice(others) if others and rng.random() < share else word


def everyday(text: str, rng: random.Random) -> str:
    """Returns the text with most of its words that people say otherwise exchanged: ``"慰问职工"`` may be ``"看望工人"``."""
    return "".join(reworded(word, rng, 0.7) for word in rjieba.cut(text))


def of_text(text: Text, rng: random.Random, *, most: int) -> Iterator[tuple[str, str]]:
    """Yields two pairs for each of at most ``most`` passages of a text, and two for its title.

    A text without a title lends its first sentence to the passages after the first.
    """
    parts = passages(text.body)
    if text.title and parts:
        yield text.title, "".join(rng.choice(parts[:2]))
        yield everyday(text.title, rng), "".join(rng.choice(parts[:2]))
    elif len(parts) > 1 and 10 < len(parts[0][0]) < 120:
        yield parts[0][0], "".join(rng.choice(parts[1:]))
    for part in parts if len(parts) <= most else rng.sample(parts, most):
        if sum(map(len, part)) < 40:
            continue
        head = text.title + "\n" if text.title and rng.random() < 0.3 else ""
        chosen = rng.randrange(len(part))
        keep = rng.random() < 0.5 or len(part) < 3
        rest = part if keep else part[:chosen] + part[chosen + 1 :]
        sentence = part[chosen][:120]
        yield everyday(sentence, rng) if rng.random() < 0.5 else sentence, head + "".join(rest)
        if question := like_a_question(rng.choice(part), rng):
            yield question, head + "".join(part)


def of_people(data: Path) -> Iterator[tuple[str, str]]:
    """Yields the answerable questions of CMRC train and trial, DRCD dev (simplified), CJRC and our own, with their passages.

    A long passage is cut to the 300 characters around the answer.
    """
    for own in written(data)[0]:
        if one := own.positive:
            start = max(0, min(one.start - 150, len(one.body) - 300))
            yield own.question, one.body[start : start + 300]
    simplified = OpenCC("t2s")
    for name in ("cmrc2018_train", "cmrc2018_trial", "drcd_dev", "cjrc_dev", "cjrc_test"):
        for row in asked(data / f"{name}.json.xz"):
            answers = [answer for answer in row.answers if answer in row.passage]
            if not answers:
                continue
            middle = row.passage.index(answers[0])
            start = max(0, min(middle - 150, len(row.passage) - 300))
            pair = row.question, row.passage[start : start + 300]
            yield (simplified.convert(pair[0]), simplified.convert(pair[1])) if name == "drcd_dev" else pair


def all_pairs(data: Path, seed: int, *, share: float = 1.0) -> Iterator[tuple[str, str]]:
    """Yields every pair, about 600,000, in the order of the sources; another seed asks other questions.

    Args:
        data: Folder of the public texts.
        seed: For the choices of sentences, words to ask for and words to drop.
        share: Part of the texts to take, in 0..1; the questions of people always come.
    """
    rng = random.Random(seed)
    for source, most in ((news, 4), (broadcast, 4), (laws, 12)):
        for text in source(data):
            if rng.random() < share:
                yield from of_text(text, rng, most=most)
    yield from of_people(data)
