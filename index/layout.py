"""A page's lines to the parts that articles are made of, and how the page was set: wrapped, indented, spaced."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from index.bylines import is_byline, lead_length
from index.furniture import continuation, goes_on_from, is_editors, is_mast, is_motto, is_page_name
from index.lines import Line
from index.trace import joined

_INNER_LEAD = re.compile(r"(?:本报|新华社)[\u3400-\u9fff\d]{0,12}[讯电]\s*[（(]\s*(?:本报|见习|实习)*(?:记者|通讯员)")
_LAST_SENTENCE = re.compile(r".*[。！？”](?=[^。！？])", re.DOTALL)
_HAN = re.compile("[\u3400-\u9fff]+")
_CLOSED = re.compile(r"[。！？!?…][”’」』）)】》〉\"'\s]*$|(?<=[\u3400-\u9fff])\.$")
_CALL = re.compile(r"(?:电话|热线|手机)[^。，；]{0,12}\d{6,}$")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line of one kind: text, lead (本报讯（记者 甲）), byline, mast, editors or continuation."""

    kind: str
    line: Line

    @property
    def text(self) -> str:
        """What people read."""
        return self.line.text


@dataclass(frozen=True, slots=True)
class Setting:
    """How a page was set: the width of its columns where every printed line is a line (else 0), and its habits."""

    width: int = 0
    indents: bool = False
    gap: int = 0

    def full(self, line: Line) -> bool:
        """Whether a line fills its column, so that its end is the column's and says nothing."""
        size, indent = len(line.text), 2 * line.indented
        printed = max(width_of(line.text), size if size + indent < self.width + 3 else 0) + indent
        return 0 < self.width <= printed + 1

    def sets_text(self, line: Line) -> bool:
        """Whether a line is set as those of the text are: as wide as its column, or indented where paragraphs are."""
        return self.full(line) or (self.indents and line.indented)


def width_of(text: str) -> int:
    """How many Chinese characters wide a line is printed: `GDP增长5%` is 5 wide."""
    return len(text) - sum(map(str.isascii, text)) // 2


def closed(text: str) -> bool:
    """Whether a text ends where a paragraph may end: `…表示。”` and `电话：66000000` do, `…由市图书` does not."""
    return bool(_CLOSED.search(text, max(0, len(text) - 8)) or _CALL.search(text, max(0, len(text) - 40)))


def setting_of(lines: list[Line]) -> Setting:
    """How the page's lines were set; wrapped where most lines are of one width and break inside sentences."""
    plain = [line for line in lines if not line.level and not line.listed]
    gaps = Counter(line.gap for line in lines[1:] if line.gap)
    gap = gaps.most_common(1)[0][0] if gaps else 0
    indents = sum(line.indented for line in plain)
    parted = indents >= 2 and len(plain) <= indents * 20 <= len(plain) * 18
    if len(plain) < 6:
        return Setting(0, indents >= 2, gap)
    widths = Counter(width_of(line.text) for line in plain)
    sizes = [size for size in widths if 7 <= size <= 60]
    width, near = 0, 0
    for size in sizes:
        count = sum(widths[size + step] for step in (-2, -1, 0, 1))
        if count > near or (count == near and size > width):
            width, near = size, count
    longer = sum(count for size, count in widths.items() if size > width + 3)
    unfinished = sum(1 for line in plain if width - 2 <= width_of(line.text) <= width + 1 and not closed(line.text))
    wrapped = near * 2 >= len(plain) and longer * 5 <= len(plain) and unfinished * 5 >= len(plain) * 2
    return Setting(width if wrapped else 0, parted, gap)


