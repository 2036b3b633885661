"""The seams of answering: what finds passages and what reads them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from qa.records import Passage, Question, Reading


class Retriever(Protocol):
    """Finds passages."""

    def retrieve(self, question: Question, *, k: int) -> list[Passage]:
        """At most `k` passages for the question, best first, ties broken by chunk id."""
        ...


class Ranker(Protocol):
    """Puts passages in a better order by reading each beside the question."""

    def rank(self, question: Question, passages: Sequence[Passage]) -> list[Passage]:
        """The passages, best first; those that were ranked carry the score "ranker" in 0..1."""
        ...


class Reader(Protocol):
    """Finds the answer in passages."""

    def read(self, question: Question, passages: Sequence[Passage]) -> list[Reading]:
        """Spans of the passages that may answer, best first; empty where there is none.

        Their confidences add up to the probability that the passages hold the answer.
        """
        ...
