"""Training rows as packed NumPy feature rows, since segmentation inside the training loop is slow.

`python -m training.packing --data ../shared/data --words build/words --synthetic build/reader/synthetic.jsonl --out
build/reader` writes `human.npz` and `synthetic.npz` to train on and `measure.jsonl` to measure with.
"""

from __future__ import annotations

import argparse
import random
import time
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.features import COLUMNS, Features, fold
from training.corpus import broadcast, news
from training.reading_data import (
    Alike,
    Near,
    Passage,
    Row,
    cjrc,
    cmrc,
    drcd,
    read_rows,
    windows,
    with_near,
    with_own,
    write_rows,
)
from training.written import written

SPARSE = 4
"""One news article in so many stands among the passages that our own questions are set against."""


@dataclass(frozen=True, slots=True)
class Packed:
    """Rows as arrays, texts stored once.

    ``tokens`` (N, 5) uint16 feature rows of all texts after one another; ``bounds`` (texts + 1,) int64; ``questions``
    (rows, 4) int32: text, first passage, passages, source; ``passages`` (P, 4) int32: title text or -1, body text,
    start, end.
    """

    tokens: NDArray[np.uint16]
    bounds: NDArray[np.int64]
    questions: NDArray[np.int32]
    passages: NDArray[np.int32]
    sources: tuple[str, ...]

    def text(self, number: int) -> NDArray[np.uint16]:
        """Feature rows of one text."""
        return self.tokens[self.bounds[number] : self.bounds[number + 1]]

    def half(self, which: int) -> Packed:
        """The questions whose first passage belongs to half 0 or 1, so that no passage has questions in both."""
        bodies = self.passages[self.questions[:, 1], 1]
        halves = {int(body): half_of(self.text(int(body))) for body in np.unique(bodies)}
        return replace(self, questions=self.questions[[halves[int(body)] == which for body in bodies]])

    def save(self, path: Path) -> None:
        """Writes one uncompressed npz file."""
        np.savez(
            path,
            tokens=self.tokens,
            bounds=self.bounds,
            questions=self.questions,
            passages=self.passages,
            sources=np.array(self.sources),
        )

    @classmethod
    def load(cls, path: Path) -> Packed:
        """Reads what `save` wrote."""
        with np.load(path) as arrays:
            return cls(
                arrays["tokens"],
                arrays["bounds"],
                arrays["questions"],
                arrays["passages"],
                tuple(map(str, arrays["sources"])),
            )


def half_of(rows: NDArray[np.integer[Any]]) -> int:
    """0 or 1 by the feature rows of a passage, the same in every run."""
    return zlib.crc32(rows.astype(np.uint16).tobytes()) % 2


_features: Features | None = None


def _prepare(features: Features) -> None:
    global _features
    _features = features


def _encode(texts: list[str]) -> NDArray[np.uint16]:
    assert _features is not None
    return np.concatenate(
        [_features.rows(text).astype(np.uint16) for text in texts] or [np.empty((0, COLUMNS), np.uint16)]
    )


def pack(rows: Sequence[Row], features: Features) -> Packed:
    """``rows`` as feature arrays, made in two processes."""
    numbers: dict[str, int] = {}

    def number(text: str) -> int:
        return numbers.setdefault(text, len(numbers))

    sources: dict[str, int] = {}
    questions: list[tuple[int, ...]] = []
    passages: list[tuple[int, ...]] = []
    for row in rows:
        every = (*([row.positive] if row.positive else []), *row.negatives)
        questions.append(
            (number(row.question), len(passages), len(every), sources.setdefault(row.source, len(sources)))
        )
        passages += [(number(one.title) if one.title else -1, number(one.body), one.start, one.end) for one in every]
    texts = list(numbers)
    parts = [texts[start : start + 2000] for start in range(0, len(texts), 2000)]
    with Pool(2, _prepare, (features,)) as workers:
        tokens = np.concatenate(list(workers.imap(_encode, parts)))
    bounds = np.concatenate(([0], np.cumsum([len(text) for text in texts])))
    return Packed(tokens, bounds, np.array(questions, np.int32), np.array(passages, np.int32), tuple(sources))


