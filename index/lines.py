"""A page's text to lines: what people read apart from the marks, tags and pictures around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from index.records import Furniture
from index.trace import Traced, joined

BOLD = 7
"""The heading level of a line that is bold from end to end: below all of Markdown's six."""

_BREAK = re.compile(
    r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]|<br\s{0,3}/?>|</(?:p|div|tr|table|h[1-6]|li)>", re.IGNORECASE
)
_UNSEEN = (
    r"\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufff8"
    r"\ud800-\udfff"
)
_MARK = re.compile(
    rf"(?P<unseen>[{_UNSEEN}]+)"
    r"|(?P<image>!\[[^\[\]]{0,300}\]\((?:data:image/[^()\s]*|[^()\s]{0,1000}(?:\s[^()]{0,200})?)\)"
    r"|<img\b[^<>]{0,2000}>)"
    r"|(?P<tag></?[A-Za-z][A-Za-z0-9]{0,11}(?:\s[^<>]{0,500})?/?>|<!--[^<>]{0,500}-->)"
    r"|(?P<link>(?<=\])\(https?:[^()\s]{0,500}\))"
    r"|(?P<mark>\*{2,}|(?<!_)__(?!_)|~~|`+|(?:&(?:nbsp|emsp|ensp|#160|#12288);)+|\\(?=[.*_#\-\[\](){}+!]))"
)
_RARE = re.compile(rf"[{_UNSEEN}!<(*_~`&\\]")
_PREFIX = re.compile(
    r"(?P<heading>#{1,6}(?:[ \t\u3000]+|(?=[^#\s][^#]*$)))"
    r"|(?P<quote>(?:>[ \t]*)+)"
    r"|(?P<bullet>[-*+•][ \t\u3000]+)"
    r"|(?P<ornament>[□■●◆▲▼★☆◎◇△▶►❖◼▪]+[ \t\u3000]*|○(?=[ \t\u3000]|本报|文)"
    # 囗, 口, O: what OCR makes of the square before a by-line.
    r"|[囗口ロOo](?=[ \t\u3000]*本报[\u3400-\u9fff]{0,4}(?:记者|通讯员|讯)))"
)
_SIGNS = frozenset("#>-*+•□■●◆▲▼★☆◎◇△▶►❖◼▪○囗口ロOo=_—─━~·. \t\u3000|:")
_SPACE = re.compile(r"\s*")
_MOST_PREFIXES = 8
_MOST_CELLS = 200
_RULE = re.compile(r"[-=*_—─━~·.#+\s]{3,}$")
_ALIGNED = re.compile(r"[|:\-\s]{3,}$")
_HEADING_TAG = re.compile(r"<h([1-6])\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, or what an OCR program made one line of.

    `gap` counts the empty lines before it, `level` is that of a Markdown heading (0 for none), `indented` says that
    it begins like a paragraph, `listed` that it is a row of a table or an item of a list, `ornament` is the sign
    (□, ●) that stood before it.
    """

    words: Traced
    gap: int = 0
    level: int = 0
    indented: bool = False
    listed: bool = False
    ornament: str = ""

    @property
    def text(self) -> str:
        """What people read."""
        return self.words.text


@dataclass(slots=True)
class _Signs:
    """What the marks of one raw line say, and where they stand in it."""

    marks: list[tuple[int, int, str]] = field(default_factory=list)
    level: int = 0
    listed: bool = False
    ornament: str = ""


def _space(raw: str, at: int) -> int:
    match = _SPACE.match(raw, at)
    return match.end() if match else at


def _signs(raw: str) -> _Signs:
    """The marks inside a raw line and before it."""
    signs = _Signs()
    inside: dict[int, int] = {}
    if _RARE.search(raw):
        for match in _MARK.finditer(raw):
            cell = match["tag"] and match[0][:3].lower() in ("<td", "<th")
            kind = "image" if match["image"] else "cell" if cell else "mark"
            signs.listed = signs.listed or kind == "cell"
            signs.marks.append((match.start(), match.end(), kind))
            inside[match.start()] = match.end()
        if tag := _HEADING_TAG.search(raw, 0, 200):
            signs.level = int(tag[1])
    at = 0
    for _ in range(_MOST_PREFIXES):
        at = _space(raw, at)
        while at in inside:
            at = _space(raw, inside[at])
        prefix = _PREFIX.match(raw, at)
        if not prefix:
            break
        signs.marks.append((at, at + len(prefix[0].rstrip()), "mark"))
        signs.level = len(prefix["heading"].strip()) if prefix["heading"] else signs.level
        signs.listed = signs.listed or bool(prefix["bullet"])
        signs.ornament = (prefix["ornament"] or "").strip() or signs.ornament
        at = prefix.end()
    if signs.level and (closing := raw.rstrip()).endswith("#"):
        start = len(closing.rstrip("#"))
        if raw[start - 1 : start].isspace():
            signs.marks.append((start, len(closing), "mark"))
    stripped = raw.strip()
    if (1 if stripped[0] == "|" else 2) < stripped.count("|") <= _MOST_CELLS:
        signs.listed = True
        signs.marks += [(match.start(), match.end(), "cell") for match in re.finditer(r"\|", raw)]
    signs.marks.sort()
    return signs


def _line(raw: str, start: int, gap: int, furniture: list[Furniture]) -> Line | None:
    """The line that a raw line holds, or None where it holds no words; its marks go to the furniture."""
    if not raw or raw.isspace():
        return None
    if raw[0] not in _SIGNS and "|" not in raw and not _RARE.search(raw):
        plain = raw.rstrip()
        return Line(Traced(plain, ((0, start, len(plain)),)), gap)
    if _RULE.match(raw) or _ALIGNED.match(raw):
        furniture.append(Furniture("mark", start + _space(raw, 0), start + len(raw.rstrip())))
        return None
    signs = _signs(raw)
    parts: list[tuple[str, Traced]] = []
    at = 0
    glue = ""
    for low, high, kind in [*signs.marks, (len(raw), len(raw), "")]:
        if low > at:
            parts.append((glue, Traced(raw[at:low], ((0, start + at, low - at),))))
            glue = ""
        if kind and high > max(low, at):
            furniture.append(Furniture("mark" if kind == "cell" else kind, start + max(low, at), start + high))
        glue = " " if kind == "cell" else glue
        at = max(at, high)
    words = joined(parts).slice(0)
    if not words.text:
        return None
    head = raw[: _space(raw, 0)].replace("\t", "  ")
    indented = "\u3000" in head or len(head) > 1
    return Line(words, gap, signs.level or _bold(raw.strip()), indented, signs.listed, signs.ornament)


def _bold(raw: str) -> int:
    """The level of a line that is bold from end to end, else 0."""
    whole = raw.rstrip("：:")
    return BOLD if len(whole) > 4 and whole[:2] == whole[-2:] == "**" and "**" not in whole[2:-2].strip("*") else 0


def read_lines(text: str) -> tuple[list[Line], list[Furniture]]:
    """The lines of a page and the furniture of marks, tags and pictures that was taken out of them.

    Example:
        ``"# 要闻\\n\\n- 甲"`` gives the lines 要闻 (level 1) and 甲 (listed, gap 1) and the marks ``#`` and ``-``.

    Args:
        text: The page's text as it came.
    """
    lines: list[Line] = []
    furniture: list[Furniture] = []
    gap, at = 0, 0
    ends = [(match.start(), match.end()) for match in _BREAK.finditer(text)]
    for stop, after in [*ends, (len(text), len(text))]:
        line = _line(text[at:stop], at, gap, furniture)
        if text[stop : stop + 1] == "<":
            furniture.append(Furniture("mark", stop, after))
        if line:
            lines.append(line)
        gap = 0 if line else gap + 1
        at = after
    return lines, furniture
