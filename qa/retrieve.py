"""A question's passages: words and meaning searched apart, fused into one ranking that can be explained."""

from __future__ import annotations

from index.archive import Archive
from qa.fuse import weighted_sum
from qa.records import Passage, Question

DEPTH = 100
"""Chunks that each search hands to the fusion."""

WEIGHTS = {"bm25": 1.0, "cosine": 0.8}
"""Of BM25 over the best chunk's and of cosine; chosen on benchmarks/questions (docs/why.md)."""


class HybridRetriever:
    """Finds passages by BM25 over words and cosine over embeddings, fused into one score."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def retrieve(self, question: Question, *, k: int) -> list[Passage]:
        """At most `k` passages, best first, each with its scores bm25 (missing where no word was met), cosine, fused."""
        bm25 = dict(self._archive.lexical(question.text, DEPTH))
        near = [key for key, _ in self._archive.dense(question.text, DEPTH)]
        cosine = self._archive.cosines(question.text, list(dict.fromkeys((*bm25, *near))))
        best = max(bm25.values(), default=1.0)
        shares = {key: score / best for key, score in bm25.items()}
        fused = dict(weighted_sum({"bm25": shares, "cosine": cosine}, WEIGHTS)[:k])
        named = {"bm25": bm25, "cosine": cosine, "fused": fused}
        return [
            Passage(chunk, article, page, {name: scores[key] for name, scores in named.items() if key in scores})
            for key, chunk, article, page in self._archive.chunks(list(fused))
        ]
