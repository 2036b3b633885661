"""The truth: one SQLite file with the pages, what they were cut into, and the vectors.

Everything else an archive holds is derived from it. One transaction takes in a whole batch, so a crash at any moment
leaves the archive as it was; the keys of chunks only grow, so what a generation added is what lies above the top key
of the one before.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.errors import ArchiveError
from index.records import FIELDS, Article, Chunk, CutPage, Page
from index.schema import FORMAT, SCHEMA

FILE = "archive.sqlite"

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Entry:
    """A page ready to be stored: what it was cut into, the chunks of each article, (chunks, dim) float32 vectors."""

    cut: CutPage
    chunks: Sequence[tuple[Chunk, ...]]
    vectors: Vectors


@dataclass(frozen=True, slots=True)
class Batch:
    """What one transaction changes.

    Attributes:
        entries: pages that are new.
        places: the files that were looked at, by where they lie, and the hash of what they hold now. A page that no
            place holds any longer goes, with all that was cut from it.
        corrected: pages whose file is the same while its date, number, edition or paper is now known better.
    """

    entries: Sequence[Entry] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    corrected: Sequence[Page] = ()


def connect(folder: Path, *, create: bool = False) -> sqlite3.Connection:
    """A connection to the truth in `folder`, in autocommit mode, usable from any thread under a lock.

    Raises:
        ArchiveError: there is no archive, or one of another format.
    """
    path = folder / FILE
    if not create and not path.is_file():
        raise ArchiveError(f"{folder} 里还没有档案：先运行 wenbao update 文件夹，把版面收进来")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=30)
    except (OSError, sqlite3.Error) as error:
        raise ArchiveError(f"打不开档案 {path}：检查文件夹的读写权限") from error
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -65536")  # KiB
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
            if not create:
                raise ArchiveError(f"{folder} 里还没有档案：先运行 wenbao update 文件夹，把版面收进来")
            start = f"INSERT INTO meta VALUES ('format', '{FORMAT}'); INSERT INTO generations VALUES (0, 0);"
            connection.executescript(f"BEGIN; {SCHEMA} {start} COMMIT;")
        if (found := meta(connection).get("format")) != FORMAT:
            raise ArchiveError(f"档案 {folder} 的格式是 {found}，本程序读写 {FORMAT}：用做它的版本，或换一个文件夹重建")
    except sqlite3.Error as error:
        connection.close()
        raise ArchiveError(f"档案 {path} 损坏或读不了（{error}）：从备份恢复，或换一个文件夹重建") from error
    except ArchiveError:
        connection.close()
        raise
    return connection


@contextmanager
def write_lock(folder: Path, *, patience: float = 0.0) -> Iterator[None]:
    """Keeps other writers out while the block runs; the lock goes with the process, however that ends.

    Raises:
        ArchiveError: another process is writing, still after ``patience`` seconds.
    """
    folder.mkdir(parents=True, exist_ok=True)
    # SQLite's own file lock, because it is the same on every system.
    lock = sqlite3.connect(folder / "writing.lock", isolation_level=None, timeout=patience)
    try:
        lock.execute("BEGIN EXCLUSIVE")
        yield
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise ArchiveError(f"写不进档案 {folder}（{error}）：检查磁盘空间和读写权限") from error
        raise ArchiveError(f"档案 {folder} 正在被另一个 wenbao 更新：等它结束再试") from error
    finally:
        lock.close()


def meta(connection: sqlite3.Connection) -> dict[str, str]:
    """What the archive says of itself: format, embedder's name, revision and dim, the words' version."""
    return dict(connection.execute("SELECT name, value FROM meta"))


def generation(connection: sqlite3.Connection) -> int:
    """The number of the last batch that went in."""
    (number,) = connection.execute("SELECT max(generation) FROM generations").fetchone()
    return int(number)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[int]:
    """Writes of the block go in together or not at all; gives the number of the generation that they make."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        number = generation(connection) + 1
        yield number
        connection.execute("INSERT INTO generations SELECT ?, ifnull(max(seq), 0) FROM sqlite_sequence", (number,))
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def describe(connection: sqlite3.Connection, values: Mapping[str, str]) -> None:
    """Writes what the archive says of itself, as a generation of its own."""
    with transaction(connection):
        connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())


