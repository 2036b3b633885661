"""How fast Wenbao reads, embeds and loads, beside plain PyTorch and sentence-transformers, in one run.

`python -m benchmarks.speed [--rounds 15] [--chunks 8000] [--questions build/reader/measure.jsonl]` prints wall time and
ratios; the two sides of a ratio take turns, so that other work on the machine hits both. With `--questions` it also says
for how many of 600 questions of CMRC 2018 dev the quantized reader's first span is that of the plain one. Texts are the
words of the seed pages in random order: real words, and clauses that no cache has seen.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import rjieba
import torch

from index.embed import SHIPPED, SentenceEmbedder, unit
from qa.edges import Edges
from qa.network import collate
from qa.span_model import SHIPPED as READER
from qa.span_model import SpanModel, load
from qa.spans import Span, best_spans
from training.evaluate import exact, f1

SEEDS = Path(__file__).parents[1] / "seeds"
QUESTION = "南溪区的区长何云川在调研时去了哪几家企业"
LOADING = {
    "wenbao": "from index.embed import SentenceEmbedder; import torch, qa.span_model, qa.judge; import time; b = time.perf_counter(); "
    "SentenceEmbedder(); qa.span_model.SpanModel(); qa.judge.Judge(); print(b - a, time.perf_counter() - b)",
    "sentence-transformers": "from sentence_transformers import SentenceTransformer; import time; b = time.perf_counter(); "
    f"SentenceTransformer({str(SHIPPED)!r}, device='cpu', local_files_only=True); print(b - a, time.perf_counter() - b)",
}


def texts(count: int, length: int) -> list[str]:
    """``count`` texts of ``length`` characters."""
    pages = "".join(
        page.read_text(encoding="utf-8") for page in sorted(SEEDS.iterdir()) if page.suffix in {".txt", ".md"}
    )
    words = [word for word in rjieba.cut(pages) if word.strip()]
    chosen = random.Random(7)
    made = []
    for _ in range(count):
        text = "".join(chosen.choices(words, k=length))
        made.append(text[:length])
    return made


def in_turns(rounds: int, sides: dict[str, Callable[[int], object]]) -> dict[str, float]:
    """The median seconds of each side; all sides do round ``n`` before any does ``n + 1``."""
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(-1, rounds):  # round -1 warms up
        for name, side in sides.items():
            begun = time.perf_counter()
            side(number)
            seconds[name].append(time.perf_counter() - begun)
    return {name: statistics.median(each[1:]) for name, each in seconds.items()}


def plain_reading(model: SpanModel, passages: Sequence[str]) -> list[tuple[Span, ...]]:
    """The spans by PyTorch in float32, all passages in one batch."""
    batch = collate([model.features.rows(QUESTION)], [(0, model.features.rows(text), 0) for text in passages])
    with torch.inference_mode():
        every = [network(batch) for network in model.networks]
        logits = torch.stack([one.spans for one in every]).mean(dim=0).numpy()
    lengths = map(len, passages)
    return [best_spans(text, logits[row, :n]) for row, (text, n) in enumerate(zip(passages, lengths, strict=True))]


def reading(rounds: int) -> None:
    """Prints milliseconds for 8 passages of 300 characters, and for 16 of 60 to 300 as an archive has them."""
    quick, plain = SpanModel(), SpanModel.holding(*load(READER), Edges())
    for count, shortest in ((8, 300), (16, 60)):
        lengths = random.Random(count)
        passages = [text[: lengths.randint(shortest, 300)] for text in texts(count * (rounds + 1), 300)]

        def part(number: int, count: int = count, passages: Sequence[str] = passages) -> Sequence[str]:
            return passages[(number + 1) * count :][:count]

        found = in_turns(
            rounds,
            {"wenbao": lambda n: quick.read(QUESTION, part(n)), "plain": lambda n: plain_reading(plain, part(n))},
        )
        print(
            f"read {count} passages of {shortest} to 300 characters, {len(quick.networks)} networks: {1000 * found['wenbao']:.0f} ms, "
            f"plain PyTorch {1000 * found['plain']:.0f} ms: {found['plain'] / found['wenbao']:.2f} times"
        )


def agreement(path: Path) -> None:
    """Prints how often the quantized reader's first span is the plain one's, and both readers' figures."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = random.Random(2).sample([row for row in rows if row["source"] == "cmrc-dev"], 600)
    models = (SpanModel(), SpanModel.holding(*load(READER), Edges()))
    same = 0
    sums = np.zeros((2, 2))
    for row in rows:
        body, title = row["positive"]["body"], row["positive"]["title"]
        first = [model.read(row["question"], [body], title=[title])[0].spans[0] for model in models]
        same += (first[0].start, first[0].end) == (first[1].start, first[1].end)
        answers = row.get("answers") or [row["answer"]]
        said = [body[span.start : span.end] for span in first]
        sums += [[exact(text, answers), f1(text, answers)] for text in said]
    (quick, plain), share = 100 * sums / len(rows), 100 * same / len(rows)
    print(
        f"same first span: {share:.1f} % of {len(rows)}; exact/F1 {quick[0]:.1f}/{quick[1]:.1f}, plain {plain[0]:.1f}/{plain[1]:.1f}"
    )


def embedding(count: int) -> None:
    """Prints chunks a second, and how far the vectors are from those of sentence-transformers."""
    from sentence_transformers import SentenceTransformer

    ours, theirs = SentenceEmbedder(), SentenceTransformer(str(SHIPPED), device="cpu", local_files_only=True).float()
    block = 1000
    chunks = texts(count + block, 260)

    def part(number: int) -> list[str]:
        return chunks[(number + 1) * block :][:block]

    sides: dict[str, Callable[[int], object]] = {
        "wenbao": lambda n: ours.passages(part(n)),
        "theirs": lambda n: theirs.encode_document(part(n), batch_size=1024, show_progress_bar=False),
    }
    found = in_turns(count // block, sides)
    off = np.abs(ours.passages(part(0)) - unit(theirs.encode_document(part(0)))).max()
    print(
        f"embed chunks of 260 characters: {block / found['wenbao']:.0f} a second, SentenceTransformer.encode "
        f"{block / found['theirs']:.0f}: {found['theirs'] / found['wenbao']:.2f} times; vectors differ by {off:.0e}"
    )


def loading(rounds: int = 3) -> None:
    """Prints seconds of imports and of loading, each in fresh processes."""
    for name, code in LOADING.items():
        runs = [
            subprocess.run(
                [sys.executable, "-c", f"import time; a = time.perf_counter(); {code}"],
                capture_output=True, text=True, check=True, cwd=SEEDS.parent,
            ).stdout.split()
            for _ in range(rounds)
        ]  # fmt: skip
        imports, models = (statistics.median(float(run[place]) for run in runs) for place in (0, 1))
        what = "all models" if name == "wenbao" else "the embedder alone"
        print(f"{name}: imports {imports:.2f} s, then loading {what} {models:.2f} s")


def main() -> None:
    """Prints every figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--chunks", type=int, default=8000)
    parser.add_argument("--questions", type=Path)
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    reading(options.rounds)
    loading()
    embedding(options.chunks)
    if options.questions:
        agreement(options.questions)


if __name__ == "__main__":
    main()
