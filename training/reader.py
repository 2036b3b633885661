"""One network of the reading model: synthetic questions first, then human ones mixed with synthetic ones.

`python -m training.reader --packed build/reader --seed 1` runs for the minutes it is given, on one core or on a GPU; the
learning rate follows the clock, since a shared machine is not equally fast all the time. It goes on from its checkpoint
when one is there, or from a network that was trained before (`--from FOLDER`). Networks of several seeds are trained beside each other, a core each, and `--join` makes one model of
them: their mean reads better than one network that had all the time.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import torch

from qa.features import Features
from qa.network import Batch, Config, Logits, Network
from qa.span_model import SHIPPED, SpanModel, load, save
from training import evaluate
from training.groups import Groups, batches, endless, mixed
from training.joining import averaged, joined
from training.losses import loss_of
from training.packing import Packed, vocabulary
from training.reading_data import Row, read_rows


def vectors_of(words: Path, features: Features, network: Network) -> None:
    """Fills the network's tables with the vectors that `training.word_vectors` wrote, scaled to unit variance."""
    names = [line.split("\t")[0] for line in (words / "words.txt").read_text(encoding="utf-8").splitlines()]
    table = np.load(words / "vectors.npy")[:, : network.config.word_width].astype(np.float32)
    places = {name: row for row, name in enumerate(names)}
    table /= table.std()
    with torch.no_grad():
        for number, word in enumerate(features.words):
            if word in places:
                network.word_table[number] = torch.from_numpy(table[places[word]]).half()
        characters = [
            line.split("\t")[0] for line in (words / "characters.txt").read_text(encoding="utf-8").splitlines()
        ]
        vectors = np.load(words / "character_vectors.npy").astype(np.float32)
        vectors = vectors[:, : network.config.character_width] / vectors.std()
        rows = {name: row for row, name in enumerate(characters)}
        for number, character in enumerate(features.characters):
            if character in rows:
                network.character.weight[number] = torch.from_numpy(vectors[rows[character]])


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast: minutes on synthetic rows, minutes on mixed ones, learning rate, characters a batch; and
    which half of the human questions is learnt from, None for all."""

    synthetic: float
    mixed: float
    rate: float
    cells: int
    every: float
    measured: int
    half: int | None = None

    def rate_at(self, elapsed: float, step: int) -> float:
        """The learning rate after ``elapsed`` seconds: level on synthetic rows, then falling to a fiftieth."""
        first, total = 60 * self.synthetic, 60 * (self.synthetic + self.mixed)
        left = 1.0 if elapsed < first else max(0.02, (total - elapsed) / (total - first))
        return self.rate * left * min(1.0, (step + 1) / 100)


class Learner:
    """Steps on a network and a running average of its weights."""

    def __init__(self, network: Network, plan: Plan, features: Features, packed: Path, elapsed: float) -> None:
        self.network, self.plan, self.features, self.packed = network, plan, features, packed
        self.device = next(network.parameters()).device
        self.average = {name: value.detach().clone() for name, value in network.named_parameters()}
        self.optimizer = torch.optim.AdamW(
            network.parameters(), lr=plan.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True
        )
        self.step = 0
        self.synthetic = Packed.load(packed / "synthetic.npz")
        self.feed = batches(endless(Groups(self.synthetic, features, 170, 0.2)), plan.cells)
        self.stage = 0
        self.began = time.time() - elapsed
        self.halves = self.device.type == "cuda" or torch.cpu._is_avx512_bf16_supported()

    @property
    def elapsed(self) -> float:
        """Seconds since training began."""
        return time.time() - self.began

    @property
    def left(self) -> float:
        """Seconds until the plan is over."""
        return 60 * (self.plan.synthetic + self.plan.mixed) - self.elapsed

    def learn(self) -> tuple[float, float]:
        """One step; returns span and answerability loss."""
        if not self.stage and self.elapsed >= 60 * self.plan.synthetic:
            self.stage = 1
            packed = Packed.load(self.packed / "human.npz")
            human = Groups(packed if self.plan.half is None else packed.half(self.plan.half), self.features, 250, 0.3)
            self.feed = batches(mixed(human, Groups(self.synthetic, self.features, 200, 0.2), 0.15), self.plan.cells)
        batch, targets = next(self.feed)
        batch = Batch(*(tensor.to(self.device) for tensor in batch))
        for settings in self.optimizer.param_groups:
            settings["lr"] = self.plan.rate_at(self.elapsed, self.step)
        self.network.train()
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.halves):
            logits = self.network(batch)
        span, answer = loss_of(Logits(*(part.float() for part in logits)), batch, targets)
        self.optimizer.zero_grad(set_to_none=True)
        torch.autograd.backward(span + answer)
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
        self.optimizer.step()
        self.step += 1
        keep = 1 - min(0.997, self.step / (self.step + 20))
        torch._foreach_lerp_(list(self.average.values()), [value.detach() for value in self.network.parameters()], keep)
        return span.item(), answer.item()

    def averaged(self) -> Network:
        """A network with the running average of the weights, on the CPU."""
        copy = Network(self.network.config)
        copy.load_state_dict({**self.network.state_dict(), **self.average})
        return copy


def run(network: Network, plan: Plan, features: Features, packed: Path, out: Path, seed: int) -> None:
    """Trains until the plan is over, measuring on the way; writes a model of one network and a checkpoint to ``out``."""
    checkpoint = out / "state.pt"
    state = torch.load(checkpoint, weights_only=True) if checkpoint.exists() else None
    elapsed, best = (state["elapsed"], state["best"]) if state else (0.0, 0.0)
    for draw in (random.seed, np.random.seed, torch.manual_seed):
        draw(1000 * seed + int(elapsed))
    learner = Learner(network, plan, features, packed, elapsed)
    if state:
        network.load_state_dict(state["network"])
        learner.average, learner.step = state["average"], state["step"]
        learner.optimizer.load_state_dict(state["optimizer"])
    kept = read_rows(packed / "measure.jsonl")
    drawn = random.Random(5)
    spans = drawn.sample([row for row in kept if row.source == "cmrc-dev"], plan.measured)
    pairs = drawn.sample([row for row in kept if row.source != "cmrc-dev"], plan.measured)
    due = 60 * plan.every * (elapsed // (60 * plan.every) + 1)
    sums = np.zeros(3)
    while True:
        over = learner.left <= 0
        if not over:
            sums += (*learner.learn(), 1)
            if learner.step % 50 == 0:
                losses = f"span {sums[0] / sums[2]:.3f}  answerable {sums[1] / sums[2]:.3f}"
                print(f"{learner.elapsed / 60:6.1f} min  step {learner.step}  {losses}", flush=True)
                sums[:] = 0
        if over or learner.elapsed >= due:
            due += 60 * plan.every
            copy = learner.averaged()
            quality = measured(SpanModel.holding([copy], features), spans, pairs, learner.elapsed)
            if quality > best:
                best = quality
                save(out, [copy], features)
            state = {"network": network.state_dict(), "average": learner.average, "step": learner.step, "best": best}
            part = checkpoint.with_suffix(".part")
            torch.save({**state, "elapsed": learner.elapsed, "optimizer": learner.optimizer.state_dict()}, part)
            part.replace(checkpoint)
        if over:
            break


def measured(model: SpanModel, spans: Sequence[Row], pairs: Sequence[Row], elapsed: float) -> float:
    """One number for how good ``model`` is; prints its parts."""
    matched, overlap = evaluate.spans(model, spans)
    found, own = evaluate.answerability(model, pairs)
    print(
        f"{elapsed / 60:6.1f} min  exact {matched:.1f}  F1 {overlap:.1f}  balanced {found.at_zero:.1f} "
        f"(best {found.best:.1f} at {found.cut:.2f})  area {found.area:.3f}  own first {own:.1f}",
        flush=True,
    )
    return matched + overlap + 100 * found.area


def main() -> None:
    """Trains one network, or joins several."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=Path, default=Path("build/words"))
    parser.add_argument("--packed", type=Path, default=Path("build/reader"))
    parser.add_argument("--seed", type=int, default=1, help="another one, another network: build/reader/SEED")
    parser.add_argument("--from", dest="earlier", type=Path, metavar="FOLDER", help="begin with this network")
    parser.add_argument("--synthetic-minutes", type=float, default=30)
    parser.add_argument("--mixed-minutes", type=float, default=60)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--every", type=float, default=10, help="minutes between measurements")
    parser.add_argument("--cells", type=int, default=6000, help="padded characters a batch")
    parser.add_argument("--half", type=int, choices=(0, 1), help="learn from half of the human questions: half-HALF")
    parser.add_argument("--dry-run", action="store_true", help="a few steps and one small measurement")
    parser.add_argument("--join", type=Path, nargs="+", metavar="FOLDER", help="train nothing, join these networks")
    parser.add_argument("--average", type=Path, nargs="+", metavar="FOLDER", help="train nothing, average these stages")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="where --join and --average write")
    options = parser.parse_args()
    if options.average:
        averaged(options.average, options.out)
        return
    if options.join:
        joined(options.join, options.out)
        return
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    features = vocabulary(options.words)
    if options.earlier:
        (network,), features = load(options.earlier)
    else:
        network = Network(Config(len(features.characters), len(features.words)))
        vectors_of(options.words, features, network)
    network.to("cuda" if torch.cuda.is_available() else "cpu")
    plan = Plan(
        options.synthetic_minutes, options.mixed_minutes, options.rate, options.cells, options.every, 400, options.half
    )
    out = options.packed / (str(options.seed) if options.half is None else f"half-{options.half}")
    if options.dry_run:
        plan = replace(plan, synthetic=0.2, mixed=0.2, measured=20)
        out = options.packed / "dry-run"
    out.mkdir(parents=True, exist_ok=True)
    trained = sum(value.numel() for value in network.parameters())
    print(json.dumps({"trained parameters": trained, **asdict(plan)}), flush=True)
    run(network, plan, features, options.packed, out, options.seed)


if __name__ == "__main__":
    main()
