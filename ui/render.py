"""An answer as HTML: pure functions that escape all they are given.

Whatever stands in the archive or in a question is data: it is shown, and never becomes markup, a link, a formula, a
terminal command or a change of reading direction.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from index.records import Article, Page
from qa.records import Answer, Citation
from ui import words_zh as words

RELATED = 5
"""So many articles are offered when the archive does not hold the answer."""

_NUMBER = re.compile(r"\[(\d{1,4})\]")
_MARKS = r"(?P<marks>(?<=[ 」》）])(?:\[\d{1,4}\])+)"
# Terminal escapes, and the marks that turn the reading direction of what follows: shown as U+FFFD, so that offsets hold.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


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
    """The first few distinct articles among the passages of a no that has articles near it, best first."""
    if answer.why in ("nothing", "unheld", "foreign"):
        return []
    nearest: dict[str, tuple[Article, Page]] = {}
    for passage in answer.passages:
        nearest.setdefault(passage.article.id, (passage.article, passage.page))
    return list(nearest.values())[:RELATED]


def completed(answer: Answer) -> str:
    """How a question was read where that differs from what was typed: 「理解为：林安去了哪里？」, else ""."""
    text, raw = ("".join(text.split()) for text in (answer.question.text, answer.question.raw))
    return words.completed(answer.question.text) if text and text != raw else ""


def beneath(answer: Answer, held: str) -> str:
    """The sentence that helps after a no: how to ask otherwise, what is `held`, what can be asked here; or ""."""
    return {"nothing": words.ASK_OTHERWISE, "unheld": held, "foreign": words.CAN_ASK}.get(answer.why, "")


def notice(sentence: str, kind: str = "notice") -> str:
    """One calm line as HTML; `kind` is its class."""
    return f'<p class="{escape(kind)}">{escape(sentence)}</p>'


def article_button(article: Article, label: str, name: str, kind: str, start: int = 0, end: int = 0) -> str:
    """A button that opens an article with `body[start:end]` marked; `name` is read out and begins with the label."""
    return (
        f'<button type="button" class="{kind}" data-article="{escape(article.id)}" data-start="{start}"'
        f' data-end="{end}" aria-label="{escape(name)}">{escape(label)}</button>'
    )


def ask_button(question: str, label: str, kind: str, *, anytime: bool = False, name: str = "") -> str:
    """A button that asks a question, `anytime` without the period that it speaks of."""
    extra = (' data-anytime="true"' if anytime else "") + (f' aria-label="{escape(name)}"' if name else "")
    return f'<button type="button" class="{kind}" data-question="{escape(question)}"{extra}>{escape(label)}</button>'


def examples_html(examples: Sequence[str]) -> str:
    """Questions to begin with, each a button that asks it; empty where there are none."""
    rows = "".join(f"<li>{ask_button(example, example, 'example')}</li>" for example in examples)
    return f'<p class="label">{words.EXAMPLES}</p><ul class="examples">{rows}</ul>' if rows else ""


def answer_html(answer: Answer, *, held: str = "", examples: Sequence[str] = ()) -> str:
    """The reply to a question as HTML: how it was read, the short answer, the quotations with their [n], the sources.

    Each [n] is a button that carries the article's id and the offsets of the quotation. A no has its sentence and what
    helps after it: `held`, what the archive holds (「馆藏 5 版 30 篇」), or `examples` of what can be asked.
    """
    if not answer.found:
        return _no(answer, held, examples)
    short, *quotes = _lines(answer) or [escape(answer.answer)]
    lines = "".join(f"<p>{line}</p>" for line in quotes)
    quoted = f'<blockquote aria-label="{words.QUOTES}">{lines}</blockquote>' if lines else ""
    sources = "".join(f"<li>{_source(citation)}</li>" for citation in answer.citations)
    return (
        f'<div class="answer">{_read_as(answer)}<p class="short">{short}</p>{_written(answer)}{quoted}{_meant(answer)}'
        f'<p class="label">{words.SOURCES}</p><ol class="sources">{sources}</ol></div>'
    )


def _no(answer: Answer, held: str, examples: Sequence[str]) -> str:
    """One of the four honest no's: its sentence, what may have been meant, and what helps."""
    hint = beneath(answer, held)
    helps = notice(hint, "hint") if hint else ""
    if answer.why == "unheld" and answer.question.period:
        helps += f"<p>{ask_button(answer.question.raw, words.ANYTIME, 'again', anytime=True)}</p>"
    if answer.why == "foreign":
        helps += examples_html(examples)
    rows = "".join(
        f"<li>{article_button(article, headline(article), words.open_related(headline(article)), 'source')}"
        f'<span class="place">{escape(place(page))}</span></li>'
        for article, page in related(answer)
    )
    near = f'<p class="label">{words.RELATED}</p><ul class="sources">{rows}</ul>' if rows else ""
    kind = f"answer no {answer.why}".rstrip()
    return (
        f'<div class="{escape(kind)}">{_read_as(answer)}{notice(answer.text, "declined")}'
        f"{_meant(answer)}{helps}{near}</div>"
    )


