"""A small, real embedder for tests of the store: hashed character bigrams through a fixed random projection."""

import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class BigramEmbedder:
    """Texts that share bigrams are near each other."""

    def __init__(self, name: str = "bigrams", revision: str = "1", dim: int = 64) -> None:
        self.name = name
        self.revision = revision
        self.dim = dim
        self._table = np.random.default_rng(5).normal(size=(4096, dim)).astype(np.float32)

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), self.dim), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            slots = [zlib.crc32(text[i : i + 2].encode("utf-8", "replace")) % 4096 for i in range(len(text))]
            row[:] = self._table[slots].sum(axis=0)
            row /= np.linalg.norm(row) or 1.0
        return rows

    def query(self, text: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = self.passages([text])[0]
        return vector
