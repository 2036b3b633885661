"""What bears out a span, computed by hand."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from index.sentences import clause
from qa.evidence import BELIEF, FEATURES, Candidate, coverage, enclosing, evidence, grounds, missing
from qa.question import understand
from qa.records import Passage, Term

Make = Callable[..., Passage]


def test_coverage_is_the_share_of_weight_that_stands_in_the_text() -> None:
    assert coverage((Term("新浪", 3.0), Term("股价", 1.0)), "新浪集团工会") == pytest.approx(0.75)


def test_a_word_with_another_inside_it_counts_by_its_pairs() -> None:
    assert coverage((Term("工会主席", 1.0),), "工会副主席") == pytest.approx(0.8 * 2 / 3)


def test_without_terms_nothing_is_left_uncovered() -> None:
    assert coverage((), "任何文字") == 1.0


def test_a_district_is_held_without_its_suffix() -> None:
    assert missing(("延庆区", "通州区"), "赴延庆调研", {}) == 0.5
    assert missing(("市总",), "北京市总工会", {"市总": ("北京市总工会",)}) == 0


def test_the_enclosing_sentence_is_found() -> None:
    body = "第一句。第二句有15个图书室！第三句。"
    start = body.index("15个")
    assert body[slice(*enclosing(body, start, start + 3))] == "第二句有15个图书室！"


def test_each_feature_is_there_and_bm25_is_a_share_of_the_best(passage: Make) -> None:
    question = understand("新浪捐助了多少个图书室？")
    good = passage("新浪捐助了15个图书室。", "新浪捐书", id="a:01", bm25=8.0, cosine=0.5)
    poor = passage("邮政送去7700余份食品。", "邮政慰问", id="b:01", bm25=2.0)
    candidates = [Candidate(good, 5, 8, 3.0, 9.0), Candidate(poor, 4, 9, 1.0, 10.0)]
    first, second = evidence(question, candidates)
    assert tuple(first) == FEATURES == tuple(second)
    assert (first["answerable"], second["span"]) == (3.0, 10.0)
    assert (first["bm25_share"], second["bm25_share"]) == (1.0, 0.25)
    assert first["article_coverage"] == 1.0 > second["article_coverage"]
    assert first["fit"] == 1.0


def test_a_clause_ends_at_the_marks_on_either_side() -> None:
    body = "评出3个金奖、6个优秀奖。"
    start = body.index("6个")
    assert body[slice(*clause(body, start, start + 2))] == "6个优秀奖"
    assert body[slice(*clause(body, start, start + 2, "，。"))] == "评出3个金奖、6个优秀奖"
    assert clause("无标点", 0, 1) == (0, 3)


def test_what_an_article_was_found_by_counts_for_each_of_its_passages(passage: Make) -> None:
    question = understand("远山捐了几个书屋？")
    first = passage("远山捐了16个书屋。", id="a:01", bm25=2.0, cosine=0.2)
    other = passage("远山捐了16个书屋。", id="b:01", bm25=8.0, cosine=0.4)
    found = [
        Candidate(first, 4, 7, 0.0, 9.0),
        Candidate(replace(first, scores={"bm25": 4.0, "cosine": 0.3}), 0, 2, 0.0, 12.0),
    ]
    rows = evidence(question, [*found, Candidate(other, 4, 7, 0.0, 5.0)])
    assert [row["bm25_share"] for row in rows] == [0.5, 0.5, 1.0]
    assert [row["cosine"] for row in rows] == [0.3, 0.3, 0.4]
    assert [row["behind"] for row in rows] == [-3.0, 0.0, 0.0]


def test_the_grounds_add_up_the_choice_over_what_agrees(passage: Make) -> None:
    question = understand("远山捐了几个书屋？")
    here, there = passage("远山捐了16个书屋。", id="a:01"), passage("北岭有3个书屋。", id="b:01")
    candidates = [Candidate(here, 4, 7, 2.0, 9.0), Candidate(here, 4, 9, 2.0, 8.0), Candidate(here, 0, 2, 2.0, 7.0)]
    candidates.append(Candidate(there, 3, 5, -1.0, 5.0))
    rows = evidence(question, candidates)
    told = grounds(question, candidates, rows, [0.4, 0.2, 0.1, 0.3])
    assert tuple(told) == BELIEF
    same = Candidate(passage("北岭也捐了16个。", id="c:01"), 5, 8, 0.0, 5.0)
    more = [*candidates, same]
    both = grounds(question, more, evidence(question, more), [0.4, 0.2, 0.1, 0.1, 0.2])
    assert both["agreement"] == pytest.approx(0.9)
    assert told["agreement"] == pytest.approx(0.7)
    assert (told["answerable"], told["sentence"]) == (2.0, 0.0)
    assert grounds(understand("为什么？"), candidates, rows, [0.1, 0.1, 0.1, 0.7])["agreement"] == pytest.approx(0.7)
    assert grounds(understand("远山为什么捐书屋？"), candidates, rows, [0.4, 0.2, 0.1, 0.3])["sentence"] == 1.0


def test_words_that_stand_in_two_passages_of_an_article_count_as_answered_by_the_better(passage: Make) -> None:
    question = understand("远山捐了几个书屋？")
    here = passage("远山捐了16个书屋。孩子们有了16个书屋。", id="a:01")
    candidates = [Candidate(here, 4, 7, -3.0, 9.0), Candidate(here, 15, 18, 1.5, 8.0), Candidate(here, 0, 2, 4.0, 7.0)]
    assert candidates[0].text == candidates[1].text == "16个"
    told = grounds(question, candidates, evidence(question, candidates), [0.5, 0.3, 0.2])
    assert told["answerable"] == 1.5


def test_a_follow_up_is_borne_out_by_the_words_of_its_core(passage: Make) -> None:
    question = replace(understand("林安1月3日去调研，还去了哪些单位？"), core="林安还去了哪些单位？")
    found = passage("林安去调研。" + "天气很好。" * 30 + "林安看了远山单位。")
    at = found.article.body.index("远山")
    row, whole = (
        evidence(one, [Candidate(found, at, at + 2, 0.0, 0.0)])[0] for one in (question, replace(question, core=""))
    )
    assert row["near_coverage"] > whole["near_coverage"]
    assert row["article_coverage"] == whole["article_coverage"]


def test_traditional_and_full_width_text_bears_out_as_well(passage: Make) -> None:
    question = understand("新浪捐助了多少個圖書室？")
    row = evidence(question, [Candidate(passage("新浪捐助了１５个图书室。"), 5, 8, 0.0, 0.0)])[0]
    assert row["article_coverage"] == 1.0
