"""Takes pages and rows into an archive: the one order of the steps."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from index.archive import DICTIONARY
from index.chunks import chunk, embedding_text
from index.derived import bring_up
from index.embed import Embedder
from index.errors import RowError
from index.intake import Intake, Item
from index.lookup import page_by_sha256, place_of, places_of_id
from index.names import bring_up_names
from index.passages import check_model, model_of, vectors_for
from index.records import CutPage, Page
from index.report import Progress, Report
from index.settings import IndexSettings
from index.store import Batch, Entry, connect, describe, meta, write, write_lock
from index.words import Words

_PATIENCE = 3.0
"""Seconds that another writer is waited for: a reader may just be mending searches that a broken-off update left."""

NAMED_ROWS = 20
"""Bad rows of a file that are named one by one; the rest is counted."""


def update(
    folder: Path,
    paths: Sequence[Path],
    *,
    embedder: Embedder,
    words: Words | None = None,
    settings: IndexSettings | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Report:
    """What was taken into the archive in `folder`, which is made where there is none.

    Batch by batch: read, cut and embed; then one transaction; then the searches catch up. A crash at any moment leaves
    what the batches before it made, and the next update goes on from there, because pages whose bytes are known are
    passed over. Without paths it only makes the searches fit.

    Args:
        folder: the archive.
        paths: page files, folders of them, and files of rows.
        embedder: the model; that of the first update stays.
        words: how text is cut; by default with the `words.txt` in the folder.
        settings: sizes of chunks and batches.
        progress: told how far it is, several times a batch.

    Raises:
        ArchiveError: another update is running, or the disk cannot be written.
        MismatchError: the archive was embedded by another model.
    """
    folder.mkdir(parents=True, exist_ok=True)
    run = _Update(embedder, words or Words(folder / DICTIONARY), settings or IndexSettings(), progress)
    with write_lock(folder, patience=_PATIENCE):
        connection = connect(folder, create=True)
        try:
            return run.into(folder, connection, paths)
        finally:
            connection.close()


class _Update:
    """One run of `update`, with its counts."""

    def __init__(
        self, embedder: Embedder, words: Words, settings: IndexSettings, progress: Callable[[Progress], None] | None
    ) -> None:
        self._embedder = embedder
        self._words = words
        self._settings = settings
        self._progress = progress
        self._started = self._since = time.perf_counter()
        self._stages: dict[str, float] = {}
        self._bad_rows: Counter[str] = Counter()
        self._count: Counter[str] = Counter()
        self._failed: list[tuple[str, str]] = []
        self._done = self._total = 0

    def into(self, folder: Path, connection: sqlite3.Connection, paths: Sequence[Path]) -> Report:
        described = meta(connection)
        if "embedder" in described:
            check_model(described, self._embedder, folder)
        else:
            model = {
                "embedder": self._embedder.name,
                "revision": self._embedder.revision,
                "dim": str(self._embedder.dim),
            }
            describe(connection, {**model, "words": self._words.version})
        intake = Intake(paths, self._settings)
        self._total = intake.total
        for items in intake.batches():
            self._done = items[-1].position
            batch = self._prepared(connection, items)
            if batch.entries or batch.places or batch.corrected:
                write(connection, batch)
                self._tell("store")
            self._bring_up(folder, connection, more_to_come=True)
        self._bring_up(folder, connection, more_to_come=False)
        bring_up_names(folder, connection)
        self._done = self._total
        self._tell("done")
        return Report(
            added=self._count["added"],
            replaced=self._count["replaced"],
            unchanged=self._count["unchanged"],
            failed=(*intake.failed, *self._failed, *self._more_bad_rows()),
            articles=self._count["articles"],
            chunks=self._count["chunks"],
            seconds=time.perf_counter() - self._started,
            stages=self._stages,
        )

    def _bring_up(self, folder: Path, connection: sqlite3.Connection, *, more_to_come: bool) -> None:
        model, dim = model_of(self._embedder), self._embedder.dim
        bring_up(
            folder,
            connection,
            self._words,
            model,
            dim,
            more_to_come=more_to_come,
            advance=lambda _: self._tell("index"),
        )
        self._tell("index")

    def _tell(self, stage: str) -> None:
        """Ends a stretch of work of that stage and says how far it is."""
        now = time.perf_counter()
        self._stages[stage] = self._stages.get(stage, 0.0) + now - self._since
        self._since = now
        if self._progress:
            seen = sum(self._count[name] for name in ("added", "replaced", "unchanged")) + self._bad_rows.total()
            self._progress(Progress(stage, self._done, self._total, seen, self._count["chunks"]))

    def _prepared(self, connection: sqlite3.Connection, items: Sequence[Item]) -> Batch:
        """The batch that the items make: what is new in it cut and embedded."""
        self._tell("read")
        cuts: dict[str, CutPage] = {}
        places: dict[str, str] = {}
        corrected = []
        ids: set[str] = set()
        for item in items:
            sha256 = item.origin.sha256
            held = place_of(connection, item.place) if item.place else None
            known = page_by_sha256(connection, sha256)
            if known is None and sha256 not in cuts:
                try:
                    made = item.cut(self._free_id(connection, item, ids))
                except RowError as error:
                    self._bad_rows[item.origin.source.rpartition(":")[0]] += 1
                    if self._bad_rows[item.origin.source.rpartition(":")[0]] <= NAMED_ROWS:
                        self._failed.append((item.origin.source, str(error)))
                    continue
                cuts[sha256] = made
                ids.add(made.page.id)
                self._count["replaced" if held else "added"] += 1
            else:
                if known and isinstance(item.origin, Page) and (better := _corrected(known, item.origin)):
                    corrected.append(better)
                self._count["unchanged"] += 1
            if item.place and held != sha256:
                places[item.place] = sha256
        self._tell("cut")
        return Batch(self._embedded(list(cuts.values())), places, corrected)

    def _embedding(self, number: int) -> None:
        self._count["chunks"] += number
        self._tell("embed")

    def _more_bad_rows(self) -> list[tuple[str, str]]:
        more = {name: number - NAMED_ROWS for name, number in self._bad_rows.items()}
        return [(name, f"{name}: 还有 {number} 行不能用") for name, number in more.items() if number > 0]

    def _free_id(self, connection: sqlite3.Connection, item: Item, taken: set[str]) -> str:
        """The item's own id, with the beginning of its hash behind it where another page has it."""
        # A page that nothing but this very file held goes in the same transaction and leaves its id.
        free = places_of_id(connection, item.page_id) in (None, {item.place}) and item.page_id not in taken
        return item.page_id if free else f"{item.page_id}-{item.origin.sha256[:8]}"

    def _embedded(self, cuts: Sequence[CutPage]) -> list[Entry]:
        chunked = [
            [
                chunk(article, size=self._settings.chunk_size, overlap=self._settings.overlap)
                for article in made.articles
            ]
            for made in cuts
        ]
        texts = [
            embedding_text(article, part)
            for made, lists in zip(cuts, chunked, strict=True)
            for article, parts in zip(made.articles, lists, strict=True)
            for part in parts
        ]
        vectors = vectors_for(self._embedder, texts, self._embedding)
        entries, start = [], 0
        for made, lists in zip(cuts, chunked, strict=True):
            end = start + sum(map(len, lists))
            entries.append(Entry(made, lists, vectors[start:end]))
            start = end
            self._count["articles"] += len(made.articles)
        return entries


def _corrected(known: Page, read: Page) -> Page | None:
    """The known page with what its unchanged file is now said to be, None where nothing new is said.

    A copy under another name may fill in what is not known; it does not overrule the name that the page came with.
    """
    told = {name: getattr(read, name) for name in ("date", "number", "edition", "paper")}
    news = {
        name: value
        for name, value in told.items()
        if value is not None and (known.source == read.source or getattr(known, name) is None)
    }
    better = replace(known, **news)
    return better if better != known else None
