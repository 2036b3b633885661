"""Words with their parts of speech and how rare they are: the only `import jieba`."""

from __future__ import annotations

import math
import os
import tempfile
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

RAREST = 14.0
"""Nats at which a word counts as rare as any: beyond it the dictionary's counts are guesses."""


@cache
def _posseg() -> Any:
    import jieba
    from jieba import posseg

    jieba.setLogLevel(60)
    # jieba keeps its parsed dictionary in a file; in a shared temporary folder anybody could have put it there.
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "wenbao"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        jieba.dt.tmp_dir = str(folder)
    except OSError:
        jieba.dt.tmp_dir = tempfile.mkdtemp()
    jieba.initialize()
    return posseg


@lru_cache(maxsize=256)
def tagged(text: str) -> tuple[tuple[str, str], ...]:
    """The words of a text with their tags: 「林安带队」 gives (林安, nr), (带队, n)."""
    return tuple((pair.word, pair.flag) for pair in _posseg().cut(text))


def tag(word: str) -> str:
    """The tag that the dictionary gives a word, "" where it does not have it: 北京 gives ns."""
    return str(_posseg().dt.word_tag_tab.get(word, ""))


def rarity(word: str) -> float:
    """Minus the log of how often the dictionary has the word: 4 for the commonest, at most `RAREST`."""
    tokenizer = _posseg().dt.tokenizer
    return min(RAREST, math.log(tokenizer.total) - math.log(tokenizer.FREQ.get(word) or 1))
