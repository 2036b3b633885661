"""Whether what is printed beside a name or a place is what was asked for: the office, the kinship, where one is from."""

from __future__ import annotations

import re

from qa.synonyms import alike

OFFICES = (
    "主席|书记|组长|主任|院长|校长|园长|局长|部长|处长|科长|区长|市长|县长|镇长|乡长|省长|州长|厅长|司长|署长|会长|理事长|秘书长|行长|馆长|台长|社长"
    "|总经理|经理|董事长|店长|站长|队长|厂长|所长|班长|团长|机长|船长|舰长|庭长|检察长|总编辑|总裁|总监|总工程师|主教练|教练|总统|总理|首相|议长|大使"
)
TITLE = re.compile(rf"(?P<rank>副?)(?P<title>{OFFICES})")
AT_THE_END = re.compile(rf"(?P<rank>副?)(?P<title>{OFFICES})$")
"""A title right before what follows: 「区总工会副主席」."""

_ASKED = (
    re.compile(
        rf"{TITLE.pattern}(?:的?(?:名字|姓名))?(?:现在|目前|都|分别)?(?:是|叫|姓|有|由)(?:的是)?(?:谁|什么|啥|哪|何)"
    ),
    re.compile(
        rf"(?:谁|哪[位名个]|什么人|何人)[^，。？]{{0,3}}?(?:是|担任|出任|当选?|任|兼)[^，。？]{{0,20}}?{TITLE.pattern}[？?]?$"
    ),
    re.compile(rf"哪一?[位名个][^，。？的]{{0,8}}?{TITLE.pattern}"),
)
_PHRASE = re.compile(r"[^，。；：！？（）()《》\n,;:]*$")
_PLACE = re.compile(r"[一-鿿]{2,3}?[区县镇乡州]")
_LEVELS = {"区": "县", "县": "县", "州": "州", "镇": "乡", "乡": "乡"}
"""Places of one level: what is in 南溪区 is not in 北岭县."""

_NO_PLACE = re.compile(r"(?:开发|自贸|示范|社|小|园|校|厂|片|地|辖|山|景|老)区$")

_KIN = "女儿|儿子|孩子|妻子|爱人|丈夫|老公|老婆|父亲|母亲|爸爸|妈妈|哥哥|姐姐|弟弟|妹妹|爷爷|奶奶|孙子|孙女|徒弟|弟子|师傅|师父|搭档|导演|教练|班主任"
_KIN_ASKED = re.compile(rf"(?P<role>{_KIN})(?:的?(?:名字|姓名))?(?:又|都)?(?:是|叫|姓)(?:的是)?(?:谁|什么|啥|哪|何)")
_ORIGIN_ASKED = re.compile(
    r"(?:老家|籍贯|故乡|家乡|祖籍|出生地|出生)(?:是|在|位于)*(?:哪|什么|何)|哪[里儿]的?人(?![员民士])|哪一?[个]?[国省市县区]的?人(?![员民士])|什么地方的?人"
)
_ORIGIN_BEFORE = re.compile(r"(?:来自|生于|出生于|出生在|出生地|老家|籍贯|家乡|故乡|祖籍|原籍)[^，。；]{0,8}$")
_ORIGIN_BEHIND = re.compile(r"[^，。；、]{0,3}(?:人(?![员民士大])|籍|小伙|姑娘|汉子|妹子|娃|出生|长大)")

_SAID = {
    "导演": "执导",
    "教练": "执教",
    "丈夫": "爱人",
    "妻子": "老伴",
    "母亲": "妈",
    "父亲": "爸",
    "儿子": "孩子",
    "女儿": "孩子",
}
"""Words that tell a role beside those of the list of synonyms."""

LONGEST_PHRASE = 40
"""Characters of the words before a name that may be its titles."""


def asked_office(question: str) -> tuple[str, str] | None:
    """Rank and title of the office whose holder is asked for, None where none is: 「副组长是谁？」 gives (副, 组长).

    「谁陪同区长去了？」 asks for nobody's office.
    """
    found = next((match for asked in _ASKED if (match := asked.search(question))), None)
    return (found["rank"], found["title"]) if found else None


def other_office(question: str, body: str, start: int, end: int) -> bool:
    """Whether `body[start:end]` is told as the holder of another office than the one asked for.

    「区长是谁？」 with 何云川 in 「副区长何云川」 or 「区委书记何云川」: True, and in 「区委书记、区长何云川」 False; so too
    「南溪区总工会主席是谁？」 with 「北岭区总工会主席林安」: True. A name without a title before it gives False.
    """
    asked = asked_office(question)
    phrase = _PHRASE.search(body[max(0, start - LONGEST_PHRASE) : start])
    words = phrase.group() if phrase else ""
    if not asked or not AT_THE_END.search(words):
        return False
    if asked not in {(found["rank"], found["title"]) for found in TITLE.finditer(words)}:
        return True
    return _elsewhere(words, question)


def _elsewhere(words: str, question: str) -> bool:
    """Whether the words name a place of the sort that the question names, and not that one."""
    asked, told = ([found.group() for found in _PLACE.finditer(text)] for text in (question, words))
    wanted = [place for place in asked if not _NO_PLACE.search(place)]
    others = "".join(_LEVELS[place[-1]] for place in told if not _NO_PLACE.search(place))
    return any(_LEVELS[place[-1]] in others for place in wanted) and not any(place[-3:-1] in words for place in wanted)


def asked_role(question: str) -> str:
    """The office or kinship of somebody who is asked for, "" where it is none: 「他的教练叫什么？」 gives 教练."""
    asked = _KIN_ASKED.search(question)
    return asked["role"] if asked else "".join(asked_office(question) or ())


def unsaid(role: str, near: str) -> bool:
    """Whether neither the role that is asked for, nor a word for it, stands in the text near an answer; False without one.

    教练 with 「主持人林安说」: True.
    """
    return bool(role) and not any(word in near for word in (role, *alike(role), _SAID.get(role, role)))


def elsewhere_from(question: str, body: str, start: int, end: int) -> bool:
    """Whether it is asked where somebody is from and `body[start:end]` is not told so: 「哪里人」 with 「在南溪区开会」."""
    if not _ORIGIN_ASKED.search(question):
        return False
    return not (_ORIGIN_BEFORE.search(body[max(0, start - 16) : start]) or _ORIGIN_BEHIND.match(body[end : end + 8]))
