"""Settings to objects: the only place that puts them together."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import SettingError
from ui.settings import WRITER_KEY, Settings

if TYPE_CHECKING:
    from index.archive import Archive
    from index.embed import SentenceEmbedder
    from index.lookup import Counts
    from index.records import Article, Page
    from index.words import Words
    from qa.answer import Answerer
    from qa.rank import CrossEncoderRanker
    from qa.read import SpanModel
    from qa.records import Answer, Turn
    from qa.writer import Writer


class Desk:
    """Where questions are asked: one open archive and what answers over it."""

    def __init__(self, archive: Archive, answerer: Answerer, writer: Writer | None = None) -> None:
        self.archive = archive
        self._answerer = answerer
        self._writer = writer

    def ask(self, question: str, history: Sequence[Turn] = (), *, anytime: bool = False) -> Answer:
        """The cited answer, or the honest no; with `anytime` no time word narrows the search."""
        return self._answerer.answer(question, history, anytime=anytime)

    def worded(self, answer: Answer) -> Iterator[Answer]:
        """The answer growing in a writer's words; nothing where there is no writer or it wrote nothing that holds."""
        from qa.worded import worded

        if self._writer is not None:
            yield from worded(answer, self._writer)

    def article(self, id: str) -> tuple[Article, Page] | None:
        """An article with its page, None where the archive has none of that id."""
        return self.archive.article(id)

    def held(self) -> str:
        """What the archive holds, in one line for people."""
        from ui.words_zh import holdings

        counts = self.counts()
        return holdings(counts.pages, counts.articles, counts.first, counts.last)

    def counts(self) -> Counts:
        """How much the archive holds, as of its latest generation."""
        self.archive.refresh()
        return self.archive.counts()


def embedder(settings: Settings) -> SentenceEmbedder:
    """The model that places texts by meaning."""
    from index.embed import SentenceEmbedder

    return SentenceEmbedder(settings.embedder or None)


def words(settings: Settings) -> Words | None:
    """The word cutter with the user's dictionary, None where the archive's own `words.txt` is meant."""
    from index.words import Words

    if not settings.words:
        return None
    if not Path(settings.words).is_file():
        raise SettingError(f"用户词典 {settings.words} 不在那里：请给一个文本文件，一行一词。")
    return Words(Path(settings.words))


def span_model(settings: Settings) -> SpanModel:
    """The model that proposes answers: ours, or any question-answering transformer."""
    if settings.reader:
        from qa.transformer import TransformerSpans

        return TransformerSpans(settings.reader)
    from qa.span_model import SpanModel as ShippedModel

    return ShippedModel()


def ranker(settings: Settings) -> CrossEncoderRanker | None:
    """The cross-encoder that puts passages in a better order, None where none was named."""
    if not settings.ranker:
        return None
    from qa.rank import CrossEncoderRanker

    return CrossEncoderRanker(settings.ranker)


def writer(settings: Settings) -> Writer | None:
    """The model that words an answer: one on this computer, one on a server, or None, where an answer only quotes."""
    if not settings.writer:
        return None
    from qa.writer import LocalWriter, ServerWriter

    if settings.writer.lower().startswith(("http://", "https://")):
        url, _, model = settings.writer.partition("#")
        return ServerWriter(url, model, key=os.environ.get(WRITER_KEY, ""))
    return LocalWriter(settings.writer)


def open_archive(settings: Settings) -> Archive:
    """The archive, opened for reading."""
    from index.archive import Archive

    return Archive.open(Path(settings.archive), embedder=embedder(settings), words=words(settings))


def articles_in(settings: Settings) -> Iterator[tuple[Article, Page]]:
    """Every article of the archive in page order; no model is loaded for it."""
    from index.lookup import articles_of_page, page_keys
    from index.store import connect

    with closing(connect(Path(settings.archive))) as connection:
        for key in page_keys(connection):
            yield from articles_of_page(connection, key)


def holds_pages(settings: Settings) -> bool:
    """Whether there is an archive with anything in it."""
    from index.errors import ArchiveError
    from index.lookup import counts
    from index.store import connect

    try:
        with closing(connect(Path(settings.archive))) as connection:
            return counts(connection).pages > 0
    except ArchiveError:
        return False


def open_desk(settings: Settings) -> Desk:
    """All that answers questions, over the archive that the settings name."""
    from qa.answer import Answerer
    from qa.judge import Judge
    from qa.read import JudgedReader
    from qa.retrieve import HybridRetriever

    archive = open_archive(settings)
    reader = JudgedReader(span_model(settings), Judge())
    answerer = Answerer(archive, HybridRetriever(archive), reader, sure=settings.sure, ranker=ranker(settings))
    return Desk(archive, answerer, writer(settings))
