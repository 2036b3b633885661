"""Chunks to vectors, by the one model of an archive and checked before they are stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.embed import Embedder
from index.errors import MismatchError, ModelError
from index.lookup import batched

_AT_ONCE = 512


def vectors_for(
    embedder: Embedder, texts: Sequence[str], advance: Callable[[int], None] | None = None
) -> npt.NDArray[np.float32]:
    """The vectors of the texts, (n, dim) float32, rows of length 1.

    Args:
        embedder: the model.
        texts: what `embedding_text` makes of chunks.
        advance: told of how many more texts are done.

    Raises:
        ModelError: the model gave something else than finite numbers in that shape.
    """
    blocks: list[npt.NDArray[np.float32]] = [np.zeros((0, embedder.dim), np.float32)]
    for part in batched(texts, _AT_ONCE):
        vectors = embedder.passages(part)
        if vectors.shape != (len(part), embedder.dim) or not np.isfinite(vectors).all():
            raise ModelError(
                f"模型 {embedder.name} 给出的向量不能用：形状 {vectors.shape}，应是 {(len(part), embedder.dim)} 且没有 NaN"
            )
        blocks.append(vectors)
        if advance:
            advance(len(part))
    return np.concatenate(blocks)


def model_of(embedder: Embedder) -> str:
    """Name and revision of a model in one line."""
    return f"{embedder.name} {embedder.revision}"


def check_model(described: Mapping[str, str], embedder: Embedder, folder: Path) -> None:
    """Passes where the archive was embedded by that model.

    Raises:
        MismatchError: it was not.
    """
    kept = tuple(described.get(name, "") for name in ("embedder", "revision", "dim"))
    given = (embedder.name, embedder.revision, str(embedder.dim))
    if kept != given:
        raise MismatchError(
            f"档案 {folder} 的向量出自模型 {' '.join(kept[:2])}（{kept[2]} 维），现在的模型是 {model_of(embedder)}"
            f"（{given[2]} 维）：换回原来的模型，或运行 wenbao update --reembed 用现在的模型重算"
        )
