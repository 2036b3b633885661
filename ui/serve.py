"""The page on a port: one process, nothing from outside, stopped by Ctrl-C."""

from __future__ import annotations

import logging
import os
import re
import socket
from collections.abc import Sequence
from pathlib import Path

import gradio as gr
import uvicorn
from fastapi import FastAPI
from starlette.datastructures import Headers, MutableHeaders
from starlette.routing import Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from index.errors import SettingError
from ui import words_zh as words
from ui.page import Desk, build_page, theme

_HERE = Path(__file__).parent
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self';"
    " frame-ancestors 'self'"
)
"""The browser itself refuses whatever is not ours, should Gradio one day ask for it; Gradio needs the two `unsafe`."""

_SPEAK_CHINESE = (
    'for (const [name, value] of [["language", "zh-CN"], ["languages", ["zh-CN"]]])'
    " Object.defineProperty(navigator, name, { get: () => value });"
)
"""Gradio takes its own words, and the page's declared language, from the browser's; the page is Chinese for everybody."""


def application(desk: Desk, *, examples: Sequence[str] = ()) -> FastAPI:
    """The page as an ASGI application at `/`."""
    app = FastAPI(title=words.TITLE, docs_url=None, redoc_url=None, openapi_url=None)
    gr.mount_gradio_app(
        app,
        build_page(desk, examples=examples),
        "/",
        theme=theme(),
        footer_links=[],
        run_history=False,  # it would keep every talk in the browser, also on a computer that several people use
        show_error=False,
        allowed_paths=[],
        max_file_size=1,
        enable_monitoring=False,
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
    )
    mounts = (route.app for route in app.routes if isinstance(route, Mount))
    app.state.stop = next(mounted.stop_event for mounted in mounts if isinstance(mounted, gr.routes.App))
    app.add_middleware(Doorman)
    return app


def serve(desk: Desk, *, host: str = "127.0.0.1", port: int = 7860, examples: Sequence[str] = ()) -> None:
    """Serve the page until Ctrl-C; port 0 takes a free one.

    Raises:
        SettingError: nobody can listen there.
    """
    app = application(desk, examples=examples)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as door:
        if os.name == "posix":  # elsewhere it would let two servers share a port
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
            door.listen()  # whoever comes from here on waits until the page is ready
        except (OSError, OverflowError) as error:
            raise SettingError(words.port_taken(host, port)) from error
        shown = f"[{host}]" if family == socket.AF_INET6 else host
        print(words.serving(f"http://{shown}:{door.getsockname()[1]}"), flush=True)  # noqa: T201
        config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1)
        try:
            Server(config).run(sockets=[door])
        except KeyboardInterrupt:
            return


class Server(uvicorn.Server):
    """A server of `application` that closes at once and without a word.

    Each open page holds a stream. Gradio ends those of servers that it launched itself, but not of this one; and what is
    still open after that, such as a question on its way, uvicorn would report as an error.
    """

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close what is open."""
        self.config.app.state.stop.set()  # type: ignore[union-attr]
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL + 1)
        await super().shutdown(sockets)


class Doorman:
    """Everything goes out with the headers that keep a browser at home; the home page also in Chinese, styled and scripted.

    Gradio's own page says it is in English, has no title before its scripts have run, and recommends Gradio.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        style = (_HERE / "style.css").read_text(encoding="utf-8")
        script = (_HERE / "page.js").read_text(encoding="utf-8")
        self._head = (
            f"<title>{words.TITLE}</title><style>{style}</style><script>{_SPEAK_CHINESE}</script>"
            f"<script>(() => {{\n{script}}})();</script></head>"
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        home = scope["path"] == "/"
        if home:  # to be read here it must come uncompressed
            scope["headers"] = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
        started: Message = {}
        body = b""

        async def answer(message: Message) -> None:
            nonlocal started, body
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = _POLICY
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
                started = message
                if home:
                    return
            elif home and message["type"] == "http.response.body":
                body += message.get("body", b"")
                if message.get("more_body"):
                    return
                if Headers(raw=started["headers"]).get("content-type", "").startswith("text/html"):
                    body = self._ours(body.decode()).encode()
                    MutableHeaders(scope=started)["content-length"] = str(len(body))
                await send(started)
                message = {"type": "http.response.body", "body": body}
            await send(message)

        await self._app(scope, receive, answer)

    def _ours(self, page: str) -> str:
        page = re.sub(r'<html\s+lang="en"', '<html lang="zh-CN"', page, count=1)
        page = re.sub(r'<meta\s+(?:property="og|name="twitter):[^>]*>', "", page)
        return page.replace("</head>", self._head, 1)
