import hashlib
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from index.archive import Archive
from index.chunks import chunk, embedding_text
from index.errors import ArchiveError
from index.records import Article, CutPage, Page
from index.store import Batch, Entry, connect, write, write_lock
from index.update import update
from tests.index.small_archive import EMBEDDER, ROWS, make, write_rows


@pytest.fixture
def folder(tmp_path) -> Path:
    return make(tmp_path)


def simple_entry(page_id: str, body: str) -> Entry:
    article = Article(f"{page_id}:01", page_id, 1, "题", body)
    chunks = chunk(article)
    texts = [embedding_text(article, part) for part in chunks]
    page = Page(page_id, f"{page_id}.txt", hashlib.sha256(body.encode()).hexdigest(), body)
    return Entry(CutPage(page, (article,)), [chunks], EMBEDDER.passages(texts))


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


def test_further_words_find_more_and_count_their_weight(folder) -> None:
    with Archive(folder, embedder=EMBEDDER) as archive:
        alone, further = dict(archive.lexical("第7条", 999)), dict(archive.lexical("大赛", 999))
        both = dict(archive.lexical("第7条", 999, also={"大赛": 0.5, "第7条": 5.0}))
        expected = {key: alone.get(key, 0.0) + 0.5 * further.get(key, 0.0) for key in alone | further}
        assert both == pytest.approx(expected, rel=1e-5)
        assert archive.lexical("第7条", 999, also={}) == archive.lexical("第7条", 999)


def test_a_word_is_as_rare_as_few_chunks_print_it(folder) -> None:
    with Archive(folder, embedder=EMBEDDER) as archive:
        assert archive.rareness("没有印过") == 1.0
        assert archive.rareness("工会") < 0.05
        assert archive.rareness("工会") < archive.rareness("第7条") <= 1.0


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
