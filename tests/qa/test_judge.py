"""The judge's arithmetic and its file."""

import json
import math
from pathlib import Path

import pytest

from index.errors import ModelError
from qa.evidence import FEATURES
from qa.judge import SHIPPED, Judge


def test_confidence_is_the_logistic_of_the_weighted_evidence() -> None:
    fitted = json.loads(SHIPPED.read_text(encoding="utf-8"))
    evidence = {name: 0.3 * (place - 4) for place, name in enumerate(FEATURES)}
    logit = fitted["bias"]
    for name in FEATURES:
        logit += fitted["weights"][name] * evidence[name]
    assert Judge().confidence(evidence) == pytest.approx(1 / (1 + math.exp(-logit)))


def test_huge_evidence_stays_a_probability() -> None:
    evidence = dict.fromkeys(FEATURES, 1e9)
    assert 0.0 <= Judge().confidence(evidence) <= 1.0


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"bias": 0, "weights": {"span": 1}}'])
def test_a_file_that_lacks_a_feature_is_one_clear_line(tmp_path: Path, content: str) -> None:
    file = tmp_path / "judge.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=r"training\.judge"):
        Judge(file)
