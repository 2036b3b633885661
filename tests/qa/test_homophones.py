"""A name typed with a wrong character of the same sound is asked back."""

import pytest

from qa.homophones import Homophones

PEOPLE = ("张良", "章亮", "何云川", "丁一", "方宁", "曾言", "王德")


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("张亮是谁？", "张良是谁？"),
        ("丁奕是谁？", "丁一是谁？"),
        ("何运川带队去了哪里？", "何云川带队去了哪里？"),
        ("方凝写过哪些报道？", "方宁写过哪些报道？"),
        ("主持会议的是张亮吗？", "主持会议的是张良吗？"),
    ],
)
def test_a_name_with_a_wrong_character_of_the_same_sound_is_put_right(question: str, meant: str) -> None:
    assert Homophones(PEOPLE).meant(question, frozenset(PEOPLE).__contains__) == meant


def test_of_several_people_of_one_sound_the_one_met_most_is_meant() -> None:
    assert Homophones(("张亮", "张良")).meant("张量是谁？", frozenset().__contains__) == "张亮是谁？"
    assert Homophones(("张良", "张亮")).meant("张量是谁？", frozenset().__contains__) == "张良是谁？"


def test_a_name_that_stands_in_the_archive_is_meant_as_written() -> None:
    assert Homophones(PEOPLE).meant("张亮是谁？", lambda name: name == "张亮") == ""


@pytest.mark.parametrize(
    "question",
    ["张良是谁？", "林安是谁？", "王的儿子是谁？", "有多少家企业参加？", "丁香什么时候开？", "", "何地举办了展览？"],
)
def test_nobody_is_suggested_where_nobody_of_that_sound_is_known(question: str) -> None:
    assert Homophones(PEOPLE).meant(question, frozenset(PEOPLE).__contains__) == ""
