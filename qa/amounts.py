"""Whether a span is the figure that is asked for: the measure of 「多少钱」, 「多大」 and 「几家」."""

from __future__ import annotations

import re

from index.sentences import clause
from qa.kind import MEASURES
from qa.records import Question

_NUMERAL = re.compile(r"[0-9０-９一二两三四五六七八九十百千半几零〇数]|[近上过超逾][万亿]")
_DIGITS = re.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)?")
_MEASURED = (
    (
        re.compile(r"占比|比例|百分之几|几成|[^，。？概效频功速税汇利]率(?:是|为|达|有|超|提|升|降|多|[？?]|$)|百分比"),
        re.compile(r"[%％‰成]|百分|倍|[0-9一二三四五六七八九十]+分之"),
    ),
    (
        re.compile(
            r"多少(?:钱|元|[^，。？]{0,4}[金款费](?=[？?]|$))|工资|薪|奖金|金额|费用|票价|价格|单价|造价|定价|收费|售价|投资|收入|津贴|补贴|赔偿|补偿|损失|(?:卖|花|付|交|赚|省|拿到?)了?多少(?=[？?]|$)"
        ),
        re.compile(
            r"元|(?<=[0-9十百千万几])块(?!区)|[0-9十百千]角|美金|[0-9万亿]英?镑|[0-9百千万亿][余多]?[，。；、）]?$|免费"
        ),
    ),
    (re.compile(r"多大(?:年纪|岁数|年龄)|几岁|多少岁|岁数|年龄|年纪"), re.compile(r"岁|[0-9一二三四五六七八九十]+后")),
    (
        re.compile(r"多久|多长时间|几个小时|多少(?:天|小时|分钟|年)"),
        re.compile(r"[年月天日周秒]|小时|分钟|钟头|星期|昼夜"),
    ),
    (re.compile(r"电话|热线|号码|手机号|联系方式|邮编|邮箱"), re.compile(r"[0-9-]{5,}|@")),
    (re.compile(r"股价|市值|房价"), re.compile(r"元|美金|港币")),
    (re.compile(r"比分|几比几"), re.compile(r"[0-9一二三四五六七八九十零][比:：∶-][0-9一二三四五六七八九十零]")),
    (re.compile(r"多远|多少公里|多高|多宽|多深|多长(?!时间)|全长"), re.compile(r"[米里尺丈]")),
    (re.compile(r"多重|多少[斤吨]"), re.compile(r"[斤克吨]")),
    (
        re.compile(r"面积|(?:有|是|屋|站|馆|园|厅|地)多大(?!年|岁|力|影响)"),
        re.compile(r"平方|亩|公顷|[㎡²]|平米|平|公里"),
    ),
)
"""What a number is asked of, and what its measure then has in it."""

_LARGE = re.compile("[0-9０-９百千万亿]")
_PEOPLE = "人名位"
_OTHER_MEASURE = re.compile(
    r"[个名位人家所座项次场份件台辆条支篇届期批类种只张间层户棵套队站处册本字岁元米斤吨天年月日%％]|小时|分钟|平方|公里"
)

_SORTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[0-9十百千万亿余多几半]岁",
        r"[年月日号天周秒]$|[0-9十百千余多]个?[年月天周]|小时|分钟|星期",
        r"元|[万亿]美金",
        r"[斤克吨]",
        r"平方|公顷|亩",
        r"公里|[米尺]$|[千厘毫]米",
        r"[%％‰]",
        r"[名位]|(?<=[0-9十百千万亿余多几])人(?!次)",
    )
)
"""Measures of one sort: what is asked in tons is not answered in years."""

_MEASURE_SIGNS = frozenset("岁年月日号天周秒时钟期元金斤克吨方顷亩里米尺%％‰名位人")

_PERSONS = re.compile(
    r"人|员|者|工|师|生|友|手|户|客|民|众|士|兵|长|孩|童|代表|家(?!具)|骨干|主席|书记|嘉宾|选手|队伍|[男女老]|专家|粉丝|同志"
)
"""What is counted in 名 and 位."""

