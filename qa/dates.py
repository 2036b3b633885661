"""The time that a question names: its days, the question without it, and whether the reports are to be of that time.

Where no year is named, the latest that has begun is meant. Words that name no days of the calendar (每年3月, 三年前,
23年工龄) are passed over.
"""

from __future__ import annotations

import re
from datetime import date

from qa.festivals import FESTIVALS
from qa.records import Period
from qa.times import first_time

_PLAIN = str.maketrans(
    "０１２３４５６７８９零○個週兩會節慶陽國間後來號運勞動裡內過現從於這幾報聞時兒婦師訊關談寫說紹顧獲評當開產車啟簽學",
    "0123456789〇〇个周两会节庆阳国间后来号运劳动里内过现从于这几报闻时儿妇师讯关谈写说绍顾获评当开产车启签学",
)

_PRESS = r"(?:报道|新闻|消息|文章|稿|报纸|报上|版面|头版|[一二三四五六七八]版|见报|刊登|刊发|登载)"
_FROM_THEN = re.compile(
    rf"的?{_PRESS}|[^，,。？?的]{{0,8}}的{_PRESS}|[^，,。？?]{{0,6}}(?:哪些|什么|几篇|多少篇)[^，,。？?]{{0,4}}{_PRESS}"
)
_TOLD = re.compile(r"(?:于|讲到|提到|谈到|写到|说到|关于|有关|涉及|介绍|回顾|纪念)了?$")
_FACT = re.compile(
    r"[^，,。？?的]{0,8}(?:成立|创办|创建|建成|建立|出生|毕业|入职|入党|获得?|荣获|获评|当选|开业|投产|通车|开通|启用|退休|参加工作"
    rf"|上任|颁布|出台|实施|修建|始建|签署|上市|生产|注册|建设|去世|牺牲)[^，,。？?的]{{0,8}}的(?!{_PRESS})"
)
_FESTIVAL = rf"(?:农历)?[“\"]?(?:{'|'.join(FESTIVALS)})[”\"]?(?:[国际劳动妇女青年儿童建党军佳]*节|夜)?"
_BARE_FESTIVAL = re.compile(rf"{_FESTIVAL}(?:(?:以及|[和与及、]){_FESTIVAL})*")
_ABOUT_REPORTS = frozenset({"list", "count", "latest", "byline", "summary"})
_OF_THE_PAPER = re.compile("[今去前明]年|[本上这]个?月|[本上这]周|[本上]季度|[昨今前]天")
_SOME_DAY = date(2098, 12, 31)  # for who asks only where the words are


def period_of(text: str, today: date) -> Period | None:
    """The days that the first time in a question means to who asks on `today`; None for none, or no possible one.

    「去年冬天的报道」 asked on 20 March 2026 gives 去年冬天, 1 December 2025 to 28 February 2026; 「2022年和2023年的慰问」
    both years; 「2月30日」 None.
    """
    time = first_time(text.translate(_PLAIN), today)
    return Period(text[time.start : time.end], *time.days) if time else None


def without(text: str, period: Period) -> str:
    """The question less the words of the period: 「南溪区在2023年有哪些活动？」 gives 「南溪区有哪些活动？」."""
    time = first_time(text.translate(_PLAIN), _SOME_DAY)
    # 「如今年轻人今年…」: the words may stand elsewhere too, as parts of others.
    start = time.start if time and text[time.start : time.end] == period.words else text.find(period.words)
    if start < 0:
        return text
    before, after = text[:start], text[start + len(period.words) :]
    before = re.sub(r"(?:关于|(?<![由对至属位基])[在于从自])$", "", before)
    if not re.search(r"\w$", before):
        after = re.sub(r"^(?:的|[，,、：:]|\s)+", "", after)
    elif re.match(r"[，,、。？?]", after):
        before = before.removesuffix("的")
    return re.sub(r"\s{2,}", " ", before + after).strip(" ，,、：:；;")


def about_issues(text: str, kind: str) -> bool:
    """Whether the time in a question says when the reports are from, rather than belonging to what they tell.

    True for 「去年冬天的报道」, 「上个月谁去了南溪区？」 and, asked for a list, 「2023年有哪些活动？」; False for
    「1月3日谁去了南溪区？」 and 「2019年成立的公司有哪些？」.
    """
    plain = text.translate(_PLAIN)
    time = first_time(plain, _SOME_DAY)
    if time is None or time.relative:
        return time is not None
    before, words, after = plain[: time.start], plain[time.start : time.end], plain[time.end :]
    if _TOLD.search(before) or _FACT.match(after):
        return False
    # 「哪些区有春节慰问？」 asks for those of any year.
    return bool(_FROM_THEN.match(after)) or (kind in _ABOUT_REPORTS and not _BARE_FESTIVAL.fullmatch(words))


def may_be_the_papers(period: Period) -> bool:
    """Whether the words are as well counted from the day of an issue as from today: 去年, and not 2023年."""
    return bool(_OF_THE_PAPER.match(period.words.translate(_PLAIN)))
