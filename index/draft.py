"""An article while its page is read: its lines gathered, its broken sentences mended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from index.bylines import credits_of, tail_start
from index.evidence import begins_item, is_day, is_label, is_notice
from index.heads import NOTHING, head_of
from index.layout import Setting, closed
from index.lines import Line
from index.records import Article, Run
from index.trace import Traced, joined

_NEAR = 600
_TELLS = re.compile(r"[^，。！？“”]{2,24}(?:说|表示|介绍|坦言|回忆|告诉记者)。")


@dataclass(slots=True)
class Draft:
    """The lines of one article so far.

    `finished` says whether the last paragraph is complete, so that the next text begins another; `ended` whether a
    tail by-line, a signature or 下转 stands last, `led` whether a by-line opened the article.
    """

    heads: list[Line] = field(default_factory=list)
    bylines: list[Traced] = field(default_factory=list)
    paragraphs: list[list[tuple[str, Traced]]] = field(default_factory=list)
    finished: bool = True
    ended: bool = False
    led: bool = False
    last: Line | None = None

    @property
    def level(self) -> int:
        """The highest heading level of the head, 0 for none."""
        return min((line.level for line in self.heads if line.level), default=0)

    @property
    def notice(self) -> bool:
        """Whether its headline is a notice's, which a signature may close."""
        return any(is_notice(line.text) for line in self.heads)

    def tail(self) -> str:
        """The last some hundred characters of the article so far."""
        texts = [line.text for line in self.heads]
        texts += [words.text[-_NEAR:] for paragraph in self.paragraphs[-4:] for _, words in paragraph[-40:]]
        return "".join(texts)[-_NEAR:]

    def closes(self, text: str) -> bool:
        """Whether a text is the rest of the by-line that the article so far breaks off in: `…本报记者 王` / `芳 摄`."""
        before = "" if self.finished else self.tail()[-40:]
        return bool(before) and len(text) <= 12 and tail_start(before + text) < len(before)

    def add(self, line: Line, setting: Setting, *, alone: bool = False) -> None:
        """Adds a line to the body: to the paragraph that it goes on with, or as a new one."""
        text = line.text
        salutes = not self.paragraphs and text[-1] in "：:" and len(text) <= 30
        alone = alone or line.listed or is_label(text) or salutes or is_day(text)
        if alone or not self.paragraphs or self._parted(line, setting):
            self.paragraphs.append([("", line.words)])
        else:
            before = self.paragraphs[-1][-1][1].text[-1]
            foreign = before.isascii() and before.isalpha() and text[0].isascii() and text[0].isalpha()
            self.paragraphs[-1].append((" " if foreign else "", line.words))
        end = text if alone else "".join(words.text for _, words in self.paragraphs[-1][-2:])
        credit = tail_start(end)
        self.finished = alone or closed(end[:credit])
        self.ended = is_day(text) or credit < len(end)
        self.last = line

    def _parted(self, line: Line, setting: Setting) -> bool:
        """Whether a new paragraph begins with this line."""
        indented = setting.indents and line.indented and (self.finished or setting.width > 0)
        if indented or begins_item(line.text):
            return True
        # `“…。”` / `居民张三说。`: who said it is no paragraph of its own.
        told = self.paragraphs[-1][-1][1].text[-1] == "”" and _TELLS.fullmatch(line.text)
        if not self.finished or told:
            return False
        if not setting.width or line.gap > setting.gap or self.last is None or self.last.listed:
            return True
        return not setting.indents and not setting.full(self.last)

    def mended(self) -> Iterator[Traced]:
        """The paragraphs, each in one piece; the by-line at the end of one moves to the by-lines."""
        for paragraph in self.paragraphs:
            words = joined(paragraph)
            start = tail_start(words.text)
            if 0 < start < len(words.text):
                self.bylines.append(words.slice(start))
                words = words.slice(0, start)
            yield words

    def article(self, page_id: str, ordinal: int, level: int | None, page: str) -> Article:
        """The article that the lines make.

        Args:
            page_id: The id of its page.
            ordinal: Its place on the page, from 1.
            level: The heading level of the page's articles, None where unknown.
            page: The page's words.
        """
        body = joined(("\n", words) for words in self.mended())
        head = head_of(self.heads, level, page) if self.heads else None
        fields = {
            "kicker": head.kicker if head else NOTHING,
            "headline": head.headline if head else NOTHING,
            "subtitle": head.subtitle if head else NOTHING,
            "section": head.section if head else NOTHING,
            "byline": joined(("\n", words) for words in self.bylines),
            "body": body,
        }
        return Article(
            id=f"{page_id}:{ordinal:02d}",
            page_id=page_id,
            ordinal=ordinal,
            credits=credits_of(fields["byline"].text),
            runs=tuple(Run(name, *span) for name, words in fields.items() for span in words.spans),
            **{name: words.text for name, words in fields.items()},
        )
