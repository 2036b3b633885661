"""A question's passages: words and meaning searched apart, fused into one ranking that can be explained."""

from __future__ import annotations

from datetime import timedelta

from index.archive import Archive
from qa.catalogue import KINDS
from qa.fuse import weighted_sum
from qa.records import Passage, Question

DEPTH = 100
"""Chunks that each search hands to the fusion."""

ALIAS, SYNONYM = 0.8, 0.3
"""What another form of a name, and another word of the same meaning, count for in BM25 beside the word that was asked."""

LATE = timedelta(days=2)
"""What happened on a period's last day is in the paper up to so much later."""

WEIGHTS = {"bm25": 1.0, "cosine": 0.8}
"""Of BM25 over the best chunk's and of cosine; chosen on benchmarks/questions (docs/why.md)."""


class HybridRetriever:
    """Finds passages by BM25 over words and cosine over embeddings, fused into one score."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def retrieve(self, question: Question, *, k: int) -> list[Passage]:
        """At most `k` passages, best first, each with its scores bm25 (missing where no word was met), cosine, fused."""
        also = {other: SYNONYM for term in question.terms for other in term.others}
        also |= {other: ALIAS for forms in question.widened.values() for other in forms}
        period = None
        if question.period:
            late = LATE if question.kind not in KINDS else timedelta(0)
            period = question.period.first, question.period.last + late
        bm25 = dict(self._archive.lexical(question.text, DEPTH, also=also, period=period))
        near = [key for key, _ in self._archive.dense(question.text, DEPTH, period=period)]
        cosine = self._archive.cosines(question.text, list(dict.fromkeys((*bm25, *near))))
        best = max(bm25.values(), default=1.0)
        shares = {key: score / best for key, score in bm25.items()}
        fused = dict(weighted_sum({"bm25": shares, "cosine": cosine}, WEIGHTS)[:k])
        named = {"bm25": bm25, "cosine": cosine, "fused": fused}
        return [
            Passage(chunk, article, page, {name: scores[key] for name, scores in named.items() if key in scores})
            for key, chunk, article, page in self._archive.chunks(list(fused))
        ]
