"""Who holds the office that is asked for, and who does not."""

import pytest

from qa.roles import asked_office, asked_role, elsewhere_from, other_office, unsaid


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("南溪区的区长是谁？", ("", "区长")),
        ("副组长叫什么名字？", ("副", "组长")),
        ("工作专班由谁担任组长？", ("", "组长")),
        ("哪位副区长去了现场？", ("副", "区长")),
        ("谁陪同区长去了现场？", None),
        ("区长去了哪里？", None),
    ],
)
def test_the_office_whose_holder_is_asked_for(question: str, expected: tuple[str, str] | None) -> None:
    assert asked_office(question) == expected


@pytest.mark.parametrize(
    ("question", "body", "expected"),
    [
        ("区长是谁？", "南溪区副区长何云川到场", True),
        ("区长是谁？", "南溪区委书记何云川到场", True),
        ("区长是谁？", "南溪区委副书记、区长何云川到场", False),
        ("区长是谁？", "何云川到场", False),
        ("南溪区总工会主席是谁？", "北岭区总工会主席何云川到场", True),
        ("南溪区总工会主席是谁？", "北岭县总工会主席何云川到场", True),
        ("南溪区总工会主席是谁？", "林安和南溪区总工会主席何云川到场", False),
        ("南溪区总工会主席是谁？", "区总工会主席何云川到场", False),
        ("南溪区总工会主席是谁？", "开发区总工会主席何云川到场", False),
        ("总工会副主席是谁？", "总工会副主席、区“修路”小组组长何云川到场", False),
    ],
)
def test_a_name_behind_another_title_holds_another_office(question: str, body: str, expected: bool) -> None:
    start = body.index("何云川")
    assert other_office(question, body, start, start + 3) is expected


def test_a_role_that_nothing_near_tells_of_is_unsaid() -> None:
    assert asked_role("他的教练叫什么名字？") == "教练"
    assert unsaid("教练", "队员何云川说")
    assert not unsaid("教练", "执教的何云川说")
    assert not unsaid("妻子", "爱人何云川说")
    assert asked_role("他去了哪里？") == ""
    assert not unsaid("", "队员何云川说")


def test_where_somebody_works_is_not_where_he_is_from() -> None:
    body = "何云川在南溪区开会，来自北岭县的林安发言，东湾人周明记录。"

    def told(place: str) -> bool:
        start = body.index(place)
        return not elsewhere_from("他是哪里人？", body, start, start + len(place))

    assert [told(place) for place in ("南溪区", "北岭县", "东湾")] == [False, True, True]
    assert not elsewhere_from("会在哪里开的？", body, body.index("南溪区"), body.index("南溪区") + 3)
