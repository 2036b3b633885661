"""The text in what a server streams by OpenAI's chat protocol, read line by line and never beyond its bounds."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from typing import Any

LONGEST_LINE = 64 << 10
"""Bytes of one line of a server's answer; a piece of text is some hundred."""

LONGEST_REPLY = 1 << 20
"""Bytes that are read of a server's whole answer."""

PATIENCE = 120.0
"""Seconds after which a server has had its chance, however busily it sends."""


class ChatError(Exception):
    """What is wrong with a stream, in words to put behind the name of its server: 「中途断开」."""


def pieces(blocks: Iterable[bytes]) -> Iterator[str]:
    """The pieces of text in a stream of server-sent events, up to its end mark or the reason that it gives for ending.

    Raises:
        ChatError: it ends before that, is too long or too slow, or is none of the protocol; what came before stands.

    Example:
        `data: {"choices": [{"delta": {"content": "南溪区"}}]}` gives `南溪区`.
    """
    understood = False
    for line in _lines(blocks):
        if not line.startswith(b"data:"):
            continue
        data = line[5:].strip()
        if data == b"[DONE]":
            return
        text, last = _delta(data)
        understood = True
        if text:
            yield text
        if last:
            return
    raise ChatError("中途断开" if understood else "没有按 OpenAI 的流式格式回答，请看地址对不对")


def _lines(blocks: Iterable[bytes]) -> Iterator[bytes]:
    waiting, room, until = b"", LONGEST_REPLY, time.monotonic() + PATIENCE
    for block in blocks:
        room -= len(block)
        *lines, waiting = (waiting + block).split(b"\n")
        yield from lines
        if room < 0 or len(waiting) > LONGEST_LINE:
            raise ChatError("送来的答复太长，没有再读")
        if time.monotonic() > until:
            raise ChatError(f"写了 {PATIENCE:.0f} 秒还没写完，没有再等")
    yield waiting


def _delta(data: bytes) -> tuple[str, bool]:
    """The text of one event, and whether it is the last."""
    try:
        event: Any = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ChatError("送来读不懂的答复") from error
    choices = event.get("choices") if isinstance(event, dict) else None
    if not isinstance(choices, list) or (isinstance(event, dict) and event.get("error")):
        raise ChatError("送来出错的答复")
    first = choices[0] if choices and isinstance(choices[0], dict) else {}
    delta = first.get("delta")
    text = delta.get("content") if isinstance(delta, dict) else None
    return text if isinstance(text, str) else "", bool(first.get("finish_reason"))
