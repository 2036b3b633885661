"""Which articles bear on a topic: for 「有哪些报道讲到……」, where every right article counts and no wrong one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from index.fold import fold
from index.sentences import sentences
from qa.evidence import folded, heading, missing
from qa.records import Passage, Question, Term
from qa.retrieve import LEAD
from qa.terms import names_of, topic_of, weighted_terms
from qa.topic import Slot, held, needed, slots_of

HELD = 0.7
"""Share of what the best article holds of the topic that another must hold for it to be about it."""

FLOOR = 0.5
"""Share of the topic's weight that the best article must hold for any to be about it."""

ONCE = 0.8
"""What a single sentence counts for beside headlines and lead, and beside two sentences."""

_MAINLY = re.compile("专门|专题|主要[讲写说谈]|重点[讲写说谈]")
"""Where headlines alone count: 「专门讲修路的报道」."""

HEADED = 0.55
"""Share of the topic's weight that headlines must hold which hold each of its names, for the article to be about it."""


def bearing(question: Question, passages: Sequence[Passage], rareness: Callable[[str], float]) -> list[Passage]:
    """One passage for each article that is about the question's topic, in the order of the passages.

    An article is about it when headlines and lead hold the topic, or two of its sentences do, or one all of it: a
    passing mention in a long article is left out. How much it must hold follows the best of them, since no article may
    print a word of the question: 「修路的稿子都有什么」 is about 修路 whatever else is in it.
    """
    slots = slots_of(question, rareness)
    names = needed(names_of(topic_of(question.text)), slots)
    mainly = bool(_MAINLY.search(question.text))
    shares: dict[str, tuple[Passage, float]] = {}
    headed: set[str] = set()
    for passage in passages:
        article = passage.article
        if article.id in shares or not slots:
            continue
        body = fold(article.body)
        head = fold(heading(passage)) + "\n"
        top = head + body[:LEAD]
        if missing(names, top + body, question.widened):
            continue
        alone = share = held(slots, head)
        if not mainly:
            told = sorted((held(slots, body[low:high]) for low, high in sentences(body)), reverse=True)
            share = max([held(slots, top), *(ONCE * one for one in told[:1]), *told[1:2]])
        shares[article.id] = passage, share
        if names and alone >= HEADED and not missing(names, head, question.widened):
            headed.add(article.id)
    best = max((share for _, share in shares.values()), default=0.0)
    if best < FLOOR:
        return []
    return [passage for key, (passage, share) in shares.items() if share >= HELD * best or key in headed]


def telling_sentence(slots: Sequence[Slot], passage: Passage) -> tuple[int, int]:
    """Where the article's sentence that says most of what is asked for stands, the first of equals."""
    body = passage.article.body
    return max(sentences(body), key=lambda place: (held(slots, fold(body[slice(*place)])), -place[0]))


def topic_terms(question: Question, topic: str) -> tuple[Term, ...]:
    """The topic's words with the others that say the same, folded; the question's where the topic has none.

    Of 「有哪些报道讲到流动书屋？」, whose topic is 流动书屋, they are 流动 and 书屋.
    """
    others = {term.word: term.others for term in question.terms}
    terms = [replace(term, others=others.get(term.word, ())) for term in weighted_terms(topic)]
    return folded(terms or question.terms)
