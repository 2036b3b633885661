"""Where sentences begin and end."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[^。！？!?…\n\r]*(?:[。！？!?…]+[”’」』）)】》〉\"']*|[\n\r]|$)")


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
