"""Where sentences and clauses begin and end."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[^。！？!?…\n\r]*(?:[。！？!?…]+[”’」』）)】》〉\"']*|[\n\r]|$)")

CLAUSE = 200
"""Characters on either side of a span beyond which its clause is over, marks or not."""

MARKS = "，。；、！？\n,;"


def sentences(text: str) -> list[tuple[int, int]]:
    """The half-open spans of the sentences of `text`, in order, without the white space around them.

    A sentence ends after 。！？…, with the quotes and brackets that close there, and at a line's end; ；does not end
    it. Every character that is no white space lies in exactly one span.

    Example:
        >>> [text[a:b] for a, b in sentences(text := "他说：“好。”大家都笑了；散会。")]
        ['他说：“好。”', '大家都笑了；散会。']
    """
    spans = []
    for match in _SENTENCE.finditer(text):
        found = match.group()
        start = match.start() + len(found) - len(found.lstrip())
        end = match.start() + len(found.rstrip())
        if start < end:
            spans.append((start, end))
    return spans


def clause(body: str, start: int, end: int, marks: str = MARKS) -> tuple[int, int]:
    """Where the words around `body[start:end]` begin and end that no mark parts: 「5个银奖」 of 「2个金奖、5个银奖。」."""
    before, behind = body[max(0, start - CLAUSE) : start], body[end : end + CLAUSE]
    first = max(before.rfind(mark) for mark in marks) + 1
    last = min((at for mark in marks if (at := behind.find(mark)) >= 0), default=len(behind))
    return start - len(before) + first, end + last
