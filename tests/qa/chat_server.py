"""A real server on this computer that speaks OpenAI's chat protocol as a test wants it to."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

DONE = b"data: [DONE]\n\n"


def event(text: str, finish: str | None = None) -> bytes:
    body = {"choices": [{"index": 0, "delta": {"content": text}, "finish_reason": finish}]}
    return b"data: " + json.dumps(body, ensure_ascii=False).encode() + b"\n\n"


def stream(text: str) -> bytes:
    """The text in events of one character each, after a comment as some servers send it."""
    return b": hello\r\n\r\n" + b"".join(map(event, text)) + DONE


class Server(ThreadingHTTPServer):
    """Answers every request as `behave` does and keeps what was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behave: Callable[[BaseHTTPRequestHandler], None] = lambda handler: reply(handler, DONE)
        self.asked: list[tuple[str, dict[str, str], Any]] = []
        self.left = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, dict(self.headers), json.loads(body)))
        self.server.behave(self)

    def log_message(self, format: str, *args: Any) -> None:
        pass


def reply(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def endless(handler: Any) -> None:
    """Sends the same piece until the other side has had enough, which sets `left`."""
    handler.send_response(200)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(event("丁一丁一"))
    except OSError:
        handler.server.left.set()


@contextmanager
def running() -> Iterator[Server]:
    """A server that listens while the block runs."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
