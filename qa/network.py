"""A small convolutional network that reads a question beside several passages.

Gated dilated convolutions over characters, in the manner of Su Jianlin's DGCNN reader (kexue.fm/archives/5409), with
attention from passage to question and match features as in DrQA. Every span has a logit of its own (Lee et al. 2016,
"Learning Recurrent Span Representations"; the sum over its characters is that of a semi-Markov field), trained with one
softmax over all spans of all passages of a question (Clark & Gardner 2018), so that they compare across passages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from qa.features import HASHED_CHARACTERS, KINDS, PLACES, TAGS, Column, Rows, match
from qa.layers import NEVER, Edge, GatedConvolution, Pool, SelfAttention, SpanHead

SIGNALS: Final = 5


@dataclass(frozen=True, slots=True)
class Config:
    """Sizes of the network; ``dilations`` are those of the convolutions after the fusion."""

    characters: int
    words: int
    character_width: int = 64
    word_width: int = 128
    width: int = 160
    question_dilations: tuple[int, ...] = (1, 2, 3)
    passage_dilations: tuple[int, ...] = (1,)
    dilations: tuple[int, ...] = (1, 2, 5, 10, 1, 2, 5, 10, 1, 2)
    attention_after: int = 7
    heads: int = 4
    dropout: float = 0.1


class Batch(NamedTuple):
    """Questions (G) and passages (B) padded to one length each.

    ``question`` (G, m, 5) int64, ``question_mask`` (G, m) bool; ``owner`` (B,) int64: the question each passage is read
    for; ``passage`` (B, n, 5) int64, ``mask`` and ``body`` (B, n) bool: characters, and those a span may hold;
    ``signals`` (B, n, 5) and ``question_signals`` (B, m, 3) float32: what matches, and whether it is the title.
    """

    question: Tensor
    question_mask: Tensor
    owner: Tensor
    passage: Tensor
    mask: Tensor
    body: Tensor
    signals: Tensor
    question_signals: Tensor


class Logits(NamedTuple):
    """``spans`` (B, n, 60): the span that begins at a character, by its length less one; ``start`` and ``end`` (B, n):
    a span's first and last character; -1e4 and below where no span may be; ``answerable`` (B,)."""

    spans: Tensor
    start: Tensor
    end: Tensor
    answerable: Tensor


def collate(questions: Sequence[Rows], passages: Sequence[tuple[int, Rows, int]]) -> Batch:
    """One batch; a passage is the number of its question, its rows and where its body begins."""
    longest = max(map(len, questions))
    length = max(len(rows) for _, rows, _ in passages)
    question = np.zeros((len(questions), longest, len(Column)), dtype=np.int64)
    question_mask = np.zeros(question.shape[:2], dtype=bool)
    for row, one in enumerate(questions):
        question[row, : len(one)] = one
        question_mask[row, : len(one)] = True
    passage = np.zeros((len(passages), length, len(Column)), dtype=np.int64)
    mask = np.zeros(passage.shape[:2], dtype=bool)
    body = np.zeros_like(mask)
    signals = np.zeros((*mask.shape, SIGNALS), dtype=np.float32)
    question_signals = np.zeros((len(passages), longest, 3), dtype=np.float32)
    for row, (owner, rows, begin) in enumerate(passages):
        end = len(rows)
        passage[row, :end] = rows
        mask[row, :end] = True
        body[row, begin:end] = True
        there, here = match(questions[owner], rows)
        signals[row, :end, :4] = here
        signals[row, :begin, 4] = 1.0
        question_signals[row, : len(there)] = there
    owners = np.array([owner for owner, _, _ in passages], dtype=np.int64)
    arrays = (question, question_mask, owners, passage, mask, body, signals, question_signals)
    return Batch(*map(torch.from_numpy, arrays))


