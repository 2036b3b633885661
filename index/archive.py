"""What a question asks: one generation of the archive, with both searches over it."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from threading import RLock

from index import lookup, periods
from index.chunks import chunk_id
from index.embed import Embedder
from index.errors import ArchiveError
from index.lookup import Counts
from index.records import Article, Chunk, Furniture, Page
from index.settings import IndexSettings
from index.snapshot import Snapshot, repair, take
from index.store import connect, generation, write_lock
from index.words import Words

DICTIONARY = "words.txt"
"""The user's words, beside the archive's other files."""

QUERY_LENGTH = 2_000
"""Characters of a question that are searched for."""

_PATIENCE = 20.0  # seconds to wait for a batch that is just being written


class Archive:
    """A snapshot of an archive: it shows the generation it was opened at until `refresh` is called.

    May be used from several threads. The pages that come with articles and chunks have an empty text; `page` gives it.
    """

    def __init__(
        self, folder: Path, *, embedder: Embedder, words: Words | None = None, head_weight: float | None = None
    ):
        """Opens the archive in `folder`; searches that are missing, torn or old are made again first.

        Args:
            folder: where `update` put it.
            embedder: the model that the archive was embedded with.
            words: how text is cut; by default with the `words.txt` in the folder.
            head_weight: what a word in the headline lines counts for, in words of the body.

        Raises:
            ArchiveError: there is no archive, or it is busy being made.
            MismatchError: it was embedded by another model.
        """
        self.folder = folder
        self._embedder = embedder
        self._head_weight = IndexSettings().head_weight if head_weight is None else head_weight
        self._lock = RLock()
        self._probe = connect(folder)
        try:
            self._now = self._newest(None, words or Words(folder / DICTIONARY), _PATIENCE)
        except BaseException:
            self._probe.close()
            raise

    @classmethod
    def open(cls, folder: Path, *, embedder: Embedder, words: Words | None = None) -> Archive:
        """The archive in `folder`, as the constructor gives it."""
        return cls(folder, embedder=embedder, words=words)

    def close(self) -> None:
        """Lets go of the archive's files."""
        self._now.close()
        self._probe.close()

    def __enter__(self) -> Archive:
        """The archive itself, closed when the block ends."""
        return self

    def __exit__(self, *exc: object) -> None:
        """Closes it."""
        self.close()

    def refresh(self) -> bool:
        """Whether there was a newer generation, which is shown from now on; takes microseconds where there is none.

        While a batch is just being written it stays with the generation it has.

        Raises:
            MismatchError: the archive has been embedded by another model in the meantime.
        """
        with self._lock:
            before = self._now
            if generation(self._probe) != before.generation:
                self._now = self._newest(before, before.words, 0.0)
            if self._now is before:
                return False
            before.close()
            return True

    @property
    def generation(self) -> int:
        """The number of the generation that is shown."""
        return self._now.generation

    def counts(self) -> Counts:
        """How much the archive holds, and from when to when."""
        with self._lock:
            return self._now.counts

    def holdings(self, period: tuple[date, date]) -> int:
        """The number of articles in the issues of that period, both days included."""
        with self._lock:
            return periods.holdings(self._now.connection, *period)

    def lexical(
        self, text: str, k: int, *, also: Mapping[str, float] = {}, period: tuple[date, date] | None = None
    ) -> list[tuple[int, float]]:
        """The keys and BM25 scores of at most `k` chunks that share words with the text, best first, ties by key.

        Args:
            text: the question, such as 「市总的主席是谁？」.
            k: how many chunks.
            also: further words and what each counts for, such as {"市总工会": 0.5}; a token that the text holds
                itself is not counted again.
            period: the first and the last day of the issues that are wanted; those without a date stay.
        """
        words = self._now.words
        tokens = words.query_tokens(text[:QUERY_LENGTH])
        further: dict[str, float] = {}
        for word, weight in also.items():
            for token in words.query_tokens(word[:QUERY_LENGTH]):
                further[token] = max(weight, further.get(token, 0.0))
        days = (period[0].toordinal(), period[1].toordinal()) if period else None
        with self._lock:
            return self._now.lexical.search(tokens, k, head_weight=self._head_weight, also=further, days=days)

    def rareness(self, word: str) -> float:
        """How rare a word is in the archive: 1 where no chunk prints it, falling by logarithms to 0 where all do."""
        with self._lock:
            lexical, tokens = self._now.lexical, self._now.words.query_tokens(word[:QUERY_LENGTH])
            chunks = min((lexical.frequency(token) for token in tokens), default=0)
            return max(0.0, 1.0 - math.log(chunks + 1) / math.log(len(lexical) + 2))

    def dense(self, text: str, k: int, *, period: tuple[date, date] | None = None) -> list[tuple[int, float]]:
        """The keys and cosines of the `k` chunks nearest in meaning to the text, best first, ties by key.

        Which chunks are near is FAISS's answer, approximate in large archives; how near is exact.

        Args:
            text: the question.
            k: how many chunks.
            period: the first and the last day of the issues that are wanted; those without a date stay.
        """
        vector = self._embedder.query(text[:QUERY_LENGTH])
        with self._lock:
            found = self._now.nearest(vector, k, period)
            keys, rows = lookup.vectors_of(self._now.connection, found, self._embedder.dim)
        return sorted(zip(keys, (rows @ vector).tolist(), strict=True), key=lambda pair: (-pair[1], pair[0]))

    def cosines(self, text: str, keys: Sequence[int]) -> dict[int, float]:
        """By key, the exact cosine of each of those chunks with the text; missing chunks are left out."""
        vector = self._embedder.query(text[:QUERY_LENGTH])
        with self._lock:
            found, rows = lookup.vectors_of(self._now.connection, keys, self._embedder.dim)
        return dict(zip(found, (rows @ vector).tolist(), strict=True))

    def chunks(self, keys: Sequence[int]) -> list[tuple[int, Chunk, Article, Page]]:
        """The chunks of those keys with article and page, in the order asked for; missing ones are left out."""
        with self._lock:
            rows = lookup.chunk_rows(self._now.connection, keys)
            articles = lookup.articles_by_key(self._now.connection, list({row[0] for row in rows.values()}))
        found = []
        for key in keys:
            if key in rows:
                article_key, ordinal, start, end = rows[key]
                article, page = articles[article_key]
                found.append((key, Chunk(chunk_id(article.id, ordinal), article.id, start, end), article, page))
        return found

    def article(self, article_id: str) -> tuple[Article, Page] | None:
        """The article of that id and its page, None where there is none."""
        with self._lock:
            return lookup.article_by_id(self._now.connection, article_id)

    def article_chunks(self, article_id: str) -> list[tuple[int, Chunk]]:
        """The keys and chunks of the article of that id, in order."""
        with self._lock:
            return lookup.article_chunks(self._now.connection, article_id)

    def articles(self) -> Iterator[tuple[Article, Page]]:
        """All articles with their pages: by date, page number, place on the page."""
        with self._lock:
            keys = lookup.page_keys(self._now.connection)
        for key in keys:
            with self._lock:
                found = lookup.articles_of_page(self._now.connection, key)
            yield from found

    def credited(self, name: str) -> list[str]:
        """The ids of the articles that credit exactly that name, oldest first."""
        with self._lock:
            return lookup.credited(self._now.connection, name)

    def credit_names(self) -> frozenset[str]:
        """Every name that an article credits."""
        with self._lock:
            return self._now.names

    def page(self, page_id: str) -> Page | None:
        """The page of that id with its whole text, None where there is none."""
        with self._lock:
            return lookup.page_by_id(self._now.connection, page_id)

    def furniture(self, page_id: str) -> tuple[Furniture, ...]:
        """What belongs to no article of that page, in order."""
        with self._lock:
            return lookup.furniture(self._now.connection, page_id)

    def _newest(self, before: Snapshot | None, words: Words, patience: float) -> Snapshot:
        """The newest generation for which truth and both searches agree, or `before` where none can be had.

        Searches that do not fit are made again here, unless a writer is at it: that is waited for, in seconds.
        """
        until = time.monotonic() + patience
        while True:
            if taken := take(self.folder, self._probe, self._embedder, words, before):
                return taken
            try:
                with write_lock(self.folder):
                    repair(self.folder, self._embedder, words)
            except ArchiveError:
                if time.monotonic() < until:
                    time.sleep(0.1)
                elif before is None:
                    raise
                else:
                    return before
