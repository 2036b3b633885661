"""Whether a sentence says yes or no to a question: only a sentence that speaks of all that was asked says either."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.fold import fold
from qa.evidence import coverage, folded, missing
from qa.records import Question, Term

SAID = 0.5
"""Share of the question's weight that the sentence, or the headline above it, must hold."""

BEHIND = 6
"""Characters behind a 没 or 不 within which what was asked must begin to be what is denied."""

_NOT = re.compile(r"否认|排除|没有|没能|没|未能|未曾|尚未|未|并非|并不|不是|不再|不得|不会|不能|无法|不|取消|停办|拒绝")
_DENYING = ("否认", "排除")
"""Verbs that deny all that stands behind them."""

_NOT_NEGATIVE = re.compile(
    r"不断|不仅|不但|不少|不同|不久|不光|不只|不论|不管|不愧|无论|未来|不忘|不懈|不错|不得不|有没有|是不是|能不能|会不会|要不要"
)
_ASKING = re.compile(r"(?P<verb>[一-鿿])[没不](?P=verb)|有没有|是不是|能不能|会不会|要不要|是否|吗|没有[？?]?$|[？?。]")


def verdict(question: Question, headline: str, sentence: str) -> str:
    """「是」 or 「否」 as the sentence has it, "" where it does not speak of what was asked.

    「南溪区开通夜班公交了吗？」 with 「南溪区昨日开通3条夜班公交线路。」 gives 「是」, with 「南溪区尚未开通夜班公交。」 「否」.
    """
    said = fold(sentence)
    whole = f"{fold(headline)}\n{said}"
    # The year is mostly that of the issue; a sentence does not repeat it.
    terms = [term for term in folded(question.terms) if not term.word.isdigit()]
    names = [name for name in question.names if not name.isdigit()]
    if not terms or coverage(terms, whole) < SAID or missing(names, whole, question.widened):
        return ""
    # What is asked of the subject mostly stands last; of 「他当过兵吗」 a sentence about him alone says nothing.
    open_still = [term for term in terms if coverage((term,), fold(headline)) < SAID] or terms
    if coverage(open_still[-1:], said) < SAID:
        return ""
    denied = _negations(said, question.terms)
    if denied is None:
        return ""
    asked = [
        clause for clause in re.split("[，,]", question.text) if any(term.word in clause for term in question.terms)
    ]
    asked_not = len(_NOT.findall(_NOT_NEGATIVE.sub("", _ASKING.sub("", asked[-1] if asked else question.text))))
    return "是" if denied % 2 == asked_not % 2 else "否"


def _negations(sentence: str, terms: Sequence[Term]) -> int | None:
    """How often the sentence denies what was asked; None where it denies only something else: 「不收费」 of 「能报名吗」."""
    plain = _NOT_NEGATIVE.sub("", sentence)
    behind = [
        plain[match.end() : None if match.group() in _DENYING else match.end() + BEHIND]
        for match in _NOT.finditer(plain)
    ]
    near = [words for words in behind if any(fold(term.word)[:2] in words for term in terms)]
    return len(near) if near or not behind else None