class Network(nn.Module):
    """The reader's network; see the module's docstring and `Batch`."""

    word_table: Tensor

    def __init__(self, config: Config) -> None:
        super().__init__()
        width = config.width
        self.config = config
        self.register_buffer("word_table", torch.zeros(config.words + 1, config.word_width, dtype=torch.float16))
        self.character = nn.Embedding(config.characters + HASHED_CHARACTERS, config.character_width)
        self.place = nn.Embedding(PLACES, 8)
        self.tag = nn.Embedding(len(TAGS), 16)
        self.kind = nn.Embedding(len(KINDS), 8)
        self.embed = nn.Linear(config.character_width + config.word_width + 8 + 16 + 8 + 1, width)
        self.question_layers = nn.ModuleList(GatedConvolution(width, step) for step in config.question_dilations)
        self.question_pool = Pool(width)
        self.passage_layers = nn.ModuleList(GatedConvolution(width, step) for step in config.passage_dilations)
        self.align = nn.Linear(2 * width, width)
        self.fuse = nn.Linear(3 * width + SIGNALS, width)
        self.fuse_question = nn.Linear(width, width, bias=False)
        self.cover = nn.Linear(3 * width + 4, width)
        self.cover_pool = Pool(width)
        self.layers = nn.ModuleList(GatedConvolution(width, step) for step in config.dilations)
        self.attention = SelfAttention(width, config.heads)
        self.norm = nn.LayerNorm(width)
        self.start = Edge(width)
        self.end = Edge(width)
        self.span = SpanHead(width)
        self.answerable = nn.Sequential(nn.Linear(5 * width + 2, width), nn.GELU(), nn.Linear(width, 1))
        # Whole channels are dropped: a mask of (B, 1, width) costs nothing, one of every value halves CPU speed.
        self.dropout = nn.Dropout(config.dropout)

    def _embedded(self, rows: Tensor) -> Tensor:
        words = rows[..., Column.WORD].clamp(max=self.config.words)
        rarity = torch.log1p(words.float()).unsqueeze(-1) / np.log1p(self.config.words)
        parts = (
            self.character(rows[..., Column.CHARACTER]),
            F.embedding(words, self.word_table).float(),
            self.place(rows[..., Column.PLACE]),
            self.tag(rows[..., Column.TAG]),
            self.kind(rows[..., Column.KIND]),
            rarity,
        )
        return self._dropped(F.gelu(self.embed(torch.cat(parts, dim=-1))))

    def _dropped(self, x: Tensor) -> Tensor:
        return x * self.dropout(x.new_ones(x.shape[0], 1, x.shape[2])) if self.training else x

    def forward(self, batch: Batch) -> Logits:
        """The logits of every passage of ``batch``."""
        asked = self._embedded(batch.question)
        question = asked
        for layer in self.question_layers:
            question = layer(question, batch.question_mask.unsqueeze(-1).float())
        pooled = self.question_pool(question, batch.question_mask)[batch.owner]
        keys = F.relu(self.align(torch.cat((asked, question), dim=-1)))[batch.owner]
        question, question_mask = question[batch.owner], batch.question_mask[batch.owner]

        here = batch.mask.unsqueeze(-1).float()
        seen = self._embedded(batch.passage)
        x = seen
        for layer in self.passage_layers:
            x = layer(x, here)
        scores = F.relu(self.align(torch.cat((seen, x), dim=-1))) @ keys.transpose(1, 2) / self.config.width**0.5
        aligned = scores.masked_fill(~question_mask.unsqueeze(1), NEVER).softmax(dim=-1) @ question
        across = scores.masked_fill(~batch.mask.unsqueeze(-1), NEVER).transpose(1, 2)
        back = across.softmax(dim=-1) @ x
        best = across.amax(dim=-1, keepdim=True)
        cover = torch.cat((question, back, question * back, batch.question_signals, best), dim=-1)
        covered = self.cover_pool(F.gelu(self.cover(cover)), question_mask)

        fused = self.fuse(torch.cat((x, aligned, x * aligned, batch.signals), dim=-1))
        x = self._dropped(F.gelu(fused + self.fuse_question(pooled).unsqueeze(1)))
        for number, layer in enumerate(self.layers, start=1):
            x = layer(x, here)
            if number == self.config.attention_after:
                x = self.attention(x, batch.mask)
        x = self.norm(x)
        start = self.start(x, pooled).float().masked_fill(~batch.body, NEVER)
        end = self.end(x, pooled).float().masked_fill(~batch.body, NEVER)
        first = (start.softmax(dim=-1).unsqueeze(1) @ x).squeeze(1)
        last = (end.softmax(dim=-1).unsqueeze(1) @ x).squeeze(1)
        most = x.masked_fill(~batch.mask.unsqueeze(-1), NEVER).amax(dim=1)
        peaks = torch.stack((start.amax(dim=-1), end.amax(dim=-1)), dim=-1)
        answerable = self.answerable(torch.cat((first, last, most, pooled, covered, peaks / 10), dim=-1)).squeeze(-1)
        return Logits(self.span(x, pooled, start, end), start, end, answerable)
