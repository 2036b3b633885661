"""The honest no: four of them, since "not held" is not "not found"."""

from __future__ import annotations

from collections.abc import Sequence

from index.archive import Archive
from index.fold import fold
from qa.evidence import coverage, folded, heading, missing
from qa.records import Answer, Passage, Question

FOREIGN = "这不是报纸档案能回答的问题：这里只从馆藏报纸里找答案。"
UNHELD = "馆藏报纸没有{words}（{first} 至 {last}）的内容{held}。"
NOTHING = "馆藏报纸里没有与此有关的报道。"
UNSAID = "馆藏报纸里有相近的报道，但没有写到这个问题的答案。"

NEAR = 0.5
"""Share of the question's weight that an article must hold for the archive to have something on it."""

LOOKED_AT = 5
"""Articles that are looked at for that."""


def declined(archive: Archive, question: Question, passages: Sequence[Passage], confidence: float = 0.0) -> Answer:
    """The no that is true: foreign, unheld, nothing, or unsaid; `passages` are what may be related.

    「怎么蒸馒头？」 is foreign; 「1998年的报道」 unheld in an archive from 2022 on; a question about a company that no
    article names gets nothing; the price of a book that articles name without its price, unsaid.
    """
    why, text = "unsaid", UNSAID
    if question.kind == "chat":
        why, text, passages = "foreign", FOREIGN, ()
    elif question.period and not archive.holdings((question.period.first, question.period.last)):
        why, text = "unheld", _unheld(archive, question)
    elif not any(_near(question, passage) for passage in passages[:LOOKED_AT]):
        why, text = "nothing", NOTHING
    return Answer(question, False, "", text, (), tuple(passages), confidence, why=why)


def _near(question: Question, passage: Passage) -> bool:
    """Whether the article holds half of what is asked, and not none of its names."""
    whole = fold(f"{heading(passage)}\n{passage.article.body}")
    held = not question.names or missing(question.names, whole, question.widened) < 1
    return held and coverage(folded(question.terms), whole) >= NEAR


def _unheld(archive: Archive, question: Question) -> str:
    counts, period = archive.counts(), question.period
    assert period is not None
    held = f"，现有 {counts.first} 至 {counts.last}" if counts.first else ""
    return UNHELD.format(words=period.words, first=period.first, last=period.last, held=held)
