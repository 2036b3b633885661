"""The days that Chinese words for a time mean, by rule: one pattern and one reading for each sort of words.

Texts are in simplified characters and ordinary digits here; `qa.dates` sees to that.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from qa.festivals import FESTIVALS, Span, festival

RECENT = 30
"""Days that 最近 and 近期 reach back."""

_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"两": 2}

_N = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_TO = r"(?:至|到|[-–—－―~～]{1,2})"
# Signs that begin or end many other words are read as times only with something of these beside them.
_END = r"(?=[，,。？?、！!；;：:的有 ]|$)"
_OPEN = r"(?:^|(?<=[，,。？?、；;：: “\"（(年月在到从自至于和与及是的]))"

_YEAR = (
    rf"(?:(?P<year>[12][0-9]{{3}}|[一二][〇一二三四五六七八九]{{3}})(?:年度?|(?={_TO}[12][0-9]{{3}}年))"
    rf"|{_OPEN}(?P<short>[0-9]{{2}})年(?![前后来间内里多以级代龄之工限制])"
    rf"|(?P<dated>[0-9]{{2}})年(?={_N}月|第?[一二三四1-4]季度|[上下]半年|[初底末]{_END})"
    r"|(?P<named>大前年|(?<!年)前年|(?<!过)去年|上年(?!纪)|(?<![如现当至])今年(?![轻龄幼迈])|本年度?"
    rf"|去(?=冬(?:今|{_END}))|今(?=[春夏秋冬]{_END})))"
)
_MONTH = (
    rf"(?:(?P<month>{_N})(?:月份?|(?={_TO}{_N}月))"
    r"|(?P<near>上上个?月|上一?个?月(?![亮球光饼台色])|本月|这个月)份?)"
    rf"(?:(?P<day>{_N})(?:[日号]|(?={_TO}{_N}[日号]))|(?P<third>[上中下]旬|[初中底末]{_END})|(?![0-9]))"
)
_AMBIGUOUS = ("清明", "五一", "国庆", "元宵", "重阳", "暑期", "暑假", "寒假", "春运")
_ALONE = "|".join(_AMBIGUOUS)
_FESTIVAL = (
    r"(?:(?:全国)?(?<![市省区县州京海津])[“\"]?(?P<sessions>两会)[”\"]?(?=期间|前后|召开|时|上)"
    rf"|[“\"]?(?P<festival>{'|'.join(name for name in FESTIVALS if name not in (*_AMBIGUOUS, '两会'))}"
    rf"|(?:{_ALONE})(?=[”\"]?(?:期间|前后|前夕|小?长?假|黄金周|国际劳动节|劳动节|佳?节))|{_OPEN}(?:{_ALONE}))"
    r"(?![”\"]?(?:劳动奖|奖|路|村|广场|大街|街|口号|巾帼|先锋|上河图|宫))[”\"]?"
    r"(?:国际劳动节|劳动节|佳?节)?(?:小?长假|假期|假日|黄金周)?)"
)
_PART = (
    rf"(?:{_FESTIVAL}|{_MONTH}|(?:第(?P<quarter>[一二三四1-4])个?|(?P<number>[一二三四1-4]))季度|(?P<nine>前三季度)"
    rf"|(?P<half>[上下]半年)|年?(?P<edge>[初中底末]){_END}|(?P<season>[春夏秋冬])(?:天|季(?!度)|(?=今)|{_END}))"
)
_CALENDAR = re.compile(
    r"(?<![0-9.每第逢])(?<!每年)(?<!历年)(?<!往年)(?!(?<=[一二三四五六七八九十百千])[一二三四五六七八九十])"
    rf"(?=[“\"0-9〇-鿿])(?:{_YEAR})?(?:的?{_PART})?"
)
_ISO = re.compile(
    r"(?<![0-9.])(?P<year>[12][0-9]{3})(?:(?P<sign>[-/.])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})"
    r"|[-/](?P<only>[0-9]{1,2}))(?![0-9年.])"
)
_BARE_DAY = re.compile(rf"({_N})[日号]")
_JOIN = re.compile(rf"{_TO}|[和与及、]|(?<=冬)(?=今春)")
_AFTER = re.compile(
    rf"(?P<since>以来|至今|到(?:现在|今天|目前)|起{_END})|(?P<after>(?:以|之)后|后{_END})"
    rf"|(?P<before>(?:以|之)前|前夕|前{_END})|(?P<around>前后|左右)|期间|当[天日]|全年|[间里内]{_END}"
)
_EVE = re.compile(r"(?:以|之)?前(?:后|夕)?")
_DAY = re.compile(r"大前天|(?<![目从以之])前天(?![空气津下文])|昨[天日]|今[天日]")
_WEEK = re.compile(
    r"(?P<week>上上|上一?|本|这一?)个?(?:周|星期|礼拜)(?![围边期年转刊岁口易])"
    r"(?:(?P<weekday>[一二三四五六日天])(?![个名位次场条篇家项份人共些直般起样下])|(?P<end>末))?"
)
_QUARTER = re.compile(r"(上|本|这)一?个?季度")
_LAST = re.compile(
    rf"(?:最近|(?<![附接临靠将有了已达花用时过])近|过去的?|这(?=[几两三]))(?P<count>{_N}|两|几|半)个?"
    r"(?P<unit>天|日|周|星期|月|季度|年)(?!历史|的历史|[党工教]龄|级|代)(?:以?来|之?间|内|里)?"
)
_RECENT = re.compile(
    r"最近(?:一段时间)?(?:以?来)?(?!的|[一几两三]?[次篇条届期位])"
    r"|最近(?=的(?:报道|新闻|消息|文章|稿件|动态|活动|情况|会议))|近(?:期|来|日|段时间)|(?P<years>近(?:些年|年)来?|这些年)"
)
_DECADE = re.compile(
    r"(?:(?P<century>[0-9]{2}|[一二]十[一九]?|十[七八九])世纪|上个?世纪|本世纪)?"
    r"(?P<decade>[0-9]{3}0|[1-9]0|[一二三四五六七八九]十)年代"
)
_AGO = {"大前年": 3, "前年": 2, "去年": 1, "上年": 1, "去": 1, "大前天": 3, "前天": 2, "昨天": 1, "昨日": 1}
_BACK = {"上上": 2, "上": 1, "上一": 1}
_EDGES = {"初": (1, 2), "中": (6, 7), "底": (11, 12), "末": (11, 12)}
_SEASONS = {"春": 3, "夏": 6, "秋": 9, "冬": 12}
_THIRDS = {"上": (1, 10), "初": (1, 10), "中": (11, 20), "下": (21, 31), "底": (21, 31), "末": (21, 31)}


class Time(NamedTuple):
    """Words at text[start:end], the days that they mean, and whether they are relative to the day of asking."""

    start: int
    end: int
    days: Span
    relative: bool = True


def first_time(text: str, today: date) -> Time | None:
    """The first time in a text in simplified characters, the longest where several begin there."""
    found = []
    for pattern, read in _SORTS.items():
        for match in pattern.finditer(text):
            try:
                time = read(text, match, today)
            except (ValueError, OverflowError):  # there is no such day
                continue
            if time:
                found.append(time)
                break
    return min(found, key=lambda time: (time.start, -time.end), default=None)


def _calendar(text: str, match: re.Match[str], today: date) -> Time | None:
    """Years, months, days, quarters, seasons, festivals, alone or from one to another: 「2022年3月到5月」."""
    given = _year(match, today)
    if not match[0] or (given is None and (match["edge"] or match["season"])):
        return None
    right = bare = None
    if join := _JOIN.match(text, match.end()):
        right = _CALENDAR.match(text, join.end())
        if not (right and right[0]):
            right, bare = None, _BARE_DAY.match(text, join.end()) if match["day"] else None
    festive = bool(match["festival"] or match["sessions"])
    days = _begun(match, given, today + timedelta(7) if festive and _EVE.match(text, match.end()) else today)
    if days is None:
        return None
    first, last = days
    if bare:
        last = first.replace(day=_number(bare[1]))
    elif right:
        until = _year(right, today)
        late = _days(right, first.year if until is None else until, today)
        if late and until is None and late[1] < first:
            late = _days(right, first.year + 1, today)
        if late is None:
            return None
        first, last = min(first, late[0]), max(last, late[1])
    end = (right or bare or match).end()
    relative = any(part and (part["named"] or part["near"]) for part in (match, right))
    return _opened(text, Time(match.start(), end, (first, last), relative), today, festive=festive)


def _begun(match: re.Match[str], year: int | None, today: date) -> Span | None:
    """The days in the year that is given, else the latest that have begun by `today`."""
    if year is not None:
        return _days(match, year, today)
    for near in range(today.year + 1, today.year - 9, -1):  # a leap day may lie eight years back
        days = _days(match, near, today)
        if days and days[0] <= today:
            return days
    return None


def _opened(text: str, time: Time, today: date, *, festive: bool = False) -> Time | None:
    """The time with 以来, 以前, 前后 behind it; before and after a festival means about as long as it lasts."""
    after = _AFTER.match(text, time.end)
    first, last = time.days
    if after:
        near = timedelta(max(7, (last - first).days + 1))
        if after["around"]:
            first, last = first - near, last + near
        elif festive and after["after"]:
            first, last = last + timedelta(1), last + near
        elif festive and after["before"]:
            first, last = first - near, first - timedelta(1)
        elif after["since"] or after["after"]:
            last = today
        elif after["before"]:
            first, last = date.min, first - timedelta(1)
    return time._replace(end=after.end() if after else time.end, days=(first, last)) if first <= last else None


def _year(match: re.Match[str], today: date) -> int | None:
    """The year that is named, if one is; 0, which no calendar has, for two digits that are none."""
    if match["near"]:
        return _month_near(match, today).year
    if match["year"]:
        return int("".join(str(_DIGITS.get(sign, sign)) for sign in match["year"]))
    if two := match["short"] or match["dated"]:
        year = today.year - today.year % 100 + int(two)
        return year if year <= today.year else (year - 100) * (int(two) >= 50)
    return today.year - _AGO.get(match["named"], 0) if match["named"] else None


def _days(match: re.Match[str], year: int, today: date) -> Span | None:
    """The days that a calendar match names in that year; None where there are none."""
    try:
        if name := match["festival"] or match["sessions"]:
            return festival(name, year)
        if match["month"] or match["near"]:
            month = _number(match["month"]) if match["month"] else _month_near(match, today).month
            if match["day"]:
                day = date(year, month, _number(match["day"]))
                return day, day
            first, last = _THIRDS[match["third"][0]] if match["third"] else (1, 31)
            return date(year, month, first), date(year, month, min(last, monthrange(year, month)[1]))
        if match["season"] == "冬" and match["named"]:
            # In January the winter that began last year is this one; the next has no reports yet.
            year -= today.month < (3 if match["named"] in _AGO else 12)
        first, last = _months(match)
        return _month(year, first)[0], _month(year, last)[1]
    except (ValueError, OverflowError):
        return None


def _months(match: re.Match[str]) -> tuple[int, int]:
    """The first and the last month of the part of a year that is named, counted on beyond December."""
    if quarter := match["quarter"] or match["number"]:
        return 3 * _number(quarter) - 2, 3 * _number(quarter)
    if match["half"]:
        return (1, 6) if match["half"][0] == "上" else (7, 12)
    if match["edge"]:
        return _EDGES[match["edge"]]
    if match["season"]:
        return _SEASONS[match["season"]], _SEASONS[match["season"]] + 2
    return 1, 9 if match["nine"] else 12


def _iso(text: str, match: re.Match[str], today: date) -> Time | None:
    year, month = int(match["year"]), int(match["month"] or match["only"])
    days = (date(year, month, int(match["day"])),) * 2 if match["day"] else _month(year, month)
    return _opened(text, Time(*match.span(), days, relative=False), today) if month <= 12 else None


def _day(text: str, match: re.Match[str], today: date) -> Time | None:
    day = today - timedelta(_AGO.get(match[0], 0))
    return _opened(text, Time(*match.span(), (day, day)), today)


def _week(text: str, match: re.Match[str], today: date) -> Time | None:
    first = today - timedelta(today.weekday() + 7 * _BACK.get(match["week"], 0))
    last = first + timedelta(6)
    if match["weekday"]:
        first = last = first + timedelta("一二三四五六日".find(match["weekday"].replace("天", "日")))
    elif match["end"]:
        first += timedelta(5)
    return _opened(text, Time(*match.span(), (first, last)), today)


def _quarter(text: str, match: re.Match[str], today: date) -> Time | None:
    first = (today.month - 1) // 3 * 3 + 1 - 3 * _BACK.get(match[1], 0)
    days = _month(today.year, first)[0], _month(today.year, first + 2)[1]
    return _opened(text, Time(*match.span(), days), today)


def _last(text: str, match: re.Match[str], today: date) -> Time | None:
    """From the day so long ago to today: 「最近三个月」."""
    unit, half = match["unit"], match["count"] == "半"
    count = {"几": 3, "半": 1}.get(match["count"]) or _number(match["count"])
    if unit in ("天", "日", "周", "星期") or (half and unit == "月"):
        if half and unit != "月":
            return None
        first = today - timedelta(15 if half else count * (1 if unit in ("天", "日") else 7))
    else:
        first = _months_before(today, 6 if half else count * {"月": 1, "季度": 3, "年": 12}[unit])
    return Time(*match.span(), (first, today))


def _recent(text: str, match: re.Match[str], today: date) -> Time | None:
    # 「离车站最近」 is no time.
    if re.search(r"[离距][^，,。？?]{0,12}$", text[: match.start()]):
        return None
    first = _months_before(today, 36) if match["years"] else today - timedelta(RECENT)
    return Time(*match.span(), (first, today))


def _decade(text: str, match: re.Match[str], today: date) -> Time | None:
    """Ten years; without a century those of the last one, or of this where they have begun and are below the thirties."""
    decade = _number(match["decade"])
    if decade < 100:
        this = today.year // 100 * 100
        if match["century"]:
            decade += (_number(match["century"]) - 1) * 100
        elif match[0].startswith("本") or (
            decade < 30 and not match[0].startswith("上") and this + decade <= today.year
        ):
            decade += this
        else:
            decade += this - 100
    days = date(decade, 1, 1), date(decade + 9, 12, 31)
    return _opened(text, Time(*match.span(), days, relative=False), today)


def _number(sign: str) -> int:
    """A number below a hundred, or in digits: 二十五 25."""
    if sign.isdecimal():
        return int(sign)
    tens, ten, ones = sign.rpartition("十")
    return (_DIGITS[tens] if tens else 1) * 10 * bool(ten) + (_DIGITS[ones] if ones else 0)


def _month(year: int, month: int) -> Span:
    """A month's first and last day; the months before January and after December are those of the next years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _months_before(day: date, months: int) -> date:
    """The same day so many months before, the last of a shorter month."""
    first, last = _month(day.year, day.month - months)
    return first.replace(day=min(day.day, last.day))


def _month_near(match: re.Match[str], today: date) -> date:
    return _months_before(today, _BACK.get(match["near"].rstrip("个月"), 0))


_SORTS: dict[re.Pattern[str], Callable[[str, re.Match[str], date], Time | None]] = {
    _CALENDAR: _calendar,
    _ISO: _iso,
    _DAY: _day,
    _WEEK: _week,
    _QUARTER: _quarter,
    _LAST: _last,
    _RECENT: _recent,
    _DECADE: _decade,
}
