"""Texts to vectors: the ``Embedder`` seam and the one that reads sentence-transformers models.

The shipped model lies in ``index/models/embedder`` and is read without a network. How it was made: ``docs/models.md``.
"""

import hashlib
import re
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError
from index.static import read_static

SHIPPED = Path(__file__).parent / "models" / "embedder"
BATCH_OF_STATIC, BATCH_OF_TRANSFORMER = 1024, 32
HUB_NAME = re.compile(r"[\w-][\w.-]*(/[\w.-]+)?")
WAY_OUT = "去掉 --embedder 就用自带的模型，或给一个完整的 sentence-transformers 模型文件夹"


class Embedder(Protocol):
    """Turns texts into vectors whose inner product is their cosine.

    Attributes:
        name: What the model is called, for people.
        revision: Changes whenever the model's vectors may have changed.
        dim: Length of a vector.
    """

    name: str
    revision: str
    dim: int

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Returns one row of length 1 for each text of the archive; float32 (n, dim)."""

    def query(self, text: str) -> NDArray[np.float32]:
        """Returns the vector of length 1 of a question; float32 (dim,)."""


class SentenceEmbedder:
    """Embeds with a sentence-transformers model: the shipped one, one in a folder, or one downloaded from the hub before.

    The network is never used; ``hf download NAME`` fetches a model of the hub once.

    A model that asks for prompts gets its own for questions and for passages. A text in which the model finds nothing to
    embed (for the shipped one: empty, or punctuation alone) gives zeros, which are like nothing: their cosine with any
    vector is 0. It may be used from several threads.

    Example:
        ``SentenceEmbedder().passages(["总工会举办技能大赛。"])`` is an array of shape (1, 256) whose row has length 1.

    Args:
        name_or_folder: A folder, the name of a downloaded hub model, or None for the shipped model.

    Raises:
        ModelError: There is no sentence-transformers model there.
    """

    def __init__(self, name_or_folder: str | Path | None = None) -> None:
        """Loads the model; takes seconds where sentence-transformers has to be imported, as for all but static models."""
        place = str(name_or_folder or SHIPPED)
        folder = Path(place)
        local = folder.is_dir() or not HUB_NAME.fullmatch(place)
        if local and not (folder / "modules.json").is_file():
            found = "里没有 modules.json" if folder.is_dir() else "不是文件夹"
            raise ModelError(f"向量模型 {place} {found}：{WAY_OUT}")
        from huggingface_hub.errors import HfHubHTTPError
        from safetensors import SafetensorError

        known = (OSError, RuntimeError, ValueError, TypeError, KeyError, AttributeError, ImportError)
        try:
            self._model: Model = (read_static(folder) if local else None) or LibraryModel(place)
        except Exception as error:
            # The tokenizers library raises the bare class for a tokenizer.json that it cannot read.
            if type(error) is not Exception and not isinstance(error, (*known, SafetensorError, HfHubHTTPError)):
                raise
            reason = next(iter(str(error).strip().splitlines()), type(error).__name__)
            way_out = WAY_OUT if local else f"若是网上的模型，先联网运行一次 hf download {place}"
            raise ModelError(f"向量模型 {place} 装不上（{reason}）：{way_out}") from error
        self.name = folder.name if local else place
        self.dim = self._model.dim
        self.revision = fingerprint(folder) if local else hub_commit(place)

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Returns one row of length 1 for each text of the archive, in their order; float32 (n, dim), (0, dim) for none."""
        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        return unit(self._model.encode(texts))

    def query(self, text: str) -> NDArray[np.float32]:
        """Returns the vector of length 1 of a question; float32 (dim,)."""
        row: NDArray[np.float32] = unit(self._model.encode([text], asked=True))[0]
        return row


class Model(Protocol):
    """What reads a folder: the small reader of static models, or sentence-transformers."""

    dim: int

    def encode(self, texts: Sequence[str], *, asked: bool = False) -> NDArray[np.float32]:
        """Returns a row a text, of any length; ``asked`` says that they are questions; float32 (n, dim)."""


class LibraryModel:
    """Any model that sentence-transformers loads; one thread at a time computes."""

    def __init__(self, place: str) -> None:
        from sentence_transformers import SentenceTransformer

        self._model = SentenceTransformer(place, device="cpu", local_files_only=True).float().eval()
        static = type(self._model[0]).__name__ == "StaticEmbedding"
        self._batch = BATCH_OF_STATIC if static else BATCH_OF_TRANSFORMER
        self._lock = threading.Lock()
        self.dim: int = self._model.get_embedding_dimension()

    def encode(self, texts: Sequence[str], *, asked: bool = False) -> NDArray[np.float32]:
        """Returns a row a text with the prompt that the model has for questions or for passages; float32 (n, dim)."""
        encode = self._model.encode_query if asked else self._model.encode_document
        with self._lock:
            return np.asarray(encode(list(texts), batch_size=self._batch, show_progress_bar=False), dtype=np.float32)


def unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Returns the rows at length 1, rows of zeros as they are; float32, same shape."""
    lengths: NDArray[np.float32] = np.linalg.norm(vectors, axis=1, keepdims=True)
    lengths[lengths == 0] = 1
    return vectors / lengths


def fingerprint(folder: Path) -> str:
    """Returns 12 hexadecimal digits of the SHA-256 over the files that decide a model's vectors.

    These are all weights, tokenizers and configurations; cards and pictures may change without changing a vector.
    """
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".safetensors", ".bin", ".onnx", ".json", ".txt", ".model"} and path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode())
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:12]


def hub_commit(name: str) -> str:
    """Returns the first 12 digits of the commit of a downloaded model of the hub, "" where that is unknown."""
    from huggingface_hub import try_to_load_from_cache

    for repository in (name, f"sentence-transformers/{name}"):
        for file in ("modules.json", "config.json"):
            if isinstance(cached := try_to_load_from_cache(repository, file), str):
                return Path(cached).parent.name[:12]
    return ""
