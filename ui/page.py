"""The Gradio page: a talk on the left, the clipping of the cited article on the right. It is built here, not launched.

The talk is our own HTML and not a `gr.Chatbot`: a Chatbot reads its messages as Markdown with formulas, and archive
text is no such thing. Gradio changes only the turns that differ, so what is read out and focused stays where it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import gradio as gr

from index.errors import WenbaoError
from index.records import Article, Page
from qa.records import Answer
from ui import render
from ui import words_zh as words

ASKING_AT_ONCE = 8
"""So many questions are answered side by side; Gradio's own default is one, and a second person would wait."""

TURNS_KEPT = 50
"""A talk longer than this loses its oldest turns, so that one visitor cannot fill the memory."""

ECHOED = 300
"""Characters of a question that are shown; only a refused one is longer than that and a bit."""

_SCRIPT = (Path(__file__).parent / "page.js").read_text(encoding="utf-8")
_READY = "() => { document.documentElement.dataset.wenbao = 'ready'; }"
_OPENED = "() => document.dispatchEvent(new Event('wenbao-opened'))"
_PANEL = (
    f'<section id="wenbao-clip" tabindex="-1" aria-label="{words.CLIPPING}"><div class="bar"><span>{words.CLIPPING}</span>'
    f'<button type="button" class="close" aria-label="{words.CLOSE}">×</button></div>'
    f'<div class="scroll" tabindex="0" role="group" aria-label="{words.CLIPPING_TEXT}"><div class="sheet">${{value}}</div></div></section>'
)
_SANS = ["Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "sans-serif"]


class Holdings(Protocol):
    """What the archive holds, in numbers; the dates are None where no page has one."""

    @property
    def pages(self) -> int: ...  # noqa: D102
    @property
    def articles(self) -> int: ...  # noqa: D102
    @property
    def first(self) -> date | None: ...  # noqa: D102
    @property
    def last(self) -> date | None: ...  # noqa: D102


class Desk(Protocol):
    """Whom the page asks. All methods are called from several threads at once and may raise WenbaoError."""

    def ask(self, question: str, history: Sequence[str]) -> Answer:
        """The answer to a question; `history` holds the earlier questions of the talk, oldest first."""
        ...

    def article(self, id: str) -> tuple[Article, Page] | None:
        """The article with its page, or None where the archive holds no such id."""
        ...

    def counts(self) -> Holdings:
        """What is held now."""
        ...


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of the talk and the reply as HTML; `reply` is empty while it is sought, `kept` if it is history."""

    question: str
    reply: str = ""
    kept: bool = False


Turns = tuple[Turn, ...]


def build_page(desk: Desk, *, examples: Sequence[str] = ()) -> gr.Blocks:
    """The page over a desk, with questions to begin with; it keeps no state but each visitor's own talk."""

    def reply(typed: str | None, turns: Turns, event: gr.EventData) -> Iterator[tuple[Any, ...]]:
        question = render.visible(_chosen(event) or typed or "").strip()
        turns = _answered(turns)
        if not question:
            yield gr.skip(), _talk(turns, examples), turns, gr.skip()
            return
        sought = Turn(question)
        yield "", _talk((*turns, sought), examples), (*turns, sought), gr.update(interactive=False)
        try:
            answer = desk.ask(question, [turn.question for turn in turns if turn.kept])
        except WenbaoError as error:
            replied = Turn(_echo(question), render.notice(str(error), "failed"))
        else:
            replied = Turn(question, render.answer_html(answer), kept=True)
        turns = (*turns, replied)[-TURNS_KEPT:]
        yield gr.skip(), _talk(turns, examples), turns, gr.update(interactive=True)

    def excuse(turns: Turns) -> tuple[Any, ...]:
        """Gradio has logged what was raised; the visitor is told in a sentence."""
        turns = tuple(turn if turn.reply else Turn(_echo(turn.question), _failed()) for turn in turns)
        return _talk(turns, examples), turns, gr.update(interactive=True)

    def restart() -> tuple[Any, ...]:
        return _talk((), examples), (), gr.update(interactive=True)

    def open_article(event: gr.EventData) -> str:
        return _clipping(desk, getattr(event, "_data", None))

    def gone() -> str:
        return render.notice(words.GONE, "failed")

    plain: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    with gr.Blocks(title=words.TITLE, analytics_enabled=False, fill_width=True, fill_height=True) as page:
        turns = gr.State(())
        mast = gr.HTML(_head(desk), elem_id="wenbao-head", apply_default_css=False, js_on_load=None)
        with gr.Row(elem_id="wenbao-desk"):
            with gr.Column(elem_id="wenbao-chat"):
                talk = gr.HTML(
                    _talk((), examples),
                    html_template=f'<div id="wenbao-log" role="log" aria-label="{words.LOG}" tabindex="0">${{value}}</div>',
                    elem_id="wenbao-talk",
                    apply_default_css=False,
                    js_on_load=_SCRIPT,
                )
                with gr.Row(elem_id="wenbao-ask"):
                    box = gr.Textbox(
                        label=words.QUESTION,
                        show_label=False,
                        container=False,
                        lines=1,
                        max_lines=6,
                        placeholder=words.PLACEHOLDER,
                        autofocus=True,
                        elem_id="wenbao-question",
                    )
                    ask = gr.Button(words.ASK, variant="primary", elem_id="wenbao-send")
                    fresh = gr.Button(words.FRESH, variant="secondary", elem_id="wenbao-fresh")
            with gr.Column(elem_id="wenbao-side"):
                panel = gr.HTML(
                    "",
                    html_template=_PANEL,
                    elem_id="wenbao-panel",
                    apply_default_css=False,
                    js_on_load=None,
                )
        page.load(lambda: _head(desk), None, mast, js=_READY, concurrency_limit=None, **plain)
        asked = gr.on(
            [ask.click, talk.select],
            reply,
            inputs=[box, turns],
            outputs=[box, talk, turns, ask],
            concurrency_limit=ASKING_AT_ONCE,
            **plain,
        )
        asked.failure(excuse, turns, [talk, turns, ask], concurrency_limit=None, **plain)
        fresh.click(restart, None, [talk, turns, ask], cancels=asked, concurrency_limit=None, **plain)
        opened = talk.click(open_article, None, panel, trigger_mode="always_last", concurrency_limit=None, **plain)
        opened.failure(gone, None, panel, concurrency_limit=None, **plain)
        opened.then(None, js=_OPENED, api_visibility="private")
    return page


def theme() -> gr.themes.Base:
    """The page's theme: system fonts only, so that nothing is fetched, and the paper's colours from the first paint."""
    return gr.themes.Base(font=_SANS, font_mono=["monospace"]).set(
        body_background_fill="#f4efe4",
        body_background_fill_dark="#171512",
        body_text_color="#26231e",
        body_text_color_dark="#e8e1d3",
    )


def _head(desk: Desk) -> str:
    try:
        held = desk.counts()
        line = words.holdings(held.pages, held.articles, held.first, held.last)
    except WenbaoError as error:
        line = str(error)
    return (
        f'<header><h1>{words.TITLE}</h1><p class="motto">{render.escape(words.MOTTO)}</p>'
        f'<p class="held">{render.escape(line)}</p>'
        f'<p id="wenbao-notice" role="alert" hidden>{render.escape(words.DISCONNECTED)}</p></header>'
    )


def _talk(turns: Turns, examples: Sequence[str]) -> str:
    """The whole talk as HTML, or the greeting with the examples before the first question."""
    if not turns:
        return _greeting(examples)
    return "".join(
        render.turn(_echo(turn.question), turn.reply or render.notice(words.SEARCHING, "searching")) for turn in turns
    )


def _greeting(examples: Sequence[str]) -> str:
    rows = "".join(
        f'<li><button type="button" class="example" data-question="{render.escape(example)}">'
        f"{render.escape(example)}</button></li>"
        for example in examples
    )
    listed = f'<p class="label">{words.EXAMPLES}</p><ul class="examples">{rows}</ul>' if rows else ""
    return f'<div class="greeting"><h2>{words.GREETING}</h2><p>{render.escape(words.GREETING_MORE)}</p>{listed}</div>'


def _echo(question: str) -> str:
    return question if len(question) <= ECHOED else question[:ECHOED] + "…"


def _failed() -> str:
    return render.notice(words.FAILED, "failed")


def _answered(turns: Turns) -> Turns:
    """The turns less those whose reply never came, as when the visitor's connection broke."""
    return tuple(turn for turn in turns if turn.reply)


def _chosen(event: gr.EventData) -> str:
    """The example that was clicked; empty where the question was typed."""
    data = getattr(event, "_data", None)
    question = data.get("question") if isinstance(data, dict) else None
    return question if isinstance(question, str) else ""


def _clipping(desk: Desk, asked: object) -> str:
    """The clipping asked for by `{"article": id, "start": 3, "end": 9}`, or one calm line.

    What is asked comes from a browser, so it may be anything.
    """
    match asked:
        case {"article": str(id), "start": int(start), "end": int(end)} if id == render.visible(id):
            try:
                held = desk.article(id)
            except WenbaoError as error:
                return render.notice(str(error), "failed")
            if held and 0 <= start <= end <= len(held[0].body):
                return render.clipping(*held, start, end)
    return render.notice(words.GONE, "failed")
