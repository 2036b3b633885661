"""How an answer was found, as people read it: what was understood, what was searched, what came first and why."""

from __future__ import annotations

from qa.records import Answer, Passage
from ui import words_zh as words
from ui.contract import relevance
from ui.render import article_button, escape, headline

SHOWN = 8
"""Passages whose scores are shown; behind them the scores tell little."""


def rows(answer: Answer) -> list[tuple[str, str]]:
    """What and how, in the order of the search: 「想知道：人」, 「时间：去年冬天（2022-12-01 至 2023-02-28）」, 「用时：0.17 秒」."""
    question, period = answer.question, answer.question.period
    kind = words.KINDS.get(question.kind, words.KINDS["other"])
    widened = (f"{word} → {'、'.join(others)}" for word, others in question.widened.items() if others)
    told = [
        (words.READ_AS, question.text),
        (words.KIND, f"{kind}（{question.unit}）" if question.unit else kind),
        (words.PERIOD, f"{period.words}（{words.days(period.first, period.last)}）" if period else ""),
        (words.NAMES, "、".join(question.names)),
        (words.TERMS, "、".join(term.word for term in question.terms)),
        (words.WIDENED, "；".join(widened)),
        *answer.steps,
        (words.SURE, f"{answer.confidence:.0%}" if answer.confidence else ""),
        (words.SECONDS, words.seconds(answer.seconds)),
    ]
    return [(what, how) for what, how in told if how]


def explained_html(answer: Answer) -> str:
    """The rows and the first passages under 「查找过程」, folded until somebody opens it."""
    read = "".join(f"<div><dt>{escape(what)}</dt><dd>{escape(how)}</dd></div>" for what, how in rows(answer))
    found = "".join(f"<li>{_found(passage)}</li>" for passage in answer.passages[:SHOWN])
    ranking = f'<p class="label">{words.RANKING}</p><ol class="sources">{found}</ol>' if found else ""
    return f'<details class="explained"><summary>{words.EXPLAINED}</summary><dl>{read}</dl>{ranking}</details>'


def _found(passage: Passage) -> str:
    """A passage's article as a button that shows the passage, its rank's number and which search found it."""
    title = headline(passage.article)
    by = "、".join(name for score, name in words.FOUND_BY.items() if score in passage.scores)
    told = " · ".join(part for part in (f"{relevance(passage):.2f}", by) if part)
    button = article_button(
        passage.article, title, words.open_related(title), "source", passage.chunk.start, passage.chunk.end
    )
    return f'{button}<span class="place">{escape(told)}</span>'
