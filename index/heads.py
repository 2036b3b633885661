"""The lines over an article told apart: kicker, headline, subtitle, section head, and the banner that is none of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.evidence import OPEN_END, balanced, entitles_notice, is_column
from index.layout import words_between
from index.lines import Line
from index.trace import Traced, joined

NOTHING = Traced()
_EVENT = re.compile(r"(?:召开|举行|举办|启动|开幕|闭幕|成立|揭牌|发布|[^社协工机学]会)$")
_COUNTED = re.compile(r"\d+\.?\d*[万亿]?[家个名人位次场项条件吨元户%]")
_INTRODUCES = re.compile(r"(?:强调|指出|要求|表示|之际|侧记|纪实|系列报道\S{0,4}|之[一二三四五六七八九十]|[：:])$")
_MEETS = re.compile(r"会议?(?:审议|审定|研究|部署|听取|传达|讨论|通过)")
_ADDS = re.compile(r"(?:—|－|-){1,2}\s*\S")
_COLUMN_NAME = re.compile(r"[\u3400-\u9fff][\u3400-\u9fff·・]{0,4}[\u3400-\u9fff]")
_EXTRA = re.compile(rf"{_ADDS.pattern}|[（(].{{2,30}}[）)]$")


def is_banner(line: Line) -> bool:
    """Whether a page's first line is a slogan set over the page and no head of its first article.

    A slogan is two halves of like length (`齐心协力 …` / `…`), long ones, with neither number nor quotation.
    """
    halves = line.text.split()
    sizes = [len(half) for half in halves]
    if is_column(line.text) and line.text.endswith(("专版", "专题", "特刊", "导读")):
        return True
    return len(halves) > 1 and min(sizes) >= 6 and max(sizes) - min(sizes) <= 3 and not re.search(r"[\d“”]", line.text)


@dataclass(frozen=True, slots=True)
class Head:
    """The lines over an article by what they are; one that is missing is empty."""

    headline: Traced
    kicker: Traced = NOTHING
    subtitle: Traced = NOTHING
    section: Traced = NOTHING


def head_of(lines: Sequence[Line], level: int | None, page: str = "") -> Head:
    """Tells kicker, headline, subtitle and section head apart.

    A heading mark of the page's articles decides; else of two lines the first is the headline where it reports an
    event (…召开) or a figure (120家…) or is no longer than the second; a longer first line is a kicker. The line
    above a subtitle's dash is the headline, and so is the middle one of three; the name of a column (记者手记) takes
    the kicker's place.

    Args:
        lines: The head's lines in printed order, at least one.
        level: The heading level of the page's articles, None where unknown.
        page: The page's words, to tell a headline cut in two from two.
    """
    heads: list[tuple[Traced, Line]] = []
    for line in lines:
        if heads and _goes_on(heads[-1], line, page):
            heads[-1] = (joined([("", heads[-1][0]), ("", line.words)]), line)
        else:
            heads.append((line.words, line))
    section: list[Traced] = []
    while len(heads) > 1 and _is_section(heads[0], heads[1:], level):
        section.append(heads.pop(0)[0])
    named = _bears_column(heads)
    if named:
        section.append(heads.pop(0)[0])
    main = _main(heads, level, named)
    words = [words for words, _ in heads]
    return Head(words[main], _stacked(words[:main]), _stacked(words[main + 1 :]), _stacked(section))


def _stacked(texts: Sequence[Traced]) -> Traced:
    return joined([("\n", text) for text in texts])


def _goes_on(head: tuple[Traced, Line], line: Line, page: str) -> bool:
    """Whether a head's line is the rest of the one before: in quotation marks, at a word's middle, or a few characters."""
    text, last = head[0].text, head[1]
    if last.level != line.level or _EXTRA.match(line.text):
        return False
    if not balanced(text) and not balanced(line.text):
        return True
    cut = (
        (bool(OPEN_END.search(text)) and text[-1] != "了")
        or len(line.text) <= 6 < len(text)
        or words_between(text, line.text, page, ((2, 2),))
    )
    return line.gap == 0 and (cut or bool(re.search(r"\d$", text)))


def _is_section(head: tuple[Traced, Line], others: Sequence[tuple[Traced, Line]], level: int | None) -> bool:
    words, line = head
    if is_column(words.text):
        return True
    return bool(level and 0 < line.level < level and any(other.level == level for _, other in others))


def _bears_column(heads: Sequence[tuple[Traced, Line]]) -> bool:
    """Whether the first line is a column's name: a few characters without figures or marks over a whole headline.

    A headline as short as that has a subtitle of its own kind below it, behind a dash, and reports no event.
    """
    if len(heads) < 2:
        return False
    (words, line), (next_words, next_line) = heads[0], heads[1]
    text, below = words.text, next_words.text
    named = bool(_COLUMN_NAME.fullmatch(text)) and not _EVENT.search(text) and not entitles_notice(text)
    if not named or line.level not in (0, next_line.level) or _EXTRA.match(below):
        return False
    return len(below) >= max(8, len(text) + 4) or (len(heads) > 2 and bool(_ADDS.match(heads[2][0].text)))


def _main(heads: Sequence[tuple[Traced, Line]], level: int | None, named: bool) -> int:
    """The place of the headline; `named` where a column's name stood over these lines."""
    levels = [line.level for _, line in heads]
    marked = [at for at, value in enumerate(levels) if value and value == level]
    if not marked and any(levels):
        marked = [at for at, value in enumerate(levels) if value == min(value for value in levels if value)]
    chosen = marked or list(range(len(heads)))
    chosen = [at for at in chosen if at == 0 or not _EXTRA.match(heads[at][0].text)]
    if len(chosen) < 2:
        return chosen[0] if chosen else 0
    if dashed := [at for at in chosen if at + 1 < len(heads) and _ADDS.match(heads[at + 1][0].text)]:
        return dashed[-1]
    first, second = heads[chosen[0]][0].text, heads[chosen[1]][0].text
    if _INTRODUCES.search(first):
        return chosen[1]
    if named or any(sign.search(first) for sign in (_EVENT, _COUNTED, _MEETS)):
        return chosen[0]
    return chosen[0] if len(first) <= len(second) and len(chosen) != 3 else chosen[1]
