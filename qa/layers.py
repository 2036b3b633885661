"""Layers of the reading network: each maps (B, n, width) and a mask so that padding changes nothing."""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional as F

NEVER: Final = -1e4
LONGEST_SPAN: Final = 60


class GatedConvolution(nn.Module):
    """A residual convolution of kernel 3 that mixes in what its gate lets through: ``x + σ(g)·(a - x)``."""

    def __init__(self, width: int, dilation: int) -> None:
        super().__init__()
        self.dilation = dilation
        self.norm = nn.LayerNorm(width)
        self.linear = nn.Linear(3 * width, 2 * width)
        nn.init.constant_(self.linear.bias[width:], -1.0)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """``x`` (B, n, width) and ``mask`` (B, n, 1) float to (B, n, width); what is masked counts as zero."""
        step = self.dilation
        padded = F.pad(self.norm(x) * mask, (0, 0, step, step))
        joined = torch.cat((padded[:, : -2 * step], padded[:, step:-step], padded[:, 2 * step :]), dim=-1)
        change, gate = self.linear(joined).chunk(2, dim=-1)
        return torch.lerp(x, change, torch.sigmoid(gate))


class SelfAttention(nn.Module):
    """Residual multi-head attention over the characters that are not masked."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm = nn.LayerNorm(width)
        self.inward = nn.Linear(width, 3 * width)
        self.outward = nn.Linear(width, width)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """``x`` (B, n, width) and ``mask`` (B, n) bool to (B, n, width)."""
        shape = (*x.shape[:2], 3, self.heads, -1)
        query, key, value = self.inward(self.norm(x)).view(shape).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=mask[:, None, None, :])
        added: Tensor = self.outward(mixed.transpose(1, 2).reshape(x.shape))
        return x + added


class Pool(nn.Module):
    """One vector from a row of vectors, weighted by a learnt score."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.score = nn.Linear(width, 1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """``x`` (B, n, width) and ``mask`` (B, n) bool to (B, width)."""
        weights: Tensor = self.score(x).squeeze(-1).masked_fill(~mask, NEVER).softmax(dim=-1)
        return (weights.unsqueeze(1) @ x).squeeze(1)


class Edge(nn.Module):
    """A logit a character for being a span's first or last, in the light of the question."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.here = nn.Linear(width, width)
        self.question = nn.Linear(width, width, bias=False)
        self.out = nn.Linear(width, 1)

    def forward(self, x: Tensor, question: Tensor) -> Tensor:
        """``x`` (B, n, width) and ``question`` (B, width) to (B, n)."""
        logits: Tensor = self.out(F.gelu(self.here(x) + self.question(question).unsqueeze(1))).squeeze(-1)
        return logits


class SpanHead(nn.Module):
    """A logit a span: its edges, how well they fit each other, what stands between them, and its length.

    It begins as the sum of the edges alone.
    """

    def __init__(self, width: int, pair: int = 48) -> None:
        super().__init__()
        self.first = nn.Linear(width, pair)
        self.last = nn.Linear(width, pair)
        self.inside = Edge(width)
        self.length = nn.Parameter(torch.zeros(LONGEST_SPAN))
        for layer in (self.last, self.inside.out):
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)

    def forward(self, x: Tensor, question: Tensor, start: Tensor, end: Tensor) -> Tensor:
        """``x`` (B, n, width), ``question`` (B, width), ``start`` and ``end`` (B, n) to (B, n, 60)."""
        count, size = start.shape
        more = (0, LONGEST_SPAN - 1)
        pair = (self.first(x) @ self.last(x).transpose(1, 2)).float() / self.last.out_features**0.5
        row = size + more[1]
        fit = F.pad(pair, more).as_strided((count, size, LONGEST_SPAN), (size * row, row + 1, 1))  # the band
        total = self.inside(x, question).float().cumsum(dim=1)
        closing = F.pad(end + total, more, value=2 * NEVER).unfold(1, LONGEST_SPAN, 1)
        opening = start - F.pad(total, (1, 0))[:, :-1]
        spans: Tensor = opening.unsqueeze(2) + closing + fit + self.length
        return spans
