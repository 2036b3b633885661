"""The one order of the steps from a question to a cited answer, or to an honest no."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from index.archive import Archive
from qa.cite import citation_of, cite, quotation, quoted
from qa.credits import authors, named_person, subject, written_by
from qa.evidence import coverage, enclosing, missing
from qa.listing import bearing, telling_sentence
from qa.protocols import Reader, Retriever
from qa.question import names_of, understand, weighted_terms
from qa.records import Answer, Citation, Passage, Question, Reading

DECLINED = "馆藏报纸里没有找到这个问题的答案。"
"""The one sentence that is shown when the archive does not hold the answer."""

FOUND = 48
"""Passages that are found for a question."""

READ = 16
"""The first of them, which are read."""

LISTED = 10
"""Articles that a list shows; how many more there are is said below it."""

READING = 2.0
"""What a reading's confidence weighs beside the fused score of its passage when passages are put in order."""

CHOSEN = 0.15
"""Share of that belief below which no span stands out, and the sentence is the answer; those were right one in five."""


class Answerer:
    """Answers questions over one archive."""

    def __init__(self, archive: Archive, retriever: Retriever, reader: Reader, *, sure: float) -> None:
        """`sure` is the belief that the archive holds the answer from which one is given, in 0..1."""
        self._archive = archive
        self._retriever = retriever
        self._reader = reader
        self._sure = sure

    def answer(self, raw: str, history: Sequence[str] = ()) -> Answer:
        """The answer to a question, each of its words quoted from a cited article.

        Args:
            raw: the question, such as 「远山一共捐助了多少个流动书屋？」, answered by 「15个 [1]」 and its sentence.
            history: earlier questions of the talk, oldest first.

        Raises:
            QuestionError: nothing was asked, or far too much.
        """
        began = time.perf_counter()
        self._archive.refresh()
        question = understand(raw, history)
        answer = {"byline": self._byline, "list": self._list}.get(question.kind, self._span)(question)
        return replace(answer, seconds=time.perf_counter() - began)

    def _span(self, question: Question) -> Answer:
        passages = self._retriever.retrieve(question, k=FOUND)
        readings = self._reader.read(question, passages[:READ])
        belief = min(1.0, sum(reading.confidence for reading in readings))
        passages = ranked(passages, readings)
        if not readings or belief < self._sure:
            return declined(question, passages, belief)
        best = readings[0]
        vague = question.kind == "reason" or best.confidence < CHOSEN * belief
        chosen = [in_sentence(best) if vague else best]
        citations = cite(chosen + agreeing(chosen[0], readings, CHOSEN))
        words = chosen[0].text
        text = "\n".join([f"{words} [1]", "", *map(quoted, citations)])
        return Answer(question, True, words, text, citations, tuple(passages), belief)

    def _byline(self, question: Question) -> Answer:
        name = named_person(question, self._archive.credit_names())
        if name:
            passages = written_by(self._archive, name)
            return self._listed(question, passages, [(p.chunk.start, p.chunk.end) for p in passages])
        about = subject(question)
        story = replace(question, text=about or question.text, terms=weighted_terms(about), names=names_of(about))
        passages = one_an_article(self._retriever.retrieve(story, k=FOUND))
        for passage in passages[:3]:
            article = passage.article
            whole = "\n".join((article.section, article.kicker, article.headline, article.subtitle, article.body))
            if article.credits and coverage(story.terms, whole) >= 0.75 and not missing(story.names, whole):
                first = self._archive.article_chunks(article.id)[0][1]
                citation = citation_of(1, passage, *enclosing(article.body, first.start, first.start + 1))
                people = authors(question, passage)
                return Answer(
                    question, True, people, f"{people} [1]\n\n{quoted(citation)}", (citation,), tuple(passages), 1.0
                )
        return declined(question, passages, 0.0)

    def _list(self, question: Question) -> Answer:
        passages = one_an_article(self._retriever.retrieve(question, k=2 * FOUND))
        about = bearing(question, passages)
        rest = [passage for passage in passages if passage not in about]
        return self._listed(question, about, [telling_sentence(question, passage) for passage in about], rest)

    def _listed(
        self,
        question: Question,
        about: Sequence[Passage],
        places: Sequence[tuple[int, int]],
        rest: Sequence[Passage] = (),
    ) -> Answer:
        if not about:
            return declined(question, rest, 0.0)
        citations = tuple(
            _first_sentence(number, passage, place)
            for number, (passage, place) in enumerate(zip(about[:LISTED], places, strict=False), start=1)
        )
        headlines = "、".join(f"《{c.article.headline}》" for c in citations if c.article.headline)
        lines = [f"找到 {len(about)} 篇报道："] + [f"《{c.article.headline}》{quoted(c)}" for c in citations]
        if len(about) > LISTED:
            lines.append(f"另有 {len(about) - LISTED} 篇未列出。")
        return Answer(question, True, headlines, "\n".join(lines), citations, (*about, *rest), 1.0)


def ranked(passages: Sequence[Passage], readings: Sequence[Reading]) -> list[Passage]:
    """The best passage of each article by `relevance`: how well it was found and how sure its best reading is."""
    sure: dict[str, float] = {}
    for reading in readings:
        key = reading.passage.chunk.id
        sure[key] = max(sure.get(key, 0.0), reading.confidence)
    scored = []
    for passage in passages:
        confidence = sure.get(passage.chunk.id, 0.0)
        relevance = passage.scores.get("fused", 0.0) + READING * confidence
        scored.append(replace(passage, scores={**passage.scores, "confidence": confidence, "relevance": relevance}))
    return one_an_article(sorted(scored, key=lambda passage: (-passage.scores["relevance"], passage.chunk.id)))


def one_an_article(passages: Sequence[Passage]) -> list[Passage]:
    """The first passage of each article, in order."""
    first: dict[str, Passage] = {}
    for passage in passages:
        first.setdefault(passage.article.id, passage)
    return list(first.values())


def in_sentence(reading: Reading) -> Reading:
    """The reading widened to its sentence, as far as the passage goes and a quotation may be long."""
    chunk = reading.passage.chunk
    start, end = quotation(reading.passage.article.body, reading.start, reading.end)
    return replace(reading, start=max(start, chunk.start), end=min(end, chunk.end))


def agreeing(best: Reading, readings: Sequence[Reading], sure: float) -> list[Reading]:
    """The surest reading of each other article that says the same words, where it is sure too; at most two."""
    seen = {best.passage.article.id}
    found = []
    for reading in readings:
        if reading.text == best.text and reading.confidence >= sure and reading.passage.article.id not in seen:
            seen.add(reading.passage.article.id)
            found.append(reading)
    return found[:2]


def declined(question: Question, passages: Sequence[Passage], confidence: float) -> Answer:
    """The honest no; its passages are what may be related."""
    return Answer(question, False, "", DECLINED, (), tuple(passages), confidence)


def _first_sentence(number: int, passage: Passage, place: tuple[int, int]) -> Citation:
    return citation_of(number, passage, place[0], place[0] + 1)
