"""A snapshot is taken only where truth and both searches agree, and the next one goes on from it."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from index.derived import POSTINGS
from index.errors import MismatchError
from index.snapshot import repair, take
from index.store import connect
from index.update import update
from index.words import Words
from tests.index.bigram_embedder import BigramEmbedder
from tests.index.small_archive import EMBEDDER, ROWS, make, write_rows


@pytest.fixture
def folder(tmp_path) -> Path:
    return make(tmp_path)


@pytest.fixture
def probe(folder):
    with closing(connect(folder)) as made:
        yield made


def test_nothing_is_taken_until_the_searches_fit(folder, probe) -> None:
    shutil.rmtree(folder / POSTINGS)
    assert take(folder, probe, EMBEDDER, Words(), None) is None
    repair(folder, EMBEDDER, Words())
    taken = take(folder, probe, EMBEDDER, Words(), None)
    assert taken is not None
    assert taken.counts.chunks == len(taken.vectors) == len(taken.lexical) == ROWS
    taken.close()


def test_the_next_one_goes_on_with_the_vectors_of_the_one_before(folder, probe, tmp_path) -> None:
    before = take(folder, probe, EMBEDDER, Words(), None)
    assert before is not None
    update(folder, [write_rows(tmp_path / "b.jsonl", ROWS, ROWS + 5)], embedder=EMBEDDER)
    after = take(folder, probe, EMBEDDER, before.words, before)
    assert after is not None
    assert after.vectors is before.vectors
    assert (after.generation > before.generation, after.counts.chunks, before.counts.chunks) == (True, ROWS + 5, ROWS)
    anew = take(folder, probe, EMBEDDER, Words(), None)
    assert anew is not None
    question = EMBEDDER.query("第62条工会新闻")
    assert after.nearest(question, 9, None) == anew.nearest(question, 9, None)
    for taken in (before, after, anew):
        taken.close()


def test_an_archive_of_another_model_is_not_taken(folder, probe) -> None:
    with pytest.raises(MismatchError, match="--reembed"):
        take(folder, probe, BigramEmbedder(revision="2"), Words(), None)
