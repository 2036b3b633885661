"""What bears out a span, computed by hand."""

from collections.abc import Callable

import pytest

from qa.evidence import FEATURES, Candidate, coverage, enclosing, evidence, missing
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


def test_traditional_and_full_width_text_bears_out_as_well(passage: Make) -> None:
    question = understand("新浪捐助了多少個圖書室？")
    row = evidence(question, [Candidate(passage("新浪捐助了１５个图书室。"), 5, 8, 0.0, 0.0)])[0]
    assert row["article_coverage"] == 1.0
