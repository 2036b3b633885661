"""The page before a person's eyes: asked, answered, opened, read."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from qa.records import Turn
from tests.browser.asking import READING_ROOMS, ask, open_first, turn

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::Warning:gradio")]


def test_a_citation_opens_its_article_with_the_quoted_words_marked_and_in_view(page: Page) -> None:
    ask(page, READING_ROOMS)
    expect(turn(page).locator(".short")).to_have_text("15个 [1]")
    mark = open_first(page)
    expect(mark).to_contain_text("捐助了15个新浪爱心图书室")
    clip = page.locator("#wenbao-clip")
    for words in ("捐资助学", "记者 陈曦", "2023年1月4日", "第3版", "文件 2023-01-04_03.txt"):
        expect(clip).to_contain_text(words)
    expect(clip.get_by_role("heading")).to_have_text("新浪集团工会用爱心点亮乡村儿童阅读梦")
    expect(clip.get_by_role("heading")).to_be_focused()


def test_what_is_not_held_is_declined_and_near_articles_are_offered(page: Page) -> None:
    ask(page, "怎样做红烧肉？")
    expect(turn(page).locator(".declined")).to_have_text("档案里没有找到能回答这个问题的内容。")
    expect(turn(page)).to_contain_text("可能相关")
    expect(turn(page).locator(".cite")).to_have_count(0)
    turn(page).get_by_role("button", name="市总工会赴延庆区调研慰问一线职工").click()
    expect(page.locator("#wenbao-clip h2")).to_have_text("市总工会赴延庆区调研慰问一线职工")
    expect(page.locator("#wenbao-clip mark")).to_have_count(0)


def test_an_example_is_asked_by_a_click(page: Page) -> None:
    page.locator(".example", has_text="图书室").click()
    expect(turn(page).locator(".short")).to_contain_text("15个")
    expect(page.locator(".greeting")).to_have_count(0)


def test_citations_of_earlier_turns_still_open(page: Page) -> None:
    ask(page, READING_ROOMS)
    expect(turn(page, 0).locator(".short")).to_contain_text("15个")
    ask(page, "暖心驿站多大？")
    expect(turn(page, 1).locator(".short")).to_contain_text("144.62平方米")
    open_first(page)
    expect(page.locator("#wenbao-clip h2")).to_contain_text("延庆区")
    turn(page, 0).locator("blockquote .cite").click()
    expect(page.locator("#wenbao-clip h2")).to_contain_text("新浪")
    expect(page.locator("#wenbao-clip mark")).to_be_in_viewport()


def test_escape_closes_the_clipping_and_gives_the_focus_back(page: Page) -> None:
    ask(page, READING_ROOMS)
    cite = turn(page).locator(".short .cite")
    cite.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#wenbao-clip h2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#wenbao-clip")).to_be_hidden()
    expect(cite).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#wenbao-clip mark")).to_be_in_viewport()


def test_citations_are_reached_by_tab_and_name_their_article(page: Page) -> None:
    ask(page, READING_ROOMS)
    cite = turn(page).locator(".short .cite")
    expect(cite).to_have_accessible_name("[1] 看原文：新浪集团工会用爱心点亮乡村儿童阅读梦")
    page.locator("#wenbao-log").focus()
    page.keyboard.press("Tab")
    expect(cite).to_be_focused()


def test_shift_enter_breaks_the_line_and_enter_sends(page: Page) -> None:
    box = page.locator("#wenbao-question textarea")
    box.fill("暖心驿站")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("多大？")
    expect(box).to_have_value("暖心驿站\n多大？")
    expect(page.locator(".turn")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(turn(page).locator(".asked p")).to_have_text("暖心驿站 多大？")
    expect(box).to_have_value("")


def test_enter_that_picks_a_word_of_the_input_method_does_not_send(page: Page) -> None:
    box = page.locator("#wenbao-question textarea")
    box.fill("暖心驿站")
    box.dispatch_event("keydown", {"key": "Enter", "isComposing": True, "bubbles": True})
    ask(page, READING_ROOMS)
    expect(turn(page).locator(".short")).to_contain_text("15个")
    expect(page.locator(".turn")).to_have_count(1)


def test_earlier_questions_go_along_and_a_new_topic_forgets_them(page: Page, desk: Any) -> None:
    for question in ("红烧肉怎么做？", "太长" * 300, READING_ROOMS):
        ask(page, question)
    expect(turn(page).locator(".short")).to_contain_text("15个")
    declined = Turn("红烧肉怎么做？", shown=("p1-2", "p1-1", "p2-1"))
    assert desk.asked[-1] == (READING_ROOMS, [declined], False)
    ask(page, "那里呢？")
    question, (before, cited), anytime = desk.asked[-1]
    assert (question, before, anytime) == ("那里呢？", declined, False)
    headline = "新浪集团工会用爱心点亮乡村儿童阅读梦"
    assert (cited.question, cited.answer, cited.headlines) == (READING_ROOMS, "15个", (headline,))
    assert len(cited.articles) == 1
    page.locator("#wenbao-fresh").click()
    expect(page.locator(".greeting")).to_be_visible()
    ask(page, "暖心驿站多大？")
    expect(turn(page).locator(".short")).to_contain_text("144.62")
    assert desk.asked[-1] == ("暖心驿站多大？", [], False)


def test_a_period_is_taken_away_by_its_button_and_the_draft_stays(page: Page, desk: Any) -> None:
    ask(page, READING_ROOMS)
    ask(page, "那去年冬天呢？")
    expect(turn(page).locator(".completed")).to_have_text("理解为：暖心驿站的面积，去年冬天呢？")
    expect(turn(page).locator(".chip")).to_contain_text("按 2022-12-01 至 2023-02-28 查找")
    before = desk.asked[-1]
    page.locator("#wenbao-question textarea").fill("写了一半")
    turn(page).get_by_role("button", name="不限时间，再找一次").click()
    expect(page.locator(".turn")).to_have_count(3)
    expect(turn(page).locator(".short")).to_be_visible()
    expect(turn(page).locator(".chip")).to_have_count(0)
    expect(turn(page).locator(".asked")).to_contain_text("不限时间")
    assert desk.asked[-1] == (*before[:2], True)
    expect(page.locator("#wenbao-question textarea")).to_have_value("写了一半")


def test_what_may_have_been_meant_is_asked_by_a_click(page: Page, desk: Any) -> None:
    ask(page, "张亮去了哪里？")
    turn(page).get_by_role("button", name="您要找的是“张良去了哪里？”吗？").click()
    expect(page.locator(".turn")).to_have_count(2)
    expect(turn(page).locator(".asked p")).to_have_text("张良去了哪里？")
    assert desk.asked[-1][0] == "张良去了哪里？"


def test_how_it_was_found_is_unfolded_by_keyboard_and_stays_so(page: Page) -> None:
    ask(page, READING_ROOMS)
    details = turn(page).locator("details")
    told = details.get_by_text("图书室 → 书屋、阅览室")
    expect(told).to_be_hidden()
    details.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(told).to_be_visible()
    ask(page, "暖心驿站多大？")
    expect(turn(page, 0).get_by_text("图书室 → 书屋、阅览室")).to_be_visible()
    expect(turn(page, 1).locator("dl")).to_be_hidden()
    page.locator("#wenbao-log summary").first.click()
    ask(page, READING_ROOMS)
    expect(told).to_be_hidden()


# As soon as there is something to send with, and no later: the events of the page are not bound yet.
