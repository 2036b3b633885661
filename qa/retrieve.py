"""A question's passages: words and meaning searched apart, fused into one ranking that can be explained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from index.archive import Archive
from index.fold import fold
from qa.evidence import coverage, folded, heading
from qa.fuse import weighted_sum
from qa.kind import RECORDED
from qa.records import Passage, Question
from qa.reprints import once

DEPTH = 100
"""Chunks that each search hands to the fusion, at least."""

ALIAS, SYNONYM = 0.8, 0.3
"""What another form of a name, and another word of the same meaning, count for in BM25 beside the word that was asked."""

LATE = timedelta(days=2)
"""What happened on a period's last day is in the paper up to so much later."""

WEIGHTS = {"bm25": 0.5, "cosine": 1.0, "coverage": 1.0, "lead": 0.15, "talk": 0.6}
"""Of BM25 over the best chunk's, of cosine, of the share of the question's words that the whole article and its top
hold, and of having been cited in the talk that a follow-up goes on with; the first four chosen on kept-out questions of
`training/written.tsv` (docs/why.md), the last set by hand."""


LEANT_CHUNKS = 40
"""Chunks of an article cited before that a follow-up is looked for in."""

READABLE = 20_000
"""Characters of an article in which the question's words are looked for."""

LEAD = 120
"""Characters of an article's beginning that tell what it is about."""


class HybridRetriever:
    """Finds passages by BM25 over words and cosine over embeddings, fused into one score."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def retrieve(self, question: Question, *, k: int) -> list[Passage]:
        """At most `k` passages, best first, each with its scores bm25 (missing where no word was met), cosine, fused.

        What several articles print alike is found once (`qa.reprints`), except where articles are asked for.
        """
        also = {other: SYNONYM for term in question.terms for other in term.others}
        also |= {other: ALIAS for forms in question.widened.values() for other in forms}
        period = None
        if question.period:
            late = LATE if question.kind not in RECORDED else timedelta(0)
            period = question.period.first, question.period.last + late
        depth = max(DEPTH, k)
        bm25 = dict(self._archive.lexical(question.text, depth, also=also, period=period))
        near = [key for key, _ in self._archive.dense(question.text, depth, period=period)]
        leant = [key for article in question.cited for key, _ in self._archive.article_chunks(article)[:LEANT_CHUNKS]]
        cosine = self._archive.cosines(question.text, list(dict.fromkeys((*bm25, *near, *leant))))
        best = max(bm25.values(), default=1.0)
        shares = {key: score / best for key, score in bm25.items()}
        talk = dict.fromkeys(leant, 1.0)
        first = [key for key, _ in weighted_sum({"bm25": shares, "cosine": cosine, "talk": talk}, WEIGHTS)[:depth]]
        found = {key: Passage(chunk, article, page) for key, chunk, article, page in self._archive.chunks(first)}
        whole, lead = _coverages(question, found)
        parts = {"bm25": shares, "cosine": cosine, "coverage": whole, "lead": lead, "talk": talk}
        met = {name: {key: part[key] for key in found if key in part} for name, part in parts.items()}
        named = {"bm25": bm25, "cosine": cosine, "coverage": whole}
        passages = [
            replace(
                found[key], scores={name: part[key] for name, part in named.items() if key in part} | {"fused": score}
            )
            for key, score in weighted_sum(met, WEIGHTS)
        ]
        # Where the articles themselves are asked for, each of them counts.
        return (passages if question.kind in RECORDED else once(passages))[:k]


def _coverages(question: Question, found: Mapping[int, Passage]) -> tuple[dict[int, float], dict[int, float]]:
    """How much of the question's words the article of each passage holds, and how much its headlines and lead do."""
    terms = folded(question.terms)
    held: dict[str, tuple[float, float]] = {}
    for passage in found.values():
        article = passage.article
        if article.id not in held:
            top, body = fold(heading(passage)) + "\n", fold(article.body[:READABLE])
            held[article.id] = coverage(terms, top + body), coverage(terms, top + body[:LEAD])
    each = {key: held[passage.article.id] for key, passage in found.items()}
    return {key: whole for key, (whole, _) in each.items()}, {key: lead for key, (_, lead) in each.items()}
