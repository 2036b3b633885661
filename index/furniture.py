"""What is printed on a page and belongs to no article: mast line, editors' line, continuation mark."""

from __future__ import annotations

import re
import unicodedata

from index.issue import Issue, issue_of_mast
from index.records import Furniture
from index.trace import Traced

_NUMERAL = "一二三四五六七八九十"
_CONTINUES = re.compile(
    rf"[（(【\[▲△▶]?\s*(?:紧?[上前]?接|下?转|详?见)\s*(?:本报)?\s*(?:今日)?第?\s*[A-Za-z]?(?:\d{{1,3}}|[{_NUMERAL}]{{1,3}})\s*版"
    r"(?:[^。，；（()）】\]]{0,30}[）)】\]])?|[（(【\[](?:未完待续|待续|续完|完)[）)】\]]"
)
_FROM = re.compile(r"[（(【\[▲△▶]?\s*(?:紧?[上前]接|接)")
_EDITORS = re.compile(
    r"(?:责任|本版|值班|执行|文字|视觉|美术|图片|首席|见习|新媒体)?(?:编辑|编审|校对|总监|主编|总编|编委|编务|主任)|[责美组]编|版式|组版|排版|设计|制图|检校|"
    r"一读|审读|终审|出品人?|监制|统筹|策划|电子邮?[箱件]|E-?mail|邮箱|投稿|热线|电话|传真|微信|地址|网址",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"[\w.+-]{1,40}@[\w.-]{3,40}|(?:https?://)?www\.[\w./-]{3,60}|\d{3,4}[-—－ ]?\d{7,8}|\b1\d{10}\b")
_MAST = re.compile(
    rf"\d{{4}}\s*[年./-]\s*\d{{1,2}}\s*[月./-]\s*\d{{1,2}}日?|[〇○零Ｏ{_NUMERAL}]{{4}}年[{_NUMERAL}]{{1,3}}月[{_NUMERAL}]{{1,3}}日"
    rf"|星期[{_NUMERAL}日天]|周[{_NUMERAL[:6]}日](?!\w)|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年|农历|夏历"
    rf"|[正腊冬闰{_NUMERAL}]{{1,3}}月(?:初|十|廿|二十|三十)[{_NUMERAL}]?|第?\s*[A-Za-z]?(?:\d{{1,3}}|[{_NUMERAL}]{{1,3}})\s*版"
    r"|版次?\s*[:：]\s*[A-Za-z]?\d{1,3}|(?:今日|本期|共)\s*\d{1,3}\s*版|(?:总第|第|总)\s*\d{1,6}\s*[期号]|国内统一(?:连续出版物|刊)号?|邮发代号"
    r"|CN\s?\d\d[-—]\d{4}|\d{1,3}[-—]\d{1,3}(?!\d)"
)
_PAPER = re.compile(r"[\u3400-\u9fff]{1,10}(?:日报|晚报|早报|晨报|午报|时报|商报|导报|周报|周刊|报)(?:社|网)?")
_LABEL = re.compile(
    r"要闻|综合|新闻|国内|国际|时政|社会|经济|财经|文化|体育|教育|健康|副刊|专题|专版|评论|理论|公告|广告|导读|头版|本市|本地|民生|生活|科技|工会|视点|关注|聚焦|焦点|深度|特刊|周刊|文艺|读书|法治|天下|报眼|版面?|主办|出版"
    r"|文体|体坛|卫生|旅游|县区|镇街|乡村|农业|三农|政法|法制|房产|汽车|金融|产业|能源|军事|区域|生态|人才|青年|校园|艺术|娱乐|影像|服务|资讯|时事|观点|调查|广角"
)
_PAGE_NAME = r"(?:[\u3400-\u9fff]{2,5}|[\u3400-\u9fff] [\u3400-\u9fff])"
_PAGE_NAMES = rf"{_PAGE_NAME}(?:(?:\s*[·•・|/]\s*|\s+){_PAGE_NAME}){{0,2}}"
_PAGE_HEAD = re.compile(
    rf"(?:[A-Za-z]\d{{1,2}}\s*|\d{{1,2}}\s+){_PAGE_NAMES}"
    rf"|{_PAGE_NAMES}\s*(?:[A-Za-z]|(?<=\s))\d{{1,2}}"
)
_WEATHER = re.compile(
    r"\W*(?:今[日天]|明[日天]|今晚|本市)?(?:天气|气象)(?:预报)?\W.{0,60}(?:℃|°C|度|级).{0,20}", re.IGNORECASE
)
_BARE_PAGE = re.compile(r"[-—·\s]*第?\s*[A-Za-z]?\d{1,3}\s*版?[-—·\s]*$")