def write(connection: sqlite3.Connection, batch: Batch) -> int:
    """The number of the generation that the batch makes, once it is safely on disk."""
    with transaction(connection) as number:
        _move(connection, batch.places, number)
        for page in batch.corrected:
            # Noted as taken out and still there, their chunks are searched by the new date.
            connection.execute(
                "INSERT OR IGNORE INTO removed SELECT ?, chunks.key FROM chunks JOIN articles ON articles.key = article "
                "JOIN pages ON pages.key = page WHERE sha256 = ? AND date IS NOT ?",
                (number, bytes.fromhex(page.sha256), _issue(page)[0]),
            )
            connection.execute(
                "UPDATE pages SET date = ?, number = ?, edition = ?, paper = ? WHERE sha256 = ?",
                (*_issue(page), bytes.fromhex(page.sha256)),
            )
        for entry in batch.entries:
            _insert(connection, entry)
    return number


def _move(connection: sqlite3.Connection, places: Mapping[str, str], number: int) -> None:
    """Notes what each place holds now and takes out the pages that no place holds any longer."""
    left = set()
    for place, sha256 in places.items():
        for (before,) in connection.execute("SELECT sha256 FROM places WHERE place = ?", (place,)):
            left.add(before)
        connection.execute("INSERT OR REPLACE INTO places VALUES (?, ?)", (place, bytes.fromhex(sha256)))
    for sha256 in left:
        if connection.execute("SELECT 1 FROM places WHERE sha256 = ?", (sha256,)).fetchone():
            continue
        connection.execute(
            "INSERT INTO removed SELECT ?, chunks.key FROM chunks JOIN articles ON articles.key = chunks.article "
            "JOIN pages ON pages.key = articles.page WHERE pages.sha256 = ?",
            (number, sha256),
        )
        connection.execute("DELETE FROM pages WHERE sha256 = ?", (sha256,))


def _insert(connection: sqlite3.Connection, entry: Entry) -> None:
    page = entry.cut.page
    page_key = connection.execute(
        "INSERT INTO pages VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)",
        (page.id, bytes.fromhex(page.sha256), page.source, *_issue(page), page.text),
    ).lastrowid
    connection.executemany(
        "INSERT INTO furniture VALUES (?, ?, ?, ?, ?)",
        [(page_key, position, part.kind, part.start, part.end) for position, part in enumerate(entry.cut.furniture)],
    )
    vectors = iter(entry.vectors.astype(np.float16))
    for article, chunks in zip(entry.cut.articles, entry.chunks, strict=True):
        key = connection.execute(
            "INSERT INTO articles VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _row(article, page_key)
        )
        connection.executemany(
            "INSERT INTO credits VALUES (?, ?, ?, ?)",
            [(key.lastrowid, position, credit.name, credit.role) for position, credit in enumerate(article.credits)],
        )
        for ordinal, chunk in enumerate(chunks):
            made = connection.execute(
                "INSERT INTO chunks VALUES (NULL, ?, ?, ?, ?)", (key.lastrowid, ordinal, chunk.start, chunk.end)
            )
            connection.execute("INSERT INTO embeddings VALUES (?, ?)", (made.lastrowid, next(vectors).tobytes()))


def _issue(page: Page) -> tuple[str | None, int | None, str | None, str | None]:
    return page.date.isoformat() if page.date else None, page.number, page.edition, page.paper


def _row(article: Article, page_key: int | None) -> tuple[object, ...]:
    runs = [(FIELDS.index(run.field), run.start, run.raw, run.length) for run in article.runs]
    return (
        article.id,
        page_key,
        article.ordinal,
        article.headline,
        article.kicker,
        article.subtitle,
        article.section,
        article.byline,
        article.body,
        json.dumps(runs, separators=(",", ":")),
    )
