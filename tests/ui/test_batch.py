"""The earlier questions of a batch row are answered, so that the last one can lean on the answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from index.errors import QuestionError
from qa.cite import cite
from qa.records import Answer, Passage, Question, Reading, Turn
from ui.batch import EARLIER, talked

Ask = Callable[[str, Sequence[Turn]], Answer]


@pytest.fixture
def ask(passage: Callable[..., Passage]) -> Ask:
    """Answers each question with the number of turns before it, and refuses an empty one."""

    def said(question: str, turns: Sequence[Turn]) -> Answer:
        if not question:
            raise QuestionError("没有看到问题")
        found = passage("0123456789是数。", "数")
        citations = cite([Reading(found, len(turns), len(turns) + 1, 0.9)])
        return Answer(Question(question, f"{question}！"), True, str(len(turns)), "", citations, (found,), 0.9)

    return said


def test_each_turn_holds_the_completed_question_its_answer_and_what_was_cited(ask: Ask) -> None:
    assert talked(ask, ["谁捐了书屋？", "他是哪里人？"]) == [
        Turn("谁捐了书屋？！", "0", ("数",), ("p:01",)),
        Turn("他是哪里人？！", "1", ("数",), ("p:01",)),
    ]


def test_a_turn_that_is_no_question_stands_without_an_answer_and_the_talk_goes_on(ask: Ask) -> None:
    assert [turn.answer for turn in talked(ask, ["", "谁？"])] == ["", "1"]


def test_only_the_last_questions_of_a_long_talk_are_answered(ask: Ask) -> None:
    first = talked(ask, [str(number) for number in range(99)])[0]
    assert first.question == f"{99 - EARLIER}！"
