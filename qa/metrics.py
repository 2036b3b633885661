"""How good a set of answers is: the referee's figures, computed from batch rows and questions with known answers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

Row = Mapping[str, Any]
SHORT = 40
"""Characters that an answer may be longer than the accepted one and still counts as short."""


def plain(text: str) -> str:
    """The text without spaces, punctuation, width and case: 「“应办尽办” 原则」 gives 「应办尽办原则」."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).lower()


def same_headline(wanted: str, headline: str) -> bool:
    """Whether one headline holds the other, six characters or more of it."""
    a, b = plain(wanted), plain(headline)
    return bool(a and b) and (a in b or (b in a and len(b) >= 6))


def is_short(accepted: Iterable[str], answer: str) -> bool:
    """Whether an accepted answer stands in `answer` with no more than `SHORT` characters beside it."""
    given = plain(answer)
    return any(form in given and len(given) <= len(form) + SHORT for form in map(plain, accepted))


def figures(questions: Iterable[Row], answers: Mapping[str, Row]) -> dict[str, tuple[float, int]]:
    """Each figure's name with its share in percent and the number of rows it is over.

    A question of kind "none" must be declined; the other figures leave those rows out.
    """
    marks: dict[str, list[bool]] = {}

    def note(name: str, value: bool) -> None:
        marks.setdefault(name, []).append(value)

    for question in questions:
        got = answers[question["id"]]
        if question["kind"] == "none":
            note("refused where nothing is held", not got["found"])
            continue
        note("false refusal", not got["found"])
        cited = [citation["headline"] for citation in got["citations"]]
        ranked = [passage["headline"] for passage in got["passages"]]
        wanted = question["articles"]
        if len(wanted) == 1:
            for k in (1, 3, 5):
                note(f"article in first {k}", any(same_headline(wanted[0], headline) for headline in ranked[:k]))
            note("first citation right", bool(cited) and same_headline(wanted[0], cited[0]))
        else:
            for one in wanted:
                note("list answers: articles cited", any(same_headline(one, headline) for headline in cited))
            for headline in cited:
                note("list answers: citations right", any(same_headline(one, headline) for one in wanted))
        if question["answers"]:
            short = is_short(question["answers"], got["answer"])
            note("answer short", short)
            note(f"answer short: {question['kind']}", short)
            note("answer shown", any(plain(form) in plain(got["text"]) for form in question["answers"]))
    return {name: (100.0 * sum(values) / len(values), len(values)) for name, values in sorted(marks.items())}
