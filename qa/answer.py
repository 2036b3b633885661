"""The one order of the steps from a question to a cited answer, or to an honest no."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from index.archive import Archive
from index.names import Names
from index.sentences import MARKS, clause
from qa import visits
from qa.agree import agreeing, differing
from qa.catalogue import Catalogue, one_an_article
from qa.cite import citation_of, cite, quotation, quoted
from qa.dates import may_be_the_papers
from qa.evidence import heading
from qa.homophones import Homophones
from qa.kind import OF_A_SENTENCE, RECORDED, asked_of_latest
from qa.protocols import Ranker, Reader, Retriever
from qa.question import understand
from qa.read import CHOSEN
from qa.records import Answer, Citation, Passage, Question, Reading, Turn
from qa.refusal import declined
from qa.yesno import verdict

FOUND = 48
"""Passages that are found for a question."""

READ = 12
"""The first of them, which are read."""

NAMED = 20
"""Chunks that are looked through for a name."""

READING, ANSWERABLE = 1.0, 0.05
"""What a reading's confidence, and the logit that its passage answers, weigh beside the fused score of the passage when
passages are put in order; chosen on benchmarks/questions."""

LEANT = 0.5
"""Belief from which a reading of a follow-up is taken, of what the talk cited first."""

SURER = 0.1
"""How much more belief the whole archive must give a follow-up's answer than what the talk cited."""


PAPERS = "馆藏没有{words}的报纸，这里的「{words}」按报道见报的那一年算："


