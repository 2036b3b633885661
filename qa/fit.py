"""Whether a span can be the kind of answer that is asked for: no place for 「谁」, no name for 「多少」.

The words that ask say more than the kind: 「哪个区」 wants a district, 「哪一年」 a year, 「占比」 a percentage.
"""

from __future__ import annotations

import re

from qa.amounts import number_fit, told_of_another
from qa.contrast import beside_another
from qa.people import BODY, WORDS, foreign_name, is_person
from qa.records import Question
from qa.roles import AT_THE_END, OFFICES, elsewhere_from, other_office
from qa.tags import tag

__all__ = ["fit", "is_person"]

_TIME = re.compile(
    r"[0-9０-９一二三四五六七八九十〇]+(?:余|多)?(?:个)?(?:世纪|年|月|日|号(?![线楼馆厅院机店桌门])|点|时|分|天|周|季度|小时)|星期|周[一二三四五六日末]|春节|元旦|国庆|中秋|端午|清明|五一|去年|今年|明年|昨[天日]|今[天日]|明[天日]|上午|下午|晚|清晨|凌晨|春|夏|秋|冬|初|底|期间|年代"
)
_PLACE = re.compile(
    r"(?:[省市区县镇乡村州旗屯街路巷道桥口里湾岛山河江湖海港站场馆院校楼厦园店厅堂所部寺塔城寨社宫苑家]|中心|基地|大学|大厅|公司|项目|草原|沙漠|盆地|等地|各地|一带)$|(?:国|洲|北京|上海|天津|重庆|香港|澳门|台湾)"
)
_QUANTITY = re.compile(r"[\d.,%]+\w?")
_MEANT = re.compile(r"(?:是|指|即|为|叫|——|称|意味着|简称|包括|就是)[：:“\"]?$")
_CAUSE = re.compile(r"因|由于|为了|以便|旨在|从而|得益于|缘|源于|目的|通过|采取|按照|根据|凭|须|需要|使|让|[为以]$")
_YEAR = re.compile(
    r"(?:[12][0-9]|[〇零一二三四五六七八九]{2})[0-9〇零一二三四五六七八九]{2}年|(?:19|20)\d\d|[今去前明后当同次]年"
)
_YEARS = re.compile(r"[0-9〇零一二三四五六七八九十]{2}年")
"""85年, or as many years as 40年."""

_DAY = re.compile(
    r"[0-9一二三四五六七八九十]+[日号]|[昨今明前后当同次]日|[昨今明前后当]天|除夕|[初腊][一二三四五六七八九十]+|元旦|国庆|五一|中秋|端午|清明|春节"
)
_MONTH = re.compile(r"[0-9一二三四五六七八九十]+月|[本上下当]个?月|[正腊]月")
_LASTING = re.compile(
    r"(?:近|约|超过?)?(?:[0-9]{1,3}|[一二两三四五六七八九十百半]+)(?:余|多|来)?个?(?:天|小时|分钟|星期|周|(?<=个)月|年)(?:左右|以上|时间)?"
)
"""How long, not when."""

_VAGUE_DAY = re.compile(rf"{_MONTH.pattern}|(?:星期|周|礼拜)[一二三四五六日天末]")
_HOUR = re.compile(r"[点时分]|凌晨|清晨|早|上午|中午|下午|晚|夜")
_WEEKDAY = re.compile(r"(?:星期|周|礼拜)[一二三四五六日天末]")
_AREAS = tuple("区 市 县 省 街道 镇 乡 村 社区 小区 公园 广场 路 车站 国 州 城".split())
_AREA_ASKED = {name: (name,) for name in _AREAS} | {"城市": ("市",), "国家": ("国",), "乡镇": ("乡", "镇")}
_AREA = re.compile(
    rf"(?:哪一?[个座条些]?|什么)(?P<area>{'|'.join(sorted(_AREA_ASKED, key=len, reverse=True))})(?![场民长级])"
)
_NO_DISTRICT = re.compile(r"(?:社|小|园|校|景|厂|片|矿|牧|库|山|林|灾|禁|战)区$")
_COMPANY = re.compile(
    r"(?:公司|集团|企业|厂|店|科技|股份|银行|商场|超市|酒店|传媒|重工|汽车|电子|能源|建设|物流|控股|实业|工业|出版社)$"
)
_SCHOOL = re.compile(r"(?:大学|学院|学校|小学|中学|校|幼儿园|[附一二三四五六七八九十]中|附小|实小|书院|党校|班)$")
_HOSPITAL = re.compile(r"(?:医院|卫生院|诊所|门诊部?|[一二三四五六协]院|疾控中心|保健院|医学中心|卫生服务中心)$")
_OFFICIAL = re.compile(r"(?:政府|委员会|总工会|[局厅委署]|法院|检察院|人大|政协|支部|党委)$")
_WANTED_BODY = (
    (
        re.compile(r"(?:哪|什么)[一几]?[个家些]?[^，。？的是]{0,4}(?:公司|企业|集团|工厂)"),
        _COMPANY,
        (_SCHOOL, _HOSPITAL, _OFFICIAL),
    ),
    (
        re.compile(r"(?:哪|什么)[一几]?[个家所些]?[^，。？的是]{0,4}(?:学校|大学|院校|高校|小学|中学)"),
        _SCHOOL,
        (_COMPANY, _HOSPITAL, _OFFICIAL),
    ),
    (re.compile(r"(?:哪|什么)[一几]?[个家所些]?[^，。？的是]{0,4}医院"), _HOSPITAL, (_COMPANY, _SCHOOL, _OFFICIAL)),
)
"""How a body of some sort is asked for, what it ends in, and what bodies of other sorts end in."""

