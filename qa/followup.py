"""A follow-up made to stand alone: its pronouns, its 「第二条」 and its missing topic filled in from the talk.

A question with a topic of its own is left as it is. What a pronoun stands for is looked for in the last answer where
the last question asked for just that (「谁」 and then 「他」), otherwise in the last question, then further back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.entities import Entity, entities, sort_of
from qa.kind import kind_of
from qa.pointing import POINTING, about, cited, own_words
from qa.records import Turn
from qa.tags import tagged
from qa.terms import ASKING, names_of

_CLASSIFIERS = "座条支场项届名台件间处批趟种款本部架艘辆列枚颗头只匹块幅封张把"

_THAT_YEAR = re.compile(r"(?:那一?|同)年(?!代)|当年")
_THAT = re.compile(
    rf"^(?:那么?(?![天年月次{_CLASSIFIERS}])|还有|另外|换成|要是)?[，, ]*(?P<other>[^，。？?！!]{{1,20}}?)呢(?:[？?！!。]*$|[，,])"
)
_MORE = re.compile(
    r"^(?:那|那么)?(?:还有|就这些|只有这些|没有?别的|别的|其他)(?:吗|呢|么|别的|其他|更多|哪些|什么|了|的|没有)*[？?。！!]*$"
)
_EVENT = re.compile(
    r"(?:该|这[次场个项届]|那[次场个项届]|此次|本次|此项|上述)(?=(?:活动|比赛|大赛|会议|大会|仪式|培训|项目|行动|调研|慰问|事故|事件|展览|演出|工程|讲座|座谈|赛事|晚会|政策|措施|课程?))"
)
_DEFINITE = re.compile(
    rf"^(?:其中|都|(?:活动|比赛|大赛|会议|仪式|培训班?|展览|演出|获奖者|参赛者|会上|现场|当天|当时)(?!室|中心|站|区|家))|(?:这|那)[{_CLASSIFIERS}]|(?:这|那)个(?:词|字|人|名|项|地|会|站|村|厂|馆|数|奖)|那天|当天|那时|后来|一路上|沿途|途中|第[一二三四五六七八九十\d]+[条篇](?:说|讲)"
)
"""Nouns that one says without saying which only of what the talk is about."""

_WHICH = re.compile(rf"(?:第?[一二三四五六七八九十\d]+|头一?|首)[{_CLASSIFIERS}个年次]")
_ALSO = re.compile(r"还|也|又|另外|其中|一共|总共|同时|当天|当时|那天|之后|然后|接着")
_LEADING = re.compile(rf"^(?:那么|那|还有|另外|然后|对了)(?![么些个次天年月位家所边里儿{_CLASSIFIERS}])[，, ]*")
_DOING_SO = re.compile("[^，。？]{2,14}的(?=都?是(?:哪|谁|什么))")
_OF_SOMETHING = re.compile("^[这那].{3,}的|.{4,}的")
_QUOTED = re.compile("“[^“”]{1,30}”|《[^《》]{1,30}》")
_INSTEAD = {
    "时间": "是什么时候",
    "日期": "是哪天",
    "地点": "在哪里",
    "地方": "在哪里",
    "人数": "有多少人",
    "原因": "是为什么",
}


def complete(text: str, history: Sequence[Turn | str]) -> str:
    """The question made to stand alone; unchanged where it does so already.

    「他还见了哪些人？」 after 「林安1月3日去了哪个区调研？」 gives 「林安1月3日去调研，还见了哪些人？」, and 「那北岭呢？」 after
    「南溪区的区长是谁？」 gives 「北岭的区长是谁？」.

    Args:
        text: the question as asked.
        history: the talk so far, oldest first; a text is a turn of which only the question is known.
    """
    return completed(text, turns(history))[0]


def turns(history: Sequence[Turn | str]) -> list[Turn]:
    """The talk with each question standing alone, and without small talk."""
    talk: list[Turn] = []
    for earlier in history:
        turn = earlier if isinstance(earlier, Turn) else Turn(completed(earlier, talk)[0])
        if kind_of(turn.question) != "chat":
            talk.append(turn)
    return talk


def completed(text: str, talk: Sequence[Turn]) -> tuple[str, str]:
    """The question made to stand alone, and its core: what is looked for once the articles of the talk are at hand.

    「他还见了哪些人？」 gives 「林安1月3日去调研，还见了哪些人？」 and 「林安还见了哪些人？」.
    """
    if not talk or kind_of(text) == "chat":
        return text, text
    year = re.search(r"[12]\d{3}年", talk[-1].question)
    if year:
        text = _THAT_YEAR.sub(year.group(), text)
    with_headline = cited(text, talk)
    if with_headline != text:
        return with_headline, with_headline
    if _MORE.search(text):
        more = f"{talk[-1].question.rstrip('？?。！!')}，{re.sub('^那么?', '', text)}"
        return more, more
    other = _THAT.search(text)
    if other and not ASKING.search(other.group("other")):
        return _instead(re.sub("(?:那边|那儿|那里)$", "", other.group("other")) or other.group("other"), text, talk)
    for pattern, stand_in, sorts in POINTING:
        pointing = pattern.search(text)
        if pointing and not _named(text[: pointing.start()], sorts):
            return _filled(text, pointing, stand_in(pointing.group(), talk, text), talk)
    topic = about(talk[-1])
    rest = _LEADING.sub("", text)
    if not topic or _stands_alone(text, rest, talk[-1]):
        alone = rest if _stands_alone(rest, rest, talk[-1]) and re.search(r"\w", rest) else text
        return alone, alone
    return _with_topic(topic, rest, rest)


def _with_topic(topic: str, rest: str, core: str) -> tuple[str, str]:
    text = topic + rest if rest.startswith("的") else f"{topic}，{rest}"
    return text, text if rest.startswith("的") else core


def _instead(other: str, text: str, talk: Sequence[Turn]) -> tuple[str, str]:
    """The last question with `other` where it has something of the same sort: 「那北岭呢」."""
    last = talk[-1]
    rest = text[match.end() :] if (match := _THAT.search(text)) else ""
    for pattern, stand_in, _ in POINTING:
        if pattern.fullmatch(other):
            other = stand_in(other, talk, rest) or other
    topic = about(last)
    if any(pattern.fullmatch(other) for pattern, _, _ in POINTING):
        return _with_topic(topic, _LEADING.sub("", text), text) if topic else (text, text)
    held = entities(last.question)
    if other.endswith("的") and (doing := _DOING_SO.search(last.question)):
        # 「修路灯的是哪支队伍」, 「那修水管的呢」
        whole = last.question[: doing.start()] + other + last.question[doing.end() :]
        return whole, whole
    quoted = _QUOTED.search(other)
    if quoted and (place := _other_quoted(quoted, last.question)):
        whole = last.question[: place[0]] + quoted.group() + last.question[place[1] :]
        return whole, whole
    owner, _, owned = other.partition("的")
    for name in () if _OF_SOMETHING.search(other) else (other, owner) if _WHICH.fullmatch(owned) else (other,):
        if place := _counterpart(name, last.question, held):
            whole = last.question[: place[0]] + name + last.question[place[1] :]
            return whole, whole
    if other in _INSTEAD:
        whole = f"{topic}{_INSTEAD[other]}？"
        return whole, whole
    if rest and ASKING.search(rest):
        return _with_topic(topic, f"{other}，{rest}", f"{other}，{rest}")
    whole = f"{topic}，{other}呢？" if topic and other not in topic else f"{topic}{other}呢？"
    return whole, whole


def _other_quoted(quoted: re.Match[str], asked: str) -> tuple[int, int] | None:
    """Where the question has other words in the same quotes: 「“甲”号是哪年造的」, 「那“乙”号呢」."""
    for found in _QUOTED.finditer(asked):
        if found.group()[0] == quoted.group()[0] and found.group() != quoted.group():
            return found.span()
    return None


def _counterpart(other: str, asked: str, held: Sequence[Entity]) -> tuple[int, int] | None:
    """Where the question names what `other` is named instead of: the same sort of name, else the same ending."""
    sort = sort_of(other)
    same = [entity for entity in held if entity.sort == sort]
    if sort and same:
        return same[-1].start, same[-1].end
    edges = {0}
    for word, _ in tagged(asked):
        edges.add(asked.index(word, max(edges)) + len(word))
    for size in range(min(len(other), 4), 0, -1):
        at = asked.rfind(other[-size:])
        start, end = at + size - len(other), at + size
        if at < 0 or start not in edges or end not in edges or asked[start:end] == other:
            continue
        if size > 1 or len(other) <= 3 or asked[start] == other[0]:
            return start, end
    thing = re.search(rf"(?<=[个名项种家位的了])[^个名项种家位的了，。]{{1,7}}{re.escape(other[-1])}", asked)
    if thing and len(other) > 2 and "的" not in other and {thing.start(), thing.end()} <= edges:
        # 「评出了几个最佳灯谜奖」, 「那优秀团队奖呢」
        return thing.span()
    if names_of(other):
        # 「那北岭呢」: a name of which no dictionary tells the sort is taken for a place where one with its rank stands.
        same = [entity for entity in held if entity.sort == "place" and entity.text.endswith(tuple("区市县镇乡村省"))]
        if same:
            return same[-1].start, same[-1].end
    names = [entity for entity in held if entity.sort in ("person", "place", "organisation")]
    # A name that no dictionary tells the sort of takes the place of the only one there is.
    return (names[0].start, names[0].end) if len(names) == 1 and (sort or names_of(other)) else None


def _filled(text: str, pointing: re.Match[str], name: str, talk: Sequence[Turn]) -> tuple[str, str]:
    """The question with what its pronoun stands for in its place, and the topic before it where it goes on from there."""
    before, after = text[: pointing.start()], text[pointing.end() :]
    topic = about(talk[-1])
    core = _LEADING.sub("", before) + name + after
    if name and not (_ALSO.search(before + after) and topic):
        return core, core
    if not topic:
        return text, text
    if name and (before or name not in topic):
        return _with_topic(topic, core, core)
    said = pointing.group() if len(pointing.group()) > 2 else ""
    rest = _LEADING.sub("", before) + said + after
    return _with_topic(topic, rest, core if name else rest)


def _named(text: str, sorts: Sequence[str]) -> bool:
    """Whether the words before a pronoun name what it may stand for themselves."""
    return any(entity.sort in sorts for entity in entities(text))


def _stands_alone(text: str, rest: str, last: Turn) -> bool:
    """Whether a question has a topic of its own: names, or words that are more than asking words."""
    if names_of(rest):
        return True
    own = own_words(rest)
    if _EVENT.search(text) or _DEFINITE.search(rest):
        return False
    return len(own) > (1 if rest != text else 0)
