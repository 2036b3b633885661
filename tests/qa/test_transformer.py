"""Any question-answering transformer as a reader: a tiny BERT with real loading code, made here."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from index.errors import ModelError
from qa.transformer import TransformerSpans

BODY = "新浪捐助了15个爱心图书室，惠及1万多名学生。"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of two layers with random weights, saved as people save theirs."""
    import torch
    from tokenizers import BertWordPieceTokenizer
    from transformers import BertConfig, BertForQuestionAnswering, BertTokenizerFast

    path = tmp_path_factory.mktemp("bert")
    signs = sorted(set(BODY + "多少个图书室谁捐助？标题在此"))
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *signs]
    (path / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    made = BertWordPieceTokenizer(str(path / "vocab.txt"), lowercase=True)
    BertTokenizerFast(tokenizer_object=made._tokenizer).save_pretrained(path)
    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=128,
    )
    BertForQuestionAnswering(config).save_pretrained(path)
    assert json.loads((path / "config.json").read_text(encoding="utf-8"))["architectures"] == [
        "BertForQuestionAnswering"
    ]
    return path


def test_spans_lie_in_the_passage_best_first(folder: Path) -> None:
    readings = TransformerSpans(str(folder)).read(
        "新浪捐助了多少个图书室？", [BODY, "谁捐助？"], title=["标题在此", ""]
    )
    assert len(readings) == 2
    for text, reading in zip([BODY, "谁捐助？"], readings, strict=True):
        assert reading.spans
        assert all(0 <= span.start < span.end <= len(text) for span in reading.spans)
        scores = [span.score for span in reading.spans]
        assert scores == sorted(scores, reverse=True)


def test_a_span_scores_the_sum_of_its_token_logits(folder: Path) -> None:
    import torch

    model = TransformerSpans(str(folder))
    reading = model.read("谁捐助？", [BODY])[0]
    coded = model._tokenizer("谁捐助？", BODY, return_tensors="pt", return_offsets_mapping=True)
    offsets = coded.pop("offset_mapping")[0].tolist()
    with torch.no_grad():
        logits = model._model(**coded)
    sides = coded.sequence_ids(0)
    best = reading.spans[0]
    first = next(i for i, (low, _) in enumerate(offsets) if sides[i] == 1 and low == best.start)
    last = next(i for i, (_, high) in enumerate(offsets) if sides[i] == 1 and high == best.end)
    assert best.score == pytest.approx(float(logits.start_logits[0, first] + logits.end_logits[0, last]), abs=1e-4)


def test_a_long_passage_is_cut_and_not_refused(folder: Path) -> None:
    assert TransformerSpans(str(folder)).read("谁捐助？", [BODY * 20])[0].spans


def test_a_folder_without_a_model_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="--reader") as caught:
        TransformerSpans(str(tmp_path))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("file", ["tokenizer.json", "config.json", "model.safetensors"])
def test_a_torn_file_is_one_clear_line(folder: Path, tmp_path: Path, file: str) -> None:
    torn = shutil.copytree(folder, tmp_path / "torn") / file
    torn.write_bytes(torn.read_bytes()[:40])
    with pytest.raises(ModelError, match="--reader") as caught:
        TransformerSpans(str(torn.parent))
    assert "\n" not in str(caught.value)


def test_a_model_made_for_something_else_is_not_loaded_with_a_random_head(folder: Path, tmp_path: Path) -> None:
    other = shutil.copytree(folder, tmp_path / "other")
    config = json.loads((other / "config.json").read_text(encoding="utf-8"))
    (other / "config.json").write_text(json.dumps({**config, "architectures": ["BertModel"]}), encoding="utf-8")
    with pytest.raises(ModelError, match="BertModel") as caught:
        TransformerSpans(str(other))
    assert "--reader" in str(caught.value)


def test_a_name_that_was_never_fetched_says_how_to_fetch_it() -> None:
    with pytest.raises(ModelError, match="hf download wenbao-test/no-such-reader"):
        TransformerSpans("wenbao-test/no-such-reader")
