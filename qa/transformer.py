"""Spans from any extractive question-answering transformer, by folder or hub name."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError
from qa.features import Floats
from qa.network import PassageReading, best_spans

Offsets = NDArray[np.int64]

LONGEST = 512
"""Tokens of question, headline and passage together, as BERT reads them."""


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
        import torch
        from transformers import AutoModelForQuestionAnswering, AutoTokenizer

        try:
            self._tokenizer = AutoTokenizer.from_pretrained(name_or_folder, local_files_only=True)
            self._model = AutoModelForQuestionAnswering.from_pretrained(name_or_folder, local_files_only=True).eval()
        except (OSError, ValueError, KeyError, ImportError) as error:
            first = str(error).strip().split("\n")[0]
            raise ModelError(
                f"问答模型 {name_or_folder} 装不上（{first}）：--reader 应为 transformers 问答模型的文件夹，"
                f"或一个名字，先联网运行一次 hf download {name_or_folder}。"
            ) from error
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
    spans = tuple(span for span in best_spans(text, first, last) if span.score > -1e3)
    nothing = float(start[0] + end[0])
    return PassageReading(spans[0].score - nothing if spans else -10.0, spans)
