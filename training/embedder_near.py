"""The embedder's second stage: each question beside its passage and one that BM25 takes for it.

``python -m training.embedder_near --data DATA --from build/first --out build/second`` goes on from an embedder;
``--average build/first build/second --shares 0.3 0.7`` mixes the two, since a table of vectors learns its pairs by heart and
a mean forgets that again (Wortsman et al. 2022). Twenty minutes on two cores; ``--dry-run`` takes one.
"""

import argparse
import random
import time
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from training.embedder import Pairs, laid_end_to_end, loss_of, save
from training.embedder_pairs import all_pairs
from training.reading_data import Near, Passage

SHIPPED = Path("index/models/embedder")
NEAR = 8
"""Passages that BM25 finds near a question, of which every step draws one."""
SHARED_RUNS = 3
"""So many runs of 12 characters in common make two passages pieces of one text, or of reprints of it."""
HELD_OUT = 2_000
MOST_TOKENS = 400


@dataclass(frozen=True, slots=True)
class Mined:
    """Questions and distinct passages as token numbers; ``own`` (n,) int64: each question's passage; ``near`` (n, 8)
    int64: passages that BM25 finds for it and that share nothing with its own, the last repeated where there are fewer."""

    sides: Pairs
    own: NDArray[np.int64]
    near: NDArray[np.int64]


def runs(text: str, step: int) -> set[int]:
    """Hashes of the text's runs of 12 characters, one every ``step`` characters."""
    return {hash(text[at : at + 12]) for at in range(0, max(1, len(text) - 11), step)}


_search: tuple[Near, dict[Passage, int]] | None = None


def _near(pair: tuple[str, str]) -> list[int]:
    assert _search is not None
    question, passage = pair
    bm25, numbers = _search
    own = runs(passage, 1)
    found = [one for one in bm25.find(question[:120], NEAR + 4) if one.body != passage]
    return [numbers[one] for one in found if len(runs(one.body, 4) & own) < SHARED_RUNS][:NEAR]


def mined(pairs: list[tuple[str, str]], tokenizer: Tokenizer) -> Mined:
    """The pairs that BM25 finds another passage for, with those; in two processes, five minutes for 300,000 pairs.

    Example:
        For 「谁修了灯塔」 and a passage about the lighthouse, a passage about another lighthouse.
    """
    global _search
    passages = [Passage("", passage) for passage in dict.fromkeys(passage for _, passage in pairs)]
    _search = Near(passages), {passage: number for number, passage in enumerate(passages)}
    with Pool(2) as workers:
        near = workers.map(_near, pairs, chunksize=1000)
    questions = _tokens(tokenizer, [question for question, _ in pairs])
    bodies = _tokens(tokenizer, [passage.body for passage in passages])
    whole = {number for number, ids in enumerate(bodies) if len(ids) > 2}
    own = [_search[1][Passage("", passage)] for _, passage in pairs]
    kept, others = [], []
    for number, found in enumerate(near):
        usable = [one for one in found if one in whole]
        if usable and own[number] in whole and len(questions[number]) > 2:
            kept.append(number)
            others.append((usable + [usable[-1]] * NEAR)[:NEAR])
    # A passage without tokens is never drawn, but a row must hold one.
    sides = [[questions[number] for number in kept], [ids if ids else [0] for ids in bodies]]
    ids, ends = zip(*map(laid_end_to_end, sides), strict=True)
    return Mined(Pairs((ids[0], ids[1]), (ends[0], ends[1])), np.array(own)[kept], np.array(others, np.int64))


def _tokens(tokenizer: Tokenizer, texts: list[str]) -> list[list[int]]:
    parts = [tokenizer.encode_batch_fast(texts[at : at + 10_000]) for at in range(0, len(texts), 10_000)]
    return [one.ids[:MOST_TOKENS] for part in parts for one in part]