def to_learn(data: Path) -> list[Row]:
    """Rows that people or we wrote, to train on, with negatives that BM25 and, for our own over news, the embedder find."""
    learnt = cmrc(data, "train") + cmrc(data, "trial") + drcd(data)[0]
    near = near_to(learnt)
    beside = list(neighbours(data))
    of_news, of_encyclopaedia = apart(written(data)[0])
    return [
        *with_own(with_near(learnt, near, 0.6), 0.35),
        *with_own(cjrc(data)[0], 0.1),
        *with_near(with_near(of_news, Near(beside), 1.0, 2), Alike(beside), 1.0, 2),
        *with_near(of_encyclopaedia, near, 0.6),
    ]


def to_measure(data: Path) -> list[Row]:
    """Rows that people or we wrote and that nothing is trained on, each beside a passage that BM25 finds near."""
    kept = cmrc(data, "dev") + drcd(data)[1]
    of_news, of_encyclopaedia = apart(written(data)[1])
    return [
        *with_near(kept, near_to(kept), 1.0),
        *cjrc(data)[1],
        *with_near(of_news, Near(list(neighbours(data))), 1.0),
        *with_near(of_encyclopaedia, near_to(of_encyclopaedia), 1.0),
    ]


def near_to(rows: Sequence[Row]) -> Near:
    """BM25 over pieces of the passages that the rows are about."""
    bodies = {row.positive.body: row.positive.title for row in rows if row.positive}
    return Near([Passage(title, piece) for body, title in bodies.items() for piece in windows(body, 260)])


def apart(ours: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Our own rows over news, and those over the encyclopaedia."""
    encyclopaedia = [row for row in ours if row.source.startswith("encyclopaedia")]
    return [row for row in ours if not row.source.startswith("encyclopaedia")], encyclopaedia


def neighbours(data: Path) -> Iterator[Passage]:
    """Yields the television news and every `SPARSE`-th news article in pieces: what an archive holds beside an answer."""
    for text in (*broadcast(data), *islice(news(data), 0, None, SPARSE)):
        for piece in windows(text.body, 260):
            yield Passage(text.title, piece)


def vocabulary(words: Path, most: int = 60000) -> Features:
    """Features over the word and character lists that `training.word_vectors` wrote."""
    lines = (words / "words.txt").read_text(encoding="utf-8").splitlines()[:most]
    characters = (words / "characters.txt").read_text(encoding="utf-8").splitlines()
    folded = dict.fromkeys(fold(line.split("\t")[0]) for line in characters if line)
    return Features([one for one in folded if len(one) == 1], [line.split("\t")[0] for line in lines])


def main() -> None:
    """Writes `synthetic.npz`, `human.npz`, `measure.npz` and the measured rows as text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--words", type=Path, default=Path("build/words"))
    parser.add_argument("--synthetic", type=Path, default=Path("build/reader/synthetic.jsonl"))
    parser.add_argument("--out", type=Path, default=Path("build/reader"))
    parser.add_argument("--near", type=float, default=0.3, help="share of synthetic rows with a BM25-near negative")
    options = parser.parse_args()
    random.seed(11)
    began = time.time()
    features = vocabulary(options.words)
    train, measure = to_learn(options.data), to_measure(options.data)
    write_rows(options.out / "measure.jsonl", measure)
    pack(train, features).save(options.out / "human.npz")
    print(f"human {len(train)} rows, measured {len(measure)}, {time.time() - began:.0f} s", flush=True)
    synthetic = read_rows(options.synthetic)
    bodies = dict.fromkeys(Passage(row.positive.title, row.positive.body) for row in synthetic if row.positive)
    synthetic = with_near(synthetic, Near(list(bodies)[:60000]), options.near)
    pack(synthetic, features).save(options.out / "synthetic.npz")
    print(f"synthetic {len(synthetic)} rows, {time.time() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
