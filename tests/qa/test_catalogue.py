"""Lists, counts, the latest, pages, summaries and the four refusals, over a small dated archive of invented articles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.records import Answer, Turn
from ui.settings import Settings
from ui.wiring import Desk, open_desk

ROWS = [
    {
        "headline": "南溪区夜班公交开通",
        "date": "2023-01-05",
        "page": 3,
        "credits": [{"name": "丁一", "role": "记者"}],
        "text": "南溪区昨日开通3条夜班公交线路，途经12个社区。区交通局局长何云川说，夜班公交票价为2元。",
    },
    {
        "headline": "南溪区夜班公交增加两条线路",
        "date": "2023-06-01",
        "page": 1,
        "credits": [{"name": "方宁", "role": "记者"}],
        "text": "南溪区夜班公交昨日增加两条线路，夜班公交每天运送乘客2000人。乘客可以用手机查询车辆位置。",
    },
    {
        "headline": "青木科技举办职工运动会",
        "date": "2023-06-02",
        "page": 2,
        "credits": [{"name": "丁一", "role": "记者"}],
        "text": "青木科技职工运动会昨日举行，共有300名职工参加拔河、跳绳等比赛。公司工会主席林安致辞。",
    },
    {
        "headline": "远山运河全线动工",
        "date": "2023-08-01",
        "page": 1,
        "text": "昨日，各段工地传来消息，航道工程同日施工，两岸码头也在建设。",
    },
    {
        "headline": "一批重大工程加快推进",
        "date": "2023-08-02",
        "page": 2,
        "text": "远山运河工程建设过半。北岭隧道开始掘进。远山运河工程的码头已经成形，东湖水库开始蓄水。",
    },
    {
        "headline": "远山街道清理积雪",
        "date": "2023-12-15",
        "page": 4,
        "text": "一夜大雪之后，远山街道组织120名志愿者清理道路积雪，保障居民出行安全。",
    },
]


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    from index.embed import SentenceEmbedder
    from index.update import update

    folder: Path = tmp_path_factory.mktemp("dated")
    rows = folder / "rows.jsonl"
    rows.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS), encoding="utf-8")
    update(folder / "archive", [rows], embedder=SentenceEmbedder())
    yield open_desk(Settings(archive=str(folder / "archive")))


def headlines(answer: Answer) -> list[str]:
    return [citation.article.headline for citation in answer.citations]


def test_a_list_names_every_article_on_the_topic_and_no_other(dated: Desk) -> None:
    answer = dated.ask("有哪些报道讲到了夜班公交？")
    assert set(headlines(answer)) == {"南溪区夜班公交开通", "南溪区夜班公交增加两条线路"}
    for citation in answer.citations:
        assert f"「{citation.quote}」[{citation.number}]" in answer.text


def test_a_headline_that_names_the_topic_is_enough_and_all_that_counts_where_it_must_be_the_main_thing(
    dated: Desk,
) -> None:
    assert set(headlines(dated.ask("有哪些报道讲到远山运河工程？"))) == {"远山运河全线动工", "一批重大工程加快推进"}
    assert headlines(dated.ask("专门报道远山运河工程的有哪些？")) == ["远山运河全线动工"]


def test_a_count_is_the_number_of_those_articles(dated: Desk) -> None:
    answer = dated.ask("有多少篇报道讲到夜班公交？")
    assert (answer.answer, len(answer.citations)) == ("2篇", 2)


def test_a_time_in_the_question_narrows_the_list_and_may_be_taken_away(dated: Desk) -> None:
    answer = dated.ask("2023年上半年1月有哪些报道讲到夜班公交？")
    narrowed = dated.ask("2023年1月有哪些报道讲到夜班公交？")
    assert headlines(narrowed) == ["南溪区夜班公交开通"]
    assert narrowed.question.period is not None
    assert len(headlines(dated.ask("2023年1月有哪些报道讲到夜班公交？", anytime=True))) == 2
    assert answer.found


def test_the_latest_is_the_newest_by_date(dated: Desk) -> None:
    answer = dated.ask("夜班公交最新的报道是哪篇？")
    assert headlines(answer)[0] == "南溪区夜班公交增加两条线路"
    assert "2023-06-01" in answer.text


def test_the_page_of_an_article_comes_from_its_record(dated: Desk) -> None:
    answer = dated.ask("青木科技职工运动会的报道登在第几版？")
    assert answer.answer == "第2版"
    assert "2023-06-02" in answer.text


def test_what_a_reporter_wrote_is_listed_newest_first(dated: Desk) -> None:
    assert headlines(dated.ask("记者丁一写了哪些报道？")) == ["青木科技举办职工运动会", "南溪区夜班公交开通"]


def test_a_summary_quotes_the_first_sentences(dated: Desk) -> None:
    answer = dated.ask("《远山街道清理积雪》这篇报道讲了什么？")
    assert headlines(answer)[0] == "远山街道清理积雪"
    assert "120名志愿者" in answer.text


def test_the_second_citation_can_be_asked_about(dated: Desk) -> None:
    first = dated.ask("有哪些报道讲到了夜班公交？")
    turn = Turn(first.question.text, first.answer, tuple(headlines(first)))
    assert headlines(dated.ask("第二条说的是什么？", [turn]))[0] == headlines(first)[1]


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("怎么做红烧肉？", "foreign"),
        ("1998年有哪些报道讲到夜班公交？", "unheld"),
        ("火星探测器的发射场在哪里？", "nothing"),
    ],
)
def test_each_no_is_told_apart(dated: Desk, question: str, why: str) -> None:
    answer = dated.ask(question)
    assert (answer.found, answer.why, answer.citations) == (False, why, ())
    assert answer.text


def test_a_no_for_lack_of_issues_says_what_is_held(dated: Desk) -> None:
    text = dated.ask("1998年有哪些报道讲到夜班公交？").text
    assert "2023-01-05" in text and "2023-12-15" in text


def test_a_name_with_a_wrong_character_of_the_same_sound_is_offered(dated: Desk) -> None:
    assert dated.ask("记者丁怡写了哪些报道？").suggestion == "记者丁一写了哪些报道？"
