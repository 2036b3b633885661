"""Where somebody went, when that is told stop by stop: 「在远山书屋，林安…」, 「一行又来到南溪站、北岭站」.

A report of a visit gives each stop a paragraph of its own, so no single span answers 「去了哪些单位？」.
"""

from __future__ import annotations

import re

import rjieba

from index.sentences import sentences
from qa.entities import entities
from qa.fit import fit
from qa.people import BODY, is_person
from qa.records import Question

_WENT = r"(?:去|到|来到|走访|走进|前往|考察|调研|慰问|看望|参观|视察|检查|访问|探访)"
_WHERE = r"(?:单位|地方|地点|企业|公司|工地|社区|村|学校|医院|工厂|车间|场馆|站点|驿站|区县?|景点|项目|家(?=[？?]|$|单位|企业|公司))"
_SEVERAL = r"(?:哪些|哪几[个家处]?|哪[两三四五六七八九十][个家处]?)"
_ASKED = re.compile(
    rf"{_WENT}(?:慰问|调研|考察)?(?:了|过)?{_SEVERAL}{_WHERE}|{_SEVERAL}{_WHERE}[^，。？]{{0,2}}(?:都|先后|也|被)?{_WENT}过"
    rf"|(?:都|先后|分别|还|一共)[^，。？]{{0,4}}{_WENT}(?:了|过)?(?:哪里|哪儿|什么地方)"
)
_AT = re.compile(r"在(?:位于[^，。；：、]{2,16}的)?(?P<place>[^，。；：？！、]{3,40})，")
_TO = re.compile(
    r"(?:来到|走进|前往|赶赴|抵达|走访慰问了?|走访了|(?:先后|分别|首先|随后|还|又|一行)(?:到|去|赴|走访))"
    r"(?:位于[^，。；：、]{2,16}的)?(?P<row>[^，。；：？！]{3,120})"
)
_NOWHERE = re.compile(
    r"(?:[上中下内里前后时间]|期间|过程|方面|基础|同时|情况|活动|会议|座谈会?|仪式|讲话|陪同|带领|支持|努力|形势|背景|阶段|领域|发言|致辞|[年月日天])$"
)
_PLACE = re.compile(
    rf"(?:{BODY.pattern}|[省市区县镇乡村州街路巷道桥口岛山港站场馆院校楼厦园店厅堂所部寺塔城寨社苑家线点队厂库坊]|中心|基地|[大中小]学|项目|工地|一线|总部)$"
)
READ = 80
"""Characters of a sentence in which it is told who went."""

MOST = 12
"""Stops of one visit that are named in an answer."""


def stops(question: Question, body: str) -> list[tuple[int, int]]:
    """Where in the body the stops of the visit are named, each once, in order; none where they are not asked for.

    「在甲馆，林安听取介绍。随后，林安来到乙厂看望职工。」 gives the places of 甲馆 and 乙厂 for 「林安去了哪些单位？」. A sentence that
    tells of somebody else's visit gives none, nor does an article that does not name who is asked about.
    """
    if not _ASKED.search(question.core or question.text):
        return []
    people = {entity.text for entity in entities(question.text) if entity.sort == "person"}
    if people and not any(person in body for person in people):
        return []
    told_of: set[str] = set()
    found: dict[str, tuple[int, int]] = {}
    for low, high in sentences(body):
        sentence = body[low:high]
        told_of = _named(sentence) or told_of
        if people and told_of and not people & told_of:
            continue
        places = [(at.start("place"), at.end("place")) for at in [_AT.match(sentence)] if at]
        for to in _TO.finditer(sentence):
            places += _row(to.group("row"), to.start("row"))
        for start, end in places:
            text = sentence[start:end]
            if len(text) > 2 and _PLACE.search(text) and not _NOWHERE.search(text):
                found.setdefault(text, (low + start, low + end))
    fitting = [place for place in found.values() if fit(question, body, *place) >= 0]
    return fitting[:MOST]


def _named(sentence: str) -> set[str]:
    """The people whom a sentence names as it begins."""
    return {word for word, tag in rjieba.tag(sentence[:READ]) if tag == "nr" and is_person(word)}


def _row(row: str, offset: int) -> list[tuple[int, int]]:
    """The things of 「甲公司、乙基地和丙园实地走访」, the last without what the sentence goes on with."""
    places: list[tuple[int, int]] = []
    at = begin = 0
    for word, tag in (*rjieba.tag(row), ("、", "x")):
        joins = word in ("、", "和", "及", "与", "以及")
        said = (tag[0] in "vpdurf" and tag != "vn") or re.fullmatch(_WENT, word)
        goes_on = said and at - begin > 2 and _PLACE.search(row[begin:at])
        if joins or goes_on:
            places.append((offset + begin, offset + at))
            begin = at + len(word)
        if goes_on:
            break
        at += len(word)
    return places
