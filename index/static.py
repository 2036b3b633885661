"""Means of token vectors: a static sentence-transformers folder read without importing that library, which takes seconds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BATCH = 1024
TABLE = "embedding.weight"


class StaticModel:
    """The vectors that sentence-transformers' ``StaticEmbedding`` gives, with nothing around tokenizer and table.

    It may be used from several threads.

    Args:
        tokenizer: a `tokenizer.json` of the tokenizers library.
        weights: a safetensors file with one table, a row a token.

    Raises:
        Exception: the tokenizers library could not read its file; it raises the bare class.
        SafetensorError: the weights are torn.
        ValueError: the weights are no such table, or have fewer rows than the tokenizer has tokens.

    Example:
        ``StaticModel(folder / "tokenizer.json", folder / "model.safetensors").encode(["远山总工会"])`` is an array of
        shape (1, 256), the mean of the vectors of 远山 and 总工会.
    """

    def __init__(self, tokenizer: Path, weights: Path) -> None:
        import torch
        from safetensors.torch import load_file
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        table = load_file(weights)[TABLE].float()
        tokens = max(self._tokenizer.get_vocab().values(), default=-1) + 1
        if table.dim() != 2 or len(table) < tokens:
            raise ValueError(f"{weights.name} 的表是 {tuple(table.shape)}，分词表里有 {tokens} 个词")
        self._bags = torch.nn.EmbeddingBag.from_pretrained(table, mode="mean")
        self.dim = int(table.shape[1])

    def encode(self, texts: Sequence[str], *, asked: bool = False) -> NDArray[np.float32]:
        """The mean of each text's token vectors, zeros for one without tokens, questions alike; float32 (n, dim)."""
        import torch

        means = np.zeros((len(texts), self.dim), dtype=np.float32)
        for first in range(0, len(texts), BATCH):
            part = list(texts[first : first + BATCH])
            tokens = [coded.ids for coded in self._tokenizer.encode_batch_fast(part, add_special_tokens=False)]
            begins = np.cumsum([0, *map(len, tokens)])
            flat = np.fromiter(chain.from_iterable(tokens), dtype=np.int64, count=begins[-1])
            with torch.inference_mode():
                bags = self._bags(torch.from_numpy(flat), torch.from_numpy(begins[:-1]))
            means[first : first + len(part)] = bags.numpy()
        return means


def read_static(folder: Path) -> StaticModel | None:
    """The static model of a sentence-transformers folder, None where that folder holds another kind of model.

    Only a `StaticEmbedding` in safetensors, normalized or not, without prompts or a shorter dimension is taken;
    `SentenceTransformer` reads all others.

    Raises:
        OSError, ValueError, TypeError, KeyError: the folder's configuration is torn.
        Exception: as `StaticModel`.
    """
    modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
    types = [str(module["type"]) for module in modules]
    library = all(name.startswith("sentence_transformers.") for name in types)
    if not library or [name.rpartition(".")[2] for name in types] not in (
        ["StaticEmbedding"],
        ["StaticEmbedding", "Normalize"],
    ):
        return None
    home = folder / modules[0]["path"]
    settings = folder / "config_sentence_transformers.json"
    if settings.is_file():
        told = json.loads(settings.read_text(encoding="utf-8"))
        if any((told.get("prompts") or {}).values()) or told.get("truncate_dim"):
            return None
    if not (home / "model.safetensors").is_file() or TABLE not in table_names(home / "model.safetensors"):
        return None
    return StaticModel(home / "tokenizer.json", home / "model.safetensors")


def table_names(weights: Path) -> set[str]:
    """The names of the tensors in a safetensors file.

    Raises:
        SafetensorError: the file is torn.
    """
    from safetensors import safe_open

    with safe_open(weights, framework="numpy") as file:
        return set(file.keys())
