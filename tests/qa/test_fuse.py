"""Fusion, computed by hand."""

import pytest

from qa.fuse import weighted_sum

WEIGHTS = {"bm25": 1.0, "cosine": 0.5}


def test_scores_add_up_by_weight_and_a_missing_one_counts_nothing() -> None:
    fused = dict(weighted_sum({"bm25": {7: 1.0, 3: 0.8}, "cosine": {3: 0.9, 5: 0.4}}, WEIGHTS))
    assert fused == {7: pytest.approx(1.0), 3: pytest.approx(0.8 + 0.45), 5: pytest.approx(0.2)}


def test_best_comes_first_and_a_tie_goes_to_the_smaller_key() -> None:
    assert [key for key, _ in weighted_sum({"bm25": {9: 0.5, 2: 0.1}, "cosine": {4: 1.0}}, WEIGHTS)] == [4, 9, 2]


def test_nothing_found_is_nothing_fused() -> None:
    assert weighted_sum({"bm25": {}, "cosine": {}}, WEIGHTS) == []
