"""Of what a server streams the text is taken, and whatever else it sends ends in words about it."""

import time
from itertools import repeat

import pytest

from qa.chat_stream import LONGEST_REPLY, ChatError, pieces
from tests.qa.chat_server import event, stream


@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_the_pieces_come_however_the_blocks_are_cut(size: int) -> None:
    sent = stream("丁一去了南溪区。")
    assert "".join(pieces(sent[at : at + size] for at in range(0, len(sent), size))) == "丁一去了南溪区。"


def test_a_stream_may_end_with_a_reason_instead_of_a_mark() -> None:
    odd = b'data: {"choices": []}\n\ndata: {"choices": [{"delta": {"role": "assistant", "content": null}}]}\n\n'
    assert list(pieces([odd, event("好", "stop"), b"data: garbage after the end\n\n"])) == ["好"]


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (b"<html>welcome</html>", "OpenAI"),
        (b"", "OpenAI"),
        (b"data: {not json\n\n", "读不懂"),
        (b"data: " + b"[" * 60_000 + b"\n\n", "读不懂"),
        (b"data: \xff\xfe\n\n", "读不懂"),
        (b'data: {"error": {"message": "<b>pay</b>"}}\n\n', "出错"),
        (b'data: ["choices"]\n\n', "出错"),
        (b"data: " + b"x" * 200_000, "太长"),
        (event("远山"), "中途断开"),
    ],
)
def test_whatever_else_is_sent_ends_in_our_own_words(sent: bytes, says: str) -> None:
    with pytest.raises(ChatError, match=says) as caught:
        list(pieces([sent]))
    assert "pay" not in str(caught.value)


def test_what_never_stops_is_read_up_to_a_bound() -> None:
    read = 0

    def blocks():
        nonlocal read
        for block in repeat(event("丁一")):
            read += len(block)
            yield block

    with pytest.raises(ChatError, match="太长"):
        list(pieces(blocks()))
    assert read <= LONGEST_REPLY + len(event("丁一"))


def test_what_comes_too_slowly_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 10_000, 50))
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    with pytest.raises(ChatError, match="120 秒"):
        list(pieces(repeat(event("丁一"))))
