"""The first passages in a better order, by any cross-encoder: a model that reads question and passage together."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from index.errors import ModelError
from qa.evidence import heading
from qa.records import Passage, Question
from qa.transformer import loading

RANKED = 20
"""Passages that are ranked anew; a cross-encoder reads each of them in full, so its time grows with them."""


class CrossEncoderRanker:
    """Ranks with a sentence-transformers `CrossEncoder`; it may be used from several threads."""

    def __init__(self, name_or_folder: str) -> None:
        """Load the model; a hub name must have been fetched once with `hf download`.

        Raises:
            ModelError: there is no such model, or it is no cross-encoder that gives one score.
        """
        with loading("排序模型", name_or_folder, flag="--ranker", heads=("ForSequenceClassification",)):
            import torch
            from sentence_transformers import CrossEncoder

            # The sigmoid is named here, because some models bring none and some their own: it is taken once.
            self._model = CrossEncoder(
                name_or_folder, device="cpu", local_files_only=True, activation_fn=torch.nn.Sigmoid()
            )
            self._model.float().eval()
        if self._model.num_labels != 1:
            raise ModelError(
                f"排序模型 {name_or_folder} 用不了：--ranker 应为只给一个分数的交叉编码器，"
                f"它却给 {self._model.num_labels} 个。"
            )
        self._lock = threading.Lock()

    def rank(self, question: Question, passages: Sequence[Passage]) -> list[Passage]:
        """The first `RANKED` passages best first, ties broken by chunk id, and the others after them as they came.

        Those ranked carry the score "ranker" in 0..1: to 「远山捐助了多少个书屋？」 the passage that says 「捐助了16个书屋」
        comes before one that says 「书屋开放了」.
        """
        first = list(passages[:RANKED])
        if not first:
            return []
        pairs = [(question.text, heading(passage) + "\n" + passage.text) for passage in first]
        with self._lock:
            scores = self._model.predict(pairs, show_progress_bar=False)
        scored = [
            replace(passage, scores={**passage.scores, "ranker": float(score)})
            for passage, score in zip(first, scores, strict=True)
        ]
        scored.sort(key=lambda passage: (-passage.scores["ranker"], passage.chunk.id))
        return [*scored, *islice(passages, RANKED, None)]
