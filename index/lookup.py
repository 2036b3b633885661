"""What the truth holds, by key, id and name."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from index.chunks import chunk_id
from index.records import FIELDS, Article, Chunk, Credit, Furniture, Page, Run

T = TypeVar("T")

Vectors = npt.NDArray[np.float32]

_ARTICLES = (
    "SELECT articles.key, articles.id, ordinal, headline, kicker, subtitle, section, byline, body, runs, "
    "pages.id, source, sha256, date, number, edition, paper "
    "FROM articles JOIN pages ON pages.key = articles.page"
)
_PAGE = "id, source, sha256, date, number, edition, paper"


@dataclass(frozen=True, slots=True)
class Counts:
    """How much an archive holds, and the dates of its first and last issue, None where no page has a date."""

    pages: int
    articles: int
    chunks: int
    first: date | None
    last: date | None


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of `size`, the last one shorter."""
    source = iter(items)
    while part := list(islice(source, size)):
        yield part


def among(
    connection: sqlite3.Connection, query: str, keys: Sequence[int], *values: object
) -> Iterator[tuple[Any, ...]]:
    """The rows of a query whose `{}` stands for the keys, 500 of them at a time; `values` fill what comes after."""
    for part in batched(keys, 500):
        yield from connection.execute(query.format(",".join("?" * len(part))), (*part, *values))


def counts(connection: sqlite3.Connection) -> Counts:
    """How much the archive holds."""
    pages, articles, chunks = (
        connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("pages", "articles", "chunks")
    )
    first, last = connection.execute("SELECT min(date), max(date) FROM pages").fetchone()
    return Counts(pages, articles, chunks, _date(first), _date(last))


def chunk_rows(connection: sqlite3.Connection, keys: Sequence[int]) -> dict[int, tuple[int, int, int, int]]:
    """By key of those chunks that are there: article's key, ordinal, start, end."""
    return {
        row[0]: row[1:]
        for row in among(connection, 'SELECT key, article, ordinal, start, "end" FROM chunks WHERE key IN ({})', keys)
    }


def articles_by_key(connection: sqlite3.Connection, keys: Sequence[int]) -> dict[int, tuple[Article, Page]]:
    """The articles with their pages, whose text is left empty, by key of those that are there."""
    found = among(connection, f"{_ARTICLES} WHERE articles.key IN ({{}})", keys)
    return dict(_articles(connection, found))


def article_by_id(connection: sqlite3.Connection, article_id: str) -> tuple[Article, Page] | None:
    """The article of that id and its page, whose text is left empty."""
    found = connection.execute(f"{_ARTICLES} WHERE articles.id = ?", (article_id,))
    return next((pair for _, pair in _articles(connection, found)), None)


def articles_of_page(connection: sqlite3.Connection, page_key: int) -> list[tuple[Article, Page]]:
    """The articles of the page of that key, in order."""
    found = connection.execute(f"{_ARTICLES} WHERE articles.page = ? ORDER BY ordinal", (page_key,))
    return [pair for _, pair in _articles(connection, found)]


def page_keys(connection: sqlite3.Connection) -> list[int]:
    """The keys of all pages by date, number and id; those without a date come last."""
    return [key for (key,) in connection.execute("SELECT key FROM pages ORDER BY date IS NULL, date, number, id")]


def page_by_id(connection: sqlite3.Connection, page_id: str) -> Page | None:
    """The page of that id with its whole text."""
    row = connection.execute(f"SELECT {_PAGE}, text FROM pages WHERE id = ?", (page_id,)).fetchone()
    return _page(row[:7], row[7]) if row else None


def page_by_sha256(connection: sqlite3.Connection, sha256: str) -> Page | None:
    """The page whose file has that hash, its text left empty."""
    row = connection.execute(f"SELECT {_PAGE} FROM pages WHERE sha256 = ?", (bytes.fromhex(sha256),)).fetchone()
    return _page(row) if row else None


def place_of(connection: sqlite3.Connection, place: str) -> str | None:
    """The hash of what was last found at that place, None where nothing was."""
    row = connection.execute("SELECT sha256 FROM places WHERE place = ?", (place,)).fetchone()
    return row[0].hex() if row else None


def places_of_id(connection: sqlite3.Connection, page_id: str) -> set[str] | None:
    """The places that hold the page of that id, None where there is no such page."""
    row = connection.execute("SELECT sha256 FROM pages WHERE id = ?", (page_id,)).fetchone()
    if row is None:
        return None
    return {place for (place,) in connection.execute("SELECT place FROM places WHERE sha256 = ?", row)}


