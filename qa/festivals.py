"""When the festivals and seasons of the year are: the only room that knows borax, for the lunar calendar."""

from __future__ import annotations

from datetime import date, timedelta

Span = tuple[date, date]
"""The first and the last day, both included."""

_SOLAR = {
    "元旦": ((1, 1), (1, 3)),
    "三八": ((3, 8), (3, 9)),
    "妇女节": ((3, 8), (3, 9)),
    "两会": ((3, 3), (3, 15)),
    "植树节": ((3, 12), (3, 13)),
    "五一": ((5, 1), (5, 5)),
    "劳动节": ((5, 1), (5, 5)),
    "五四": ((5, 4), (5, 5)),
    "青年节": ((5, 4), (5, 5)),
    "护士节": ((5, 12), (5, 13)),
    "六一": ((6, 1), (6, 2)),
    "儿童节": ((6, 1), (6, 2)),
    "七一": ((7, 1), (7, 2)),
    "建党节": ((7, 1), (7, 2)),
    "八一": ((8, 1), (8, 2)),
    "建军节": ((8, 1), (8, 2)),
    "教师节": ((9, 10), (9, 11)),
    "十一": ((10, 1), (10, 7)),
    "国庆": ((10, 1), (10, 7)),
    "记者节": ((11, 8), (11, 9)),
    "寒假": ((1, 10), (2, 28)),
    "暑期": ((7, 1), (8, 31)),
    "暑假": ((7, 1), (8, 31)),
}

_LUNAR = {
    "春节": (1, 1, -1, 6),
    "除夕": (1, 1, -1, 0),
    "大年三十": (1, 1, -1, 0),
    "大年初一": (1, 1, 0, 1),
    "正月初一": (1, 1, 0, 1),
    "正月十五": (1, 15, 0, 1),
    "正月": (1, 1, 0, 28),
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
