"""Whether a span can be the kind of answer that is asked for: no place for 「谁」, no name for 「多少」."""

from __future__ import annotations

import re

from qa.records import Question
from qa.tags import tag

SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖"
    "贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟"
    "殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳"
    "时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞"
    "敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计"
)
"""Single-character surnames: the commonest 300 or so of the Chinese census lists."""

_DOUBLE = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "司徒",
    "夏侯",
    "东方",
    "端木",
    "轩辕",
    "长孙",
    "宇文",
    "西门",
    "南宫",
)
_NUMERAL = re.compile(r"[0-9０-９一二两三四五六七八九十百千万亿半几零〇数]")
_TIME = re.compile(
    r"[0-9０-９一二三四五六七八九十〇]+(?:余|多)?(?:个)?(?:世纪|年|月|日|号|点|时|分|天|周|季度|小时)|星期|周[一二三四五六日末]|春节|元旦|国庆|中秋|端午|清明|五一|去年|今年|明年|昨[天日]|今[天日]|明[天日]|上午|下午|晚|清晨|凌晨|春|夏|秋|冬|初|底|期间|年代"
)
_PLACE = re.compile(
    r"[省市区县镇乡村州旗屯街路巷道桥口里湾岛山河江湖海港站场馆院校楼厦园店厅堂所部寺塔城寨社宫苑院广场中心基地社区项目小区公司大学学校驿站家]$|(?:国|洲|北京|上海|天津|重庆|香港|澳门|台湾)"
)
_BODY = re.compile(
    r"(?:会|局|司|厅|署|部|委|办|院|校|所|站|中心|集团|公司|厂|店|队|社|团|组|行|馆|协会|联盟|大学|学校|医院|政府|法院|党委|支部|单位|企业|平台|基金|银行)$"
)
_FIGURE = re.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)?")
_QUANTITY = re.compile(r"[\d.,%]+\w?")
_OFFICES = "主席|书记|组长|主任|院长|校长|局长|部长|处长|科长|区长|市长|县长|省长|会长|秘书长|总经理|经理|董事长|店长|站长|队长"
_TITLE = re.compile(rf"(副?)({_OFFICES})$")
_TITLE_ANYWHERE = re.compile(rf"(副?)({_OFFICES})")
_NOT_NAMES = re.compile(r"[\d，。；：、！？（）《》“”\s]")


def is_person(text: str) -> bool:
    """Whether the text looks like one person's name: 林安, 欧阳修, 艾山·买买提; not 总工会, 15个."""
    if _NOT_NAMES.search(text):
        return False
    if "·" in text or "・" in text:
        return 3 <= len(text) <= 20
    if text.startswith(_DOUBLE):
        return 3 <= len(text) <= 4
    return (
        2 <= len(text) <= 3
        and text[0] in SURNAMES
        and not _BODY.search(text)
        and not text.endswith(("区", "市", "县", "省", "镇", "村"))
        and tag(text) in ("", "nr", "nrt", "nrfg")
    )


def _other_rank(asked: str, before: str) -> bool:
    """Whether a deputy stands where the chief is asked for, or the other way round: 「组长是谁」, 「副组长」 before a name."""
    title = _TITLE.search(before)
    if not title or title.group(2) not in asked:
        return False
    ranks = {found.group(1) for found in _TITLE_ANYWHERE.finditer(asked) if found.group(2) == title.group(2)}
    return bool(ranks) and title.group(1) not in ranks


def fit(question: Question, body: str, start: int, end: int) -> float:
    """1 where `body[start:end]` is of the kind asked for, -1 where it cannot be, between where little is known.

    「有多少家企业？」 with 「20余家」 gives 1, with 「青木科技」 -1.
    """
    text, kind = body[start:end], question.kind
    if kind == "person":
        names = [part for part in re.split(r"[、，和及与 ]", text) if part]
        if names and all(is_person(name) for name in names):
            return 0.0 if _other_rank(question.text, body[max(0, start - 8) : start]) else 1.0
        # A title before the name (市总工会副主席周启明) still answers 「谁」.
        titled = any(is_person(text[-size:]) for size in (2, 3)) and len(text) <= 25
        return 0.0 if titled and not re.search(r"[0-9，。]", text) else -1.0
    if kind == "number":
        if not _NUMERAL.search(text):
            return -1.0
        if len(_FIGURE.findall(text)) > 1 or re.search("[，。；]", text):
            return -0.5
        return 1.0 if not question.unit or question.unit in text or question.unit in body[end : end + 3] else -0.3
    if kind == "time":
        return -1.0 if not _TIME.search(text) else 1.0 if len(text) <= 16 else 0.0
    if kind == "place":
        if is_person(text) or _QUANTITY.fullmatch(text) or re.search("[，。；]", text):
            return -1.0
        return 1.0 if _PLACE.search(text) and len(text) <= 30 else 0.0
    if kind == "organisation":
        return 1.0 if _BODY.search(text) else -1.0 if _QUANTITY.fullmatch(text) else 0.0
    return 0.0
