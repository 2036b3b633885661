"""Fits the weights by which a passage's likeliest spans are put in a better order.

    python -m training.reader --half 0 --synthetic-minutes 13 --mixed-minutes 39 &
    python -m training.reader --half 1 --synthetic-minutes 13 --mixed-minutes 39
    python -m training.edges --data DATA --packed build/reader

Two networks learn from half of the human questions each and propose spans for the other half, so that their spans are as
wrong as on questions never seen. Then a conditional logit over each question's spans (`qa.edges`).
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from qa.edges import DENSE, SHIPPED, WEIGHED, Asked, Passage, features
from qa.quantized import quantized
from qa.span_model import SpanModel, load
from training.evaluate import exact
from training.groups import BRIEF
from training.packing import half_of, to_learn
from training.reading_data import Row

LAW = 0.45
"""Share of the law cases that are asked: they are many and unlike news."""

WEIGHTS = {"cjrc": 0.5}
"""What a question of a source counts; long answers count less, as in `training.groups`."""

COMMON = 100
"""Spans that must show a feature for it to have a weight."""

PENALTY = 0.04
"""On the squared weights."""

SMALLEST = 0.004
"""Weights below it are left out of the file."""


@dataclass(frozen=True, slots=True)
class Spans:
    """The spans of one question: their numbers (spans, `DENSE`), what they show, which are right; and what it counts."""

    numbers: list[tuple[float, ...]]
    names: list[list[str]]
    right: list[bool]
    weight: float


def collect(model: SpanModel, rows: Sequence[Row]) -> list[Spans]:
    """The spans that ``model`` proposes for each row, those without a right one left out."""
    found = []
    for row in rows:
        assert row.positive is not None
        body = row.positive.body
        spans = model.read(row.question, [body], title=[row.positive.title], most=WEIGHED)[0].spans
        answers = row.answers or (row.answer,)
        right = [exact(body[span.start : span.end], answers) for span in spans]
        if any(right):
            asked = Asked.of(row.question, model.features.rows(row.question))
            numbers, names = zip(
                *features(asked, Passage.of(body, model.features.rows(body), asked), spans), strict=True
            )
            weight = WEIGHTS.get(row.source, 1.0) * BRIEF / max(BRIEF, len(row.answer))
            found.append(Spans(list(numbers), list(names), right, weight))
    return found


def fit(questions: Sequence[Spans]) -> dict[str, float]:
    """The weights by name; the convex loss is minus the log of the share that falls on the right spans."""
    counts = Counter(name for one in questions for names in one.names for name in set(names))
    numbers = {name: place for place, name in enumerate(name for name, count in counts.items() if count >= COMMON)}
    dense = torch.zeros(len(questions), WEIGHED, len(DENSE))
    right, there = torch.zeros(2, len(questions), WEIGHED, dtype=torch.bool)
    shown: list[int] = []
    bounds: list[int] = []
    for row, one in enumerate(questions):
        dense[row, : len(one.right)] = torch.tensor(one.numbers)
        right[row, : len(one.right)] = torch.tensor(one.right)
        there[row, : len(one.right)] = True
        for place in range(WEIGHED):
            bounds.append(len(shown))
            shown += [numbers[name] for name in (one.names[place] if place < len(one.names) else []) if name in numbers]
    counted = torch.tensor([one.weight for one in questions])
    places, offsets = torch.tensor(shown, dtype=torch.long), torch.tensor(bounds)
    weights = torch.zeros(len(numbers), 1, requires_grad=True)
    slopes = torch.zeros(len(DENSE), requires_grad=True)
    optimizer = torch.optim.LBFGS([weights, slopes], max_iter=60, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimizer.zero_grad()
        values = F.embedding_bag(places, weights, offsets, mode="sum").view(right.shape) + dense @ slopes
        shares = values.masked_fill(~there, -1e4).log_softmax(dim=1)
        lost = -(counted * shares.masked_fill(~right, -1e4).logsumexp(dim=1)).mean()
        total: Tensor = lost + PENALTY * weights.square().sum()
        torch.autograd.backward(total)
        return total

    optimizer.step(loss)
    fitted = dict(zip(numbers, weights.detach().squeeze(1).tolist(), strict=True))
    kept = {name: round(value, 3) for name, value in sorted(fitted.items()) if abs(value) >= SMALLEST}
    return {name: round(value, 4) for name, value in zip(DENSE, slopes.tolist(), strict=True)} | kept


def main() -> None:
    """Proposes, fits, writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--packed", type=Path, default=Path("build/reader"))
    parser.add_argument("--out", type=Path, default=SHIPPED)
    options = parser.parse_args()
    random.seed(11)  # the negatives of training.packing, which do not matter here, and the law cases
    rows = [row for row in to_learn(options.data) if row.positive]
    rows = [row for row in rows if row.source != "cjrc" or random.random() < LAW]
    questions: list[Spans] = []
    for half in (0, 1):
        networks, vocabulary = load(options.packed / f"half-{half}")
        model = SpanModel.holding([quantized(network) for network in networks], vocabulary)
        others = [row for row in rows if row.positive and half_of(vocabulary.rows(row.positive.body)) != half]
        questions += collect(model, others)
        print(f"half {half}: {len(others)} questions asked, a right span for {len(questions)} so far", flush=True)
    weights = fit(questions)
    options.out.write_text(json.dumps(weights, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{len(weights)} weights")


if __name__ == "__main__":
    main()
