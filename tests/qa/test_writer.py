"""Writers: tiny language models of real architectures that write what the test set them to, and a real local server."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

import qa.writer
from index.errors import ModelError
from qa.grounding import stream_grounded
from qa.prompt import messages
from qa.writer import LocalWriter, ServerWriter
from tests.qa.chat_server import Server, endless, event, reply, running, stream
from tests.qa.tiny_writer import TOLD, save_writer

QUESTION = "远山捐助了多少个书屋？"
PASSAGES = ["远山集团捐助了26个书屋。", "丁一去了南溪区。"]


@pytest.fixture(scope="module")
def qwen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Qwen3 of one layer that writes `TOLD` and ends."""
    chain = ["<|答|>", *TOLD, "<|end|>"]
    assert len(set(chain)) == len(chain)
    return save_writer(tmp_path_factory.mktemp("qwen"), "Qwen3ForCausalLM", chain)


def test_a_model_with_a_chat_template_writes_in_pieces_up_to_its_end(qwen: Path) -> None:
    pieces = list(LocalWriter(str(qwen)).write(QUESTION, PASSAGES))
    assert len(pieces) > 5
    assert "".join(pieces) == TOLD
    assert list(stream_grounded(LocalWriter(str(qwen)).write(QUESTION, PASSAGES), PASSAGES)) == [TOLD]


def test_the_pieces_are_what_transformers_itself_generates(qwen: Path) -> None:
    import torch

    writer = LocalWriter(str(qwen))
    prompt = torch.tensor([writer._prompt(QUESTION, PASSAGES)])
    made = writer._model.generate(prompt, max_new_tokens=50, do_sample=False, pad_token_id=1)
    text = writer._tokenizer.decode(made[0, prompt.shape[1] :], skip_special_tokens=True)
    assert "".join(writer.write(QUESTION, PASSAGES)) == text


def test_a_model_without_a_chat_template_gets_plain_text(tmp_path: Path) -> None:
    folder = save_writer(tmp_path / "gpt2", "GPT2LMHeadModel", ["：", *TOLD, "<|end|>"], template="")
    assert "".join(LocalWriter(str(folder)).write(QUESTION, PASSAGES)) == TOLD


def test_half_a_character_is_never_given(tmp_path: Path) -> None:
    from tokenizers import pre_tokenizers

    bytes_of = "".join(piece for piece, _ in pre_tokenizers.ByteLevel(add_prefix_space=False).pre_tokenize_str("报"))
    assert len(bytes_of) == 3
    folder = save_writer(tmp_path / "bytes", "Qwen3ForCausalLM", ["<|答|>", *bytes_of, "<|end|>"], bytewise=True)
    assert [piece for piece in LocalWriter(str(folder)).write(QUESTION, PASSAGES) if piece] == ["报"]


def test_a_model_that_never_ends_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qa.writer, "MOST_TOKENS", 50)
    folder = save_writer(tmp_path / "circle", "Qwen3ForCausalLM", ["<|答|>", "丁", "一", "丁"])
    assert len("".join(LocalWriter(str(folder)).write(QUESTION, PASSAGES))) == 50


def test_passages_without_room_are_left_out_and_one_too_long_is_one_line(qwen: Path) -> None:
    writer = LocalWriter(str(qwen))
    assert "".join(writer.write(QUESTION, [PASSAGES[0], "远" * 4000])) == TOLD
    with pytest.raises(ModelError, match="--writer"):
        list(writer.write(QUESTION, ["远" * 4000]))


