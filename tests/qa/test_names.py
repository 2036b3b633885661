"""Names in a question: other forms to search by, and the person who was meant."""

import pytest

from index.namefiles import Name
from index.names import Names
from qa.names import widened

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
