"""How well the text around a span bears out that it answers: the features that a judge weighs.

Each feature is one number about one candidate span; their names are the vocabulary of the shipped judge.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from index.fold import fold
from index.sentences import clause, sentences
from qa.contrast import tells_of_another
from qa.fit import fit
from qa.kind import OF_A_SENTENCE
from qa.records import Passage, Question, Term
from qa.roles import asked_role, unsaid

NEAR = 60
"""Characters before and after the span's sentence that still count as said beside it."""

SAME = 0.9
"""What a word that says the same counts for."""

FEATURES = (
    "answerable",  # the reader's logit that the passage answers at all
    "span",  # the reader's logit of the span
    "behind",  # the same less that of the best span in the article
    "bm25_share",  # BM25 of the article's best passage over the best of all
    "cosine",  # of the article's best passage
    "article_coverage",  # share of the question's words, weighted by rarity, that the article holds
    "near_coverage",  # ... that stand in the headline or within a sentence of the span
    "clause_coverage",  # ... that stand in the span's own clause
    "names_missing",  # share of the question's proper names that the article lacks
    "fit",  # 1 the kind asked for, -1 cannot be
)


_OF_THE_CHOSEN = ("names_missing", "fit")

BELIEF = (
    "answerable",
    *_OF_THE_CHOSEN,
    "asked",  # how much of the question's last word, which mostly says what is asked for, stands in the sentence or headline
    "agreement",  # how much of the choice falls on spans of the same article, or that say the same
    "sentence",  # 1 where a sentence answers, which is right more easily than a span
)
"""The features from which it is told whether the archive holds the answer at all."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span `article.body[start:end]` as the reader proposed it, with the reader's own logits."""

    passage: Passage
    start: int
    end: int
    answerable: float
    span: float

    @property
    def text(self) -> str:
        """The words of the span."""
        return self.passage.article.body[self.start : self.end]


def evidence(question: Question, candidates: Sequence[Candidate]) -> list[dict[str, float]]:
    """The features of each candidate, by the names in `FEATURES`; candidates of one question belong together."""
    if not candidates:
        return []
    bm25 = _best_of_articles(candidates, lambda one: one.passage.scores.get("bm25", 0.0))
    cosine = _best_of_articles(candidates, lambda one: one.passage.scores.get("cosine", 0.0))
    span = _best_of_articles(candidates, lambda one: one.span)
    best_bm25 = max(bm25.values()) or 1.0
    terms = folded(question.terms)
    asked = _asked(question)
    role, folded_text = asked_role(question.text), fold(question.text)
    wholes: dict[str, tuple[float, float, bool]] = {}
    rows = []
    for candidate in candidates:
        article = candidate.passage.article
        if article.id not in wholes:
            whole = fold(heading(candidate.passage) + "\n" + article.body)
            wholes[article.id] = (
                coverage(terms, whole),
                missing(question.names, whole + str(candidate.passage.page.date or ""), question.widened),
                question.kind != "yesno" and tells_of_another(folded_text, whole, candidate.passage.page.date),
            )
        near = fold(heading(candidate.passage) + "\n" + neighbourhood(article.body, candidate.start, candidate.end))
        article_coverage, names_missing, another = wholes[article.id]
        impossible = another or unsaid(role, near)
        rows.append(
            {
                "answerable": candidate.answerable,
                "span": candidate.span,
                "behind": candidate.span - span[article.id],
                "bm25_share": bm25[article.id] / best_bm25,
                "cosine": cosine[article.id],
                "article_coverage": article_coverage,
                "near_coverage": coverage(asked, near),
                "clause_coverage": coverage(
                    asked, fold(article.body[slice(*clause(article.body, candidate.start, candidate.end))])
                ),
                "names_missing": names_missing,
                "fit": -1.0 if impossible else fit(question, article.body, candidate.start, candidate.end),
            }
        )
    return rows


