"""Other people's transformers, by folder or hub name: how they are loaded, and spans from any question-answering one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embed import HUB_NAME
from index.errors import ModelError
from qa.features import Floats
from qa.spans import PassageReading, best_spans, of_edges

Offsets = NDArray[np.int64]

LONGEST = 512
"""Tokens of question, headline and passage together, as BERT reads them."""


@contextmanager
def loading(what: str, name_or_folder: str, *, flag: str, heads: Sequence[str]) -> Iterator[None]:
    """Around the loading of a foreign model: whatever is wrong with it becomes one line that says what to type.

    「排序模型 BAAI/bge-reranker-base 装不上（……）：先联网运行一次 hf download BAAI/bge-reranker-base。」

    Args:
        what: what it is called to people.
        name_or_folder: a folder, or a hub name that was fetched once; the network is never used.
        flag: where the model was named on the command line.
        heads: parts of the names of architectures that will do. Another one would load too, with a head of random
            weights, and answer nonsense.

    Raises:
        ModelError: there is no such model, it is torn, or it is made for something else.
    """
    try:
        from transformers import AutoConfig

        config = AutoConfig.from_pretrained(name_or_folder, local_files_only=True)
        found = "、".join(config.architectures or ["未写明的结构"])
        if not any(head in found for head in heads):
            raise ModelError(
                f"{what} {name_or_folder} 用不了：{flag} 应为 {' 或 '.join(heads)} 一类的模型，里面却是 {found[:80]}。"
            )
        yield
    except ModelError:
        raise
    except Exception as error:
        # Files from outside run through three libraries, and one (tokenizers) raises Exception itself for a torn file.
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        fetch = HUB_NAME.fullmatch(name_or_folder) and not Path(name_or_folder).is_dir()
        raise ModelError(
            f"{what} {name_or_folder} 装不上（{reason}）："
            + (f"先联网运行一次 hf download {name_or_folder}，" if fetch else "")
            + f"或给 {flag} 一个完整的模型文件夹。"
        ) from error


class TransformerSpans:
    """A `SpanModel` around `AutoModelForQuestionAnswering`.

    How answerable a passage is stands in the best span's score over that of the empty answer at the first token, as
    in SQuAD 2.0 (Devlin et al. 2019).
    """

    def __init__(self, name_or_folder: str) -> None:
        """Load model and tokenizer; a hub name must have been fetched once with `hf download`.

        Raises:
            ModelError: there is no such model, or it has no fast tokenizer and so gives no offsets.
        """
        with loading("问答模型", name_or_folder, flag="--reader", heads=("ForQuestionAnswering",)):
            import torch
            from transformers import AutoModelForQuestionAnswering, AutoTokenizer

            self._tokenizer = AutoTokenizer.from_pretrained(name_or_folder, local_files_only=True)
            self._model = AutoModelForQuestionAnswering.from_pretrained(name_or_folder, local_files_only=True).eval()
        if not self._tokenizer.is_fast:
            raise ModelError(
                f"问答模型 {name_or_folder} 没有快速分词器，给不出原文位置：请换一个带 tokenizer.json 的。"
            )
        self._torch = torch

    def read(
        self, question: str, passages: Sequence[str], *, title: Sequence[str] | None = None
    ) -> list[PassageReading]:
        """One reading a passage, in order; the headline is read before the passage and never quoted."""
        if not passages:
            return []
        titles = [head + "\n" if head else "" for head in title or [""] * len(passages)]
        limit = min(LONGEST, getattr(self._model.config, "max_position_embeddings", LONGEST))
        coded = self._tokenizer(
            [question[: limit // 3]] * len(passages),
            [head + text for head, text in zip(titles, passages, strict=True)],
            truncation="only_second",
            max_length=limit,
            padding=True,
            return_offsets_mapping=True,
            return_tensors="pt",
        )
        offsets = coded.pop("offset_mapping").numpy()
        with self._torch.inference_mode():
            logits = self._model(**coded)
        start, end = logits.start_logits.float().numpy(), logits.end_logits.float().numpy()
        return [
            _reading(text, len(head), coded.sequence_ids(row), offsets[row], start[row], end[row])
            for row, (head, text) in enumerate(zip(titles, passages, strict=True))
        ]


def _reading(
    text: str, skipped: int, sequence: Sequence[int | None], offsets: Offsets, start: Floats, end: Floats
) -> PassageReading:
    """Token logits spread over the characters of the passage, and the best spans among those."""
    first = np.full(len(text), -1e4, dtype=np.float32)
    last = np.full(len(text), -1e4, dtype=np.float32)
    for token, (low, high) in enumerate(offsets):
        if sequence[token] == 1 and low >= skipped and high > low:
            first[low - skipped] = start[token]
            last[high - 1 - skipped] = end[token]
    spans = tuple(span for span in best_spans(text, of_edges(first, last)) if span.score > -1e3)
    nothing = float(start[0] + end[0])
    return PassageReading(spans[0].score - nothing if spans else -10.0, spans)
