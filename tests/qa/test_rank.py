"""Any cross-encoder as a ranker: a tiny BERT with real loading code, made here."""

from __future__ import annotations

import math
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import ModelError
from qa.question import understand
from qa.rank import RANKED, CrossEncoderRanker
from qa.records import Passage

Make = Callable[..., Passage]

QUESTION = "远山捐助了多少个书屋？"
BODIES = ["远山捐助了15个书屋。", "林安去了南溪区。", "书屋开放了，学生来看书。", "会议开到很晚。"]


def save_bert(folder: Path, kind: str, labels: int = 1) -> Path:
    """A BERT of one layer with random weights and a vocabulary of characters, with the head that `kind` names."""
    import torch
    import transformers

    folder.mkdir()
    signs = sorted(set(QUESTION + "".join(BODIES)))
    vocabulary = {token: n for n, token in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *signs])}
    transformers.BertTokenizerFast(vocab=vocabulary).save_pretrained(folder)
    torch.manual_seed(3)
    config = transformers.BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
        initializer_range=0.5,
        num_labels=labels,
    )
    getattr(transformers, kind)(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_bert(tmp_path_factory.mktemp("models") / "cross", "BertForSequenceClassification")


@pytest.fixture(scope="module")
def ranker(folder: Path) -> CrossEncoderRanker:
    return CrossEncoderRanker(str(folder))


def test_passages_come_best_first_with_the_sigmoid_of_the_models_own_logit(
    folder: Path, ranker: CrossEncoderRanker, passage: Make
) -> None:
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    found = [passage(body, "", id=f"p:{n:02}", bm25=9.0 - n) for n, body in enumerate(BODIES)]
    ranked = ranker.rank(understand(QUESTION), found)
    scores = [one.scores["ranker"] for one in ranked]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(BODIES)
    assert {one.chunk.id: one.scores["bm25"] for one in ranked} == {one.chunk.id: one.scores["bm25"] for one in found}
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForSequenceClassification.from_pretrained(folder).eval()
    for one in ranked:
        with torch.no_grad():
            logit = float(model(**tokenizer(QUESTION, "\n" + one.text, return_tensors="pt")).logits)
        assert one.scores["ranker"] == pytest.approx(1 / (1 + math.exp(-logit)), abs=1e-5)


def test_the_headline_is_read_with_the_passage(ranker: CrossEncoderRanker, passage: Make) -> None:
    bare, headed = passage(BODIES[1], id="a:01"), passage(BODIES[1], BODIES[0], id="b:01")
    one, other = ranker.rank(understand(QUESTION), [bare, headed])
    assert one.scores["ranker"] != other.scores["ranker"]


def test_only_the_first_are_ranked_and_equals_go_by_chunk_id(ranker: CrossEncoderRanker, passage: Make) -> None:
    found = [passage(BODIES[0], id=f"p:{99 - n:02}") for n in range(RANKED + 3)]
    ranked = ranker.rank(understand(QUESTION), found)
    assert [one.chunk.id for one in ranked[:RANKED]] == sorted(one.chunk.id for one in found[:RANKED])
    assert ranked[RANKED:] == found[RANKED:]
    assert all("ranker" not in one.scores for one in ranked[RANKED:])


def test_a_passage_beyond_the_models_length_is_cut_and_not_refused(ranker: CrossEncoderRanker, passage: Make) -> None:
    assert 0 <= ranker.rank(understand(QUESTION), [passage(BODIES[0] * 40)])[0].scores["ranker"] <= 1


def test_nothing_found_is_nothing_ranked(ranker: CrossEncoderRanker) -> None:
    assert ranker.rank(understand(QUESTION), []) == []


@pytest.mark.parametrize(
    ("kind", "labels", "says"),
    [
        ("BertForQuestionAnswering", 1, "BertForQuestionAnswering"),
        ("BertModel", 1, "BertModel"),
        ("BertForSequenceClassification", 3, "3 个"),
    ],
)
def test_a_model_that_gives_no_score_is_one_clear_line(tmp_path: Path, kind: str, labels: int, says: str) -> None:
    folder = save_bert(tmp_path / "other", kind, labels)
    with pytest.raises(ModelError, match=says) as caught:
        CrossEncoderRanker(str(folder))
    assert "--ranker" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("file", ["tokenizer.json", "config.json", "model.safetensors"])
def test_a_torn_file_is_one_clear_line(folder: Path, tmp_path: Path, file: str) -> None:
    torn = shutil.copytree(folder, tmp_path / "torn") / file
    torn.write_bytes(torn.read_bytes()[:40])
    with pytest.raises(ModelError, match="--ranker") as caught:
        CrossEncoderRanker(str(torn.parent))
    assert "\n" not in str(caught.value)


def test_a_name_that_was_never_fetched_says_how_to_fetch_it() -> None:
    with pytest.raises(ModelError, match="hf download wenbao-test/no-such-ranker") as caught:
        CrossEncoderRanker("wenbao-test/no-such-ranker")
    assert "\n" not in str(caught.value)
