"""Synthetic questions ask for what was left out of them, and exchanged ones for what the passage does not hold."""

import random

from training.candidates import Candidate
from training.questions import exchanged, pool_of, question_for

SENTENCE = "昨天，南溪区区长何云川来到远山公司，看望了一线职工。"
AT = SENTENCE.index("何云川")
PERSON = Candidate(AT, AT + 3, "person", ("谁", "哪位"), ("南溪区区长是谁",))


def test_a_question_has_its_word_instead_of_the_answer() -> None:
    random.seed(4)
    asked = {question_for(SENTENCE, "", PERSON) for _ in range(60)} - {None}
    assert len(asked) > 10
    assert all(("谁" in question or "哪位" in question) and "何云川" not in question for question in asked if question)
    assert any("区长谁来到" in question or "区长哪位来到" in question for question in asked if question)


def test_a_title_that_no_ready_question_asks_for_is_not_asked_for() -> None:
    random.seed(4)
    assert question_for(SENTENCE, "", Candidate(3, 8, "title", ("什么",))) is None


def test_an_exchanged_question_names_what_the_passage_lacks() -> None:
    random.seed(3)
    passage = "东城区总工会主席王卫东参加活动。"
    changed = {
        exchanged("东城区总工会主席是谁？", passage, {"ns": ["平谷", "海淀"], "n": ["教室"]}) for _ in range(20)
    } - {None}
    assert changed
    assert "东城区总工会主席是谁？" not in changed


def test_words_to_exchange_are_names_nouns_and_numbers_each_once() -> None:
    pool = pool_of(["何云川在北京开会。", "北京有35名职工，他们很高兴。"])
    assert pool["ns"] == ["北京"]
    assert "职工" in pool["n"]
    assert not {"d", "v", "r", "x"} & set(pool)
