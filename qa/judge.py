"""How sure we are of a span: a logistic regression over the evidence, its parameters shipped beside the reader."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path

from index.errors import ModelError
from qa.evidence import FEATURES

SHIPPED = Path(__file__).parent / "models" / "judge.json"


class Judge:
    """Gives the probability that a span answers, fitted by `training.judge` on questions kept out of training."""

    def __init__(self, path: Path = SHIPPED) -> None:
        """Load bias and weights by feature name.

        Raises:
            ModelError: the file is missing or does not name each feature of `qa.evidence.FEATURES`.
        """
        try:
            fitted = json.loads(path.read_text(encoding="utf-8"))
            self._bias = float(fitted["bias"])
            self._weights = [(name, float(fitted["weights"][name])) for name in FEATURES]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(
                f"{path} 不是可用的评判参数（{error!r}）：请运行 python -m training.judge 重新生成。"
            ) from error

    def confidence(self, evidence: Mapping[str, float]) -> float:
        """The probability, 0 to 1, that the span with this evidence is the answer."""
        logit = self._bias + sum(weight * evidence[name] for name, weight in self._weights)
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, logit))))
