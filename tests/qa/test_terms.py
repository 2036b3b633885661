"""Which words carry a question."""

import pytest

from qa.terms import names_of, topic_of, weighted_terms


def test_telling_words_are_kept_and_asking_words_are_not() -> None:
    words = [term.word for term in weighted_terms("延庆区的区长是谁？")]
    assert "延庆" in words and "区长" in words
    assert not {"的", "是", "谁", "？"} & set(words)


def test_rarer_words_weigh_more() -> None:
    weights = {term.word: term.weight for term in weighted_terms("掼蛋工作")}
    assert max(weights, key=lambda word: weights[word]) != "工作"


def test_quoted_words_years_and_places_are_names() -> None:
    assert names_of("“大篷车”2023年去了延庆区吗？")[:2] == ("大篷车", "2023")
    assert any(name.startswith("延庆") for name in names_of("“大篷车”2023年去了延庆区吗？"))


def test_the_topic_is_what_remains_without_asking_words() -> None:
    assert topic_of("有哪些报道讲到了产业工人队伍建设改革？") == "产业工人队伍建设改革"
    assert topic_of("哪些活动与学雷锋有关？") == "学雷锋"
    assert topic_of("海淀区总工会有哪些相关报道？") == "海淀区总工会"
    assert topic_of("何云川哪年当选？") == "何云川当选"


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("老人能不能免费坐车？", ["老人", "免费", "坐车"]),
        ("工会去没去过书屋？", ["工会", "书屋"]),
        ("灯塔是不是文物？", ["灯塔", "文物"]),
    ],
)
def test_a_verb_that_asks_with_its_own_denial_is_no_word_to_look_for(question: str, terms: list[str]) -> None:
    assert [term.word for term in weighted_terms(question)] == terms
