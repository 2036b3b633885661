"""What a visitor does on the page: asks, looks at a turn, opens a citation."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

READING_ROOMS = "新浪一共捐助了多少个爱心图书室？"


def ask(page: Page, question: str, *, wait: bool = True) -> None:
    before = page.locator(".turn").count()
    page.locator("#wenbao-question textarea").fill(question)
    page.keyboard.press("Enter")
    if wait:
        expect(page.locator(".turn")).to_have_count(before + 1)
        expect(turn(page).locator(".searching")).to_have_count(0)
        expect(page.locator("#wenbao-send")).to_be_enabled()


def turn(page: Page, at: int = -1) -> Any:
    return page.locator(".turn").nth(at)


def open_first(page: Page) -> Any:
    turn(page).locator(".short .cite").click()
    mark = page.locator("#wenbao-clip mark").first
    expect(mark).to_be_in_viewport()
    return mark
