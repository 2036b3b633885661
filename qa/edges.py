"""Which of a passage's likeliest spans is the answer as people mark it: a log-linear model over what stands at its edges.

A network that learnt from a few thousand questions finds the place more often than the edges: the right span is among its
first twenty for 91 % of the questions of CMRC dev, and first for 58 %. What tells them apart (a name cut in two, a verb of
the question taken along, a measure left out) is said by the words and marks at the edges. A reranker in the manner of
Collins and Koo (2005, "Discriminative Reranking for Natural Language Parsing"), fitted by `training.edges`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError
from qa.features import KINDS, TAGS, Column, Rows
from qa.kind import kind_of
from qa.spans import Span

Flags = NDArray[np.bool_]

SHIPPED: Final = Path(__file__).parent / "models" / "edges.json"

WEIGHED: Final = 20
"""Spans of a passage that are weighed."""

DENSE: Final = ("behind", "share", "overlap", "echo")
"""Features that are numbers; all others are there or not."""

_PAIRS = {"“": "”", "《": "》", "「": "」", "『": "』", "（": "）", "(": ")", "‘": "’"}
_ASKING = re.compile(
    r"谁|哪些|哪[一两二三四五几]?[个位名家所种座条部支项场次届年月日天些国]?|什么|多少|几|为何|何|怎么样?|怎样|如何|啥"
)
_MEASURE = re.compile(r"^(?:个|位|名|家|所|种|座|年|月|日|天|时候|地方|人)")
_PASSED = "了着过的是为有在被由将会也都曾还，、？?。 "
"""Signs between the words that ask and those beside them that say nothing."""

_BESIDE = 8
"""Characters beside a span in which the words beside the asking word are looked for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as spans are weighed for it: its words, its kind, and what stands before and behind the asking word."""

    rows: Rows
    pairs: frozenset[str]
    kind: str
    before: str
    behind: str

    @classmethod
    def of(cls, text: str, rows: Rows) -> Asked:
        """Of 「远山捐助了多少个书屋？」 the words before are 远山捐助, those behind 书屋."""
        asking = _ASKING.search(text)
        before = text[: asking.start()].rstrip(_PASSED) if asking else ""
        behind = _MEASURE.sub("", text[asking.end() :].strip(_PASSED)).lstrip(_PASSED) if asking else ""
        return cls(rows, frozenset(map("".join, pairwise(text))), kind_of(text), before, behind)


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as its spans are weighed: by character, whether a word begins or ends there and whether the question has
    it, and its part of speech and class."""

    text: str
    begins: Flags
    ends: Flags
    asked_word: Flags
    asked_pair: Flags
    tags: list[str]
    kinds: list[str]

    @classmethod
    def of(cls, text: str, rows: Rows, asked: Asked) -> Passage:
        """Looks the question's words up once for all spans."""
        hit = np.fromiter((text[at : at + 2] in asked.pairs for at in range(len(text))), dtype=bool, count=len(text))
        either = hit.copy()
        either[1:] |= hit[:-1]
        return cls(
            text,
            np.isin(rows[:, Column.PLACE], (0, 3)),
            np.isin(rows[:, Column.PLACE], (2, 3)),
            np.isin(rows[:, Column.WORD], asked.rows[:, Column.WORD]),
            either,
            [TAGS[tag] for tag in rows[:, Column.TAG]],
            [KINDS[kind] for kind in rows[:, Column.KIND]],
        )


class Edges:
    """Puts the spans of a passage in a better order."""

    def __init__(self, path: Path = SHIPPED) -> None:
        """Load the weights by feature name.

        Raises:
            ModelError: the file is missing or holds no weights.
        """
        try:
            self._weights = {str(name): float(weight) for name, weight in json.loads(path.read_text("utf-8")).items()}
            self._dense = [self._weights[name] for name in DENSE]
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelError(f"{path} 不是可用的边界参数（{error!r}）：请重新安装问报，再运行 wenbao doctor") from error

    def ordered(self, asked: Asked, text: str, rows: Rows, spans: Sequence[Span]) -> tuple[Span, ...]:
        """The spans best first; the first has the score that the network's best had, the others what they are behind.

        Of 「何云川参」 and 「何云川」, as likely to the network, the name comes first.
        """
        if not spans:
            return ()
        values = [
            sum(weight * value for weight, value in zip(self._dense, numbers, strict=True))
            + sum(self._weights.get(name, 0.0) for name in names)
            for numbers, names in features(asked, Passage.of(text, rows, asked), spans)
        ]
        best, top = max(values), max(span.score for span in spans)
        order = sorted(range(len(spans)), key=lambda place: -values[place])
        return tuple(replace(spans[place], score=top + values[place] - best) for place in order)


