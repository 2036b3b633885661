"""The shipped embedder: ``python -m training.embedder --data DATA --words build/words --out index/models/embedder``.

A static model: a text is cut into words by a Unigram tokenizer and is the mean of its words' vectors, so it costs a table
look-up and no network. The vectors start as word vectors weighted against frequency (Arora et al. 2017) and are then
trained so that questions lie near their passages: InfoNCE over the passages of a batch (van den Oord et al. 2018), at
several lengths of the same vector (Kusupati et al. 2022). About twenty minutes on two cores; ``--dry-run`` takes one.
"""

import argparse
import os
import random
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from training.corpus import segmented
from training.embedder_pairs import all_pairs
from training.unigram import SEED, WIDTH, start_vectors, vocabulary, word_tokenizer

WORDS = 45_000
DIMS = (WIDTH, 128, 64)
SCALE = 20.0
HELD_OUT = 2_048


@dataclass(frozen=True, slots=True)
class Pairs:
    """Token numbers of pairs, laid end to end: row i of a side is ``ids[side][ends[side][i]:ends[side][i + 1]]``."""

    ids: tuple[NDArray[np.int32], NDArray[np.int32]]
    ends: tuple[NDArray[np.int64], NDArray[np.int64]]

    def __len__(self) -> int:
        """Returns the number of pairs."""
        return len(self.ends[0]) - 1

    def bags(self, side: int, chosen: NDArray[np.int64], keep: float = 1.0) -> tuple[torch.Tensor, torch.Tensor]:
        """Returns token numbers and offsets of one side of the chosen pairs, as ``EmbeddingBag`` takes them.

        Args:
            side: 0 for questions, 1 for passages.
            chosen: Numbers of the pairs.
            keep: Part of each row's tokens to keep, at random; the first always, so that none is empty.
        """
        begins = self.ends[side][chosen]
        lengths = self.ends[side][chosen + 1] - begins
        offsets = np.cumsum(lengths) - lengths
        tokens = self.ids[side][np.arange(lengths.sum()) + np.repeat(begins - offsets, lengths)]
        if keep < 1:
            kept = np.random.random(len(tokens)) < keep
            kept[offsets] = True
            tokens = tokens[kept]
            lengths = np.add.reduceat(kept, offsets, dtype=np.int64)
            offsets = np.cumsum(lengths) - lengths
        return torch.from_numpy(tokens.astype(np.int64)), torch.from_numpy(offsets)


def tokenized(tokenizer: Tokenizer, pairs: Iterator[tuple[str, str]]) -> Pairs:
    """Returns the pairs as token numbers; a pair of which either side has under three tokens is dropped."""
    ids: tuple[list[NDArray[np.int32]], list[NDArray[np.int32]]] = ([], [])
    batch: list[tuple[str, str]] = []

    def flush() -> None:
        sides = [tokenizer.encode_batch_fast([pair[side] for pair in batch]) for side in (0, 1)]
        for question, passage in zip(*sides, strict=True):
            if len(question.ids) > 2 and len(passage.ids) > 2:
                ids[0].append(np.array(question.ids, dtype=np.int32))
                ids[1].append(np.array(passage.ids, dtype=np.int32))
        batch.clear()

    for pair in pairs:
        batch.append(pair)
        if len(batch) == 10_000:
            flush()
    flush()
    (questions, ends), (passages, borders) = map(laid_end_to_end, ids)
    return Pairs((questions, passages), (ends, borders))