class Answerer:
    """Answers questions over one archive."""

    def __init__(
        self,
        archive: Archive,
        retriever: Retriever,
        reader: Reader,
        *,
        sure: float,
        ranker: Ranker | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        """`sure` is the belief that the archive holds the answer from which one is given, in 0..1."""
        self._archive = archive
        self._retriever = retriever
        self._reader = reader
        self._sure = sure
        self._ranker = ranker
        self._today = today
        self._catalogue = Catalogue(archive, retriever)
        self._names = Names.load(archive.folder)
        self._homophones: Homophones | None = None

    def answer(self, raw: str, history: Sequence[Turn | str] = (), *, anytime: bool = False) -> Answer:
        """The answer to a question, each of its words quoted from a cited article.

        Args:
            raw: the question, such as 「远山一共捐助了多少个流动书屋？」, answered by 「16个 [1]」 and its sentence.
            history: earlier turns of the talk, oldest first; a text stands for a turn without its answer.
            anytime: time words do not narrow the search to an issue's date.

        Raises:
            QuestionError: nothing was asked, or far too much.
        """
        began = time.perf_counter()
        if self._archive.refresh():
            self._names, self._homophones = Names.load(self._archive.folder), None
        # Where no page has a date, time words can only be words of the text.
        today = self._today() if self._archive.counts().first else None
        question = understand(raw, history, today=today, names=self._names, anytime=anytime)
        answer = self._asked(question)
        if not answer.found and question.period and self._of_the_paper(question):
            whenever = self._asked(understand(raw, history, names=self._names))
            lead = PAPERS.format(words=question.period.words)
            answer = replace(whenever, text=f"{lead}\n{whenever.text}") if whenever.found else answer
        return replace(answer, seconds=time.perf_counter() - began)

    def _of_the_paper(self, question: Question) -> bool:
        """Whether no issue is of the time that is asked for, and what is asked for may be told of an issue's own 今年."""
        period = question.period
        if period is None or question.kind in RECORDED or not may_be_the_papers(period):
            return False
        return not self._archive.holdings((period.first, period.last))

    def _asked(self, question: Question) -> Answer:
        if question.kind == "chat":
            return declined(self._archive, question, ())
        if meant := self._meant(question):
            passages = one_an_article(self._retriever.retrieve(question, k=FOUND))
            return replace(declined(self._archive, question, passages), suggestion=meant)
        if question.kind in RECORDED:
            return self._recorded(question)
        return self._read(question, self._retriever.retrieve(question, k=FOUND))

    def _meant(self, question: Question) -> str:
        """The question with the person of the same sound whom the archive knows, "" where nobody else can be meant."""
        if self._homophones is None:
            self._homophones = Homophones((*self._names.people(), *sorted(self._archive.credit_names())))
        return self._homophones.meant(question.text, self._stands)

    def _stands(self, name: str) -> bool:
        """Whether an article prints the name."""
        keys = [key for key, _ in self._archive.lexical(name, NAMED)]
        return any(name in article.body + article.headline for _, _, article, _ in self._archive.chunks(keys))

    def _recorded(self, question: Question) -> Answer:
        about = asked_of_latest(question.text) if question.kind == "latest" else ""
        if about and (newest := self._catalogue.newest(question)):
            return self._read(replace(question, kind=about), newest)
        if about and not self._archive.counts().first:
            # Which was the last cannot be told without dates; what is told of it can be.
            return self._read(replace(question, kind=about), self._retriever.retrieve(question, k=FOUND))
        answer = self._catalogue.answer(question)
        return answer if answer.found else declined(self._archive, question, answer.passages)

    def _readings(self, question: Question, passages: Sequence[Passage]) -> list[Reading]:
        """What the first passages say; a follow-up is looked for in the articles that the talk cited first.

        It is read there as its core, everywhere as it was completed, and where that says nothing as its core again.
        """
        leant = self._reader.read(question, [one for one in passages if one.article.id in question.cited][:READ])
        whole = self._reader.read(replace(question, core=""), passages[:READ])
        if believed(leant) >= max(LEANT, believed(whole) - SURER):
            return leant
        if believed(whole) >= LEANT or not question.core:
            return whole
        return self._reader.read(question, passages[:READ])

    def _read(self, question: Question, passages: list[Passage]) -> Answer:
        if self._ranker is not None:
            passages = self._ranker.rank(question, passages)
        readings = self._readings(question, passages)
        belief = believed(readings)
        core = f"，按「{question.core}」细读" if question.core else ""
        leant = ("上文", f"先在上文引用或列出的 {len(question.cited)} 篇里找{core}")
        steps = (
            *([leant] if question.cited else []),
            ("检索", f"按词语和语义共找到 {len(passages)} 段{_left_out(passages)}"),
            ("阅读", f"细读前 {min(READ, len(passages))} 段，得到 {len(readings)} 处可能的答案"),
            ("门槛", f"把握达到 {self._sure:.2f} 才作答"),
        )
        passages = ranked(passages, readings)
        if not readings or belief < self._sure:
            return replace(declined(self._archive, question, passages, belief), steps=steps)
        best = readings[0]
        widen = in_sentence if question.kind == "yesno" else in_clause
        chosen = widen(best) if question.kind in OF_A_SENTENCE else best
        if len(stops := visits.stops(question, chosen.passage.article.body)) > 1:
            return Answer(question, True, *_in_a_row(chosen.passage, stops), tuple(passages), belief, steps=steps)
        # A sentence that says neither yes nor no for certain is shown without either.
        said = verdict(question, heading(chosen.passage), chosen.text) if question.kind == "yesno" else ""
        words = said or chosen.text
        others = differing(question, chosen, readings)
        citations = cite([chosen, *(others or agreeing(chosen, readings, CHOSEN))])
        lines = [f"{words} [1]"]
        lines += [f"另一篇{_dated(other)}报道的数字不同：{other.text} [{n}]" for n, other in enumerate(others, start=2)]
        text = "\n".join([*lines, "", *map(quoted, citations)])
        return Answer(question, True, words, text, citations, tuple(passages), belief, steps=steps)


def _in_a_row(passage: Passage, places: Sequence[tuple[int, int]]) -> tuple[str, str, tuple[Citation, ...]]:
    """The words at several places of an article, the text that gives each its number, and its citations."""
    words = [passage.article.body[start:end] for start, end in places]
    citations = tuple(citation_of(number, passage, *place) for number, place in enumerate(places, start=1))
    numbered = "、".join(f"{word} [{number}]" for number, word in enumerate(words, start=1))
    return "、".join(words), "\n".join([numbered, "", *map(quoted, citations)]), citations


def believed(readings: Sequence[Reading]) -> float:
    """The belief that one of the readings is right, in 0..1, of which each has its share."""
    return min(1.0, sum(reading.confidence for reading in readings))


def _left_out(passages: Sequence[Passage]) -> str:
    copies = sum(int(passage.scores.get("reprints", 0)) for passage in passages)
    return f"（另有 {copies} 段与其中的相同，不重复看）" if copies else ""


def _dated(reading: Reading) -> str:
    day = reading.passage.page.date
    return f"{day:%Y-%m-%d} 的" if day else ""


def ranked(passages: Sequence[Passage], readings: Sequence[Reading]) -> list[Passage]:
    """The best passage of each article by `relevance`: how well it was found, how likely it answers, and how sure its
    best reading is; one that was not read counts as the least likely of those that were.

    Where a ranker has put the first passages in order, those that it did not see come behind them.
    """
    sure: dict[str, float] = {}
    logits: dict[str, float] = {}
    for reading in readings:
        key = reading.passage.chunk.id
        sure[key] = max(sure.get(key, 0.0), reading.confidence)
        logits[key] = max(logits.get(key, -math.inf), reading.scores.get("answerable", 0.0))
    least = min(logits.values(), default=0.0)
    scored = []
    for passage in passages:
        confidence = sure.get(passage.chunk.id, 0.0)
        found = passage.scores.get("fused", 0.0) + ANSWERABLE * logits.get(passage.chunk.id, least)
        relevance = passage.scores.get("ranker", found) + READING * confidence
        scored.append(replace(passage, scores={**passage.scores, "confidence": confidence, "relevance": relevance}))
    unseen = any("ranker" in passage.scores for passage in passages)
    scored.sort(key=lambda one: (unseen and "ranker" not in one.scores, -one.scores["relevance"], one.chunk.id))
    return one_an_article(scored)


def in_clause(reading: Reading) -> Reading:
    """The reading widened to the marks on either side, as far as the passage goes: a reason is told by a clause."""
    chunk, body = reading.passage.chunk, reading.passage.article.body
    first, last = clause(body, reading.start, reading.end, MARKS.replace("、", ""))
    return replace(reading, start=max(first, chunk.start), end=min(last, chunk.end))


def in_sentence(reading: Reading) -> Reading:
    """The reading widened to its sentence, as far as the passage goes and a quotation may be long."""
    chunk = reading.passage.chunk
    start, end = quotation(reading.passage.article.body, reading.start, reading.end)
    return replace(reading, start=max(start, chunk.start), end=min(end, chunk.end))