def _read_as(answer: Answer) -> str:
    """The completed question and the period, with a button that takes the period away."""
    text, question = completed(answer), answer.question
    shown = notice(text, "completed") if text else ""
    if question.period:
        within = words.within(question.period.first, question.period.last)
        off = ask_button(question.raw, "×", "off", anytime=True, name=words.ANYTIME)
        shown += f'<p class="period"><span class="chip">{escape(within)}{off}</span></p>'
    return shown


def _meant(answer: Answer) -> str:
    if not answer.suggestion:
        return ""
    return f"<p>{ask_button(answer.suggestion, words.meant(answer.suggestion), 'again')}</p>"


def _lines(answer: Answer) -> list[str]:
    """The lines of an answer's text escaped, each of our own [n] as a button.

    A [2] that the paper printed is no mark of ours: the quotations, the headlines and the short answer are passed over
    whole, and elsewhere a mark follows a space or a closing sign, as `qa.cite.quoted` writes it.
    """
    cited = {str(citation.number): citation for citation in answer.citations}
    printed = {f"「{c.quote}」" for c in answer.citations} | {f"《{c.article.headline}》" for c in answer.citations}
    passed = [re.escape(text) for text in sorted(printed, key=len, reverse=True)]
    if answer.answer:
        passed.insert(0, r"\A" + re.escape(answer.answer))
    lines, end = [""], 0
    for found in re.finditer("|".join([*passed, _MARKS]), answer.text):
        if found["marks"]:
            _append(lines, answer.text[end : found.start()])
            lines[-1] += "".join(_mark(number, cited) for number in _NUMBER.findall(found["marks"]))
            end = found.end()
    _append(lines, answer.text[end:])
    return [line for line in lines if line.strip()]


def _written(answer: Answer) -> str:
    """A writer's sentences; `qa.grounding` has held them to the citations that their [n] name."""
    cited = {str(citation.number): citation for citation in answer.citations}
    parts = re.split(_NUMBER, answer.written)
    told = "".join(_mark(part, cited) if at % 2 else escape(part) for at, part in enumerate(parts))
    return f'<p class="written">{told}</p>' if told else ""


def _append(lines: list[str], text: str) -> None:
    first, *rest = text.split("\n")
    lines[-1] += escape(first)
    lines.extend(map(escape, rest))


def _mark(number: str, cited: dict[str, Citation]) -> str:
    citation = cited.get(number)
    return _cite(citation, f"[{number}]", "cite") if citation else f"[{number}]"


def _cite(citation: Citation, label: str, kind: str) -> str:
    name = words.open_source(citation.number, headline(citation.article))
    return article_button(citation.article, label, name, kind, citation.start, citation.end)


def _source(citation: Citation) -> str:
    label = f"[{citation.number}] {headline(citation.article)}"
    about = " · ".join(part for part in (credits(citation.article), place(citation.page)) if part)
    return f'{_cite(citation, label, "source")}<span class="place">{escape(about)}</span>'
