"""The whole of it: the seed pages are taken in, served by the command, asked in a browser, and stopped."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]


def wenbao(archive: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "ui.cli", "--archive", str(archive), *words]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over the seeds; it must end without a word when it is interrupted."""
    archive = tmp_path_factory.mktemp("served") / "archive"
    log = archive.parent / "log.txt"
    subprocess.run(wenbao(archive, "update", str(ROOT / "seeds")), cwd=ROOT, check=True, capture_output=True)
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = str(door.getsockname()[1])
    with (
        log.open("w") as errors,
        subprocess.Popen(
            wenbao(archive, "serve", "--port", port),
            cwd=ROOT,
            env=os.environ | {"PYTHONUTF8": "1"},
            stdout=subprocess.PIPE,
            stderr=errors,
            encoding="utf-8",
        ) as server,
    ):
        assert server.stdout
        try:
            said = server.stdout.readline()
            assert port in said, log.read_text(encoding="utf-8")
            yield f"http://127.0.0.1:{port}"
            server.send_signal(signal.SIGINT)
            assert server.wait(60) == 0
        finally:
            server.kill()
    assert "Traceback" not in log.read_text(encoding="utf-8")


@pytest.fixture
def page(context: BrowserContext, served: str) -> Page:
    page = context.new_page()
    page.goto(served)
    page.locator("html[data-wenbao=ready]").wait_for()
    return page


def ask(page: Page, question: str) -> None:
    page.locator("#wenbao-question textarea").fill(question)
    page.get_by_role("button", name="提问").click()


def test_the_seeds_are_asked_and_the_quoted_words_are_seen_in_the_article(page: Page) -> None:
    expect(page.locator(".held")).to_contain_text("馆藏 5 版")
    ask(page, "新浪一共捐助了多少个爱心图书室？")
    expect(page.locator(".turn .short")).to_contain_text("15个")
    page.locator(".turn .cite").first.click()
    mark = page.locator("#wenbao-clip mark", has_text="15个").first
    expect(mark).to_be_visible()
    expect(mark).to_be_in_viewport()


def test_what_the_seeds_do_not_hold_is_declined(page: Page) -> None:
    ask(page, "怎样做红烧肉？")
    expect(page.locator(".turn .declined")).not_to_be_empty()
    expect(page.locator(".turn .cite")).to_have_count(0)
    expect(page.locator(".turn")).not_to_contain_text("[1]")
