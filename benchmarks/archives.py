"""The archives that quality is measured on, built once from the public texts and built anew when the embedder changes."""

from __future__ import annotations

import json
import lzma
from dataclasses import dataclass
from pathlib import Path

from index.archive import Archive
from index.embed import SentenceEmbedder
from index.errors import MismatchError
from index.update import update

__all__ = ["PAPERS", "Shelf"]

PAPERS = Path(__file__).parent / "papers"
"""Pages of invented papers, with their articles and questions."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Archives by name under ``work``; ``data`` and ``evaluation`` hold the public texts and the test questions."""

    work: Path
    data: Path
    evaluation: Path

    def open(self, name: str) -> Archive:
        """The archive ``name``: seeds, harbour, workers, evening, broadcast, untitled (broadcast without its titles) or news.

        Building broadcast takes one minute on two free cores, news three.
        """
        sources = {
            "seeds": [Path("seeds")],
            "harbour": [PAPERS / "harbour" / "pages"],
            "workers": [PAPERS / "workers" / "pages"],
            "evening": [PAPERS / "evening" / "pages"],
            "broadcast": [self.data / "broadcast-2022-2026.jsonl.xz"],
            "untitled": [self.work / "untitled.jsonl"],
            "news": [self.data / "news-2023.jsonl.xz", self.evaluation / "news-articles-open.jsonl.xz"],
        }[name]
        if name == "untitled":
            self._untitled(sources[0])
        embedder = SentenceEmbedder()
        folder = self.work / name / embedder.revision[:12]
        if not (folder / "built").exists():
            update(folder, sources, embedder=embedder)
            (folder / "built").touch()
        try:
            return Archive.open(folder, embedder=embedder)
        except MismatchError as error:
            raise SystemExit(f"{folder}: {error}") from error

    def _untitled(self, path: Path) -> None:
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with lzma.open(self.data / "broadcast-2022-2026.jsonl.xz", "rt", encoding="utf-8") as rows:
            texts = [json.loads(row)["text"] for row in rows]
        path.write_text("".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts), "utf-8")
