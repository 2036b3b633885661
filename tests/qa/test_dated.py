"""Questions over dated articles: times, figures that differ, wrong characters, talks; with the shipped models."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from index.archive import Archive
from index.embed import SentenceEmbedder
from index.update import update
from qa.answer import Answerer
from qa.judge import Judge
from qa.read import JudgedReader
from qa.records import Answer, Turn
from qa.retrieve import HybridRetriever
from qa.span_model import SpanModel
from ui.settings import STRICTNESS
from ui.talk import turn_of

NEWS = [
    (
        "2022-12-20",
        "青木科技捐建流动书屋",
        "12月19日，青木科技有限公司在南溪区捐建的流动书屋启用。公司工会主席林安介绍，青木科技共为南溪区捐建15个流动书屋，藏书3万余册。",
    ),
    (
        "2023-02-06",
        "流动书屋进山村",
        "记者从青木科技有限公司获悉，青木科技共为南溪区捐建18个流动书屋，山里的孩子在家门口就能看书。",
    ),
    (
        "2023-01-12",
        "南溪区总工会慰问环卫工人",
        "1月11日，南溪区总工会主席何云川来到北岭环卫所，为夜班环卫工人送去棉衣和慰问金。何云川随后又到城东公交站看望了公交司机。",
    ),
    (
        "2023-07-18",
        "南溪区总工会送清凉到工地",
        "7月17日，南溪区总工会副主席方宁带队来到地铁7号线工地，为建设者送去绿豆汤和防暑药品。",
    ),
    (
        "2024-01-25",
        "南溪区总工会启动新春慰问",
        "1月24日，南溪区总工会启动新春慰问活动，计划走访困难职工320户。",
    ),
    (
        "2023-10-09",
        "南溪职工乒乓球赛落幕",
        "10月8日，南溪区职工乒乓球赛在区体育馆落幕，来自46家单位的210名选手参赛，丁一夺得男子单打冠军。",
    ),
]


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    folder = tmp_path_factory.mktemp("dated")
    rows = [json.dumps({"date": day, "title": title, "text": text}, ensure_ascii=False) for day, title, text in NEWS]
    (folder / "news.jsonl").write_text("\n".join(rows), encoding="utf-8")
    embedder = SentenceEmbedder()
    update(folder / "archive", [folder / "news.jsonl"], embedder=embedder)
    with Archive(folder / "archive", embedder=embedder) as archive:
        reader = JudgedReader(SpanModel(), Judge())
        yield Answerer(
            archive, HybridRetriever(archive), reader, sure=STRICTNESS["normal"], today=lambda: date(2024, 2, 1)
        )


def headlines(answer: Answer) -> list[str]:
    return [citation.article.headline for citation in answer.citations]


def talk(answerer: Answerer, *questions: str) -> Answer:
    turns: list[Turn] = []
    for question in questions:
        answer = answerer.answer(question, turns)
        turns.append(turn_of(answer, question))
    return answer


def test_two_articles_that_give_different_figures_are_both_shown_with_their_dates(dated: Answerer) -> None:
    answer = dated.answer("青木科技为南溪区捐建了多少个流动书屋？")
    assert answer.found
    assert "15个" in answer.text and "18个" in answer.text
    assert sorted(headlines(answer)) == ["流动书屋进山村", "青木科技捐建流动书屋"]
    assert "报道的数字不同" in answer.text
    assert "2022-12-20" in answer.text or "2023-02-06" in answer.text


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("去年一月南溪区总工会有哪些报道？", ["南溪区总工会慰问环卫工人"]),
        ("2023年第三季度南溪区总工会有哪些报道？", ["南溪区总工会送清凉到工地"]),
        ("今年南溪区总工会有哪些报道？", ["南溪区总工会启动新春慰问"]),
    ],
)
def test_a_time_narrows_a_list_to_the_issues_of_that_time(dated: Answerer, question: str, wanted: list[str]) -> None:
    assert headlines(dated.answer(question)) == wanted


def test_the_same_question_without_its_time_finds_the_others_too(dated: Answerer) -> None:
    answer = dated.answer("今年南溪区总工会有哪些报道？", anytime=True)
    assert {"南溪区总工会慰问环卫工人", "南溪区总工会送清凉到工地"} <= set(headlines(answer))


def test_what_the_archive_does_not_hold_is_told_with_what_it_holds(dated: Answerer) -> None:
    answer = dated.answer("2019年南溪区总工会有哪些报道？")
    assert (answer.found, answer.why) == (False, "unheld")
    assert "2022-12-20" in answer.text and "2024-01-25" in answer.text


def test_this_year_is_the_papers_own_where_no_issue_is_of_the_askers(dated: Answerer) -> None:
    later = Answerer(
        dated._archive,
        dated._retriever,
        dated._reader,
        sure=STRICTNESS["normal"],
        today=lambda: date(2027, 2, 1),
    )
    answer = later.answer("今年新春慰问计划走访困难职工多少户？")
    assert (answer.found, answer.answer) == (True, "320户")
    assert answer.text.startswith("馆藏没有今年的报纸")
    assert later.answer("今年南溪区总工会有哪些报道？").why == "unheld"


def test_a_name_with_a_wrong_character_of_the_same_sound_is_asked_back(dated: Answerer) -> None:
    answer = dated.answer("何云穿是谁？")
    assert not answer.found
    assert answer.suggestion == "何云川是谁？"


def test_a_pronoun_is_the_person_who_was_the_answer(dated: Answerer) -> None:
    answer = talk(dated, "1月11日谁去慰问了北岭环卫所的夜班环卫工人？", "他还去了哪里？")
    assert "何云川" in answer.question.text
    assert headlines(answer)[0] == "南溪区总工会慰问环卫工人"


def test_the_latest_report_is_the_newest(dated: Answerer) -> None:
    assert headlines(dated.answer("南溪区总工会最新的报道是哪一篇？"))[0] == "南溪区总工会启动新春慰问"


def test_a_new_question_does_not_drag_the_old_topic_along(dated: Answerer) -> None:
    answer = talk(dated, "青木科技的工会主席是谁？", "南溪区职工乒乓球赛的男子单打冠军是谁？")
    assert "青木" not in answer.question.text
    assert answer.answer == "丁一"


def test_traditional_characters_and_full_width_digits_are_read_as_what_they_stand_for(dated: Answerer) -> None:
    plain, other = dated.answer("南溪区职工乒乓球赛有多少名选手？"), dated.answer("南溪區職工乒乓球賽有多少名選手？")
    assert plain.answer.startswith("210")
    assert replace(other, seconds=0.0).answer == plain.answer
