"""What is asked: the text cleaned, completed from the talk, and read for its kind, its words and its names.

Rules over jieba's part-of-speech tags; no model. `understand("南溪区的区长是谁？")` gives kind person, names ("南溪",)
and terms for 南溪, 区长.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from index.errors import QuestionError
from index.fold import simplified
from index.names import Names
from qa.dates import about_issues, period_of, without
from qa.followup import completed, turns
from qa.foreign import PIECE
from qa.kind import body_asked, kind_of, unit_of
from qa.names import widened
from qa.records import Question, Term, Turn
from qa.synonyms import alike
from qa.terms import names_of, weighted_terms

REMEMBERED = 8
"""Earlier questions of a talk that a follow-up may lean on."""

LEANT_ARTICLES = 3
"""Articles cited before that a follow-up is looked for in."""

LONGEST_QUESTION = 500
"""Characters of a question that is still one: beyond it somebody pasted an article."""


def understand(
    raw: str,
    history: Sequence[Turn | str] = (),
    *,
    today: date | None = None,
    names: Names | None = None,
    anytime: bool = False,
) -> Question:
    """The question as it will be searched and read.

    Args:
        raw: what was typed, such as 「那里的座位有多少？」.
        history: the talk so far, oldest first; a text is a turn of which only the question is known, such as
            ("青木科技的职工书屋面积多大？",).
        today: the day of asking, from which 去年冬天 is counted; None reads no time as the time of the reports.
        names: the short names that the archive taught.
        anytime: the time that is asked for does not narrow the search.

    Returns:
        A `Question` whose `text` stands alone (「青木科技的流动书屋的座位有多少？」), less the words of its `period`.

    Raises:
        QuestionError: nothing was asked, or more than `LONGEST_QUESTION` characters.
    """
    asked = simplified(clean(raw))
    if not re.search(r"\w", asked):
        raise QuestionError("没有看到问题：请输入一句话，例如「南溪区的区长是谁？」。")
    if len(asked) > LONGEST_QUESTION:
        raise QuestionError(f"问题有 {len(asked)} 字，最多 {LONGEST_QUESTION} 字：请只留下要问的那一句。")
    talk = turns([_cleaned(turn) for turn in history[-REMEMBERED:]])
    text, core = completed(asked, talk)
    answered = next((turn.articles for turn in reversed(talk) if turn.articles), ())[:LEANT_ARTICLES]
    last = (*answered, *(talk[-1].shown if talk else ())[:LEANT_ARTICLES])
    leans = text != asked
    kind = kind_of(asked)
    # 「那北岭呢？」 and 「第二篇是谁写的？」 tell what they ask for only once they are completed.
    if leans and kind in ("other", "yesno", "person", "latest"):
        kind = kind_of(text)
    if leans and kind == "list" and last and not re.search(PIECE, asked) and kind_of(talk[-1].question) != "list":
        kind = "organisation" if body_asked(asked) else "other"
    period = period_of(text, today) if today and about_issues(text, kind) else None
    if period:
        text, period = without(text, period), None if anytime else period
    forms = widened(text, names) if names else {}
    return Question(
        raw=raw,
        text=text,
        kind=kind,
        unit=unit_of(text),
        terms=tuple(
            Term(term.word, term.weight, (*forms.get(term.word, ()), *alike(term.word)))
            for term in weighted_terms(text)
        ),
        names=names_of(text),
        history=tuple(turn.question if isinstance(turn, Turn) else turn for turn in history),
        period=period,
        widened=forms,
        core=core if core != text else "",
        cited=last if leans else (),
    )


def clean(text: str) -> str:
    """The text on one line, without control and invisible characters: 「林安\\u200b 是谁」 gives 「林安 是谁」."""
    visible = "".join(
        " " if c.isspace() else c
        for c in text
        if unicodedata.category(c) not in ("Cf", "Cs", "Co") and (c.isspace() or unicodedata.category(c) != "Cc")
    )
    return re.sub(r" +", " ", visible).strip()


def _cleaned(turn: Turn | str) -> Turn | str:
    if isinstance(turn, Turn):
        return replace(turn, question=clean(turn.question)[:LONGEST_QUESTION])
    return clean(turn)[:LONGEST_QUESTION]