_COUNTED_NOUN = re.compile(r"多少(?P<noun>[一-鿿]{2,4})[？?]?$")

_BARE_NUMBER = re.compile(
    r"[^0-9０-９一二两三四五六七八九十百千万亿几]{0,3}(?:[0-9０-９][0-9０-９.,，．:：/%％‰]*|(?!一(?:[^万亿百千半]|半[一-鿿]))[一二两三四五六七八九十百千几]+)"
    r"[余多来几]?[十百千万亿]*[余多]?[^0-9０-９]{0,4}"
)
"""A number with at most a word before it and a measure behind it."""

_ONE = re.compile(r"一[层次个种批系家位方同起名步项条]")
"""Where 一 with its measure mostly counts nothing."""

_ONE_OF = re.compile(_ONE.pattern + "$")


FIGURE = re.compile(
    rf"(?:近|约|超)?[0-9０-９]+(?:[.．][0-9０-９]+)?[%％]?(?:余|多|来)?[万亿]?(?:余|多)?(?:[{MEASURES}]次?|秒|分)?"
    r"(?:(?<=[米元岁秒分时])[0-9]{1,2}(?![0-9.]))?"
)
"""A figure with its measure: 「16个」, and 「6米73」 as one."""

_ONE_MEASURE = re.compile(
    r"(?P<whole>[0-9]+)(?:比|米|元|块|岁|秒钟?|分钟?|(?:个)?小时|年零?|个月零?|天|公里)"
    r"[0-9]{1,2}(?:小时|分钟?|秒钟?|角|毛|个月|天|米|厘米)?(?![0-9])"
)
"""One amount in two figures: 「6米73」, 「1小时20分」, 「3元5角」."""

_QUOTED_BEFORE = re.compile(r"[“《「]([^“”《》「」\n]{2,24})[”》」]$")
_NOUN_BEHIND = re.compile(r"[“《「]?([一-鿿]{2,10})[”》」]?(?=[、，。；！？\n和及与]|$)")
_SENTENCE = "。！？；\n"


_IN_ALL = re.compile(r"一共|总共|共有|现在|目前|累计|总数|总计")
_ADDED = re.compile(r"新增|增加|新建|增设|新添|又多了|扩建|其中")
"""What is told of a part where it is asked how many there are in all."""


def told_of_another(asked: str, body: str, start: int, end: int) -> bool:
    """Whether the figure is told of another thing than the one asked for, which has a figure of its own beside it.

    「“甲级书屋”8家、“乙级书屋”16家」, asked for 乙级书屋: True for 「8家」; so too in 「3个一等奖、6个二等奖」.
    """
    low, high = clause(body, start, end, _SENTENCE)
    if _IN_ALL.search(asked) and _ADDED.search(body[clause(body, start, end)[0] : end]):
        return True
    if "其中" in body[low:start] and _of_a_part(asked, body, start, end):
        return True
    mine = _thing(body[low:start], body[end:high])
    if not mine or mine in asked:
        return False
    sentence = body[low:high]
    things = [_thing(sentence[: one.start()], sentence[one.end() :]) for one in FIGURE.finditer(sentence)]
    return any(thing and thing in asked for thing in things)


def _of_a_part(asked: str, body: str, start: int, end: int) -> bool:
    """Whether a figure behind 其中 counts a part that is not asked for: 「其中，公务舱8座」 for 「一共多少个座位」."""
    low, high = clause(body, start, end)
    beside = re.sub(r"其中|[^一-鿿]", "", body[low:start]) or re.sub(r"[^一-鿿]", "", body[end:high])
    return len(beside) > 1 and not any(beside[at : at + 2] in asked for at in range(len(beside) - 1))


def _thing(before: str, behind: str) -> str:
    """What a figure between the two is told of, "" where it is not told right beside it."""
    named = _QUOTED_BEFORE.search(before[-30:]) or _NOUN_BEHIND.match(behind)
    return named.group(1) if named else ""