def grounds(
    question: Question, candidates: Sequence[Candidate], rows: Sequence[Mapping[str, float]], shares: Sequence[float]
) -> dict[str, float]:
    """What speaks for the archive's holding the answer, by the names in `BELIEF`; ``shares`` are those of the choice.

    A choice that is scattered over many articles, each as likely as the other, is mostly of a thing that none of them says.
    """
    at = max(range(len(shares)), key=shares.__getitem__)
    chosen = candidates[at]
    # The words may stand in several passages of the article, of which one answers better.
    same = [
        one for one in candidates if one.passage.article.id == chosen.passage.article.id and one.text == chosen.text
    ]
    return {
        "answerable": max(one.answerable for one in same),
        **{name: rows[at][name] for name in _OF_THE_CHOSEN},
        "asked": _last_held(question, chosen),
        "agreement": sum(share for share, one in zip(shares, candidates, strict=True) if _agree(chosen, one)),
        "sentence": float(question.kind in OF_A_SENTENCE),
    }


def _asked(question: Question) -> tuple[Term, ...]:
    """The words of the question itself, not of the topic that a talk gave it."""
    return folded([term for term in question.terms if term.word in (question.core or question.text)])


def _last_held(question: Question, candidate: Candidate) -> float:
    """How much of the last word of 「公园的门票多少钱」 stands in the span's sentence or above it; 1 where there is none."""
    low, high = enclosing(candidate.passage.article.body, candidate.start, candidate.end)
    said = fold(heading(candidate.passage) + "\n" + candidate.passage.article.body[low:high])
    return coverage([term for term in _asked(question) if not term.word.isdigit()][-1:], said)


def _agree(one: Candidate, other: Candidate) -> bool:
    """Whether two spans stand in one article, or one's words in the other's."""
    texts = fold(one.text), fold(other.text)
    return one.passage.article.id == other.passage.article.id or texts[0] in texts[1] or texts[1] in texts[0]


def _best_of_articles(candidates: Sequence[Candidate], score: Callable[[Candidate], float]) -> dict[str, float]:
    best: dict[str, float] = {}
    for candidate in candidates:
        key = candidate.passage.article.id
        best[key] = max(best.get(key, -math.inf), score(candidate))
    return best


def heading(passage: Passage) -> str:
    """All lines above the body: 「冬日送暖\\n市总工会慰问一线职工」."""
    article = passage.article
    return "\n".join(line for line in (article.section, article.kicker, article.headline, article.subtitle) if line)


def neighbourhood(body: str, start: int, end: int) -> str:
    """The sentences that hold `body[start:end]` and `NEAR` characters on either side."""
    low, high = enclosing(body, start, end)
    return body[max(0, low - NEAR) : high + NEAR]


def enclosing(body: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentences that hold `body[start:end]` begin and end."""
    touched = [(low, high) for low, high in sentences(body) if low < end and start < high]
    return (min(start, touched[0][0]), max(end, touched[-1][1])) if touched else (start, end)


def folded(terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms as folded text is compared with them."""
    return tuple(Term(fold(term.word), term.weight, tuple(map(fold, term.others))) for term in terms)


def coverage(terms: Sequence[Term], text: str) -> float:
    """The share of the terms' weight that the text holds, 1 where there is no term.

    A word that is not there counts for `SAME` where another stands that says the same, else by the share of its
    character pairs that are there (工会主席 in 「工会副主席」: 2 of 3).
    """
    total = sum(term.weight for term in terms)
    if not total:
        return 1.0
    return sum(term.weight * _held(term, text) for term in terms) / total


def missing(names: Sequence[str], text: str, widened: Mapping[str, Sequence[str]]) -> float:
    """The share of the names that the folded text lacks; 南溪区 is held where 南溪 stands, 市总 where its full name does."""
    if not names:
        return 0.0
    lacking = 0
    for name in names:
        forms = [fold(form) for form in (name, *widened.get(name, ()))]
        lacking += not any(form in text or (len(form) > 2 and form[:-1] in text) for form in forms)
    return lacking / len(names)


def _held(term: Term, text: str) -> float:
    if term.word in text:
        return 1.0
    if any(other in text for other in term.others):
        return SAME
    pairs = [term.word[at : at + 2] for at in range(len(term.word) - 1)]
    return 0.8 * sum(pair in text for pair in pairs) / len(pairs) if len(pairs) > 1 else 0.0
