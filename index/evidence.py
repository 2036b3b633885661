"""What is a headline, and what only looks like one: evidence from the line itself and from what stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.layout import Setting, width_of, words_between
from index.lines import BOLD, Line

LONGEST = 56
"""Characters of the longest line that can be a headline: two lines of a broadsheet's widest head."""

_NEVER = re.compile(
    r"[。；;…]|[，、：:,]$|^[，。、；：！？,.;:!?”’」』）)】》〉\]%…]|^[\W\d_]+$|^(?:图为|图[①-⑩一二三四\d])"
    r"|^[\u3400-\u9fff]{0,10}(?:读者|市民|职工|居民|村民|学生|家长)[ \u3000]+[\u3400-\u9fff]{2,4}$"
)
_CAPTION = re.compile(r"[上下左右]?图为|图[①-⑩一二三四\d]|[（(]?图片?[：:]")
_CLAUSE = re.compile(
    r"(?:[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．，）)]|第[一二三四五六七八九十百\d]{1,4}[条章节款项]"
    r"|[（(]?\d{1,2}(?:[）)、]|[.．](?!\d))|[①-⑳]|[问答QA][：:]|(?:记者|主持人)[：:])"
)
_COUNTS = re.compile(r"第[一二三四五六七八九十百\d]{1,4}[条章节款项](?![\s、，：:.．]|$)")
_DAY_ONLY = re.compile(
    r"(?:\d{4}|[〇○零Ｏ一二三四五六七八九]{4})\s*[年./-]\s*[\d一二三四五六七八九十]{1,3}\s*(?:[月./-]\s*[\d一二三四五六七八九十]{1,3}\s*日?|月)$"
)
_NARRATES = re.compile(
    r"(?:\d{4}|[今去前明当同次])年(?:\d{1,2}月(?:底|初|份|以来)?|[春夏秋冬][天季]?|年?[初底中末])?[，,]"
    r"|据[介了悉统报调相][绍解悉计道查关]?|据悉|近日|日前|近期|近年来?|连日来|目前|当[天日]|当地时间|(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:[，,上下晚至]|$)|昨[天日晚]|今[天日]|同时|此[次外]|随后|下一步"
    r"|其中|为此|对此|因此|不仅|而且|但是|然而|与此|在此|[^，,\s]{0,8}(?:活动|现场|会议|座谈会|仪式|培训|期间|过程)[中上]"
    r"|记者[从在了获看来]|会议(?:指出|强调|要求|认为|传达|听取)|[^，,\s]{2,14}(?:表示|介绍|告诉|指出|强调|认为|坦言|说)$"
)
_OPENS = re.compile(
    r"(?:近日|日前|近期|连日来|昨[天日]|今[天日]|(?:\d{4}年)?\d{1,2}月\d{1,2}日|记者(?:从|昨)|据.{2,10}[消报])"
)
_SETS_OUT = re.compile(r"[^，,\s]{1,9}[上中下前后时间来里处内外][，,]")
_CARRIES_ON = re.compile(
    r"在|从|对|为|随着|由|通过|经过|针对|以及|并|而|和|与|及|是|的|也|还|又|将|被|把|该|其|他|她|它|们|了|等"
)
OPEN_END = re.compile(r"[的和与及由在对将为了并被把从向以给使等是或且其该各、，；：—（“《(\[]$")
_NOTICE = re.compile(
    r"更正|勘误|致歉|启事|公告|通告|通知|声明|公示|讣告|简讯|短讯|快讯|简报|简介|预告|招聘|招标|拍卖|挂失|倡议书?|慰问信|公开信|贺信|感谢信"
)
COLUMN = re.compile(
    r"[\[【].{1,12}[\]】]|(?:[\u3400-\u9fff]{0,6}[·・ ]?)?(?:简讯|短讯|快讯|要闻|速览|速递|集锦|集萃|一句话新闻|综合新闻|图片新闻|一线传真|专栏|副刊|评论|短评|人物|专题|专版|特刊|导读|社论|时评|快评|读者来信|来信照登)|本报(?:特约)?评论员"
)
_INSIDE = re.compile(
    r"[\[【]?(?:编者按|编后|编辑点评|记者手记|采访手记|相关链接|链接|新闻背景|背景|小贴士|名词解释|人物简介|作者简介|延伸阅读|回音|回复|答复)[\]】]?[：:]?$"
)
_SIGNED = re.compile(
    r"(?:公司|集团|委员会|工会|[局厅部院]|办公室|中心|政府|学校|大学|协会|编辑部|报社|小组|支部|党组)$"
)
_ENTITLED = re.compile(
    r"(?:(?:(?!发|张贴|[收接]到|的)[\u3400-\u9fff]){0,8}(?:更正|勘误|致歉|启事|公告|通告|通知|声明|公示|讣告)|广告)$"
)
_PAIRS = (("“", "”"), ("‘", "’"), ("（", "）"), ("《", "》"), ("(", ")"), ("「", "」"), ("【", "】"))


