"""Nearest chunks by the cosine of their vectors: the only room that knows FAISS."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.errors import ArchiveError
from index.files import beside

FLAT_LIMIT = 50_000
"""Vectors up to which the search is exact in single precision: 1M x 256 takes 114 ms, 50,000 take 6 ms."""

SCALAR_LIMIT = 600_000
"""Vectors up to which all are compared in 8 bit: recall@10 .990, 25 ms at 1M x 256; beyond, cells are (.954, 2 ms)."""

TRAINING_SIZE = 100_000
"""Vectors that the scale and the cells are learnt from, at most."""

_MAGIC = b"wenbao vectors 1\n"

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Header:
    """What a file of vectors is: `size` in bytes and `crc32` are those of FAISS's part of it."""

    dim: int
    generation: int
    kind: str
    model: str
    size: int
    crc32: int


class VectorIndex:
    """Finds chunks by their vectors, which are of length 1, so that inner product is cosine.

    Attributes:
        dim: the length of a vector.
        generation: the truth's generation that it was made from.
        kind: FAISS's name for what it is.
    """

    def __init__(self, dim: int, *, expected: int = 0, sample: Vectors | None = None) -> None:
        """An empty index for about `expected` vectors.

        Args:
            dim: the length of a vector.
            expected: decides between exact search, 8 bits a number, and cells.
            sample: (n, dim) float32, unit rows to learn scale and cells from; needed above `FLAT_LIMIT`.
        """
        import faiss

        self._faiss: Any = faiss
        self.dim = dim
        self.generation = 0
        self.kind = kind(expected)
        inner = faiss.index_factory(dim, self.kind, faiss.METRIC_INNER_PRODUCT)
        if sample is not None and not inner.is_trained:
            inner.train(np.ascontiguousarray(sample, dtype=np.float32))
        if expected > SCALAR_LIMIT:
            faiss.extract_index_ivf(inner).nprobe = max(1, faiss.extract_index_ivf(inner).nlist // 16)
        self._index: Any = inner if expected > SCALAR_LIMIT else faiss.IndexIDMap(inner)

    def __len__(self) -> int:
        """The number of vectors."""
        return int(self._index.ntotal)

    def add(self, keys: Sequence[int] | npt.NDArray[np.int64], vectors: Vectors) -> None:
        """Takes in vectors, (n, dim) float32, unit rows, under keys that are not there yet."""
        if len(keys):
            rows = np.ascontiguousarray(vectors, dtype=np.float32)
            if rows.shape != (len(keys), self.dim):
                raise ValueError(f"vectors of shape {rows.shape}, expected {(len(keys), self.dim)}")
            self._index.add_with_ids(rows, np.asarray(keys, dtype=np.int64))

    def remove(self, keys: Iterable[int]) -> int:
        """The number of vectors taken out; keys that are not there are passed over."""
        gone = np.fromiter(keys, dtype=np.int64)
        return int(self._index.remove_ids(gone)) if len(gone) else 0

    def search(self, vector: Vectors, k: int, *, among: npt.NDArray[np.int64] | None = None) -> list[tuple[int, float]]:
        """The keys and cosines of the `k` nearest vectors to `vector` (dim,) float32, best first, ties by key.

        Args:
            vector: of the question.
            k: how many.
            among: the only keys to be found, positive, if not all.
        """
        k = min(k, len(self) if among is None else len(among))
        if k < 1:
            return []
        row = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, self.dim)
        cosines, keys = self._index.search(row, k, params=None if among is None else self._only(among))
        found = [(int(key), float(cosine)) for key, cosine in zip(keys[0], cosines[0], strict=True) if key >= 0]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def _only(self, keys: npt.NDArray[np.int64]) -> Any:
        """FAISS's parameters for a search among those keys alone."""
        chosen = np.zeros(int(keys.max()) + 1, dtype=bool)
        chosen[keys] = True
        selector = self._faiss.IDSelectorBitmap(np.packbits(chosen, bitorder="little"))
        if not self.kind.startswith("IVF"):
            return self._faiss.SearchParameters(sel=selector)
        # As many more cells as the keys are fewer, so that about as many vectors are compared as without them.
        cells = self._faiss.extract_index_ivf(self._index)
        probed = min(cells.nlist, -(-cells.nprobe * len(self) // len(keys)))
        return self._faiss.SearchParametersIVF(sel=selector, nprobe=probed)

    def save(self, path: Path, model: str) -> None:
        """Puts the index in the place of `path`, whole or not at all, under a line that says what it is.

        Args:
            path: the file.
            model: name and revision of the embedder.
        """
        payload = memoryview(self._faiss.serialize_index(self._index)).cast("B")
        header = Header(self.dim, self.generation, self.kind, model, len(payload), zlib.crc32(payload))
        with beside(path) as file:
            file.write(_MAGIC + json.dumps(asdict(header)).encode() + b"\n")
            file.write(payload)

    @classmethod
    def load(cls, path: Path, *, dim: int, model: str) -> VectorIndex:
        """The index in `path`; FAISS sees its bytes only after their checksum has been found right.

        Raises:
            ArchiveError: the file is missing, torn, or of another model.
        """
        header = read_header(path)
        try:
            with path.open("rb") as file:
                start = len(file.readline() + file.readline())
            stored = np.memmap(path, dtype=np.uint8, mode="r", offset=start)
            if (header.dim, header.model, header.size, header.crc32) != (
                dim,
                model,
                len(stored),
                zlib.crc32(stored.data),
            ):
                raise _torn(path)
            made = cls(dim)
            made.generation, made.kind = header.generation, header.kind
            made._index = made._faiss.deserialize_index(stored)
        except (OSError, ValueError, RuntimeError) as error:
            raise _torn(path) from error
        return made


def read_header(path: Path) -> Header:
    """What the file of vectors in `path` says of itself; its vectors are not read.

    Raises:
        ArchiveError: the file is missing, of another length than it says, or of another format.
    """
    try:
        with path.open("rb") as file:
            magic, line = file.readline(64), file.readline(4096)
            header = Header(**json.loads(line))
            if magic != _MAGIC or path.stat().st_size != file.tell() + header.size:
                raise _torn(path)
        return header
    except (OSError, ValueError, TypeError) as error:
        raise _torn(path) from error


def _torn(path: Path) -> ArchiveError:
    return ArchiveError(f"向量索引 {path} 缺失、损坏或出自别的模型：运行 wenbao update 重建")


def kind(expected: int) -> str:
    """FAISS's name for the index that suits so many vectors; the square root of the number is a usual count of cells."""
    if expected <= FLAT_LIMIT:
        return "Flat"
    if expected <= SCALAR_LIMIT:
        return "SQ8"
    return f"IVF{2 ** round(np.log2(np.sqrt(expected)))},SQ8"
