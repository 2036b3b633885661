"""Training groups told differently each time: other names, other digits, words and characters forgotten.

A network from scratch learns a few thousand human questions by heart long before it has read them well. What the question
has in common with its passages stays in common: whatever is exchanged or forgotten is so in all texts of the group.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from qa.features import HASHED_CHARACTERS, HASHED_WORDS, TAGS, Column, Features, Rows

EXCHANGED: Final = 0.3
"""Share of a group's names that give way to others of the same length and part of speech."""

FORGOTTEN: Final = {Column.WORD: 0.1, Column.CHARACTER: 0.03}
"""Share of the distinct words and characters of a group that count as unknown."""

DIGITS: Final = 0.3
"""Share of the groups whose digits from 3 to 9 change places; 0, 1 and 2 stay, as years and months begin with them."""

_NAMES: Final = [TAGS.index(tag) for tag in ("nr", "ns", "nt", "nz")]
_SAMPLED: Final = 2_000_000


class Variation:
    """Varies the texts of a group in step; names come from the ``tokens`` of the packed texts, (N, 5)."""

    def __init__(self, tokens: Rows, features: Features) -> None:
        self._sizes = {Column.WORD: len(features.words), Column.CHARACTER: len(features.characters)}
        self._unknown = {Column.WORD: HASHED_WORDS, Column.CHARACTER: HASHED_CHARACTERS}
        self._digits = features.rows("3456789")[:, Column.CHARACTER]
        sample = tokens[:_SAMPLED].astype(np.int32)
        self._names: dict[tuple[int, int], list[Rows]] = defaultdict(list)
        for begin, end in _names(sample):
            self._names[int(sample[begin, Column.TAG]), end - begin].append(sample[begin:end])

    def varied(self, texts: Sequence[Rows]) -> list[Rows]:
        """Copies of ``texts``, each as long as before, offsets unchanged.

        Example:
            Of 南溪区区长是谁 and 南溪区区长何云川 may come 远山区区长是谁 and 远山区区长何云川.
        """
        copies = [text.copy() for text in texts]
        self._exchange(copies)
        if random.random() < DIGITS:
            self._permute(copies)
        for column, share in FORGOTTEN.items():
            self._forget(copies, column, share)
        return copies

    def _exchange(self, texts: Sequence[Rows]) -> None:
        named: dict[bytes, Rows] = {}
        for text in texts:
            for begin, end in _names(text):
                named.setdefault(text[begin:end, Column.CHARACTER].tobytes(), text[begin:end])
        for key, rows in list(named.items()):
            others = self._names.get((int(rows[0, Column.TAG]), len(rows)))
            if others is None or random.random() >= EXCHANGED:
                continue
            places = [(text, begin) for text in texts for begin in _occurrences(text, key, len(rows))]
            # Cut otherwise somewhere, the name would be exchanged in one text and stay in the other.
            if all(np.array_equal(text[begin : begin + len(rows)], rows) for text, begin in places):
                other = random.choice(others).copy()
                for text, begin in places:
                    text[begin : begin + len(rows)] = other

    def _permute(self, texts: Sequence[Rows]) -> None:
        shuffled = np.random.permutation(self._digits)
        table = np.arange(max(self._digits) + 1)
        table[self._digits] = shuffled
        for text in texts:
            characters = text[:, Column.CHARACTER]
            known = characters < len(table)
            characters[known] = table[characters[known]]

    def _forget(self, texts: Sequence[Rows], column: Column, share: float) -> None:
        size, salt = self._sizes[column], random.getrandbits(32) | 1
        for text in texts:
            ids = text[:, column].astype(np.int64)
            mixed = (ids + 1) * salt % 2**32
            gone = (mixed < share * 2**32) & (ids < size)
            text[gone, column] = size + ids[gone] % self._unknown[column]


def _names(rows: Rows) -> Iterator[tuple[int, int]]:
    """Where each name of two characters and more begins and ends."""
    starts = np.flatnonzero((rows[:, Column.PLACE] == 0) & np.isin(rows[:, Column.TAG], _NAMES))
    ends = np.flatnonzero(rows[:, Column.PLACE] == 2)
    for begin, place in zip(starts, np.searchsorted(ends, starts), strict=True):
        if place < len(ends):
            yield int(begin), int(ends[place]) + 1


def _occurrences(rows: Rows, key: bytes, length: int) -> list[int]:
    characters = np.ascontiguousarray(rows[:, Column.CHARACTER])
    if len(characters) < length:
        return []
    wanted = np.frombuffer(key, dtype=characters.dtype)
    equal = characters[: len(characters) - length + 1] == wanted[0]
    for step in range(1, length):
        equal &= characters[step : len(characters) - length + 1 + step] == wanted[step]
    return [int(begin) for begin in np.flatnonzero(equal)]
