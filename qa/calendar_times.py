"""Times by the calendar: years, months, days, quarters, seasons and festivals, and the words that stand for many years.

Texts are in simplified characters and ordinary digits here; `qa.dates` sees to that.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from qa.days import AND, BACK, DAY_SIGN, END, NUMBER, OPEN, Time, month, months_before, number, year_number
from qa.festivals import FESTIVALS, Span, festival

_EDGE_END = rf"(?:{END}|(?=以来|至今|[以之]?[前后]|[至到—–－~～-]|[和与及][0-9上本今去前年]))"

_YEAR = (
    rf"(?:(?P<year>[12][0-9]{{3}}|[一二][〇一二三四五六七八九]{{3}})(?:年(?!代)度?|(?=(?:{AND}[12][0-9]{{3}}){{1,5}}年))"
    rf"|{OPEN}(?P<short>[0-9]{{2}})年(?![前后来间内里多以级代龄之工限制])"
    rf"|(?P<dated>[0-9]{{2}})年(?={NUMBER}月|第?[一二三四1-4]季度|[上下]半年|[初底末]{END})"
    r"|(?P<named>大前年|(?<!年)前年|(?<!过)去年|上年(?!纪)度?|(?<![如现当])今年(?![轻龄幼迈均])|本年度?"
    rf"|去(?=冬(?:今|{END}))|今(?=[春夏秋冬]{END})))"
)
_MONTH = (
    rf"(?:(?P<month>{OPEN}元(?=月)|{NUMBER})(?:月份?|(?=(?:{AND}{NUMBER}){{1,11}}月))"
    r"|(?P<near>上上个?月|上一?个?月(?![亮球光饼台色])|本月|这个月)份?)"
    rf"(?:(?P<day>{NUMBER})(?:{DAY_SIGN}|(?=(?:{AND}{NUMBER}){{1,30}}{DAY_SIGN}))|(?P<third>[上中下]旬|[初中底末]{_EDGE_END})"
    rf"|头(?P<few>几|{NUMBER})天|前(?P<ahead>{NUMBER})天|(?![0-9]))"
)
_AMBIGUOUS = ("清明", "五一", "国庆", "元宵", "重阳", "暑期", "暑假", "寒假", "春运")
_NUMBERED = ("三八", "五四", "六一", "七一", "八一", "十一")
_ALONE = "|".join(_AMBIGUOUS)
_OTHERS = "|".join(name for name in FESTIVALS if name not in (*_AMBIGUOUS, *_NUMBERED, "两会"))
_SAME = r"(?:(?:国际)?(?:劳动|劳动妇女|妇女|青年|儿童|建党|建军)节|佳?节)"
_SPELL = r"期间|前后|前夕|小?长?假|黄金周"
_FESTIVAL = (
    r"(?:(?:全国)?(?<![市省区县州京海津])[“\"]?(?P<sessions>两会)[”\"]?(?=期间|前后|召开|时|上)"
    rf"|(?:农历)?[“\"]?(?P<festival>{_OTHERS}|(?:{'|'.join(_NUMBERED)})(?=[”\"]?(?:{_SPELL}|{_SAME}))"
    rf"|(?:{_ALONE})(?=[”\"]?(?:{_SPELL}|{_SAME}))|{OPEN}(?:{_ALONE}))"
    r"(?![”\"]?(?:劳动奖|奖|路|村|广场|大街|街|口号|巾帼|先锋|上河图|宫))[”\"]?"
    rf"(?:{_SAME}|夜)?(?:小?长?假期?|假日|黄金周)?)"
)
_QUARTER = (
    rf"(?:第?(?P<listed>[一二三四1-4])(?=(?:{AND}第?[一二三四1-4]){{1,3}}个?季度)"
    r"|第(?P<quarter>[一二三四1-4])个?季度|(?P<number>一二|二三|三四|[一二三四1-4])季度)"
)
_PART = (
    rf"(?:{_FESTIVAL}|{_MONTH}|{_QUARTER}|(?P<nine>前三季度)|(?P<half>[上下]半年)|[前头](?P<months>两|{NUMBER})个月"
    rf"|(?P<turn>开年|(?:^|(?<=[，,。？?、；;：: 在从自到至和与及]))年[初中底末]){_EDGE_END}|年?(?P<edge>[初中底末]){_EDGE_END}"
    rf"|(?P<enter>入)?(?P<season>[春夏秋冬])(?:天|季(?!度)|(?=今|以来|至今)|{END}))"
)
_BEGIN = "".join(
    {name[0] for name in FESTIVALS}
    | set('“"0123456789一二三四五六七八九十上下前头大去今本这第年开入春夏秋冬初中底末元全农')
)
_CALENDAR = re.compile(
    r"(?<![0-9.每第逢])(?<!每年)(?<!历年)(?<!往年)(?<![每历往]年的)(?!(?<=[一二三四五六七八九十百千])[一二三四五六七八九十])"
    rf"(?=[{_BEGIN}])(?:{_YEAR}|(?<![0-9]年)(?<![0-9]年的))(?:的?{_PART})?"
)
_ISO = re.compile(
    r"(?<![0-9.])(?P<year>[12][0-9]{3})(?:(?P<sign>[-/.])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})"
    r"|[-/](?P<only>[0-9]{1,2}))(?![0-9年.])"
)
_DECADE = re.compile(
    r"(?:(?P<century>[0-9]{2}|[一二]十[一九]?|十[七八九])世纪|上个?世纪|本世纪)?"
    r"(?P<from>[一二三四五六七八]、?(?=[一二三四五六七八九]十)|[1-8]0、(?=[1-9]0年))?"
    r"(?P<decade>[12][0-9]{2}0|(?:一[八九]|二〇)[一二三四五六七八九〇]〇|[1-9]0|[一二三四五六七八九]十)年代(?P<part>[初中末]期?|后期)?"
)
_PLAN = re.compile(r"[“\"]?(?<![二三四五六七八九])十(?P<plan>[一二三四五])五[”\"]?(?:规划)?(?:期间|时期|(?=以来))")
_EVE = re.compile(r"(?:以|之)?前(?:后|夕)?")
_AGO = {"大前年": 3, "前年": 2, "去年": 1, "上年": 1, "上年度": 1, "去": 1}
_EDGES = {"开": (1, 2), "初": (1, 2), "中": (6, 7), "底": (11, 12), "末": (11, 12)}
_SEASONS = {"春": 3, "夏": 6, "秋": 9, "冬": 12}
_THIRDS = {"上": (1, 10), "初": (1, 10), "中": (11, 20), "下": (21, 31), "底": (21, 31), "末": (21, 31)}
_DECADE_PARTS = {"": (0, 9), "初": (0, 3), "中": (4, 6), "末": (7, 9), "后": (7, 9)}
_MILESTONES = {
    "十八大": date(2012, 11, 8),
    "十九大": date(2017, 10, 18),
    "二十大": date(2022, 10, 16),
    "改革开放": date(1978, 12, 18),
    "新中国成立": date(1949, 10, 1),
    "建国": date(1949, 10, 1),
}
_MILESTONE = re.compile(rf"(?:党的)?(?P<milestone>{'|'.join(_MILESTONES)})(?:胜利)?(?:召开)?(?=以来|至今)")


def _calendar(match: re.Match[str], today: date, after: Time | None) -> Time | None:
    """A year, a part of one, or both; a part alone lies in the year of the time that it is joined to."""
    year, before = _year(match, today), after and after.year
    vague = match["edge"] or match["months"] or (match["season"] and not match["enter"])
    if not match[0] or (vague and year is None and before is None):
        return None
    festive = bool(match["festival"] or match["sessions"])
    if year is not None:
        days = _days(match, year, today)
    elif after and before is not None:
        days = _following(match, before, after.days[0], today)
    else:
        eve = festive and _EVE.match(match.string, match.end())
        days = _begun(match, today + timedelta(7) if eve else today)
    relative = bool(match["named"] or match["near"])
    return Time(*match.span(), days, relative, days[0].year, festive) if days else None


def _begun(match: re.Match[str], today: date) -> Span | None:
    """The latest such days that have begun by `today`."""
    for year in range(today.year + 1, today.year - 9, -1):  # a leap day may lie eight years back
        days = _days(match, year, today)
        if days and days[0] <= today:
            return days
    return None


def _following(match: re.Match[str], year: int, first: date, today: date) -> Span | None:
    """Such days in that year, or in the next where they would come before `first`: 「11月到3月」."""
    days, later = _days(match, year, today), _days(match, year + 1, today)
    # A week or three ahead is a holiday that goes on; more is a slip.
    if days and later and days[1] < first and later[0].year <= (today + timedelta(31)).year:
        return later
    return days


def _year(match: re.Match[str], today: date) -> int | None:
    """The year that is named, if one is; 0, which no calendar has, for two digits that are none."""
    if match["near"]:
        return _month_near(match, today).year
    if match["year"]:
        return year_number(match["year"])
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
            return _in_month(match, year, number(match["month"]) if match["month"] else _month_near(match, today).month)
        if match["season"] == "冬" and match["named"]:
            # In January the winter that began last year is this one; the next has no reports yet.
            year -= today.month < (3 if match["named"] in _AGO else 12)
        first, last = _months(match)
        return month(year, first)[0], month(year, last)[1]
    except (ValueError, OverflowError):
        return None


def _in_month(match: re.Match[str], year: int, count: int) -> Span:
    """The day, the third or the first days of that month, or all of it."""
    if match["day"]:
        day = date(year, count, number(match["day"]))
        return day, day
    first, last = _THIRDS[match["third"][0]] if match["third"] else (1, 31)
    if few := match["few"] or match["ahead"]:
        last = 7 if few == "几" else number(few)
    return date(year, count, first), date(year, count, min(last, monthrange(year, count)[1]))


def _months(match: re.Match[str]) -> tuple[int, int]:
    """The first and the last month of the part of a year that is named, counted on beyond December."""
    if quarter := match["listed"] or match["quarter"] or match["number"]:
        return 3 * number(quarter[0]) - 2, 3 * number(quarter[-1])
    if match["half"]:
        return (1, 6) if match["half"][0] == "上" else (7, 12)
    if edge := match["edge"] or (match["turn"] or "").strip("年"):
        return _EDGES[edge]
    if match["season"]:
        return _SEASONS[match["season"]], _SEASONS[match["season"]] + 2
    if match["months"]:
        return 1, min(number(match["months"]), 12)
    return 1, 9 if match["nine"] else 12


def _month_near(match: re.Match[str], today: date) -> date:
    return months_before(today, BACK.get(match["near"].rstrip("个月"), 0))


def _iso(match: re.Match[str], today: date, after: Time | None) -> Time | None:
    year, count = int(match["year"]), int(match["month"] or match["only"])
    if count > 12:
        return None
    days = (date(year, count, int(match["day"])),) * 2 if match["day"] else month(year, count)
    return Time(*match.span(), days, relative=False, year=year)


def _decade(match: re.Match[str], today: date, after: Time | None) -> Time | None:
    """Ten years; without a century those of the last one, or of this where they have begun and are below the thirties."""
    sign, begin = match["decade"], number((match["from"] or "").strip("、"))
    decade = year_number(sign) if len(sign) == 4 else number(sign)
    if decade < 100:
        this = century = today.year // 100 * 100
        if match["century"]:
            century = (number(match["century"]) - 1) * 100
        elif not match[0].startswith("本") and (
            decade >= 30 or match[0].startswith("上") or this + decade > today.year
        ):
            century -= 100
        decade, begin = decade + century, (begin if begin >= 10 else begin * 10) + century
    first, last = _DECADE_PARTS[(match["part"] or "")[:1]]
    days = date(begin if match["from"] else decade + first, 1, 1), date(decade + last, 12, 31)
    return Time(*match.span(), days, relative=False)


def _plan(match: re.Match[str], today: date, after: Time | None) -> Time | None:
    """The five years of a national plan: 十四五 are 2021 to 2025."""
    first = 2001 + 5 * number(match["plan"])
    return Time(*match.span(), (date(first, 1, 1), date(first + 4, 12, 31)), relative=False)


def _milestone(match: re.Match[str], today: date, after: Time | None) -> Time | None:
    day = _MILESTONES[match["milestone"]]
    return Time(*match.span(), (day, day), relative=False)


CALENDAR = {
    _CALENDAR: _calendar,
    _ISO: _iso,
    _DECADE: _decade,
    _PLAN: _plan,
    _MILESTONE: _milestone,
}
"""What reads each pattern's match on a day of asking, behind the time that it is joined to, if any."""
