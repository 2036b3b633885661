"""Times that are counted from the day of asking: 昨天, 上周三, 上季度, 最近三个月.

Texts are in simplified characters and ordinary digits here; `qa.dates` sees to that.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from qa.days import BACK, END, NUMBER, OPEN, Time, month, months_before, number

RECENT = 30
"""Days that 最近, 近期 and 前段时间 reach back."""

LATELY = 7
"""Days that 前几天 reaches back."""

WEEKDAYS = "一二三四五六日"
"""The signs of the days of a week, Monday first."""

_DAY = re.compile(r"(?P<ago>大前|(?<![目从以之])前)天(?![空气津下文])|(?P<last>昨)[天日晚夜]|今(?:[天日早晨]|晚(?!报))")
_WEEK = re.compile(
    r"(?P<week>上上|上一?|本|这一?)个?(?:周|星期|礼拜)(?![围边期年转刊岁口易])"
    r"(?:(?P<weekday>[一二三四五六日天])(?![个名位次场条篇家项份人共些直般起样下])|(?P<end>末))?"
)
_WEEKDAY = re.compile(
    rf"(?:^|(?<=[，,。？?、；;：: 在从自到至]))(?:周|星期|礼拜)(?:(?P<weekday>[一二三四五六日天])|末){END}"
)
_QUARTER = re.compile(r"(上|本|这)一?个?季度")
_LAST = re.compile(
    rf"(?:最近|(?<![附接临靠将有了已达花用时过])近|过去的?|这(?=[几两三半]))(?P<count>{NUMBER}|两|几|半)个?"
    r"(?P<unit>天|日|周|星期|月|季度|年)(?!历史|的历史|[党工教]龄|级|代)(?:以?来|之?间|内|里)?"
)
_YEARS = re.compile(rf"{OPEN}(?P<count>{NUMBER}|两|几|半)(?P<unit>年)以?来(?![了过自到多几人访回])")
_RECENT = re.compile(
    r"最近(?:一段时间)?(?:以?来)?(?!的|[一几两三]?[次篇条届期位])"
    r"|最近(?=的(?:报道|新闻|消息|文章|稿件|动态|活动|情况|会议))|近(?:期|来|日|段时间)|(?P<years>近(?:些年|年)来?|这些年)"
    r"|(?<![年月日节假业学会考赛])前(?:(?P<days>[几些两三]天)|一?段时间|一?阵子?|不久)|这(?:一?阵子|一?段时间)"
)
_AWAY = re.compile(r"[离距][^，,。？?]{0,12}$")
_AGO = {"大前": 3, "前": 2, "昨": 1}


def _day(match: re.Match[str], today: date, after: Time | None) -> Time | None:
    day = today - timedelta(_AGO.get(match["ago"] or match["last"], 0))
    return Time(*match.span(), (day, day))


def _week(match: re.Match[str], today: date, after: Time | None) -> Time | None:
    first = today - timedelta(today.weekday() + 7 * BACK.get(match["week"], 0))
    last = first + timedelta(6)
    if match["weekday"]:
        first = last = first + timedelta(weekday(match["weekday"]))
    elif match["end"]:
        first += timedelta(5)
    return Time(*match.span(), (first, last))


def weekday(sign: str) -> int:
    """The number of a day of the week, 0 for Monday: 天 gives 6, as 日 does."""
    return WEEKDAYS.index(sign.replace("天", "日"))


def _weekday(match: re.Match[str], today: date, after: Time | None) -> Time | None:
    """The latest such day, or weekend, that has begun."""
    named = match["weekday"]
    first = today - timedelta((today.weekday() - (weekday(named) if named else 5)) % 7)
    return Time(*match.span(), (first, first if named else first + timedelta(1)))


def _quarter(match: re.Match[str], today: date, after: Time | None) -> Time | None:
    first = (today.month - 1) // 3 * 3 + 1 - 3 * BACK.get(match[1], 0)
    return Time(*match.span(), (month(today.year, first)[0], month(today.year, first + 2)[1]))


def _last(match: re.Match[str], today: date, after: Time | None) -> Time | None:
    """From the day so long ago to today: 「最近三个月」."""
    unit, half = match["unit"], match["count"] == "半"
    count = {"几": 3, "半": 1}.get(match["count"]) or number(match["count"])
    if unit in ("天", "日", "周", "星期") or (half and unit == "月"):
        if half and unit != "月":
            return None
        first = today - timedelta(15 if half else count * (1 if unit in ("天", "日") else 7))
    else:
        first = months_before(today, 6 if half else count * {"月": 1, "季度": 3, "年": 12}[unit])
    return Time(*match.span(), (first, today))


def _recent(match: re.Match[str], today: date, after: Time | None) -> Time | None:
    # 「离车站最近」 is no time.
    if _AWAY.search(match.string[max(0, match.start() - 13) : match.start()]):
        return None
    days = LATELY if match["days"] else RECENT
    return Time(*match.span(), (months_before(today, 36) if match["years"] else today - timedelta(days), today))


RELATIVE = {
    _DAY: _day,
    _WEEK: _week,
    _WEEKDAY: _weekday,
    _QUARTER: _quarter,
    _LAST: _last,
    _YEARS: _last,
    _RECENT: _recent,
}
"""What reads each pattern's match on a day of asking; what stands before it does not matter here."""
