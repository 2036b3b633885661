"""A small archive for tests of what is done with one: numbered news, each longer than the one before."""

from pathlib import Path

from index.archive import Archive
from index.settings import IndexSettings
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


def make(parent: Path) -> Path:
    """The archive's folder, made in three batches of up to 25 rows."""
    settings = IndexSettings(batch_rows=25)
    update(parent / "archive", [write_rows(parent / "a.jsonl", 0, ROWS)], embedder=EMBEDDER, settings=settings)
    return parent / "archive"


def answers(folder: Path, **how) -> tuple[object, ...]:
    with Archive(folder, embedder=EMBEDDER, **how) as archive:
        return dict(archive.lexical("第7条工会新闻", 99)), archive.dense("第7条工会新闻", 99), archive.counts()
