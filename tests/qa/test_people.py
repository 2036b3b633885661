"""Who is a person."""

import pytest

from qa.people import foreign_name, is_person, name_at


@pytest.mark.parametrize("name", ["张良", "叶大华", "欧阳修", "西尔艾力·吾布力"])
def test_names_of_people_are_told(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize(
    "other", ["总工会", "15个", "于波，区", "石景山区", "汪", "王府井大街", "高峰", "马拉松", "牛街", "方庄", "司机"]
)
def test_other_words_are_no_people(other: str) -> None:
    assert not is_person(other)


def test_a_foreign_name_is_told_by_its_spelling() -> None:
    assert foreign_name("泽林斯基") and not foreign_name("石桥街道") and not foreign_name("莫斯科")


def test_a_name_ends_where_the_sentence_goes_on() -> None:
    for text, name in (
        ("林安率队", "林安"),
        ("何云川表示", "何云川"),
        ("林安表示", "林安"),
        ("总工会", ""),
    ):
        assert text[: name_at(text, 0)] == name
