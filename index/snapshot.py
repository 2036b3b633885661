"""One generation of the archive: the truth as it stood then, and both searches fitted to it."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index import lookup
from index.derived import TAIL, bring_up, catch_up, changed_since, fitting_postings, vectors_at, vectors_in_file
from index.embed import Embedder
from index.lexical import LexicalIndex
from index.lookup import Counts
from index.passages import check_model, model_of
from index.periods import chunks_within, those_within
from index.store import connect, generation, meta
from index.vectors import VectorIndex
from index.words import Words

_AHEAD = 8  # times the chunks asked for that are looked through for those of a period before only its own are compared


@dataclass(slots=True)
class Snapshot:
    """What one generation holds.

    Attributes:
        connection: reads the truth as it was when the snapshot was taken, whatever is written meanwhile.
        generation: its number.
        words: what its text was cut with.
        lexical: its postings.
        vectors: its vectors in memory; the next snapshot may go on with them, so that this one is of use no longer.
        counts: how much it holds.
        names: every name that an article credits.
        _within: the keys of the chunks of the period last searched, where they were needed.
    """

    connection: sqlite3.Connection
    generation: int
    words: Words
    lexical: LexicalIndex
    vectors: VectorIndex
    counts: Counts
    names: frozenset[str]
    _within: dict[tuple[date, date], npt.NDArray[np.int64]] = field(default_factory=dict, init=False)

    def nearest(self, vector: npt.NDArray[np.float32], k: int, period: tuple[date, date] | None) -> list[int]:
        """The keys of the `k` chunks nearest to the vector, of the issues of that period and of those without a date."""
        if period is None:
            return [key for key, _ in self.vectors.search(vector, k)]
        # Most periods hold enough of the nearest; to gather all keys of a long one takes longer than to look ahead.
        ahead = [key for key, _ in self.vectors.search(vector, _AHEAD * k)]
        kept = those_within(self.connection, ahead, *period)
        if len(kept) < k and len(ahead) < len(self.vectors):
            if period not in self._within:
                self._within = {period: chunks_within(self.connection, *period)}
            kept = [key for key, _ in self.vectors.search(vector, k, among=self._within[period])]
        return kept[:k]

    def close(self) -> None:
        """Lets go of the truth."""
        self.connection.close()


def take(
    folder: Path, probe: sqlite3.Connection, embedder: Embedder, words: Words, before: Snapshot | None
) -> Snapshot | None:
    """The newest generation, None where the searches on disk do not fit it or a writer has just moved on.

    Args:
        folder: the archive.
        probe: a connection that sees each generation as it comes.
        embedder: the model that the archive should be embedded with.
        words: how text was cut; read again where the archive was made with others.
        before: the snapshot that this one follows: its vectors are used again where little has changed.

    Raises:
        MismatchError: the archive was embedded by another model.
    """
    with ExitStack() as unless_taken:
        connection = connect(folder)
        unless_taken.callback(connection.close)
        connection.execute("PRAGMA query_only = ON")
        connection.execute("BEGIN")
        now = generation(connection)  # the first read is what fixes the snapshot
        check_model(meta(connection), embedder, folder)
        words, model, dim = _fitting(words, connection), model_of(embedder), embedder.dim
        lexical = fitting_postings(folder, connection, words)
        if lexical is None or vectors_in_file(folder, connection, model, dim) is None:
            return None
        # The truth is written before the postings: as long as it has not moved on, neither have they.
        if generation(probe) != now:
            return None
        counts, names = lookup.counts(connection), lookup.credit_names(connection)
        if before and changed_since(connection, before.vectors.generation) <= TAIL:
            vectors = before.vectors
            catch_up(vectors, connection)
        else:
            vectors = vectors_at(folder, connection, model, dim)
        unless_taken.pop_all()
        return Snapshot(connection, now, words, lexical, vectors, counts, names)


def repair(folder: Path, embedder: Embedder, words: Words) -> None:
    """Makes the searches in `folder` fit the newest generation; only for who holds the write lock."""
    with closing(connect(folder)) as connection:
        bring_up(folder, connection, _fitting(words, connection), model_of(embedder), embedder.dim)


def _fitting(words: Words, connection: sqlite3.Connection) -> Words:
    """The words, read again where the archive was made with others: the dictionary may have changed since."""
    return words if meta(connection).get("words") == words.version else Words(words.dictionary)
