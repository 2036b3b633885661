"""A changed model: all vectors anew, beside the old ones, which serve until the new ones are complete."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import numpy as np

from index.archive import DICTIONARY
from index.chunks import chunk_id, embedding_text
from index.derived import bring_up
from index.embed import Embedder
from index.errors import ArchiveError
from index.lookup import articles_by_key, batched, chunk_rows
from index.passages import model_of, vectors_for
from index.records import Chunk
from index.store import connect, meta, transaction, write_lock
from index.words import Words

_BLOCK = 2_000  # chunks embedded and written at a time; a crash loses at most so many


def reembed(
    folder: Path,
    *,
    embedder: Embedder,
    words: Words | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """The number of chunks embedded by the new model, which the archive is opened with from now on.

    Readers see the old vectors until all new ones are there; what a crash interrupts is taken up again.

    Args:
        folder: the archive.
        embedder: the new model; nothing is done where the archive's vectors are its own.
        words: how text is cut; by default with the `words.txt` in the folder.
        progress: told how many chunks of how many have their new vector.

    Raises:
        ArchiveError: there is no archive, or another process is writing it.
        ModelError: the model gives no vectors.
    """
    model = {"embedder": embedder.name, "revision": embedder.revision, "dim": str(embedder.dim)}
    connection = connect(folder)
    try:
        with write_lock(folder):
            if model.items() <= meta(connection).items():
                return 0
            done = _fill(connection, embedder, progress)
            with transaction(connection):
                connection.execute("DROP TABLE embeddings")
                connection.execute("ALTER TABLE next_embeddings RENAME TO embeddings")
                connection.execute("DELETE FROM meta WHERE name = 'next'")
                connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", model.items())
            bring_up(folder, connection, words or Words(folder / DICTIONARY), model_of(embedder), embedder.dim)
            return done
    finally:
        connection.close()


def _fill(connection: sqlite3.Connection, embedder: Embedder, progress: Callable[[int, int], None] | None) -> int:
    """Gives every chunk its new vector, going on where the same model was interrupted."""
    next_model = f"{model_of(embedder)} {embedder.dim}"
    if meta(connection).get("next") != next_model:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DROP TABLE IF EXISTS next_embeddings")
        connection.execute(
            "CREATE TABLE next_embeddings "
            "(key INTEGER PRIMARY KEY REFERENCES chunks ON DELETE CASCADE, vector BLOB NOT NULL)"
        )
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('next', ?)", (next_model,))
        connection.execute("COMMIT")
    (total,) = connection.execute("SELECT count(*) FROM chunks").fetchone()
    (done,) = connection.execute("SELECT count(*) FROM next_embeddings").fetchone()
    (above,) = connection.execute("SELECT ifnull(max(key), 0) FROM next_embeddings").fetchone()
    keys = [key for (key,) in connection.execute("SELECT key FROM chunks WHERE key > ? ORDER BY key", (above,))]
    for part in batched(keys, _BLOCK):
        vectors = vectors_for(embedder, _texts(connection, part)).astype(np.float16)
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            "INSERT INTO next_embeddings VALUES (?, ?)",
            [(key, vector.tobytes()) for key, vector in zip(part, vectors, strict=True)],
        )
        connection.execute("COMMIT")
        done += len(part)
        if progress:
            progress(done, total)
    if done != total:
        raise ArchiveError(f"重算后有 {done} 个向量，应有 {total} 个：再运行一次 wenbao update --reembed")
    return len(keys)


def _texts(connection: sqlite3.Connection, keys: list[int]) -> list[str]:
    rows = chunk_rows(connection, keys)
    articles = articles_by_key(connection, list({row[0] for row in rows.values()}))
    texts = []
    for key in keys:
        article_key, ordinal, start, end = rows[key]
        article, _ = articles[article_key]
        texts.append(embedding_text(article, Chunk(chunk_id(article.id, ordinal), article.id, start, end)))
    return texts
