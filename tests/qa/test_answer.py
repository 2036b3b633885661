"""Answers over the seed pages, with the real archive and the shipped models."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from index.errors import QuestionError
from qa.answer import ranked
from qa.catalogue import LISTED
from qa.records import Answer, Passage, Turn
from qa.refusal import FOREIGN, NOTHING, UNSAID
from ui.wiring import Desk


def headlines(answer: Answer) -> set[str]:
    return {citation.article.headline for citation in answer.citations}


def assert_verbatim(answer: Answer) -> None:
    for citation in answer.citations:
        assert citation.quote == citation.article.body[citation.start : citation.end]
        assert f"「{citation.quote}」[{citation.number}]" in answer.text


@pytest.mark.parametrize(
    ("question", "expected", "headline"),
    [
        ("新浪一共捐助了多少个爱心图书室？", "15个", "新浪集团工会用爱心点亮乡村儿童阅读梦"),
        ("自来水集团诗歌朗诵活动收到多少个节目？", "37", "市自来水集团工会开展职工诗歌朗诵活动"),
        ("新浪集团党委副书记、工会主席是谁？", "傅毅", "新浪集团工会用爱心点亮乡村儿童阅读梦"),
    ],
)
def test_a_fact_is_answered_from_its_article(desk: Desk, question: str, expected: str, headline: str) -> None:
    answer = desk.ask(question)
    assert answer.found
    assert expected in answer.answer
    assert answer.citations[0].article.headline == headline
    assert answer.answer in answer.citations[0].article.body
    assert_verbatim(answer)


def test_what_is_not_said_is_declined_with_the_nearest_articles(desk: Desk) -> None:
    answer = desk.ask("新浪集团工会的联系电话是多少？")
    assert not answer.found
    assert (answer.why, answer.text, answer.answer, answer.citations) == ("unsaid", UNSAID, "", ())
    assert answer.passages


def test_what_no_article_is_about_is_declined_as_such(desk: Desk) -> None:
    answer = desk.ask("火星探测器什么时候着陆？")
    assert (answer.found, answer.why, answer.text) == (False, "nothing", NOTHING)


@pytest.mark.parametrize("question", ["怎样做红烧肉？", "今天天气怎么样？"])
def test_what_no_archive_answers_is_declined_as_such(desk: Desk, question: str) -> None:
    answer = desk.ask(question)
    assert (answer.found, answer.why, answer.text) == (False, "foreign", FOREIGN)


def test_what_a_reporter_wrote_comes_from_the_records(desk: Desk) -> None:
    answer = desk.ask("记者边磊写了哪些报道？")
    assert headlines(answer) == {
        "东城区召开产业工人队伍建设改革推进工作会",
        "北京市建筑工会走访慰问重点工程建设者",
        "市自来水集团工会开展职工诗歌朗诵活动",
    }
    assert_verbatim(answer)


def test_who_wrote_an_article_is_its_credit(desk: Desk) -> None:
    answer = desk.ask("丰台产改培训班的报道是谁写的？")
    assert answer.answer == "余翠平"
    assert headlines(answer) == {"丰台区深化“产改”专题培训班举办"}


def test_a_photographer_is_named_for_the_pictures_and_a_reporter_for_the_words(desk: Desk) -> None:
    assert desk.ask("市直机关女职工手工艺比赛的照片是谁拍的？").answer == "陈艺"
    assert desk.ask("市直机关女职工手工艺比赛的报道是谁写的？").answer == "余翠平"


def test_a_list_holds_the_articles_about_a_topic_and_no_other(desk: Desk) -> None:
    answer = desk.ask("哪些活动与学雷锋有关？")
    assert headlines(answer) == {"首都职工志愿“大篷车”走进西城龙泉社区", "天桥街道工会携爱心企业开展志愿服务"}
    assert len(answer.citations) <= LISTED
    assert_verbatim(answer)


def test_a_follow_up_is_read_with_the_talk(desk: Desk) -> None:
    answer = desk.ask("那里的藏书有多少？", [Turn("视源创新的职工书屋面积多大？")])
    assert "视源创新" in answer.question.text
    assert answer.passages[0].article.headline == "北京经济技术开发区178家基层工会建有职工书屋"


def test_a_follow_up_is_looked_for_first_in_what_the_talk_cited(desk: Desk) -> None:
    first = desk.ask("自来水集团诗歌朗诵活动收到多少个节目？")
    cited = first.citations[0].article
    turn = Turn(first.question.text, first.answer, (cited.headline,), (cited.id,))
    answer = desk.ask("活动有多少家单位报送？", [turn])
    assert (answer.citations[0].article.id, answer.answer) == (cited.id, "37家")
    assert ("上文", "先在上文引用或列出的 1 篇里找，按「活动有多少家单位报送？」细读") in answer.steps
    assert not any(what == "上文" for what, _ in first.steps)


def test_the_stops_of_a_visit_are_named_each_with_its_citation(desk: Desk) -> None:
    answer = desk.ask("张良1月3日去了哪些单位？")
    assert "延庆区环境卫生保洁中心 [2]" in answer.text
    assert headlines(answer) == {"市总工会赴延庆区调研慰问一线职工"}
    assert len(answer.citations) == 3
    assert all(name in quote.quote for name, quote in zip(answer.answer.split("、"), answer.citations, strict=True))
    assert_verbatim(answer)


def test_each_article_is_there_once_among_the_passages(desk: Desk) -> None:
    ids = [passage.article.id for passage in desk.ask("延庆区的区长是谁？").passages]
    assert len(ids) == len(set(ids)) >= 5


def test_the_same_question_has_the_same_answer(desk: Desk) -> None:
    first, second = desk.ask("延庆区的区长是谁？"), desk.ask("延庆区的区长是谁？")
    assert (first.text, first.citations, first.passages) == (second.text, second.citations, second.passages)


@pytest.mark.parametrize(
    "hostile", ["' OR 1=1 --", "<script>alert(1)</script>", "body:* AND (", "a" * 400, "谁\\" * 50]
)
def test_a_hostile_question_is_only_a_question(desk: Desk, hostile: str) -> None:
    assert_verbatim(desk.ask(hostile))


def test_too_long_a_question_is_refused_in_one_line(desk: Desk) -> None:
    with pytest.raises(QuestionError) as caught:
        desk.ask("工会" * 5000)
    assert "\n" not in str(caught.value)


def test_passages_that_a_ranker_did_not_see_come_behind_those_it_saw(passage: Callable[..., Passage]) -> None:
    seen = replace(passage("远山捐助了15个书屋。", id="a:01"), scores={"fused": 0.2, "ranker": 0.1})
    unseen = replace(passage("林安去了南溪区。", id="b:01"), scores={"fused": 1.8})
    assert [one.article.id for one in ranked([unseen, seen], [])] == [seen.article.id, unseen.article.id]
    bare = replace(seen, scores={"fused": 0.2})
    assert [one.article.id for one in ranked([bare, unseen], [])] == [unseen.article.id, bare.article.id]
