import hashlib
import json
import shutil
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
import tantivy

from index.archive import Archive
from index.chunks import chunk, embedding_text
from index.derived import POSTINGS, VECTORS
from index.errors import ArchiveError
from index.records import Article, CutPage, Page
from index.settings import IndexSettings
from index.store import Batch, Entry, connect, write, write_lock
from index.update import update
from tests.index.bigram_embedder import BigramEmbedder

EMBEDDER = BigramEmbedder()
ROWS = 60


def write_rows(path: Path, first: int, last: int) -> Path:
    lines = (
        f'{{"title": "新闻{n}", "text": "第{n}条新闻，工会大赛{"很" * n}。记者{n}报道。"}}\n'
        for n in range(first, last)
    )
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path) -> Path:
    settings = IndexSettings(batch_rows=25)
    update(tmp_path / "archive", [write_rows(tmp_path / "a.jsonl", 0, ROWS)], embedder=EMBEDDER, settings=settings)
    return tmp_path / "archive"


def simple_entry(page_id: str, body: str) -> Entry:
    article = Article(f"{page_id}:01", page_id, 1, "题", body)
    chunks = chunk(article)
    texts = [embedding_text(article, part) for part in chunks]
    page = Page(page_id, f"{page_id}.txt", hashlib.sha256(body.encode()).hexdigest(), body)
    return Entry(CutPage(page, (article,)), [chunks], EMBEDDER.passages(texts))


def answers(folder: Path, **how) -> tuple[object, ...]:
    with Archive(folder, embedder=EMBEDDER, **how) as archive:
        return dict(archive.lexical("第7条工会新闻", 99)), archive.dense("第7条工会新闻", 99), archive.counts()


def test_cosines_are_those_of_numpy(folder) -> None:
    with Archive(folder, embedder=EMBEDDER) as archive:
        keys = [key for key, _ in archive.lexical("工会", 99)]
        assert len(keys) == ROWS
        question = EMBEDDER.query("第7条工会新闻")
        told = archive.cosines("第7条工会新闻", [*keys, 10_000])
        texts = [
            f"{article.headline}\n{article.body[part.start : part.end]}" for _, part, article, _ in archive.chunks(keys)
        ]
        exact = EMBEDDER.passages(texts) @ question
        assert [told[key] for key in keys] == pytest.approx(exact.tolist(), abs=2e-3)
        assert set(told) == set(keys)
        best = [keys[place] for place in np.argsort(-exact)[:5]]
        assert [key for key, _ in archive.dense("第7条工会新闻", 5)] == best


def test_chunks_come_in_the_order_asked_and_missing_ones_are_left_out(folder) -> None:
    with Archive(folder, embedder=EMBEDDER) as archive:
        got = archive.chunks([9, 4_000, 3, 9])
        assert [key for key, *_ in got] == [9, 3, 9]
        for _, part, article, page in got:
            assert part.article_id == article.id
            assert article.page_id == page.id
            assert next(chunk for _, chunk in archive.article_chunks(article.id)) == part
        assert archive.chunks([]) == []
        assert archive.article("none") is archive.page("none") is None
        assert archive.article_chunks("none") == archive.credited("none") == []


def test_articles_come_in_the_order_of_pages(folder) -> None:
    with Archive(folder, embedder=EMBEDDER) as archive:
        assert [article.headline for article, _ in archive.articles()] == [f"新闻{n}" for n in range(ROWS)]


