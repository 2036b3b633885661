"""The stops of a visit, told one by one in an article."""

from __future__ import annotations

import pytest

from qa.question import understand
from qa.visits import MOST, stops

BODY = (
    "1月3日，远山市总工会主席林安到南溪区调研。\n"
    "在南溪文化馆，林安听取了介绍。在这个过程中，他多次插话。\n"
    "随后，林安来到位于北岭路口的北岭机械公司、东湖工业园看望一线职工。在北岭机械公司，他停留了半小时。\n"
    "副主席何云川来到西坡医院慰问护士。座谈会上，大家发了言。"
)


def named(question: str, body: str = BODY) -> list[str]:
    return [body[start:end] for start, end in stops(understand(question), body)]


def test_each_stop_is_named_once_in_the_order_of_the_visit() -> None:
    assert named("林安去了哪些地方？") == ["南溪文化馆", "北岭机械公司", "东湖工业园"]


def test_another_persons_stops_are_left_out() -> None:
    assert named("何云川去了哪些单位？") == ["西坡医院"]
    assert "西坡医院" in named("一行先后去了哪里？")
    assert named("周启明去了哪些单位？") == []
    assert named("周启明去了哪些单位？", "在南溪文化馆，大家听取介绍。一行又来到北岭机械公司。") == []


@pytest.mark.parametrize(
    "question",
    ["林安去了哪个区？", "林安看望了哪些人？", "林安在哪里讲话？", "哪些单位参加了座谈会？", "林安去过几个单位？"],
)
def test_only_several_places_that_somebody_went_to_are_stops(question: str) -> None:
    assert named(question) == []


def test_only_places_of_the_sort_asked_for_are_named() -> None:
    assert named("林安走访了哪些企业？") == ["南溪文化馆", "北岭机械公司", "东湖工业园"]
    assert "西坡医院" not in named("一行走访了哪些企业？")


def test_a_row_ends_where_the_sentence_goes_on() -> None:
    body = "评价组一行先后到甲物流公司远山分公司、红湖教育基地和丙园实地走访，了解情况。"
    assert named("他们走访了哪些地方？", body) == ["甲物流公司远山分公司", "红湖教育基地"]
    assert named("他们走访了哪些地方？", "林安来到。") == []


def test_a_long_visit_is_cut() -> None:
    body = "\n".join(f"在远山第{number}中学，林安听课。" for number in range(MOST + 5))
    assert len(named("林安去了哪些学校？", body)) == MOST
