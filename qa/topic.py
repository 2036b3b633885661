"""What a list is asked about: its words, weighed by how rare they are in the archive, alternatives as one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.fold import fold
from qa.evidence import coverage
from qa.records import Question, Term
from qa.synonyms import alike
from qa.tags import tagged
from qa.terms import topic_of, weighted_terms

GENERAL = 0.3
"""What a word counts for that says nothing of what is looked for: 「单位办的活动」."""

_GENERAL = frozenset(
    "单位 方面 对象 现场 活动 举办 组织 接受 下属 用到 上过 发生 情况 内容 工作 大家 展开 举行 参加 机构 部门 地方".split()
)
_PARTS = re.compile(r"[^，,；;：:（）()？?。！! ]+")
_EITHER = re.compile(r"、|或者?|或是|还是|(?<=[区县市省镇乡])[和与及](?=[一-鿿]{1,6}[区县市省镇乡])")
_LAST = re.compile(r"以及|还有|和|及|与|跟")
_OVER = re.compile(r"的|这|那|等|之类|方面|一类|前后|期间")
"""Where the last of several alternatives ends: 「剪纸、拔河这类比赛」."""

_AGAIN = frozenset(("这", "那", "等", "之类", "一类"))

_MAKES = frozenset("路街巷桥村湾岛山河湖港站馆园厂店队会节赛展奖班课社团室屋楼塔")

_BARE = 2
"""Words of the first or last alternative; further ones belong to all of them."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing that is asked for, in one or several ways, each of some words, and how much it tells."""

    ways: tuple[tuple[Term, ...], ...]
    weight: float


def evenly(word: str) -> float:
    """The rareness of any word where no archive is at hand: all are as rare."""
    return 1.0


def slots_of(question: Question, rareness: Callable[[str], float]) -> tuple[Slot, ...]:
    """The things that the question's topic is made of.

    Of 「有哪些报道讲到木匠、瓦匠的手艺比赛？」 they are 木匠 or 瓦匠, 手艺 and 比赛.

    Args:
        question: a list question.
        rareness: how rare a word is in the archive, 0 to 1.
    """
    others = {term.word: term.others for term in question.terms}

    def term(word: Term) -> Term:
        weight = word.weight * max(rareness(word.word), 0.02) * (GENERAL if word.word in _GENERAL else 1.0)
        return Term(fold(word.word), weight, tuple(map(fold, others.get(word.word) or alike(word.word))))

    topic = topic_of(question.text) or question.text
    slots = []
    for part in _PARTS.findall(topic):
        for ways, share in _ways(part):
            terms = tuple(tuple(map(term, way)) for way in ways)
            slots.append(Slot(terms, share * max(sum(one.weight for one in way) / len(way) for way in terms)))
    return tuple(slots)


def _ways(part: str) -> list[tuple[list[tuple[Term, ...]], float]]:
    """The things of one part of a topic, each as its ways to say it and what it counts for.

    「剪纸、拔河」 is one thing said in two ways, 「工会书屋」 are two.
    """
    pieces = _EITHER.split(part)
    if len(pieces) == 1:
        return [([(word,)], 1.0) for word in _words(part)]
    before, last = pieces[:-1], pieces[-1]
    if (joint := _LAST.search(last)) and 0 < len(_words(last[: joint.start()])) <= _BARE:
        before, last = [*before, last[: joint.start()]], last[joint.end() :]
    over = _OVER.search(last, 1)
    at = over.start() if over else len(last)
    first, words, behind = _words(before[0]), _words(last[:at]), _words(last[at:])
    # 「剪纸、拔河这类活动」 says again what they are.
    shared = [(word, GENERAL if over and over.group() in _AGAIN else 1.0) for word in behind]
    shared += [(word, 1.0) for word in first if word.word in _GENERAL]
    first = tuple(word for word in first if word.word not in _GENERAL)
    if len(first) > _BARE:
        shared, first = [*((word, 1.0) for word in first[:-1]), *shared], first[-1:]
    if len(words) > _BARE:
        shared, words = [*((word, 1.0) for word in words[1:]), *shared], words[:1]
    ways = [way for way in (first, *map(_words, before[1:]), words) if way]
    alone: list[tuple[list[tuple[Term, ...]], float]] = [([(word,)], share) for word, share in shared]
    return [(ways, 1.0), *alone] if ways else alone


def _words(text: str) -> tuple[Term, ...]:
    """The words of a text, with the character behind one that makes it a place or an event: 桂花路, 读书会."""
    words = [word for word, _ in tagged(text)]
    whole = {word: word + sign for word, sign in pairwise(words) if len(word) > 1 and sign in _MAKES}
    return tuple(replace(term, word=whole.get(term.word, term.word)) for term in weighted_terms(text))


def held(slots: Sequence[Slot], text: str) -> float:
    """The share of the slots' weight that a folded text holds, each by the way of which it holds most; 0 without any."""
    total = sum(slot.weight for slot in slots)
    if not total:
        return 0.0
    return sum(slot.weight * max(coverage(way, text) for way in slot.ways) for slot in slots) / total


def needed(names: Sequence[str], slots: Sequence[Slot]) -> tuple[str, ...]:
    """The names that an article about all the slots must hold: not those of which one is enough."""
    either = [term.word for slot in slots if len(slot.ways) > 1 for way in slot.ways for term in way]
    return tuple(name for name in names if not any(word in fold(name) or fold(name) in word for word in either))
