"""Which spans can be the kind of answer asked for."""

import pytest

from qa.fit import fit, is_person
from qa.question import understand


@pytest.mark.parametrize("name", ["张良", "叶大华", "欧阳修", "西尔艾力·吾布力"])
def test_names_of_people_are_told(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize("other", ["总工会", "15个", "于波，区", "石景山区", "汪", "王府井大街"])
def test_other_words_are_no_people(other: str) -> None:
    assert not is_person(other)


@pytest.mark.parametrize(
    ("question", "body", "span", "expected"),
    [
        ("谁带队调研？", "副主席张良带队", "张良", 1.0),
        ("谁带队调研？", "副主席张良带队赴延庆区", "延庆区", -1.0),
        ("谁带队调研？", "副主席张良带队", "副主席张良", 0.0),
        ("小组的组长是谁？", "小组副组长李长海汇报", "李长海", 0.0),
        ("小组的副组长是谁？", "小组副组长李长海汇报", "李长海", 1.0),
        ("小组的组长是谁？", "小组组长章建国表示", "章建国", 1.0),
        ("谁参加了会议？", "于波、叶大华参加", "于波、叶大华", 1.0),
        ("有多少家企业？", "瑞泰口腔等20余家企业", "20余家", 1.0),
        ("有多少家企业？", "瑞泰口腔等20余家企业", "20余", 1.0),
        ("有多少家企业？", "瑞泰口腔等20余家企业", "瑞泰口腔", -1.0),
        ("什么时候开幕？", "1月3日在京开幕", "1月3日", 1.0),
        ("什么时候开幕？", "1月3日在京开幕", "在京", -1.0),
        ("在哪里举行？", "在杂技团演出大厅举行", "杂技团演出大厅", 1.0),
        ("主题是什么？", "主题是情系亦庄", "情系亦庄", 0.0),
    ],
)
def test_a_span_fits_its_question_or_not(question: str, body: str, span: str, expected: float) -> None:
    start = body.index(span)
    assert fit(understand(question), body, start, start + len(span)) == expected
