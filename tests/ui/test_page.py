"""How the page is put together, and what it does with whatever a browser may send."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Sequence
from types import SimpleNamespace

import pytest
from starlette.testclient import TestClient

from index.errors import ArchiveError, SettingError
from index.records import Article, Page
from qa.records import Answer, Question, Turn
from ui import page as room
from ui import words_zh as words

PAPER = Page("p", "p.txt", "0", "正文。")
ARTICLE = Article("p-1", "p", 1, "题", "正文。")


class Desk:
    def worded(self, answer: Answer) -> Iterator[Answer]:
        yield from ()

    def ask(self, question: str, history: Sequence[Turn], *, anytime: bool = False) -> Answer:
        return Answer(Question(question, question), False, "", "没有。")

    def article(self, id: str) -> tuple[Article, Page] | None:
        if id == "torn":
            raise ArchiveError("档案打不开。")
        return (ARTICLE, PAPER) if id == "p-1" else None

    def counts(self) -> SimpleNamespace:
        return SimpleNamespace(pages=1, articles=1, first=None, last=None)


@pytest.mark.parametrize(
    "asked",
    [
        None,
        "p-1",
        [],
        {},
        {"article": "p-1"},
        {"article": "nothing", "start": 0, "end": 1},
        {"article": "p-1", "start": 0, "end": 10**30},
        {"article": "p-1", "start": -5, "end": 1},
        {"article": "p-1", "start": 2, "end": 1},
        {"article": "p-1", "start": "0", "end": 1},
        {"article": "p-1", "start": 0.5, "end": 1},
        {"article": ["p-1"], "start": 0, "end": 1},
        {"article": "\ud800\x00", "start": 0, "end": 1},
    ],
)
def test_a_citation_that_makes_no_sense_gets_one_calm_line(asked: object) -> None:
    shown = room._clipping(Desk(), asked)
    assert words.GONE in shown
    assert "<article" not in shown


def test_a_citation_that_is_held_gets_its_clipping() -> None:
    shown = room._clipping(Desk(), {"article": "p-1", "start": 0, "end": 2})
    assert "<mark>正文</mark>" in shown


def test_an_archive_that_cannot_be_read_says_so_in_the_panel() -> None:
    assert "档案打不开。" in room._clipping(Desk(), {"article": "torn", "start": 0, "end": 0})


def test_no_event_of_the_page_is_offered_to_programs_and_questions_run_side_by_side() -> None:
    page = room.build_page(Desk(), examples=("问一下？",))
    events = list(page.fns.values())
    assert events
    assert all(event.api_visibility == "private" for event in events)
    asking = next(event for event in events if event.name == "reply")
    assert asking.concurrency_limit == room.ASKING_AT_ONCE > 1


@pytest.mark.parametrize(
    ("sent", "taken"),
    [
        ({"question": "谁？"}, ("谁？", False)),
        ({"question": "谁？", "anytime": True}, ("谁？", True)),
        ({"question": "谁？", "anytime": "yes"}, ("谁？", False)),
        ({"question": ["谁？"], "anytime": True}, ("", False)),
        ({"anytime": True}, ("", False)),
        ("谁？", ("", False)),
        (None, ("", False)),
    ],
)
def test_only_a_button_s_own_question_is_taken_from_a_browser(sent: object, taken: tuple[str, bool]) -> None:
    assert room._chosen(SimpleNamespace(_data=sent)) == taken


def test_a_mast_over_an_archive_that_cannot_be_read_says_so() -> None:
    class Torn(Desk):
        def counts(self) -> SimpleNamespace:
            raise ArchiveError("档案打不开。")

    assert "档案打不开。" in room._head(Torn())


def test_the_served_page_is_chinese_titled_and_names_no_place_outside() -> None:
    from ui.serve import application

    with TestClient(application(Desk())) as client:
        answer = client.get("/", headers={"accept-encoding": "br, gzip"})
    assert '<html lang="zh-CN"' in answer.text
    assert "<title>问报</title>" in answer.text
    for outside in ("googleapis", "gstatic", "githubusercontent", "gradio.app", "huggingface"):
        assert outside not in answer.text
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    config = json.JSONDecoder().raw_decode(answer.text.split("window.gradio_config = ", 1)[1])[0]
    assert config["analytics_enabled"] is False
    assert config["footer_links"] == []
    assert config["run_history"] is False


def test_files_are_neither_taken_nor_given() -> None:
    from ui.serve import application

    with TestClient(application(Desk())) as client:
        assert client.get("/gradio_api/file=/etc/passwd").status_code in (403, 404)
        sent = client.post("/gradio_api/upload", files={"files": ("a.txt", b"more than a byte")})
        assert sent.status_code == 413


def test_a_port_that_is_taken_is_said_in_one_line() -> None:
    from ui.serve import serve

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SettingError, match=str(port)):
            serve(Desk(), port=port)


def test_ctrl_c_stops_the_server_without_a_traceback() -> None:
    code = (
        "import importlib.util, ui.serve\n"
        f"spec = importlib.util.spec_from_file_location('t', {__file__!r})\n"
        "t = importlib.util.module_from_spec(spec); spec.loader.exec_module(t)\n"
        "ui.serve.serve(t.Desk(), port=0)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout
        assert server.stderr
        try:
            url = server.stdout.readline().partition("：")[2].partition("（")[0]
            with urllib.request.urlopen(url, timeout=60) as answer:
                assert answer.status == 200
            server.send_signal(signal.SIGINT)
            assert server.wait(60) == 0
        finally:
            server.kill()
        assert "Traceback" not in server.stderr.read()
