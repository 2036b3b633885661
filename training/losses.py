"""What the reading network learns from: spans and answerability, compared across the passages of a question."""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor
from torch.nn import functional as F

from qa.layers import LONGEST_SPAN
from qa.network import Batch, Logits
from training.groups import Targets

EDGES: Final = 0.25
"""Weight of the first and the last character alone beside the span."""

TAUGHT: Final = 0.5
"""Weight of what a teacher thinks beside what people marked."""


class Grouped:
    """Sums over the passages of each question of a batch, of which there are one or two."""

    def __init__(self, batch: Batch) -> None:
        self.owner, self.count = batch.owner, len(batch.question)
        self.slot = torch.zeros_like(batch.owner)
        self.slot[1:] = (batch.owner[1:] == batch.owner[:-1]).long()

    def log_total(self, values: Tensor) -> Tensor:
        """The logarithm of the sum of the exponentials of ``values`` (B, …) over each question, (G,)."""
        table = values.new_full((self.count, 2), -1e4)
        table[self.owner, self.slot] = values.flatten(1).logsumexp(dim=-1) if values.dim() > 1 else values
        return table.logsumexp(dim=-1)

    def log_shares(self, values: Tensor) -> Tensor:
        """``values`` (B, …) as logarithms of probabilities over all passages of a question, (B, n)."""
        return values.flatten(1) - self.log_total(values)[self.owner].unsqueeze(1)


def loss_of(logits: Logits, batch: Batch, targets: Targets, teacher: Logits | None = None) -> tuple[Tensor, Tensor]:
    """Span loss and answerability loss of one batch; the softmax of a span runs over all passages of its question.

    Half of both is the distance to what ``teacher`` thinks, where there is one (Hinton et al. 2015).
    """
    start, end = (torch.from_numpy(target).to(batch.owner.device) for target in targets)
    answered = start >= 0
    grouped = Grouped(batch)

    def cross_entropy(values: Tensor, places: Tensor, rows: Tensor) -> Tensor:
        return -grouped.log_shares(values)[rows].gather(1, places[rows].unsqueeze(1)).mean()

    wanted = answered.float()
    if teacher is not None:
        wanted = torch.lerp(wanted, teacher.answerable.sigmoid(), TAUGHT)
    truth = F.binary_cross_entropy_with_logits(logits.answerable, wanted)
    if not answered.any():
        return truth * 0, truth
    own = batch.owner[answered]
    rank = (grouped.log_total(logits.answerable)[own] - logits.answerable[answered]).mean()
    edges = cross_entropy(logits.start, start, answered) + cross_entropy(logits.end, end, answered)
    short = answered & (end - start < LONGEST_SPAN)
    span = cross_entropy(logits.spans, start * LONGEST_SPAN + end - start, short) if short.any() else edges * 0
    if teacher is not None:
        beside = torch.isin(batch.owner, own)
        expected = grouped.log_shares(teacher.spans)[beside]
        apart = F.kl_div(grouped.log_shares(logits.spans)[beside], expected, reduction="sum", log_target=True)
        span = torch.lerp(span, apart / len(own), TAUGHT)
    return span + EDGES * edges, truth + 0.5 * rank