def laid_end_to_end(rows: Sequence[Sequence[int] | NDArray[np.int32]]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """The rows after one another and where each begins and ends, as `Pairs` holds a side."""
    return np.concatenate([np.asarray(row, np.int32) for row in rows]), np.cumsum([0, *map(len, rows)])


def in_batches(
    table: torch.nn.EmbeddingBag, pairs: Pairs, chosen: NDArray[np.int64], size: int, hard: float, rng: random.Random
) -> Iterator[NDArray[np.int64]]:
    """Yields the chosen pairs in batches; in the part ``hard`` of them, passages of a batch are about like things.

    Such a batch makes every other passage a hard negative at no cost. Likeness is by random cuts of the passages' vectors
    as they are now, so the batches change as the model learns.
    """
    order = np.array(rng.sample(list(chosen), len(chosen)))
    like = order[: int(len(order) * hard)]
    with torch.no_grad():
        vectors = torch.cat([table(*pairs.bags(1, part)) for part in np.array_split(like, len(like) // 4096 + 1)])
    batches = [order[i : i + size] for i in range(len(like), len(order) - size + 1, size)]
    centred = torch.nn.functional.normalize(vectors).numpy()
    groups = [np.arange(len(like))]
    generator = np.random.default_rng(rng.randrange(2**32))
    while len(groups[0]) >= 2 * size:
        halves = []
        for group in groups:
            one, other = centred[generator.choice(group, 2, replace=False)]
            by = centred[group] @ (one - other)
            halves += np.array_split(group[np.argsort(by)], 2)
        groups = halves
    batches += [like[group[:size]] for group in groups if len(group) >= size]
    rng.shuffle(batches)
    yield from batches


def loss_of(questions: torch.Tensor, passages: torch.Tensor, numbers: NDArray[np.int64] | None = None) -> torch.Tensor:
    """Returns InfoNCE both ways at full length and at one of the shorter ones; a passage's near double is no negative.

    Args:
        questions: Vectors (n, width).
        passages: Vectors (m, width), m >= n: first those that answer, then any that do not.
        numbers: Of the passages (m,), where the same may stand twice.
    """
    count = len(questions)
    labels = torch.arange(count)
    with torch.no_grad():
        unit = torch.nn.functional.normalize(passages)
        same = unit[:count] @ unit.T > 0.9
        if numbers is not None:
            same |= torch.from_numpy(numbers[:count, None] == numbers[None, :])
        same[labels, labels] = False
    losses = []
    for dim in (DIMS[0], random.choice(DIMS[1:])):
        q = torch.nn.functional.normalize(questions[:, :dim])
        p = torch.nn.functional.normalize(passages[:, :dim])
        scores = (SCALE * q @ p.T).masked_fill(same, -1e4)
        there = torch.nn.functional.cross_entropy(scores, labels)
        back = torch.nn.functional.cross_entropy(scores[:, :count].T, labels)
        losses.append(0.8 * there + 0.2 * back)
    return torch.stack(losses).mean()


def first_of(table: torch.nn.EmbeddingBag, pairs: Pairs, chosen: NDArray[np.int64]) -> float:
    """Returns the part of the chosen questions whose own passage is nearest among the chosen passages, in 0..1."""
    with torch.no_grad():
        q, p = (torch.nn.functional.normalize(table(*pairs.bags(side, chosen))) for side in (0, 1))
    return float(((q @ p.T).argmax(dim=1) == torch.arange(len(chosen))).float().mean())


def train(table: torch.nn.EmbeddingBag, pairs: Pairs, arguments: argparse.Namespace, earlier: int = 0) -> int:
    """Trains the table in place until the time, the steps or the epochs are used up; returns the steps taken.

    The learning rate rises over 20 steps and falls linearly to nothing over the bound that is nearest. The same pairs are
    held out in every run.

    Args:
        table: The vectors.
        pairs: What to learn from.
        arguments: As on the command line.
        earlier: Steps that earlier runs took, so that a resumed run sees the pairs in another order.
    """
    numbers = np.array(random.Random(SEED).sample(range(len(pairs)), len(pairs)))
    held_out, chosen = numbers[:HELD_OUT], numbers[HELD_OUT:]
    rng = random.Random(SEED + earlier)
    optimizer = torch.optim.Adam(table.parameters(), lr=arguments.rate, betas=(0.9, 0.98))
    most = min(arguments.steps, arguments.epochs * (len(chosen) // arguments.batch))
    began, step = time.monotonic(), 0
    print(f"held out: {first_of(table, pairs, held_out):.3f} first of {len(held_out)} before any step", flush=True)
    while True:
        for batch in in_batches(table, pairs, chosen, arguments.batch, arguments.hard, rng):
            done = max(step / most, (time.monotonic() - began) / (60 * arguments.minutes))
            if done >= 1:
                checkpoint(table, arguments.checkpoint, earlier + step)
                return step
            optimizer.param_groups[0]["lr"] = arguments.rate * min(1, (step + 1) / 20) * (1 - done)
            questions = table(*pairs.bags(0, batch, keep=0.9))
            passages = table(*pairs.bags(1, batch, keep=arguments.keep))
            loss = loss_of(questions, passages)
            optimizer.zero_grad()
            torch.autograd.backward(loss)
            optimizer.step()
            step += 1
            if step % 20 == 0:
                seconds = time.monotonic() - began
                own = first_of(table, pairs, held_out)
                print(f"step {step} of {most}, {seconds:.0f} s: loss {loss.item():.3f}, held out {own:.3f}", flush=True)
            if step % 100 == 0:
                checkpoint(table, arguments.checkpoint, earlier + step)


def checkpoint(table: torch.nn.EmbeddingBag, path: Path, steps: int) -> None:
    """Writes the vectors and the steps taken so far to an ``.npz`` file, whole or not at all."""
    unfinished = path.with_name(f"unfinished.{os.getpid()}.npz")
    np.savez(unfinished, vectors=table.weight.detach().numpy(), steps=steps)
    unfinished.replace(path)


def save(table: torch.nn.EmbeddingBag, tokenizer: Tokenizer, out: Path) -> None:
    """Writes a sentence-transformers folder in half precision beside ``out`` and puts it in its place.

    A ``README.md`` that is already there is kept: it is the model card.
    """
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding

    weights = table.weight.detach().half()
    model = SentenceTransformer(
        modules=[StaticEmbedding(tokenizer, embedding_weights=weights), Normalize()], device="cpu"
    )
    unfinished = out.with_name(f"{out.name}.{os.getpid()}")
    model.save(str(unfinished), create_model_card=False)
    tokenizer.save(str(unfinished / "tokenizer.json"), pretty=False)
    (unfinished / "model.safetensors").chmod(0o644)
    if (out / "README.md").exists():
        shutil.copy(out / "README.md", unfinished)
    shutil.rmtree(out, ignore_errors=True)
    unfinished.rename(out)


def main() -> None:
    """Makes the tokenizer, the pairs and the model, and writes the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the public texts")
    parser.add_argument("--words", type=Path, required=True, help="folder that training.word_vectors wrote")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model")
    parser.add_argument("--minutes", type=float, default=12, help="longest time to train, reading and tokenizing apart")
    parser.add_argument("--steps", type=int, default=10_000, help="most steps")
    parser.add_argument("--epochs", type=int, default=2, help="most passes over the pairs")
    parser.add_argument("--batch", type=int, default=2048, help="pairs a step")
    parser.add_argument("--rate", type=float, default=0.01, help="highest learning rate")
    parser.add_argument("--keep", type=float, default=0.6, help="part of a passage's tokens seen in a step")
    parser.add_argument("--hard", type=float, default=0.5, help="part of the batches that are about like things")
    parser.add_argument("--resume", action="store_true", help="start from the last checkpoint")
    parser.add_argument("--dry-run", action="store_true", help="a fiftieth of the texts, 20 steps")
    arguments = parser.parse_args()
    if arguments.dry_run:
        arguments.steps, arguments.batch = 20, 256
    work = arguments.words.parent
    arguments.checkpoint = work / ("embedder-dry-run.npz" if arguments.dry_run else "embedder.npz")
    random.seed(SEED)
    np.random.seed(SEED)

    counts = vocabulary(segmented(arguments.data, work), arguments.words, WORDS)
    tokenizer = word_tokenizer(counts)
    began = time.monotonic()
    pairs = tokenized(tokenizer, all_pairs(arguments.data, SEED, share=0.02 if arguments.dry_run else 1.0))
    print(
        f"{len(pairs)} pairs of {[len(side) for side in pairs.ids]} tokens in {time.monotonic() - began:.0f} s",
        flush=True,
    )
    earlier, vectors = 0, start_vectors(tokenizer, counts, arguments.words)
    if arguments.resume:
        with np.load(arguments.checkpoint) as saved:
            earlier, vectors = int(saved["steps"]), saved["vectors"]
    table = torch.nn.EmbeddingBag.from_pretrained(torch.from_numpy(vectors), freeze=False, mode="mean")
    began = time.monotonic()
    steps = train(table, pairs, arguments, earlier)
    save(table, tokenizer, arguments.out)
    print(f"{earlier} and {steps} steps, the last in {(time.monotonic() - began) / 60:.1f} minutes: {arguments.out}")


if __name__ == "__main__":
    main()
