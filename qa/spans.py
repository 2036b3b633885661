"""The best spans of a passage from a start and an end logit a character."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from qa.features import Floats

LONGEST_SPAN: Final = 60


@dataclass(frozen=True, slots=True)
class Span:
    """``passage[start:end]`` and its score, the sum of two logits that compare across the passages of one question."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class PassageReading:
    """How sure the network is that a passage answers (a logit), and its best spans, best first."""

    answerable: float
    spans: tuple[Span, ...]


def best_spans(text: str, start: Floats, end: Floats, *, most: int = 5) -> tuple[Span, ...]:
    """The ``most`` best spans of ``text`` with different texts, none across a line break or beyond 60 characters.

    ``start`` and ``end`` are logits of shape ``(len(text),)`` for a span's first and last character.

    Example:
        In 区长何云川 with the highest logits at 叶 and 华 the first span is 2:5, 何云川.
    """
    length = len(text)
    paragraph = np.cumsum(np.fromiter((character == "\n" for character in text), dtype=np.int64, count=length))
    blank = np.fromiter((character.isspace() for character in text), dtype=bool, count=length)
    first = np.arange(length)[:, None]
    last = first + np.arange(min(LONGEST_SPAN, length))[None, :]
    inside = np.minimum(last, length - 1)
    valid = (last < length) & (paragraph[inside] == paragraph[first]) & ~blank[first] & ~blank[inside]
    scores = np.where(valid, start[first] + end[inside], -np.inf)
    count = min(scores.size, 16 * most)
    order = np.argpartition(-scores, count - 1, axis=None)[:count] if length else np.empty(0, dtype=np.int64)
    spans: dict[str, Span] = {}
    for place in order[np.argsort(-scores.flat[order], kind="stable")]:
        row, column = divmod(int(place), scores.shape[1])
        if not np.isfinite(scores[row, column]) or len(spans) == most:
            break
        span = Span(row, row + column + 1, float(scores[row, column]))
        spans.setdefault(text[span.start : span.end], span)
    return tuple(spans.values())
