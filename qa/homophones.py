"""The person who was meant where a name is typed with a wrong character of the same sound: 丁奕 for 丁一."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from itertools import product

from qa.tags import tag, tagged

_HAN = "[\u3400-\u4dbf\u4e00-\u9fff]"
_LIGHT = {"uj", "ul", "uz", "ug", "ud", "uv", "r", "p", "c", "y", "e", "o", "m", "x"}
_LIGHT_WORDS = frozenset("是 在 有 说 到 去 来 为 被 把 的 了".split())


class Homophones:
    """Names of people by their sound, tones left out.

    Args:
        people: their names, those met most first, such as ("丁一", "何云川").
    """

    def __init__(self, people: Iterable[str]) -> None:
        self._people = tuple(dict.fromkeys(people))

    @cached_property
    def _by_sound(self) -> dict[tuple[str, ...], list[str]]:
        """Made for the first question that may hold a name: the sounds are not needed for others and take a while to load."""
        found: dict[tuple[str, ...], list[str]] = {}
        for name in self._people:
            for sound in _readings(name):
                found.setdefault(sound, []).append(name)
        return found

    def meant(self, text: str, known: Callable[[str], bool]) -> str:
        """The question with the name of the person of the same sound, "" where nobody else can be meant.

        「丁奕是谁？」 gives 「丁一是谁？」: of several of one sound, the first.

        Args:
            text: the question.
            known: whether a name stands in the archive; then it is meant as written.
        """
        for run, is_name in _runs(text):
            others = dict.fromkeys(name for sound in _readings(run) for name in self._by_sound.get(sound, ()))
            # What only might be a name must begin with the same surname; what surely is one may have that wrong, too.
            other = next((other for other in others if is_name or other[0] == run[0]), "")
            if other and run not in others and not known(run):
                return text.replace(run, other)
        return ""


def _runs(text: str) -> list[tuple[str, bool]]:
    """What may be a person's name, surest and longest first, and whether jieba takes it for one.

    A run of 2 to 4 characters from the beginning of a word that is no word of the dictionary and cuts none in two.
    """
    words = tagged(text)
    surely = {word for word, kind in words if kind.startswith("nr") and re.fullmatch(_HAN + "{2,4}", word)}
    found = dict.fromkeys((run, True) for run in sorted(surely, key=len, reverse=True))
    starts: set[int] = set()
    ends: set[int] = set()
    light: set[int] = set()
    at = 0
    for word, kind in words:
        starts.add(at)
        # Where jieba only guessed the word, a name may end within it: 丁奕是|谁.
        ends.update(range(at + 1, at + len(word) + 1) if not tag(word) else (at + len(word),))
        if kind in _LIGHT or word in _LIGHT_WORDS:
            light.update(range(at, at + len(word)))
        at += len(word)
    for size in (3, 2):
        for start in sorted(starts):
            run, span = text[start : start + size], range(start, start + size)
            whole = re.fullmatch(_HAN + f"{{{size}}}", run) and span.stop in ends and light.isdisjoint(span)
            if whole and not any(run in name for name in surely) and tag(run)[:2] in ("", "nr"):
                found.setdefault((run, False))
    return list(found)


def _readings(name: str) -> Iterator[tuple[str, ...]]:
    """The ways to say a name: 曾一 can be ceng yi and zeng yi."""
    return product(*map(_sounds, name))


@cache
def _sounds(sign: str) -> frozenset[str]:
    """The readings of a character without tones: 良 gives liang, 曾 gives ceng and zeng."""
    from pypinyin import Style, pinyin

    return frozenset(pinyin(sign, style=Style.NORMAL, heteronym=True)[0])
