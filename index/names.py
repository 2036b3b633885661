"""The names that an archive knows: short and long forms, and people; learnt from its articles, corrected by its keepers.

`names.learnt.tsv` is derived from the articles and can be made again; `names.txt` is people's and is never written
over.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from index.lookup import articles_by_key, batched, top
from index.namefiles import (
    CORRECTIONS,
    LEARNT,
    LONGEST,
    PERSON,
    Name,
    explain,
    read_corrections,
    read_learnt,
    write_learnt,
)
from index.records import Article
from index.shortforms import COMPANY, GLOSSED, OFFICE, pairs
from index.store import generation
from index.titles import people

KEPT = 200_000
"""Candidates that are kept of people, and of pairs; beyond them those met least are forgotten."""

_Key = tuple[str, str, str]  # short, long, source
_NEEDED = {GLOSSED: 1, COMPANY: 1, OFFICE: 2}
_CLEAR = 0.7  # the share of one long form among all that a short form stands for, from which it is the one meant
_BLOCK = 1_000  # articles held in memory at a time


def learn(articles: Iterable[Article]) -> list[Name]:
    """What the articles teach, most often met first; each article counts once for each name.

    Candidates that are met too seldom to be trusted are among them, so that later articles can add to them: `Names`
    tells which are. Takes any number of articles; memory is bounded.

    Example:
        「南溪经济技术开发区（以下简称“经开区”）」 gives Name("经开区", "南溪经济技术开发区", 1, "…", "释义").
    """
    tally = _Tally()
    for article in articles:
        for short, long, source in pairs(article):
            if len(long) <= LONGEST and long.isprintable():
                tally.add(short, long, source, 1, article.id)
        for name in people(article):
            tally.add(name, name, PERSON, 1, article.id)
    return tally.names()


class Names:
    """The names in force: those learnt that can be trusted, and what people say, which goes before."""

    def __init__(
        self,
        learnt: Iterable[Name] = (),
        corrections: Iterable[Name] = (),
        forbidden: frozenset[tuple[str, str]] = frozenset(),
    ) -> None:
        self.learnt = tuple(learnt)
        self._corrections, self._forbidden = tuple(corrections), forbidden
        said = {name.short for name in self._corrections}
        trusted = [name for name in _trusted(self.learnt) if name.short not in said]
        self._all = tuple(name for name in (*self._corrections, *trusted) if (name.short, name.long) not in forbidden)
        self._longer: dict[str, list[str]] = {}
        self._shorter: dict[str, list[str]] = {}
        for name in self._all:
            self._longer.setdefault(name.short, []).append(name.long)
            self._shorter.setdefault(name.long, []).append(name.short)

    @classmethod
    def load(cls, folder: Path) -> Names:
        """The names of the archive in `folder`; files that are not there hold none, and a torn one of learnt names,
        which the next update makes again, neither.

        Raises:
            SettingError: a line of `names.txt` is no name; the text names file and line.
        """
        corrections, forbidden = read_corrections(folder / CORRECTIONS)
        _, learnt = read_learnt(folder / LEARNT)
        return cls(learnt, corrections, forbidden)

    def with_learnt(self, names: Iterable[Name]) -> Names:
        """These names and what further articles teach, counts added up."""
        tally = _Tally()
        for name in (*self.learnt, *names):
            tally.add(name.short, name.long, name.source, name.count, name.article_id)
        return Names(tally.names(), self._corrections, self._forbidden)

    def longer(self, short: str) -> tuple[str, ...]:
        """What a short form stands for, nearest first, those of the long forms included: 市总 gives 市总工会 and then
        南溪市总工会."""
        return _reached(self._longer, short)

    def shorter(self, long: str) -> tuple[str, ...]:
        """What a long form is called for short, nearest first."""
        return _reached(self._shorter, long)

    def all(self) -> tuple[Name, ...]:
        """Every pair in force, people's own first, then those met most."""
        return self._all

    def __contains__(self, form: str) -> bool:
        """Whether it is a short or a long form in force."""
        return form in self._longer or form in self._shorter

    def people(self) -> tuple[str, ...]:
        """The people met in the articles, those met most first."""
        return tuple(name.short for name in self.learnt if name.source == PERSON)


def bring_up_names(folder: Path, connection: sqlite3.Connection) -> int:
    """How many articles were learnt from to make the learnt names of the archive fit its truth: those that came since
    they were last written, or all where the file is missing, torn or made by other rules.

    Only for who holds the write lock. Also puts a `names.txt` that explains itself where there is none.
    """
    explain(folder / CORRECTIONS)
    now = generation(connection)
    marker, learnt = read_learnt(folder / LEARNT)
    highest = top(connection, now) or 0
    if marker == (now, highest):
        return 0
    above = marker[1] if marker is not None and top(connection, marker[0]) == marker[1] else 0
    count = 0

    def articles() -> Iterator[Article]:
        nonlocal count
        rows = connection.execute("SELECT DISTINCT article FROM chunks WHERE key > ? ORDER BY key", (above,)).fetchall()
        for part in batched((key for (key,) in rows), _BLOCK):
            count += len(part)
            for article, _ in articles_by_key(connection, part).values():
                yield article

    names = Names(learnt if above else ()).with_learnt(learn(articles()))
    write_learnt(folder / LEARNT, names.learnt, now, highest)
    return count


class _Tally:
    """Names with how often they are met; those met least are forgotten when there are too many."""

    def __init__(self) -> None:
        self._counts: dict[bool, Counter[_Key]] = {True: Counter(), False: Counter()}
        self._examples: dict[_Key, str] = {}

    def add(self, short: str, long: str, source: str, count: int, article_id: str) -> None:
        key = (short, long, source)
        counts = self._counts[source == PERSON]
        counts[key] += count
        self._examples.setdefault(key, "" if re.search(r"\s", article_id) else article_id)
        if len(counts) > 2 * KEPT:
            self._forget(counts)

    def names(self) -> list[Name]:
        for counts in self._counts.values():
            self._forget(counts)
        found = [
            Name(short, long, count, self._examples[short, long, source], source)
            for counts in self._counts.values()
            for (short, long, source), count in counts.items()
        ]
        return sorted(found, key=_order)

    def _forget(self, counts: Counter[_Key]) -> None:
        for key, _ in counts.most_common()[KEPT:]:
            del counts[key], self._examples[key]


def _order(name: Name) -> tuple[object, ...]:
    return name.source == PERSON, -name.count, name.short, -len(name.long), name.long, name.source


def _trusted(learnt: Sequence[Name]) -> Iterator[Name]:
    """The learnt pairs that are met often enough and of whose long forms one clearly leads."""
    longs: dict[str, Counter[str]] = {}
    for name in learnt:
        if name.source != PERSON:
            longs.setdefault(name.short, Counter())[name.long] += name.count
    seen = set()
    for name in learnt:
        pair = (name.short, name.long)
        needed = _NEEDED.get(name.source, 2 if len(name.short) == 2 else 1)
        if name.source == PERSON or pair in seen or name.count < needed:
            continue
        others = longs[name.short]
        # 南溪经济技术开发区 says the same as 经济技术开发区 and more: it speaks for that, and not against it.
        for_it = sum(count for long, count in others.items() if long.endswith(name.long))
        less = sum(count for long, count in others.items() if long != name.long and name.long.endswith(long))
        if for_it >= _CLEAR * (others.total() - less):
            seen.add(pair)
            yield name


def _reached(table: Mapping[str, Sequence[str]], start: str) -> tuple[str, ...]:
    found = [start]
    for form in found:
        found += (other for other in table.get(form, ()) if other not in found)
    return tuple(found[1:])
