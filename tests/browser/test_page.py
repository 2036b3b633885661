"""The page before a person's eyes: asked, answered, opened, read, and never a step outside."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from qa.records import Turn

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::Warning:gradio")]

READING_ROOMS = "新浪一共捐助了多少个爱心图书室？"


def ask(page: Page, question: str, *, wait: bool = True) -> None:
    page.locator("html[data-wenbao=ready]").wait_for()
    before = page.locator(".turn").count()
    page.locator("#wenbao-question textarea").fill(question)
    page.keyboard.press("Enter")
    if wait:
        expect(page.locator(".turn")).to_have_count(before + 1)
        expect(page.locator("#wenbao-send")).to_be_enabled()


def turn(page: Page, at: int = -1) -> Any:
    return page.locator(".turn").nth(at)


def open_first(page: Page) -> Any:
    turn(page).locator(".short .cite").click()
    mark = page.locator("#wenbao-clip mark").first
    expect(mark).to_be_in_viewport()
    return mark


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
    assert desk.asked[-1] == (READING_ROOMS, [Turn("红烧肉怎么做？")], False)
    ask(page, "那里呢？")
    cited = Turn(READING_ROOMS, "15个", ("新浪集团工会用爱心点亮乡村儿童阅读梦",))
    assert desk.asked[-1] == ("那里呢？", [Turn("红烧肉怎么做？"), cited], False)
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
HASTY = """
new MutationObserver((_, watch) => {
  const box = document.querySelector("#wenbao-question textarea");
  if (!box || !document.querySelector(NEEDED)) return;
  window.hasty = document.documentElement.dataset.wenbao || "early";
  watch.disconnect();
  box.value = QUESTION;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  SEND
}).observe(document, { childList: true, subtree: true });
"""


@pytest.mark.parametrize(
    ("needed", "send"),
    [
        ("textarea", 'box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));'),
        ("#wenbao-send", 'document.querySelector("#wenbao-send").click();'),
    ],
    ids=["enter", "click"],
)
def test_a_question_sent_before_the_page_is_ready_is_not_lost(
    context: BrowserContext, address: str, needed: str, send: str
) -> None:
    page = context.new_page()
    script = HASTY.replace("QUESTION", json.dumps(READING_ROOMS)).replace("NEEDED", json.dumps(needed))
    page.add_init_script(script.replace("SEND", send))
    page.goto(address)
    expect(turn(page, 0).locator(".short")).to_contain_text("15个")
    expect(page.locator(".turn")).to_have_count(1)
    assert page.evaluate("window.hasty") == "early"


def test_what_is_typed_and_sent_after_a_reload_is_answered(page: Page) -> None:
    page.reload(wait_until="commit")
    page.locator("html[data-wenbao=ready]").wait_for()
    page.locator("#wenbao-question textarea").fill(READING_ROOMS)
    page.keyboard.press("Enter")
    expect(turn(page, 0).locator(".short")).to_contain_text("15个")
    expect(page.locator(".turn")).to_have_count(1)


def test_one_visitor_waits_for_no_other_and_sees_no_other(context: BrowserContext, page: Page, desk: Any) -> None:
    other = context.new_page()
    other.goto(page.url)
    ask(page, "慢慢找的问题", wait=False)
    expect(turn(page)).to_contain_text("正在查找…")
    expect(page.locator("#wenbao-send")).to_be_disabled()
    ask(other, READING_ROOMS)
    expect(turn(other).locator(".short")).to_contain_text("15个")
    expect(turn(page)).to_contain_text("正在查找…")
    desk.release.set()
    expect(turn(page).locator(".declined")).to_be_visible()
    expect(page.locator("#wenbao-send")).to_be_enabled()
    expect(page.locator(".turn")).to_have_count(1)
    expect(other.locator(".turn")).to_have_count(1)
    other.close()


def test_a_refused_question_and_a_failure_are_one_chinese_line_each(page: Page) -> None:
    ask(page, "太长" * 300)
    expect(turn(page).locator(".failed")).to_have_text("问题有 600 个字，最多 500 个。请只写问题本身。")
    ask(page, "坏")
    expect(turn(page, 1).locator(".failed")).to_contain_text("出了点意外")
    expect(page.locator("#wenbao-log")).not_to_contain_text("boom")
    ask(page, READING_ROOMS)
    expect(turn(page, 2).locator(".short")).to_contain_text("15个")


def test_hostile_words_of_archive_and_question_do_nothing(page: Page) -> None:
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    question = (
        "逆<img src=x onerror=window.hit=4>${window.hit=5}{{constructor}}<script>window.hit=6</script>[x](javascript:1)"
    )
    ask(page, question)
    expect(turn(page).locator(".asked p")).to_have_text(question)
    expect(turn(page).locator("blockquote")).to_contain_text("<script>window.hit=1</script>")
    mark = open_first(page)
    expect(mark).to_contain_text(
        '<img src=x onerror="window.hit=2">${window.hit=3}{{hit}}[点](javascript:hit)$$x$$\ufffd逆'
    )
    expect(page.locator("#wenbao-clip h2")).to_contain_text("<script>window.hit=1</script>")
    assert page.evaluate("window.hit") is None
    assert page.locator("#wenbao-desk :is(script, img, a, iframe)").count() == 0


@pytest.mark.parametrize(
    "sent",
    [
        {"article": "nothing", "start": 0, "end": 1},
        {"article": "p1-1", "start": 0, "end": 10**12},
        {"article": ["p1-1"], "start": "x", "end": None},
        {"article": "../../etc/passwd\x00", "start": -1, "end": 1},
        "p1-1",
        None,
    ],
)
def test_a_forged_citation_gets_one_calm_line(page: Page, sent: object) -> None:
    def forge(route: Route) -> None:
        body = json.loads(route.request.post_data or "{}")
        if isinstance(body.get("event_data"), dict) and "article" in body["event_data"]:
            body["event_data"] = sent
        route.continue_(post_data=json.dumps(body))

    ask(page, READING_ROOMS)
    expect(turn(page).locator(".short")).to_contain_text("15个")
    page.route("**/queue/join*", forge)
    turn(page).locator(".short .cite").click()
    expect(page.locator("#wenbao-clip .failed")).to_contain_text("这篇文章打不开")


def test_a_lost_server_is_told_in_chinese(page: Page) -> None:
    ask(page, READING_ROOMS)
    expect(turn(page).locator(".short")).to_contain_text("15个")
    page.route("**/gradio_api/**", lambda route: route.abort())
    ask(page, "暖心驿站多大？", wait=False)
    expect(page.locator("#wenbao-notice")).to_have_text("与问报的连接断开了，请刷新页面再试。")
    expect(page.locator("#wenbao-notice")).to_be_visible()
    expect(page.locator(".toast-wrap")).to_be_hidden()


def test_nothing_is_asked_of_any_place_outside(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    places: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: places.append(request.url))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    ask(page, READING_ROOMS)
    expect(turn(page).locator(".short")).to_contain_text("15个")
    open_first(page)
    assert places
    assert [url for url in places if not url.startswith((address, "data:", "blob:"))] == []
    assert complaints == []
    assert (
        page.evaluate("[...document.fonts].filter((face) => face.status === 'loaded').map((face) => face.family)") == []
    )


def test_everything_that_is_read_is_chinese(page: Page) -> None:
    expect(page).to_have_title("问报")
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(page.locator(".held")).to_have_text("馆藏 2 版 3 篇，2023年1月4日至2023年1月5日")
    ask(page, READING_ROOMS)
    expect(turn(page).locator(".short")).to_contain_text("15个")
    open_first(page)
    spoken = page.locator("body").aria_snapshot()
    named = re.findall(r"[A-Za-z]{3,}", page.locator("body").inner_text())
    assert set(named) <= {"txt"}
    assert not re.search(r"Loading|Textbox|Gradio|Submit|Settings|API", spoken)


LOOKS: list[tuple[str, dict[str, Any]]] = [
    ("desk", {"viewport": {"width": 1280, "height": 800}}),
    ("wide", {"viewport": {"width": 1920, "height": 1080}}),
    ("phone", {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}),
    ("dark", {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"}),
]


@pytest.mark.parametrize("look", [look for _, look in LOOKS], ids=[name for name, _ in LOOKS])
def test_it_fits_and_is_accessible_on_every_screen(chromium: Browser, address: str, look: dict[str, Any]) -> None:
    context = chromium.new_context(**look)
    page = context.new_page()
    page.goto(address)
    expect(page.locator(".example").first).to_be_visible()
    audit(page)
    ask(page, READING_ROOMS)
    expect(turn(page).locator(".short")).to_contain_text("15个")
    ask(page, "怎样做红烧肉？")
    expect(turn(page).locator(".declined")).to_be_visible()
    turn(page).locator("summary").click()
    expect(turn(page).locator("dl")).to_be_visible()
    ask(page, "那去年冬天呢？")
    expect(turn(page).locator(".chip")).to_be_visible()
    audit(page)
    for word in ("不知", "三年前", "天气", "张亮"):
        ask(page, f"{word}？")
        expect(turn(page).locator(".declined")).to_be_visible()
        audit(page)
    turn(page, 0).locator(".short .cite").click()
    expect(page.locator("#wenbao-clip mark")).to_be_in_viewport()
    audit(page)
    page.get_by_role("button", name="关闭原文").click()
    expect(page.locator("#wenbao-clip")).to_be_hidden()
    expect(page.locator("#wenbao-question textarea")).to_be_in_viewport()
    context.close()


def audit(page: Page) -> None:
    """Nothing sticks out sideways, and axe finds nothing serious."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    found = Axe().run(page).response["violations"]
    grave = [
        (rule["id"], [node["html"][:160] for node in rule["nodes"]])
        for rule in found
        if rule["impact"] in ("serious", "critical")
    ]
    assert grave == []
