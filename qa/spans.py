"""The best spans of a passage from a logit a span."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qa.features import Floats
from qa.layers import LONGEST_SPAN


@dataclass(frozen=True, slots=True)
class Span:
    """``passage[start:end]`` and its score, a logit that compares across the passages of one question."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class PassageReading:
    """How sure the network is that a passage answers (a logit), and its best spans, best first."""

    answerable: float
    spans: tuple[Span, ...]


def of_edges(start: Floats, end: Floats) -> Floats:
    """The logit of every span, ``(n, 60)``, as the sum of those of its first and last character, each ``(n,)``.

    Example:
        With ``start`` [1, 0] and ``end`` [0, 2] the span of both characters, ``[0, 1]``, has 3.
    """
    length = len(start)
    last = np.arange(length)[:, None] + np.arange(LONGEST_SPAN)
    return np.where(last < length, start[:, None] + end[np.minimum(last, length - 1)], -np.inf)


def best_spans(text: str, logits: Floats, *, most: int = 5) -> tuple[Span, ...]:
    """The ``most`` best spans of ``text`` with different texts, none across a line break or beyond 60 characters.

    ``logits`` has the shape ``(len(text), 60)``: first character by length less one.

    Example:
        In 区长何云川 with the highest logit at ``[2, 2]`` the first span is 2:5, 何云川.
    """
    length = len(text)
    paragraph = np.cumsum(np.fromiter((character == "\n" for character in text), dtype=np.int64, count=length))
    blank = np.fromiter((character.isspace() for character in text), dtype=bool, count=length)
    first = np.arange(length)[:, None]
    last = first + np.arange(LONGEST_SPAN)
    inside = np.minimum(last, length - 1)
    valid = (last < length) & (paragraph[inside] == paragraph[first]) & ~blank[first] & ~blank[inside]
    scores = np.where(valid, logits, -np.inf)
    count = min(scores.size, 16 * most)
    order = np.argpartition(-scores, count - 1, axis=None)[:count] if length else np.empty(0, dtype=np.int64)
    spans: dict[str, Span] = {}
    for place in order[np.argsort(-scores.flat[order], kind="stable")]:
        row, column = divmod(int(place), LONGEST_SPAN)
        if not np.isfinite(scores[row, column]) or len(spans) == most:
            break
        span = Span(row, row + column + 1, float(scores[row, column]))
        spans.setdefault(text[span.start : span.end], span)
    return tuple(spans.values())