def furniture(connection: sqlite3.Connection, page_id: str) -> tuple[Furniture, ...]:
    """What belongs to no article of the page of that id, in order."""
    found = connection.execute(
        'SELECT kind, start, "end" FROM furniture JOIN pages ON pages.key = page WHERE id = ? ORDER BY position',
        (page_id,),
    )
    return tuple(Furniture(*row) for row in found)


def article_chunks(connection: sqlite3.Connection, article_id: str) -> list[tuple[int, Chunk]]:
    """The keys and chunks of the article of that id, in order."""
    found = connection.execute(
        'SELECT chunks.key, chunks.ordinal, start, "end" FROM chunks JOIN articles ON articles.key = article '
        "WHERE articles.id = ? ORDER BY chunks.ordinal",
        (article_id,),
    )
    return [(key, Chunk(chunk_id(article_id, number), article_id, start, end)) for key, number, start, end in found]


def credited(connection: sqlite3.Connection, name: str) -> list[str]:
    """The ids of the articles that credit exactly that name, by date and place on the page."""
    found = connection.execute(
        "SELECT DISTINCT articles.id, date, pages.number, pages.id, ordinal FROM credits "
        "JOIN articles ON articles.key = article JOIN pages ON pages.key = page "
        "WHERE name = ? ORDER BY date IS NULL, date, pages.number, pages.id, ordinal",
        (name,),
    )
    return [row[0] for row in found]


def credit_names(connection: sqlite3.Connection) -> frozenset[str]:
    """Every name that an article credits."""
    return frozenset(name for (name,) in connection.execute("SELECT DISTINCT name FROM credits"))


def vectors_of(connection: sqlite3.Connection, keys: Sequence[int], dim: int) -> tuple[list[int], Vectors]:
    """The keys of those chunks that are there, and their vectors: (n, dim) float32, rows of length 1."""
    rows = list(among(connection, "SELECT key, vector FROM embeddings WHERE key IN ({})", keys))
    return [key for key, _ in rows], unpack([vector for _, vector in rows], dim)


def unpack(vectors: Sequence[bytes], dim: int) -> Vectors:
    """Stored vectors, half precision, as (n, dim) float32."""
    return np.frombuffer(b"".join(vectors), dtype=np.float16).reshape(len(vectors), dim).astype(np.float32)


def removed_since(connection: sqlite3.Connection, generation: int) -> list[int]:
    """The keys of the chunks that were taken out after that generation."""
    return _noted_since(connection, generation, "NOT IN")


def redated_since(connection: sqlite3.Connection, generation: int) -> list[int]:
    """The keys of the chunks whose issue got another date after that generation: noted as taken out, yet still there."""
    return _noted_since(connection, generation, "IN")


def _noted_since(connection: sqlite3.Connection, generation: int, among: str) -> list[int]:
    found = connection.execute(
        f"SELECT DISTINCT key FROM removed WHERE generation > ? AND key {among} (SELECT key FROM chunks) ORDER BY key",
        (generation,),
    )
    return [key for (key,) in found]


def keys_above(connection: sqlite3.Connection, key: int) -> Iterator[int]:
    """The keys of the chunks above that one, in order."""
    return (found for (found,) in connection.execute("SELECT key FROM chunks WHERE key > ? ORDER BY key", (key,)))


def top(connection: sqlite3.Connection, generation: int) -> int | None:
    """The highest key that a chunk of that generation or an earlier one has, None where there was none such."""
    row = connection.execute("SELECT top FROM generations WHERE generation = ?", (generation,)).fetchone()
    return int(row[0]) if row else None


def _articles(
    connection: sqlite3.Connection, found: Iterable[Sequence[Any]]
) -> Iterator[tuple[int, tuple[Article, Page]]]:
    rows = list(found)
    credits: dict[int, list[Credit]] = {row[0]: [] for row in rows}
    query = "SELECT article, name, role FROM credits WHERE article IN ({}) ORDER BY article, position"
    for key, name, role in among(connection, query, list(credits)):
        credits[key].append(Credit(name, role))
    for key, article_id, ordinal, headline, kicker, subtitle, section, byline, body, runs, *page in rows:
        article = Article(
            id=article_id,
            page_id=page[0],
            ordinal=ordinal,
            headline=headline,
            body=body,
            kicker=kicker,
            subtitle=subtitle,
            section=section,
            byline=byline,
            credits=tuple(credits[key]),
            runs=tuple(Run(FIELDS[field], start, raw, length) for field, start, raw, length in json.loads(runs)),
        )
        yield key, (article, _page(page))


def _page(row: Sequence[Any], text: str = "") -> Page:
    page_id, source, sha256, day, number, edition, paper = row
    return Page(page_id, source, sha256.hex(), text, _date(day), number, edition, paper)


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
