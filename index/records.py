"""The nouns of the archive: a page file, the articles cut from it, the chunks that are searched.

All offsets are code points, half-open. `Run` ties a stretch of an article's field to the very characters of the
page file that it came from, so that nothing of a page is lost and every quotation can be traced.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

FIELDS = ("kicker", "headline", "subtitle", "section", "byline", "body")
"""The fields of an article that hold text of the page, in printed order."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page file as it came: its text is never changed.

    `source` is the file's name as people know it (`2024-05-06_03.txt`), `sha256` the hash of its bytes; `date`,
    `number`, `edition` and `paper` are None where neither file name, mast line nor sidecar give them.
    """

    id: str
    source: str
    sha256: str
    text: str
    date: date | None = None
    number: int | None = None
    edition: str | None = None
    paper: str | None = None

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError(f"page id is empty, source {self.source!r}")
        if self.number is not None and self.number < 1:
            raise ValueError(f"page number {self.number} is below 1")


@dataclass(frozen=True, slots=True)
class Credit:
    """A person named in a by-line and what they did: `Credit("丁一", "记者")`."""

    name: str
    role: str

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError(f"credit has no name, role {self.role!r}")


@dataclass(frozen=True, slots=True)
class Run:
    """`length` characters of an article's `field` from `start` are the page's characters from `raw` on."""

    field: str
    start: int
    raw: int
    length: int

    def __post_init__(self) -> None:
        if self.field not in FIELDS:
            raise ValueError(f"run of unknown field {self.field!r}, expected one of {FIELDS}")
        if self.start < 0 or self.raw < 0 or self.length < 1:
            raise ValueError(f"run start {self.start}, raw {self.raw}, length {self.length}")


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a page; every non-space character of its fields is covered by exactly one of its `runs`.

    `body` holds mended paragraphs joined by a newline; `byline` the by-lines as printed (本报讯（记者 丁一）), joined
    by a newline; a field the article lacks is empty.
    """

    id: str
    page_id: str
    ordinal: int
    headline: str
    body: str
    kicker: str = ""
    subtitle: str = ""
    section: str = ""
    byline: str = ""
    credits: tuple[Credit, ...] = ()
    runs: tuple[Run, ...] = ()

    def __post_init__(self) -> None:
        if self.ordinal < 1:
            raise ValueError(f"article {self.id}: ordinal {self.ordinal} is below 1")
        for run in self.runs:
            size = len(getattr(self, run.field))
            if run.start + run.length > size:
                raise ValueError(
                    f"article {self.id}: run of {run.field} ends at {run.start + run.length}, field at {size}"
                )

    def raw_spans(self, start: int, end: int, field: str = "body") -> Iterator[tuple[int, int]]:
        """The half-open stretches of the page file that `field[start:end]` came from, in order."""
        for run in self.runs:
            if run.field == field:
                low, high = max(start, run.start), min(end, run.start + run.length)
                if low < high:
                    yield run.raw + low - run.start, run.raw + high - run.start


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of a page that belongs to no article; `kind` is mast, banner, editors, continuation, image or mark."""

    kind: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"furniture from {self.start} to {self.end}")


@dataclass(frozen=True, slots=True)
class CutPage:
    """A page with what it was cut into; together articles and furniture hold each non-space character once."""

    page: Page
    articles: tuple[Article, ...]
    furniture: tuple[Furniture, ...] = ()


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of whole sentences of an article's body: `article.body[start:end]`."""

    id: str
    article_id: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"chunk {self.id} from {self.start} to {self.end}")
