"""When the festivals and seasons of the year are: the only room that knows borax, for the lunar calendar."""

from __future__ import annotations

from datetime import date, timedelta

Span = tuple[date, date]
"""The first and the last day, both included."""

_SOLAR = {
    "元旦": ((1, 1), (1, 3)),
    "妇女节": ((3, 8), (3, 9)),
    "两会": ((3, 3), (3, 15)),
    "五一": ((5, 1), (5, 5)),
    "劳动节": ((5, 1), (5, 5)),
    "青年节": ((5, 4), (5, 5)),
    "儿童节": ((6, 1), (6, 2)),
    "教师节": ((9, 10), (9, 11)),
    "国庆": ((10, 1), (10, 7)),
    "寒假": ((1, 10), (2, 28)),
    "暑期": ((7, 1), (8, 31)),
    "暑假": ((7, 1), (8, 31)),
}

_LUNAR = {
    "春节": (1, 1, -1, 6),
    "除夕": (1, 1, -1, 0),
    "春运": (1, 1, -15, 24),
    "元宵": (1, 15, 0, 1),
    "端午": (5, 5, -1, 1),
    "七夕": (7, 7, 0, 1),
    "中秋": (8, 15, -1, 1),
    "重阳": (9, 9, 0, 1),
}
"""Lunar month and day, and how many days before and after it people mean: 春节 from its eve to the seventh day, 春运
the forty days as the ministry of transport sets them. A festival of one day has the next, when papers tell of it."""

_CLEAR_AND_BRIGHT = 6  # borax counts the solar terms of a year from 小寒, which is 0

FESTIVALS = (*_SOLAR, *_LUNAR, "清明")


def festival(name: str, year: int) -> Span | None:
    """The days of a festival in that year, None where the lunar calendar is not known (beyond 1900 to 2100).

    「春节」 in 2023 gives 21 to 28 January.
    """
    if name in _SOLAR:
        first, last = _SOLAR[name]
        return date(year, *first), date(year, *last)
    from borax.calendars.lunardate import LunarDate, TermUtils

    try:
        if name == "清明":
            day, before, after = TermUtils.nth_term_day(year, _CLEAR_AND_BRIGHT), -1, 1
        else:
            month, number, before, after = _LUNAR[name]
            day = LunarDate(year, month, number).to_solar_date()
    except ValueError:
        return None
    return day + timedelta(before), day + timedelta(after)
