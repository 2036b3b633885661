"""What 「他」, 「那里」, 「它」 and 「第二条」 stand for in a talk, and what a turn of it was about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.entities import entities
from qa.foreign import PIECE
from qa.kind import MEASURES, kind_of
from qa.records import Turn
from qa.tags import tagged
from qa.terms import topic_of, weighted_terms

LONGEST_TOPIC = 60
"""Characters of an earlier topic that go before a follow-up."""

_NUMERALS = {sign: value for value, sign in enumerate("一二三四五六七八九十", start=1)}
_SAYS = rf"(?={PIECE}?(?:里|中|的|是|都|主要|到底|又|具体)*(?:说|讲|写|谁|什么|哪|第?几|登|刊|发|内容|报道|介绍|有|呢|[？?，,]|$))"
_ORDINAL = re.compile(rf"第(?P<number>[一二三四五六七八九十]|\d{{1,2}})[条篇则](?:{PIECE})?{_SAYS}")
_LAST = re.compile(rf"(?:最后|末)(?:的)?一?[条篇则](?:{PIECE})?{_SAYS}")
_THIS = re.compile(
    rf"(?:这|那|该|此)(?:[条篇则](?:{PIECE})?|{PIECE}){_SAYS}|(?:上面|刚才)(?:的)?那?[条篇则](?:{PIECE})?"
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
_WHO = re.compile("谁|哪一?[位名]|哪个[^，。？的是]{0,4}[员人手工者生兵哥姐长]|什么人|何人|他叫什么|她叫什么")
_NAME = re.compile(r"[一-鿿A-Za-z·]{2,12}")
_ATTRIBUTE = (
    "面积|人数|数量|时间|日期|地点|地址|地方|名字|名称|原因|目的|主题|职务|金额|价格|比例|占比|内容|意义|规模|费用|情况"
)
_GENERIC = frozenset(
    "人 人数 举办 举行 召开 参加 参与 出席 主办 承办 协办 组织 发起 开始 结束 持续 进行 地点 地方 时间 日期 原因 目的 主题 意义 结果 规模 "
    "费用 收费 免费 价格 单位 领导 具体 详细 主要 真的 内容 情况 活动 比赛 大赛 会议 大会 仪式 报名 名额 面积 座位 办 开 花 钱 现场 当时 "
    "最后 后来 其中 别的 其他 冠军 亚军 季军 主席 负责人 主持人 主持 组长 队长 嘉宾 名字 名称 地址 电话 总数 总额 金额 数量 比例 占比 公布 "
    "董事长 总经理 经理 书记 校长 院长 主任 局长 区长 全长 长度 高度 筹备 陪同 随行 获奖 评 颁发 位置 年龄 年纪 岁数 工资 奖金 票价 "
    "发布 发生 公司 企业 职工 选手 女性 男性 女队 男队 女职工 队伍 第一 第二 第三 第二名 第三名 名次 比分 决赛 半决赛 对手 金牌 银牌 铜牌 奖牌 特别 最早 最初 台上 台下 观众 里头 现在 知道 告诉 需要 用".split()
)
"""Words that say nothing about a topic: a question with no others leans on the talk."""


def cited(text: str, talk: Sequence[Turn]) -> str:
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


def _person(pronoun: str, talk: Sequence[Turn], _: str) -> str:
    """The person or people last spoken of, or ""."""
    for turn in reversed(talk):
        answered = [entity.text for entity in entities(turn.answer) if entity.sort == "person"]
        asked = [entity.text for entity in entities(turn.question) if entity.sort == "person"]
        for_person = bool(_WHO.search(turn.question))
        if for_person and not answered and _NAME.fullmatch(turn.answer):
            answered = [turn.answer]
        found = (answered or asked) if for_person else (asked or answered)
        if found:
            return "、".join(found) if pronoun.endswith(("们", "俩")) else found[0]
    return ""


def _place(pronoun: str, talk: Sequence[Turn], _: str) -> str:
    """The place last spoken of, or ""."""
    suffix = re.sub(r"^(?:该|这个|那个|本)", "", pronoun)
    for turn in reversed(talk):
        if kind_of(turn.question) == "place" and 0 < len(turn.answer) <= LONGEST_TOPIC:
            return turn.answer
        if re.search("哪一?[座处片]", turn.question) and _NAME.fullmatch(turn.answer):
            return turn.answer
        topic = about(turn)
        if suffix == pronoun and re.search("[屋馆站厅院园场室店厂校]$", topic):
            return topic
        found = [entity.text for entity in entities(turn.question) if entity.sort == "place"]
        fitting = [name for name in found if name.endswith(suffix)] or found
        if fitting:
            return fitting[-1]
    return ""


_WHICH = re.compile("(?:哪一?[个家项所支种款座部只头条枚艘架份本]|什么)(?P<noun>[一-鿿]{2,4})")


def _thing(pronoun: str, talk: Sequence[Turn], text: str) -> str:
    """The organisation, or the thing asked about, that was last spoken of, or ""."""
    for turn in reversed(talk):
        which = _WHICH.search(turn.question)
        if which and pronoun == "它" and which.group("noun")[:2] in text and (subject := _subject(turn.question)):
            # 「转入了哪个名录」, 「它是哪年列进名录的」: what was asked for is named beside the pronoun.
            return subject
        kind = kind_of(turn.question)
        short = 0 < len(turn.answer) <= 20 and not re.search("[，。；！？]", turn.answer)
        named = bool(re.search("叫什么|名字|名称|哪一?[家个项所支种款座部只头条枚艘架]", turn.question))
        if short and len(pronoun) > 2 and pronoun[2:] in turn.answer:
            return turn.answer
        quoted = [entity.text for entity in entities(turn.question) if entity.sort == "quoted"]
        if pronoun == "它" and quoted:
            return quoted[0]
        if short and (kind == "organisation" or (kind in ("other", "person") and named)):
            return turn.answer
        topic = about(turn)
        if pronoun == "它" and re.search("[屋馆站厅院园场室店]$", topic):
            return topic
        found = [entity.text for entity in entities(turn.question) if entity.sort == "organisation"] or quoted
        if found or (topic and pronoun.startswith(("它", "其"))):
            return found[0] if found else topic
    return ""


def _subject(asked: str) -> str:
    """What a question begins with before it says anything of it: 「南溪龙灯哪年进了名录」 gives 「南溪龙灯」."""
    subject = ""
    for word, tag in tagged(asked):
        if tag[0] in "vpdrcuxft" or word.isdigit():
            break
        subject += word
    return subject


def about(turn: Turn) -> str:
    """What a question was about, without the attribute that it asked for and clauses that say nothing by themselves."""
    topic = topic_of(turn.question)
    clauses = [clause for clause in topic.split("，") if own_words(clause)] or [topic] * bool(weighted_terms(topic))
    about = re.sub(rf"(?<=[一-鿿]{{3}})(?:的)?(?:{_ATTRIBUTE})$", "", "，".join(clauses))
    return about[:LONGEST_TOPIC]


def own_words(text: str) -> list[str]:
    """The words of a question that say something of a topic: 「流动书屋是哪个朝代建的？」 has 流动 and 书屋."""
    bare = re.sub(rf"(?:哪|几)(?:[一两二三四五六几][{MEASURES}]|[{MEASURES}号点])", "哪个", text)
    return [
        term.word
        for term in weighted_terms(bare)
        if term.word not in _GENERIC
        and not term.word.isdigit()
        and not re.search(rf"(?:哪[个种类些]|什么){re.escape(term.word)}", bare)
    ]


POINTING = (
    (_HE, _person, ("person",)),
    (_THERE, _place, ("place",)),
    (_IT, _thing, ("organisation", "quoted")),
)
"""Pronouns, what one stands for in a talk ("" where nothing does), and the sorts of names that leave it nothing to do."""
