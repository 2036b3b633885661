"""An update that is killed at any moment leaves the archive as a batch before made it, and the next one goes on."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index.archive import Archive
from index.settings import IndexSettings
from index.update import update
from tests.index.bigram_embedder import BigramEmbedder

SCRIPT = """
import os, signal, sqlite3, sys
from pathlib import Path
import index.derived, index.files, index.lexical, index.store
from index.settings import IndexSettings
from index.update import update
from tests.index.bigram_embedder import BigramEmbedder

folder, source, point, times = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
seen = 0

def die(*_):
    global seen
    seen += 1
    if seen == times:
        os.kill(os.getpid(), signal.SIGKILL)

class Embedder(BigramEmbedder):
    def passages(self, texts):
        if point == "embedding":
            die()
        return super().passages(texts)

def before(module, name):
    real = getattr(module, name)
    def dying(*args, **kwargs):
        die()
        return real(*args, **kwargs)
    setattr(module, name, dying)

if point == "inside the transaction":
    before(index.store, "_insert")
if point == "before the marker":
    before(index.lexical, "_mark")
if point == "before the vectors":
    before(index.derived, "vectors_at")

update(folder, [source], embedder=Embedder(), settings=IndexSettings(batch_rows=10),
       progress=lambda told: told.stage == point and die())
"""

POINTS = [
    ("embedding", 1, True),
    ("embedding", 3, False),
    ("inside the transaction", 5, True),
    ("inside the transaction", 25, False),
    ("store", 1, True),
    ("store", 2, False),
    ("before the marker", 1, True),
    ("before the marker", 4, False),
    ("before the vectors", 1, True),
    ("done", 1, True),
]


@pytest.mark.parametrize(("point", "times", "first"), POINTS)
def test_a_kill_leaves_whole_batches_and_the_next_update_goes_on(tmp_path, point, times, first) -> None:
    folder, source, embedder = tmp_path / "archive", tmp_path / "news.jsonl", BigramEmbedder()
    lines = [f'{{"text": "第{n}条新闻，工会大赛{"很" * n}。"}}\n' for n in range(45)]
    base = 0 if first else 15
    if base:
        source.write_text("".join(lines[:base]), encoding="utf-8")
        update(folder, [source], embedder=embedder)
    source.write_text("".join(lines), encoding="utf-8")

    arguments = [sys.executable, "-c", SCRIPT, str(folder), str(source), point, str(times)]
    killed = subprocess.run(arguments, env={**os.environ, "PYTHONPATH": str(Path.cwd())}, capture_output=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()

    if (folder / "archive.sqlite").exists():
        with Archive(folder, embedder=embedder) as archive:
            held = archive.counts().articles
            # Ten rows a batch, and those that the archive held already add nothing to theirs.
            assert held in {base, *range(10, 45, 10), 45} and held >= base
            assert len(archive.lexical("工会大赛", 99)) == len(archive.dense("工会大赛", 99)) == held

    report = update(folder, [source], embedder=embedder, settings=IndexSettings(batch_rows=10))
    assert report.added + report.unchanged == 45
    update(tmp_path / "calm", [source], embedder=embedder)
    with Archive(folder, embedder=embedder) as archive, Archive(tmp_path / "calm", embedder=embedder) as calm:
        assert archive.counts() == calm.counts()
        bodies = [
            {
                (article.body, round(score, 4))
                for (_, _, article, _), (_, score) in zip(one.chunks([k for k, _ in hits]), hits, strict=False)
            }
            for one in (archive, calm)
            for hits in (one.lexical("工会大赛", 99), one.dense("工会大赛", 99))
        ]
        assert bodies[0] == bodies[2]
        assert bodies[1] == bodies[3]
