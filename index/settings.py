"""What can be set about an archive, with bounds."""

from __future__ import annotations

from dataclasses import dataclass, fields

from index.errors import SettingError

BOUNDS: dict[str, tuple[float, float]] = {
    "chunk_size": (80, 2000),
    "overlap": (0, 3),
    "head_weight": (0.0, 10.0),
    "batch_pages": (1, 5000),
    "batch_rows": (1, 50000),
}
"""Smallest and largest value of each setting, both allowed."""


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """How pages are taken in and searched.

    Attributes:
        chunk_size: characters a chunk should hold at most; pages already in the archive keep theirs.
        overlap: whole sentences that a chunk repeats from the one before.
        head_weight: what a word in the headline lines counts for in BM25, in words of the body.
        batch_pages: page files that go in with one transaction.
        batch_rows: rows of a JSONL file that go in with one transaction.
    """

    chunk_size: int = 260
    overlap: int = 1
    head_weight: float = 0.5
    batch_pages: int = 500
    batch_rows: int = 5000

    def __post_init__(self) -> None:
        """Holds every value to its bounds."""
        for field in fields(self):
            value = getattr(self, field.name)
            low, high = BOUNDS[field.name]
            if not low <= value <= high:
                raise SettingError(f"设置 {field.name} = {value} 超出范围，应在 {low:g} 到 {high:g} 之间")
