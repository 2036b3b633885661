"""Every figure of docs/evaluation.md: ``python -m benchmarks.quality --data DATA --eval EVAL``.

Archives are built under ``--work`` where they are missing (five minutes), then each part is measured; together half
an hour on two cores. ``--only`` takes parts of it: reading, retrieval, answers, rgb. Results are kept as JSON
beside the archives, and the tables between the two marks of the document are written anew from all of them.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks import answers, rgb
from benchmarks.archives import PAPERS, Shelf
from benchmarks.retrieval import FIRST, Sought, recall, sought_headlines
from index.records import Article
from qa.answer import Answerer
from qa.judge import Judge
from qa.metrics import figures
from qa.read import JudgedReader
from qa.retrieve import HybridRetriever
from qa.span_model import SpanModel
from training.corpus import kept_out_title
from ui.batch import question_rows
from ui.settings import STRICTNESS

QUESTIONS = Path(__file__).parent / "questions"
DOCUMENT = Path("docs/evaluation.md")
PLOT = Path("docs/reliability.svg")
MARKS = ("<!-- measured -->\n", "<!-- /measured -->")
HEADLINES = 1000

Figures = dict[str, Any]


def sets(shelf: Shelf) -> dict[str, tuple[str, Path]]:
    """By name, the archive and the questions of each set; the first two are test questions, never fitted on."""
    return {
        "test questions, seeds": ("seeds", shelf.evaluation / "seed-questions-open.jsonl"),
        "test questions, 66,093 news articles": ("news", shelf.evaluation / "news-questions-open.jsonl"),
        "own, seeds": ("seeds", QUESTIONS / "seeds.jsonl"),
        "own 2, seeds": ("seeds", QUESTIONS / "seeds-2.jsonl"),
        "own 3, seeds": ("seeds", QUESTIONS / "seeds-3.jsonl"),
        "own 4, seeds": ("seeds", QUESTIONS / "seeds-4.jsonl"),
        "own 5, seeds": ("seeds", QUESTIONS / "seeds-5.jsonl"),
        "own 6, seeds": ("seeds", QUESTIONS / "seeds-6.jsonl"),
        "own, first invented paper": ("harbour", PAPERS / "harbour" / "questions.jsonl"),
        "own, second invented paper": ("workers", PAPERS / "workers" / "questions.jsonl"),
        "own, third invented paper": ("evening", PAPERS / "evening" / "questions.jsonl"),
        "own, 23,681 broadcast items": ("broadcast", QUESTIONS / "broadcast.jsonl"),
        "own 2, 23,681 broadcast items": ("broadcast", QUESTIONS / "broadcast-2.jsonl"),
        "own 3, 23,681 broadcast items": ("broadcast", QUESTIONS / "broadcast-3.jsonl"),
        "own 4, 23,681 broadcast items": ("broadcast", QUESTIONS / "broadcast-4.jsonl"),
    }


def reading(shelf: Shelf) -> Figures:
    """Exact match, F1 and answerability of the shipped reader on questions kept out of training."""
    from training.evaluate import answerability, spans
    from training.packing import to_measure

    random.seed(11)
    rows = to_measure(shelf.data)
    model = SpanModel()
    found: Figures = {}
    asked = {
        "CMRC 2018 dev": "cmrc-dev",
        "DRCD kept out": "drcd",
        "CJRC kept out": "cjrc",
        "our own over news kept out, plain": "written-plain",
        "our own over news kept out, reworded": "written-reworded",
        "our own over the encyclopaedia kept out, reworded": "encyclopaedia-reworded",
    }
    for name, source in asked.items():
        chosen = [row for row in rows if row.source == source]
        found[f"{name}, {len(chosen)} questions: exact / F1"] = spans(model, chosen)
    pairs = {
        "CJRC with and without an answer": ("cjrc", "cjrc-none"),
        "CMRC dev against BM25-near passages": ("cmrc-dev",),
        "DRCD kept out against BM25-near passages": ("drcd",),
        "our own reworded against BM25-near passages": ("written-reworded",),
        "our own plain against near misses": ("written-plain", "written-none"),
        "our own reworded against near misses": ("written-reworded", "written-none"),
    }
    for name, sources in pairs.items():
        chosen = [row for row in rows if row.source in sources]
        if "written-none" in sources:
            chosen = [replace(row, negatives=()) if row.positive else row for row in chosen]
        separation, _ = answerability(model, chosen)
        shares = separation.at_zero, separation.halved, 100 * separation.area
        found[f"answerable, {name}: balanced accuracy at 0 / at the cut of the other half / area under ROC"] = shares
    return found


def retrieval(shelf: Shelf) -> Figures:
    """The article in the first 1, 3, 5, 20 by each way of searching."""
    reader = JudgedReader(SpanModel(), Judge())
    found: Figures = {}
    for name, (archive, path) in sets(shelf).items():
        rows = list(question_rows(path, judged=True))
        with shelf.open(archive) as opened:
            found[name] = recall(opened, sought_headlines(rows), reader)
            harder = [row for row in rows if row["kind"] == "paraphrase"]
            if len(harder) > 9:
                found[f"{name}: paraphrases"] = recall(opened, sought_headlines(harder), reader)
    with shelf.open("untitled") as opened:
        found[f"headline to body, {HEADLINES} kept out of 23,681"] = recall(opened, headlines(shelf), None)
    return found


def headlines(shelf: Shelf) -> list[Sought]:
    """Headlines of broadcast items that no model was trained on, each to find its body."""

    def holds(text: str) -> Callable[[Article], bool]:
        start = "".join(text.split())[:60]
        return lambda article: "".join(article.body.split()).startswith(start)

    with lzma.open(shelf.data / "broadcast-2022-2026.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    kept = [row for row in rows if kept_out_title(row["title"]) and len(row["title"]) > 5]
    return [
        Sought(row["title"], holds(row["text"])) for row in random.Random(3).sample(kept, min(HEADLINES, len(kept)))
    ]


def answering(shelf: Shelf) -> Figures:
    """The referee's figures on every set, and confidence against truth."""
    found: Figures = {"figures": {}, "reliability": {}}
    for name, (archive, path) in sets(shelf).items():
        rows = list(question_rows(path, judged=True))
        with shelf.open(archive) as opened:
            reader = JudgedReader(SpanModel(), Judge())
            free, usual = (
                Answerer(opened, HybridRetriever(opened), reader, sure=sure) for sure in (0.0, STRICTNESS["normal"])
            )
            given = answers.asked(free, rows, usual)
        found["figures"][name] = figures(rows, answers.cut_at(given, STRICTNESS["normal"]))
        bins = answers.reliability(rows, given, 5)
        found["reliability"][name] = [(one.count, one.confidence, one.right) for one in bins]
    return found


