"""Integer features of Chinese text for the reading network, one row per code point; NumPy only.

Segmentation and parts of speech come from rjieba (HMM on); the match features follow DrQA (Chen et al. 2017,
"Reading Wikipedia to Answer Open-Domain Questions") carried over to characters.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from typing import Final

import numpy as np
import rjieba
from numpy.typing import NDArray

HASHED_CHARACTERS: Final = 64
HASHED_WORDS: Final = 4096
DENSITY_WINDOW: Final = 31

Rows = NDArray[np.int32]
Floats = NDArray[np.float32]


class Column(IntEnum):
    """Columns of a feature row."""

    CHARACTER = 0
    WORD = 1
    PLACE = 2
    TAG = 3
    KIND = 4


COLUMNS: Final = len(Column)
PLACES: Final = 4
TAGS: Final = (
    "n nr ns nt nz nw m t v vn a ad d p r q f s b c u j i l eng x y z other".split()  # ICTCLAS tags as jieba uses them
)
_TAG_IDS: Final = {tag: number for number, tag in enumerate(TAGS)}
_OTHER_TAG: Final = _TAG_IDS["other"]

KINDS: Final = ("han", "digit", "numeral", "latin", "comma", "stop", "quote", "bracket", "space", "other")
_KIND_MEMBERS: Final = {
    "numeral": "〇零一二三四五六七八九十百千万亿两几",
    "comma": "，、；：,;:",
    "stop": "。！？…!?",
    "quote": "“”‘’「」『』\"'",
    "bracket": "（）《》〈〉【】()[]<>",
}
_WIDE: Final = (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), ord("％"), ord("．"))
_WIDTHS: Final = {code: code - 0xFEE0 for code in _WIDE} | {ord("　"): ord(" ")}
_ASCII_MARKS: Final = str.maketrans(",;:?!()", "，；：？！（）")
_DIGITS: Final = str.maketrans("123456789", "000000000")


@lru_cache(maxsize=65536)
def _fold_character(character: str) -> str:
    lowered = chr(_WIDTHS.get(ord(character), ord(character))).lower()
    return lowered if len(lowered) == 1 else character


def fold(text: str) -> str:
    """Text of the same length with full-width letters and digits narrowed and letters in lower case.

    Example:
        ``fold("ＡＢ１２，Go")`` gives ``"ab12，go"``.
    """
    return "".join(map(_fold_character, text))


@lru_cache(maxsize=65536)
def _kind(character: str) -> int:
    for name, members in _KIND_MEMBERS.items():
        if character in members:
            return KINDS.index(name)
    if "\u3400" <= character <= "\u9fff":
        return KINDS.index("han")
    if character.isdigit():
        return KINDS.index("digit")
    if character.isspace():
        return KINDS.index("space")
    return KINDS.index("latin" if character.isalpha() else "other")


@lru_cache(maxsize=1024)
def _tag(name: str) -> int:
    for length in (3, 2, 1):
        if (number := _TAG_IDS.get(name[:length])) is not None:
            return number
    return _OTHER_TAG


class Features:
    """Feature rows of texts under one vocabulary of characters and words.

    Strings outside the vocabulary get an identity by CRC-32 behind it, so that an unknown name in a question still
    matches the same name in a passage.

    Args:
        characters: folded characters; row ``i`` of the character table belongs to the ``i``-th.
        words: words with digits as 0, commonest first; the commonest stands for all that fold alike.
    """

    def __init__(self, characters: Sequence[str], words: Sequence[str]) -> None:
        self.characters = tuple(characters)
        self.words = tuple(words)
        self._characters = {character: number for number, character in enumerate(self.characters)}
        self._words = {fold(word): number for number, word in reversed(list(enumerate(self.words)))}

    def _character(self, character: str) -> int:
        marked = character.translate(_ASCII_MARKS)
        number = self._characters.get(marked)
        return len(self.characters) + ord(marked) % HASHED_CHARACTERS if number is None else number

    def _word(self, word: str) -> int:
        number = self._words.get(word.translate(_DIGITS))
        return len(self.words) + zlib.crc32(word.encode()) % HASHED_WORDS if number is None else number

    def rows(self, text: str) -> Rows:
        """One row of `Column` values per code point of ``text``, shape ``(len(text), 5)``, int32.

        Example:
            ``rows("林安说")[:, Column.PLACE]`` gives ``[0, 2, 3]``: beginning and end of 林安, then a word by itself.
        """
        folded = fold(text)
        rows = np.empty((len(folded), COLUMNS), dtype=np.int32)
        rows[:, Column.CHARACTER] = [self._character(character) for character in folded]
        rows[:, Column.KIND] = [_kind(character) for character in folded]
        position = 0
        for word, tag in rjieba.tag(folded) if folded else ():
            end = position + len(word)
            rows[position:end, Column.WORD] = self._word(word)
            rows[position:end, Column.TAG] = _tag(tag)
            if len(word) == 1:
                rows[position, Column.PLACE] = 3
            else:
                rows[position, Column.PLACE] = 0
                rows[position + 1 : end - 1, Column.PLACE] = 1
                rows[end - 1, Column.PLACE] = 2
            position = end
        assert position == len(folded), f"the segmenter returned {position} of {len(folded)} characters"
        return rows


_CONTENT_KINDS: Final = 4  # han, digit, numeral, latin: marks match everywhere and say nothing


def match(question: Rows, passage: Rows) -> tuple[Floats, Floats]:
    """What of each text stands in the other: question side ``(m, 3)``, passage side ``(n, 4)``, float32 in 0..1.

    The columns are: the character, one of its two bigrams, its word; on the passage side also the share of matched
    bigrams among the 31 characters around.

    Example:
        For 区长是谁 and 区长何云川 the passage side's bigram column is ``[1, 1, 0, 0, 0]``.
    """
    sides = (question, passage)
    content = [rows[:, Column.KIND] < _CONTENT_KINDS for rows in sides]
    found: list[list[NDArray[np.bool_]]] = [[], []]
    for column in (Column.CHARACTER, Column.WORD):
        for side in (0, 1):
            here, there = sides[side][:, column], sides[1 - side][:, column][content[1 - side]]
            found[side].append(np.isin(here, there) & content[side])
    pairs = [rows[:-1, Column.CHARACTER].astype(np.int64) * 65536 + rows[1:, Column.CHARACTER] for rows in sides]
    whole = [mask[:-1] & mask[1:] for mask in content]
    for side in (0, 1):
        hit = np.isin(pairs[side], pairs[1 - side][whole[1 - side]]) & whole[side]
        either = np.zeros(len(sides[side]), dtype=bool)
        either[:-1] |= hit
        either[1:] |= hit
        found[side].insert(1, either)
    columns = [np.stack(values, axis=1).astype(np.float32) for values in found]
    half = DENSITY_WINDOW // 2
    sums = np.concatenate(([0.0], np.cumsum(columns[1][:, 1])))
    length = len(passage)
    left = np.clip(np.arange(length) - half, 0, length)
    right = np.clip(np.arange(length) + half + 1, 0, length)
    density = ((sums[right] - sums[left]) / DENSITY_WINDOW).astype(np.float32)
    return columns[0], np.concatenate((columns[1], density[:, None]), axis=1)


def join(title: Rows, separator: Rows, body: Rows) -> tuple[Rows, int]:
    """Title, separator and body as one passage, and where the body begins in it; an empty title brings no separator."""
    if not len(title):
        return body, 0
    return np.concatenate((title, separator, body)), len(title) + len(separator)
