"""How good answers are on a question set, and whether a confidence of 0.8 is right eight times in ten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.errors import QuestionError
from qa.answer import Answerer
from qa.metrics import Row, plain, same_headline
from ui.batch import talked
from ui.contract import answer_row

__all__ = ["Bin", "asked", "cut_at", "reliability", "reliability_svg"]


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers whose confidence lies together: their number, mean confidence and share that cite a right article."""

    count: int
    confidence: float
    right: float


def asked(answerer: Answerer, rows: Sequence[Row], talker: Answerer) -> dict[str, Row]:
    """The answer to each row by id; build the answerer with ``sure=0`` and refuse afterwards with `cut_at`.

    ``talker`` gives the earlier answers of a talk, which must be refused at once where they would have been.
    """
    found: dict[str, Row] = {}
    for row in rows:
        try:
            found[row["id"]] = answer_row(answerer.answer(row["question"], talked(talker.answer, row["history"])))
        except QuestionError:
            found[row["id"]] = {"found": False, "answer": "", "text": "", "citations": [], "passages": []}
    return found


def cut_at(answers: Mapping[str, Row], sure: float) -> dict[str, Row]:
    """The answers with those below ``sure`` refused."""
    refused = {"found": False, "answer": "", "text": "", "citations": []}
    return {id: {**row, **refused} if row["confidence"] < sure else dict(row) for id, row in answers.items()}


def reliability(rows: Sequence[Row], answers: Mapping[str, Row], bins: int = 10) -> list[Bin]:
    """Confidence against truth in ``bins`` equal steps, empty ones left out; lists and by-lines are not among them.

    Right means that the first citation is of a right article and that its quotation or the answer holds an accepted
    answer where the row names any.
    """
    pairs = []
    for row in rows:
        got = answers[row["id"]]
        if row["kind"] in ("multi", "byline", "count", "latest", "dated") or not got["citations"]:
            continue
        cited = got["citations"][0]
        right = any(same_headline(wanted, cited["headline"]) for wanted in row["articles"])
        said = plain(got["answer"] + cited["quote"])
        right = right and (not row["answers"] or any(plain(form) in said for form in row["answers"]))
        pairs.append((got["confidence"], right))
    found = []
    for step in range(bins):
        inside = [pair for pair in pairs if min(bins - 1, int(pair[0] * bins)) == step]
        if inside:
            count = len(inside)
            found.append(Bin(count, sum(c for c, _ in inside) / count, sum(r for _, r in inside) / count))
    return found


def reliability_svg(lines: Mapping[str, Sequence[Bin]]) -> str:
    """A reliability plot: confidence to the right, share that is right upwards, a dot as large as its bin."""
    colours = ("#8a1f11", "#1d4f7a", "#4d7a1d", "#7a5a1d")
    parts = ['<line x1="50" y1="350" x2="350" y2="50" stroke="#999" stroke-dasharray="4 4"/>']
    for tick in range(0, 11, 2):
        at = 50 + 30 * tick
        parts.append(f'<text x="{at}" y="368" text-anchor="middle">{tick / 10:.1f}</text>')
        parts.append(f'<text x="42" y="{404 - at}" text-anchor="end">{tick / 10:.1f}</text>')
    for number, (name, bins) in enumerate(lines.items()):
        colour = colours[number % len(colours)]
        dots = [(50 + 300 * one.confidence, 350 - 300 * one.right, one.count) for one in bins]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in dots)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}"/>')
        parts += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2 + count**0.5 / 2:.1f}" fill="{colour}"/>' for x, y, count in dots
        ]
        parts.append(f'<text x="60" y="{66 + 16 * number}" fill="{colour}">{name}</text>')
    parts.append('<text x="200" y="390" text-anchor="middle">confidence</text>')
    parts.append('<text x="14" y="200" text-anchor="middle" transform="rotate(-90 14 200)">right</text>')
    frame = '<rect width="400" height="400" fill="#fff"/><rect x="50" y="50" width="300" height="300" fill="none" stroke="#333"/>'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" font-family="sans-serif" font-size="11">'
        f"{frame}{''.join(parts)}</svg>\n"
    )
