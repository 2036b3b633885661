"""What is quoted, and under which number."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from qa.cite import LONGEST_QUOTE, cite, quotation, quoted
from qa.records import Passage, Reading

Make = Callable[..., Passage]


def test_the_whole_sentence_is_quoted() -> None:
    body = "日前举行仪式。新浪捐助了15个图书室，惠及1万多名学生。未来还会继续。"
    start = body.index("15个")
    assert body[slice(*quotation(body, start, start + 3))] == "新浪捐助了15个图书室，惠及1万多名学生。"


def test_a_very_long_sentence_is_cut_at_its_commas() -> None:
    clauses = [f"第{number}个单位参加了活动" for number in range(60)]
    body = "，".join(clauses) + "。"
    start = body.index("第30个")
    low, high = quotation(body, start, start + 4)
    assert high - low <= LONGEST_QUOTE
    assert body[low - 1] == "，" and body[high - 1] == "，"
    assert low <= start and start + 4 <= high


@given(st.text("张良在，。！？\n 捐了15个”“", min_size=1, max_size=400), st.data())
def test_a_quotation_always_holds_its_span(body: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(body) - 1))
    end = data.draw(st.integers(start + 1, min(len(body), start + 60)))
    low, high = quotation(body, start, end)
    assert 0 <= low <= start < end <= high <= len(body)


def test_citations_are_numbered_in_order_and_quote_verbatim(passage: Make) -> None:
    bodies = ["甲单位来了3人。乙单位没来。", "丙单位来了5人。"]
    readings = [Reading(passage(body, id=f"{i}:01"), 5, 7, 0.9) for i, body in enumerate(bodies)]
    first, second = cite(readings)
    assert (first.number, second.number) == (1, 2)
    assert quoted(first) == "「甲单位来了3人。」[1]"
    assert second.quote == bodies[1][second.start : second.end]
