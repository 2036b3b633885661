"""What a list is asked about."""

import pytest

from index.fold import fold
from qa.question import understand
from qa.topic import Slot, held, needed, slots_of


def told(question: str, rare: float = 1.0) -> list[list[list[str]]]:
    slots = slots_of(understand(question), lambda word: rare)
    return [[[term.word for term in way] for way in slot.ways] for slot in slots]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("有哪些报道讲到修路？", [[["修路"]]]),
        ("有哪些报道讲到剪纸、舞狮？", [[["剪纸"], ["舞狮"]]]),
        ("有哪些报道讲到剪纸、舞狮和拔河？", [[["剪纸"], ["舞狮"], ["拔河"]]]),
        ("哪些单位办过剪纸或者舞狮？", [[["剪纸"], ["舞狮"]], [["单位"]]]),
        ("南溪区和北岭区有哪些报道？", [[["南溪"], ["北岭"]]]),
        ("哪些报道提到了桂花路？", [[["桂花路"]]]),
    ],
)
def test_alternatives_are_one_thing_in_several_ways(question: str, expected: list[list[list[str]]]) -> None:
    found = told(question)
    assert found[0] == expected[0]
    assert len(expected) == 1 or expected[1] in found


def test_what_every_article_prints_weighs_little() -> None:
    question = understand("有哪些报道讲到职工剪纸？")
    slots = slots_of(question, lambda word: 0.0 if word == "职工" else 1.0)
    assert held(slots, fold("社区举办剪纸展")) > 0.9
    assert held(slots, fold("职工参加拔河")) < 0.1


def test_one_way_is_enough_and_more_say_no_more() -> None:
    slots = slots_of(understand("有哪些报道讲到剪纸、舞狮？"), lambda word: 1.0)
    assert held(slots, "剪纸展") == held(slots, "剪纸和舞狮") == 1.0
    assert held(slots, "拔河") == 0.0
    assert held((), "剪纸") == 0.0


def test_of_alternative_names_none_is_needed_by_itself() -> None:
    both = slots_of(understand("南溪区、北岭区有哪些报道？"), lambda word: 1.0)
    assert needed(("南溪区", "北岭区", "2023"), both) == ("2023",)
    assert needed(("南溪区",), (Slot((), 1.0),)) == ("南溪区",)