def noisy(shelf: Shelf) -> Figures:
    """RGB: accuracy by share of noise, and refusal by strictness."""
    rows = rgb.read_rows(shelf.evaluation / "rgb_refine.json.xz")
    reader = JudgedReader(SpanModel(), Judge())
    found: Figures = {f"right with {noise:.0%} noise": rgb.accuracy(reader, rows, noise) for noise in rgb.NOISE}
    refused = rgb.refusals(reader, rows, STRICTNESS)
    return found | {f"refused on noise alone, {name}": share for name, share in refused.items()}


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def report(measured: Figures) -> str:
    """The tables of all parts that were measured."""
    parts = []
    if "reading" in measured:
        rows = [[name, " / ".join(f"{value:.1f}" for value in pair)] for name, pair in measured["reading"].items()]
        parts.append("### Reading\n\n" + table(["", "measured"], rows))
    if "retrieval" in measured:
        first = " / ".join(map(str, FIRST))
        rows = [
            [name, way, " / ".join(f"{value:.1f}" for value in values)]
            for name, ways in measured["retrieval"].items()
            for way, values in ways.items()
        ]
        parts.append("### Finding\n\n" + table(["questions", "searched by", f"article in first {first}, %"], rows))
    if "answers" in measured:
        by_set = measured["answers"]["figures"]
        names = sorted({name for found in by_set.values() for name in found})
        rows = [
            [
                name,
                *(f"{found[name][0]:.1f} % of {found[name][1]}" if name in found else "" for found in by_set.values()),
            ]
            for name in names
        ]
        parts.append("### Answering\n\n" + table(["", *by_set], rows))
        bins = measured["answers"]["reliability"]
        rows = [[name, *(f"{c:.2f} → {r:.2f} ({n})" for n, c, r in one)] for name, one in bins.items()]
        rows = [[*row, *[""] * (6 - len(row))] for row in rows]
        parts.append(
            "### Confidence\n\nMean confidence → share that is right (number of answers), in fifths.\n\n"
            + table(["questions", *[""] * 5], rows)
            + f"\n![Reliability]({PLOT.name})\n"
        )
    if "rgb" in measured:
        parts.append("### RGB\n\n" + table(["", "%"], [[n, f"{v:.1f}"] for n, v in measured["rgb"].items()]))
    return "\n".join(parts)


def main() -> None:
    """Measure, keep, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the public texts")
    parser.add_argument("--eval", type=Path, required=True, help="folder of the test questions")
    parser.add_argument("--work", type=Path, default=Path("build/quality"), help="folder for archives and results")
    parser.add_argument("--only", nargs="*", choices=["reading", "retrieval", "answers", "rgb"])
    options = parser.parse_args()
    shelf = Shelf(options.work, options.data, options.eval)
    options.work.mkdir(parents=True, exist_ok=True)
    ways = {"reading": reading, "retrieval": retrieval, "answers": answering, "rgb": noisy}
    for name in options.only or ways:
        print(f"measuring {name}", flush=True)
        text = json.dumps(ways[name](shelf), ensure_ascii=False, indent=1)
        (options.work / f"{name}.json").write_text(text, encoding="utf-8")
    kept = {name: options.work / f"{name}.json" for name in ways}
    measured: Figures = {name: json.loads(path.read_text("utf-8")) for name, path in kept.items() if path.exists()}
    if "answers" in measured:
        lines = {name: [answers.Bin(*one) for one in bins] for name, bins in measured["answers"]["reliability"].items()}
        PLOT.write_text(answers.reliability_svg(lines), encoding="utf-8")
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(MARKS[0])
    _, _, after = rest.partition(MARKS[1])
    DOCUMENT.write_text(f"{before}{MARKS[0]}\n{report(measured)}\n{MARKS[1]}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
