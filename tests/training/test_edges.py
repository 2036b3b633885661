"""The weights of edges are learnt from spans of which some are right."""

from training.edges import COMMON, Spans, fit


def question(good: str, bad: str) -> Spans:
    numbers = [(0.0, 0.0, 0.0, 0.0)] * 2  # to the network they are alike
    return Spans(numbers, [[bad, "both"], [good, "both"]], [False, True], 1.0)


def test_what_right_spans_show_gains_weight_and_what_wrong_ones_show_loses_it() -> None:
    weights = fit([question("good", "bad")] * COMMON)
    assert weights["good"] > 0 > weights["bad"]
    assert abs(weights.get("both", 0.0)) < 0.01


def test_what_few_spans_show_has_no_weight() -> None:
    weights = fit([question("good", "bad")] * COMMON + [question("rare", "bad")] * (COMMON - 1))
    assert "rare" not in weights and "good" in weights
