"""What else may be meant near a proposed span: a network finds the sentence more surely than the words in it."""

from __future__ import annotations

import re

from qa.amounts import FIGURE
from qa.evidence import enclosing
from qa.fit import NAME_ASKED, WORK_ASKED
from qa.people import name_at
from qa.records import Question
from qa.roles import asked_role
from qa.whole import SEVERAL, row

_QUOTED = re.compile(r"“([^“”\n]{2,40})”")
_WORK = re.compile(r"(《[^《》\n]{2,40}》)")
_FIGURE = re.compile(f"([0-9]{{1,3}}[比:：∶-][0-9]{{1,3}}|{FIGURE.pattern})")
_JOINED = re.compile("(、)")
MOST = 12
"""Places of a sentence that are taken."""


def nearby(body: str, start: int, end: int, question: Question) -> list[tuple[int, int]]:
    """Places in the span's sentences, other than the span, of what can be asked for so; those inside the span first.

    For a number they are the sentence's figures (「1名」 and 「2名」 of 「一等奖1名、二等奖2名」), for a book or document what stands
    in 《》, for words or names what stands in quotes, where several things are asked for the rows.
    """
    low, high = enclosing(body, start, end)
    if question.kind == "person":
        return [place for place in _names(body, low, high, question.text) if place != (start, end)]
    pattern = _pattern(question)
    if pattern is None:
        return []
    found = [(low + one.start(1), low + one.end(1)) for one in pattern.finditer(body[low:high])]
    if pattern is _JOINED:
        found = [row(body, after, mark) for mark, after in found]
    others = dict.fromkeys(place for place in found if place != (start, end))
    return sorted(others, key=lambda place: not inside(place, (start, end)))[:MOST]


def _names(body: str, low: int, high: int, asked: str) -> list[tuple[int, int]]:
    """The names right behind the office or kinship that is asked for: 何云川 of 「区长何云川」."""
    role = asked_role(asked)
    places = [one.end() + low for one in re.finditer(re.escape(role), body[low:high])] if role else []
    return [(at, end) for at in places if (end := name_at(body, at)) > at][:MOST]


def inside(place: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether the first place lies in the second."""
    return other[0] <= place[0] and place[1] <= other[1]


def _pattern(question: Question) -> re.Pattern[str] | None:
    if question.kind == "number":
        return _FIGURE
    if question.kind == "other" and WORK_ASKED.search(question.text):
        return _WORK
    if question.kind == "other" and NAME_ASKED.search(question.text):
        return _QUOTED
    if question.kind in ("other", "organisation", "place") and SEVERAL.search(question.text):
        return _JOINED
    return None