OFFICE_ASKED = re.compile(
    r"(?:什么|何|啥)(?:职务|职位|职|身份|头衔|官)|(?:职务|职位|身份|头衔)(?:是|为|[？?]|$)|担任(?:什么|何职|啥)"
)
_POST = re.compile(
    rf"(?:{OFFICES}|委员|常委|代表|专员|顾问|总监|主管|负责人|教授|工程师|技师|研究员|记者|教练|医生|护士|司机|骑手|[师员长手工])$"
)


def fit(question: Question, body: str, start: int, end: int) -> float:
    """1 where `body[start:end]` is of the kind asked for, -1 where it cannot be, between where little is known.

    「有多少家企业？」 with 「60余家」 gives 1, with 「青木科技」 -1; 「哪个区」 with 「石桥街道」 gives -1.
    """
    text = body[start:end]
    before, after = body[max(0, start - 8) : start], body[end : end + 3]
    if question.kind in _COUNTED and (number := _SO_MANY.search(question.text)):
        items = len(re.split("、|和|及|与|以及|(?<=[”》])(?=[“《])", text))
        if items == _NUMERALS.index(number.group("number")):
            return 1.0
    if question.kind != "yesno" and beside_another(question.text, body, start, end):
        return -1.0
    if elsewhere_from(question.text, body, start, end) or (question.kind in _COUNTED and re.search("[;；。]", text)):
        return -1.0
    if question.kind == "person":
        return _person(question.text, body, start, end)
    if question.kind == "number":
        fitting = number_fit(question, text, after)
        return min(fitting, -0.5) if fitting > 0 and told_of_another(question.text, body, start, end) else fitting
    if question.kind == "time":
        if before.endswith(("“", "《")):
            return 0.0  # 「“六月的歌声”晚会」 is a name
        # A bare year or day is read with the sign behind it.
        return _time(question.text, text + after[:1] if text[-1:].isdigit() and after[:1] in "年月日号点时" else text)
    if question.kind == "place":
        return _place(question.text, text, after)
    if question.kind == "organisation":
        return _organisation(question.text, text)
    if question.kind == "definition":
        return _definition(question.text, text, before)
    if question.kind == "reason":
        if _QUANTITY.fullmatch(text) or _bare_day(text) or is_person(text):
            return -1.0
        return 1.0 if len(text) >= 4 and _CAUSE.search(before[-3:] + text) else 0.0
    if question.kind == "yesno":
        return 1.0 if any(term.word in text for term in question.terms) else 0.0
    if OFFICE_ASKED.search(question.text):
        return _post(text)
    return _thing(question.text, text, body[max(0, start - BESIDE) : start], body[end : end + BESIDE])


_COUNTED = frozenset(("place", "organisation", "other"))
_NUMERALS = "〇一两三四五六七八九十"
_SO_MANY = re.compile("哪(?P<number>[两三四五六七八九十])[一-鿿]")
"""How many are asked for: 「在哪两座楼里」."""

NAME_ASKED = re.compile(
    r"[说写喊讲](?:了|下|的|过)*(?:是|的是)?(?:些)?(?:什么|啥)|哪一?句|句话|标语|寄语|留言|叫(?:什么|啥|做)|取(?:了|名)|(?:命名|称|誉)为|主题|口号|名字|名称|题目|标题|理念|原则|校训|座右铭|[外绰]号|称号|美誉|代号|型号|品牌|[片书歌剧]名"
    r"|哪[一两二三几]?[部份首本篇张项幅]|什么(?:节|班|号|奖|服务|活动|展|歌|书|片|剧|展览|行动|工程|计划)|哪[一两二三四几]个(?:字|篇章|词)"
)
"""What is mostly printed in quotes where it is told: 「活动的主题是什么」."""

WORK_ASKED = re.compile(r"哪[一两二三几]?[部份首本篇幅]|什么(?:文件|歌|书|片|剧|电影)|[片书歌剧]名")
"""What is printed in 《》."""

_SOMEBODY = re.compile(r"谁|[他她位名员者师手星长]|什么人|姓")


BESIDE = 8
"""Characters beside a name in quotes in which it may be told what bears it: 「小程序“远山书屋”」."""

