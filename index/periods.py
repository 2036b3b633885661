"""What the truth holds of a period: the issues from its first to its last day, both included."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date

import numpy as np
import numpy.typing as npt

from index.lookup import among


def holdings(connection: sqlite3.Connection, first: date, last: date) -> int:
    """The number of articles in the issues of the period."""
    (number,) = connection.execute(
        "SELECT count(*) FROM articles JOIN pages ON pages.key = articles.page WHERE date BETWEEN ? AND ?",
        (first.isoformat(), last.isoformat()),
    ).fetchone()
    return int(number)


def chunks_within(connection: sqlite3.Connection, first: date, last: date) -> npt.NDArray[np.int64]:
    """The keys of the chunks in the issues of the period, and in those without a date."""
    # CROSS JOIN keeps SQLite to this order: by date to pages, to their articles, to their chunks, by indexes alone.
    found = connection.execute(
        "SELECT chunks.key FROM pages CROSS JOIN articles ON articles.page = pages.key "
        "CROSS JOIN chunks ON chunks.article = articles.key WHERE date BETWEEN ? AND ? OR date IS NULL",
        (first.isoformat(), last.isoformat()),
    )
    return np.fromiter((key for (key,) in found), dtype=np.int64)


def those_within(connection: sqlite3.Connection, keys: Sequence[int], first: date, last: date) -> list[int]:
    """Those of the keys that `chunks_within` has, in the order given."""
    query = (
        "SELECT chunks.key FROM chunks JOIN articles ON articles.key = article JOIN pages ON pages.key = page "
        "WHERE chunks.key IN ({}) AND (date BETWEEN ? AND ? OR date IS NULL)"
    )
    kept = {key for (key,) in among(connection, query, keys, first.isoformat(), last.isoformat())}
    return [key for key in keys if key in kept]
