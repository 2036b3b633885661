"""An article as a clipping in HTML, laid out as it was printed, the quoted words marked."""

from __future__ import annotations

from collections.abc import Iterator

from index.records import Article, Page
from ui import words_zh as words
from ui.render import credits, escape, headline, notice


def clipping(article: Article, page: Page, start: int = 0, end: int = 0) -> str:
    """An article as a clipping in HTML, `body[start:end]` marked; equal offsets mark nothing.

    Of 「远山捐助了16个书屋。」, 5 and 8 mark 「16个」.

    Raises:
        ValueError: the offsets do not lie in the body.
    """
    if not 0 <= start <= end <= len(article.body):
        raise ValueError(f"mark {start}..{end} of a body of {len(article.body)}")
    date = words.day(page.date) if page.date else words.NO_DATE
    number = words.page_number(page.number) if page.number else ""
    dated = " · ".join(part for part in (page.paper, date, number, article.section) if part)
    by = credits(article) or " ".join(article.byline.split())
    heading = f'<h2 class="headline" id="clipping-headline" tabindex="-1">{escape(headline(article))}</h2>'
    head = (
        _line(article.kicker, "kicker")
        + heading
        + _line(article.subtitle, "subtitle")
        + _line(by, "credits")
        + _line(dated, "dated")
    )
    body = "".join(f"<p>{paragraph}</p>" for paragraph in _paragraphs(article.body, start, end))
    return (
        f'<article class="clipping" aria-labelledby="clipping-headline"><header>{head}</header>'
        f'<div class="body">{body}</div><footer>{escape(words.from_file(page.source))}</footer></article>'
    )


def _line(text: str, kind: str) -> str:
    return notice(text, kind) if text.strip() else ""


def _paragraphs(body: str, start: int, end: int) -> Iterator[str]:
    """The paragraphs of a body escaped, each with the part of `start..end` that lies in it marked."""
    at = 0
    for paragraph in body.split("\n"):
        low, high = max(start - at, 0), min(end - at, len(paragraph))
        if low < high:
            marked = f"<mark>{escape(paragraph[low:high])}</mark>"
            yield escape(paragraph[:low]) + marked + escape(paragraph[high:])
        elif paragraph.strip():
            yield escape(paragraph)
        at += len(paragraph) + 1
