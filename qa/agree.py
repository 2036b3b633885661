"""Other articles beside the best reading: those that say the same, and those that give another figure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from qa.records import Question, Reading

MOST = 2
"""Other articles that are cited beside the first."""

AS_SURE = 0.05
"""What a reading that gives another figure has to have of the best one's confidence, which is a share of one whole."""

AS_ANSWERABLE = 1.5
"""Logits that its passage may be less answerable than the best one's."""

_AROUND = re.compile(r"[近约超逾余多来的\s,，]|超过|左右|以上|大约")


def agreeing(best: Reading, readings: Sequence[Reading], sure: float) -> list[Reading]:
    """The surest reading of each other article that says the same words, where it is as sure as ``sure``."""
    return _of_others(best, [r for r in readings if r.text == best.text and r.confidence >= sure])


def differing(question: Question, best: Reading, readings: Sequence[Reading]) -> list[Reading]:
    """The surest reading of each other article that gives another figure to the same question.

    「16个」 in one article and 「19个」 in another, both about the same thing, are both shown; 「16个」 and 「16余个」 are one.
    """
    if question.kind != "number" or best.scores.get("fit", 0.0) < 1:
        return []
    as_near = best.scores.get("near_coverage", 0.0) - 0.05
    as_answerable = best.scores.get("answerable", 0.0) - AS_ANSWERABLE
    return _of_others(
        best,
        [
            reading
            for reading in readings
            if reading.confidence >= AS_SURE * best.confidence
            and reading.scores.get("fit", 0.0) >= 1
            and reading.scores.get("near_coverage", 0.0) >= as_near
            and reading.scores.get("answerable", 0.0) >= as_answerable
            and _figure(reading.text) != _figure(best.text)
        ],
    )


def _of_others(best: Reading, readings: Sequence[Reading]) -> list[Reading]:
    seen = {best.passage.article.id}
    found = []
    for reading in readings:
        if reading.passage.article.id not in seen:
            seen.add(reading.passage.article.id)
            found.append(reading)
    return found[:MOST]


def _figure(text: str) -> str:
    return _AROUND.sub("", unicodedata.normalize("NFKC", text))
