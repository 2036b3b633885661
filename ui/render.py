"""An answer or an article as HTML, Markdown or plain text: pure functions that escape all they are given.

Whatever stands in the archive or in a question is data: it is shown, and never becomes markup, a link, a formula, a
terminal command or a change of reading direction.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from index.records import Article, Page
from qa.records import Answer, Citation
from ui import words_zh as words

RELATED = 5
"""So many articles are offered when the archive does not hold the answer."""

_NUMBER = re.compile(r"\[(\d{1,4})\]")
# Terminal escapes, and the marks that turn the reading direction of what follows: shown as U+FFFD, so that offsets hold.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$&!:@^])|(?<=www)(\.)|(?m:^(\s*\d*)([-+=.)]))")


def visible(text: str) -> str:
    """The text with control and direction characters made visible, one for one: `a\\x1b[2J` becomes `a�[2J`."""
    return _UNSEEN.sub("\ufffd", text)


def escape(text: str) -> str:
    """The text as HTML character data, safe in an attribute too."""
    return html.escape(visible(text), quote=True)


def headline(article: Article) -> str:
    """What an article is called: its headline on one line, or that it has none."""
    return " ".join(article.headline.split()) or words.NO_HEADLINE


def place(page: Page) -> str:
    """Where a page stands: `2023年1月4日 · 第3版 · 文件 2023-01-04_03.txt`, less what is not known."""
    date = words.day(page.date) if page.date else ""
    number = words.page_number(page.number) if page.number else ""
    return " · ".join(part for part in (page.paper, date, number, words.from_file(page.source)) if part)


def credits(article: Article) -> str:
    """Who made an article: `记者 丁一、通讯员 李明`; empty where nobody is named."""
    return "、".join(words.credit(credit.name, credit.role) for credit in article.credits)


def related(answer: Answer) -> list[tuple[Article, Page]]:
    """The first few distinct articles among an answer's passages, best first."""
    nearest: dict[str, tuple[Article, Page]] = {}
    for passage in answer.passages:
        nearest.setdefault(passage.article.id, (passage.article, passage.page))
    return list(nearest.values())[:RELATED]


# HTML


def turn(question: str, reply: str) -> str:
    """One turn of the talk as HTML: the question, escaped here, and the reply, which is HTML already."""
    return (
        f'<article class="turn"><div class="asked"><span class="unseen">{words.ASKED}：</span>'
        f'<p>{escape(question)}</p></div><div class="reply"><span class="unseen">{words.ANSWERED}：</span>'
        f"{reply}</div></article>"
    )


def notice(sentence: str, kind: str = "notice") -> str:
    """One calm line as HTML; `kind` is its class."""
    return f'<p class="{escape(kind)}">{escape(sentence)}</p>'


def _line(text: str, kind: str) -> str:
    return notice(text, kind) if text.strip() else ""


def answer_html(answer: Answer) -> str:
    """The reply to a question as HTML: the short answer, the quotations with their [n], the sources.

    Each [n] is a button that carries the article's id and the offsets of the quotation.
    """
    if not answer.found:
        return f'<div class="answer">{_searched(answer)}{notice(answer.text, "declined")}{_related_html(answer)}</div>'
    cited = {citation.number: citation for citation in answer.citations}
    short, *quotes = [line for line in answer.text.splitlines() if line.strip()] or [answer.answer]
    lines = "".join(f"<p>{_numbered(line, cited)}</p>" for line in quotes)
    quoted = f'<blockquote aria-label="{words.QUOTES}">{lines}</blockquote>' if lines else ""
    sources = "".join(f"<li>{_source_html(citation)}</li>" for citation in answer.citations)
    return (
        f'<div class="answer">{_searched(answer)}<p class="short">{_numbered(short, cited)}</p>{quoted}'
        f'<p class="label">{words.SOURCES}</p><ol class="sources">{sources}</ol></div>'
    )


def _searched(answer: Answer) -> str:
    question = answer.question
    same = "".join(question.text.split()) == "".join(question.raw.split())
    return "" if same else notice(words.completed(question.text), "completed")


def _numbered(line: str, cited: dict[int, Citation]) -> str:
    """The line escaped, each [n] that is cited as a button, any other as it stands."""
    parts, end = [], 0
    for found in _NUMBER.finditer(line):
        citation = cited.get(int(found[1]))
        if citation is None:
            continue
        parts.append(escape(line[end : found.start()]) + _cite_button(citation, f"[{citation.number}]", "cite"))
        end = found.end()
    return "".join(parts) + escape(line[end:])


def _cite_button(citation: Citation, label: str, kind: str) -> str:
    name = words.open_source(citation.number, headline(citation.article))
    return _button(citation.article, citation.start, citation.end, label, name, kind)


def _button(article: Article, start: int, end: int, label: str, name: str, kind: str) -> str:
    return (
        f'<button type="button" class="{kind}" data-article="{escape(article.id)}" data-start="{start}"'
        f' data-end="{end}" aria-label="{escape(name)}">{escape(label)}</button>'
    )


def _source_html(citation: Citation) -> str:
    label = f"[{citation.number}] {headline(citation.article)}"
    by = credits(citation.article)
    about = " · ".join(part for part in (by, place(citation.page)) if part)
    return f'{_cite_button(citation, label, "source")}<span class="place">{escape(about)}</span>'


def _related_html(answer: Answer) -> str:
    rows = "".join(
        f"<li>{_button(article, 0, 0, headline(article), words.open_related(headline(article)), 'source')}"
        f'<span class="place">{escape(place(page))}</span></li>'
        for article, page in related(answer)
    )
    return f'<p class="label">{words.RELATED}</p><ul class="sources">{rows}</ul>' if rows else ""


def clipping(article: Article, page: Page, start: int = 0, end: int = 0) -> str:
    """An article as a clipping in HTML, `body[start:end]` marked; equal offsets mark nothing.

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


# Text


def plain(answer: Answer) -> str:
    """The answer for a terminal: its text with [n], then the numbered sources, or the related articles."""
    return visible("\n\n".join(_blocks(answer)))


def markdown(answer: Answer) -> str:
    """The answer as Markdown in which nothing of the archive is taken for markup."""
    return visible("\n\n".join(_unmarked(block).replace("\n", "\n\n") for block in _blocks(answer)))


def _blocks(answer: Answer) -> Iterator[str]:
    for line in answer.text.splitlines():
        if line.strip():
            yield line.strip()
    if answer.citations:
        rows = [f"[{citation.number}] {_described(citation.article, citation.page)}" for citation in answer.citations]
        yield "\n".join([f"{words.SOURCES}：", *rows])
    elif nearest := related(answer):
        yield "\n".join([f"{words.RELATED}：", *(f"· {_described(article, page)}" for article, page in nearest)])


def _described(article: Article, page: Page) -> str:
    parts = (headline(article), credits(article), place(page))
    return " · ".join(" ".join(part.split()) for part in parts if part)


def _unmarked(text: str) -> str:
    return _MARKDOWN.sub(lambda found: f"{found[3] or ''}\\{found[1] or found[2] or found[4]}", text)
