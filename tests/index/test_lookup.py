"""Lookups by many keys at once."""

import sqlite3
from contextlib import closing

import pytest

from index.lookup import among, batched


@pytest.mark.parametrize("number", [0, 1, 499, 500, 501, 1200])
def test_any_number_of_keys_is_looked_up(number) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE numbers (key INTEGER PRIMARY KEY, half INTEGER)")
        connection.executemany("INSERT INTO numbers VALUES (?, ?)", [(key, key // 2) for key in range(2_000)])
        query = "SELECT key, half FROM numbers WHERE key IN ({}) AND half < ?"
        assert sorted(among(connection, query, range(number), 300)) == [
            (key, key // 2) for key in range(min(number, 600))
        ]


def test_the_last_batch_is_shorter() -> None:
    assert list(batched(range(7), 3)) == [[0, 1, 2], [3, 4, 5], [6]]
    assert list(batched([], 3)) == []
