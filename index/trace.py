"""Text that knows where on the page each of its characters stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Span = tuple[int, int, int]
"""Where in the text a stretch begins, where on the page, and how long it is."""


@dataclass(frozen=True, slots=True)
class Traced:
    """A text and the stretches of the page that it came from; characters outside them were put in between.

    Example:
        ``Traced("总工会", ((0, 7, 1), (1, 9, 2)))``: 总 stands at 7 of the page, 工会 at 9.
    """

    text: str = ""
    spans: tuple[Span, ...] = ()

    def slice(self, start: int, end: int | None = None) -> Traced:
        """`text[start:end]` without spaces at its ends, with its places."""
        end = len(self.text) if end is None else end
        part = self.text[start:end]
        start += len(part) - len(part.lstrip())
        part = part.strip()
        end = start + len(part)
        spans = []
        for at, raw, length in self.spans:
            low, high = max(at, start), min(at + length, end)
            if low < high:
                spans.append((low - start, raw + low - at, high - low))
        return Traced(part, tuple(spans))


def joined(parts: Iterable[tuple[str, Traced]]) -> Traced:
    """One text of several, each put after its glue; the first one's glue is left out.

    Example:
        ``[("", 市图书), ("", 馆主办)]`` gives 市图书馆主办.
    """
    texts: list[str] = []
    spans: list[Span] = []
    size = 0
    for glue, part in parts:
        if texts:
            texts.append(glue)
            size += len(glue)
        for at, raw, length in part.spans:
            start = at + size
            if spans and spans[-1][0] + spans[-1][2] == start and spans[-1][1] + spans[-1][2] == raw:
                spans[-1] = (spans[-1][0], spans[-1][1], spans[-1][2] + length)
            else:
                spans.append((start, raw, length))
        texts.append(part.text)
        size += len(part.text)
    return Traced("".join(texts), tuple(spans))
