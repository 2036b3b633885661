"""Spans from passages: any model that proposes spans, and a judge that says which of them to believe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from qa.evidence import Candidate, evidence, grounds
from qa.judge import Judge
from qa.kind import OF_A_SPAN
from qa.nearby import inside, nearby
from qa.records import Passage, Question, Reading
from qa.spans import PassageReading
from qa.whole import whole

CHOSEN = 0.15
"""Share of the choice below which no place stands out, its overlapping spans together."""

PART, BESIDE = 1.0, 3.0
"""Logits that a part of a proposed span, and what stands beside it in its sentence, score less than the span."""


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
        """The spans of all passages, surest first, ties broken by chunk id and place.

        A span's confidence is its share of the choice times the belief, so that confidences add up to the belief.
        """
        candidates = propose(self._model, question, passages)
        if not candidates:
            return []
        rows = evidence(question, candidates)
        shares = self._judge.shares(rows)
        speaking = grounds(question, candidates, rows, shares)
        # Where the likeliest span cannot be what is asked for, or none stands out, it is not said there.
        impossible = question.kind in OF_A_SPAN and speaking["fit"] <= -1.0
        scattered = question.kind != "yesno" and _standing_out(candidates, shares) < CHOSEN
        belief = 0.0 if impossible or scattered else self._judge.belief(speaking)
        readings = [
            Reading(candidate.passage, candidate.start, candidate.end, belief * share, row)
            for candidate, share, row in zip(candidates, shares, rows, strict=True)
        ]
        return sorted(readings, key=lambda reading: (-reading.confidence, reading.passage.chunk.id, reading.start))


def _standing_out(candidates: Sequence[Candidate], shares: Sequence[float]) -> float:
    """The share of the choice that falls on the likeliest span and on those of its article that overlap it."""
    at = max(range(len(shares)), key=shares.__getitem__)
    best = candidates[at]
    return sum(
        share
        for one, share in zip(candidates, shares, strict=True)
        if one.passage.article.id == best.passage.article.id and one.start < best.end and best.start < one.end
    )


def propose(model: SpanModel, question: Question, passages: Sequence[Passage]) -> list[Candidate]:
    """The model's spans, made whole, each once for an article: overlapping chunks propose the same span twice.

    Where the question has a core the spans answer that; answerable is a passage that answers either.
    """
    if not passages:
        return []
    texts = [passage.text for passage in passages]
    titles = [passage.article.headline for passage in passages]
    read = model.read(question.core or question.text, texts, title=titles)
    if question.core:
        completed = model.read(question.text, texts, title=titles)
        read = [
            replace(one, answerable=max(one.answerable, other.answerable))
            for one, other in zip(read, completed, strict=True)
        ]
    best: dict[tuple[str, int, int], Candidate] = {}
    for passage, reading in zip(passages, read, strict=True):
        low, high = passage.chunk.start, passage.chunk.end
        body = passage.article.body
        for span in reading.spans:
            place = whole(body, low + span.start, low + span.end, question)
            for start, end in (place, *nearby(body, *place, question)):
                # What the model did not choose is taken for less.
                less = 0.0 if (start, end) == place else PART if inside((start, end), place) else BESIDE
                score = span.score - less
                key = (passage.article.id, start, end)
                if low <= start < end <= high and (key not in best or best[key].span < score):
                    best[key] = Candidate(passage, start, end, reading.answerable, score)
    return list(best.values())