def balanced(text: str) -> bool:
    """Whether each quotation mark and bracket that opens is closed: `开启“秋收` is not."""
    return all(text.count(left) == text.count(right) for left, right in _PAIRS)


def shaped(line: Line) -> bool:
    """Whether a line can be a headline at all: short, no sentence, marks in pairs or cut at a line's end."""
    text = line.text
    if not 2 <= len(text) <= LONGEST or line.listed or _NEVER.search(text) or is_day(text) or is_label(text):
        return False
    if _CLAUSE.match(text) and not line.level and not _COUNTS.match(text):
        return False
    return text.count("，") + text.count(",") <= 2


def is_day(text: str) -> bool:
    """Whether a line is a date and nothing else, as below a notice: `2024年5月6日`."""
    return len(text) <= 20 and bool(_DAY_ONLY.match(text))


def is_label(text: str) -> bool:
    """Whether a line names what stands below it inside an article: `编者按`, `相关链接：`."""
    return bool(_INSIDE.match(unspaced(text)))


def is_caption(text: str) -> bool:
    """Whether a paragraph says what a picture shows: `图为活动现场。`, `图②：…`."""
    return bool(_CAPTION.match(text))


def begins_item(text: str) -> bool:
    """Whether a line begins a clause, a question or an answer: `一、…`, `（二）…`, `3.…`, `问：…`."""
    return bool(_CLAUSE.match(text))


def is_notice(text: str) -> bool:
    """Whether a headline is that of a notice: `关于…的公告`, `更正`, `遗失声明`."""
    return bool(_NOTICE.search(unspaced(text)))


def entitles_notice(text: str) -> bool:
    """Whether a line is a notice's or advert's title and nothing else: `招领启事`, `更　正`; not `此前发布的公告`."""
    return bool(_ENTITLED.match(unspaced(text)))


def is_column(text: str) -> bool:
    """Whether a line is a usual name of a column, however it is spaced: `【短评】`, `简　讯`, `图片新闻`."""
    return bool(COLUMN.fullmatch(unspaced(text)))


def paired(lines: Sequence[Line]) -> bool:
    """Whether two lines are headings of one level: a column's name over a headline, no subheads; False for one."""
    return len(lines) > 1 and lines[0].level == lines[1].level and not any(begins_item(one.text) for one in lines)


def unspaced(text: str) -> str:
    """A short head without the blanks that spread it: `简　讯` -> `简讯`; other texts as they are."""
    return "".join(text.split()) if re.fullmatch(r"[\u3400-\u9fff](?:\s+[\u3400-\u9fff]){1,3}", text) else text


def is_signature(text: str) -> bool:
    """Whether a line can be the name of a body that signs a notice: `某市总工会办公室`."""
    return bool(_SIGNED.search(text)) and len(text) <= 30


def narrates(text: str) -> bool:
    """Whether a line begins as a sentence of the body does: `据介绍，…`, `开幕式上，…`."""
    return bool(_NARRATES.match(text))


