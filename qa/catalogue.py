"""What the records answer without a model: lists, counts, the latest report, by-lines, pages, what an article is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from index.archive import Archive
from index.fold import fold
from index.sentences import sentences
from qa.cite import citation_of, quoted
from qa.credits import authors, named_person, subject, written_by
from qa.evidence import coverage, enclosing, heading, missing
from qa.listing import bearing, telling_sentence, topic_terms
from qa.protocols import Retriever
from qa.records import Answer, Citation, Passage, Question
from qa.terms import names_of, topic_of, weighted_terms
from qa.topic import evenly, slots_of

FOUND = 48
"""Passages that are found where one article is meant."""

LISTED_FROM = 96
"""Passages that are found for a list."""

COUNTED = 300
"""Passages that are found where articles are counted."""

LISTED = 10
"""Articles that a list shows; how many more there are is said below it."""

ABOUT = 0.75
"""Share of the topic's weight that an article must hold to be the one that is meant."""

OPENING = 3
"""Sentences of an article that tell what it is about."""


class Catalogue:
    """Answers from by-lines, dates, page numbers and headlines; every line is cited as any other answer is."""

    def __init__(self, archive: Archive, retriever: Retriever) -> None:
        self._archive = archive
        self._retriever = retriever

    def answer(self, question: Question) -> Answer:
        """The answer to a question of one of `qa.kind.RECORDED`; not found where nothing bears on it."""
        ways = {
            "list": self._list,
            "count": self._count,
            "latest": self._latest,
            "byline": self._byline,
            "page": self._page,
            "summary": self._summary,
            "compare": self._compare,
        }
        return ways[question.kind](question)

    def _list(self, question: Question) -> Answer:
        about, rest = self._bearing(question, LISTED_FROM)
        return listed(question, about, rest, rareness=self._archive.rareness)

    def _count(self, question: Question) -> Answer:
        name = named_person(question, self._archive.credit_names())
        about, rest = (written_by(self._archive, name), []) if name else self._bearing(question, COUNTED)
        answer = listed(question, about, rest, rareness=self._archive.rareness)
        return replace(answer, answer=f"{len(about)}篇") if answer.found else answer

    def _latest(self, question: Question) -> Answer:
        about, rest = self._bearing(question, COUNTED)
        if not any(passage.page.date for passage in about):
            return listed(question, about, rest, lead="这些版面没有标明日期，说不出哪一篇最新。")
        newest = sorted(about, key=lambda passage: passage.page.date or date.min, reverse=True)
        answer = listed(question, newest, rest, most=3, lead=f"最新的一篇是 {newest[0].page.date:%Y-%m-%d} 的报道。")
        return replace(answer, answer=_title(newest[0]))

    def newest(self, question: Question) -> list[Passage]:
        """All found passages of the newest article on the question's topic; empty where no page has a date."""
        passages = self._retriever.retrieve(question, k=FOUND)
        about = [passage for passage in bearing(question, passages, self._archive.rareness) if passage.page.date]
        if not about:
            return []
        newest = max(about, key=lambda passage: (passage.page.date or date.min, passage.scores.get("fused", 0.0)))
        return [passage for passage in passages if passage.article.id == newest.article.id]

    def _byline(self, question: Question) -> Answer:
        name = named_person(question, self._archive.credit_names())
        if name:
            return listed(question, written_by(self._archive, name))
        about, passages = self._meant(question, subject(question), lambda one: bool(one.article.credits))
        if about is None:
            return none_of(question, passages)
        people = authors(question, about)
        return told(question, about, people, f"{people} [1]", passages)

    def _page(self, question: Question) -> Answer:
        about, passages = self._meant(question, topic_of(question.text), lambda one: True)
        if about is None:
            return none_of(question, passages)
        page = about.page
        number = f"第{page.number}版" if page.number else f"文件 {page.source}"
        day = f"{page.date:%Y-%m-%d} " if page.date else ""
        return told(question, about, number, f"{_title(about)}登在{day}{number} [1]", passages)

    def _summary(self, question: Question) -> Answer:
        about, passages = self._meant(question, topic_of(question.text), lambda one: True)
        if about is None:
            return none_of(question, passages)
        opening = sentences(about.article.body)[:OPENING]
        citations = tuple(_first(number, about, place) for number, place in enumerate(opening, start=1))
        text = "\n".join([_title(about), *map(quoted, citations)])
        return Answer(question, True, _title(about), text, citations, tuple(passages), 1.0)

    def _compare(self, question: Question) -> Answer:
        """One telling sentence for each of the names that are compared, each from its own article."""
        about: list[Passage] = []
        for name in question.names[:4]:
            others = [other for other in question.names if other != name]
            text = question.text
            for other in others:
                text = text.replace(other, "")
            part = replace(question, text=text, terms=weighted_terms(text), names=(name,))
            found = one_an_article(self._retriever.retrieve(part, k=FOUND))
            taken = {one.article.id for one in about}
            about += [one for one in found if name in _whole(one) and one.article.id not in taken][:1]
        return listed(question, about) if len(about) > 1 else none_of(question, about)

    def _bearing(self, question: Question, depth: int) -> tuple[list[Passage], list[Passage]]:
        passages = one_an_article(self._retriever.retrieve(question, k=depth))
        about = bearing(question, passages, self._archive.rareness)
        chosen = {passage.article.id for passage in about}
        return about, [passage for passage in passages if passage.article.id not in chosen]

    def _meant(
        self, question: Question, topic: str, fits: Callable[[Passage], bool]
    ) -> tuple[Passage | None, list[Passage]]:
        """The article that ``topic`` means, None where none of the first three holds it, and what was found."""
        terms, names = topic_terms(question, topic), names_of(topic)
        story = replace(question, text=topic or question.text, terms=terms, names=names)
        passages = one_an_article(self._retriever.retrieve(story, k=FOUND))
        for passage in passages[:3]:
            whole = fold(_whole(passage))
            if fits(passage) and coverage(terms, whole) >= ABOUT and not missing(names, whole, question.widened):
                return passage, passages
        return None, passages


