"""Passages worded into an answer by a language model, piece by piece: one on this computer, or one on a server.

What a writer writes is never shown as it comes: `qa.grounding` lets through only what stands in the passages it cites.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Protocol
from urllib.parse import urlsplit

from index.errors import ModelError
from qa.chat_stream import ChatError, pieces
from qa.prompt import messages, spoken
from qa.transformer import loading

MOST_TOKENS = 400
"""Tokens that a writer may write: about three sentences with their numbers, and room to think them over."""


class Writer(Protocol):
    """Words an answer from passages."""

    def write(self, question: str, passages: Sequence[str]) -> Iterator[str]:
        """The answer in pieces, with [n] for `passages[n - 1]`; closing the iterator stops the writer.

        Raises:
            ModelError: the writer cannot begin or breaks off; what came before it stands.
        """
        ...


class LocalWriter:
    """Writes with any transformers causal language model on this computer, always the likeliest token next."""

    def __init__(self, name_or_folder: str) -> None:
        """Load model and tokenizer; a hub name must have been fetched once with `hf download`.

        Raises:
            ModelError: there is no such model, or it is no causal language model.
        """
        with loading("写作模型", name_or_folder, flag="--writer", heads=("ForCausalLM", "LMHeadModel")):
            import torch
            from transformers import AutoModelForCausalLM, AutoTokenizer

            self._name = name_or_folder
            self._torch = torch
            self._tokenizer = AutoTokenizer.from_pretrained(name_or_folder, local_files_only=True)
            self._model = AutoModelForCausalLM.from_pretrained(name_or_folder, local_files_only=True).float().eval()
            ends = self._model.generation_config.eos_token_id
            self._ends = {*(ends if isinstance(ends, list) else [ends]), self._tokenizer.eos_token_id} - {None}
            self._room = getattr(self._model.config, "max_position_embeddings", 4096) - MOST_TOKENS
            # Templates are programs of others as well: one that refuses such messages is found out here.
            self._prompt("谁？", [""])

    def write(self, question: str, passages: Sequence[str]) -> Iterator[str]:
        """The answer in pieces of some characters; passages that the model has no room for are left out, last first."""
        try:
            yield from spoken(self._pieces(self._prompt(question, passages)))
        except (RuntimeError, ValueError, TypeError, IndexError, MemoryError) as error:
            reason = " ".join(str(error).split())[:120] or type(error).__name__
            raise ModelError(
                f"写作模型 {self._name} 写到一半出错（{reason}）：换一个模型，或去掉 --writer。"
            ) from error

    def _prompt(self, question: str, passages: Sequence[str]) -> list[int]:
        for count in range(len(passages), 0, -1):
            told = messages(question, passages[:count])
            if self._tokenizer.chat_template:
                text = self._tokenizer.apply_chat_template(
                    told, tokenize=False, add_generation_prompt=True, enable_thinking=False
                )
            else:
                text = "\n\n".join(message["content"] for message in told) + "\n回答："
            # A template writes the model's own signs itself, so none are added to it.
            tokens: list[int] = self._tokenizer(text, add_special_tokens=not self._tokenizer.chat_template)["input_ids"]
            if len(tokens) <= self._room:
                return tokens
        raise ModelError(f"写作模型 {self._name} 一次读不下一个段落：请换一个上下文更长的，或去掉 --writer。")

    def _pieces(self, prompt: list[int]) -> Iterator[str]:
        torch = self._torch
        tokens = torch.tensor([prompt])
        kept, written, shown = None, [], 0
        for _ in range(MOST_TOKENS):
            with torch.inference_mode():
                out = self._model(input_ids=tokens, past_key_values=kept, use_cache=True)
            kept = out.past_key_values
            token = int(out.logits[0, -1].argmax())
            if token in self._ends:
                return
            written.append(token)
            tokens = torch.tensor([[token]])
            text = self._tokenizer.decode(written, skip_special_tokens=True)
            # Half a character decodes to the replacement sign until its other bytes have come.
            if not text.endswith("\ufffd") and len(text) > shown:
                yield text[shown:]
                shown = len(text)


class ServerWriter:
    """Writes with a server that speaks OpenAI's chat protocol (llama.cpp, Ollama, vLLM, a service)."""

    def __init__(self, url: str, model: str = "", *, key: str = "") -> None:
        """Take down where the server is; it is first asked when something is to be written.

        Args:
            url: such as http://127.0.0.1:8080 or https://host/v1; `/v1/chat/completions` is added where it is missing.
            model: the name of the model, where the server has several.
            key: sent as a bearer token; it appears in no message.

        Raises:
            ModelError: the address or the key cannot be one.
        """
        try:
            parts = urlsplit(url)
            good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:
            good = False
        if not good or "@" in parts.netloc or parts.query or parts.fragment or not url.isprintable() or " " in url:
            raise ModelError(
                "--writer 的服务器地址不对：应像 http://127.0.0.1:8080#模型名 这样写，不带用户名、密码和参数；"
                "密钥放在环境变量 WENBAO_WRITER_KEY 里。"
            )
        if not (key.isascii() and key.isprintable()):
            raise ModelError("环境变量 WENBAO_WRITER_KEY 不像密钥：里面有空行或非英文字符，请重新设置。")
        path = parts.path.rstrip("/")
        if not path.endswith("/chat/completions"):
            path = (path if path.endswith("/v1") else path + "/v1") + "/chat/completions"
        self._where = f"{parts.scheme}://{parts.netloc}"
        self._url = self._where + path
        self._model = model
        self._headers = {
            "Accept": "text/event-stream",
            "Accept-Encoding": "identity",
            "Content-Type": "application/json",
        }
        if key.strip():
            self._headers["Authorization"] = f"Bearer {key.strip()}"

    def write(self, question: str, passages: Sequence[str]) -> Iterator[str]:
        """The answer in pieces as the server sends them; redirects are not followed, proxies and cookies not used."""
        import httpx

        told = messages(question, passages)
        asked = {"messages": told, "stream": True, "temperature": 0, "max_tokens": MOST_TOKENS}
        body = json.dumps({**asked, "model": self._model} if self._model else asked).encode("ascii")
        timeout = httpx.Timeout(60.0, connect=5.0)
        try:
            with (
                httpx.Client(timeout=timeout, trust_env=False, follow_redirects=False) as client,
                client.stream("POST", self._url, content=body, headers=self._headers) as response,
            ):
                self._check(response.status_code, response.headers.get("content-encoding", "identity"))
                yield from spoken(pieces(response.iter_raw()))
        except ChatError as error:
            raise self._trouble(str(error)) from error
        except httpx.TimeoutException as error:
            raise self._trouble("没有按时回答，请看它是否太忙") from error
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError) as error:
            raise self._trouble("连不上或中途断开，请看它是否开着、地址对不对") from error

    def _check(self, status: int, encoding: str) -> None:
        if status in (401, 403):
            raise self._trouble("不让用，请把它的密钥放进环境变量 WENBAO_WRITER_KEY")
        if status in (400, 404, 422):
            raise self._trouble(f"不认这个请求（{status}），请看地址和 # 后面的模型名对不对")
        if 300 <= status < 400:
            raise self._trouble(f"要转到别处（{status}），问报不跟着去，请直接给最后的地址")
        if status != 200:
            raise self._trouble(f"出错（{status}），请稍后再试或看它的日志")
        if encoding != "identity":
            raise self._trouble("送来压缩过的答复，问报没有要，请关掉它的压缩")

    def _trouble(self, what: str) -> ModelError:
        return ModelError(f"写作服务器 {self._where} {what}。")