def carries_on(text: str) -> bool:
    """Whether a line can only go on from one before it: `站，工作人员…`, `等。`, `”他说`."""
    clause = re.match(r"[^，。、；：！？,.;:!?…“”]{0,4}[，。、；：！？,.;:!?…]", text)
    if not clause or narrates(text):
        return bool(re.match(r"[，。、；：！？,;:!?”’」』）)】》〉%的了们]", text))
    return len(clause[0]) <= 4 and not begins_item(text) and not re.match(r"[\u3400-\u9fff]{2,3}[：:！？]", text)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a line that could be a headline."""

    setting: Setting
    page: str
    """The page's words without spaces."""
    before: str
    """The article so far, its last some hundred characters; empty where none has begun."""
    next: str
    """The very next words, which the line's own sentence goes on with if it is a torn one."""
    indented: bool
    """Whether those words begin like a paragraph, indented."""
    after: str
    """The text that follows, some hundred characters."""
    level: int | None
    """The heading level of the page's articles: None where no by-line shows it."""
    above: int
    """The heading level of the article so far."""
    ended: bool
    """Whether a by-line, a signature or 下转 closed what stands before."""
    credited: int
    """2 where a by-line closes what follows before anything like a headline comes, 4 where it names a writer."""
    led: bool
    """Whether the article so far opened with a by-line: what follows in it is rather a subhead."""


def fragment(line: Line, around: Around) -> bool:
    """Whether the line is a piece of a sentence that a column or page break left: `据介绍，这次展览由市图书`."""
    text = line.text
    return (
        narrates(text)
        or bool(_SETS_OUT.match(text))
        or bool(OPEN_END.search(text))
        or not balanced(text)
        or carries_on(around.next)
        or bool(_CARRIES_ON.match(text) and not line.level)
        or (text[-1].isdigit() and around.next[:1].isdigit())
        or (not line.level and words_between(text, around.next, around.page))
    )


def headline_score(line: Line, around: Around) -> int:
    """How much speaks for a headline of a new article that no by-line announces; 4 is enough.

    The weights were set by hand: a heading mark of the page's own level or a by-line that closes a short piece
    nearly suffices alone, a line that reads like a sentence nearly excludes it.
    """
    text, setting = line.text, around.setting
    score = 3 * around.ended + around.credited + 3 * is_notice(text) + 2 * (not around.led)
    if line.level and around.level:
        score += (5 if line.level < around.level else 3) if line.level <= around.level else -5
    elif line.level and around.before:
        score += (1 if line.level == BOLD else 3) if not around.above else 5 if line.level <= around.above else -5
    elif line.level:
        score += 3
    elif around.level or around.above:
        score -= 3
    score += _novelty(text, around) + 4 * is_column(text)
    score -= 7 * fragment(line, around)
    commas = text.count("，") + text.count(",")
    score -= (
        commas * commas
        + 2 * (len(text) > 30)
        + (len(text) > 40)
        + 6 * begins_item(text)
        + 2 * text.endswith(("？", "?"))
    )
    score -= len(text) <= 12
    score += (line.gap > setting.gap > 0) + bool(_OPENS.match(around.next))
    if setting.indents:
        score += 5 * (around.indented and not line.indented) - 4 * line.indented
    if setting.width and not line.level:
        score += -4 if setting.full(line) and width_of(text) <= setting.width + 1 else 2
    return score


def _novelty(text: str, around: Around) -> int:
    """How much the line's words belong to what follows and not to what stands before: -2 to 4."""
    words = re.sub(r"\W", "", text)
    pairs = [words[at : at + 2] for at in range(len(words) - 1)]
    if not pairs:
        return 0
    before = sum(pair in around.before for pair in pairs) / len(pairs)
    after = sum(pair in around.after for pair in pairs) / len(pairs)
    if before < 0.15 and after >= 0.5:
        return 4
    if before < 0.34 and after > before + 0.2:
        return 3
    return -2 if before > 0.5 else 0
