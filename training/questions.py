"""Synthetic questions: a sentence whose name, place, number or title gave way to its question word.

Chinese leaves the question word where the answer stood, so that 「区长何云川说」 asks as 「区长谁说」 or 「区长是谁」; words
are dropped, exchanged and moved so that the overlap with the sentence stays partial.
"""

from __future__ import annotations

import random
import re

import rjieba

from qa.synonyms import alike
from training.candidates import ROLES, Candidate

CLAUSE = re.compile(r"[^，；：,;:]+[，；：,;:]?")
LEAD = re.compile(
    r"^(?:[^（）]{0,12}(?:本报讯|讯|电)?（[^）]{0,24}(?:记者|通讯员)[^）]*）|(?:据悉|据了解|据介绍|此外|同时|其中|而且|但是|但|然而|因此|另外|目前|对此|随后)[，,]?)"
)
_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
_SAID = re.compile(r"(?:表示|说|介绍|称|指出|认为|告诉.{0,6}记者|透露|强调).*$")
_NAMES = ("nr", "ns", "nt", "nz")
_NOUNS = ("n", "vn")


def question_for(sentence: str, title: str, one: Candidate) -> str | None:
    """A question whose answer is ``one``, or None when nothing readable is left."""
    drop = random.choice((0.0, 0.1, 0.25, 0.4))
    word = random.choice(one.words)
    text: str | None = None
    if one.ready and random.random() < (0.8 if one.kind in ("title", "theme", "host") else 0.6):
        text = _ready(sentence, title, one, drop)
    elif one.kind != "title":
        text = _in_place(sentence, title, one, word, drop)
    if text is None:
        return None
    text = text.strip("，；：、。！？ “”")
    if not 5 <= len(text) <= 60 or len(_HAN.findall(text)) < 5:
        return None
    return text + random.choices(("？", "", "?"), (7, 2, 1))[0]


def exchanged(question: str, passage: str, pool: dict[str, list[str]]) -> str | None:
    """``question`` with a name, place or role that ``passage`` does not hold: a question that it no longer answers.

    Example:
        南溪区总工会主席是谁 may become 远山区总工会主席是谁, or 南溪区总工会教练是谁.
    """
    tokens: list[tuple[str, str]] = rjieba.tag(question)
    places = [n for n, (word, tag) in enumerate(tokens) if word in ROLES or _exchangeable(word, tag)]
    named = [n for n in places if tokens[n][1] not in _NOUNS or tokens[n][0] in ROLES]
    chosen = named if named and random.random() < 0.8 else places
    if not chosen:
        return None
    count = 1 if random.random() < 0.7 or len(chosen) < 2 else 2
    words = [word for word, _ in tokens]
    for n in random.sample(chosen, count):
        word, tag = tokens[n]
        others = ROLES if word in ROLES else pool.get(tag, [])
        for _ in range(8):
            other = random.choice(others) if others else word
            if other != word and other not in passage and len(set(other) & set(word)) < len(word):
                break
        else:
            return None
        words[n] = other
    return "".join(words)


def pool_of(texts: list[str]) -> dict[str, list[str]]:
    """The words of the texts that `exchanged` may put into a question, by the tagger's part of speech."""
    pool: dict[str, set[str]] = {}
    for text in texts:
        for word, tag in rjieba.tag(text):
            if len(word) > 1 and _exchangeable(word, tag):
                pool.setdefault(tag, set()).add(word)
    return {tag: sorted(words) for tag, words in pool.items()}


def _exchangeable(word: str, tag: str) -> bool:
    return (len(word) > 1 and tag in _NAMES + _NOUNS) or (tag == "m" and word[0].isdigit())


def _ready(sentence: str, title: str, one: Candidate, drop: float) -> str:
    """One of the questions that the candidate brings along: 「区总工会主席是谁」."""
    text = random.choice(one.ready)
    if one.kind in ("theme", "host") or random.random() < 0.12:
        left = sentence[max(0, one.start - 40) : one.start]
        lead = _topic(left, title) or _topic(sentence, title)
        text = lead + random.choice(("", "的", "，")) + text
    return _thinned(text, drop * 0.2) if one.kind == "person" else text


def _in_place(sentence: str, title: str, one: Candidate, word: str, drop: float) -> str | None:
    """The clauses around the candidate with ``word`` in its place: 「区长谁说」."""
    around = _clauses(sentence, one)
    if around is None:
        return None
    begin, end = around
    before, after = sentence[begin : one.start], sentence[one.end : end].rstrip("，；：。！？,;:”")
    before = LEAD.sub("", before)
    if one.kind == "quote":
        before, after = before.rstrip("“《"), after.lstrip("”》")
    elif one.kind in ("person", "org") and random.random() < 0.5:
        after = _SAID.sub(lambda hit: hit.group()[:2], after)
    before, after = _thinned(before, drop), _thinned(after, drop)
    shape = random.random()
    if shape < 0.22 and before and after:
        text = before + random.choice(("", "，")) + after + ("的是" if one.kind != "number" else "是") + word
    elif shape < 0.32 and after:
        text = word + after + random.choice(("", "，")) + before
    else:
        text = before + word + after
    if random.random() < 0.15 and (lead := _topic("", title)) and lead not in text:
        text = lead + "，" + text
    if random.random() < 0.06:
        text = random.choice(("请问", "我想知道", "那次", "报道中", "文中提到的")) + text
    return text


def _clauses(sentence: str, one: Candidate) -> tuple[int, int] | None:
    """Where the clauses of the candidate begin and end, now and then with a neighbour; short ones mostly with one."""
    clauses = [hit.span() for hit in CLAUSE.finditer(sentence)]
    inside = [n for n, (begin, end) in enumerate(clauses) if begin < one.end and one.start < end]
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    begin, end = clauses[first][0], clauses[last][1]
    if (end - begin < 14 or random.random() < 0.35) and first > 0:
        begin = clauses[first - 1][0]
    elif (end - begin < 14 or random.random() < 0.2) and last + 1 < len(clauses):
        end = clauses[last + 1][1]
    return begin, end


def _topic(sentence: str, title: str) -> str:
    """A short lead-in that says what the question is about."""
    source = title if title and random.random() < 0.6 else sentence
    pieces = [piece for piece in re.split("[，。；：！？、 ]", source) if 4 <= len(piece) <= 22]
    return _thinned(random.choice(pieces), 0.15) if pieces else ""


def _thinned(text: str, drop: float) -> str:
    """``text`` with function words dropped more, content words less, and some exchanged for synonyms."""
    words = []
    for word, tag in rjieba.tag(text):
        weight = 0.6 if tag.startswith((*_NAMES, "m")) else 1.0
        if random.random() < drop * weight:
            continue
        others = alike(word)
        if others and random.random() < 0.3:
            word = random.choice(others)
        words.append(word)
    return "".join(words)
