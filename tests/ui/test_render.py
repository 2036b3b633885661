"""What answers and articles look like, and that nothing in them ever becomes more than text."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import Chunk, Credit
from qa.cite import quoted
from qa.records import Answer, Citation, Passage, Period, Question, Term
from tests.ui.shown import ARTICLE, ASKED, CITED, END, FOUND, PAGE, WINTER, Seen, declined
from ui import render
from ui import words_zh as words
from ui.clipping import clipping
from ui.explained import explained_html
from ui.plain import plain
from ui.talk import Exchange, talk_html

HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "\" onmouseover='alert(1)' x=\"",
    "&lt;b&gt; &amp;",
    "[1](javascript:alert(1))",
    "</template></section><iframe src=//evil>",
    "$$\\href{javascript:alert(1)}{x}$$",
    "\u202e反\u2066写",
    "\x1b]0;title\x07\x1b[2J",
    "${alert(1)} {{alert}}",
]


def cites(answer: Answer) -> list[str]:
    """The labels of the buttons that open a citation, in order."""
    seen = Seen(render.answer_html(answer))
    return [(cite["aria-label"] or "").split()[0] for cite in seen.all("button", "cite")]


def test_each_number_of_an_answer_is_a_button_that_carries_its_article_and_offsets() -> None:
    seen = Seen(render.answer_html(FOUND))
    cites = seen.all("button", "cite")
    assert len(cites) == 2
    for cite in cites:
        assert cite["data-article"] == "p1-2"
        assert ARTICLE.body[int(cite["data-start"] or 0) : int(cite["data-end"] or 0)] == CITED.quote
        assert (cite["aria-label"] or "").startswith("[1]")


def test_a_number_that_nothing_is_cited_under_stays_text() -> None:
    answer = replace(FOUND, text="15个 [1]\n\n「见注[7]」[1]")
    seen = Seen(render.answer_html(answer))
    assert "见注[7]" in seen.text
    assert len(seen.all("button", "cite")) == 2


def test_a_number_that_the_paper_printed_in_a_quotation_is_no_button() -> None:
    body = "据[2]统计，「见注[2]」 [1]捐助了15个[1][2]书屋。\n又讯：共18个。"
    article = replace(ARTICLE, body=body, headline="注释[2]与（附）[1]")
    first, second = (
        Citation(1, article, PAGE, 0, body.index("\n")),
        Citation(2, article, PAGE, body.index("又"), len(body)),
    )
    short = "「见注[2]」 [1]捐助"
    for text in (
        f"{short} [1]\n\n{quoted(first)}\n{quoted(second)}",
        f"找到 2 篇：\n《{article.headline}》{quoted(first)}\n《{article.headline}》{quoted(second)}\n另有 1 篇。 [1]",
    ):
        answer = Answer(ASKED, True, short, text, (first, second))
        assert sorted(cites(answer)) == ["[1]", "[1]", "[2]"]
        shown = "".join(Seen(render.answer_html(answer)).inside["div"][0].split())
        assert shown.startswith("".join(text.split()))


def test_two_numbers_side_by_side_are_two_buttons() -> None:
    second = Citation(2, ARTICLE, PAGE, 0, 7)
    answer = replace(FOUND, text=f"15个 [1][2]\n\n{quoted(CITED)}\n{quoted(second)}", citations=(CITED, second))
    assert cites(answer) == ["[1]", "[2]", "[1]", "[2]"]


def test_a_quotation_over_two_lines_keeps_its_number() -> None:
    both = Citation(1, ARTICLE, PAGE, 0, END)
    assert "\n" in both.quote
    assert cites(replace(FOUND, text=f"15个 [1]\n\n{quoted(both)}", citations=(both,))) == ["[1]", "[1]"]


def test_the_short_answer_stands_before_the_quotation_and_the_sources_name_everything() -> None:
    seen = Seen(render.answer_html(FOUND))
    assert seen.inside["p"][0] == "15个 [1]"
    assert seen.inside["blockquote"] == [f"「{CITED.quote}」[1]"]
    for part in (ARTICLE.headline, "记者 陈曦", "2023年1月4日", "第3版", PAGE.source):
        assert part in seen.inside["ol"][0]


def test_a_completed_question_is_shown_and_an_unchanged_one_is_not() -> None:
    assert "理解为" not in render.answer_html(FOUND) + plain(FOUND)
    asked = Question("那老师呢？", "远山捐助了多少名老师？")
    for answer in (replace(FOUND, question=asked), declined(question=asked)):
        assert Seen(render.answer_html(answer)).inside["p"][0] == "理解为：远山捐助了多少名老师？"
        assert plain(answer).startswith("理解为：远山捐助了多少名老师？\n\n")


def test_a_difference_of_spaces_is_no_other_question() -> None:
    assert "理解为" not in render.answer_html(replace(FOUND, question=Question("捐了 多少个？", "捐了多少个？")))


def test_a_period_is_a_chip_whose_button_asks_the_typed_question_again_without_it() -> None:
    asked = Question("那去年冬天呢？", "远山去年冬天捐了什么？", period=WINTER)
    for answer in (replace(FOUND, question=asked), declined(question=asked)):
        seen = Seen(render.answer_html(answer))
        assert seen.inside["span"][0] == "按 2022-12-01 至 2023-02-28 查找×"
        (button,) = seen.all("button", "off")
        assert (button["data-question"], button["data-anytime"]) == ("那去年冬天呢？", "true")
        assert button["aria-label"]
        assert "按 2022-12-01 至 2023-02-28 查找" in plain(answer)
    assert not Seen(render.answer_html(FOUND)).all("button", "off")


def test_one_day_is_said_once() -> None:
    day = Period("1月3日", date(2023, 1, 3), date(2023, 1, 3))
    assert "按 2023-01-03 查找" in render.answer_html(replace(FOUND, question=replace(ASKED, period=day)))


def test_what_may_have_been_meant_is_a_button_that_asks_it() -> None:
    for answer in (replace(FOUND, suggestion="林安是谁？"), declined(suggestion="林安是谁？")):
        seen = Seen(render.answer_html(answer))
        (button,) = seen.all("button", "again")
        assert button["data-question"] == "林安是谁？"
        assert "data-anytime" not in button
        assert "您要找的是“林安是谁？”吗？" in seen.inside["button"]
        assert "您要找的是“林安是谁？”吗？" in plain(answer)


HELD = "馆藏 5 版 30 篇，2023年1月4日至2023年2月1日"


@pytest.mark.parametrize(
    ("why", "helps"),
    [
        ("nothing", words.ASK_OTHERWISE),
        ("unsaid", words.RELATED),
        ("unheld", HELD),
        ("foreign", words.CAN_ASK),
    ],
)
def test_each_no_has_its_sentence_and_its_own_help_and_no_other(why: str, helps: str) -> None:
    answer = declined(ARTICLE, why=why)
    seen = Seen(render.answer_html(answer, held=HELD, examples=["谁来了？"]))
    assert seen.all("div", f"answer no {why}")
    assert seen.inside["p"][0] == "档案里没有。"
    others = {words.ASK_OTHERWISE, words.RELATED, HELD, words.CAN_ASK} - {helps}
    told = plain(answer, held=HELD)
    assert helps in seen.text and helps in told
    assert not any(other in seen.text or other in told for other in others)
    assert bool(seen.all("button", "example")) == (why == "foreign")
    assert bool(seen.all("button", "source")) == (why == "unsaid")


def test_a_time_that_is_not_held_can_be_left_out_by_a_button() -> None:
    answer = declined(why="unheld", question=replace(ASKED, period=WINTER))
    (button,) = Seen(render.answer_html(answer, held=HELD)).all("button", "again")
    assert (button["data-question"], button["data-anytime"]) == (ASKED.raw, "true")


def test_a_declined_question_shows_the_sentence_and_offers_each_near_article_once() -> None:
    others = [replace(ARTICLE, id=f"x-{at}", headline=f"第{at}条") for at in range(9)]
    seen = Seen(render.answer_html(declined(others[0], others[0], *others)))
    assert seen.inside["p"][:2] == ["档案里没有。", "可能相关"]
    assert [button["data-article"] for button in seen.all("button")] == [f"x-{at}" for at in range(render.RELATED)]
    assert not seen.all("button", "cite")


def test_a_declined_question_with_nothing_near_offers_nothing() -> None:
    assert "可能相关" not in render.answer_html(declined())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_wherever_it_stands(text: str) -> None:
    article = replace(
        ARTICLE,
        id=text,
        headline=text,
        body=text,
        kicker=text,
        subtitle=text,
        section=text,
        credits=(Credit(text, text),),
    )
    page = replace(PAGE, source=text, paper=text)
    cited = Citation(1, article, page, 0, len(text))
    passages = (Passage(Chunk("c", text, 0, 1), article, page),)
    asked = Question(
        text,
        text + "?",
        text,
        text,
        (Term(text, 1.0),),
        (text,),
        period=replace(WINTER, words=text),
        widened={text: (text,)},
    )
    more = {"suggestion": text, "steps": ((text, text),)}
    found = Answer(asked, True, text, f"{text} [1]\n\n「{text}」[1]", (cited,), passages, **more)
    nos = [
        Answer(asked, False, "", text, (), passages, why=why, **more)
        for why in ("nothing", "unsaid", "unheld", "foreign", text)
    ]
    for markup in (
        render.answer_html(found),
        *(render.answer_html(no, held=text, examples=[text]) for no in nos),
        explained_html(found),
        clipping(article, page, 0, len(text)),
        talk_html((Exchange(text, render.notice(text)),), ()),
        talk_html((), [text]),
    ):
        seen = Seen(markup)
        assert {tag for tag, _ in seen.tags} <= set(
            "article header footer div p span h2 blockquote ol ul li button mark details summary dl dt dd".split()
        )
        for _, attrs in seen.tags:
            assert set(attrs) <= {"class", "id", "type", "tabindex", "data-article", "data-start", "data-end"} | {
                "data-question",
                "data-anytime",
                "aria-label",
                "aria-labelledby",
            }
        assert "".join(render.visible(text).split()) in "".join(seen.text.split())
        assert not any(sign in seen.text for sign in "\u202e\u2066\x1b\x07")


@given(st.text(max_size=60))
def test_making_a_text_visible_keeps_every_offset(text: str) -> None:
    shown = render.visible(text)
    assert len(shown) == len(text)
    assert all(was == now or now == "\ufffd" for was, now in zip(text, shown, strict=True))


def test_rendering_needs_no_gradio() -> None:
    code = "import sys, ui.clipping, ui.explained, ui.plain, ui.talk; sys.exit('gradio' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