def number_fit(question: Question, text: str, after: str) -> float:
    """1 where the text is a figure in the measure asked for, -1 where it is none, between where the measure is not told.

    「有多少家企业？」 with 「60余家」 gives 1, with 「青木科技」 -1; 「面积多大」 with 「90平方米」 gives 1, with 「3层」 -1.
    """
    if not _NUMERAL.search(text):
        return -1.0
    if len(_DIGITS.findall(_ONE_MEASURE.sub(r"\g<whole>", text))) > 1 or re.search("[，。；]", text):
        return -0.5
    if question.unit:
        if _ONE_OF.search(text) and len(_NUMERAL.findall(text)) == 1:
            return -0.3
        units = _PEOPLE if question.unit in _PEOPLE else question.unit
        if any(unit in text or unit in after for unit in units):
            return 1.0
        measured = text if text[-1:] in _MEASURE_SIGNS else text + after[:1]
        return -1.0 if _of_other_sort(question.unit, measured) else -0.3
    for asked, measure in _MEASURED:
        if asked.search(question.text):
            if measure.search(text + after[:1]):
                return 1.0
            return -1.0 if _OTHER_MEASURE.search(text + after[:2]) or not _LARGE.search(text) else 0.0
    if _ONE.fullmatch(text):
        return -0.3
    if _people_of(question.text, text + after[:1]):
        return -0.5
    # 「300余册」 says how many; 「二楼的书屋」 holds a numeral and says where.
    return 1.0 if _BARE_NUMBER.fullmatch(text) else 0.0


def _of_other_sort(unit: str, text: str) -> bool:
    """Whether the text measures something of another sort than the unit: 「约600年」 where tons are asked for."""
    wanted = next((sort for sort in _SORTS if sort.search("1" + unit)), None)
    others = [sort for sort in _SORTS if sort is not wanted and (unit != "个" or sort is not _SORTS[-1])]
    return any(sort.search(text) for sort in others) and not (wanted and wanted.search(text))


def _people_of(asked: str, text: str) -> bool:
    """Whether the text counts people where a thing is counted: 「50余位」 for 「有多少参数」."""
    noun = _COUNTED_NOUN.search(asked)
    return bool(noun and re.search("[名位]", text) and not _PERSONS.search(noun["noun"]))


_UNIT = re.compile(
    r"(?<=个)(?:多?月|小时|百分点|工作日|星期)|(?<=[架人车班场家件个])次|（[台辆个件套]）|(?<=[\d][亿万])\d+万?["
    + MEASURES
    + r"]?|分之[一二三四五六七八九十百千万\d]+|(?<=\d)[%％]?多(?=的|[，。、；]|$)"
    r"|(?<=[米元岁])\d{1,2}(?!\d)|(?<=[\d万千百])(?:公里|千米|厘米|毫米|平方米|平方公里|公斤|千克|小时|分钟)|(?<=公)[里斤顷]|(?<=[一二三四五六七八九十]分)之[一二三四五六七八九十]"
    r"|[—–~～至到-]+\d+(?:[.]\d+)?[%％]?[余多]?[万亿]?[" + MEASURES + "]?"
)
"""What still belongs to a figure behind its last character."""

_ABOUT = re.compile(
    r"(?:不足|不到|将近|接近|近|超过|超|逾|约为?|大约|至少|最多|不少于|不低于|不超过|低于|高于|多于|少于|每(?:小时|分钟|天|年|月|周|日|人))$"
)
"""What before a figure says how it is meant; without it 「不足五米」 would be five metres."""

LONGEST_FIGURE = 30


def whole_figure(body: str, start: int, end: int) -> tuple[int, int]:
    """Where the figure in `body[start:end]` begins and ends with all that belongs to it: 「不足22个月」 for 「22个」."""
    if re.search(r"[\d一二两三四五六七八九十百千万亿半]", body[start:end]):
        while end - start < LONGEST_FIGURE and (more := _UNIT.match(body, end)):
            end = more.end()
    if re.match(r"[\d一二两三四五六七八九十百千万亿半]", body[start:end]) and (
        about := _ABOUT.search(body[:start], max(0, start - 4))
    ):
        start = about.start()
    return start, end