def listed(
    question: Question,
    about: Sequence[Passage],
    rest: Sequence[Passage] = (),
    *,
    most: int = LISTED,
    lead: str = "",
    rareness: Callable[[str], float] = evenly,
) -> Answer:
    """The articles one a line with the sentence that tells most, and how many more there are; ``rareness`` is a word's."""
    if not about:
        return none_of(question, rest)
    slots = slots_of(question, rareness)
    citations = tuple(
        _first(number, passage, telling_sentence(slots, passage))
        for number, passage in enumerate(about[:most], start=1)
    )
    headlines = "、".join(f"《{c.article.headline}》" for c in citations if c.article.headline)
    lines = [lead or f"找到 {len(about)} 篇报道："]
    lines += [f"《{c.article.headline}》{quoted(c)}" for c in citations]
    if len(about) > most:
        lines.append(f"另有 {len(about) - most} 篇未列出。")
    return Answer(question, True, headlines, "\n".join(lines), citations, (*about, *rest), 1.0)


def told(question: Question, about: Passage, answer: str, line: str, passages: Sequence[Passage]) -> Answer:
    """An answer from an article's record, with its first sentence as the quotation."""
    citation = citation_of(1, about, *enclosing(about.article.body, 0, 1))
    return Answer(question, True, answer, f"{line}\n\n{quoted(citation)}", (citation,), tuple(passages), 1.0)


def none_of(question: Question, passages: Sequence[Passage]) -> Answer:
    """Not found; which no it is and its sentence are told by `qa.refusal`."""
    return Answer(question, False, "", "", (), tuple(passages), 0.0)


def one_an_article(passages: Sequence[Passage]) -> list[Passage]:
    """The first passage of each article, in order."""
    first: dict[str, Passage] = {}
    for passage in passages:
        first.setdefault(passage.article.id, passage)
    return list(first.values())


def _title(passage: Passage) -> str:
    return f"《{passage.article.headline}》" if passage.article.headline else "这篇报道"


def _whole(passage: Passage) -> str:
    return f"{heading(passage)}\n{passage.article.body}"


def _first(number: int, passage: Passage, place: tuple[int, int]) -> Citation:
    return citation_of(number, passage, place[0], place[0] + 1)
