"""What an update reads: page files and rows, in batches that keep an issue together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.articles import cut
from index.errors import PageError, RowError
from index.pages import Sidecar, find_pages, read_page, read_sidecar
from index.records import CutPage, Page
from index.rows import Row, is_rows, read_rows
from index.settings import IndexSettings

_CHARACTERS = 20_000_000  # a batch of giant pages is closed early, to hold memory down


@dataclass(frozen=True, slots=True)
class Item:
    """A page file, or a row of a file.

    Attributes:
        origin: the page as it was read, or the row.
        place: where the page file lies; None for a row, which is known by its content alone.
        position: bytes of the input that have been read with it.
    """

    origin: Page | Row
    place: str | None
    position: int

    @property
    def page_id(self) -> str:
        """The id that the item would like for its page."""
        return self.origin.id if isinstance(self.origin, Page) else self.origin.page_id

    def cut(self, page_id: str) -> CutPage:
        """The item as a page of that id, cut into articles.

        Raises:
            RowError: it is a row that is no article.
        """
        if isinstance(self.origin, Row):
            return self.origin.cut(page_id)
        return cut(replace(self.origin, id=page_id))


class Intake:
    """Page files, folders of them and files of rows, read once from front to end.

    Attributes:
        total: bytes of all files.
        failed: what could not be read so far, with the reason in one line.
    """

    def __init__(self, paths: Sequence[Path], settings: IndexSettings) -> None:
        """Looks for the files; none is opened yet."""
        self._settings = settings
        self._roots = {path for path in paths if path.is_dir()}
        self._rows = [path for path in paths if is_rows(path) and not path.is_dir()]
        self._pages = find_pages(path for path in paths if path not in self._rows)
        self.total = sum(_size(path) for path in (*self._pages, *self._rows))
        self.failed: list[tuple[str, str]] = []

    def batches(self) -> Iterator[list[Item]]:
        """The items in batches; the pages of one issue stay together unless they are twice too many."""
        yield from _batches(self._read_pages(), self._settings.batch_pages)
        yield from _batches(self._read_rows(sum(map(_size, self._pages))), self._settings.batch_rows)

    def _read_pages(self) -> Iterator[Item]:
        sidecars: dict[Path, Sidecar] = {}
        position = 0
        for path in self._pages:
            position += _size(path)
            try:
                page = read_page(path, sidecar=self._sidecar(path, sidecars))
            except PageError as error:
                self.failed.append((str(path), str(error)))
            else:
                yield Item(page, str(path.resolve()), position)

    def _sidecar(self, path: Path, read: dict[Path, Sidecar]) -> Sidecar:
        """The sidecar nearest to a page file, from its own folder up to the one that was named."""
        folder = path.parent
        if folder in read:
            return read[folder]
        for above in (folder, *folder.parents):
            try:
                found = read_sidecar(above)
            except PageError as error:
                self.failed.append((str(above / "pages.csv"), str(error)))
                found = Sidecar()
            if found.rows or above in self._roots or not any(root in above.parents for root in self._roots):
                break
        read[folder] = found
        return found

    def _read_rows(self, before: int) -> Iterator[Item]:
        for path in self._rows:
            try:
                for row in read_rows(path):
                    yield Item(row, None, before + row.position)
            except RowError as error:
                self.failed.append((str(path), str(error)))
            before += _size(path)


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    batch: list[Item] = []
    characters = 0
    for item in items:
        full = len(batch) >= size or characters > _CHARACTERS
        if full and not (len(batch) < 2 * size and _same_issue(batch[-1], item)):
            yield batch
            batch, characters = [], 0
        batch.append(item)
        characters += len(item.origin.text) if isinstance(item.origin, Page) else len(item.origin.raw) // 3
    if batch:
        yield batch


def _same_issue(one: Item, other: Item) -> bool:
    pages = one.origin, other.origin
    return all(isinstance(page, Page) and page.date for page in pages) and pages[0].date == pages[1].date  # type: ignore[union-attr]


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
