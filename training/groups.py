"""Training groups drawn from packed rows and batched: a question, its passage, one passage that does not answer it."""

from __future__ import annotations

import random
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from qa.features import Features, Rows, join
from qa.network import Batch, collate
from qa.span_model import LONGEST_TITLE
from training.packing import Packed

# Passes an epoch: law cases are many and unlike news.
WEIGHTS = {
    "cmrc-train": 2.5,
    "cmrc-trial": 2.5,
    "drcd": 3.0,
    "cjrc": 0.5,
    "cjrc-none": 0.8,
    "written-plain": 0.8,
    "written-reworded": 2.0,
    "written-none": 1.0,
    "encyclopaedia-clause": 1.2,
    "encyclopaedia-plain": 1.5,
    "encyclopaedia-reworded": 2.0,
    "encyclopaedia-none": 1.2,
}
BRIEF = 20
"""Characters of an answer from which it teaches less often, by as much as it is longer: people want the short answer."""

CONTRASTED = 0.6
"""Share of the answered questions that bring a passage without the answer, where they have one."""

Targets = tuple[NDArray[np.int64], NDArray[np.int64]]


class Groups:
    """Training groups of one packed file: a question, its passage, and at most one passage that does not answer it."""

    def __init__(self, packed: Packed, features: Features, longest: int, title_dropped: float) -> None:
        self.packed = packed
        self.longest = longest
        self.title_dropped = title_dropped
        self._separator = features.rows("\n")

    def _rows(self, number: int) -> Rows:
        return self.packed.text(number).astype(np.int32)

    def _cropped(self, body: Rows, start: int, end: int) -> tuple[Rows, int, int]:
        size = random.randint(int(self.longest * 0.65), self.longest)
        if len(body) <= size:
            return body, start, end
        low, high = (0, len(body) - size) if start < 0 else (max(0, end - size + 4), min(start, len(body) - size))
        begin = random.randint(low, high) if low <= high else max(0, min(start, len(body) - size))
        return body[begin : begin + size], start - begin, min(end - begin, size)

    def group(self, number: int) -> tuple[Rows, list[tuple[Rows, int, int, int]]]:
        """Question rows, and a (rows, body begin, start, end) a passage with -1 for no answer; positives first."""
        text, first, count, _ = self.packed.questions[number]
        chosen = list(range(first, first + count))
        if self.packed.passages[first, 2] >= 0:
            others = chosen[1:] if random.random() < CONTRASTED else []
            chosen = chosen[:1] + random.sample(others, min(1, len(others)))
        items = []
        untitled = random.random() < self.title_dropped
        for passage in chosen:
            title, body, start, end = map(int, self.packed.passages[passage])
            answered = start >= 0
            rows, start, end = self._cropped(self._rows(body), start, end)
            head = self._rows(title)[:LONGEST_TITLE] if title >= 0 and not untitled else rows[:0]
            joined, begin = join(head, self._separator, rows)
            items.append((joined, begin, start + begin if answered else -1, end + begin - 1 if answered else -1))
        return self._rows(text)[:64], items


Group = tuple[Rows, list[tuple[Rows, int, int, int]]]


def batches(draws: Iterator[Group], cells: int) -> Iterator[tuple[Batch, Targets]]:
    """Batches of groups of like length, at most ``cells`` padded characters each."""
    while True:
        pool = [group for group, _ in zip(draws, range(512), strict=False)]
        pool.sort(key=lambda group: max(len(item[0]) for item in group[1]))
        parts: list[list[Group]] = [[]]
        count = 0
        for group in pool:
            longest = max(len(item[0]) for item in group[1])
            if parts[-1] and (count + len(group[1])) * longest > cells:
                parts.append([])
                count = 0
            parts[-1].append(group)
            count += len(group[1])
        random.shuffle(parts)
        for part in parts:
            items = [(owner, item) for owner, (_, passages) in enumerate(part) for item in passages]
            batch = collate([question for question, _ in part], [(owner, item[0], item[1]) for owner, item in items])
            yield batch, (np.array([item[2] for _, item in items]), np.array([item[3] for _, item in items]))


def endless(groups: Groups) -> Iterator[Group]:
    """Every group once an epoch in a fresh order, for ever."""
    while True:
        order = list(range(len(groups.packed.questions)))
        random.shuffle(order)
        for number in order:
            yield groups.group(number)


def mixed(human: Groups, synthetic: Groups, share: float) -> Iterator[Group]:
    """Human groups with a ``share`` of synthetic ones, each source as often as `WEIGHTS` says, long answers less."""
    packed = human.packed
    other = endless(synthetic)
    lengths = packed.passages[packed.questions[:, 1], 3] - packed.passages[packed.questions[:, 1], 2]
    brief = BRIEF / np.maximum(lengths, BRIEF)
    while True:
        wanted = np.array([WEIGHTS.get(name, 1.0) for name in packed.sources])[packed.questions[:, 3]]
        times = (wanted * brief + np.random.random(len(wanted))).astype(int)
        order = np.repeat(np.arange(len(wanted)), times).tolist()
        random.shuffle(order)
        for number in order:
            if random.random() < share:
                yield next(other)
            yield human.group(number)
