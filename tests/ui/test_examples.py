"""The questions that the page begins with."""

from index.records import Article, Credit, Page
from ui.examples import SHOWN, examples, proposals
from ui.wiring import Desk


def test_each_example_is_answered_by_the_archive(desk: Desk) -> None:
    shown = examples(desk)
    assert 2 <= len(shown) <= SHOWN
    assert all(desk.ask(question).found for question in shown)


def test_titles_reporters_and_headlines_are_asked_for() -> None:
    page = Page("p", "p.txt", "0" * 64, "")
    article = Article(
        "p:01", "p", 1, "南溪办比赛", "活动开始。南溪区总工会主席林安表示，要办好。", credits=(Credit("丁一", "记者"),)
    )
    second = Article("p:02", "p", 2, "东湖修路", "路修好了。", credits=(Credit("丁一", "记者"),))
    assert list(proposals([(article, page), (second, page)])) == [
        "南溪区总工会主席是谁？",
        "记者丁一写了哪些报道？",
        "《东湖修路》是谁写的？",
    ]


def test_an_empty_archive_has_no_example() -> None:
    assert list(proposals([])) == []
