"""The page under what may go wrong, and for everybody: other visitors, hostile words, a lost server, small screens."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.asking import READING_ROOMS, ask, open_first, turn

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::Warning:gradio")]


def test_one_visitor_waits_for_no_other_and_sees_no_other(context: BrowserContext, page: Page, desk: Any) -> None:
    desk.release.clear()
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
    page.route("**/run/predict*", forge)
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
    expect(turn(page).locator("dl")).to_be_in_viewport(ratio=0.9)
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