def furniture_of(kind: str, words: Traced) -> list[Furniture]:
    """The furniture that a text of the page is."""
    return [Furniture(kind, raw, raw + length) for _, raw, length in words.spans]


def _rest(text: str, *patterns: re.Pattern[str]) -> str:
    for pattern in patterns:
        text = pattern.sub(" ", text)
    return re.sub(r"[\W_]+", "", text)


def is_editors(text: str) -> bool:
    """Whether a line names the page's editors or how to reach them: `责任编辑：甲 美编：乙 校对：丙`."""
    if len(text) > 160 or re.search(r"[。！？]", text):
        return False
    labels = _EDITORS.findall(text)
    if not labels or re.match(r"编辑同志", text):
        return False
    bare = re.sub(rf"^{_PAPER.pattern}\s+", "", text.lstrip("□■●◆ "))
    starts = bool(_EDITORS.match(bare) or _EDITORS.match(bare.lstrip("本报刊网 ")))
    rest = _rest(text, _EDITORS, _CONTACT, _PAPER)
    named = bool(re.match(r"\W*(?:责任|本版|值班|执行)?编辑|\W*[责美]编", bare))
    return starts and len(rest) <= 5 * len(labels) and (len(labels) > 1 or named or bool(_CONTACT.search(text)))


def is_mast(text: str, *, top: bool) -> bool:
    """Whether a line is a mast line: `劳动新闻 2024年5月6日 星期一 第3版`, its editors named in it or not.

    A date that stands alone, the weather and a page's name with its number (`社会 · 教育 6`) are one only at the top of a
    page: elsewhere they may be a notice's signature, news and a headline.

    Args:
        text: The line.
        top: Whether no article has begun above it.
    """
    if len(text) > 120 or re.search(r"[。！？，；“”《》]", text):
        return False
    plain = unicodedata.normalize("NFKC", text)
    if top and _WEATHER.fullmatch(plain):
        return True
    signs = _MAST.findall(plain)
    if not signs:
        return top and (bool(_BARE_PAGE.match(plain) or _PAGE_HEAD.fullmatch(plain)) or _is_paper(plain))
    issue = issue_of_mast(plain)
    if issue == Issue() and len(signs) < 2:
        return False
    spare = (6 if issue.date and issue.number else 3) + (3 * len(_EDITORS.findall(plain)) if issue.date else 0)
    if len(_rest(plain, _MAST, _EDITORS, _CONTACT, _PAPER, _LABEL)) > spare:
        return False
    return top or bool(issue.number) or "星期" in plain


def is_page_name(text: str) -> bool:
    """Whether a line is made of the names that pages bear and of nothing else: `文化 · 体育`."""
    return len(text) <= 12 and bool(text) and not _rest(text, _LABEL)


def is_motto(text: str) -> bool:
    """Whether a line is two phrases of the same length and nothing else, as papers print above a page: `城里的事　晚报知道`."""
    halves = text.split()
    return len(halves) == 2 and 4 <= len(halves[0]) == len(halves[1]) <= 8 and all(half.isalpha() for half in halves)


def _is_paper(text: str) -> bool:
    """Whether a line is a paper's name, with its spelling in Latin letters or not, or the first half of a date."""
    name = re.sub(r"[A-Za-z\s]+", "", text)
    return len(name) <= 12 and bool(_PAPER.fullmatch(name) or re.fullmatch(r"\d{4}年\d{1,2}月", name))


def continuation(text: str) -> tuple[int, int]:
    """Where the words of a line begin and end between its continuation marks.

    Example:
        ``（上接第1版）会议指出，…`` gives 7 and its length; ``…（下转第3版）`` gives 0 and the place of the bracket.
    """
    start, end = 0, len(text)
    if match := _CONTINUES.match(text):
        bracketed = text[0] in "（(【[▲△▶"
        if bracketed or match.end() == len(text) or (_FROM.match(text) and text[match.end()] in " \u3000"):
            start = match.end()
    for match in _CONTINUES.finditer(text, max(start, len(text) - 60)):
        if match.end() == len(text) and (text[match.start()] in "（(【[▲△▶" or text[match.start() - 1] in "。！？”…"):
            end = match.start()
    return start, max(start, end)


def goes_on_from(mark: str) -> bool:
    """Whether a continuation mark says that its article began on another page: `（上接第1版）`."""
    return bool(_FROM.match(mark))
