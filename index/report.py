"""What an update says while it works and when it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an update is.

    Attributes:
        stage: what is being done: read, embed, store, index, done.
        done: bytes of the input files that have been read.
        total: bytes of all input files.
        pages: pages and rows looked at.
        chunks: chunks embedded.
    """

    stage: str
    done: int
    total: int
    pages: int
    chunks: int


@dataclass(frozen=True, slots=True)
class Report:
    """What an update did.

    Attributes:
        added: pages and rows that are new.
        replaced: page files whose content has changed.
        unchanged: page files and rows that the archive held already, copies among them.
        failed: what could not be taken in, with the reason in one line.
        articles: articles taken in.
        chunks: chunks taken in.
        seconds: time it took, and by stage in `stages`.
    """

    added: int
    replaced: int
    unchanged: int
    failed: Sequence[tuple[str, str]]
    articles: int
    chunks: int
    seconds: float
    stages: Mapping[str, float] = field(default_factory=dict)
