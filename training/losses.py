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


def loss_of(logits: Logits, batch: Batch, targets: Targets) -> tuple[Tensor, Tensor]:
    """Span loss and answerability loss of one batch; the softmax of a span runs over all passages of its question."""
    start, end = (torch.from_numpy(target).to(batch.owner.device) for target in targets)
    answered = start >= 0
    count = len(batch.question)
    slot = torch.zeros_like(batch.owner)
    slot[1:] = (batch.owner[1:] == batch.owner[:-1]).long()  # a group has one or two passages
    own = batch.owner[answered]

    def grouped(values: Tensor) -> Tensor:
        table = values.new_full((count, 2), -1e4)
        table[batch.owner, slot] = values
        return table.logsumexp(dim=-1)

    def cross_entropy(values: Tensor, places: Tensor, rows: Tensor) -> Tensor:
        total = grouped(values.flatten(1).logsumexp(dim=-1))[batch.owner[rows]]
        return (total - values.flatten(1)[rows].gather(1, places[rows].unsqueeze(1)).squeeze(1)).mean()

    truth = F.binary_cross_entropy_with_logits(logits.answerable, answered.float())
    if not len(own):
        return truth * 0, truth
    rank = (grouped(logits.answerable)[own] - logits.answerable[answered]).mean()
    edges = cross_entropy(logits.start, start, answered) + cross_entropy(logits.end, end, answered)
    short = answered & (end - start < LONGEST_SPAN)
    span = cross_entropy(logits.spans, start * LONGEST_SPAN + end - start, short) if short.any() else edges * 0
    return span + EDGES * edges, truth + 0.5 * rank
