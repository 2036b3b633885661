"""A proposed span made whole: a figure with its measure, a title with its brackets, a name to its end, a row to its last.

A network trained on a few thousand questions often stops a word too early; what belongs together in print is no matter
of judgement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import rjieba

from qa.amounts import whole_figure
from qa.fit import OFFICE_ASKED
from qa.kind import MEASURES
from qa.people import BODY, is_person
from qa.records import Question

_EDGE = " \n，。；：、！？,.;:!?"
_PAIRS = {"“": "”", "《": "》", "「": "」", "『": "』", "（": "）", "(": ")", "‘": "’"}
_AMOUNT = re.compile(rf"(?:余|多|来|几)?(?:万|亿)?(?:余|多)?[{MEASURES}]次?")
SEVERAL = re.compile(
    r"哪(?:些|[几两二三四五六七八九十])|(?:都|各)(?:有|是)(?:谁|什么)|(?:有|是)(?:谁|什么)和(?:谁|什么)"
)
_ITEM = r"(?:[“《‘][^“”《》‘’\n]{1,24}[”》’]|[^，。；：、！？“”《》‘’\n和及与]{2,24})"
_NEXT = re.compile(rf"(?:、|(?<=[”》’])(?=[“《‘])){_ITEM}")
_LAST = re.compile(rf"(?:{_ITEM}、|[“《‘][^“”《》‘’\n]{{1,24}}[”》’])$")
_KEPT = frozenset(("person", "number", "time", "yesno", "reason"))
"""Kinds whose spans end where they end: after a person's name the sentence goes on with what was done."""

_NO_NAME = frozenset("时后上里段市县镇乡村籍案档形仍园寺滩家们等")
"""What stands right behind a name and is no part of it."""

LONGEST_NAME = 30
LONGEST_TITLE = 60
LONGEST_ROW = 200
CONTEXT = 60


def whole(body: str, start: int, end: int, question: Question) -> tuple[int, int]:
    """The span as it stands in print, without punctuation at its edges.

    「16」 in 「捐助了16个书屋」 gives 「16个」, 「工会主席」 in 「《工会主席手册》」 the whole title, 「养老保险」 in 「社会养老保险」 the
    two words; where several are asked for, 「“春风”」 in 「“春风”“秋实”两章」 gives both.
    """
    start, end = tidy(body, start, end, question.kind)
    if start >= end:
        return start, end
    if question.kind == "number":
        return whole_figure(body, start, end)
    titled = _title(body, start, end)
    if question.kind == "person":
        end = _full_name(body, start, end)
    if titled:
        start, end = titled
    elif OFFICE_ASKED.search(question.text):
        start = _office(body, start, end)
    elif bearer := _bearer(body, start, end, question.text):
        start, end = bearer
    elif question.kind not in _KEPT:
        start, end = _name(body, start, end, question.text)
    if SEVERAL.search(question.text):
        start, end = row(body, start, end)
    return start, end


def tidy(body: str, start: int, end: int, kind: str) -> tuple[int, int]:
    """The span without punctuation at its edges or half a pair of quotes, a number with its measure.

    「16」 in 「捐助了16个远山流动书屋」 gives 「16个」, 「“应办尽办」 gives 「应办尽办」.
    """
    while start < end and body[start] in _EDGE:
        start += 1
    while end > start and body[end - 1] in _EDGE:
        end -= 1
    for opening, closing in _PAIRS.items():
        inside = body[start:end]
        if inside.startswith(opening) and closing not in inside:
            start += 1
        elif inside.endswith(closing) and opening not in inside:
            end -= 1
        elif inside.count(opening) > inside.count(closing) and body[end : end + 1] == closing:
            end += 1
    while start < end and body[start].isdigit() and start and body[start - 1] in "0123456789.":
        start -= 1
    if kind == "number" and start < end and (body[end - 1].isdigit() or body[end - 1] in "余多几万亿"):
        measure = _AMOUNT.match(body, end)
        if measure:
            end = measure.end()
    return start, end


def _full_name(body: str, start: int, end: int) -> int:
    """Where a name of two characters ends whose third the segmenter parts from it: 「林安远」 at 「远」.

    The body never prints the two without the third.
    """
    name, longer = body[start:end], body[start : end + 1]
    if len(name) != 2 or len(longer) != 3 or longer[-1] in _NO_NAME or not (is_person(name) and is_person(longer)):
        return end
    parted = any(
        low == end and high == end + 1 and tag[0] not in "vpdcurmxwy" for low, high, tag in _words(body, start, end)
    )
    return end + 1 if parted and body.count(longer) == body.count(name) else end


def _bearer(body: str, start: int, end: int, asked: str) -> tuple[int, int] | None:
    """Words in quotes with the thing that bears them: 「“远山”书屋品牌」 where 「书屋品牌是什么」 is asked; None without."""
    if body[start - 1 : start] == "“" and body[end : end + 1] == "”":
        start, end = start - 1, end + 1
    named = _NAMED.search(asked)
    if not named or body[start : start + 1] != "“" or body[end - 1] != "”":
        return None
    noun = named.group("noun")
    size = next((size for size in range(len(noun), 1, -1) if body.startswith(noun[-size:], end)), 0)
    return (start, end + size) if size else None


def _title(body: str, start: int, end: int) -> tuple[int, int] | None:
    """The whole of a 《title》 that the span lies in, None where it lies in none."""
    low, high = (
        body.rfind("《", max(0, end - LONGEST_TITLE), start + 1),
        body.find("》", end - 1, start + LONGEST_TITLE),
    )
    if low < 0 or high < 0 or high - low > LONGEST_TITLE:
        return None
    inside = body[low + 1 : high]
    return None if "》" in inside or "《" in inside else (low, high + 1)


