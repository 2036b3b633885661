"""An answer as plain text and as Markdown, in which nothing of the archive is a command or a sign."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.records import Answer, Citation
from tests.ui.shown import ARTICLE, ASKED, CITED, FOUND, PAGE, declined
from ui.plain import markdown, plain


def test_the_terminal_gets_the_text_with_numbers_then_the_sources() -> None:
    assert plain(FOUND) == (
        f"15个 [1]\n\n「{CITED.quote}」[1]\n\n出处：\n"
        "[1] 用爱心点亮阅读梦 · 记者 陈曦、通讯员 李明 · 劳动午报 · 2023年1月4日 · 第3版 · 文件 2023-01-04_03.txt"
    )


def test_the_terminal_gets_near_articles_where_nothing_is_found() -> None:
    assert plain(declined(ARTICLE)).startswith("档案里没有。\n\n可能相关：\n· 用爱心点亮阅读梦 · ")


def test_a_terminal_escape_in_a_page_does_not_reach_the_terminal() -> None:
    article = replace(ARTICLE, headline="\x1b[31m红\x07", body="\x1b[2J字")
    answer = Answer(ASKED, True, "字", "\x1b[2J字 [1]", (Citation(1, article, PAGE, 0, 5),))
    assert "\x1b" not in plain(answer)
    assert "\x07" not in plain(answer)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("*粗* _斜_ `码`", r"\*粗\* \_斜\_ \`码\`"),
        ("[点](javascript:x)", r"\[点\](javascript\:x)"),
        ("<b>&lt;", r"\<b\>\&lt;"),
        ("# 题", r"\# 题"),
        ("1. 条", r"1\. 条"),
        ("- 条", r"\- 条"),
        ("www.x.cn", r"www\.x.cn"),
        ("$x$ | ~~y~~ 3.5万", r"\$x\$ \| \~\~y\~\~ 3.5万"),
    ],
)
def test_markdown_signs_of_the_archive_are_written_as_signs(text: str, written: str) -> None:
    article = replace(ARTICLE, body=text)
    answer = Answer(ASKED, True, text, text, (Citation(1, article, PAGE, 0, len(text)),))
    assert markdown(answer).split("\n\n")[0] == written
