"""Every sentence that people are shown, in Chinese: constants, and functions where a number or a name goes in.

Nothing here is escaped; `ui/render.py` does that.
"""

from __future__ import annotations

from datetime import date

TITLE = "问报"
MOTTO = "问报纸的档案，答案一字不改，出处一点就到。"

GREETING = "想查什么？"
GREETING_MORE = "用大白话问就行。答案都是报上的原话，点 [1] 看原文。"
EXAMPLES = "可以这样问"
QUESTION = "问题"
PLACEHOLDER = "输入问题，按回车发送"
ASK = "提问"
FRESH = "新话题"
LOG = "问答记录"
ASKED = "您问"
ANSWERED = "问报答"
SEARCHING = "正在查找…"

ANYTIME = "不限时间，再找一次"
ASKED_ANYTIME = "不限时间"
ASK_OTHERWISE = "换个说法再问问看：只写人名、地名或单位名，或者换一个更常用的词。"
CAN_ASK = "这里能查的是报上登过的事：谁、哪里、多少、什么时候，有哪些报道，谁写的。"

QUOTES = "报上原话"
SOURCES = "出处"
RELATED = "可能相关"
NO_HEADLINE = "（无标题）"

EXPLAINED = "查找过程"
RANKING = "最相关的文章，数字越大越相关"
READ_AS = "查找的话"
KIND = "想知道"
PERIOD = "时间"
NAMES = "专名"
TERMS = "词语"
WIDENED = "一并查找"
SURE = "把握"
SECONDS = "用时"
KINDS = {
    "person": "人",
    "place": "地点",
    "organisation": "单位",
    "number": "数量",
    "time": "时间",
    "reason": "原因或做法",
    "definition": "是什么意思",
    "yesno": "是不是",
    "list": "有哪些报道",
    "count": "有多少篇报道",
    "byline": "谁写的，写了什么",
    "summary": "文章大意",
    "latest": "最新的报道",
    "page": "在哪一版",
    "chat": "闲聊",
    "other": "不限",
}
FOUND_BY = {"bm25": "字词相同", "cosine": "意思相近"}

CLIPPING = "原文"
CLIPPING_TEXT = "原文内容，可上下滚动"
CLOSE = "关闭原文"
NO_DATE = "日期不详"

FAILED = "出了点意外，这个问题没能查完。请再问一次；若还是这样，请告诉管理员。"
DISCONNECTED = "与问报的连接断开了，请刷新页面再试。"
GONE = "这篇文章打不开：档案里没有它，或已更新。请重新提问。"


def holdings(pages: int, articles: int, first: date | None, last: date | None) -> str:
    """What the archive holds: `馆藏 5 版 30 篇，2023年1月4日至2023年2月1日`."""
    if not pages:
        return "馆藏还是空的"
    held = f"馆藏 {pages:,} 版 {articles:,} 篇"
    if first is None or last is None:
        return held
    return f"{held}，{day(first)}" + ("" if first == last else f"至{day(last)}")


def day(value: date) -> str:
    """A date as newspapers print it: `2023年1月4日`."""
    return f"{value.year}年{value.month}月{value.day}日"


def page_number(number: int) -> str:
    """`第3版`."""
    return f"第{number}版"


def completed(text: str) -> str:
    """How a question was read where it was completed from the talk: `理解为：远山捐助了多少个书屋？`."""
    return f"理解为：{text}"


def days(first: date, last: date) -> str:
    """`2023-01-01 至 2023-03-31`; one day alone is said once."""
    return first.isoformat() if first == last else f"{first.isoformat()} 至 {last.isoformat()}"


def within(first: date, last: date) -> str:
    """The days that are searched: `按 2023-01-01 至 2023-03-31 查找`."""
    return f"按 {days(first, last)} 查找"


def meant(question: str) -> str:
    """Did you mean: `您要找的是“林安是谁？”吗？`."""
    return f"您要找的是“{question}”吗？"


def seconds(value: float) -> str:
    """`0.17 秒`."""
    return f"{value:.2f} 秒"


def open_source(number: int, headline: str) -> str:
    """The name of a [n] for those who do not see it; it begins with the words on it."""
    return f"[{number}] 看原文：{headline}"


def open_related(headline: str) -> str:
    """The name of a related article's button; it begins with the words on it."""
    return f"{headline} 看原文"


def credit(name: str, role: str) -> str:
    """`记者 丁一`; a role may be empty."""
    return f"{role} {name}".strip()


def from_file(source: str) -> str:
    """`文件 2023-01-04_03.txt`."""
    return f"文件 {source}"


def serving(url: str) -> str:
    """What `wenbao serve` prints once the page answers."""
    return f"问报已开：{url}（按 Ctrl-C 停下）"


def port_taken(host: str, port: int) -> str:
    """What `wenbao serve` says when it cannot listen."""
    return f"{host} 的端口 {port} 用不了（多半已被占用），请换一个，如 --port {port + 1}"


def who_is(title: str) -> str:
    """An example question: `南溪区总工会主席是谁？`."""
    return f"{title}是谁？"


def what_wrote(name: str) -> str:
    """An example question: `记者丁一写了哪些报道？`."""
    return f"记者{name}写了哪些报道？"


def who_wrote(headline: str) -> str:
    """An example question: `《市总工会慰问职工》是谁写的？`."""
    return f"《{headline}》是谁写的？"
