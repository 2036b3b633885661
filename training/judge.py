"""Fits the judge: which of the spans is the answer, and whether the archive holds one at all.

    python -m training.judge --set QUESTIONS.jsonl=ARCHIVE [--set ...] [--out qa/models/judge.json]

Each set is a file of questions with known answers (benchmarks/questions/) and the archive to ask them in. First a
conditional logit over the candidates of each question that has a right one; then a logistic regression over the spans
chosen by models that did not see their question: does the sentence hold the answer? Nothing of ../shared/eval is read.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import softmax
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from index.archive import Archive
from index.chunks import heading
from index.embed import SentenceEmbedder
from index.names import Names
from index.words import Words
from qa.answer import FOUND, READ
from qa.cite import quotation
from qa.evidence import BELIEF, FEATURES, Candidate, evidence, grounds
from qa.evidence import heading as headlines
from qa.judge import SHIPPED
from qa.kind import RECORDED
from qa.metrics import plain, same_headline
from qa.question import understand
from qa.read import propose
from qa.records import Question
from qa.retrieve import HybridRetriever
from qa.span_model import SpanModel
from qa.yesno import verdict
from ui.batch import question_rows

LEEWAY = 12
"""Characters that a span may be longer than an accepted answer and still teaches as right."""
UNREAD = frozenset(("multi", "byline", "count", "latest"))
"""Kinds of rows that no span answers."""
FOLDS = 10
RIDGE = 0.01
"""Penalty on the squared weights of standardised features, a question."""
STRENGTH = 0.3
"""Inverse of the penalty of the logistic regression."""

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Asked:
    """The candidates of one question: features (n, features), which are right, in a right article, shown rightly.

    Shown rightly is what lies in a sentence of a right article that holds an accepted answer.
    """

    question: Question
    candidates: Sequence[Candidate]
    features: Matrix
    right: NDArray[np.bool_]
    cited: NDArray[np.bool_]
    shown: NDArray[np.bool_]


def says(accepted: Sequence[str], span: str) -> bool:
    """Whether a span says an accepted answer and little more."""
    given = plain(span)
    return any(plain(form) in given and len(given) <= len(plain(form)) + LEEWAY for form in accepted)


def collect(questions: Path, folder: Path) -> list[Asked]:
    """The candidates of each question of a set that has any; what the records answer is not read for spans."""
    archive = Archive.open(folder, embedder=SentenceEmbedder(), words=Words())
    retriever, model, names = HybridRetriever(archive), SpanModel(), Names.load(folder)
    found = []
    for row in question_rows(questions, judged=True):
        question = understand(row["question"], row["history"], today=archive.counts().last, names=names)
        if question.kind in RECORDED or question.kind == "chat" or row["kind"] in UNREAD:
            continue
        candidates = propose(model, question, retriever.retrieve(question, k=FOUND)[:READ])
        if not candidates:
            continue
        heads = [heading(candidate.passage.article) for candidate in candidates]
        cited = np.array([any(same_headline(wanted, head) for wanted in row["articles"]) for head in heads])
        right = cited & np.array([says(row["answers"], candidate.text) for candidate in candidates])
        rows = [[features[name] for name in FEATURES] for features in evidence(question, candidates)]
        accepted = [plain(form) for form in row["answers"]]
        said = [plain(sentence_of(candidate)) for candidate in candidates]
        shown = cited & np.array([not accepted or any(form in text for form in accepted) for text in said])
        if question.kind == "yesno":
            verdicts = [verdict(question, headlines(one.passage), sentence_of(one)) for one in candidates]
            right = cited & np.array([one in row["answers"] for one in verdicts])
            shown = right | (cited & np.array([not one for one in verdicts]))
        found.append(Asked(question, candidates, np.array(rows), right, cited, shown))
    return found


def sentence_of(candidate: Candidate) -> str:
    """The sentence that would be quoted for the candidate."""
    body = candidate.passage.article.body
    return body[slice(*quotation(body, candidate.start, candidate.end))]


def choice(asked: Sequence[Asked]) -> Matrix:
    """Weights (features,) that put the right candidates of a question before the others."""
    teaching = [one for one in asked if one.right.any()]

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        value, slope = RIDGE * float(weights @ weights), 2 * RIDGE * weights
        for one in teaching:
            share = softmax(one.features @ weights)
            right = share[one.right].sum() + 1e-12
            value -= float(np.log(right)) / len(teaching)
            slope -= one.features.T @ (np.where(one.right, share / right, 0) - share) / len(teaching)
        return value, slope

    return np.asarray(minimize(loss, np.zeros(len(FEATURES)), jac=True, method="L-BFGS-B").x)


def fit(asked: Sequence[Asked]) -> dict[str, Any]:
    """What `qa.judge` loads, with figures from questions held out."""
    everything = np.vstack([one.features for one in asked])
    centre, scale = everything.mean(axis=0), everything.std(axis=0) + 1e-9
    standard = [replace(one, features=(one.features - centre) / scale) for one in asked]
    winners = np.zeros(len(asked), dtype=int)
    chosen = np.zeros((len(asked), len(BELIEF)))
    for train, test in KFold(FOLDS, shuffle=True, random_state=0).split(standard):
        weights = choice([standard[place] for place in train])
        for place in test:
            one, shares = asked[place], softmax(standard[place].features @ weights).tolist()
            winners[place] = int(np.argmax(shares))
            rows = [dict(zip(FEATURES, row, strict=True)) for row in one.features.tolist()]
            speaking = grounds(one.question, one.candidates, rows, shares)
            chosen[place] = [speaking[name] for name in BELIEF]
    held = np.array([one.shown[winner] for one, winner in zip(asked, winners, strict=True)])
    cited = np.array([one.cited[winner] for one, winner in zip(asked, winners, strict=True)])
    right = np.array([one.right[winner] for one, winner in zip(asked, winners, strict=True)])
    model = make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH))
    believed = cross_val_predict(
        model, chosen, held, cv=KFold(FOLDS, shuffle=True, random_state=0), method="predict_proba"
    )[:, 1]
    model.fit(chosen, held)
    spread, regression = model[0].scale_, model[1]
    belief = regression.coef_[0] / spread
    figures = {
        "questions": len(asked),
        "chosen right": float(right.mean()),
        "chosen in a right article": float(cited.mean()),
        "its sentence holds the answer": float(held.mean()),
    }
    figures["brier"] = float(((believed - held) ** 2).mean())
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        inside = (believed >= low) & (believed < low + 0.2)
        if inside.any():
            figures[f"held at {low:.1f} to {low + 0.2:.1f} ({int(inside.sum())})"] = float(held[inside].mean())
    return {
        "choice": dict(zip(FEATURES, (choice(standard) / scale).round(5).tolist(), strict=True)),
        "belief": dict(zip(BELIEF, belief.round(5).tolist(), strict=True)),
        "bias": round(float(regression.intercept_[0] - belief @ model[0].mean_), 5),
        "held_out": {name: round(value, 4) for name, value in figures.items()},
    }


def main() -> None:
    """Collect, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", action="append", required=True, metavar="QUESTIONS=ARCHIVE", dest="sets")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    args = parser.parse_args()
    asked = [one for pair in args.sets for one in collect(*map(Path, pair.split("=", 1)))]
    fitted = json.dumps(fit(asked), indent=1, ensure_ascii=False)
    args.out.write_text(fitted + "\n", encoding="utf-8")
    print(fitted)


if __name__ == "__main__":
    main()
