"""An answer without HTML: plain text for a terminal, and Markdown in which nothing of the archive is markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.records import Article, Page
from qa.records import Answer
from ui import words_zh as words
from ui.render import beneath, completed, credits, headline, place, related, visible

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$&!:@^])|(?<=www)(\.)|(?m:^(\s*\d*)([-+=.)]))")


def plain(answer: Answer, *, held: str = "") -> str:
    """The answer for a terminal: how it was read, its text with [n], then the sources or what helps after a no.

    `held` says what the archive holds: 「馆藏 5 版 30 篇，2023年1月4日至2023年2月1日」.
    """
    return visible("\n\n".join(_blocks(answer, held)))


def markdown(answer: Answer, *, held: str = "") -> str:
    """The same as Markdown: 「*粗*」 of the archive is written 「\\*粗\\*」."""
    return visible("\n\n".join(_unmarked(block).replace("\n", "\n\n") for block in _blocks(answer, held)))


def _blocks(answer: Answer, held: str) -> Iterator[str]:
    period = answer.question.period
    read = (completed(answer), words.within(period.first, period.last) if period else "")
    if any(read):
        yield "\n".join(part for part in read if part)
    for line in (*answer.written.splitlines(), *answer.text.splitlines()):
        if line.strip():
            yield line.strip()
    if answer.suggestion:
        yield words.meant(answer.suggestion)
    if answer.citations:
        rows = [f"[{citation.number}] {_described(citation.article, citation.page)}" for citation in answer.citations]
        yield "\n".join([f"{words.SOURCES}：", *rows])
        return
    if hint := beneath(answer, held):
        yield hint
    if nearest := related(answer):
        yield "\n".join([f"{words.RELATED}：", *(f"· {_described(article, page)}" for article, page in nearest)])


def _described(article: Article, page: Page) -> str:
    parts = (headline(article), credits(article), place(page))
    return " · ".join(" ".join(part.split()) for part in parts if part)


def _unmarked(text: str) -> str:
    return _MARKDOWN.sub(lambda found: f"{found[3] or ''}\\{found[1] or found[2] or found[4]}", text)