def test_a_reader_keeps_its_generation_until_it_asks(folder, tmp_path) -> None:
    page = tmp_path / "01.txt"
    page.write_text("天气预报\n\n本报讯（记者 马超）市气象台预报，明天有雨。\n", encoding="utf-8")
    update(folder, [page], embedder=EMBEDDER)
    with Archive(folder, embedder=EMBEDDER) as archive:
        before = archive.generation
        ((key, _),) = archive.lexical("天气预报", 5)
        page.write_text("天气预报\n\n本报讯（记者 马超）市气象台预报，明天转晴。\n", encoding="utf-8")
        update(folder, [page, write_rows(tmp_path / "b.jsonl", ROWS, ROWS + 5)], embedder=EMBEDDER)
        assert archive.generation == before
        assert [found for found, _ in archive.lexical("天气预报", 5)] == [key]
        assert archive.chunks([key])[0][2].body == "市气象台预报，明天有雨。"
        assert archive.counts().chunks == len(archive.dense("工会", 999)) == ROWS + 1
        assert archive.refresh()
        assert archive.generation > before
        ((now, _),) = archive.lexical("天气预报", 5)
        assert archive.chunks([key, now])[0][2].body == "市气象台预报，明天转晴。"
        assert archive.counts().chunks == len(archive.dense("工会", 999)) == ROWS + 6
        assert key not in dict(archive.dense("天气预报 明天", 999))
        assert not archive.refresh()


def spoil(folder: Path, what: str) -> None:
    match what:
        case "postings gone":
            shutil.rmtree(folder / POSTINGS)
        case "postings torn":
            (folder / POSTINGS / "meta.json").write_bytes(b"{")
        case "marker gone":
            (folder / POSTINGS / "marker.json").unlink()
        case "vectors gone":
            (folder / VECTORS).unlink()
        case "vectors torn":
            (folder / VECTORS).write_bytes((folder / VECTORS).read_bytes()[:-100])
        case "vectors turned":
            data = (folder / VECTORS).read_bytes()
            (folder / VECTORS).write_bytes(data[:-900] + bytes(100) + data[-800:])
        case "all gone":
            shutil.rmtree(folder / POSTINGS)
            (folder / VECTORS).unlink()


WAYS = ["postings gone", "postings torn", "marker gone", "vectors gone", "vectors torn", "vectors turned", "all gone"]


@pytest.mark.parametrize("what", WAYS)
@pytest.mark.parametrize("who", ["reader", "updater"])
def test_what_is_missing_or_torn_is_made_again_without_embedding(folder, what, who) -> None:
    class Idle(BigramEmbedder):
        def passages(self, texts):
            raise AssertionError("nothing is to be embedded anew")

    good = answers(folder)
    spoil(folder, what)
    if who == "updater":
        assert update(folder, [], embedder=Idle()).added == 0
    assert answers(folder) == good
    assert (folder / POSTINGS).is_dir()


def test_a_truth_from_a_backup_is_not_searched_with_what_came_later(folder, tmp_path) -> None:
    good = answers(folder)
    shutil.copytree(folder, tmp_path / "backup")
    update(folder, [write_rows(tmp_path / "b.jsonl", ROWS, ROWS + 30)], embedder=EMBEDDER)
    assert answers(folder) != good
    for path in folder.glob("archive.sqlite*"):
        path.unlink()
    for path in (tmp_path / "backup").glob("archive.sqlite*"):
        shutil.copy(path, folder)
    assert answers(folder) == good


def test_a_changed_dictionary_is_taken_over(folder) -> None:
    with Archive(folder, embedder=EMBEDDER) as archive:
        assert len(archive.lexical("条新闻工会", 99)) == ROWS
        (folder / "words.txt").write_text("条新闻\n", encoding="utf-8")
        update(folder, [], embedder=EMBEDDER)
        assert archive.refresh()
        assert "条新闻" in archive._words.tokens("第7条新闻")
        assert len(archive._lexical.search(["条新闻"], 99)) == ROWS
    (folder / "words.txt").write_text("工会大赛\n", encoding="utf-8")
    with Archive(folder, embedder=EMBEDDER) as archive:
        assert len(archive._lexical.search(["工会大赛"], 99)) == ROWS


def test_while_the_searches_are_being_made_a_reader_says_so(folder, monkeypatch) -> None:
    monkeypatch.setattr("index.archive._PATIENCE", 0.2)
    shutil.rmtree(folder / POSTINGS)
    with write_lock(folder), pytest.raises(ArchiveError, match="正在被另一个"):
        Archive(folder, embedder=EMBEDDER)
    assert len(answers(folder)[0]) == ROWS  # type: ignore[arg-type]