def features(asked: Asked, passage: Passage, spans: Sequence[Span]) -> list[tuple[tuple[float, ...], list[str]]]:
    """For each span, best first by the network, its `DENSE` numbers and the names of what it shows."""
    scores = np.array([span.score for span in spans])
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    starts, ends = np.array([span.start for span in spans]), np.array([span.end for span in spans])
    found: list[tuple[tuple[float, ...], list[str]]] = []
    for span, share in zip(spans, shares, strict=True):
        common = np.clip(np.minimum(ends, span.end) - np.maximum(starts, span.start), 0, None)
        overlap = shares @ (2 * common / (ends - starts + span.end - span.start))
        numbers = (
            float(span.score - scores[0]),
            float(np.log(share + 1e-6)),
            float(overlap),
            float(passage.asked_pair[span.start : span.end].mean()),
        )
        names = [
            *_edge_names(asked, passage, span),
            *_inner_names(asked, passage.text[span.start : span.end], passage.text, span),
            *_side_names(asked, passage.text, span),
            *_place_names(asked, span, spans[0]),
        ]
        found.append((numbers, names))
    return found


def _edge_names(asked: Asked, passage: Passage, span: Span) -> Iterator[str]:
    """The characters on both sides of both edges, their parts of speech, and whether the question has them."""
    text, (first, last) = passage.text, (span.start, span.end - 1)
    before, behind = (first - 1 if first else None), (span.end if span.end < len(text) else None)

    def of(values: Sequence[str], at: int | None) -> str:
        return "^" if at is None else values[at]

    def flag(values: Flags, at: int | None) -> str:
        return "^" if at is None else str(int(values[at]))

    tags = tag_before, tag_first, tag_last, tag_behind = [of(passage.tags, at) for at in (before, first, last, behind)]
    kind_before, kind_behind = of(passage.kinds, before), of(passage.kinds, behind)
    kind = asked.kind
    for side, at, tag in zip("pflb", (before, first, last, behind), tags, strict=True):
        yield f"{side}:{of(text, at)}"
        yield f"{side}t:{tag}"
        yield f"{side}t:{kind}:{tag}"
        yield f"{side}q:{flag(passage.asked_word, at)}"
        yield f"{side}p:{flag(passage.asked_pair, at)}"
        yield f"{side}p:{kind}:{flag(passage.asked_pair, at)}"
    yield f"w:{int(passage.begins[first])}{int(passage.ends[last])}"
    yield f"pf:{tag_before}:{tag_first}"
    yield f"lb:{tag_last}:{tag_behind}"
    yield f"fl:{kind}:{tag_first}:{tag_last}"
    yield f"pk:{kind}:{kind_before}"
    yield f"bk:{kind}:{kind_behind}"
    yield f"pkf:{kind_before}:{tag_first}"
    yield f"bkl:{kind_behind}:{tag_last}"
    yield f"pkbk:{kind_before}:{kind_behind}"
    yield f"pfp:{flag(passage.asked_pair, before)}{flag(passage.asked_pair, first)}"
    yield f"lbp:{flag(passage.asked_pair, last)}{flag(passage.asked_pair, behind)}"


def _inner_names(asked: Asked, inside: str, text: str, span: Span) -> Iterator[str]:
    """How long it is, what marks it holds, and whether quotes and brackets stand in it by pairs."""
    size = len(inside)
    long = size if size <= 12 else next((limit for limit in (15, 20, 30, 45) if size <= limit), 60)
    yield f"n:{long}"
    yield f"n:{asked.kind}:{long}"
    for opening, closing in _PAIRS.items():
        if inside.count(opening) != inside.count(closing):
            yield "half"
            yield f"half:{opening}:{inside.count(opening) > inside.count(closing)}"
        if inside[0] == opening and inside[-1] == closing:
            yield f"quoted:{opening}"
            yield f"quoted:{opening}:{asked.kind}"
        if text[: span.start].endswith(opening) and text[span.end :].startswith(closing):
            yield f"in:{opening}"
            yield f"in:{opening}:{asked.kind}"
    for mark in "，。、；：":
        if times := min(3, inside[:-1].count(mark)):
            yield f"has:{mark}:{times}"
            yield f"has:{mark}:{asked.kind}"
    if any(map(str.isdigit, inside)):
        yield f"digit:{asked.kind}"


def _side_names(asked: Asked, text: str, span: Span) -> Iterator[str]:
    """Whether the words beside the asking word stand beside the span: 「捐助了」 before 「16个」, 「书屋」 behind it."""
    left = text[max(0, span.start - _BESIDE) : span.start].rstrip(_PASSED)
    right = text[span.end : span.end + _BESIDE].lstrip(_PASSED)
    for side, words in (("before", asked.before), ("behind", asked.behind)):
        known = (words[-size:] if side == "before" else words[:size] for size in (4, 3, 2, 1) if len(words) >= size)
        held = left.endswith if side == "before" else right.startswith
        size = next((len(part) for part in known if held(part)), 0)
        yield f"{side}:{size if words else '^'}"
        yield f"{side}:{asked.kind}:{size if words else '^'}"


def _place_names(asked: Asked, span: Span, first: Span) -> Iterator[str]:
    """How it lies to the span that the network likes best."""
    if span == first:
        place = "first"
    elif span.start <= first.start and span.end >= first.end:
        place = "around"
    elif span.start >= first.start and span.end <= first.end:
        place = "within"
    else:
        place = "across" if span.start < first.end and first.start < span.end else "apart"
    yield f"at:{place}"
    yield f"at:{place}:{asked.kind}"