def nearer(table: torch.nn.EmbeddingBag, data: Mined, chosen: NDArray[np.int64]) -> tuple[float, float]:
    """Parts of the chosen questions whose passage is nearest among the chosen ones', and nearer than four of BM25's."""
    with torch.no_grad():
        questions = torch.nn.functional.normalize(table(*data.sides.bags(0, chosen)))
        passages = torch.nn.functional.normalize(table(*data.sides.bags(1, data.own[chosen])))
        first = (questions @ passages.T).argmax(dim=1) == torch.arange(len(chosen))
        others = [torch.nn.functional.normalize(table(*data.sides.bags(1, data.near[chosen, k]))) for k in range(4)]
        hardest = torch.stack([(questions * other).sum(dim=1) for other in others]).amax(dim=0)
        return float(first.float().mean()), float(((questions * passages).sum(dim=1) > hardest).float().mean())


def train(table: torch.nn.EmbeddingBag, data: Mined, minutes: float, rate: float, batch: int) -> int:
    """Trains the table in place for so many minutes, the learning rate falling to nothing; returns the steps taken."""
    numbers = np.random.permutation(len(data.own))
    held_out, chosen = np.split(numbers, [min(HELD_OUT, len(numbers) // 10)])
    batch = min(batch, len(chosen))
    optimizer = torch.optim.Adam(table.parameters(), lr=rate, betas=(0.9, 0.98))
    began, step = time.monotonic(), 0
    while True:
        np.random.shuffle(chosen)
        for at in range(0, len(chosen) - batch + 1, batch):
            if step % 100 == 0:
                print(f"step {step}, {time.monotonic() - began:.0f} s: {nearer(table, data, held_out)}", flush=True)
            done = (time.monotonic() - began) / (60 * minutes)
            if done >= 1:
                return step
            optimizer.param_groups[0]["lr"] = rate * min(1, (step + 1) / 20) * (1 - done)
            part = chosen[at : at + batch]
            drawn = np.concatenate((data.own[part], data.near[part, np.random.randint(NEAR, size=len(part))]))
            questions = table(*data.sides.bags(0, part, keep=0.9))
            passages = table(*data.sides.bags(1, drawn, keep=0.6))
            loss = loss_of(questions, passages, drawn)
            optimizer.zero_grad()
            torch.autograd.backward(loss)
            optimizer.step()
            step += 1


def main() -> None:
    """Trains and writes an embedder, or averages several."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of the public texts")
    parser.add_argument("--from", dest="earlier", type=Path, default=SHIPPED, help="the embedder to go on from")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share", type=float, default=0.55, help="part of the texts that give pairs, in 0..1")
    parser.add_argument("--minutes", type=float, default=12, help="time to train, reading and mining apart")
    parser.add_argument("--rate", type=float, default=0.004, help="highest learning rate")
    parser.add_argument("--batch", type=int, default=1024, help="questions a step")
    parser.add_argument("--average", type=Path, nargs="+", metavar="FOLDER", help="train nothing, average these")
    parser.add_argument(
        "--shares", type=float, nargs="+", help="what each of them counts for, all alike when not given"
    )
    parser.add_argument("--dry-run", action="store_true", help="a hundredth of the texts, a few steps")
    options = parser.parse_args()
    from sentence_transformers import SentenceTransformer

    folders = options.average or [options.earlier]
    shares = options.shares or [1 / len(folders)] * len(folders)
    if len(shares) != len(folders):
        parser.error(f"--shares: {len(folders)} numbers are needed, one for each folder")
    models = [SentenceTransformer(str(folder), device="cpu") for folder in folders]
    tables = [model[0].embedding.weight.detach().float() for model in models]
    vectors = torch.stack([share * one for share, one in zip(shares, tables, strict=True)]).sum(dim=0)
    tokenizer: Tokenizer = models[0][0].tokenizer
    table = torch.nn.EmbeddingBag.from_pretrained(vectors, freeze=False, mode="mean")
    if not options.average:
        for draw in (random.seed, np.random.seed, torch.manual_seed):
            draw(options.seed)
        if options.dry_run:
            options.share, options.minutes = 0.01, 0.2
        pairs = list(dict.fromkeys(all_pairs(options.data, 100 + options.seed, share=options.share)))
        began = time.monotonic()
        data = mined(random.sample(pairs, 20_000) if options.dry_run else pairs, tokenizer)
        print(f"{len(data.own)} of {len(pairs)} pairs, mined in {time.monotonic() - began:.0f} s", flush=True)
        train(table, data, options.minutes, options.rate, options.batch)
    save(table, tokenizer, options.out)


if __name__ == "__main__":
    main()
