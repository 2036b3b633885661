"""Which span to believe, and whether to believe any: two small regressions over the evidence, shipped beside the reader."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

from index.errors import ModelError
from qa.evidence import BELIEF, FEATURES

SHIPPED = Path(__file__).parent / "models" / "judge.json"


class Judge:
    """Gives each candidate span of a question its confidence; `training.judge` fits it on questions of our own.

    The choice among the spans is a conditional logit over all of them (McFadden 1974). The belief that the sentence of
    the span chosen holds the answer is a logistic regression over that span's evidence (Platt 1999). A span's
    confidence is its share of the choice times the belief, so that confidences add up to the belief.
    """

    def __init__(self, path: Path = SHIPPED) -> None:
        """Load the weights by feature name.

        Raises:
            ModelError: the file is missing or does not name each feature.
        """
        try:
            fitted = json.loads(path.read_text(encoding="utf-8"))
            self._choice = {name: float(fitted["choice"][name]) for name in FEATURES}
            self._belief = {name: float(fitted["belief"][name]) for name in BELIEF}
            self._bias = float(fitted["bias"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(
                f"{path} 不是可用的评判参数（{error!r}）：请运行 python -m training.judge 重新生成。"
            ) from error

    def confidences(self, rows: Sequence[Mapping[str, float]]) -> list[float]:
        """The confidence of each candidate of one question, in 0..1; they add up to the belief that one is right."""
        if not rows:
            return []
        scores = [dot(self._choice, row) for row in rows]
        best = max(scores)
        belief = logistic(self._bias + dot(self._belief, rows[scores.index(best)]))
        exponentials = [math.exp(score - best) for score in scores]
        total = sum(exponentials)
        return [belief * exponential / total for exponential in exponentials]


def dot(weights: Mapping[str, float], row: Mapping[str, float]) -> float:
    """The sum of the weighted features."""
    return sum(weight * row[name] for name, weight in weights.items())


def logistic(logit: float) -> float:
    """The probability with these log odds, clipped where a float can no longer tell."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, logit))))
