"""How well a reading model finds spans and knows when there is none.

`python -m training.evaluate --packed build/reader [--model FOLDER]` prints exact match and F1 by
the metric of CMRC 2018 (Cui et al. 2019: longest common substring over Chinese characters and Latin words), and
balanced accuracy of answerability on passages kept out of training.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.span_model import SHIPPED, SpanModel
from qa.spans import PassageReading
from training.reading_data import Near, Passage, Row, read_rows, windows

MARKS = frozenset("-:_*^/\\~`+=，。：？！“”；’《》……·、「」（）－～『』")
LATIN = re.compile(r"\w+(?:[.']\w+)*|[^\w\s]")


def segments(text: str) -> list[str]:
    """Chinese characters one by one and other words whole, marks left out.

    Example:
        ``segments("2023年，北京")`` gives ``["2023", "年", "北", "京"]``.
    """
    parts = re.split(
        r"([\u4e00-\u9fa5])", "".join(character for character in text.lower().strip() if character not in MARKS)
    )
    return [word for part in parts for word in LATIN.findall(part)]


def common_run(left: Sequence[str], right: Sequence[str]) -> int:
    """Length of the longest run of segments that both hold."""
    best = 0
    lengths = [0] * (len(right) + 1)
    for one in left:
        fresh = [0] * (len(right) + 1)
        for place, other in enumerate(right, start=1):
            if one == other:
                fresh[place] = lengths[place - 1] + 1
        lengths = fresh
        best = max(best, *lengths)
    return best


def f1(prediction: str, answers: Sequence[str]) -> float:
    """The best F1, in 0..1, of ``prediction`` against any reference."""
    best = 0.0
    said = segments(prediction)
    for answer in answers:
        wanted = segments(answer)
        common = common_run(said, wanted)
        if common:
            precision, recall = common / len(said), common / len(wanted)
            best = max(best, 2 * precision * recall / (precision + recall))
    return best


def exact(prediction: str, answers: Sequence[str]) -> bool:
    """Whether ``prediction`` equals a reference once marks and case are gone."""

    def bare(text: str) -> str:
        return "".join(character for character in text.lower().strip() if character not in MARKS)

    return any(bare(prediction) == bare(answer) for answer in answers)


def spans(model: SpanModel, rows: Sequence[Row]) -> tuple[float, float]:
    """Exact match and F1 in per cent of the first span of each row's positive passage."""
    matched = overlap = 0.0
    for row in rows:
        assert row.positive is not None
        body = row.positive.body
        found = model.read(row.question, [body], title=[row.positive.title])[0].spans
        text = body[found[0].start : found[0].end] if found else ""
        answers = row.answers or (row.answer,)
        matched += exact(text, answers)
        overlap += f1(text, answers)
    return 100 * matched / len(rows), 100 * overlap / len(rows)


@dataclass(frozen=True, slots=True)
class Separation:
    """Balanced accuracy in per cent at the cut 0, at the cut that is best for the other half, and at the best cut; that
    cut (a logit), and the area under the ROC."""

    at_zero: float
    halved: float
    best: float
    cut: float
    area: float


def separation(positive: Sequence[float], negative: Sequence[float]) -> Separation:
    """How well logits tell ``positive`` from ``negative``; the halves are every other logit of each."""
    halves = [(positive[which::2], negative[which::2]) for which in (0, 1)]
    halved = sum(_balanced(*halves[1 - which], _cut(*halves[which])) for which in (0, 1)) / 2
    cut = _cut(positive, negative)
    wins = sum((p > n) + 0.5 * (p == n) for p in positive for n in negative)
    area = wins / len(positive) / len(negative)
    return Separation(_balanced(positive, negative, 0.0), halved, _balanced(positive, negative, cut), cut, area)


def _balanced(positive: Sequence[float], negative: Sequence[float], cut: float) -> float:
    return 50 * (sum(x > cut for x in positive) / len(positive) + sum(x <= cut for x in negative) / len(negative))


