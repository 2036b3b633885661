"""Spans and answerability from the mean of a few small networks that share one table of word vectors."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from safetensors.torch import load_file, save_file

from index.errors import ModelError
from qa.edges import WEIGHED, Asked, Edges
from qa.features import Features, join
from qa.network import Batch, Config, Logits, Network, collate
from qa.quantized import quantized
from qa.spans import PassageReading, best_spans
from qa.threads import single_core_threads

SHIPPED: Final = Path(__file__).parent / "models" / "reader"
LONGEST_TITLE: Final = 40
PROPOSED: Final = 5
"""Spans of a passage that are proposed."""

TOGETHER: Final = 4
TABLE: Final = "word_table"


class SpanModel:
    """Readings of passages for a question, by the shipped network or one that `training.reader` wrote.

    Args:
        folder: holds `config.json`, `model.safetensors`, `words.txt` and `characters.txt`.

    Raises:
        ModelError: the folder lacks a file or its files do not fit together.

    Example:
        ``SpanModel().read("南溪区区长是谁？", ["南溪区区长何云川参加调研。"])[0].spans[0]`` is the span 5:8, 何云川.
    """

    def __init__(self, folder: Path = SHIPPED, edges: Edges | None = None) -> None:
        networks, features = load(folder)
        self._hold([quantized(network) for network in networks], features, edges or Edges())

    @classmethod
    def holding(cls, networks: Sequence[Network], features: Features, edges: Edges | None = None) -> SpanModel:
        """A model around networks in memory, for training and tests; without ``edges`` spans are in their own order."""
        model = cls.__new__(cls)
        model._hold([network.eval() for network in networks], features, edges)
        return model

    def _hold(self, networks: Sequence[Network], features: Features, edges: Edges | None) -> None:
        self.networks, self.features, self._edges = tuple(networks), features, edges
        self._separator = features.rows("\n")
        self._threads = single_core_threads()

    def read(
        self, question: str, passages: Sequence[str], *, title: Sequence[str] | None = None, most: int = PROPOSED
    ) -> list[PassageReading]:
        """One reading a passage, in order, each of at most ``most`` spans; ``title`` holds a headline a passage, seen as
        context but never quoted."""
        if not passages:
            return []
        titles = title if title is not None else [""] * len(passages)
        asked = self.features.rows(question.strip() or " ")
        weighed = Asked.of(question, asked)
        items = []
        for head, text in zip(titles, passages, strict=True):
            rows, begin = join(
                self.features.rows(head[:LONGEST_TITLE]), self._separator, self.features.rows(text or " ")
            )
            items.append((0, rows, begin))
        # Passages of like length go together, the longest first: padding costs as much as text.
        by_length = sorted(range(len(items)), key=lambda place: -len(items[place][1]))
        groups = [by_length[first : first + TOGETHER] for first in range(0, len(by_length), TOGETHER)]
        batches = (collate([asked], [items[place] for place in group]) for group in groups)
        logits = self._threads.map(_read, ((network, batch) for batch in batches for network in self.networks))
        readings: dict[int, PassageReading] = {}
        for group in groups:
            every = [next(logits) for _ in self.networks]
            # NumPy, not torch: its threads would wait for those that read the next passages.
            logits_of_spans = np.mean([one.spans.numpy() for one in every], axis=0)
            answerable = np.mean([one.answerable.numpy() for one in every], axis=0)
            for row, place in enumerate(group):
                text, (_, rows, begin) = passages[place], items[place]
                spans = best_spans(
                    text, logits_of_spans[row, begin : begin + len(text)], most=WEIGHED if self._edges else most
                )
                if self._edges:
                    spans = self._edges.ordered(weighed, text, rows[begin:], spans)
                readings[place] = PassageReading(float(answerable[row]), spans[:most])
        return [readings[place] for place in range(len(passages))]


def _read(work: tuple[Network, Batch]) -> Logits:
    network, batch = work
    with torch.inference_mode():
        logits: Logits = network(batch)
    return logits


def save(folder: Path, networks: Sequence[Network], features: Features) -> None:
    """Writes the networks in half precision with their sizes and vocabulary, each file replaced whole."""
    folder.mkdir(parents=True, exist_ok=True)
    tensors = {TABLE: networks[0].word_table.contiguous()}
    for number, network in enumerate(networks):
        state = network.state_dict()
        tensors |= {f"{number}.{name}": state[name].half().contiguous() for name in state if name != TABLE}
    save_file(tensors, folder / "model.safetensors.part")
    (folder / "model.safetensors.part").chmod(0o644)
    texts = {
        "config.json": json.dumps([asdict(network.config) for network in networks], indent=1) + "\n",
        "words.txt": "\n".join(features.words) + "\n",
        "characters.txt": "\n".join(features.characters) + "\n",
    }
    for name, text in texts.items():
        (folder / f"{name}.part").write_text(text, encoding="utf-8")
    for name in ("model.safetensors", *texts):
        (folder / f"{name}.part").replace(folder / name)


def load(folder: Path) -> tuple[list[Network], Features]:
    """The networks in evaluation mode, sharing one table, and the features they were trained on.

    Raises:
        ModelError: the folder lacks a file or its files do not fit together.
    """
    try:
        fields: list[dict[str, Any]] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        configs = [Config(**{name: _size(size) for name, size in one.items()}) for one in fields]
        characters, words = (
            (folder / name).read_text(encoding="utf-8").split("\n")[:-1] for name in ("characters.txt", "words.txt")
        )
        tensors = load_file(folder / "model.safetensors")
        networks = [Network(config) for config in configs]
        for number, network in enumerate(networks):
            own = {name.removeprefix(f"{number}."): tensors[name] for name in tensors if name.startswith(f"{number}.")}
            network.load_state_dict({**own, TABLE: tensors[TABLE]})
            network.word_table = networks[0].word_table
        sizes = {(config.characters, config.words) for config in configs}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RuntimeError) as error:
        raise ModelError(
            f"阅读模型 {folder} 装不上（{str(error).strip().splitlines()[0]}）：请重新安装问报，再运行 wenbao doctor"
        ) from error
    if sizes != {(len(characters), len(words))}:
        wanted = "、".join(f"{c} 个字和 {w} 个词" for c, w in sorted(sizes)) or "至少一个网络"
        raise ModelError(
            f"阅读模型 {folder} 应有 {wanted}，词表里却是 {len(characters)} 和 {len(words)}：请重新安装问报"
        )
    return [network.eval() for network in networks], Features(characters, words)


def _size(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
