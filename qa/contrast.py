"""Whether an article tells of the other one of a pair: of the first phase where the second is asked for."""

from __future__ import annotations

import re
from datetime import date

from index.fold import fold
from index.issue import numeral
from index.sentences import clause

_ORDINAL = re.compile(
    r"(?:第(?P<number>[0-9]{1,3}|[一二三四五六七八九十]{1,3})|(?P<bare>首|(?<![0-9一二三四五六七八九十百千万余多几第])(?:[0-9]{1,2}|[一二三四五六七八九十])(?=期|号线|号[高机楼井炉船桥泊馆厅仓店])))"
    r"(?P<of>[届次批期轮季场站名]|号线?|阶段|季度|(?!位|个|条|项|一|二|三|四|五|六|七|八|九|十)[一-鿿]{2})"
)
_PAIRS = tuple(
    tuple(words.split("/"))
    for words in "男子/女子 男职工/女职工 男队/女队 男生/女生 男单/女单 男双/女双 上半年/下半年 上半场/下半场 上旬/下旬 上册/下册 上集/下集".split()
)
_AHEAD = re.compile(r"明年|来年|后年|下一?(?:届|次|站|期|场|批|任|季)")
"""What is still to come: 「下一站去哪里」."""

_BESIDE = re.compile("[比较与自从于同]$")
"""Before what something is only compared with: 「比首届多一倍」."""

_PAST = re.compile(r"去年|前年|上一?年")
_WHEN = re.compile(r"[今去前明]年")
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?=年)")
_RELATIVE = {"前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1, "来年": 1}


def tells_of_another(question: str, article: str, day: date | None = None) -> bool:
    """Whether the article has another one of the series that is asked for, and not that one.

    「二期哪天完工？」 of an article that prints 一期 and no 二期: True; so too 「第三届」 and 「首届」, 「男子组」 and
    「女子组」, 「2019年」 and 「2023年」, and 「下一站」 where the article tells of none to come.

    Args:
        question: what is asked.
        article: the folded text with its headlines.
        day: of the issue; 去年 is counted from it.
    """
    if _another_year(question, article, day):
        return True
    ahead = _AHEAD.search(question)
    if ahead and ahead.group() not in article and not _AHEAD.search(article):
        return True
    past = _PAST.search(question)
    if past and day is None and "今年" in article and not _PAST.search(article):
        return True
    if _other_of_a_pair(question, article):
        return True
    asked_for = {(number, of) for number, of in _ordinals(question) if of != "名"}
    printed = _ordinals(article) if asked_for else set()
    return any((number, of) not in printed and any(of == other for _, other in printed) for number, of in asked_for)


def beside_another(question: str, body: str, start: int, end: int) -> bool:
    """Whether `body[start:end]` is told of the other one, though the article tells of both.

    「男子组的冠军是谁？」 with 周明 in 「林安获男子组冠军；周明获女子组冠军」: True; so too 「第二期」 with the days behind 「第一期」.
    """
    low, high = clause(body, start, end, "；;。！？\n")
    if _other_of_a_pair(question, fold(body[low:high])):
        return True
    when = _WHEN.findall(question)
    before = fold(body[low:end])
    told = _WHEN.findall(before)
    if len(set(when)) == 1 and told and told[-1] != when[0]:
        return True
    asked_for = {of: number for number, of in _ordinals(question)}
    series = [
        found
        for found in _ORDINAL.finditer(before)
        if found["of"] in asked_for and not _BESIDE.search(before, 0, found.start())
    ]
    return bool(series) and _place(series[-1]) != asked_for[series[-1]["of"]]


def _other_of_a_pair(question: str, text: str) -> bool:
    """Whether the text has 女子 and no 男子 where one of the two is asked for, and it is 男子."""
    for pair in _PAIRS:
        asked = [word for word in pair if word in question]
        if len(asked) == 1 and asked[0] not in text and any(word in text for word in pair):
            return True
    return False


def _another_year(question: str, article: str, day: date | None) -> bool:
    """Whether the years that are asked for are none of those that the article tells of; False where it tells of none."""
    asked = {int(year) for year in _YEAR.findall(question)}
    told = {int(year) for year in _YEAR.findall(article)}
    if day:
        told |= {day.year + years for word, years in _RELATIVE.items() if word in article} | {day.year}
    return bool(asked and told) and not asked & told


def _ordinals(text: str) -> set[tuple[int, str]]:
    """The places in series that a text names: 「第三届」 (3, 届), 「首届」 (1, 届), 「二期」 (2, 期)."""
    return {(_place(found), found["of"]) for found in _ORDINAL.finditer(text)}


def _place(found: re.Match[str]) -> int:
    return numeral((found["number"] or found["bare"]).replace("首", "一")) or 0