def _cut(positive: Sequence[float], negative: Sequence[float]) -> float:
    cuts = sorted({*positive, *negative})
    return max(cuts[:: max(1, len(cuts) // 200)], key=lambda cut: _balanced(positive, negative, cut))


def answerability(model: SpanModel, rows: Sequence[Row]) -> tuple[Separation, float]:
    """How well ``answerable`` tells passages that answer from those that do not, and how often, in per cent, a row's own
    passage beats all its negatives; bodies are cut to the 300 characters around the answer, as chunks are."""
    positive: list[float] = []
    negative: list[float] = []
    wins = trials = 0
    for row in rows:
        every = [row.positive, *row.negatives] if row.positive else list(row.negatives)
        bodies = []
        for one in every:
            begin = max(0, min(one.start - 120, len(one.body) - 300))
            bodies.append(one.body[begin : begin + 300])
        logits = [
            reading.answerable for reading in model.read(row.question, bodies, title=[one.title for one in every])
        ]
        if row.positive:
            positive.append(logits[0])
            negative += logits[1:]
            if row.negatives:
                trials += 1
                wins += logits[0] > max(logits[1:])
        else:
            negative += logits
    return separation(positive, negative), 100 * wins / max(1, trials)


ORDERS: dict[str, Callable[[PassageReading], float]] = {
    "bm25": lambda reading: 0.0,
    "score": lambda reading: reading.spans[0].score,
    "answerable": lambda reading: reading.answerable,
    "answerable + score / 4": lambda reading: reading.answerable + reading.spans[0].score / 4,
    "answerable + score / 2": lambda reading: reading.answerable + reading.spans[0].score / 2,
}


def open_reading(model: SpanModel, rows: Sequence[Row], asked: Sequence[Row], k: int = 8) -> dict[str, list[float]]:
    """Per cent of right windows, exact match and F1 when the best of ``k`` BM25-near windows is chosen in several ways.

    The windows, of about 260 characters, are those of all ``rows``; this is how the product reads.
    """
    bodies = dict.fromkeys(row.positive.body for row in rows if row.positive)
    near = Near([Passage("", piece) for body in bodies for piece in windows(body, 260)])
    sums = {name: [0.0, 0.0, 0.0] for name in ORDERS}
    for row in asked:
        texts = [passage.body for passage in near.find(row.question, k)]
        read = [(text, one) for text, one in zip(texts, model.read(row.question, texts), strict=True) if one.spans]
        for name, order in ORDERS.items():
            text, reading = max(read, key=lambda pair: order(pair[1]))
            said = text[reading.spans[0].start : reading.spans[0].end]
            right = any(answer in text for answer in row.answers)
            for place, value in enumerate((right, exact(said, row.answers), f1(said, row.answers))):
                sums[name][place] += 100 * value / len(asked)
    return {name: [round(value, 1) for value in values] for name, values in sums.items()}


def main() -> None:
    """Prints every figure as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packed", type=Path, default=Path("build/reader"))
    parser.add_argument("--model", type=Path, default=SHIPPED)
    options = parser.parse_args()
    model = SpanModel(options.model)
    rows = read_rows(options.packed / "measure.jsonl")
    figures: dict[str, object] = {}
    for source in ("cmrc-dev", "drcd", "cjrc"):
        chosen = [row for row in rows if row.source == source]
        matched, overlap = spans(model, chosen)
        figures[source] = {"questions": len(chosen), "exact": round(matched, 1), "f1": round(overlap, 1)}
    for name, sources in (("near-cmrc", ("cmrc-dev",)), ("near-drcd", ("drcd",)), ("cjrc-none", ("cjrc", "cjrc-none"))):
        found, first = answerability(model, [row for row in rows if row.source in sources])
        figures[name] = {
            "balanced": round(found.at_zero, 1),
            "cut of the other half": round(found.halved, 1),
            "best": round(found.best, 1),
            "cut": round(found.cut, 2),
            "area": round(found.area, 3),
            "own first": round(first, 1),
        }
    dev = [row for row in rows if row.source == "cmrc-dev"]
    figures["open: right window, exact, f1"] = open_reading(model, dev, random.Random(3).sample(dev, 400))
    print(json.dumps(figures, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
