"""The judge's arithmetic and its file."""

import json
import math
from pathlib import Path

import pytest

from index.errors import ModelError
from qa.evidence import BELIEF, FEATURES
from qa.judge import SHIPPED, Judge


def rows() -> list[dict[str, float]]:
    return [{name: 0.1 * (place - 4) * factor for place, name in enumerate(FEATURES)} for factor in (1.0, -0.5, 2.0)]


def test_the_choice_is_a_softmax_of_the_weighted_evidence() -> None:
    fitted = json.loads(SHIPPED.read_text(encoding="utf-8"))
    scores = []
    for row in rows():
        score = 0.0
        for name in FEATURES:
            score += fitted["choice"][name] * row[name]
        scores.append(score)
    total = sum(math.exp(score) for score in scores)
    shares = Judge().shares(rows())
    assert shares == pytest.approx([math.exp(score) / total for score in scores])
    assert sum(shares) == pytest.approx(1)


def test_the_belief_is_a_logistic_of_the_weighted_grounds() -> None:
    fitted = json.loads(SHIPPED.read_text(encoding="utf-8"))
    grounds = {name: 0.3 * place - 0.5 for place, name in enumerate(BELIEF)}
    logit = fitted["bias"]
    for name in BELIEF:
        logit += fitted["belief"][name] * grounds[name]
    assert Judge().belief(grounds) == pytest.approx(1 / (1 + math.exp(-logit)))


def test_huge_evidence_stays_a_probability() -> None:
    for size in (1e9, -1e9):
        shares = Judge().shares([dict.fromkeys(FEATURES, size), dict.fromkeys(FEATURES, 0.0)])
        assert all(0.0 <= share <= 1.0 for share in shares)
        assert 0.0 <= Judge().belief(dict.fromkeys(BELIEF, size)) <= 1.0


def test_no_candidate_has_no_share() -> None:
    assert Judge().shares([]) == []


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"bias": 0, "choice": {"span": 1}, "belief": {}}'])
def test_a_file_that_lacks_a_feature_is_one_clear_line(tmp_path: Path, content: str) -> None:
    file = tmp_path / "judge.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=r"training\.judge"):
        Judge(file)