def test_a_template_that_refuses_such_messages_is_one_line(qwen: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(qwen, tmp_path / "bad")
    (folder / "chat_template.jinja").write_text("{{ raise_exception('no system\nrole') }}", encoding="utf-8")
    with pytest.raises(ModelError, match="--writer") as caught:
        LocalWriter(str(folder))
    assert "\n" not in str(caught.value)


def test_a_model_that_does_not_write_is_one_clear_line(tmp_path: Path) -> None:
    from transformers import BertConfig, BertForMaskedLM

    config = BertConfig(vocab_size=9, hidden_size=8, num_hidden_layers=1, num_attention_heads=1, intermediate_size=8)
    BertForMaskedLM(config).save_pretrained(tmp_path)
    with pytest.raises(ModelError, match="BertForMaskedLM") as caught:
        LocalWriter(str(tmp_path))
    assert "--writer" in str(caught.value)


@pytest.mark.parametrize("file", ["tokenizer.json", "config.json", "model.safetensors"])
def test_a_torn_file_is_one_clear_line(qwen: Path, tmp_path: Path, file: str) -> None:
    torn = shutil.copytree(qwen, tmp_path / "torn") / file
    torn.write_bytes(torn.read_bytes()[:40])
    with pytest.raises(ModelError, match="--writer") as caught:
        LocalWriter(str(torn.parent))
    assert "\n" not in str(caught.value)


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as made:
        made.behave = lambda handler: reply(handler, stream(TOLD))
        yield made


@pytest.mark.parametrize("path", ["", "/", "/v1", "/v1/", "/v1/chat/completions"])
def test_a_server_is_asked_in_openais_way_and_answers_in_pieces(server: Server, path: str) -> None:
    pieces = list(ServerWriter(server.url + path, "tiny", key="sk-1").write(QUESTION, PASSAGES))
    assert pieces == list(TOLD)
    asked_path, headers, body = server.asked[0]
    assert asked_path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer sk-1"
    assert (body["model"], body["stream"], body["messages"]) == ("tiny", True, messages(QUESTION, PASSAGES))


def test_without_key_and_model_neither_is_sent(server: Server) -> None:
    assert "".join(ServerWriter(server.url).write(QUESTION, ["\ud800"])) == TOLD
    _, headers, body = server.asked[0]
    assert "Authorization" not in headers
    assert "model" not in body


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        (b'data: {"error": {"message": "<b>pay</b>"}}\n\n', 200, "出错"),
        (b"no", 401, "WENBAO_WRITER_KEY"),
        (b"no", 404, "模型名"),
        (b"no", 500, "500"),
    ],
)
def test_whatever_a_server_sends_ends_in_one_line(server: Server, body: bytes, status: int, says: str) -> None:
    server.behave = lambda handler: reply(handler, body, status)
    with pytest.raises(ModelError, match=says) as caught:
        list(ServerWriter(server.url, key="sk-secret").write(QUESTION, PASSAGES))
    line = str(caught.value)
    assert server.url in line
    assert "\n" not in line
    assert "secret" not in line
    assert "pay" not in line


def test_what_came_before_a_break_stands(server: Server) -> None:
    def breaks(handler: BaseHTTPRequestHandler) -> None:
        reply(handler, event(TOLD) + event("丁一去了"), Content_Length="100000")

    server.behave = breaks
    told: list[str] = []
    written = ServerWriter(server.url).write(QUESTION, PASSAGES)
    assert list(stream_grounded(written, PASSAGES, failed=told.append)) == [TOLD]
    assert "断开" in told[0]


def test_a_redirect_is_not_followed(server: Server) -> None:
    with running() as other:
        for status in (301, 302, 307, 308):
            server.behave = lambda handler, status=status: reply(handler, b"", status, Location=other.url)  # type: ignore[misc]
            with pytest.raises(ModelError, match="转到别处"):
                list(ServerWriter(server.url, key="sk-1").write(QUESTION, PASSAGES))
        assert other.asked == []


def test_a_compressed_answer_is_not_unpacked(server: Server) -> None:
    server.behave = lambda handler: reply(handler, b"\x1f\x8b", Content_Encoding="gzip")
    with pytest.raises(ModelError, match="压缩"):
        list(ServerWriter(server.url).write(QUESTION, PASSAGES))


def test_a_server_that_never_stops_is_left(server: Server) -> None:
    server.behave = endless
    with pytest.raises(ModelError, match="太长"):
        list(ServerWriter(server.url).write(QUESTION, PASSAGES))
    assert server.left.wait(30)


def test_a_server_is_left_as_soon_as_nothing_more_is_wanted(server: Server) -> None:
    server.behave = endless
    written = ServerWriter(server.url).write(QUESTION, PASSAGES)
    assert next(written) == "丁一丁一"
    assert list(stream_grounded(written, PASSAGES)) == []
    assert server.left.wait(30)


def test_nobody_at_the_address_is_one_line() -> None:
    with pytest.raises(ModelError, match="连不上") as caught:
        list(ServerWriter("http://127.0.0.1:1").write(QUESTION, PASSAGES))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["http://", "ftp://host", "http://user:word@host", "http://host/?a=1", "http://host#m", "http://ho st", "http://host:99999", "http://[::1", "http://host\n"]
)  # fmt: skip
def test_an_address_that_cannot_be_one_is_refused_at_once(url: str) -> None:
    with pytest.raises(ModelError, match="--writer") as caught:
        ServerWriter(url)
    assert "word" not in str(caught.value)


def test_a_key_that_cannot_be_one_is_refused_and_not_shown() -> None:
    with pytest.raises(ModelError, match="WENBAO_WRITER_KEY") as caught:
        ServerWriter("http://host", key="sk\r\nX-Other: 1")
    assert "Other" not in str(caught.value)
