"""Words that may stand for each other in a question: everyday speech beside what newspapers print."""

from __future__ import annotations

from functools import cache
from pathlib import Path

__all__ = ["alike"]

LIST = Path(__file__).with_name("synonyms.txt")


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    table: dict[str, dict[str, None]] = {}
    for line in LIST.read_text(encoding="utf-8").splitlines():
        words = line.split()
        for word in words:
            table.setdefault(word, {}).update(dict.fromkeys(other for other in words if other != word))
    return {word: tuple(others) for word, others in table.items()}


def alike(word: str) -> tuple[str, ...]:
    """The other words of ``word``'s groups in `qa/synonyms.txt`, none where it stands in no group.

    Example:
        ``alike("工资")`` holds 薪水 and 薪酬.
    """
    return _groups().get(word, ())
