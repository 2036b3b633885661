"""Names in a question: the other forms to search and read by."""

from __future__ import annotations

from collections.abc import Iterable

from index.namefiles import LONGEST
from index.names import Names
from qa.tags import tagged

_LEVEL = "市区县省州"
_FIXED = 4
"""Characters from which a form is taken for itself wherever it stands; shorter ones must not cut a word in two."""


def widened(text: str, names: Names) -> dict[str, tuple[str, ...]]:
    """By name in the text, its other forms, nearest first; the longest name counts where several overlap.

    「市总的主席是谁？」 gives 市总: (市总工会, 南溪市总工会) where the archive taught that; behind another place that
    place's own office is meant: 「林安市总」 gives 林安市总: (林安市总工会,).
    """
    words = tagged(text)
    edges = _edges(words)
    forms = (
        (at, text[at : at + size])
        for size in range(min(len(text), LONGEST), 1, -1)
        for at in range(len(text) - size + 1)
        if text[at : at + size] in names
    )
    taken: set[int] = set()
    found: dict[str, tuple[str, ...]] = {}
    for at, form in forms:
        span = range(at, at + len(form))
        if taken.intersection(span) or not (len(form) >= _FIXED or {at, span.stop} <= edges):
            continue
        taken.update(span)
        place = _place_before(words, at) if form[0] in _LEVEL else ""
        others = (*names.longer(form), *names.shorter(form))
        if place:
            form, others = place + form, tuple(place + other for other in others if other[0] == form[0])
        if others:
            found[form] = others
    return found


def _edges(words: Iterable[tuple[str, str]]) -> set[int]:
    """Where words begin and end, and where the level of a place stands in its name: 南溪|区."""
    edges, at = {0}, 0
    for word, kind in words:
        at += len(word)
        edges.add(at)
        if kind[:2] in ("ns", "nr") and len(word) > 2 and word[-1] in _LEVEL:
            edges.add(at - 1)
    return edges


def _place_before(words: Iterable[tuple[str, str]], end: int) -> str:
    """The place whose name ends at `end`, without its level; "" where there is none."""
    at = 0
    for word, kind in words:
        levelled = end == at + len(word) - 1 and word[-1] in _LEVEL
        if kind[0] == "n" and (end == at + len(word) or levelled) and end - at >= 2:
            return word[: end - at]
        at += len(word)
    return ""
