"""A follow-up made to stand alone: its pronouns, its 「第二条」 and its missing topic filled in from the talk.

A question with a topic of its own is left as it is. What a pronoun stands for is looked for in the last answer where
the last question asked for just that (「谁」 and then 「他」), otherwise in the last question, then further back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.entities import Entity, entities, sort_of
from qa.kind import MEASURES, kind_of
from qa.records import Turn
from qa.tags import tagged
from qa.terms import ASKING, names_of, topic_of, weighted_terms

LONGEST_TOPIC = 60
"""Characters of an earlier topic that go before a follow-up."""

_CLASSIFIERS = "座条支场项届名台件间处批趟种款本部架艘辆列枚颗头只匹块幅封张把"
_NUMERALS = {sign: value for value, sign in enumerate("一二三四五六七八九十", start=1)}
_PIECE = r"(?:报道|文章|新闻|消息|稿件?子?)"
_SAYS = rf"(?={_PIECE}?(?:里|中|的|是|都|主要|到底|又|具体)*(?:说|讲|写|谁|什么|哪|第?几|登|刊|发|内容|报道|介绍|有|呢|[？?，,]|$))"
_ORDINAL = re.compile(rf"第(?P<number>[一二三四五六七八九十]|\d{{1,2}})[条篇则](?:{_PIECE})?{_SAYS}")
_LAST = re.compile(rf"(?:最后|末)(?:的)?一?[条篇则](?:{_PIECE})?{_SAYS}")
_THIS = re.compile(
    rf"(?:这|那|该|此)(?:[条篇则](?:{_PIECE})?|{_PIECE}){_SAYS}|(?:上面|刚才)(?:的)?那?[条篇则](?:{_PIECE})?"
)

_THAT = re.compile(r"^(?:那么?|还有|另外|换成|要是)?[，, ]*(?P<other>[^，。？?！!]{1,20}?)呢(?:[？?！!。]*$|[，,])")
_MORE = re.compile(
    r"^(?:那|那么)?(?:还有|就这些|只有这些|没有?别的|别的|其他)(?:吗|呢|么|别的|其他|更多|哪些|什么|了|的|没有)*[？?。！!]*$"
)
_HE = re.compile(
    r"他俩|(?<![其吉])他们?(?!人|乡|国)|她们?|(?:这|那)(?:个人|位(?:先生|女士|同志|师傅|[一-鿿]{1,3}(?=是|在|还|今|什|多|哪))?|名[一-鿿]{2,3}(?=是|在|还))|此人|该(?:同志|人)"
)
_THERE = re.compile(
    r"那里|那儿|那边|那个地方|这里|这儿|这个地方|当地|(?:该|这个|那个|本)(?:区|市|县|省|镇|乡|村|街道|社区)(?!别)"
)
_IT = re.compile(
    r"它们?|^其(?![他她它实中次间余])|(?:该|这家|那家|这个|那个|这所|那所|这支|那支)(?:单位|公司|企业|机构|工会|集团|学校|医院|银行|校|厂|院|队伍|部门|组织|协会)"
)
_EVENT = re.compile(
    r"(?:该|这[次场个项届]|那[次场个项届]|此次|本次|此项|上述)(?=(?:活动|比赛|大赛|会议|大会|仪式|培训|项目|行动|调研|慰问|事故|事件|展览|演出|工程|讲座|座谈|赛事|晚会|政策|措施|课程?))"
)
_DEFINITE = re.compile(
    rf"^(?:其中|都|(?:活动|比赛|大赛|会议|仪式|培训班?|展览|演出|获奖者|参赛者|会上|现场|当天|当时)(?!室|中心|站|区|家))|(?:这|那)[{_CLASSIFIERS}]|第[一二三四五六七八九十\d]+[条篇](?:说|讲)"
)
"""Nouns that one says without saying which only of what the talk is about."""

_ALSO = re.compile(r"还|也|又|另外|其中|一共|总共|同时|当天|当时|那天|之后|然后|接着")
_LEADING = re.compile(rf"^(?:那么|那|还有|另外|然后|对了)(?![么些个次天年月位家所边里儿{_CLASSIFIERS}])[，, ]*")
_ATTRIBUTE = (
    "面积|人数|数量|时间|日期|地点|地址|地方|名字|名称|原因|目的|主题|职务|金额|价格|比例|占比|内容|意义|规模|费用|情况"
)
_INSTEAD = {
    "时间": "是什么时候",
    "日期": "是哪天",
    "地点": "在哪里",
    "地方": "在哪里",
    "人数": "有多少人",
    "原因": "是为什么",
}
_GENERIC = frozenset(
    "人 人数 举办 举行 召开 参加 参与 出席 主办 承办 协办 组织 发起 开始 结束 持续 进行 地点 地方 时间 日期 原因 目的 主题 意义 结果 规模 "
    "费用 收费 免费 价格 单位 领导 具体 详细 主要 真的 内容 情况 活动 比赛 大赛 会议 大会 仪式 报名 名额 面积 座位 办 开 花 钱 现场 当时 "
    "最后 后来 其中 别的 其他 冠军 亚军 季军 主席 负责人 主持人 主持 组长 队长 嘉宾 名字 名称 地址 电话 总数 总额 金额 数量 比例 占比 公布 "
    "董事长 总经理 经理 书记 校长 院长 主任 局长 区长 全长 长度 高度 筹备 陪同 随行 获奖 评 颁发 位置 年龄 年纪 岁数 工资 奖金 票价 "
    "发布 发生 公司 企业 职工 选手 女性 男性 女队 男队 女职工 队伍 第一 特别 现在 知道 告诉 需要 用".split()
)
"""Words that say nothing about a topic: a question with no others leans on the talk."""


def complete(text: str, history: Sequence[Turn | str]) -> str:
    """The question made to stand alone; unchanged where it does so already.

    「他还去了哪些单位？」 after 「林安1月3日去了哪个区调研？」 gives 「林安1月3日去调研，还去了哪些单位？」, and 「那北岭呢？」 after
    「南溪区的区长是谁？」 gives 「北岭区的区长是谁？」.

    Args:
        text: the question as asked.
        history: the talk so far, oldest first; a text is a turn of which only the question is known.
    """
    talk: list[Turn] = []
    for earlier in history:
        turn = earlier if isinstance(earlier, Turn) else Turn(_completed(earlier, talk))
        if kind_of(turn.question) != "chat":
            talk.append(turn)
    return _completed(text, talk)


def _completed(text: str, talk: Sequence[Turn]) -> str:
    if not talk or kind_of(text) == "chat":
        return text
    cited = _cited(text, talk)
    if cited != text:
        return cited
    if _MORE.search(text):
        return f"{talk[-1].question.rstrip('？?。！!')}，{re.sub('^那么?', '', text)}"
    other = _THAT.search(text)
    if other and not ASKING.search(other.group("other")):
        return _instead(other.group("other"), text, talk)
    for pattern, stand_in, sorts in (
        (_HE, _person, ("person",)),
        (_THERE, _place, ("place",)),
        (_IT, _thing, ("organisation", "quoted")),
    ):
        pointing = pattern.search(text)
        if pointing and not _named(text[: pointing.start()], sorts):
            return _filled(text, pointing, stand_in(pointing.group(), talk), talk)
    about = _about(talk[-1])
    rest = _LEADING.sub("", text)
    if not about or _stands_alone(text, rest, talk[-1]):
        return rest if _stands_alone(rest, rest, talk[-1]) and re.search(r"\w", rest) else text
    return about + rest if rest.startswith("的") else f"{about}，{rest}"


def _cited(text: str, talk: Sequence[Turn]) -> str:
    """「第二条」 and 「这篇报道」 as the headline that the last answer cited there."""
    headlines = next((turn.headlines for turn in reversed(talk) if turn.headlines), ())
    ordinal = _ORDINAL.search(text)
    last, this = _LAST.search(text), _THIS.search(text)
    if ordinal:
        sign = ordinal.group("number")
        at = _NUMERALS[sign] if sign in _NUMERALS else int(sign)
    else:
        at = len(headlines) if last else 1
    found = ordinal or last or this
    if found is None or not 1 <= at <= len(headlines):
        return text
    return f"{text[: found.start()]}《{headlines[at - 1]}》{text[found.end() :]}"


def _instead(other: str, text: str, talk: Sequence[Turn]) -> str:
    """The last question with `other` where it has something of the same sort: 「那北岭呢」."""
    last = talk[-1]
    if _HE.fullmatch(other):
        other = _person(other, talk) or other
    elif _THERE.fullmatch(other):
        other = _place(other, talk) or other
    elif _IT.fullmatch(other):
        other = _thing(other, talk) or other
    if _HE.fullmatch(other) or _THERE.fullmatch(other) or _IT.fullmatch(other):
        about = _about(last)
        return f"{about}，{_LEADING.sub('', text)}" if about else text
    held = entities(last.question)
    place = _counterpart(other, last.question, held)
    if place:
        return last.question[: place[0]] + other + last.question[place[1] :]
    about = _about(last)
    if other in _INSTEAD:
        return f"{about}{_INSTEAD[other]}？"
    return f"{about}，{other}呢？" if about and other not in about else f"{about}{other}呢？"


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
    if names_of(other):
        # 「那北岭呢」: a name of which no dictionary tells the sort is taken for a place where one with its rank stands.
        same = [entity for entity in held if entity.sort == "place" and entity.text.endswith(tuple("区市县镇乡村省"))]
        if same:
            return same[-1].start, same[-1].end
    names = [entity for entity in held if entity.sort in ("person", "place", "organisation")]
    # A name that no dictionary tells the sort of takes the place of the only one there is.
    return (names[0].start, names[0].end) if len(names) == 1 and (sort or names_of(other)) else None


def _filled(text: str, pointing: re.Match[str], name: str, talk: Sequence[Turn]) -> str:
    """The question with what its pronoun stands for in its place, and the topic before it where it goes on from there."""
    before, after = text[: pointing.start()], text[pointing.end() :]
    about = _about(talk[-1])
    if name and not (_ALSO.search(before + after) and about):
        return _LEADING.sub("", before) + name + after
    if not about:
        return text
    if name and name not in about:
        return f"{about}，{_LEADING.sub('', before)}{name}{after}"
    if before and name:
        return f"{about}，{_LEADING.sub('', before)}{name}{after}"
    said = pointing.group() if len(pointing.group()) > 2 else ""
    rest = _LEADING.sub("", before) + said + after
    return about + rest if rest.startswith("的") else f"{about}，{rest}"


def _person(pronoun: str, talk: Sequence[Turn]) -> str:
    """The person or people last spoken of, or ""."""
    for turn in reversed(talk):
        answered = [entity.text for entity in entities(turn.answer) if entity.sort == "person"]
        asked = [entity.text for entity in entities(turn.question) if entity.sort == "person"]
        found = (answered or asked) if kind_of(turn.question) == "person" else (asked or answered)
        if found:
            return "、".join(found) if pronoun.endswith(("们", "俩")) else found[0]
    return ""


def _place(pronoun: str, talk: Sequence[Turn]) -> str:
    """The place last spoken of, or ""."""
    suffix = re.sub(r"^(?:该|这个|那个|本)", "", pronoun)
    for turn in reversed(talk):
        if kind_of(turn.question) == "place" and 0 < len(turn.answer) <= LONGEST_TOPIC:
            return turn.answer
        topic = _about(turn)
        if suffix == pronoun and re.search("[屋馆站厅院园场室店厂校]$", topic):
            return topic
        found = [entity.text for entity in entities(turn.question) if entity.sort == "place"]
        fitting = [name for name in found if name.endswith(suffix)] or found
        if fitting:
            return fitting[-1]
    return ""


def _thing(pronoun: str, talk: Sequence[Turn]) -> str:
    """The organisation, or the thing asked about, that was last spoken of, or ""."""
    for turn in reversed(talk):
        kind = kind_of(turn.question)
        short = 0 < len(turn.answer) <= 20 and not re.search("[，。；！？]", turn.answer)
        named = bool(re.search("叫什么|名字|名称|哪[家个项所支]", turn.question))
        if short and len(pronoun) > 2 and pronoun[2:] in turn.answer:
            return turn.answer
        quoted = [entity.text for entity in entities(turn.question) if entity.sort == "quoted"]
        if pronoun == "它" and quoted:
            return quoted[0]
        if short and (kind == "organisation" or (kind in ("other", "person") and named)):
            return turn.answer
        topic = _about(turn)
        if pronoun == "它" and re.search("[屋馆站厅院园场室店]$", topic):
            return topic
        found = [entity.text for entity in entities(turn.question) if entity.sort == "organisation"] or quoted
        if found or (topic and pronoun.startswith(("它", "其"))):
            return found[0] if found else topic
    return ""


def _named(text: str, sorts: Sequence[str]) -> bool:
    """Whether the words before a pronoun name what it may stand for themselves."""
    return any(entity.sort in sorts for entity in entities(text))


def _about(turn: Turn) -> str:
    """What a question was about, without the attribute that it asked for and clauses that say nothing by themselves."""
    topic = topic_of(turn.question)
    clauses = [clause for clause in topic.split("，") if _own_words(clause)] or [topic] * bool(weighted_terms(topic))
    about = re.sub(rf"(?<=[一-鿿]{{3}})(?:的)?(?:{_ATTRIBUTE})$", "", "，".join(clauses))
    return about[:LONGEST_TOPIC]


def _own_words(text: str) -> list[str]:
    bare = re.sub(rf"(?:哪|几)(?:[一两二三四五六几][{MEASURES}]|[{MEASURES}号点])", " ", text)
    return [term.word for term in weighted_terms(bare) if term.word not in _GENERIC and not term.word.isdigit()]


def _stands_alone(text: str, rest: str, last: Turn) -> bool:
    """Whether a question has a topic of its own: names, or words that are more than asking words."""
    if names_of(rest):
        return True
    own = _own_words(rest)
    if _EVENT.search(text) or _DEFINITE.search(rest):
        return False
    return len(own) > (1 if rest != text else 0)
