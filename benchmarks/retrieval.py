"""How often the article that answers is among the first 1, 5 and 20: words alone, meaning alone, fused, and ranked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from index.archive import Archive
from index.chunks import heading
from index.records import Article
from qa.answer import FOUND, READ, ranked
from qa.metrics import Row, same_headline
from qa.protocols import Reader
from qa.question import understand
from qa.retrieve import DEPTH, HybridRetriever

__all__ = ["FIRST", "Sought", "recall", "sought_headlines"]

FIRST = (1, 3, 5, 20)


@dataclass(frozen=True, slots=True)
class Sought:
    """A question and how to know the article that answers it."""

    text: str
    is_wanted: Callable[[Article], bool]
    history: tuple[str, ...] = ()


def sought_headlines(rows: Iterable[Row]) -> list[Sought]:
    """The rows that one article answers, known by its headline."""

    def known_by(headline: str) -> Callable[[Article], bool]:
        return lambda article: same_headline(headline, heading(article))

    return [
        Sought(row["question"], known_by(row["articles"][0]), tuple(row["history"]))
        for row in rows
        if len(row["articles"]) == 1 and row["kind"] not in ("byline", "none")
    ]


def recall(archive: Archive, sought: Sequence[Sought], reader: Reader | None) -> dict[str, list[float]]:
    """By way of searching, the per cent of ``sought`` whose article is among the first of `FIRST` articles.

    All ways see the same chunks of one archive in one run; without a reader nothing is ranked.
    """
    retriever = HybridRetriever(archive)
    marks: dict[str, list[list[bool]]] = {}
    for one in sought:
        question = understand(one.text, one.history)
        found = retriever.retrieve(question, k=DEPTH)
        orders = {
            "BM25 alone": _articles(archive, archive.lexical(question.text, DEPTH)),
            "embedder alone": _articles(archive, archive.dense(question.text, DEPTH)),
            "fused": _once(passage.article for passage in found),
        }
        if reader is not None:
            order = ranked(found[:FOUND], reader.read(question, found[:READ]))
            orders["fused and ranked"] = _once(passage.article for passage in order)
        for name, articles in orders.items():
            hits = [one.is_wanted(article) for article in articles]
            marks.setdefault(name, []).append([any(hits[:k]) for k in FIRST])
    return {
        name: [100 * sum(row[place] for row in rows) / len(rows) for place in range(len(FIRST))]
        for name, rows in marks.items()
    }


def _articles(archive: Archive, found: Sequence[tuple[int, float]]) -> list[Article]:
    return _once(article for _, _, article, _ in archive.chunks([key for key, _ in found]))


def _once(articles: Iterable[Article]) -> list[Article]:
    return list({article.id: article for article in articles}.values())
