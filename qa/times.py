"""The first time in a text, as far as it goes: with those joined to it and with 以来, 以前, 前后 behind them.

Texts are in simplified characters and ordinary digits here; `qa.dates` sees to that. Every step looks at the text once,
so that the longest takes no more than its length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from qa.calendar_times import CALENDAR
from qa.days import AND, DAY_SIGN, END, NUMBER, TO, Time, number
from qa.relative_times import RELATIVE, WEEKDAYS, weekday

_SORTS: dict[re.Pattern[str], Callable[[re.Match[str], date, Time | None], Time | None]] = {**CALENDAR, **RELATIVE}

_JOIN = re.compile(rf" ?(?:(?:起|开始)?{TO}|以及|或者?|[和与及跟、]|(?<=冬)(?=今春)) ?")
_BARE = re.compile(
    rf"(?P<day>{NUMBER})(?:{DAY_SIGN}|(?=(?:{AND}{NUMBER}){{1,30}}{DAY_SIGN}))"
    rf"|(?:周|星期|礼拜)(?P<weekday>[{WEEKDAYS}天])"
)
_AFTER = re.compile(
    rf"(?P<since>以来|(?:起|开始)?(?:至今(?!年(?![轻龄幼迈均]))|到(?:现在|今天|目前)(?:为止)?)|(?:起|开始){END})|(?P<after>(?:以|之)后|后{END})"
    rf"|(?P<before>(?:以|之)前|前夕|前{END})|(?P<around>前后|左右)|期间|当[天日]|全年|年?[间里内]{END}"
)


def first_time(text: str, today: date) -> Time | None:
    """The first time in a text, the longest where several begin there, as one with the times that are joined to it.

    「去年11月到今年2月，谁去了南溪区？」 asked on 20 March 2026 gives 1 November 2025 to 28 February 2026. Of times
    that nothing joins (「1月3日召开的2022年度总结会」) the first counts.
    """
    found = _longest(next(_found(pattern, text, today), None) for pattern in _SORTS)
    part = found
    while found and part and (join := _JOIN.match(text, part.end)):
        part = _next(text, join.end(), part, today)
        if part:
            days = min(found.days[0], part.days[0]), max(found.days[1], part.days[1])
            found = found._replace(end=part.end, days=days, relative=found.relative or part.relative)
    return found


def _longest(times: Iterable[Time | None]) -> Time | None:
    return min((time for time in times if time), key=lambda time: (time.start, -time.end), default=None)


def _found(pattern: re.Pattern[str], text: str, today: date) -> Iterator[Time]:
    """The times of one sort in a text, in order."""
    for match in pattern.finditer(text):
        if time := _read(match, today):
            yield time


def _read(match: re.Match[str], today: date, after: Time | None = None) -> Time | None:
    """The time of a match, None where there is no such day."""
    try:
        time = _SORTS[match.re](match, today, after)
        return _opened(match.string, time, today) if time else None
    except (ValueError, OverflowError):
        return None


def _next(text: str, start: int, after: Time, today: date) -> Time | None:
    """The time that begins there, joined to the one before it: to 3月5日 also 8日, to 上周三 also 周五."""
    if (bare := _BARE.match(text, start)) and after.days[0] == after.days[1]:
        day = _later(bare, after.days[0])
        return _opened(text, after._replace(start=start, end=bare.end(), days=(day, day)), today) if day else None
    return _longest(_read(match, today, after) for pattern in _SORTS if (match := pattern.match(text, start)))


def _later(bare: re.Match[str], day: date) -> date | None:
    """The day of that number in the same month, or of that name in the week from `day` on."""
    try:
        if bare["weekday"]:
            return day + timedelta((weekday(bare["weekday"]) - day.weekday()) % 7)
        later = day.replace(day=number(bare["day"]))
    except (ValueError, OverflowError):
        return None
    return later if later > day else None


def _opened(text: str, time: Time, today: date) -> Time | None:
    """The time with 以来, 以前, 前后 behind it; before and after a festival means about as long as it lasts."""
    after = _AFTER.match(text, time.end)
    first, last = time.days
    if after:
        near = timedelta(max(7, (last - first).days + 1))
        if after["around"]:
            first, last = first - near, last + near
        elif time.festive and after["after"]:
            first, last = last + timedelta(1), last + near
        elif time.festive and after["before"]:
            first, last = first - near, first - timedelta(1)
        elif after["since"] or after["after"]:
            last = today
        elif after["before"]:
            first, last = date.min, first - timedelta(1)
    return time._replace(end=after.end() if after else time.end, days=(first, last)) if first <= last else None
