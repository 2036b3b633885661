"""The words and names that carry a question, and those that only ask."""

from __future__ import annotations

import re

from qa.foreign import PIECE
from qa.kind import MEASURES, plainly
from qa.records import Term
from qa.tags import rarity, tagged

ASKING = re.compile(
    r"谁|哪(?:里|儿|位|名|个|家|些|支|[年月天日]|一[年月天日个家])?(?:东西)?|什么(?:东西|时候|时间|地方|名字|人|样的?)?|多少|几(?=["
    + MEASURES
    + r"])"
    r"|多(?=[长大高重宽远久])|怎样|怎么样?|如何|为什么|为何|是否|有没有|(?P<verb>[一-鿿])[不没](?P=verb)|吗|呢|请问|一共|总共|共有|到底|究竟|大约|大概"
)
"""The words of a question that ask, and those that only surround them: 「到底有多少」."""

_LIGHT = {"uj", "ul", "uz", "ud", "uv", "ug", "x", "r", "p", "c", "y", "e", "o", "d", "f", "w", "u", "zg"}
_LIGHT_WORDS = frozenset(
    "是 有 在 了 被 为 由 到 去 给 会 要 能 可以 进行 开展 叫 名字 东西 里 中 上 下 人 者 来 做 事 事情 期间 当天 报道 文章 新闻 讲到 提到 有关 相关 关于 涉及".split()
)
_ANY_PLACE = re.compile(
    r"(?:偏远|贫困|边远|农村|沿海|内陆|(?:中?西|东|南|北|中)部|少数民族|周边|部分|其他)地区|[山城郊老牧灾校园厂景社小]区"
    r"|中国|[回出归]国|[来访赴]华|农村|乡村|城市|全国|全市|全区|全省|[国境]内|[国境海]外|[本外内]地"
)
"""What the tagger calls a place and no place is called: 偏远地区, 山区, 全国."""

_PROPER = {"nr", "nrt", "nrfg", "ns", "nt"}
_QUOTED = re.compile(r"[“《「『\"]([^”》」』\"]{1,30})[”》」』\"]")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")


def weighted_terms(text: str) -> tuple[Term, ...]:
    """The words that carry the question, with how telling each is (nats; the jieba dictionary's rarity).

    「南溪区的区长是谁？」 gives 南溪, 区长 and no 的, 是, 谁.
    """
    asking = [match.span() for match in ASKING.finditer(text)]
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
    proper = (term.word for term in weighted_terms(text) if tags.get(term.word) in _PROPER)
    found += [word for word in proper if not _ANY_PLACE.fullmatch(word)]
    return tuple(dict.fromkeys(found))


_OF_THE_PRESS = (
    r"(?:把|将)?(?:它们|这些)?(?:帮我|给我)?(?:都|全都|全部|一一|逐一)?(?:找|列|查|翻|搜|调|理)(?:一下|出来|出|举|个单子|全|齐)",
    rf"从[^，。从]{{1,8}}到[^，。]{{1,8}}的(?={PIECE})",
    rf"(?:专门|主要|重点|集中|曾经)?(?:讲到|提到|谈到|涉及|说到|写到|关于|介绍|报道|讲|写|谈)(?:了|过)?(?=[^，。]{{2,30}}(?:的?{PIECE}|的(?:都)?[有是]哪))",
    rf"在?(?:哪些|哪几[篇条则期])(?:的)?{PIECE}(?:里|中|上)?(?:都)?(?:出现|露面?|提到|登|写|上|讲)(?:过|了|到)*(?:面)?|[，,](?:都)?(?:登|写到?|报道|刊登|讲)过?(?:的)?(?:都)?有?哪些",
    rf"(?:哪些|哪几[篇条则期]){PIECE}(?:里|中|上)|上过(?=(?:哪些|什么){PIECE})",
    r"历[届次年]|各届|[每历]一[届次]|专门|分别",
    rf"(?:最新|最近|近期|近来|最后)(?:的)?(?:一[次篇届期条则回]|进展|动态|情况|{PIECE})?",
    r"(?:登载?|刊登|刊发|刊载|发表|印)?在?(?:第[几哪]|哪一?个?)版面?上?|(?:哪[天日])?见报的?",
    rf"(?:一共|总共|共)?(?:有|发|登|报道)?(?:了|过)?(?:多少|几)[篇次条则](?:相关|有关)?{PIECE}?",
    rf"(?:是|有)?(?:哪一?|[这那])[篇条则]{PIECE}?",
    r"(?:主要)?(?:讲|说|写|介绍|报道)(?:了|的是|的)?些?什么(?:内容|事)?|的?主要内容是?(?:什么)?",
    r"(?:请)?(?:给我)?(?:介绍|说说|讲讲|概括|总结)一下|(?:请)?(?:给我)?(?:说说|讲讲)|报纸[里上]?|(?<=[ ，,])报上",
)
"""What a question says of the paper and not of what is in it."""


def topic_of(text: str) -> str:
    """What a question is about, its asking words taken away: 「有哪些报道讲到了修路？」 gives 「修路」."""
    bare = re.sub(r"[？?！!。]", " ", plainly(text))
    for pattern in (
        *_OF_THE_PRESS,
        rf"(?:都)?有(?:哪些|什么)(?:相关的?)?(?:{PIECE}|活动)?",
        rf"(?:哪些|哪几[篇条则])(?:{PIECE}|活动)?",
        rf"(?:的)?(?:相关|有关)(?:的)?(?:{PIECE}|内容|活动)?",
        r"(?:讲到|提到|谈到|涉及|说到|写到|关于|介绍)(?:了|过)?",
        rf"(?:的)?{PIECE}(?=[ ，,]|$)",
        rf"(?:多少|几)(?:[人车班]次|平方米|公里|小时|分钟|[万亿]元|[{MEASURES}])?|多[长大高重宽远久](?:时间)?",
        r"哪(?:个|家|座|些|支|位|名)(?:区|市|省|县|街道|社区|单位|公司|人)?",
    ):
        bare = re.sub(pattern, " ", bare)
    bare = ASKING.sub(" ", bare)
    bare = re.sub(
        r"(?:^|(?<= ))(?:与|和|跟|同|对|把|被|有|是|的|了|过|在)+(?= |$)|(?<= )[与和跟同的了有是]|[的了与和有是在]+(?= |$)",
        " ",
        bare,
    )
    return re.sub(r"(?<![A-Za-z0-9]) +| +(?![A-Za-z0-9])", "", bare).strip("，, ")
