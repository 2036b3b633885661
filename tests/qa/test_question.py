"""How a question is read."""

import pytest

from index.errors import QuestionError
from qa.question import LONGEST_QUESTION, clean, understand
from qa.records import Turn


def test_the_questions_of_the_talk_are_kept() -> None:
    question = understand("他多大了？", [Turn("区长是谁？", "林安"), "他是哪里人？"])
    assert question.history == ("区长是谁？", "他是哪里人？")
    assert question.raw == "他多大了？" and question.text == "林安多大了？"


def test_what_a_completed_question_asks_for_is_read_from_it() -> None:
    question = understand("那北岭区呢？", ["南溪区有多少家驿站？"])
    assert (question.kind, question.unit) == ("number", "家")
    assert "北岭区" in question.text and not any("南溪" in name for name in question.names)


@pytest.mark.parametrize("nothing", ["", "  \n", "？？？", "\u200b\u202e", "\\" * 50, "😀" * 100])
def test_no_question_is_one_clear_line(nothing: str) -> None:
    with pytest.raises(QuestionError, match="没有看到问题"):
        understand(nothing)


def test_a_pasted_article_is_no_question() -> None:
    with pytest.raises(QuestionError, match=str(LONGEST_QUESTION)):
        understand("工" * (LONGEST_QUESTION + 1))


def test_control_and_invisible_characters_are_dropped() -> None:
    assert clean("张\u202e良\u200b\x00是\n谁") == "张良是 谁"


def test_who_came_is_asked_of_the_article_that_the_talk_is_about() -> None:
    fair = Turn("南溪社区的义诊在哪里办？", "社区广场", ("南溪社区办义诊",), ("a",))
    assert understand("有哪些企业来参加？", [fair]).kind == "organisation"
    assert understand("那里还有哪些单位办了义诊的报道？", [fair]).kind == "list"
    many = Turn("有哪些区办了夜校？", "", ("南溪区办夜校",), ("a",))
    assert understand("那里还有哪些区办了义诊？", [many]).kind == "list"
    assert understand("有哪些企业办了义诊？").kind == "list"
