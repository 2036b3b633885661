"""Fits the judge: how much each piece of evidence says that a span is the answer.

    python -m training.judge --set QUESTIONS.jsonl=ARCHIVE [--set ...] [--out qa/models/judge.json]

Each set is a file of questions with known answers (benchmarks/questions/) and the archive to ask them in. Two steps, both
logistic regressions: over all candidate spans of all questions, then over the winner of each question (its logit
alone, predicted by models that did not see the question), since the surest of many is right less often than it says.
Both are linear, so that one weight a feature and one bias are left. Nothing of ../shared/eval is read.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from index.archive import Archive
from index.chunks import heading
from index.embed import SentenceEmbedder
from index.words import Words
from qa.answer import FOUND, READ
from qa.evidence import FEATURES, evidence
from qa.judge import SHIPPED, Judge
from qa.metrics import plain, same_headline
from qa.network import SpanModel
from qa.question import understand
from qa.read import JudgedReader
from qa.retrieve import HybridRetriever
from ui.cli import question_rows

LEEWAY = 12
"""Characters that a span may be longer than an accepted answer and still teaches as right."""
FOLDS = 10
STRENGTH = 1.0
"""Inverse of the penalty on the weights of standardised features."""

Matrix = NDArray[np.float64]


def right(accepted: Sequence[str], headlines: Sequence[str], span: str, headline: str) -> bool:
    """Whether a span says an accepted answer in an accepted article."""
    given = plain(span)
    says = any(plain(form) in given and len(given) <= len(plain(form)) + LEEWAY for form in accepted)
    return says and any(same_headline(wanted, headline) for wanted in headlines)


def collect(questions: Path, folder: Path) -> tuple[list[list[float]], list[bool], list[str]]:
    """Features, labels and question ids of all candidates of a set."""
    archive = Archive.open(folder, embedder=SentenceEmbedder(), words=Words())
    retriever, reader = HybridRetriever(archive), JudgedReader(SpanModel(), Judge())
    features: list[list[float]] = []
    labels: list[bool] = []
    groups: list[str] = []
    for row in question_rows(questions, judged=True):
        if row["kind"] in ("multi", "byline"):
            continue
        question = understand(row["question"], row["history"])
        candidates = reader.candidates(question, retriever.retrieve(question, k=FOUND)[:READ])
        for candidate, found in zip(candidates, evidence(question, candidates), strict=True):
            features.append([found[name] for name in FEATURES])
            labels.append(right(row["answers"], row["articles"], candidate.text, heading(candidate.passage.article)))
            groups.append(f"{questions.name}:{row['id']}")
    return features, labels, groups


def fit(
    features: Matrix, labels: NDArray[np.bool_], groups: NDArray[np.str_]
) -> tuple[Matrix, float, dict[str, float]]:
    """Weights (features,), bias, and figures from held-out folds."""
    centre, scale = features.mean(axis=0), features.std(axis=0) + 1e-9
    standard = (features - centre) / scale
    logits = np.zeros(len(labels))
    for train, test in GroupKFold(FOLDS).split(standard, labels, groups):
        model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(standard[train], labels[train])
        logits[test] = model.decision_function(standard[test])
    winners = np.array(
        [members[np.argmax(logits[members])] for members in (np.flatnonzero(groups == g) for g in np.unique(groups))]
    )
    platt = LogisticRegression(C=1e3).fit(logits[winners, None], labels[winners])
    slope, shift = float(platt.coef_[0, 0]), float(platt.intercept_[0])
    model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(standard, labels)
    weights = slope * model.coef_[0] / scale
    bias = slope * (float(model.intercept_[0]) - float((model.coef_[0] * centre / scale).sum())) + shift
    sure = 1 / (1 + np.exp(-(slope * logits[winners] + shift)))
    figures = {
        "questions": float(len(winners)),
        "winner right": float(labels[winners].mean()),
        "brier": float(((sure - labels[winners]) ** 2).mean()),
    }
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        inside = (sure >= low) & (sure < low + 0.2001)
        if inside.any():
            figures[f"right at {low:.1f} to {low + 0.2:.1f} ({int(inside.sum())})"] = float(
                labels[winners][inside].mean()
            )
    return weights, bias, figures


def main() -> None:
    """Collect, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", action="append", required=True, metavar="QUESTIONS=ARCHIVE", dest="sets")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    args = parser.parse_args()
    features: list[list[float]] = []
    labels: list[bool] = []
    groups: list[str] = []
    for pair in args.sets:
        questions, folder = pair.split("=", 1)
        for total, part in zip((features, labels, groups), collect(Path(questions), Path(folder)), strict=True):
            total.extend(part)  # type: ignore[arg-type]
    weights, bias, figures = fit(np.array(features), np.array(labels), np.array(groups))
    fitted = {
        "bias": round(bias, 5),
        "weights": {name: round(float(weight), 5) for name, weight in zip(FEATURES, weights, strict=True)},
        "held_out": {name: round(value, 4) for name, value in figures.items()},
    }
    args.out.write_text(json.dumps(fitted, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(fitted, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
