"""The reading model, trained on two cores: synthetic questions first, then human ones mixed with synthetic ones.

`python -m training.reader --words build/words --packed build/reader --out qa/models/reader` runs for the minutes it is
given; the learning rate follows the clock, since a shared machine is not equally fast all the time. It goes on from its
checkpoint when one is there, and writes the product's folder whenever the measured questions come out better.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from qa.features import Features
from qa.network import Batch, Config, Logits, Network, SpanModel, save
from training import evaluate
from training.groups import Groups, Targets, batches, endless, mixed
from training.packing import Packed, vocabulary
from training.reading_data import Row, read_rows


def loss_of(logits: Logits, batch: Batch, targets: Targets) -> tuple[Tensor, Tensor]:
    """Span loss and answerability loss of one batch; the softmax of a span runs over all passages of its question."""
    start, end = (torch.from_numpy(target) for target in targets)
    answered = start >= 0
    count = len(batch.question)
    slot = torch.zeros_like(batch.owner)
    slot[1:] = (batch.owner[1:] == batch.owner[:-1]).long()  # a group has one or two passages
    own = batch.owner[answered]

    def grouped(values: Tensor) -> Tensor:
        table = values.new_full((count, 2), -1e4)
        table[batch.owner, slot] = values
        return table.logsumexp(dim=-1)

    def cross_entropy(values: Tensor, places: Tensor) -> Tensor:
        total = grouped(values.logsumexp(dim=-1))[own]
        return (total - values[answered].gather(1, places[answered].unsqueeze(1)).squeeze(1)).mean()

    truth = F.binary_cross_entropy_with_logits(logits.answerable, answered.float())
    if not len(own):
        return truth * 0, truth
    rank = (grouped(logits.answerable)[own] - logits.answerable[answered]).mean()
    return cross_entropy(logits.start, start) + cross_entropy(logits.end, end), truth + 0.5 * rank


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
    """How long and how fast: minutes on synthetic rows, minutes on mixed ones, learning rate, characters a batch."""

    synthetic: float
    mixed: float
    rate: float
    cells: int
    every: float
    measured: int

    def rate_at(self, elapsed: float, step: int) -> float:
        """The learning rate after ``elapsed`` seconds: level on synthetic rows, then falling to a fiftieth."""
        first, total = 60 * self.synthetic, 60 * (self.synthetic + self.mixed)
        left = 1.0 if elapsed < first else max(0.02, (total - elapsed) / (total - first))
        return self.rate * left * min(1.0, (step + 1) / 100)


class Learner:
    """Steps of one process on a network whose weights all processes share and change without a lock (Hogwild)."""

    def __init__(
        self, network: Network, plan: Plan, features: Features, packed: Path, seed: int, elapsed: float
    ) -> None:
        torch.set_num_threads(1)
        random.seed(seed)
        np.random.seed(seed)
        torch.manual_seed(seed)
        self.network, self.plan, self.features, self.packed = network, plan, features, packed
        self.optimizer = torch.optim.AdamW(
            network.parameters(), lr=plan.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True
        )
        self.step = 0
        self.synthetic = Packed.load(packed / "synthetic.npz")
        self.feed = batches(endless(Groups(self.synthetic, features, 170, 0.2)), plan.cells)
        self.stage = 0
        self.began = time.time() - elapsed

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
            human = Groups(Packed.load(self.packed / "human.npz"), self.features, 250, 0.3)
            self.feed = batches(mixed(human, Groups(self.synthetic, self.features, 200, 0.2), 0.35), self.plan.cells)
        batch, targets = next(self.feed)
        for settings in self.optimizer.param_groups:
            settings["lr"] = self.plan.rate_at(self.elapsed, self.step)
        self.network.train()
        span, answer = loss_of(self.network(batch), batch, targets)
        self.optimizer.zero_grad(set_to_none=True)
        torch.autograd.backward(span + answer)
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
        self.optimizer.step()
        self.step += 1
        return span.item(), answer.item()


def second(network: Network, plan: Plan, features: Features, packed: Path, checkpoint: Path, elapsed: float) -> None:
    """The second process: nothing but steps until the plan is over or the first process is gone."""
    learner = Learner(network, plan, features, packed, 1000 + int(elapsed), elapsed)
    if checkpoint.exists():
        learner.optimizer.load_state_dict(torch.load(checkpoint, weights_only=True)["optimizer"])
        learner.step = 100
    parent = os.getppid()
    while learner.left > 0 and os.getppid() == parent:
        learner.learn()


def run(network: Network, plan: Plan, features: Features, packed: Path, out: Path, checkpoint: Path) -> None:
    """Trains in two processes until the plan is over, measuring and exporting on the way."""
    average = {name: value.detach().clone() for name, value in network.named_parameters()}
    elapsed = best = 0.0
    state = torch.load(checkpoint, weights_only=True) if checkpoint.exists() else None
    if state:
        network.load_state_dict(state["network"])
        average, elapsed, best = state["average"], state["elapsed"], state["best"]
    network.share_memory()
    other = torch.multiprocessing.get_context("spawn").Process(
        target=second, args=(network, plan, features, packed, checkpoint, elapsed), daemon=True
    )
    other.start()
    learner = Learner(network, plan, features, packed, 1 + int(elapsed), elapsed)
    if state:
        learner.optimizer.load_state_dict(state["optimizer"])
        learner.step = state["step"]
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
            keep = 1 - min(0.997, learner.step / (learner.step + 20))
            torch._foreach_lerp_(list(average.values()), [value.detach() for value in network.parameters()], keep)
            if learner.step % 50 == 0:
                losses = f"span {sums[0] / sums[2]:.3f}  answerable {sums[1] / sums[2]:.3f}"
                print(f"{learner.elapsed / 60:6.1f} min  step {learner.step}  {losses}", flush=True)
                sums[:] = 0
        if over or learner.elapsed >= due:
            due += 60 * plan.every
            copy = Network(network.config)
            copy.load_state_dict({**network.state_dict(), **average})
            quality = measured(SpanModel.holding(copy, features), spans, pairs, learner.elapsed)
            if quality > best:
                best = quality
                save(out, copy, features)
            state = {"network": network.state_dict(), "average": average, "optimizer": learner.optimizer.state_dict()}
            part = checkpoint.with_suffix(".part")
            torch.save({**state, "elapsed": learner.elapsed, "step": learner.step, "best": best}, part)
            part.replace(checkpoint)
        if over:
            break
    other.join()


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
    """Trains and exports."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=Path, default=Path("build/words"))
    parser.add_argument("--packed", type=Path, default=Path("build/reader"))
    parser.add_argument("--vocabulary", type=Path, help="folder of the word list the data was packed with")
    parser.add_argument("--out", type=Path, default=Path("qa/models/reader"))
    parser.add_argument("--checkpoint", type=Path, default=Path("build/reader/state.pt"))
    parser.add_argument("--synthetic-minutes", type=float, default=20)
    parser.add_argument("--mixed-minutes", type=float, default=40)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--every", type=float, default=6, help="minutes between measurements")
    parser.add_argument("--cells", type=int, default=6000, help="padded characters a batch")
    parser.add_argument("--dry-run", action="store_true", help="a few steps and one small measurement")
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    features = vocabulary(options.vocabulary or options.words)
    network = Network(Config(len(features.characters), len(features.words)))
    if (options.words / "vectors.npy").exists():
        vectors_of(options.words, features, network)
    plan = Plan(options.synthetic_minutes, options.mixed_minutes, options.rate, options.cells, options.every, 400)
    if options.dry_run:
        plan = replace(plan, synthetic=0.2, mixed=0.2, measured=20)
    trained = sum(value.numel() for value in network.parameters())
    print(json.dumps({"trained parameters": trained, **asdict(plan)}), flush=True)
    run(network, plan, features, options.packed, options.out, options.checkpoint)


if __name__ == "__main__":
    main()
