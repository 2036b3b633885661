"""Which articles bear on a topic: for 「有哪些报道讲到……」, where every right article counts and no wrong one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.fold import fold
from index.sentences import sentences
from qa.evidence import coverage, folded, heading, missing
from qa.question import names_of, topic_of, weighted_terms
from qa.records import Passage, Question, Term

HELD = 0.75
"""Share of the topic's weight that an article must hold in its headlines and first sentences, or twice over."""

LEAD = 120
"""Characters of the body that tell what an article is about."""


def bearing(question: Question, passages: Sequence[Passage]) -> list[Passage]:
    """One passage for each article that is about the question's topic, in the order of the passages.

    An article is about it when headlines and lead hold the topic, or when two of its sentences do: a passing mention
    in a long article is left out.
    """
    topic = topic_of(question.text)
    terms = _terms(question, topic)
    names = tuple(fold(name) for name in names_of(topic))
    kept: dict[str, Passage] = {}
    for passage in passages:
        article = passage.article
        if article.id in kept or not terms:
            continue
        body = fold(article.body)
        top = fold(heading(passage)) + "\n" + body[:LEAD]
        if missing(names, top + body):
            continue
        mentions = sum(coverage(terms, body[low:high]) >= HELD for low, high in sentences(body))
        if coverage(terms, top) >= HELD or mentions >= 2:
            kept[article.id] = passage
    return list(kept.values())


def telling_sentence(question: Question, passage: Passage) -> tuple[int, int]:
    """Where the article's sentence that says most of the topic stands, the first of equals."""
    body = passage.article.body
    terms = _terms(question, topic_of(question.text))
    places = sentences(body)
    return max(places, key=lambda place: (coverage(terms, fold(body[slice(*place)])), -place[0]))


def _terms(question: Question, topic: str) -> tuple[Term, ...]:
    """The topic's words with the others that say the same, folded; the question's where the topic has none."""
    others = {term.word: term.others for term in question.terms}
    terms = [replace(term, others=others.get(term.word, ())) for term in weighted_terms(topic)]
    return folded(terms or question.terms)