def _split(line: Line) -> Iterator[Line]:
    """A line that runs on from one article into the next, cut before each headline and each by-line."""
    at = 0
    for match in islice(_INNER_LEAD.finditer(line.text, 4), 100):
        sentence = _LAST_SENTENCE.match(line.text, max(at, match.start() - 100), match.start())
        cut = sentence.end() if sentence else at
        head = line.text[cut : match.start()].strip()
        if 4 <= len(head) <= 60 and not re.search(r"[，,；;：:、。]", head) and (sentence or match.start() - at <= 100):
            if line.text[at:cut].strip():
                yield replace(line, words=line.words.slice(at, cut), gap=0 if at else line.gap)
            yield replace(line, words=line.words.slice(cut, match.start()), gap=0 if cut else line.gap)
            at = match.start()
    yield replace(line, words=line.words.slice(at), gap=0, level=0) if at else line


def _mended(lines: list[Line]) -> Iterator[Line]:
    """The lines, those joined again that cut a by-line's brackets in two: `本报讯（记者 甲 通讯` / `员 乙）近日`."""
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        opened = re.match(r"[【\[（(]?[\u3400-\u9fff\d]{2,16}[讯电]?\s*[（(][^（）()]{0,50}$", line.text)
        if opened and at < len(lines) and lines[at].gap == 0:
            both = joined([("", line.words), ("", lines[at].words)])
            length = lead_length(both.text)
            if length > len(line.text):
                yield replace(line, words=both)
                at += 1
                continue
        yield line


def parts_of(lines: list[Line]) -> list[Part]:
    """The parts of a page's lines in printed order.

    Example:
        ``本报讯（记者 李明）1月3日，…（下转第2版）`` gives a lead, a text and a continuation.
    """
    parts: list[Part] = []
    top = True
    pieces = [piece for whole in _mended(lines) for piece in _split(whole)]
    for at, line in enumerate(pieces):
        text = line.text
        start, end = continuation(text)
        if start:
            parts.append(Part("continuation", replace(line, words=line.words.slice(0, start))))
        if start < end:
            words = line.words.slice(start, end)
            below = pieces[at + 1].text if at + 1 < len(pieces) else ""
            named = is_page_name(words.text) and is_mast(below, top=False)
            motto = is_motto(words.text) and is_mast(below, top=True)
            kind = "mast" if top and (named or motto) else _kind(words.text, line, top)
            if kind == "lead":
                length = lead_length(words.text)
                parts.append(Part("lead", replace(line, words=words.slice(0, length))))
                words, kind = words.slice(length), "text"
            if words.text:
                parts.append(Part(kind, replace(line, words=words)))
            top = top and kind in ("mast", "editors")
        if end < len(text):
            parts.append(Part("continuation", Line(line.words.slice(end))))
    return parts


def _kind(text: str, line: Line, top: bool) -> str:
    if line.listed:
        return "text"
    if is_mast(text, top=top):
        return "mast"
    if is_editors(text):
        return "editors"
    if is_byline(text, bare=bool(line.ornament)):
        return "byline"
    return "lead" if lead_length(text) else "text"


def opens_text(part: Part, below: Part) -> bool:
    """Whether what stands below a part must be text: below a text's by-line, and below 上接第…版 in the same line."""
    if part.kind == "continuation" and goes_on_from(part.text):
        _, raw, length = part.line.words.spans[-1]
        return below.line.words.spans[0][1] - raw - length < 2
    return part.kind == "lead"


def words_between(left: str, right: str, page: str, sizes: tuple[tuple[int, int], ...] = ((2, 1), (1, 2))) -> bool:
    """Whether two texts meet inside a word or phrase that stands elsewhere on the page: `…服务驿` / `站，…`.

    Args:
        left: The text before.
        right: The text after.
        page: The page's words.
        sizes: How many characters of the left and of the right make a phrase; one that is found is enough.
    """
    return any(
        len(across := left[-before:] + right[:after]) == before + after and _HAN.fullmatch(across) and across in page
        for before, after in sizes
    )


def text_of(parts: list[Part]) -> str:
    """The page's lines without inner spaces, to look phrases up in; at most 60,000 characters."""
    return re.sub(r"[^\S\n]+", "", "\n".join(part.text for part in parts[:4000])[:60_000])
