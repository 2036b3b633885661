"""The embedder gives rows of length 1 that mean what its model's own token vectors mean."""

import json
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from index.embed import SHIPPED, SentenceEmbedder
from index.errors import ModelError

QUESTION = "谁获得了技能大赛的冠军？"
NEAR = "在全市职工职业技能竞赛决赛中，来自机床厂的张伟夺得第一名，被授予“五一劳动奖章”。"
FAR = "受冷空气影响，明天夜间到后天我市将有小到中雪，最低气温零下八度，请市民注意防寒。"


@pytest.fixture(scope="module")
def shipped() -> SentenceEmbedder:
    return SentenceEmbedder()


@pytest.fixture(scope="module")
def tiny_transformer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of one layer with random weights and a prompt for questions, as a sentence-transformers folder."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    bert, folder = tmp_path_factory.mktemp("bert"), tmp_path_factory.mktemp("models") / "tiny"
    characters = sorted(set(QUESTION + NEAR + FAR))
    vocabulary = {token: n for n, token in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *characters])}
    BertTokenizerFast(vocab=vocabulary).save_pretrained(bert)
    shape = BertConfig(
        vocab_size=len(vocabulary), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32
    )
    BertModel(shape).save_pretrained(bert)
    model = SentenceTransformer(modules=[Transformer(str(bert)), Pooling(16)], prompts={"query": "谁", "document": ""})
    model.save(str(folder))
    return folder


def test_rows_have_length_one_and_single_precision(shipped: SentenceEmbedder) -> None:
    rows = shipped.passages([NEAR, FAR, "A", "2023"])
    assert rows.shape == (4, shipped.dim)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)


def test_a_question_is_nearer_to_its_paraphrase_than_to_another_story(shipped: SentenceEmbedder) -> None:
    near, far = shipped.passages([NEAR, FAR]) @ shipped.query(QUESTION)
    assert near > far + 0.1


def test_rows_are_the_means_of_the_token_vectors_in_the_model_file(shipped: SentenceEmbedder) -> None:
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    table = load_file(SHIPPED / "model.safetensors")["embedding.weight"].astype(np.float32)
    tokenizer = Tokenizer.from_file(str(SHIPPED / "tokenizer.json"))
    rows = shipped.passages([NEAR, FAR])
    for text, row in zip([NEAR, FAR], rows, strict=True):
        mean = table[tokenizer.encode(text, add_special_tokens=False).ids].mean(axis=0)
        np.testing.assert_allclose(row, mean / np.linalg.norm(mean), atol=1e-5)
        np.testing.assert_allclose(shipped.query(text), row, atol=1e-6)


@pytest.mark.parametrize("text", ["", "  \n", "。，！——"])
def test_a_text_without_words_is_zeros(shipped: SentenceEmbedder, text: str) -> None:
    rows = shipped.passages([NEAR, text, FAR])
    assert not rows[1].any()
    np.testing.assert_allclose(rows[[0, 2]], shipped.passages([NEAR, FAR]), atol=1e-6)
    assert not shipped.query(text).any()


def test_no_texts_are_no_rows(shipped: SentenceEmbedder) -> None:
    assert shipped.passages([]).shape == (0, shipped.dim)


def test_full_width_letters_and_digits_are_read_as_half_width(shipped: SentenceEmbedder) -> None:
    np.testing.assert_allclose(shipped.query("ＧＤＰ增长３．５％"), shipped.query("gdp增长3.5%"), atol=1e-6)


def test_every_common_character_digit_and_letter_is_known() -> None:
    from tokenizers import Tokenizer

    known = Tokenizer.from_file(str(SHIPPED / "tokenizer.json")).get_vocab()
    assert set("0123456789abcdefghijklmnopqrstuvwxyz%的工会报问谁垚焱") <= known.keys()


def test_threads_get_what_one_thread_gets(shipped: SentenceEmbedder) -> None:
    texts = [f"{NEAR}{number}" for number in range(40)]
    alone = np.stack([shipped.query(text) for text in texts])
    together = np.zeros_like(alone)

    def work(first: int) -> None:
        for number in range(first, len(texts), 4):
            together[number] = shipped.query(texts[number])

    threads = [threading.Thread(target=work, args=(first,)) for first in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    np.testing.assert_allclose(together, alone, atol=1e-6)


def test_a_transformer_folder_is_an_embedder_and_its_prompts_are_used(tiny_transformer: Path) -> None:
    embedder = SentenceEmbedder(tiny_transformer)
    assert (embedder.name, embedder.dim) == ("tiny", 16)
    np.testing.assert_allclose(np.linalg.norm(embedder.passages([NEAR, FAR, ""]), axis=1), 1, atol=1e-6)
    np.testing.assert_allclose(embedder.query(NEAR), embedder.passages(["谁" + NEAR])[0], atol=1e-5)
    assert np.abs(embedder.query(NEAR) - embedder.passages([NEAR])[0]).max() > 1e-3


def test_the_revision_changes_with_the_weights_and_not_with_the_card(tiny_transformer: Path) -> None:
    from safetensors.numpy import load_file, save_file

    before = SentenceEmbedder(tiny_transformer).revision
    (tiny_transformer / "README.md").write_text("another card", encoding="utf-8")
    assert SentenceEmbedder(str(tiny_transformer)).revision == before
    weights = next(tiny_transformer.rglob("model.safetensors"))
    save_file({name: value + 1 for name, value in load_file(weights).items()}, weights, metadata={"format": "pt"})
    assert SentenceEmbedder(tiny_transformer).revision != before


def test_a_transformer_folder_with_a_torn_tokenizer_is_one_model_error(tiny_transformer: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(tiny_transformer, tmp_path / "tiny"))
    next(folder.rglob("tokenizer.json")).write_text('{"model": {"type": "Nothing"}}', encoding="utf-8")
    with pytest.raises(ModelError, match="装不上") as caught:
        SentenceEmbedder(folder)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("what", ["missing", "empty", "torn"])
def test_a_folder_that_is_no_model_is_one_model_error(tmp_path: Path, what: str) -> None:
    folder = tmp_path / what
    if what != "missing":
        folder.mkdir()
    if what == "torn":
        modules = [{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.StaticEmbedding"}]
        (folder / "modules.json").write_text(json.dumps(modules), encoding="utf-8")
    with pytest.raises(ModelError, match=what):
        SentenceEmbedder(folder)


def test_importing_the_seam_imports_no_heavy_library() -> None:
    code = "import sys, index.embed; print(*{'torch', 'sentence_transformers', 'transformers'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_the_shipped_folder_is_small_and_holds_no_pickle() -> None:
    files = [path for path in SHIPPED.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 25_000_000
    assert {path.suffix for path in files} <= {".json", ".md", ".safetensors"}
