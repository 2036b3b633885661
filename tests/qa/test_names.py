"""Names in a question: other forms to search by, and the person who was meant."""

import pytest

from index.namefiles import Name
from index.names import Names
from qa.names import suggestion, widened

NAMES = Names(
    Name(short, long, 5, "p:01", "机关")
    for short, long in [
        ("市总", "市总工会"),
        ("市总工会", "南溪市总工会"),
        ("区总", "区总工会"),
        ("经开区", "远山经济技术开发区"),
        ("产改", "产业工人队伍建设改革"),
        ("青木", "青木科技有限公司"),
        ("青木科技", "青木科技有限公司"),
    ]
)
PEOPLE = ("张良", "章亮", "何云川", "丁一", "方宁", "曾言", "王德")


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("市总的主席是谁？", {"市总": ("市总工会", "南溪市总工会")}),
        ("市总工会的主席是谁？", {"市总工会": ("南溪市总工会", "市总")}),
        ("南溪市总工会的主席是谁？", {"南溪市总工会": ("市总工会", "市总")}),
        ("经开区有多少企业？", {"经开区": ("远山经济技术开发区",)}),
        ("远山经济技术开发区怎样推进产改？", {"远山经济技术开发区": ("经开区",), "产改": ("产业工人队伍建设改革",)}),
        ("青木科技的书屋有多大？", {"青木科技": ("青木科技有限公司",)}),
    ],
)
def test_a_known_name_is_widened_by_its_other_forms_the_longest_first(
    question: str, found: dict[str, tuple[str, ...]]
) -> None:
    assert widened(question, NAMES) == found


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("怀柔区总慰问了谁？", {"怀柔区总": ("怀柔区总工会",)}),
        ("天津市总慰问了谁？", {"天津市总": ("天津市总工会",)}),
        ("天津市总工会的主席是谁？", {"天津市总工会": ("天津市总",)}),
        ("区总慰问了谁？", {"区总": ("区总工会",)}),
    ],
)
def test_behind_a_place_its_own_office_is_meant_and_not_the_papers(
    question: str, found: dict[str, tuple[str, ...]]
) -> None:
    assert widened(question, NAMES) == found


@pytest.mark.parametrize("question", ["城市总体规划是什么？", "今年生产改了什么？", "他是谁？", "", "？"])
def test_a_form_that_cuts_a_word_in_two_is_not_there(question: str) -> None:
    assert widened(question, NAMES) == {}


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
    assert suggestion(question, frozenset(PEOPLE), PEOPLE) == meant


def test_of_several_people_of_one_sound_the_one_met_most_is_meant() -> None:
    assert suggestion("张量是谁？", frozenset(), ("张亮", "张良")) == "张亮是谁？"
    assert suggestion("张量是谁？", frozenset(), ("张良", "张亮")) == "张良是谁？"


def test_a_name_that_stands_in_the_archive_is_meant_as_written() -> None:
    assert suggestion("张亮是谁？", lambda name: name == "张亮", PEOPLE) == ""


@pytest.mark.parametrize(
    "question",
    ["张良是谁？", "林安是谁？", "王的儿子是谁？", "有多少家企业参加？", "丁香什么时候开？", "", "何地举办了展览？"],
)
def test_nobody_is_suggested_where_nobody_of_that_sound_is_known(question: str) -> None:
    assert suggestion(question, frozenset(PEOPLE), PEOPLE) == ""
