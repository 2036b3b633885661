"""The names of a sentence and what they name."""

from qa.entities import entities, sort_of


def test_people_places_and_bodies_are_told() -> None:
    found = {(entity.text, entity.sort) for entity in entities("林安去了南溪区总工会")}
    assert found == {("林安", "person"), ("南溪区", "place"), ("南溪区总工会", "organisation")}


def test_each_name_stands_where_it_says() -> None:
    text = "2023年“小推车”进青木科技，何云川也在"
    held = entities(text)
    assert all(text[entity.start : entity.end] == entity.text for entity in held)
    assert {"time", "quoted", "organisation", "person"} <= {entity.sort for entity in held}


def test_a_name_by_itself_is_told() -> None:
    assert [sort_of(name) for name in ("北岭区", "何云川", "远山集团", "去年", "书记", "跳舞")] == [
        "place",
        "person",
        "organisation",
        "time",
        "office",
        "",
    ]
