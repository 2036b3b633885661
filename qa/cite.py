"""Spans to checked citations: which words are quoted, and under which number.

A quotation is cut from the article, never written; `Citation` holds places only.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.evidence import enclosing
from qa.records import Citation, Passage, Reading

LONGEST_QUOTE = 160
"""Characters of a quotation that are still read at a glance; a longer sentence is cut at its commas."""


def quotation(body: str, start: int, end: int) -> tuple[int, int]:
    """Where the quotation round `body[start:end]` begins and ends: its sentences, or the clauses near it.

    「16个」 is quoted as 「远山集团捐助了16个远山流动书屋，还请人来管理。」.
    """
    low, high = enclosing(body, start, end)
    if high - low > LONGEST_QUOTE:
        room = max(0, LONGEST_QUOTE - (end - start)) // 2
        commas = [at + 1 for at in range(low, high) if body[at] in "，；,;：:\n"]
        low = min((at for at in [low, *commas] if start - room <= at <= start), default=max(low, start - room))
        high = max((at for at in [*commas, high] if end <= at <= end + room), default=min(high, end + room))
    while low < start and body[low].isspace():
        low += 1
    while high > end and body[high - 1].isspace():
        high -= 1
    return low, high


def cite(readings: Sequence[Reading]) -> tuple[Citation, ...]:
    """One citation a reading, numbered in order from 1, each quoting the sentences that carry the span."""
    return tuple(
        citation_of(number, reading.passage, reading.start, reading.end)
        for number, reading in enumerate(readings, start=1)
    )


def citation_of(number: int, passage: Passage, start: int, end: int) -> Citation:
    """Citation `number` of the passage's article round `body[start:end]`."""
    low, high = quotation(passage.article.body, start, end)
    return Citation(number, passage.article, passage.page, low, high)


def quoted(citation: Citation) -> str:
    """A quotation with its number as people read it: 「……捐助了16个远山流动书屋。」[1]."""
    return f"「{citation.quote}」[{citation.number}]"
