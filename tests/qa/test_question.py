"""How a question is read."""

import pytest

from index.errors import QuestionError
from qa.question import (
    LONGEST_QUESTION,
    clean,
    complete,
    kind_of,
    names_of,
    topic_of,
    understand,
    unit_of,
    weighted_terms,
)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("延庆区的区长是谁？", "person"),
        ("哪位副区长主持了会议？", "person"),
        ("韵达快递小哥叫什么名字？", "person"),
        ("有多少家企业参加了活动？", "number"),
        ("演出持续了多长时间？", "number"),
        ("培训班办了几天？", "number"),
        ("什么时候全线开通？", "time"),
        ("哪一年成立的？", "time"),
        ("仪式在哪里举行？", "place"),
        ("去了哪个社区？", "place"),
        ("比赛由谁主办？", "organisation"),
        ("是哪个单位组织的？", "organisation"),
        ("为什么要办这个活动？", "reason"),
        ("有哪些报道讲到了产改？", "list"),
        ("哪些活动与学雷锋有关？", "list"),
        ("记者边磊写了哪些报道？", "byline"),
        ("这篇报道是谁写的？", "byline"),
        ("有哪些报道是记者孙艳写的？", "byline"),
        ("活动现场的春联是谁写的？", "person"),
        ("报道里提到的店长是谁？", "person"),
        ("消防活动叫什么名字？", "other"),
        ("主题是什么？", "other"),
    ],
)
def test_the_kind_of_answer_is_recognised(question: str, kind: str) -> None:
    assert kind_of(question) == kind


def test_the_measure_of_a_number_is_found() -> None:
    assert unit_of("有多少家企业参加？") == "家"
    assert unit_of("当天有几名司机入会？") == "名"
    assert unit_of("女职工占比是多少？") == ""


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


def test_a_pronoun_is_filled_from_the_talk() -> None:
    assert complete("他还去了哪些单位？", ["张良1月3日去了哪个区调研？"]) == "张良1月3日去调研，还去了哪些单位？"
    assert complete("那怀柔呢？", ["延庆区的区长是谁？"]).endswith("怀柔呢？")
    assert "视源创新的职工书屋" in complete("那里的藏书有多少？", ["视源创新的职工书屋面积多大？"])


def test_a_talk_of_nothing_but_follow_ups_is_read_all_the_same() -> None:
    assert understand("他呢？", ["他呢？"] * 5000).text


def test_a_question_that_stands_alone_is_left_alone() -> None:
    assert complete("延庆区的区长是谁？", ["新浪捐助了多少个图书室？"]) == "延庆区的区长是谁？"


def test_the_topic_is_what_remains_without_asking_words() -> None:
    assert topic_of("有哪些报道讲到了产业工人队伍建设改革？") == "产业工人队伍建设改革"
    assert topic_of("哪些活动与学雷锋有关？") == "学雷锋"
    assert topic_of("海淀区总工会有哪些相关报道？") == "海淀区总工会"


@pytest.mark.parametrize("nothing", ["", "  \n", "？？？", "\u200b\u202e", "\\" * 50, "😀" * 100])
def test_no_question_is_one_clear_line(nothing: str) -> None:
    with pytest.raises(QuestionError, match="没有看到问题"):
        understand(nothing)


def test_a_pasted_article_is_no_question() -> None:
    with pytest.raises(QuestionError, match=str(LONGEST_QUESTION)):
        understand("工" * (LONGEST_QUESTION + 1))


def test_control_and_invisible_characters_are_dropped() -> None:
    assert clean("张\u202e良\u200b\x00是\n谁") == "张良是 谁"
