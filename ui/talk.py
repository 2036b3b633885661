"""The talk of one visitor: what was asked and replied, how it looks, and what the next question may lean on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.records import Answer, Turn
from ui import words_zh as words
from ui.render import escape, examples_html, headline, notice, related

TURNS_KEPT = 50
"""A talk longer than this loses its oldest turns, so that one visitor cannot fill the memory."""

ECHOED = 300
"""Characters of a question that are shown; only a refused one is longer than that and a bit."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question as typed and the reply as HTML, empty while it is sought; `anytime` if its period was taken away.

    `turn` is what later questions may lean on, None where the question was refused or failed.
    """

    asked: str
    reply: str = ""
    turn: Turn | None = None
    anytime: bool = False


Talk = tuple[Exchange, ...]


def turn_of(answer: Answer, asked: str) -> Turn:
    """What a later question may lean on: the completed question, the short answer, the articles that were cited.

    Where none was cited, the nearest that were shown are meant by 「那里」 and 「第二名呢」.
    """
    cited = [citation.article for citation in answer.citations]
    headlines = dict.fromkeys(headline(article) for article in cited if article.headline)
    articles = dict.fromkeys(article.id for article in cited)
    shown = () if cited else tuple(article.id for article, _ in related(answer))
    return Turn(answer.question.text or asked, answer.answer, tuple(headlines), tuple(articles), shown)


def history(talk: Talk, question: str, *, anytime: bool) -> list[Turn]:
    """The earlier turns, oldest first; those before it was first asked for a question asked again without its period.

    「那去年呢？」 asked again leans on what 「那去年呢？」 leant on.
    """
    before = talk
    if anytime:
        last = max((at for at, exchange in enumerate(talk) if exchange.asked == question), default=len(talk))
        before = talk[:last]
    return [exchange.turn for exchange in before if exchange.turn]


def answered(talk: Talk) -> Talk:
    """The talk less what never got a reply, as when the visitor's connection broke."""
    return tuple(exchange for exchange in talk if exchange.reply)


def excused(talk: Talk) -> Talk:
    """The talk with a sentence wherever a reply failed to come."""
    failed = notice(words.FAILED, "failed")
    return tuple(exchange if exchange.reply else Exchange(echo(exchange.asked), failed) for exchange in talk)


def talk_html(talk: Talk, examples: Sequence[str]) -> str:
    """The whole talk as HTML, or the greeting with the examples before the first question."""
    if not talk:
        more = f"<p>{escape(words.GREETING_MORE)}</p>{examples_html(examples)}"
        return f'<div class="greeting"><h2>{words.GREETING}</h2>{more}</div>'
    return "".join(map(_exchange_html, talk))


def _exchange_html(exchange: Exchange) -> str:
    anytime = f'<span class="anytime">{words.ASKED_ANYTIME}</span>' if exchange.anytime else ""
    return (
        f'<article class="turn"><div class="asked"><span class="unseen">{words.ASKED}：</span>'
        f"<p>{escape(echo(exchange.asked))}</p>{anytime}</div>"
        f'<div class="reply"><span class="unseen">{words.ANSWERED}：</span>'
        f"{exchange.reply or notice(words.SEARCHING, 'searching')}</div></article>"
    )


def echo(question: str) -> str:
    """The question as it is shown, cut where it is very long."""
    return question if len(question) <= ECHOED else question[:ECHOED] + "…"
