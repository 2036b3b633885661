"""What is asked: the kind of answer, the words that carry the question, its proper names, and follow-ups completed.

Rules over jieba's part-of-speech tags; no model. `understand("南溪区的区长是谁？")` gives kind person, names ("南溪",)
and terms for 南溪, 区长.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from index.errors import QuestionError
from qa.records import Question, Term
from qa.tags import rarity, tagged

REMEMBERED = 8
"""Earlier questions of a talk that a follow-up may lean on."""

LONGEST_QUESTION = 500
"""Characters of a question that is still one: beyond it somebody pasted an article."""

MEASURES = "个名位人家所座项次场份件台辆条支部篇年月天日岁元万亿吨米公里平方米小时分钟周届期批类种只张间层户亩棵套株组对队站处块册本句首号楼届人次车次班次"

_DOER = re.compile(r"谁(?:来)?(?:主办|承办|举办|组织|发起|出品|建设|运营|管理|出资|投资|生产|开发)的?")
_PERSON = re.compile(
    r"谁|哪位|哪几位|哪名|何人|什么人|姓什么|[长席记任者员生师哥姐人理授手星士警](?:的名字)?(?:叫|是)什么(?:名字)?(?=[？?。]|$)"
)
_NUMBER = re.compile(r"多少|几[" + MEASURES + r"]|第几|占比|多大|多长|多高|多重|多宽|多远|多久|几成|百分之几")
_TIME = re.compile(
    r"什么时候|什么时间|何时|哪一?[年月天日]|几[点时]|几月|几号(?!线|楼)|哪个(?:月|季度|时间)|多会儿|星期几|周几"
)
_PLACE = re.compile(
    r"哪里|哪儿|何处|何地|什么地方|哪个(?:区|市|省|县|国家|城市|地方|社区|街道|村|镇|乡|小区|公园|项目|市场|地区|路口|车站|广场)"
    r"|在哪(?!个|些|家|支|位|名)"
)
_ORGANISATION = re.compile(
    r"(?:哪|什么)(?:一?[个家支些所]|几[个家支所])?(?:单位|公司|企业|机构|部门|组织|工会|集团|学校|医院|媒体|团队|服务队|银行|协会|平台)|由哪"
)
_REASON = re.compile(r"为什么|为何|原因|怎么样|怎样|如何|怎么")
_LIST = re.compile(
    r"(?:有|都有|的)?(?:哪些|什么|多少篇|几篇)(?:[^，。？]{0,6})(?:报道|文章|新闻|消息|稿件|内容)"
    r"|(?:报道|文章|新闻|消息|稿件)(?:[^，。？]{0,4})(?:哪些|有哪|都有)"
    r"|哪些(?:活动|工作|事情|事|会议|文章)?(?:[^，。？]{0,3})?(?:与|和|跟|同|关于|有关|涉及|提到|讲到)"
    r"|哪几篇|相关(?:的)?(?:报道|文章|新闻|消息)"
)
_WROTE = r"(?:采写|撰写|写|拍摄|拍|摄影|供稿|署名|执笔)"
_PRESS = re.compile(r"报道|文章|新闻|消息|稿|照片|图片|记者|通讯员|作者|《[^》]+》(?:这篇)?(?:是|由)")
_BYLINE = re.compile(
    rf"(?:谁|哪位|哪名|哪个|什么人)[^，。？]{{0,6}}{_WROTE}|(?:作者|记者|通讯员|摄影者?)(?:是|叫|为|有)?(?:谁|哪)"
    rf"|(?:记者|通讯员|作者)[^，。？]{{2,20}}?(?:{_WROTE}|采访|报道)"
    rf"|{_WROTE}(?:过|了|的)*(?:哪|什么|几|多少)|{_WROTE}的(?:报道|文章|新闻|稿|照片|作品)"
)
_ASKING = re.compile(
    r"谁|哪(?:里|儿|位|名|个|家|些|支|一[年月天日个家])?(?:东西)?|什么(?:东西|时候|时间|地方|名字|人|样的?)?|多少|几(?=["
    + MEASURES
    + r"])"
    r"|多(?=[长大高重宽远久])|怎样|怎么样?|如何|为什么|为何|是否|有没有|吗|呢|请问|一共|总共|共有|到底|究竟|大约|大概"
)
_POINTING = re.compile(
    r"^(?:那|那么|还有|另外|其中|它|他|她|这|该|此)|他们?|她们?|它们?|那里|那儿|那边|这里|这儿|那次|这次|该(?=[公单集企活会])|上述|第[一二三四五六七八九十\d]条|呢[，,？?]|呢$"
)
_STAND_IN = re.compile(r"他们|她们|它们|他|她|它|那里|那儿|那边|这里|这儿|那次|这次")
_LIGHT = {"uj", "ul", "uz", "ud", "uv", "ug", "x", "r", "p", "c", "y", "e", "o", "d", "f", "w", "u", "zg"}
_LIGHT_WORDS = frozenset(
    "是 有 在 了 被 为 由 到 去 给 会 要 能 可以 进行 开展 叫 名字 东西 里 中 上 下 人 者 来 做 事 事情 期间 当天 报道 文章 新闻 讲到 提到 有关 相关 关于 涉及".split()
)
_PROPER = {"nr", "nrt", "nrfg", "ns", "nt"}
_QUOTED = re.compile(r"[“《「『\"]([^”》」』\"]{1,30})[”》」』\"]")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")


def understand(raw: str, history: Sequence[str] = ()) -> Question:
    """The question as it will be searched and read.

    Args:
        raw: what was typed, such as 「那里的藏书有多少？」.
        history: earlier questions of the talk, oldest first, such as ("青木科技的职工书屋面积多大？",).

    Returns:
        A `Question` whose `text` stands alone (「青木科技的职工书屋面积的藏书有多少？」).

    Raises:
        QuestionError: nothing was asked, or more than `LONGEST_QUESTION` characters.
    """
    asked = clean(raw)
    if not re.search(r"\w", asked):
        raise QuestionError("没有看到问题：请输入一句话，例如「南溪区的区长是谁？」。")
    if len(asked) > LONGEST_QUESTION:
        raise QuestionError(f"问题有 {len(asked)} 字，最多 {LONGEST_QUESTION} 字：请只留下要问的那一句。")
    text = complete(asked, [clean(earlier)[:LONGEST_QUESTION] for earlier in history[-REMEMBERED:]])
    terms = weighted_terms(text)
    return Question(
        raw=raw,
        text=text,
        kind=kind_of(asked),
        unit=unit_of(asked),
        terms=terms,
        names=names_of(text),
        history=tuple(history),
    )


def clean(text: str) -> str:
    """The text on one line, without control and invisible characters: 「林安\\u200b 是谁」 gives 「林安 是谁」."""
    visible = "".join(
        " " if c.isspace() else c
        for c in text
        if unicodedata.category(c) not in ("Cf", "Cs", "Co") and (c.isspace() or unicodedata.category(c) != "Cc")
    )
    return re.sub(r" +", " ", visible).strip()


def kind_of(text: str) -> str:
    """The kind of answer that is asked for: 「谁带队？」 person, 「有多少家？」 number, 「有哪些报道讲到修路？」 list."""
    # A letter or a couplet is written by somebody too: only what a paper prints has a by-line.
    if _BYLINE.search(text) and _PRESS.search(text):
        return "byline"
    for kind, pattern in (
        ("list", _LIST),
        ("time", _TIME),
        ("number", _NUMBER),
        ("organisation", _DOER),
        ("person", _PERSON),
        ("organisation", _ORGANISATION),
        ("place", _PLACE),
        ("reason", _REASON),
    ):
        if pattern.search(text):
            return kind
    return "other"


def unit_of(text: str) -> str:
    """The measure that a number is asked in, or "": 「有多少家企业？」 gives 家, 「有几名司机？」 名."""
    match = re.search(r"(?:多少|几)\s*([" + MEASURES + r"])", text)
    return match.group(1) if match else ""


def complete(text: str, history: Sequence[str]) -> str:
    """The question made to stand alone: what the last question was about goes before it, or where its pronoun stands.

    「他还去了哪些单位？」 after 「林安1月3日去了哪个区调研？」 gives 「林安1月3日去调研，还去了哪些单位？」.
    """
    if not history or not _POINTING.search(text):
        return text
    about = topic_of(complete(history[-1], history[:-1]))
    stand_in = _STAND_IN.search(text)
    if stand_in is None or stand_in.start() == 0:
        rest = text[stand_in.end() :] if stand_in else re.sub(r"^(?:那么|那|还有|另外)", "", text)
        return about + rest if rest.startswith("的") else f"{about}，{rest}"
    return text[: stand_in.start()] + about + text[stand_in.end() :]


def topic_of(text: str) -> str:
    """What a question is about, its asking words taken away: 「有哪些报道讲到了修路？」 gives 「修路」."""
    bare = re.sub(r"[？?！!。]", " ", text)
    for pattern in (
        r"(?:都)?有(?:哪些|什么)(?:相关的?)?(?:报道|文章|新闻|消息|稿件|活动)?",
        r"(?:哪些|哪几篇)(?:报道|文章|新闻|消息|稿件|活动)?",
        r"(?:的)?(?:相关|有关)(?:的)?(?:报道|文章|新闻|消息|内容|活动)?",
        r"(?:讲到|提到|谈到|涉及|说到|写到|关于|介绍)(?:了|过)?",
        r"(?:的)?(?:报道|文章|新闻|消息|稿件)$",
        rf"(?:多少|几)[{MEASURES}]?|多[长大高重宽远久](?:时间)?",
        r"哪(?:个|家|座|些|支|位|名)(?:区|市|省|县|街道|社区|单位|公司|人)?",
    ):
        bare = re.sub(pattern, " ", bare)
    bare = _ASKING.sub(" ", bare)
    bare = re.sub(
        r"(?:^|(?<= ))(?:与|和|跟|同|对|把|被|有|是|的|了|过|在)+(?= |$)|(?<= )[与和跟同的了有是]|[的了与和有是在]+(?= |$)",
        " ",
        bare,
    )
    return re.sub(r"(?<![A-Za-z0-9]) +| +(?![A-Za-z0-9])", "", bare).strip("，, ")


def weighted_terms(text: str) -> tuple[Term, ...]:
    """The words that carry the question, with how telling each is (nats; the jieba dictionary's rarity).

    「南溪区的区长是谁？」 gives 南溪, 区长 and no 的, 是, 谁.
    """
    asking = [match.span() for match in _ASKING.finditer(text)]
    terms: dict[str, float] = {}
    single = ""
    at = 0
    for word, tag in (*tagged(text), ("", "x")):
        at = text.find(word, at)
        asked = any(low < at + len(word) and at < high for low, high in asking)
        at += len(word)
        light = asked or tag in _LIGHT or word in _LIGHT_WORDS or not re.search(r"\w", word)
        if len(word) == 1 and not light and not word.isdigit():
            # Neighbours that jieba leaves single are mostly one word that it does not know: 两个单字挨着.
            single += word
            continue
        if len(single) > 1:
            terms[single] = rarity(single)
        single = ""
        if not light:
            terms[word] = rarity(word)
    return tuple(Term(word, weight) for word, weight in terms.items())


def names_of(text: str) -> tuple[str, ...]:
    """The proper names, quoted words and years of a question: 「“小推车”2023年去了南溪区吗？」 gives 小推车, 2023, 南溪."""
    found = [m.group(1) for m in _QUOTED.finditer(text)] + _YEAR.findall(text)
    tags = dict(tagged(text))
    found += [term.word for term in weighted_terms(text) if tags.get(term.word) in _PROPER]
    return tuple(dict.fromkeys(found))
