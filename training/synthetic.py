"""Synthetic questions from news: a sentence whose name, place, number or title gave way to its question word.

`python -m training.synthetic --data ../shared/data --out build/reader/synthetic.jsonl` writes one JSON row a line, see
`training.reading_data.Row`. Chinese leaves the question word where the answer stood, so that 「区长何云川说」 asks as
「区长谁说」 or 「区长是谁」; words are dropped, exchanged and moved so that the overlap stays partial.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from multiprocessing import Pool
from pathlib import Path

import rjieba

from qa.synonyms import alike
from training.candidates import ROLES, Candidate, candidates
from training.corpus import kept_out_title
from training.reading_data import Passage, Row, cmrc, drcd

CLAUSE = re.compile(r"[^，；：,;:]+[，；：,;:]?")
SENTENCE = re.compile(r"[^。！？\n]+[。！？]?[”’）]?")
LEAD = re.compile(
    r"^(?:[^（）]{0,12}(?:本报讯|讯|电)?（[^）]{0,24}(?:记者|通讯员)[^）]*）|(?:据悉|据了解|据介绍|此外|同时|其中|而且|但是|但|然而|因此|另外|目前|对此|随后)[，,]?)"
)
_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")


def _thinned(text: str, drop: float) -> str:
    """``text`` with function words dropped more, content words less, and some exchanged for synonyms."""
    words = []
    for word, tag in rjieba.tag(text):
        weight = 0.6 if tag.startswith(("nr", "ns", "nt", "nz", "m")) else 1.0
        if random.random() < drop * weight:
            continue
        others = alike(word)
        if others and random.random() < 0.3:
            word = random.choice(others)
        words.append(word)
    return "".join(words)


def _topic(sentence: str, title: str) -> str:
    """A short lead-in that says what the question is about."""
    source = title if title and random.random() < 0.6 else sentence
    pieces = [piece for piece in re.split("[，。；：！？、 ]", source) if 4 <= len(piece) <= 22]
    return _thinned(random.choice(pieces), 0.15) if pieces else ""


def question_for(sentence: str, title: str, one: Candidate) -> str | None:
    """A question whose answer is ``one``, or None when nothing readable is left."""
    drop = random.choice((0.0, 0.1, 0.25, 0.4))
    word = random.choice(one.words)
    if one.ready and random.random() < (0.8 if one.kind in ("title", "theme", "host") else 0.6):
        text = random.choice(one.ready)
        if one.kind in ("theme", "host") or random.random() < 0.12:
            left = sentence[max(0, one.start - 40) : one.start]
            lead = _topic(left, title) or _topic(sentence, title)
            text = lead + random.choice(("", "的", "，")) + text
        text = _thinned(text, drop * 0.2) if one.kind == "person" else text
    elif one.kind in ("title",):
        return None
    else:
        begin = end = 0
        clauses = [hit.span() for hit in CLAUSE.finditer(sentence)]
        inside = [n for n, (a, b) in enumerate(clauses) if a < one.end and one.start < b]
        if not inside:
            return None
        first, last = inside[0], inside[-1]
        begin, end = clauses[first][0], clauses[last][1]
        if (end - begin < 14 or random.random() < 0.35) and first > 0:
            begin = clauses[first - 1][0]
        elif (end - begin < 14 or random.random() < 0.2) and last + 1 < len(clauses):
            end = clauses[last + 1][1]
        before, after = sentence[begin : one.start], sentence[one.end : end].rstrip("，；：。！？,;:”")
        before = LEAD.sub("", before)
        if one.kind in ("quote",):
            before, after = before.rstrip("“《"), after.lstrip("”》")
        elif one.kind in ("person", "org") and random.random() < 0.5:
            after = re.sub(
                r"(?:表示|说|介绍|称|指出|认为|告诉.{0,6}记者|透露|强调).*$", lambda hit: hit.group()[:2], after
            )
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
    text = text.strip("，；：、。！？ “”")
    if not 5 <= len(text) <= 60 or len(_HAN.findall(text)) < 5:
        return None
    return text + random.choices(("？", "", "?"), (7, 2, 1))[0]


_SWAPPED = ("nr", "ns", "nt", "nz")


def exchanged(question: str, passage: str, pool: dict[str, list[str]]) -> str | None:
    """``question`` with a name, place or role that ``passage`` does not hold: a question that it no longer answers.

    Example:
        东城区总工会主席是谁 may become 平谷区总工会主席是谁, or 东城区总工会教练是谁.
    """
    tokens: list[tuple[str, str]] = rjieba.tag(question)
    places = [
        n
        for n, (word, tag) in enumerate(tokens)
        if (tag in _SWAPPED and len(word) > 1)
        or word in ROLES
        or (tag in ("n", "vn") and len(word) > 1)
        or (tag == "m" and word[0].isdigit())
    ]
    named = [n for n in places if tokens[n][1] not in ("n", "vn") or tokens[n][0] in ROLES]
    chosen = named if named and random.random() < 0.8 else places
    if not chosen:
        return None
    count = 1 if random.random() < 0.7 or len(chosen) < 2 else 2
    words = [word for word, _ in tokens]
    for n in random.sample(chosen, count):
        word, tag = tokens[n]
        key = "role" if word in ROLES else tag
        others = ROLES if key == "role" else pool.get(key, [])
        for _ in range(8):
            other = random.choice(others) if others else word
            if other != word and other not in passage and len(set(other) & set(word)) < len(word):
                break
        else:
            return None
        words[n] = other
    return "".join(words)


def _window(sentences: list[str], at: int, size: int, skip: int = -1) -> tuple[str, int]:
    """Neighbouring sentences around number ``at`` up to ``size`` characters, and where that sentence begins in them."""
    first = last = at
    length = len(sentences[at])
    while True:
        sides = [
            s
            for s in (first - 1, last + 1)
            if 0 <= s < len(sentences) and s != skip and length + len(sentences[s]) <= size
        ]
        if skip in (first - 1, last + 1):
            sides = [s for s in sides if (s < at) != (skip < at)]
        if not sides:
            break
        side = random.choice(sides)
        first, last = min(first, side), max(last, side)
        length += len(sentences[side])
    return "".join(sentences[first : last + 1]), sum(map(len, sentences[first:at]))


def rows_of(title: str, text: str, pool: dict[str, list[str]], most: int) -> Iterator[Row]:
    """Up to ``most`` questions on one article, each with passages that answer it and passages that do not."""
    text = text.replace("\r", "").strip()
    sentences = [hit.group() for hit in SENTENCE.finditer(text)]
    if len(sentences) < 2:
        return
    if not title:
        head = re.split("[。！？\n]", text, maxsplit=1)[0]
        title = head if 6 <= len(head) <= 40 else head[:30]
    numbered = [
        (n, one) for n, sentence in enumerate(sentences) if 10 <= len(sentence) <= 160 for one in candidates(sentence)
    ]
    wanted = {
        "person": 3.0,
        "title": 3.0,
        "org": 1.6,
        "host": 5.0,
        "theme": 6.0,
        "number": 1.3,
        "time": 0.8,
        "place": 0.8,
        "quote": 1.2,
        "thing": 0.5,
    }
    numbered.sort(
        key=lambda pair: random.random() ** (1 / (wanted[pair[1].kind] * (2.0 if pair[1].ready else 1.0))), reverse=True
    )
    made = 0
    seen: set[str] = set()
    for at, one in numbered:
        if made >= most:
            return
        sentence = sentences[at]
        answer = sentence[one.start : one.end]
        if (
            answer in seen
            or (question := question_for(sentence, title, one)) is None
            or (len(answer) > 1 and answer in question)
        ):
            continue
        seen.add(answer)
        made += 1
        size = random.choice((120, 170, 200, 240))
        shown = title if random.random() < 0.7 else ""
        elsewhere = [
            n
            for n, other in enumerate(sentences)
            if n != at and len(answer) > 2 and answer in other and len(set(other) & set(question)) > 5
        ]
        if elsewhere and random.random() < 0.3:
            skip, at = at, random.choice(elsewhere)
            body, offset = _window(sentences, at, size, skip)
            start = offset + sentences[at].index(answer)
        else:
            body, offset = _window(sentences, at, size)
            start = offset + one.start
        if answer in shown:
            shown = ""
        positive = Passage(shown, body, start, start + len(answer))
        negatives: list[Passage] = []
        draw = random.random()
        if draw < 0.3:
            rest = body[:offset] + body[offset + len(sentences[at]) :]
            if len(rest) > 40 and answer not in rest:
                negatives.append(Passage(shown, rest))
        elif draw < 0.5:
            far = [
                n for n, other in enumerate(sentences) if abs(n - at) > 1 and answer not in other and len(other) > 12
            ]
            if far:
                other, _ = _window(sentences, random.choice(far), size)
                if answer not in other:
                    negatives.append(Passage(shown, other))
        yield Row("synthetic-" + one.kind, question, answer, positive, tuple(negatives))
        if draw > 0.72 and (odd := exchanged(question, shown + body, pool)):
            yield Row("exchanged-" + one.kind, odd, "", None, (Passage(shown, body),))


def _pool(texts: list[str]) -> dict[str, list[str]]:
    pool: dict[str, set[str]] = {}
    for text in texts:
        for word, tag in rjieba.tag(text):
            if len(word) > 1 and (tag in _SWAPPED or tag in ("n", "vn") or (tag == "m" and word[0].isdigit())):
                pool.setdefault(tag, set()).add(word)
    return {tag: sorted(words) for tag, words in pool.items()}


def _work(arguments: tuple[int, list[tuple[str, str]], dict[str, list[str]], int]) -> list[str]:
    seed, articles, pool, most = arguments
    random.seed(seed)
    return [
        json.dumps(asdict(row), ensure_ascii=False)
        for title, text in articles
        for row in rows_of(title, text, pool, most)
    ]


RUN = 40


def runs(text: str, step: int) -> set[int]:
    """Hashes of the runs of 40 characters that begin at every ``step``-th one."""
    return {hash(text[start : start + RUN]) for start in range(0, len(text) - RUN + 1, step)}


def articles(
    data: Path, news: int, broadcast: int, kept_out: Sequence[Path] = (), seed: int = 7
) -> list[tuple[str, str]]:
    """A random choice of (title, text) of both news collections, titles empty where the collection has none.

    Broadcast items that are kept out for measuring (`training.corpus.kept_out_title`) are never among them.

    Wire copy stands in many papers: an article that shares a run of some 60 characters with one of ``kept_out``
    (``.jsonl.xz`` files with a ``text`` a row, to be measured with) is left out.
    """
    measured: set[int] = set()
    for path in kept_out:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                measured |= runs(json.loads(line)["text"], 1)
    chosen: list[tuple[str, str]] = []
    for name, count in (("news-2023.jsonl.xz", news), ("broadcast-2022-2026.jsonl.xz", broadcast)):
        with lzma.open(data / name, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        random.seed(seed)
        random.shuffle(rows)
        fresh = (
            row
            for row in rows
            if not kept_out_title(row.get("title", "")) and (not measured or measured.isdisjoint(runs(row["text"], 20)))
        )
        chosen += [(row.get("title", ""), row["text"][:3000]) for row in islice(fresh, count)]
    random.shuffle(chosen)
    return chosen


def encyclopedic(data: Path) -> list[tuple[str, str]]:
    """(title, text) of each paragraph that CMRC train and trial and the trained part of DRCD ask about."""
    rows = cmrc(data, "train") + cmrc(data, "trial") + drcd(data)[0]
    return list(dict.fromkeys((row.positive.title, row.positive.body) for row in rows if row.positive))


def main() -> None:
    """Writes the synthetic rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("build/reader/synthetic.jsonl"))
    parser.add_argument("--news", type=int, default=20000)
    parser.add_argument("--broadcast", type=int, default=10000)
    parser.add_argument(
        "--most", type=int, default=4, help="questions an article; twice as many on an encyclopedic paragraph"
    )
    parser.add_argument("--kept-out", type=Path, nargs="*", default=[], help="articles to measure with, .jsonl.xz")
    options = parser.parse_args()
    began = time.time()
    chosen = articles(options.data, options.news, options.broadcast, options.kept_out)
    pool = _pool([text for _, text in chosen[:1500]])
    parts = [(number, chosen[number::64], pool, options.most) for number in range(64)]
    paragraphs = encyclopedic(options.data)
    parts += [(64 + number, paragraphs[number::8], pool, 2 * options.most) for number in range(8)]
    options.out.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with Pool(2) as workers, options.out.open("w", encoding="utf-8") as out:
        for lines in workers.imap(_work, parts):
            count += len(lines)
            out.writelines(line + "\n" for line in lines)
    print(f"{count} rows in {time.time() - began:.0f} s")


if __name__ == "__main__":
    main()
