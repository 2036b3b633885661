"""Both searches are made again from the truth whenever they are missing, torn, old or made with other words."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
import tantivy

from index.archive import Archive
from index.derived import POSTINGS, VECTORS
from index.errors import ArchiveError
from index.lexical import LexicalIndex
from index.store import write_lock
from index.update import update
from tests.index.bigram_embedder import BigramEmbedder
from tests.index.small_archive import EMBEDDER, ROWS, answers, make, write_rows


@pytest.fixture
def folder(tmp_path) -> Path:
    return make(tmp_path)


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
        before = archive.lexical("第7条新闻", 99)
        (folder / "words.txt").write_text("条新闻\n", encoding="utf-8")
        update(folder, [], embedder=EMBEDDER)
        assert archive.refresh()
        assert len(LexicalIndex(folder / POSTINGS).search(["条新闻"], 99)) == ROWS
        now = archive.lexical("第7条新闻", 99)
        with Archive(folder, embedder=EMBEDDER) as opened_anew:
            assert before != now == opened_anew.lexical("第7条新闻", 99)
    (folder / "words.txt").write_text("工会大赛\n", encoding="utf-8")
    Archive(folder, embedder=EMBEDDER).close()
    assert len(LexicalIndex(folder / POSTINGS).search(["工会大赛"], 99)) == ROWS


def test_while_the_searches_are_being_made_a_reader_says_so(folder, monkeypatch) -> None:
    monkeypatch.setattr("index.archive._PATIENCE", 0.2)
    shutil.rmtree(folder / POSTINGS)
    with write_lock(folder), pytest.raises(ArchiveError, match="正在被另一个"):
        Archive(folder, embedder=EMBEDDER)
    assert len(answers(folder)[0]) == ROWS  # type: ignore[arg-type]


def test_postings_made_before_there_were_days_are_made_again(folder) -> None:
    period = (date(2023, 1, 1), date(2023, 12, 31))
    with Archive(folder, embedder=EMBEDDER) as archive:
        good = archive.lexical("工会", 99, period=period)
    postings, schema = folder / POSTINGS, tantivy.SchemaBuilder()
    marker = json.loads((postings / "marker.json").read_text(encoding="utf-8"))
    while postings.exists():  # on a busy machine the index may still be tidying up in there
        shutil.rmtree(postings, ignore_errors=True)
    postings.mkdir()
    old = schema.add_integer_field("key", indexed=True, fast=True).add_text_field("head").add_text_field("body").build()
    tantivy.Index(old, str(postings))
    del marker["format"]
    (postings / "marker.json").write_text(json.dumps(marker), encoding="utf-8")
    with Archive(folder, embedder=EMBEDDER) as archive:
        assert archive.lexical("工会", 99, period=period) == good
