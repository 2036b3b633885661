import sqlite3
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import lookup
from index.chunks import chunk
from index.errors import ArchiveError
from index.records import FIELDS, Article, Credit, CutPage, Furniture, Page, Run
from index.store import Batch, Entry, connect, generation, meta, write, write_lock

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
NAME = TEXT.filter(str.strip)


@st.composite
def articles(draw, page_id: str, ordinal: int) -> Article:
    fields = {name: draw(TEXT) for name in FIELDS}
    runs = []
    for name in FIELDS:
        if size := len(fields[name]):
            start = draw(st.integers(0, size - 1))
            runs.append(Run(name, start, draw(st.integers(0, 10**6)), draw(st.integers(1, size - start))))
    credits = tuple(Credit(*pair) for pair in draw(st.lists(st.tuples(NAME, TEXT), max_size=3)))
    return Article(f"{page_id}:{ordinal:02d}", page_id, ordinal, **fields, credits=credits, runs=tuple(runs))


@st.composite
def cut_pages(draw) -> CutPage:
    page = Page(
        id=draw(NAME),
        source=draw(TEXT),
        sha256=draw(st.binary(min_size=32, max_size=32)).hex(),
        text=draw(TEXT),
        date=draw(st.none() | st.dates()),
        number=draw(st.none() | st.integers(1, 10**6)),
        edition=draw(st.none() | TEXT),
        paper=draw(st.none() | TEXT),
    )
    number = draw(st.integers(0, 3))
    furniture = draw(st.lists(st.tuples(TEXT, st.integers(0, 99), st.integers(1, 99)), max_size=3))
    return CutPage(
        page,
        tuple(draw(articles(page.id, ordinal)) for ordinal in range(1, number + 1)),
        tuple(Furniture(kind, start, start + length) for kind, start, length in furniture),
    )


def entry(cut: CutPage, dim: int = 4) -> Entry:
    chunks = [chunk(article, size=20) for article in cut.articles]
    return Entry(cut, chunks, np.full((sum(map(len, chunks)), dim), 0.5, np.float32))


def simple(page_id: str, body: str, sha: int) -> CutPage:
    page = Page(page_id, f"{page_id}.txt", f"{sha:064x}", body, date(2024, 5, sha))
    return CutPage(page, (Article(f"{page_id}:01", page_id, 1, "题", body, credits=(Credit("马超", "记者"),)),))


@pytest.fixture
def connection(tmp_path):
    made = connect(tmp_path / "archive", create=True)
    yield made
    made.close()


@settings(max_examples=50)
@given(cut_pages())
def test_what_goes_in_comes_out(tmp_path_factory, cut) -> None:
    connection = connect(tmp_path_factory.mktemp("archive"), create=True)
    stored = entry(cut)
    write(connection, Batch([stored], {"place": cut.page.sha256}))
    assert lookup.page_by_id(connection, cut.page.id) == cut.page
    assert lookup.furniture(connection, cut.page.id) == cut.furniture
    (key,) = lookup.page_keys(connection)
    assert tuple(article for article, _ in lookup.articles_of_page(connection, key)) == cut.articles
    for article, chunks in zip(cut.articles, stored.chunks, strict=True):
        found = lookup.article_by_id(connection, article.id)
        assert found is not None
        assert found[0] == article
        assert tuple(part for _, part in lookup.article_chunks(connection, article.id)) == chunks
        assert all(article.id in lookup.credited(connection, credit.name) for credit in article.credits)
    connection.close()


def test_vectors_come_back_in_half_precision(connection) -> None:
    rows = np.random.default_rng(0).normal(size=(3, 4)).astype(np.float32)
    cut = simple("p", "一" * 19 + "。" + "二" * 19 + "。" + "三" * 19 + "。", 1)
    chunks = [chunk(cut.articles[0], size=20)]
    write(connection, Batch([Entry(cut, chunks, rows)]))
    keys, stored = lookup.vectors_of(connection, [2, 99, 1, 3], 4)
    assert np.array_equal(stored, rows.astype(np.float16).astype(np.float32)[[key - 1 for key in keys]])


def test_a_page_goes_when_no_place_holds_it_any_longer(connection) -> None:
    old, new = simple("p", "旧文。", 1), simple("p", "新文。", 2)
    write(connection, Batch([entry(old)], {"a": old.page.sha256, "copy": old.page.sha256}))
    write(connection, Batch([], {"a": f"{9:064x}"}))
    assert lookup.page_by_id(connection, "p") is not None
    write(connection, Batch([entry(new)], {"copy": new.page.sha256}))
    assert lookup.page_by_id(connection, "p") == new.page
    assert lookup.chunk_rows(connection, [1]) == {}
    assert lookup.removed_since(connection, 2) == [1]
    for table in ("articles", "credits", "chunks", "embeddings"):
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,)


def test_keys_of_chunks_are_never_used_again(connection) -> None:
    for number in (1, 2, 3):
        page = simple("p", f"第{number}版。", number)
        write(connection, Batch([entry(page)], {"a": page.page.sha256}))
    assert [key for (key,) in connection.execute("SELECT key FROM chunks")] == [3]
    assert [lookup.top(connection, number) for number in range(5)] == [0, 1, 2, 3, None]


def test_a_batch_that_fails_leaves_nothing(connection) -> None:
    good, again = simple("p", "好。", 1), simple("p", "同名。", 2)
    with pytest.raises(sqlite3.IntegrityError):
        write(connection, Batch([entry(good), entry(again)], {"a": good.page.sha256}))
    assert generation(connection) == 0
    assert lookup.counts(connection) == lookup.Counts(0, 0, 0, None, None)
    assert lookup.place_of(connection, "a") is None


def test_articles_that_credit_a_name_come_oldest_first(connection) -> None:
    pages = [simple("b", "晚。", 2), simple("a", "早。", 1)]
    write(connection, Batch([entry(page) for page in pages]))
    assert lookup.credited(connection, "马超") == ["a:01", "b:01"]
    assert lookup.credited(connection, "马") == []
    assert lookup.credit_names(connection) == {"马超"}
    assert lookup.counts(connection) == lookup.Counts(2, 2, 2, date(2024, 5, 1), date(2024, 5, 2))


def test_no_archive_says_what_to_type(tmp_path) -> None:
    with pytest.raises(ArchiveError, match="wenbao update"):
        connect(tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("content", [b"", b"no database" * 100])
def test_what_is_no_archive_is_named(tmp_path, content) -> None:
    (tmp_path / "archive.sqlite").write_bytes(content)
    with pytest.raises(ArchiveError):
        connect(tmp_path)


def test_another_format_is_named(tmp_path, connection) -> None:
    connection.execute("UPDATE meta SET value = '99' WHERE name = 'format'")
    assert meta(connection)["format"] == "99"
    with pytest.raises(ArchiveError, match="99"):
        connect(tmp_path / "archive")


def test_there_is_one_writer_at_a_time(tmp_path) -> None:
    with write_lock(tmp_path), pytest.raises(ArchiveError, match="正在被另一个"), write_lock(tmp_path):
        pass
    with write_lock(tmp_path):
        pass
