"""The Gradio page: a talk on the left, the clipping of the cited article on the right. It is built here, not launched.

The talk is our own HTML and not a `gr.Chatbot`: a Chatbot reads its messages as Markdown with formulas, and archive
text is no such thing. Gradio changes only the turns that differ, so what is read out and focused stays where it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Protocol

import gradio as gr

from index.errors import WenbaoError
from index.records import Article, Page
from qa.records import Answer, Turn
from ui import words_zh as words
from ui.clipping import clipping
from ui.explained import explained_html
from ui.render import answer_html, escape, notice, visible
from ui.talk import TURNS_KEPT, Exchange, Talk, answered, echo, excused, history, talk_html, turn_of

ASKING_AT_ONCE = 8
"""So many questions are answered side by side; Gradio's own default is one, and a second person would wait."""

_TALK = "window.wenbao(element, trigger)"
_BOUND = "() => document.dispatchEvent(new Event('wenbao-bound'))"
_FREE = "() => ({ __type__: 'update', interactive: true })"
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

    def ask(self, question: str, history: Sequence[Turn], *, anytime: bool = False) -> Answer:
        """The answer to a question; `history` holds the earlier turns, oldest first; `anytime` heeds no period in it."""
        ...

    def worded(self, answer: Answer) -> Iterator[Answer]:
        """The answer growing in a writer's words, none where no writer is used."""
        ...

    def article(self, id: str) -> tuple[Article, Page] | None:
        """The article with its page, or None where the archive holds no such id."""
        ...

    def counts(self) -> Holdings:
        """What is held now."""
        ...


def build_page(desk: Desk, *, examples: Sequence[str] = ()) -> gr.Blocks:
    """The page over a desk, with questions to begin with; it keeps no state but each visitor's own talk."""

    def reply(typed: str | None, talk: Talk, event: gr.EventData) -> Iterator[tuple[Any, ...]]:
        chosen, anytime = _chosen(event)
        question = visible(chosen or typed or "").strip()
        talk = answered(talk)
        if not question:
            yield gr.skip(), talk_html(talk, examples), talk, gr.skip()
            return

        def exchange(answer: Answer, held: str) -> Exchange:
            shown = answer_html(answer, held=held, examples=examples) + explained_html(answer)
            return Exchange(question, shown, turn_of(answer, question), anytime)

        sought = (*talk, Exchange(question, anytime=anytime))
        cleared = gr.skip() if chosen else ""  # what is half typed stays while an example is asked
        yield cleared, talk_html(sought, examples), sought, gr.update(interactive=False)
        try:
            answer = desk.ask(question, history(talk, question, anytime=anytime), anytime=anytime)
        except WenbaoError as error:
            replied = Exchange(echo(question), notice(str(error), "failed"))
        else:
            held = _held(desk) if answer.why == "unheld" else ""
            replied = exchange(answer, held)
            for longer in desk.worded(answer):
                replied = exchange(longer, held)
                grown = (*talk, replied)[-TURNS_KEPT:]
                yield gr.skip(), talk_html(grown, examples), grown, gr.skip()
        talk = (*talk, replied)[-TURNS_KEPT:]
        yield gr.skip(), talk_html(talk, examples), talk, gr.skip()

    def excuse(talk: Talk) -> tuple[Any, ...]:
        """Gradio has logged what was raised, and the visitor is told in a sentence; or a new topic broke the question off."""
        talk = excused(talk)
        return talk_html(talk, examples), talk, gr.update(interactive=True)

    def restart() -> tuple[Any, ...]:
        return talk_html((), examples), ()

    def open_article(event: gr.EventData) -> str:
        return _clipping(desk, getattr(event, "_data", None))

    def gone() -> str:
        return notice(words.GONE, "failed")

    # Gradio answers a visitor's queued events in one stream, which it closes when the last of them ends; one that was sent
    # the moment before is then never answered. So only questions are queued, and they come one at a time: the button is
    # free again when Gradio has done with the last, not when its answer is shown. All else is a plain request.
    plain: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    direct: dict[str, Any] = {**plain, "queue": False}
    with gr.Blocks(title=words.TITLE, analytics_enabled=False, fill_width=True, fill_height=True) as page:
        kept = gr.State(())
        mast = gr.HTML(_head(desk), elem_id="wenbao-head", apply_default_css=False, js_on_load=None)
        with gr.Row(elem_id="wenbao-desk"):
            with gr.Column(elem_id="wenbao-chat"):
                talk = gr.HTML(
                    talk_html((), examples),
                    html_template=f'<div id="wenbao-log" role="log" aria-label="{words.LOG}" tabindex="0">${{value}}</div>',
                    elem_id="wenbao-talk",
                    apply_default_css=False,
                    js_on_load=_TALK,
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
        page.load(lambda: _head(desk), None, mast, js=_BOUND, **direct)
        asked = gr.on(
            [ask.click, talk.select],
            reply,
            inputs=[box, kept],
            outputs=[box, talk, kept, ask],
            concurrency_limit=ASKING_AT_ONCE,
            **plain,
        )
        asked.success(None, None, ask, js=_FREE, **direct)
        asked.failure(excuse, kept, [talk, kept, ask], **direct)
        fresh.click(restart, None, [talk, kept], cancels=asked, **direct)
        opened = talk.click(open_article, None, panel, trigger_mode="always_last", **direct)
        opened.failure(gone, None, panel, **direct)
        opened.then(None, js=_OPENED, **direct)
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
    return (
        f'<header><h1>{words.TITLE}</h1><p class="motto">{escape(words.MOTTO)}</p>'
        f'<p class="held">{escape(_held(desk))}</p>'
        f'<p id="wenbao-notice" role="alert" hidden>{escape(words.DISCONNECTED)}</p></header>'
    )


def _held(desk: Desk) -> str:
    """What the archive holds, or why that cannot be said, in one line."""
    try:
        held = desk.counts()
    except WenbaoError as error:
        return str(error)
    return words.holdings(held.pages, held.articles, held.first, held.last)


def _chosen(event: gr.EventData) -> tuple[str, bool]:
    """The question of the button that was clicked, and whether its period is to be taken away; "" where it was typed.

    It comes from a browser, so it may be anything.
    """
    match getattr(event, "_data", None):
        case {"question": str(question), **more}:
            return question, more.get("anytime") is True
    return "", False


def _clipping(desk: Desk, asked: object) -> str:
    """The clipping asked for by `{"article": id, "start": 3, "end": 9}`, or one calm line.

    What is asked comes from a browser, so it may be anything.
    """
    match asked:
        case {"article": str(id), "start": int(start), "end": int(end)} if id == visible(id):
            try:
                held = desk.article(id)
            except WenbaoError as error:
                return notice(str(error), "failed")
            if held and 0 <= start <= end <= len(held[0].body):
                return clipping(*held, start, end)
    return notice(words.GONE, "failed")
