"""Rows of synthetic questions on news and on encyclopedic paragraphs, with passages that answer them and others.

`python -m training.synthetic --data ../shared/data --out build/reader/synthetic.jsonl` writes one JSON row a line, see
`training.reading_data.Row`.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from multiprocessing import Pool
from pathlib import Path

from training import corpus
from training.candidates import Candidate, candidates
from training.questions import exchanged, pool_of, question_for
from training.reading_data import Passage, Row, cmrc, drcd

SENTENCE = re.compile(r"[^。！？\n]+[。！？]?[”’）]?")

WEIGHTS = {
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
"""How readily each kind of answer is asked for; twice as readily where whole questions lie ready."""

RUN = 40
"""Characters of a run that two articles share only where one is a copy of the other."""


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


def _likeliest_first(sentences: list[str]) -> list[tuple[int, Candidate]]:
    """What can be asked of the sentences, with their numbers, in a random order that favours the kinds in `WEIGHTS`."""
    numbered = [
        (n, one) for n, sentence in enumerate(sentences) if 10 <= len(sentence) <= 160 for one in candidates(sentence)
    ]
    numbered.sort(
        key=lambda pair: random.random() ** (1 / (WEIGHTS[pair[1].kind] * (2.0 if pair[1].ready else 1.0))),
        reverse=True,
    )
    return numbered


def rows_of(title: str, text: str, pool: dict[str, list[str]], most: int) -> Iterator[Row]:
    """Up to ``most`` questions on one article, each with passages that answer it and passages that do not."""
    text = text.replace("\r", "").strip()
    sentences = SENTENCE.findall(text)
    if len(sentences) < 2:
        return
    if not title:
        head = re.split("[。！？\n]", text, maxsplit=1)[0]
        title = head if 6 <= len(head) <= 40 else head[:30]
    seen: set[str] = set()
    for at, one in _likeliest_first(sentences):
        if len(seen) >= most:
            return
        answer = sentences[at][one.start : one.end]
        if (
            answer in seen
            or (question := question_for(sentences[at], title, one)) is None
            or (len(answer) > 1 and answer in question)
        ):
            continue
        seen.add(answer)
        yield from _rows_with_passages(sentences, at, one, question, title, pool)


def _rows_with_passages(
    sentences: list[str], at: int, one: Candidate, question: str, title: str, pool: dict[str, list[str]]
) -> Iterator[Row]:
    """The question with a passage of sentence ``at``, or of another one that holds the answer, and one without it."""
    answer = sentences[at][one.start : one.end]
    size = random.choice((120, 170, 200, 240))
    shown = title if random.random() < 0.7 else ""
    elsewhere = [
        n
        for n, other in enumerate(sentences)
        if n != at and len(answer) > 2 and answer in other and len(set(other) & set(question)) > 5
    ]
    if elsewhere and random.random() < 0.3:
        asked, at = at, random.choice(elsewhere)
        body, offset = _window(sentences, at, size, skip=asked)
        start = offset + sentences[at].index(answer)
    else:
        body, offset = _window(sentences, at, size)
        start = offset + one.start
    if answer in shown:
        shown = ""
    draw = random.random()
    without = ""
    if draw < 0.3:
        rest = body[:offset] + body[offset + len(sentences[at]) :]
        without = rest if len(rest) > 40 else ""
    elif draw < 0.5:
        far = [n for n, other in enumerate(sentences) if abs(n - at) > 1 and answer not in other and len(other) > 12]
        without = _window(sentences, random.choice(far), size)[0] if far else ""
    negatives = (Passage(shown, without),) if without and answer not in without else ()
    positive = Passage(shown, body, start, start + len(answer))
    yield Row("synthetic-" + one.kind, question, answer, positive, negatives)
    if draw > 0.72 and (odd := exchanged(question, shown + body, pool)):
        yield Row("exchanged-" + one.kind, odd, "", None, (Passage(shown, body),))


def _work(arguments: tuple[int, list[tuple[str, str]], dict[str, list[str]], int]) -> list[str]:
    seed, articles, pool, most = arguments
    random.seed(seed)
    return [
        json.dumps(asdict(row), ensure_ascii=False)
        for title, text in articles
        for row in rows_of(title, text, pool, most)
    ]


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
        for row in corpus.rows(path):
            measured |= runs(row["text"], 1)
    chosen: list[tuple[str, str]] = []
    for name, count in (("news-2023.jsonl.xz", news), ("broadcast-2022-2026.jsonl.xz", broadcast)):
        rows = list(corpus.rows(data / name))
        random.seed(seed)
        random.shuffle(rows)
        fresh = (
            row
            for row in rows
            if not corpus.kept_out_title(row.get("title", ""))
            and (not measured or measured.isdisjoint(runs(row["text"], 20)))
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
    pool = pool_of([text for _, text in chosen[:1500]])
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
