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

QUOTES = "报上原话"
SOURCES = "出处"
RELATED = "可能相关"
NO_HEADLINE = "（无标题）"

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
    """What a follow-up question was searched as: `按“远山捐助了多少个书屋”查找`."""
    return f"按“{text}”查找"


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
