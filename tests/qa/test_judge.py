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


def test_confidences_are_shares_of_the_choice_times_the_belief() -> None:
    fitted = json.loads(SHIPPED.read_text(encoding="utf-8"))
    scores = []
    for row in rows():
        score = 0.0
        for name in FEATURES:
            score += fitted["choice"][name] * row[name]
        scores.append(score)
    chosen = rows()[max(range(3), key=scores.__getitem__)]
    logit = fitted["bias"]
    for name in BELIEF:
        logit += fitted["belief"][name] * chosen[name]
    belief = 1 / (1 + math.exp(-logit))
    total = sum(math.exp(score) for score in scores)
    expected = [belief * math.exp(score) / total for score in scores]
    assert Judge().confidences(rows()) == pytest.approx(expected)
    assert sum(Judge().confidences(rows())) == pytest.approx(belief)


def test_huge_evidence_stays_a_probability() -> None:
    for size in (1e9, -1e9):
        confidences = Judge().confidences([dict.fromkeys(FEATURES, size), dict.fromkeys(FEATURES, 0.0)])
        assert all(0.0 <= confidence <= 1.0 for confidence in confidences)


def test_no_candidate_has_no_confidence() -> None:
    assert Judge().confidences([]) == []


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"bias": 0, "choice": {"span": 1}, "belief": {}}'])
def test_a_file_that_lacks_a_feature_is_one_clear_line(tmp_path: Path, content: str) -> None:
    file = tmp_path / "judge.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=r"training\.judge"):
        Judge(file)
