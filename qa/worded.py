"""An answer in a writer's words, which grows sentence by sentence as each is found to stand in what it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qa.catalogue import one_an_article
from qa.cite import citation_of
from qa.evidence import heading
from qa.grounding import stream_grounded
from qa.listing import telling_sentence
from qa.records import Answer, Passage
from qa.topic import evenly, slots_of
from qa.writer import Writer

GIVEN = 5
"""Articles whose passage a writer sees."""

_CITED = re.compile(r"\[(\d{1,3})\]")


def worded(answer: Answer, writer: Writer) -> Iterator[Answer]:
    """The answer anew for each sentence that the writer adds; nothing comes where none could be held to the passages.

    The passages that the answer cites keep their numbers; what is cited beyond them is cited like any other. The short
    answer and its quotations stand as they were: 「16个」 keeps its quotation below 「远山一共捐助了16个书屋。[1]」.
    """
    given = _given(answer) if answer.found else []
    if not given:
        return
    slots = slots_of(answer.question, evenly)
    told = [f"{heading(passage)}\n{passage.text}" for passage in given]
    failed: list[str] = []
    written, current = "", answer
    for sentence in stream_grounded(writer.write(answer.question.text, told), told, failed=failed.append):
        written += sentence
        most = max(int(number) for number in _CITED.findall(written))
        further = [
            citation_of(number, given[number - 1], *telling_sentence(slots, given[number - 1]))
            for number in range(len(answer.citations) + 1, most + 1)
        ]
        current = replace(answer, written=written, citations=(*answer.citations, *further))
        yield current
    if failed:
        yield replace(current, steps=(*answer.steps, *(("行文", reason) for reason in failed)))


def _given(answer: Answer) -> list[Passage]:
    """The passages behind the citations in their order, then the best of other articles."""
    by_article = {passage.article.id: passage for passage in reversed(answer.passages)}
    cited = [by_article[citation.article.id] for citation in answer.citations if citation.article.id in by_article]
    if len(cited) < len(answer.citations):
        return []
    return (cited + [one for one in one_an_article(answer.passages) if one not in cited])[:GIVEN]
