"""Searches and counts within a period, against the same over everything, filtered by hand."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from index.archive import Archive
from index.store import Batch, connect, write
from index.update import update
from tests.index.small_archive import EMBEDDER


@pytest.fixture
def dated(tmp_path) -> Path:
    """400 articles, one an issue: from 1 January 2023 on a day each, every twentieth without a date."""
    rows = []
    for n in range(400):
        day = date(2023, 1, 1) + timedelta(n)
        told = "" if n % 20 == 0 else f'"date": "{day}", '
        rows.append(
            f'{{{told}"title": "新闻{n}", "text": "第{n}条新闻，{"工会" * (n % 7 + 1)}大赛{"很" * (n % 11)}。"}}\n'
        )
    (tmp_path / "dated.jsonl").write_text("".join(rows), encoding="utf-8")
    update(tmp_path / "dated", [tmp_path / "dated.jsonl"], embedder=EMBEDDER)
    return tmp_path / "dated"


PERIODS = [
    (date(2023, 1, 1), date(2023, 12, 31)),
    (date(2023, 3, 5), date(2023, 3, 9)),
    (date(2024, 1, 1), date(2024, 1, 31)),
    (date(1999, 1, 1), date(1999, 12, 31)),
    (date.min, date.max),
]


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("k", [3, 30, 999])
def test_both_searches_keep_to_a_period_and_to_the_undated(dated, period, k) -> None:
    with Archive(dated, embedder=EMBEDDER) as archive:

        def kept(hits):
            pages = {key: page.date for key, _, _, page in archive.chunks([key for key, _ in hits])}
            return [hit for hit in hits if not (day := pages[hit[0]]) or period[0] <= day <= period[1]]

        question = "第7条工会大赛新闻"
        words, near = archive.lexical(question, 999), archive.dense(question, 999)
        assert len(words) == len(near) == 400
        assert archive.lexical(question, k, period=period) == kept(words)[:k]
        found, expected = archive.dense(question, k, period=period), kept(near)[:k]
        assert [key for key, _ in found] == [key for key, _ in expected]
        assert dict(found) == pytest.approx(dict(expected), abs=1e-6)
        assert len(kept(near)) == archive.holdings(period) + 20


def test_holdings_are_the_articles_of_the_dated_issues(dated) -> None:
    with Archive(dated, embedder=EMBEDDER) as archive:
        assert [archive.holdings(period) for period in PERIODS] == [346, 5, 30, 0, 380]


def test_an_issue_that_gets_another_date_is_searched_by_it(dated) -> None:
    with Archive(dated, embedder=EMBEDDER) as archive:
        ((key, _),) = archive.lexical("第7条", 1)
        before = archive.dense("第7条", 99)
        connection = connect(dated)
        page = archive.chunks([key])[0][3]
        write(connection, Batch(corrected=[replace(page, date=date(1999, 5, 1))]))
        connection.close()
        assert archive.refresh()
        assert key in dict(archive.lexical("第7条", 99, period=PERIODS[3]))
        assert key in dict(archive.dense("第7条", 99, period=PERIODS[3]))
        assert key not in dict(archive.dense("第7条", 999, period=PERIODS[0]))
        assert archive.dense("第7条", 99) == before
        assert len(archive.lexical("工会", 999)) == archive.counts().chunks == 400
