"""A static folder read without sentence-transformers gives the vectors that sentence-transformers gives."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.embed import SHIPPED, SentenceEmbedder, unit
from index.errors import ModelError
from index.static import StaticModel, read_static

TEXTS = [
    "远山区总工会举办职工技能大赛，林安夺得第一名。",
    "",
    "。，！——",
    "ＧＤＰ增长３．５％",
    "Aoki Technology 2023 年\n第二段。" * 40,
    "𠀀😀 İstanbul Σίσυφος ﷺ…",
]


def save_static(folder: Path, prompts: dict[str, str], *, normalized: bool) -> Path:
    """A static model of four words with random vectors, saved by sentence-transformers."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import Unigram

    tokenizer = Tokenizer(Unigram([("[UNK]", -9.0), ("远山", -2.0), ("工会", -2.0), ("谁", -3.0)], 0, False))
    table = np.random.default_rng(5).normal(size=(4, 8)).astype(np.float32)
    modules = [StaticEmbedding(tokenizer, embedding_weights=table), *([Normalize()] if normalized else [])]
    SentenceTransformer(modules=modules, prompts=prompts, device="cpu").save(str(folder))
    return folder


def by_library(folder: Path, texts: list[str], *, asked: bool) -> NDArray[np.float32]:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True).float()
    return unit(np.asarray((model.encode_query if asked else model.encode_document)(texts), dtype=np.float32))


@pytest.mark.parametrize("asked", [False, True])
def test_the_shipped_folder_gives_what_sentence_transformers_gives(asked: bool) -> None:
    embedder = SentenceEmbedder()
    rows = np.stack([embedder.query(text) for text in TEXTS]) if asked else embedder.passages(TEXTS)
    np.testing.assert_allclose(rows, by_library(SHIPPED, TEXTS, asked=asked), atol=1e-5)


def test_the_shipped_folder_needs_neither_sentence_transformers_nor_transformers() -> None:
    code = (
        "import sys; from index.embed import SentenceEmbedder; SentenceEmbedder().query('远山'); "
        "print(*{'sentence_transformers', 'transformers'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_many_texts_keep_their_order() -> None:
    model = StaticModel(SHIPPED / "tokenizer.json", SHIPPED / "model.safetensors")
    texts = [f"第{number}期" if number % 3 else "" for number in range(2500)]
    rows = model.encode(texts)
    for number in (0, 1, 1022, 1023, 1024, 1025, 2047, 2048, 2498, 2499):
        np.testing.assert_allclose(rows[number], model.encode([texts[number]])[0], atol=1e-6)


@pytest.mark.parametrize("normalized", [False, True])
def test_a_static_folder_without_prompts_is_read_here(tmp_path: Path, normalized: bool) -> None:
    folder = save_static(tmp_path / "static", {"query": "", "document": ""}, normalized=normalized)
    assert read_static(folder) is not None
    texts = ["远山工会", "谁", "工会工会丁"]
    np.testing.assert_allclose(
        SentenceEmbedder(folder).passages(texts), by_library(folder, texts, asked=False), atol=1e-6
    )


def test_a_static_folder_with_prompts_is_left_to_sentence_transformers(tmp_path: Path) -> None:
    folder = save_static(tmp_path / "static", {"query": "谁", "document": ""}, normalized=True)
    assert read_static(folder) is None
    embedder = SentenceEmbedder(folder)
    np.testing.assert_allclose(embedder.query("远山"), embedder.passages(["谁远山"])[0], atol=1e-6)


def test_a_static_folder_cut_to_fewer_dimensions_is_left_to_sentence_transformers(tmp_path: Path) -> None:
    folder = save_static(tmp_path / "static", {}, normalized=True)
    settings = folder / "config_sentence_transformers.json"
    settings.write_text(json.dumps({**json.loads(settings.read_text(encoding="utf-8")), "truncate_dim": 4}))
    assert read_static(folder) is None
    assert SentenceEmbedder(folder).passages(["远山工会"]).shape == (1, SentenceEmbedder(folder).dim) == (1, 4)


@pytest.mark.parametrize(
    "torn", ["tokenizer.json", "model.safetensors", "modules.json", "config_sentence_transformers.json"]
)
@pytest.mark.parametrize("content", ["", "{}", "not json"])
def test_a_torn_file_is_one_line(tmp_path: Path, torn: str, content: str) -> None:
    folder = Path(shutil.copytree(SHIPPED, tmp_path / "static"))
    (folder / torn).write_text(content, encoding="utf-8")
    if (torn, content) == ("config_sentence_transformers.json", "{}"):
        assert SentenceEmbedder(folder).dim == 256
        return
    with pytest.raises(ModelError, match="装不上") as caught:
        SentenceEmbedder(folder)
    assert "\n" not in str(caught.value)


def test_a_table_with_fewer_rows_than_the_tokenizer_has_tokens_is_refused(tmp_path: Path) -> None:
    from safetensors.numpy import load_file, save_file

    folder = Path(shutil.copytree(SHIPPED, tmp_path / "static"))
    table = load_file(SHIPPED / "model.safetensors")["embedding.weight"]
    save_file({"embedding.weight": table[:-1]}, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(ModelError, match=rf"{len(table)} 个词"):
        SentenceEmbedder(folder)
