"""Passages that several articles print alike, each found once: an agency's story stands in many papers and in round-ups.

Copies would take the places of other passages among those that are read, and leave it to chance which of them is cited.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from index.fold import fold
from qa.records import Passage

RUN = 8
"""Characters in a row that two texts hardly share by chance (shingles, Broder 1997)."""

OVERLAP = 0.5
"""Share of the runs of the shorter of two chunks from which they are taken for the same piece of a story."""

HELD = 0.7
"""Share of a chunk's runs that the other article must hold before the chunk may be left out."""

SHORTEST = 20
"""Runs that a chunk must have before it can be told to be a copy."""

READABLE = 20_000
"""Characters of an article in which a chunk is looked for."""

FIGURE = re.compile(r"\d+(?:\.\d+)?")

BETWEEN = re.compile(r"[^\w.]|_")
"""Marks and blanks, which the same story prints differently."""

BESIDE = 4
"""Characters before and behind a figure that tell what it counts."""


def once(passages: Sequence[Passage]) -> list[Passage]:
    """The passages in order without copies; where several print one piece, an article with a headline stands for it.

    It takes the place and the score "fused" of the first of them, and carries how many were left out as the score
    "reprints". Of 「远山捐助了16个流动书屋……」 in a round-up without a headline and in a report with one, the report is
    kept; where one says 16个 and the other 19个 both are.
    """
    kept: list[Passage] = []
    runs: dict[str, set[str]] = {}
    holders: dict[str, set[int]] = {}
    bodies: dict[str, set[str]] = {}
    for passage in passages:
        own = runs.setdefault(passage.chunk.id, _runs(passage.text))
        shared = Counter(place for run in own for place in holders.get(run, ()))
        for place in sorted(shared):
            other = kept[place]
            shorter = min(len(own), len(runs[other.chunk.id]))
            same_article = passage.article.id == other.article.id
            if same_article or shorter < SHORTEST or shared[place] < OVERLAP * shorter:
                continue
            better = passage.article.headline and not other.article.headline
            stays, goes = (passage, other) if better else (other, passage)
            body = bodies.setdefault(stays.article.id, _runs(stays.article.body[:READABLE]))
            if len(runs[goes.chunk.id] & body) >= HELD * len(runs[goes.chunk.id]) and not _other_figure(goes, stays):
                left_out = other.scores.get("reprints", 0.0) + 1.0
                scores = {**stays.scores, "fused": other.scores["fused"], "reprints": left_out}
                kept[place] = replace(stays, scores=scores)
                break
        else:
            place = len(kept)
            kept.append(passage)
        for run in runs[kept[place].chunk.id]:
            holders.setdefault(run, set()).add(place)
    return kept


def _other_figure(passage: Passage, other: Passage) -> bool:
    """Whether both tell the same with another figure: 「捐助了16个书屋」 and 「捐助了19个书屋」."""
    here, there = _figures(passage.text), _figures(other.article.body[:READABLE])
    return any(words in there and not figures & there[words] for words, figures in here.items())


def _figures(text: str) -> dict[tuple[str, str], set[str]]:
    """The figures of a text by the words right before and behind them."""
    letters = _letters(text)
    found: dict[tuple[str, str], set[str]] = {}
    for figure in FIGURE.finditer(letters):
        words = letters[max(0, figure.start() - BESIDE) : figure.start()], letters[figure.end() :][:BESIDE]
        found.setdefault(words, set()).add(figure.group())
    return found


def _letters(text: str) -> str:
    return BETWEEN.sub("", fold(text))


def _runs(text: str) -> set[str]:
    letters = _letters(text)
    return {letters[at : at + RUN] for at in range(len(letters) - RUN + 1)}
