from pathlib import Path

import numpy as np
import pytest

from index.archive import Archive
from index.errors import MismatchError, ModelError
from index.reembed import reembed
from index.update import update
from tests.index.bigram_embedder import BigramEmbedder

OLD, NEW = BigramEmbedder(), BigramEmbedder(name="other", dim=32)


@pytest.fixture
def source(tmp_path) -> Path:
    path = tmp_path / "news.jsonl"
    path.write_text("".join(f'{{"title": "新闻{n}", "text": "第{n}条新闻。"}}\n' for n in range(40)), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path, source) -> Path:
    update(tmp_path / "archive", [source], embedder=OLD)
    return tmp_path / "archive"


def test_a_changed_model_gives_what_a_new_archive_of_it_gives(tmp_path, folder, source) -> None:
    told: list[tuple[int, int]] = []
    assert reembed(folder, embedder=NEW, progress=lambda *how: told.append(how)) == 40
    assert told[-1] == (40, 40)
    update(tmp_path / "fresh", [source], embedder=NEW)
    with Archive(folder, embedder=NEW) as archive, Archive(tmp_path / "fresh", embedder=NEW) as fresh:
        assert archive.dense("第7条新闻", 50) == fresh.dense("第7条新闻", 50)
        assert archive.lexical("第7条新闻", 50) == fresh.lexical("第7条新闻", 50)
    assert reembed(folder, embedder=NEW) == 0
    with pytest.raises(MismatchError):
        Archive(folder, embedder=OLD)


def test_the_old_vectors_serve_until_the_new_ones_are_complete(folder, source, monkeypatch) -> None:
    class Breaking(BigramEmbedder):
        calls = 0

        def passages(self, texts):
            self.calls += 1
            if self.calls == 3:
                return np.full((len(texts), self.dim), np.nan, np.float32)
            return super().passages(texts)

    monkeypatch.setattr("index.reembed._BLOCK", 10)
    with Archive(folder, embedder=OLD) as archive:
        before = archive.dense("第7条新闻", 50)
        with pytest.raises(ModelError):
            reembed(folder, embedder=Breaking(name="other", dim=32))
        assert not archive.refresh()
        assert archive.dense("第7条新闻", 50) == before
        source.write_text('{"text": "后来的新闻。"}\n', encoding="utf-8")
        update(folder, [source], embedder=OLD)
        assert archive.refresh()
        assert reembed(folder, embedder=NEW) == 21
        assert len(archive.dense("新闻", 99)) == 41
        with pytest.raises(MismatchError):
            archive.refresh()
    with Archive(folder, embedder=NEW) as archive:
        assert len(archive.dense("新闻", 99)) == 41
