"""What else may be meant near a proposed span."""

from __future__ import annotations

import pytest

from qa.nearby import MOST, inside, nearby
from qa.question import understand


@pytest.mark.parametrize(
    ("body", "span", "question", "expected"),
    [
        ("每组评出一等奖1名、二等奖2名。", "一等奖1名、二等奖2名", "有多少名？", ["1名", "2名"]),
        ("书屋有3层，藏书500余册。另有2名馆员。", "3层", "藏书有多少？", ["500余册"]),
        ("她以6米73夺冠，林安5米20。", "林安", "她跳了多远？", ["6米73", "5米20"]),
        ("甲队以74比72胜乙队。", "甲队", "比分是多少？", ["74比72"]),
        ("每组评出一等奖1名、二等奖2名。", "一等奖", "谁获奖？", []),
        ("区长何云川率队，主任林安陪同。", "林安", "区长是谁？", ["何云川"]),
        ("区长何云川率队，主任林安陪同。", "林安", "谁陪同？", []),
        ("“书快送过去”，这是他最后的话", "这是他最后的话", "他最后一句话说了什么？", ["书快送过去"]),
        ("“书”一词见于《远山记》。", "书", "这个词见于哪本书？", ["《远山记》"]),
        ("“书”一词见于《远山记》。", "书", "为什么？", []),
        (
            "书屋由远山公司、北岭大学、南溪集团共建，已开放。",
            "书屋",
            "是哪三家共建的？",
            ["远山公司、北岭大学、南溪集团"],
        ),
    ],
)
def test_what_can_be_asked_for_so_is_found_in_the_spans_sentence(
    body: str, span: str, question: str, expected: list[str]
) -> None:
    start = body.index(span)
    found = [body[slice(*place)] for place in nearby(body, start, start + len(span), understand(question))]
    assert found == expected


def test_what_lies_in_the_span_comes_first_and_few_are_taken() -> None:
    body = "、".join(f"{number}名" for number in range(10, 40))
    start = body.index("30名、31名")
    places = nearby(body, start, start + 7, understand("有多少名？"))
    assert [body[slice(*place)] for place in places[:2]] == ["30名", "31名"]
    assert len(places) == MOST
    assert inside((2, 3), (1, 3)) and not inside((0, 3), (1, 3))
