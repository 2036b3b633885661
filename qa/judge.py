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
    """Weighs the candidate spans of a question; `training.judge` fits it on questions of our own.

    The choice among the spans is a conditional logit over all of them (McFadden 1974). The belief that the sentence of
    the span chosen holds the answer is a logistic regression over that span's evidence and over how the choice is
    spread (Platt 1999).
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

    def shares(self, rows: Sequence[Mapping[str, float]]) -> list[float]:
        """How the choice falls on the candidates of one question, by their evidence; the shares add up to 1."""
        scores = [dot(self._choice, row) for row in rows]
        best = max(scores, default=0.0)
        exponentials = [math.exp(score - best) for score in scores]
        total = sum(exponentials)
        return [exponential / total for exponential in exponentials]

    def belief(self, grounds: Mapping[str, float]) -> float:
        """The probability that the archive holds the answer, in 0..1, from `qa.evidence.grounds`."""
        return logistic(self._bias + dot(self._belief, grounds))


def dot(weights: Mapping[str, float], row: Mapping[str, float]) -> float:
    """The sum of the weighted features."""
    return sum(weight * row[name] for name, weight in weights.items())


def logistic(logit: float) -> float:
    """The probability with these log odds, clipped where a float can no longer tell."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, logit))))
