"""What a visitor's talk keeps, and what a later question may lean on."""

from __future__ import annotations

from dataclasses import replace

from index.records import Article, Chunk, Page
from qa.records import Answer, Citation, Passage, Question, Turn
from ui import words_zh as words
from ui.talk import Exchange, answered, echo, excused, history, talk_html, turn_of

PAGE = Page("p", "p.txt", "0", "正文。")
ARTICLE = Article("p-1", "p", 1, "远山建成\n流动书屋", "正文。另一句。")


def said(question: str) -> Exchange:
    return Exchange(question, "<p>好</p>", Turn(question))


def test_a_turn_keeps_the_completed_question_the_short_answer_and_each_cited_headline_once() -> None:
    bare = Article("p-2", "p", 2, "", "正文。")
    citations = (Citation(1, ARTICLE, PAGE, 0, 3), Citation(2, ARTICLE, PAGE, 3, 7), Citation(3, bare, PAGE, 0, 3))
    answer = Answer(Question("那里呢？", "远山书屋在哪里？"), True, "南溪区", "南溪区 [1]", citations)
    assert turn_of(answer, "那里呢？") == Turn("远山书屋在哪里？", "南溪区", ("远山建成 流动书屋",), ("p-1", "p-2"))


def test_a_no_is_remembered_with_its_question_alone() -> None:
    assert turn_of(Answer(Question("谁？", ""), False, "", "没有。"), "谁？") == Turn("谁？")


def test_a_no_is_remembered_with_the_nearest_articles_that_it_showed() -> None:
    near = Passage(Chunk("c", "p-1", 0, 3), ARTICLE, PAGE)
    unsaid = Answer(Question("谁？", "谁？"), False, "", "没有。", (), (near,), why="unsaid")
    assert turn_of(unsaid, "谁？") == Turn("谁？", shown=("p-1",))
    assert turn_of(replace(unsaid, why="foreign"), "谁？") == Turn("谁？")


def test_a_question_leans_on_every_earlier_turn_but_not_on_refused_ones() -> None:
    talk = (said("甲？"), Exchange("太长", "<p>不行</p>"), said("乙？"))
    assert history(talk, "丙？", anytime=False) == [Turn("甲？"), Turn("乙？")]
    assert history(talk, "甲？", anytime=False) == [Turn("甲？"), Turn("乙？")]


def test_a_question_asked_again_without_its_period_leans_on_what_it_leant_on() -> None:
    talk = (said("甲？"), said("那去年呢？"), said("乙？"))
    assert history(talk, "那去年呢？", anytime=True) == [Turn("甲？")]
    assert history(talk, "没问过？", anytime=True) == [Turn("甲？"), Turn("那去年呢？"), Turn("乙？")]


def test_a_question_asked_without_its_period_says_so() -> None:
    asked = Exchange("去年谁来了？", "<p>好</p>", anytime=True)
    assert words.ASKED_ANYTIME in talk_html((asked,), ())
    assert words.ASKED_ANYTIME not in talk_html((said("去年谁来了？"),), ())


def test_what_never_got_a_reply_is_forgotten_or_excused() -> None:
    talk = (said("甲？"), Exchange("乙？"))
    assert answered(talk) == talk[:1]
    assert excused(talk)[0] == talk[0]
    assert words.FAILED in excused(talk)[1].reply
    assert excused(talk)[1].turn is None


def test_examples_are_escaped() -> None:
    assert '"><b>' not in talk_html((), ['"><b>'])


def test_a_very_long_question_is_echoed_short() -> None:
    assert len(echo("长" * 100_000)) < 400
    assert len(talk_html((said("长" * 100_000),), ())) < 1000