_WHICH = re.compile(r"(?:哪一?[个家支所座条项场种款部]|什么)(?P<noun>[一-鿿]{2,4})")


def _thing(asked: str, text: str, before: str, after: str) -> float:
    """Whether the text names a thing: in quotes where a name is asked for, and no person where nobody is."""
    sign = before[-1:] if before.endswith(tuple("“《「‘")) and after.startswith(tuple("”》」’")) else ""
    sign = sign or (text[0] if re.fullmatch(r"[“《「‘].+[”》」’]", text) else "")
    if sign:
        which = _WHICH.search(asked)
        if which and any(which.group("noun")[:size] in before + after for size in (2, 3, 4)):
            return 1.0
        work = WORK_ASKED.search(asked)
        return 1.0 if (work and sign == "《") or (not work and NAME_ASKED.search(asked)) else 0.3
    return -1.0 if is_person(text) and not _SOMEBODY.search(asked) else 0.0


def _person(asked: str, body: str, start: int, end: int) -> float:
    text = body[start:end]
    names = [part for part in re.split(r"[、，和及与 ]", text) if part]
    # A name that is also a word stands behind its title: 总工会主席高峰.
    titled = text in WORDS and AT_THE_END.search(body[max(0, start - 8) : start])
    if titled or (names and all(is_person(name) for name in names)):
        return -1.0 if text in asked or other_office(asked, body, start, end) else 1.0
    if foreign_name(text):
        return 0.0
    # A title before the name (南溪区副区长周启明) or behind it still answers 「谁」.
    called = AT_THE_END.sub("", text)
    size = next((size for size in (3, 2) if is_person(called[-size:])), 0)
    if not size or len(text) > 25 or re.search(r"[0-9，。]", text):
        return -1.0
    last = start + len(called)
    return -1.0 if called[-size:] in asked or other_office(asked, body, last - size, last) else 0.0


def _time(asked: str, text: str) -> float:
    if not _TIME.search(text) or re.search("[。；]", text):
        return -1.0
    for words, day, vague in (
        ("哪一?年|哪个年份|何年", _YEAR, _YEARS),
        ("几月几[日号]|哪一?[天日]|几号|何日|日期", _DAY, _VAGUE_DAY),
        ("几月|哪个月|何月", _MONTH, None),
        ("星期几|周几|礼拜几", _WEEKDAY, _DAY),
        ("几[点时]|几时", _HOUR, None),
    ):
        if re.search(words, asked):
            if day.search(text):
                break
            return 0.0 if vague and vague.search(text) else -1.0
    if _LASTING.fullmatch(text):
        return -0.5
    return 1.0 if len(text) <= 16 else 0.0


def _place(asked: str, text: str, after: str) -> float:
    if is_person(text) or _QUANTITY.fullmatch(text) or _bare_day(text) or re.search("[，。；]", text):
        return -1.0
    area = _AREA.search(asked)
    if area:
        wanted = _AREA_ASKED[area.group("area")]
        if text.endswith(wanted) or after.startswith(wanted):
            return -1.0 if wanted == ("区",) and _NO_DISTRICT.search(text) else 1.0
        if any(name in text for name in wanted):
            return 0.5
        other = text.endswith(_AREAS) and tag(text) != "ns"
        return -1.0 if other or (BODY.search(text) and len(text) > 3) else 0.0
    return 1.0 if _PLACE.search(text) and len(text) <= 30 else 0.0


def _organisation(asked: str, text: str) -> float:
    if _QUANTITY.fullmatch(text) or _bare_day(text):
        return -1.0
    for words, wanted, others in _WANTED_BODY:
        if words.search(asked):
            if wanted.search(text):
                return 1.0
            other = _surely_person(text) or any(ending.search(text) for ending in others)
            return -1.0 if other or text.endswith(("区", "市", "县", "省", "镇")) else 0.0
    if BODY.search(text):
        return 1.0
    return -1.0 if _surely_person(text) and "谁" not in asked else 0.0


def _surely_person(text: str) -> bool:
    """Whether it is a person's name and no company of two characters."""
    return is_person(text) and (len(text) > 2 or tag(text).startswith("nr"))


def _definition(asked: str, text: str, before: str) -> float:
    if _QUANTITY.fullmatch(text) or _bare_day(text) or text in asked:
        return -1.0
    if re.search(r"是(?:谁|什么人|哪位|何许人)", asked):
        return _post(text)
    if is_person(text):
        return -1.0
    return 1.0 if len(text) >= 4 and _MEANT.search(before) else 0.0


def _post(text: str) -> float:
    """Whether the text is what somebody is, and not a figure, a day or another name."""
    if _QUANTITY.fullmatch(text) or _bare_day(text) or is_person(text):
        return -1.0
    return 1.0 if _POST.search(text) and len(text) <= 40 else 0.0


def _bare_day(text: str) -> bool:
    return bool(re.fullmatch(r"(?:\d{2,4}年)?(?:\d{1,2}月)?(?:\d{1,2}[日号])?", text))