def test_a_reader_stays_with_what_it_has_while_a_batch_is_being_written(folder, tmp_path) -> None:
    with Archive(folder, embedder=EMBEDDER) as archive:
        page = simple_entry("neu", "新来的一版。")
        with write_lock(folder):
            connection = connect(folder)
            write(connection, Batch([page], {}))
            connection.close()
            assert not archive.refresh()
            assert archive.counts().chunks == len(archive.lexical("工会", 99)) == len(archive.dense("工会", 99)) == ROWS
            assert archive.page("neu") is None
        assert archive.refresh()
        assert archive.page("neu") is not None
        assert len(archive.dense("工会", 99)) == ROWS + 1


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


def test_further_words_find_more_and_count_their_weight(dated) -> None:
    with Archive(dated, embedder=EMBEDDER) as archive:
        alone, further = dict(archive.lexical("第7条", 999)), dict(archive.lexical("大赛", 999))
        both = dict(archive.lexical("第7条", 999, also={"大赛": 0.5, "第7条": 5.0}))
        expected = {key: alone.get(key, 0.0) + 0.5 * further.get(key, 0.0) for key in alone | further}
        assert both == pytest.approx(expected, rel=1e-5)
        assert archive.lexical("第7条", 999, also={}) == archive.lexical("第7条", 999)


def test_postings_made_before_there_were_days_are_made_again(dated) -> None:
    with Archive(dated, embedder=EMBEDDER) as archive:
        good = archive.lexical("工会", 99, period=PERIODS[1])
        folder, schema = dated / POSTINGS, tantivy.SchemaBuilder()
    marker = json.loads((folder / "marker.json").read_text(encoding="utf-8"))
    shutil.rmtree(folder)
    folder.mkdir()
    old = schema.add_integer_field("key", indexed=True, fast=True).add_text_field("head").add_text_field("body").build()
    tantivy.Index(old, str(folder))
    del marker["format"]
    (folder / "marker.json").write_text(json.dumps(marker), encoding="utf-8")
    with Archive(dated, embedder=EMBEDDER) as archive:
        assert archive.lexical("工会", 99, period=PERIODS[1]) == good


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


def test_no_archive_says_what_to_type(tmp_path) -> None:
    with pytest.raises(ArchiveError, match="wenbao update"):
        Archive(tmp_path, embedder=EMBEDDER)


def test_questions_of_any_length_are_searched(folder) -> None:
    with Archive(folder, embedder=EMBEDDER) as archive:
        for text in ("", "？", "工会" * 50_000, "\x00", "a" * 100_000, "工\ud800会"):
            assert len(archive.lexical(text, 5)) <= 5
            assert len(archive.dense(text, 5)) == 5


def test_threads_read_while_pages_come_in(folder, tmp_path) -> None:
    wrong: list[object] = []
    with Archive(folder, embedder=EMBEDDER) as archive:
        stop = threading.Event()

        def ask() -> None:
            while not stop.is_set():
                archive.refresh()
                keys = [key for key, _ in archive.lexical("工会大赛", 20)] + [
                    key for key, _ in archive.dense("工会", 20)
                ]
                got = archive.chunks(keys)
                if len(got) != len(keys) or not all(article.body[part.start : part.end] for _, part, article, _ in got):
                    wrong.append((keys, got))

        threads = [threading.Thread(target=ask) for _ in range(3)]
        for thread in threads:
            thread.start()
        for n in range(4):
            update(folder, [write_rows(tmp_path / "b.jsonl", ROWS + 5 * n, ROWS + 5 * n + 5)], embedder=EMBEDDER)
        stop.set()
        for thread in threads:
            thread.join()
        archive.refresh()
        assert archive.counts().articles == ROWS + 20
    assert not wrong


def test_opening_the_module_imports_no_heavy_library() -> None:
    script = "import sys, index.archive, index.update; print({'torch', 'faiss', 'tantivy', 'sentence_transformers'} & set(sys.modules))"
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "set()"
