"""Names in a question: the other forms to search and read by, and the person who was meant under a wrong character."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from index.namefiles import LONGEST
from index.names import Names
from qa.tags import tag, tagged

_LEVEL = "市区县省州"
_HAN = "[\u3400-\u4dbf\u4e00-\u9fff]"
_LIGHT = {"uj", "ul", "uz", "ug", "ud", "uv", "r", "p", "c", "y", "e", "o", "m", "x"}
_LIGHT_WORDS = frozenset("是 在 有 说 到 去 来 为 被 把 的 了".split())
_FIXED = 4
"""Characters from which a form is taken for itself wherever it stands; shorter ones must not cut a word in two."""


def widened(text: str, names: Names) -> dict[str, tuple[str, ...]]:
    """By name in the text, its other forms, nearest first; the longest name counts where several overlap.

    「市总的主席是谁？」 gives 市总: (市总工会, 南溪市总工会) where the archive taught that; behind another place that
    place's own office is meant: 「林安市总」 gives 林安市总: (林安市总工会,).
    """
    words = tagged(text)
    edges = _edges(words)
    forms = (
        (at, text[at : at + size])
        for size in range(min(len(text), LONGEST), 1, -1)
        for at in range(len(text) - size + 1)
        if text[at : at + size] in names
    )
    taken: set[int] = set()
    found: dict[str, tuple[str, ...]] = {}
    for at, form in forms:
        span = range(at, at + len(form))
        if taken.intersection(span) or not (len(form) >= _FIXED or {at, span.stop} <= edges):
            continue
        taken.update(span)
        place = _place_before(words, at) if form[0] in _LEVEL else ""
        others = (*names.longer(form), *names.shorter(form))
        if place:
            form, others = place + form, tuple(place + other for other in others if other[0] == form[0])
        if others:
            found[form] = others
    return found


def suggestion(text: str, known: Callable[[str], bool] | frozenset[str], people: Iterable[str]) -> str:
    """The question with the name of a person of the same sound, "" where nobody else can be meant.

    Args:
        text: the question, such as 「丁奕是谁？」.
        known: whether a name stands in the archive; then it is meant as written.
        people: the names of people, those met most first, such as ("丁一", "何云川").

    Returns:
        「丁一是谁？」: of several of the same sound, tones left out, the first.
    """
    held = known.__contains__ if isinstance(known, frozenset) else known
    runs = _runs(text)
    if not runs:
        return ""
    lengths = {len(run) for run, _ in runs}
    surnames = {sound for run, _ in runs for sound in _sounds(run[0])}
    near = [name for name in people if len(name) in lengths and not surnames.isdisjoint(_sounds(name[0]))]
    for run, is_name in runs:
        sounds = [_sounds(sign) for sign in run]
        # What only might be a name must begin with the same surname; what surely is one may have that wrong, too.
        for other in near if run not in near else ():
            same = len(other) == len(run) and (is_name or other[0] == run[0])
            if same and all(not mine.isdisjoint(_sounds(sign)) for mine, sign in zip(sounds, other, strict=True)):
                if held(run):
                    break
                return text.replace(run, other)
    return ""


def _edges(words: Iterable[tuple[str, str]]) -> set[int]:
    """Where words begin and end, and where the level of a place stands in its name: 南溪|区."""
    edges, at = {0}, 0
    for word, kind in words:
        at += len(word)
        edges.add(at)
        if kind[:2] in ("ns", "nr") and len(word) > 2 and word[-1] in _LEVEL:
            edges.add(at - 1)
    return edges


def _place_before(words: Iterable[tuple[str, str]], end: int) -> str:
    """The place whose name ends at `end`, without its level; "" where there is none."""
    at = 0
    for word, kind in words:
        levelled = end == at + len(word) - 1 and word[-1] in _LEVEL
        if kind[0] == "n" and (end == at + len(word) or levelled) and end - at >= 2:
            return word[: end - at]
        at += len(word)
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


@cache
def _sounds(sign: str) -> frozenset[str]:
    """The readings of a character without tones: 良 gives liang, 曾 gives ceng and zeng."""
    from pypinyin import Style, pinyin

    return frozenset(pinyin(sign, style=Style.NORMAL, heteronym=True)[0])
