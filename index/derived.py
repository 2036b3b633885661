"""Brings both searches up to the truth: what is missing, torn or old is made again, nothing is embedded anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

import numpy as np

from index.chunks import heading
from index.errors import ArchiveError
from index.lexical import LexicalIndex, Marker, Posting
from index.lookup import articles_by_key, batched, chunk_rows, keys_above, redated_since, removed_since, top, unpack
from index.store import describe, generation, meta
from index.vectors import FLAT_LIMIT, TRAINING_SIZE, VectorIndex, kind, read_header
from index.words import Words

POSTINGS = "postings"
VECTORS = "vectors.faiss"

TAIL = 20_000
"""Vectors that a reader adds in memory rather than have the file written anew: a second's work at most."""

_BLOCK = 5_000  # chunks or vectors held in memory at a time

Advance = Callable[[int], None]
"""Told of how many chunks more have been dealt with."""


def bring_up(
    folder: Path,
    connection: sqlite3.Connection,
    words: Words,
    model: str,
    dim: int,
    *,
    more_to_come: bool = False,
    advance: Advance | None = None,
) -> None:
    """Makes postings and vector file fit the truth; only for who holds the write lock.

    Args:
        folder: the archive.
        connection: to the truth.
        words: what the postings are to be made with.
        model: name and revision of the embedder.
        dim: the length of its vectors.
        more_to_come: whether another batch follows, so that the file of vectors may lag behind by a quarter: written
            at each batch, it would take a time that grows with the square of the archive.
        advance: told of how many more chunks have been taken into the postings.
    """
    if meta(connection).get("words") != words.version:
        describe(connection, {"words": words.version})
    bring_up_postings(folder / POSTINGS, connection, words, advance)
    stored = vectors_in_file(folder, connection, model, dim)
    (total,) = connection.execute("SELECT count(*) FROM chunks").fetchone()
    lag = max(TAIL, total // 4) if more_to_come else min(TAIL, total // 20)
    if stored is not None and changed_since(connection, stored) <= lag:
        return
    index = vectors_at(folder, connection, model, dim)
    if index.kind != kind(total):
        index = _built(connection, dim)
    index.save(folder / VECTORS, model)


def bring_up_postings(
    folder: Path, connection: sqlite3.Connection, words: Words, advance: Advance | None = None
) -> None:
    """Makes the postings in `folder` fit the truth: lets them grow, or makes them again where they cannot."""
    now = generation(connection)
    marker = Marker(now, top(connection, now) or 0, words.version)
    try:
        index = LexicalIndex(folder)
        if index.marker == marker:
            return
        fits = index.marker.words == words.version and top(connection, index.marker.generation) == index.marker.top
        if fits:
            since = index.marker.generation
            redated = redated_since(connection, since)
            keys = chain(redated, keys_above(connection, index.marker.top))
            index.grow(
                _postings(connection, words, keys, advance), (*redated, *removed_since(connection, since)), marker
            )
            return
    except ArchiveError:
        pass  # missing or torn: made again below
    LexicalIndex.make(folder, _postings(connection, words, keys_above(connection, 0), advance), marker)


def fitting_postings(folder: Path, connection: sqlite3.Connection, words: Words) -> LexicalIndex | None:
    """The postings in the archive `folder`, None where they do not fit the truth and the words."""
    try:
        index = LexicalIndex(folder / POSTINGS)
    except ArchiveError:
        return None
    fits = (index.marker.generation, index.marker.words) == (generation(connection), words.version)
    return index if fits else None


def vectors_in_file(folder: Path, connection: sqlite3.Connection, model: str, dim: int) -> int | None:
    """The generation of the vector file, None where it does not belong to the truth and the model."""
    try:
        header = read_header(folder / VECTORS)
    except ArchiveError:
        return None
    fits = (header.model, header.dim) == (model, dim) and top(connection, header.generation) is not None
    return header.generation if fits else None


def vectors_at(folder: Path, connection: sqlite3.Connection, model: str, dim: int) -> VectorIndex:
    """The vectors of the truth as the connection sees it: those of the file with what came since, else all anew."""
    if vectors_in_file(folder, connection, model, dim) is not None:
        try:
            index = VectorIndex.load(folder / VECTORS, dim=dim, model=model)
        except ArchiveError:
            # Gone, it will be written anew by the next who holds the lock.
            (folder / VECTORS).unlink(missing_ok=True)
        else:
            catch_up(index, connection)
            return index
    return _built(connection, dim)


def changed_since(connection: sqlite3.Connection, generation: int) -> int:
    """How many chunks came or went after that generation."""
    (came,) = connection.execute(
        "SELECT count(*) FROM chunks WHERE key > ?", (top(connection, generation) or 0,)
    ).fetchone()
    return int(came) + len(removed_since(connection, generation))


def catch_up(index: VectorIndex, connection: sqlite3.Connection) -> None:
    """Takes into the index, in memory, what came into the truth since its generation, and out what went."""
    index.remove(removed_since(connection, index.generation))
    _add(index, connection, top(connection, index.generation) or 0)
    index.generation = generation(connection)


def _built(connection: sqlite3.Connection, dim: int) -> VectorIndex:
    (total,) = connection.execute("SELECT count(*) FROM chunks").fetchone()
    sample = None
    if total > FLAT_LIMIT:
        # Every n-th of the whole time span, so that scale and cells do not favour the oldest issues.
        stride = -(-total // TRAINING_SIZE)
        rows = connection.execute("SELECT vector FROM embeddings WHERE key % ? = 0", (stride,))
        sample = unpack([vector for (vector,) in rows], dim)
    index = VectorIndex(dim, expected=total, sample=sample)
    _add(index, connection, 0)
    index.generation = generation(connection)
    return index


def _add(index: VectorIndex, connection: sqlite3.Connection, above: int) -> None:
    rows = connection.execute("SELECT key, vector FROM embeddings WHERE key > ? ORDER BY key", (above,))
    for part in batched(rows, _BLOCK):
        index.add(np.array([key for key, _ in part]), unpack([vector for _, vector in part], index.dim))


def _postings(
    connection: sqlite3.Connection, words: Words, keys: Iterable[int], advance: Advance | None
) -> Iterator[Posting]:
    for part in batched(keys, _BLOCK):
        rows = chunk_rows(connection, part)
        articles = articles_by_key(connection, list({row[0] for row in rows.values()}))
        heads = {key: words.tokens(heading(article)) for key, (article, _) in articles.items()}
        for key in part:
            article_key, _, start, end = rows[key]
            article, page = articles[article_key]
            day = page.date.toordinal() if page.date else 0
            yield Posting(key, heads[article_key], words.tokens(article.body[start:end]), day)
        if advance:
            advance(len(part))
