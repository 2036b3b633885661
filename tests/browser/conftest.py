"""A real server over a few hand-made articles, and Debian's Chromium before it."""

from __future__ import annotations

import asyncio
import faulthandler
import shutil
import socket
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from index import records
from index.errors import QuestionError
from qa.cite import quoted
from qa.records import Answer, Citation, Passage, Period, Question, Term, Turn

SEEDS = Path(__file__).parents[2] / "seeds"
FLAGS = "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync"
HOSTILE = '<script>window.hit=1</script><img src=x onerror="window.hit=2">${window.hit=3}{{hit}}[点](javascript:hit)$$x$$\u202e逆'
expect.set_options(timeout=90_000)  # a busy machine is slow, not wrong
DECLINED = "档案里没有找到能回答这个问题的内容。"
WINTER = Period("去年冬天", date(2022, 12, 1), date(2023, 2, 28))
NOS = {"不知": "nothing", "没登": "unsaid", "三年前": "unheld", "天气": "foreign"}
"""The word of a question for which the small desk gives each honest no."""


@dataclass(frozen=True)
class Held:
    pages: int = 2
    articles: int = 3
    first: date | None = date(2023, 1, 4)
    last: date | None = date(2023, 1, 5)


def _seed() -> str:
    """The article about the reading rooms, cut from the seed page by its headline."""
    text = next(SEEDS.glob("000*.txt")).read_text(encoding="utf-8")
    lines = [
        line.strip() for line in text.split("新浪集团工会用爱心点亮乡村儿童阅读梦")[1].splitlines() if line.strip()
    ]
    last = next(at for at, line in enumerate(lines) if "惠及1万多名学生" in line)
    return "\n".join(lines[: last + 1])


class SmallDesk:
    """Answers a few questions over three articles; the records are real, only the finding is by hand."""

    def __init__(self) -> None:
        text = "（整版）"
        self.page = records.Page("p1", "2023-01-04_03.txt", "0" * 64, text, date(2023, 1, 4), 3, paper="劳动午报")
        self.bare = records.Page("p2", "无名.txt", "1" * 64, text)
        self.articles = {
            "p1-2": records.Article(
                "p1-2",
                "p1",
                2,
                "新浪集团工会用爱心点亮乡村儿童阅读梦",
                _seed(),
                kicker="捐资助学",
                section="工会新闻",
                byline="本报讯（记者 陈曦）",
                credits=(records.Credit("陈曦", "记者"),),
            ),
            "p1-1": records.Article(
                "p1-1",
                "p1",
                1,
                "市总工会赴延庆区调研慰问一线职工",
                "北京市总工会党组书记、副主席张良带队赴延庆区。\n暖心驿站总面积约144.62平方米。",
                byline="本报讯（记者 马超）",
                credits=(records.Credit("马超", "记者"),),
            ),
            "p2-1": records.Article(
                "p2-1", "p2", 1, HOSTILE, f"开头。{HOSTILE}结尾。\n第二段{HOSTILE}", kicker=HOSTILE
            ),
        }
        self.waiting = threading.Event()
        self.release = threading.Event()
        self.asked: list[tuple[str, list[Turn], bool]] = []

    def counts(self) -> Held:
        return Held()

    def article(self, id: str) -> tuple[records.Article, records.Page] | None:
        article = self.articles.get(id)
        return article and (article, self.page if article.page_id == "p1" else self.bare)

    def worded(self, answer: Answer) -> Iterator[Answer]:
        yield from ()

    def ask(self, question: str, history: Sequence[Turn], *, anytime: bool = False) -> Answer:
        self.asked.append((question, list(history), anytime))
        if len(question) > 500:
            raise QuestionError(f"问题有 {len(question)} 个字，最多 500 个。请只写问题本身。")
        if "慢" in question:
            self.waiting.set()
            self.release.wait(60)
        if "坏" in question:
            raise RuntimeError("boom")
        answer = self._answer(question)
        period = None if anytime else WINTER
        if "去年冬天" in question or answer.why == "unheld":
            return replace(answer, question=replace(answer.question, period=period))
        return answer

    def _answer(self, question: str) -> Answer:
        if "图书室" in question:
            return self._found(question, "p1-2", "15个", "自2018年起", "惠及1万多名学生。")
        if question.startswith("那"):
            read = "暖心驿站的面积，去年冬天呢？"
            return self._found(question, "p1-1", "144.62平方米", "暖心驿站", "平方米。", read)
        if "驿站" in question:
            return self._found(question, "p1-1", "144.62平方米", "暖心驿站", "平方米。")
        if "逆" in question:
            return self._found(question, "p2-1", HOSTILE[:8], "开头", "结尾。")
        why = next((why for word, why in NOS.items() if word in question), "unsaid")
        meant = "张良去了哪里？" if "张亮" in question else ""
        asked = Question(question, question, "place" if meant else "other")
        return Answer(asked, False, "", DECLINED, passages=self._passages(), seconds=0.14, why=why, suggestion=meant)

    def _found(self, question: str, id: str, short: str, first: str, last: str, read: str = "") -> Answer:
        held = self.article(id)
        assert held
        article, page = held
        start = article.body.index(first)
        end = article.body.index(last, start) + len(last)
        cited = (Citation(1, article, page, start, end),)
        asked = Question(
            question,
            read or question,
            "number",
            "个",
            terms=(Term("图书室", 9.0), Term("捐助", 7.0)),
            names=("新浪",),
            widened={"图书室": ("书屋", "阅览室")},
        )
        text = f"{short} [1]\n\n{quoted(cited[0])}"
        steps = (("筛选", "只看 2022-12-01 至 2023-02-28 的 2 版"), ("精读", "16 段"))
        return Answer(asked, True, short, text, cited, self._passages(), 0.9, 0.17, steps=steps)

    def _passages(self) -> tuple[Passage, ...]:
        held = [(article, self.article(id)) for id, article in self.articles.items()]
        return tuple(
            Passage(
                records.Chunk(f"{article.id}-1", article.id, 0, 10),
                article,
                pair[1],
                {"bm25": 9.0 - at, "cosine": 0.6, "fused": 0.5, "relevance": 1.8 - at / 2},
            )
            for at, (article, pair) in enumerate(held)
            if pair
        )


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("no chromium here: apt-get install chromium fonts-noto-cjk", pytrace=False)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS.split())
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def desk() -> SmallDesk:
    return SmallDesk()


@pytest.fixture(scope="session")
def address(desk: SmallDesk) -> Iterator[str]:
    """The page over the small desk, served for real on a free port."""
    from ui.serve import Server, application

    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()  # whoever comes before the server is up waits for it
        server = Server(
            uvicorn.Config(
                application(desk, examples=["新浪一共捐助了多少个爱心图书室？"]),
                log_level="warning",
                timeout_graceful_shutdown=1,
            )
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
        desk.release.set()
        server.should_exit = True
        thread.join(timeout=10)
        if thread.is_alive():
            faulthandler.dump_traceback()
            for task in asyncio.all_tasks(server.servers[0].get_loop()):
                task.print_stack()
            pytest.fail("the server does not end; what it still does is told above", pytrace=False)


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="en-US")
    context.set_default_timeout(90_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    page.locator("html[data-wenbao=ready]").wait_for()
    return page
