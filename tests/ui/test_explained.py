"""How an answer was found, on the page and in the terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.ui.shown import ASKED, FOUND, Seen, explained
from ui import words_zh as words
from ui.explained import SHOWN, explained_html, rows
from ui.terminal import show_answer


def test_how_it_was_found_is_told_in_chinese() -> None:
    told = dict(rows(explained()))
    assert told == {
        "查找的话": "市总去年冬天去了多少家？",
        "想知道": "数量（家）",
        "时间": "去年冬天（2022-12-01 至 2023-02-28）",
        "专名": "市总",
        "词语": "冬天",
        "一并查找": "市总 → 市总工会、总工会",
        "筛选": "只看有日期的 9 篇",
        "用时": "0.17 秒",
    }


def test_a_kind_that_has_no_name_yet_is_not_shown_in_english() -> None:
    assert dict(rows(replace(FOUND, question=replace(ASKED, kind="riddle"))))["想知道"] == words.KINDS["other"]


def test_how_it_was_found_is_folded_and_names_the_first_passages_with_their_scores() -> None:
    seen = Seen(explained_html(explained()))
    assert seen.all("details") == [{"class": "explained"}]
    assert seen.inside["summary"] == ["查找过程"]
    assert [f"第{at}条1.23 · 字词相同" for at in range(SHOWN)] == seen.inside["li"]
    assert [button["data-article"] for button in seen.all("button")] == [f"x-{at}" for at in range(SHOWN)]


def test_the_terminal_tells_how_it_was_found_when_asked_to(capsys: pytest.CaptureFixture[str]) -> None:
    show_answer(explained(), explain=False)
    assert "查找过程" not in capsys.readouterr().out
    show_answer(explained(), explain=True)
    printed = capsys.readouterr().out
    assert "查找过程" in printed and "relevance" in printed and "1.23" in printed
    for what, how in rows(explained()):
        assert f"{what}：{how}" in printed
