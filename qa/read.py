"""Spans from passages: any model that proposes spans, and a judge that says which of them to believe."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from qa.evidence import Candidate, evidence
from qa.judge import Judge
from qa.kind import MEASURES
from qa.records import Passage, Question, Reading
from qa.spans import PassageReading

PART = 1.0
"""Logits that a part of a proposed span scores less than the span."""

_FIGURE = re.compile(
    rf"(?:近|约|超)?[0-9０-９]+(?:[.．][0-9０-９]+)?[%％]?(?:余|多|来)?[万亿]?(?:余|多)?[{MEASURES}]?次?"
)
_AMOUNT = re.compile(rf"(?:余|多|来|几)?(?:万|亿)?(?:余|多)?[{MEASURES}]次?")
_EDGE = " \n，。；：、！？,.;:!?"
_PAIRS = {"“": "”", "《": "》", "「": "」", "『": "』", "（": "）", "(": ")", "‘": "’"}


class SpanModel(Protocol):
    """A model that proposes spans: our own network or any question-answering transformer."""

    def read(
        self, question: str, passages: Sequence[str], *, title: Sequence[str] | None = None
    ) -> list[PassageReading]:
        """What each passage says: how answerable the question is from it, and its best spans."""
        ...


class JudgedReader:
    """A `Reader`: spans by a model, confidence by a judge."""

    def __init__(self, model: SpanModel, judge: Judge) -> None:
        self._model = model
        self._judge = judge

    def read(self, question: Question, passages: Sequence[Passage]) -> list[Reading]:
        """The spans of all passages, surest first, ties broken by chunk id and place."""
        candidates = propose(self._model, question, passages)
        rows = evidence(question, candidates)
        readings = [
            Reading(candidate.passage, candidate.start, candidate.end, confidence, row)
            for candidate, confidence, row in zip(candidates, self._judge.confidences(rows), rows, strict=True)
        ]
        return sorted(readings, key=lambda reading: (-reading.confidence, reading.passage.chunk.id, reading.start))


def propose(model: SpanModel, question: Question, passages: Sequence[Passage]) -> list[Candidate]:
    """The model's spans, tidied, each once for an article: overlapping chunks propose the same span twice."""
    if not passages:
        return []
    read = model.read(
        question.text,
        [passage.text for passage in passages],
        title=[passage.article.headline for passage in passages],
    )
    best: dict[tuple[str, int, int], Candidate] = {}
    for passage, reading in zip(passages, read, strict=True):
        low, high = passage.chunk.start, passage.chunk.end
        body = passage.article.body
        for span in reading.spans:
            whole = tidy(body, low + span.start, low + span.end, question.kind)
            for start, end in (whole, *parts(body, *whole, question.kind)):
                # A part is taken for less than the whole: the model did not choose it.
                score = span.score - (0.0 if (start, end) == whole else PART)
                key = (passage.article.id, start, end)
                if low <= start < end <= high and (key not in best or best[key].span < score):
                    best[key] = Candidate(passage, start, end, reading.answerable, score)
    return list(best.values())


def parts(body: str, start: int, end: int, kind: str) -> list[tuple[int, int]]:
    """The figures inside a span that holds several, or words beside one, where a number is asked for.

    「一等奖1名、二等奖2名」 gives the places of 「1名」 and 「2名」.
    """
    if kind != "number":
        return []
    found = [(start + figure.start(), start + figure.end()) for figure in _FIGURE.finditer(body[start:end])]
    return [place for place in found if place != (start, end)]


def tidy(body: str, start: int, end: int, kind: str) -> tuple[int, int]:
    """The span without punctuation at its edges or half a pair of quotes, a number with its measure.

    「16」 in 「捐助了16个远山流动书屋」 gives 「16个」, 「“应办尽办」 gives 「应办尽办」.
    """
    while start < end and body[start] in _EDGE:
        start += 1
    while end > start and body[end - 1] in _EDGE:
        end -= 1
    for opening, closing in _PAIRS.items():
        inside = body[start:end]
        if inside.startswith(opening) and closing not in inside:
            start += 1
        elif inside.endswith(closing) and opening not in inside:
            end -= 1
        elif inside.count(opening) > inside.count(closing) and body[end : end + 1] == closing:
            end += 1
    while start < end and body[start].isdigit() and start and body[start - 1] in "0123456789.":
        start -= 1
    if kind == "number" and start < end and (body[end - 1].isdigit() or body[end - 1] in "余多几万亿"):
        measure = _AMOUNT.match(body, end)
        if measure:
            end = measure.end()
    return start, end