def _words(body: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The words around the span with their tags, as far as the clause goes."""
    low, high = max(0, start - CONTEXT), min(len(body), end + CONTEXT)
    at = low
    for word, tag in rjieba.tag(body[low:high]):
        yield at, at + len(word), tag
        at += len(word)


def _asked_noun(body: str, end: int, asked: str) -> int:
    """Where the span ends that goes on to what is asked for: 「哪个工作室」 and 「林安」 in 「林安创新工作室」."""
    match = _WHICH.search(asked)
    if not match:
        return end
    behind = re.match(r"\w{0,12}", body[end : end + 12])[0]  # type: ignore[index]
    for size in range(len(match.group("noun")), 0, -1):
        at = behind.find(match.group("noun")[:size])
        if 0 <= at <= (8 if size > 1 else 0) and not re.search("[的了在和是]", behind[:at]):
            return end + at + size
    return end


def _name(body: str, start: int, end: int, asked: str) -> tuple[int, int]:
    """The span with the nouns that stand right before and behind it, to whole words."""
    end = _asked_noun(body, end, asked)
    if is_person(body[start:end]):
        return start, end
    words = list(_words(body, start, end))
    first = next((n for n, (_, high, _) in enumerate(words) if high > start), 0)
    last = next((n for n, (_, high, _) in enumerate(words) if high >= end), len(words) - 1)
    low, high = words[first][0], words[last][1]
    ended = bool(_ENDED.search(body[low:high]))
    for begin, stop, tag in words[last + 1 :]:
        if tag not in (*_JOINED, *("m",) * ended) or stop - low > LONGEST_NAME:
            break
        # 「出版社出版」 goes on as a sentence, 「社会养老保险」 and 「公司车队工会」 as a name.
        if tag not in ("vn", "b") and (BODY.search(body[begin:stop]) if ended else stop - begin > 1):
            high = stop
    before = words[:first] if body[low] not in _PAIRS else []
    if (
        before
        and _EVENT.search(body[low:high])
        and before[-1][2] == "v"
        and _DOING.fullmatch(body[before[-1][0] : low])
    ):
        return before[-1][0], high
    for n, (begin, stop, tag) in reversed(list(enumerate(before))):
        # 「设计与维护工作室」: what is done there is told in two words.
        both = (
            n
            and body[begin:stop] in ("与", "和", "及")
            and words[n + 1][2] in ("vn", "v")
            and before[n - 1][2] in _JOINED
        )
        if (not both and (tag not in (*_JOINED, "ns", "nt") or stop - begin < 2)) or high - begin > LONGEST_NAME:
            break
        low = low if both else begin
    return (start, end) if re.search(rf"[{_EDGE}“”《》]", body[low:start] + body[end:high]) else (low, high)


def _office(body: str, start: int, end: int) -> int:
    """Where the title begins of which the span may be the end: 「修路小组副组长」 stands behind 「城建局局长、」."""
    words = [word for word in _words(body, start, end) if word[0] < start]
    for begin, stop, tag in reversed(words):
        if body[begin:stop] in _BEFORE_OFFICE or (tag in ("x", "w", "m", "r", "nr") and body[begin:stop] != "、"):
            break
        start = begin
    return start


_BEFORE_OFFICE = frozenset("由 是 为 任 邀请 请 有 以及 的 “ ” 《 》 。 ， ； ： ！ ？".split()) | {"\n", " "}
_NAMED = re.compile(r"(?P<noun>[一-鿿]{2,4})(?:都)?(?:是|叫)(?:什么|啥|哪)")
_WHICH = re.compile(
    r"(?:哪(?:一?[个家支所座条项场种片]|[几两三四]个)|什么(?:(?:样|类型|种类|性质|级别)的?)?)(?P<noun>[一-鿿]{1,4})"
)
_EVENT = re.compile(r"(?:活动|比赛|大赛|体验|竞赛)$")
_DOING = re.compile(r"[^是有在到去来为做办搞被让给开举]")
"""The verb of 「放风筝活动」, which belongs to its name."""

_JOINED = ("n", "nz", "vn", "j", "b")
_ENDED = re.compile(rf"(?:{BODY.pattern}|[区市县镇乡村省路街馆场园院校站楼厅山河湖岛])$")


def _ended(body: str, last: re.Match[str]) -> int:
    """Where the last thing of a row ends and the sentence goes on: 「、丙公司捐赠」 at 「公司」."""
    end = last.start()
    for word, tag in rjieba.tag(last.group()):
        if tag[0] in "vpcudr" and tag != "vn" and end > last.start() + 1:
            return end
        end += len(word)
    return end


def _began(first: re.Match[str]) -> int:
    """Where the first thing of a row begins after the sentence that leads to it: 「林安去了甲公司、」 at 「甲公司」."""
    begin = at = first.start()
    for word, tag in rjieba.tag(first.group()):
        at += len(word)
        if tag[0] in "vpcudr" and tag != "vn" and at < first.end() - 2:
            begin = at
    return begin


def row(body: str, start: int, end: int) -> tuple[int, int]:
    """The span with what is told in a row with it: 、 between things, or quotes right after one another.

    「北岭公司」 in 「由远山公司、北岭公司捐赠」 gives both.
    """
    if body[start - 1 : start] in ("“", "《") and body[end : end + 1] in ("”", "》"):
        start, end = start - 1, end + 1
    while end - start < LONGEST_ROW and (more := _NEXT.match(body, end)):
        end = _ended(body, more) if not _NEXT.match(body, more.end()) else more.end()
    while end - start < LONGEST_ROW and (more := _LAST.search(body, max(0, start - LONGEST_NAME), start)):
        if body[start - 1] != "、" and body[start] not in _PAIRS:
            break
        start = _began(more)
    return start, end
