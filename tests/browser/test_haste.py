"""No question of a hasty visitor is lost: sent before the page is ready, while another is sought, after a reload."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.asking import READING_ROOMS, ask, turn

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::Warning:gradio")]


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


def hasty_page(context: BrowserContext, address: str, needed: str, send: str) -> Page:
    page = context.new_page()
    script = HASTY.replace("QUESTION", json.dumps(READING_ROOMS)).replace("NEEDED", json.dumps(needed))
    page.add_init_script(script.replace("SEND", send))
    page.goto(address)
    return page


@pytest.mark.parametrize(
    ("needed", "send"),
    [
        ("textarea", 'box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));'),
        ("#wenbao-send", 'document.querySelector("#wenbao-send").click();'),
        (".example", 'document.querySelector(".example").click();'),
    ],
    ids=["enter", "click", "example"],
)
def test_a_question_sent_before_the_page_is_ready_is_not_lost(
    context: BrowserContext, address: str, needed: str, send: str
) -> None:
    page = hasty_page(context, address, needed, send)
    expect(turn(page, 0).locator(".short")).to_contain_text("15个")
    expect(page.locator(".turn")).to_have_count(1)
    assert page.evaluate("window.hasty") == "early"


def test_what_is_typed_before_the_page_is_ready_stays(context: BrowserContext, address: str) -> None:
    page = hasty_page(context, address, "textarea", "")
    page.locator("html[data-wenbao=ready]").wait_for()
    assert page.evaluate("window.hasty") == "early"
    expect(page.locator("#wenbao-question textarea")).to_have_value(READING_ROOMS)
    page.keyboard.press("Enter")
    expect(turn(page, 0).locator(".short")).to_contain_text("15个")


def test_enter_is_not_lost_while_the_talk_is_still_on_its_way(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    held: list[Route] = []
    page.route("**/assets/HTML-*.js", lambda route: held.append(route))
    page.goto(address, wait_until="commit")
    page.locator("#wenbao-question textarea").fill(READING_ROOMS)
    page.keyboard.press("Enter")
    expect(page.locator("#wenbao-log")).to_have_count(0)
    assert held
    for route in held:
        route.continue_()
    expect(turn(page, 0).locator(".short")).to_contain_text("15个")
    expect(page.locator(".turn")).to_have_count(1)


# The next question in the very moment that the button is free again, and a citation as soon as there is one.
RESTLESS = """
let sent = 0, opened = 0;
new MutationObserver(() => {
  const answered = document.querySelectorAll(".turn .short").length;
  const button = document.querySelector("#wenbao-send");
  if (answered > opened) {
    opened = answered;
    document.querySelector(".turn:last-child .short .cite").click();
  }
  if (document.documentElement.dataset.wenbao !== "ready" || button.disabled || sent > answered || sent === 6) return;
  sent += 1;
  const box = document.querySelector("#wenbao-question textarea");
  box.value = QUESTION;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
}).observe(document, { attributes: true, childList: true, subtree: true });
"""


def test_nobody_is_too_quick_for_it(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.add_init_script(RESTLESS.replace("QUESTION", json.dumps(READING_ROOMS)))
    page.goto(address)
    expect(page.locator(".turn .short")).to_have_count(6)
    expect(page.locator("#wenbao-clip mark").first).to_be_in_viewport()


def test_what_is_typed_and_sent_right_after_a_reload_is_answered(page: Page) -> None:
    page.reload(wait_until="commit")
    page.locator("#wenbao-question textarea").fill(READING_ROOMS)
    page.keyboard.press("Enter")
    expect(turn(page, 0).locator(".short")).to_contain_text("15个")
    expect(page.locator(".turn")).to_have_count(1)


def test_a_new_topic_drops_the_question_that_is_still_sought(page: Page, desk: Any) -> None:
    desk.release.clear()
    ask(page, "慢慢找的问题", wait=False)
    expect(turn(page)).to_contain_text("正在查找…")
    page.locator("#wenbao-fresh").click()
    expect(page.locator(".greeting")).to_be_visible()
    ask(page, READING_ROOMS, wait=False)
    desk.release.set()
    expect(turn(page, 0).locator(".short")).to_contain_text("15个")
    expect(page.locator(".turn")).to_have_count(1)
    assert desk.asked[-1] == (READING_ROOMS, [], False)


def test_a_question_sent_while_another_is_sought_comes_next(page: Page, desk: Any) -> None:
    desk.release.clear()
    ask(page, "慢慢找的问题", wait=False)
    expect(turn(page)).to_contain_text("正在查找…")
    ask(page, READING_ROOMS, wait=False)
    desk.release.set()
    expect(turn(page, 0).locator(".declined")).to_be_visible()
    expect(turn(page, 1).locator(".short")).to_contain_text("15个")
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator("#wenbao-question textarea")).to_have_value("")
