"""Spans tidied, judged and put in order."""

from collections.abc import Callable, Sequence

import pytest

from qa.judge import Judge
from qa.question import understand
from qa.read import JudgedReader, parts, tidy
from qa.records import Passage
from qa.spans import PassageReading, Span

Make = Callable[..., Passage]


class Fixed:
    """A span model that always proposes the same."""

    def __init__(self, *readings: PassageReading) -> None:
        self.readings = list(readings)

    def read(
        self, question: str, passages: Sequence[str], *, title: Sequence[str] | None = None
    ) -> list[PassageReading]:
        return self.readings[: len(passages)]


@pytest.mark.parametrize(
    ("body", "span", "kind", "expected"),
    [
        ("捐助了15个新浪爱心图书室", "15", "number", "15个"),
        ("共计7700余份方便食品", "7700", "number", "7700余份"),
        ("参与规模超过5000人次，受到", "5000", "number", "5000人次"),
        ("占比60%以上，在", "60%", "number", "60%"),
        ("按照“应入尽入”原则", "“应入尽入", "other", "应入尽入"),
        ("按照“应入尽入”原则", "应入尽入”", "other", "应入尽入"),
        ("以“情系亦庄”为主题", "“情系亦庄”", "other", "“情系亦庄”"),
        ("，牛奶、油等，", "，牛奶、油等，", "other", "牛奶、油等"),
    ],
)
def test_spans_are_tidied(body: str, span: str, kind: str, expected: str) -> None:
    start = body.index(span)
    assert body[slice(*tidy(body, start, start + len(span), kind))] == expected


def test_each_figure_of_a_span_with_several_is_a_part() -> None:
    body = "每组评出一等奖1名、二等奖2名。"
    assert [body[slice(*part)] for part in parts(body, 0, len(body), "number")] == ["1名", "2名"]
    assert parts(body, 0, len(body), "person") == []


def test_a_figure_is_never_cut() -> None:
    body = "捐助了1000余个图书室"
    start = body.index("00余")
    assert body[slice(*tidy(body, start, start + 3, "number"))] == "1000余个"


def test_the_surest_reading_comes_first_and_lies_in_its_passage(passage: Make) -> None:
    good = passage("新浪捐助了15个图书室，在延庆区。", "新浪捐书", id="a:01", bm25=8.0)
    poor = passage("邮政送去7700余份食品。", "邮政慰问", id="b:01", bm25=2.0)
    model = Fixed(PassageReading(4.0, (Span(5, 7, 12.0),)), PassageReading(-4.0, (Span(4, 9, 3.0),)))
    readings = JudgedReader(model, Judge()).read(understand("新浪捐助了多少个图书室？"), [good, poor])
    assert [reading.text for reading in readings] == ["15个", "7700余份"]
    assert readings[0].confidence > readings[1].confidence


def test_the_same_span_of_two_overlapping_chunks_is_one_candidate(passage: Make) -> None:
    one = passage("新浪捐助了15个图书室。", id="a:01")
    reading = PassageReading(1.0, (Span(5, 8, 1.0),))
    assert len(JudgedReader(Fixed(reading, reading), Judge()).read(understand("多少个？"), [one, one])) == 1


def test_no_passage_is_no_reading() -> None:
    assert JudgedReader(Fixed(), Judge()).read(understand("多少个？"), []) == []
