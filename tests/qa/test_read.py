"""Spans tidied, judged and put in order."""

from collections.abc import Callable, Sequence

from qa.judge import Judge
from qa.question import understand
from qa.read import JudgedReader
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


def test_where_no_span_stands_out_nothing_is_believed(passage: Make) -> None:
    alike = [passage("远山捐了书屋。", id=f"{letter}:01", bm25=8.0) for letter in "abcdefgh"]
    reading = PassageReading(6.0, (Span(0, 2, 9.0),))
    question = understand("为什么捐书屋？")
    few = JudgedReader(Fixed(*[reading] * 2), Judge()).read(question, alike[:2])
    many = JudgedReader(Fixed(*[reading] * 8), Judge()).read(question, alike)
    assert sum(one.confidence for one in few) > 0.5
    assert (len(many), sum(one.confidence for one in many)) == (8, 0.0)


def test_a_span_that_cannot_be_what_is_asked_for_is_not_believed(passage: Make) -> None:
    found = passage("远山捐了几处书屋。", bm25=8.0)
    model = Fixed(PassageReading(6.0, (Span(0, 2, 9.0),)))
    assert [one.confidence for one in JudgedReader(model, Judge()).read(understand("捐了多少个书屋？"), [found])] == [
        0.0
    ]


def test_a_figure_beside_a_span_that_cannot_answer_is_read_too(passage: Make) -> None:
    found = passage("远山捐了16个书屋。", bm25=8.0)
    model = Fixed(PassageReading(6.0, (Span(0, 2, 9.0),)))
    readings = JudgedReader(model, Judge()).read(understand("远山捐了多少个书屋？"), [found])
    assert readings[0].text == "16个"
