"""A network learns from packed rows, goes on from its checkpoint, and is joined with others into one model."""

from pathlib import Path

import numpy as np
import pytest
import torch

from qa.features import Features
from qa.layers import LONGEST_SPAN
from qa.network import Config, Logits, Network, collate
from qa.span_model import SpanModel, load, save
from training.joining import averaged, joined
from training.losses import EDGES, loss_of
from training.packing import pack
from training.reader import Plan, run
from training.reading_data import Passage, Row, write_rows

FEATURES = Features(list("南溪区长何云川参加调研主席是谁在哪里开会林安"), ["南溪", "区长", "主席", "是", "谁"])


def rows(source: str) -> list[Row]:
    body = "南溪区区长何云川参加调研。"
    positive = Passage("调研", body, 5, 8)
    return [Row(source, "南溪区区长是谁", "何云川", positive, (Passage("", "林安在哪里开会。"),), ("何云川",))] * 24


def network() -> Network:
    torch.manual_seed(3)
    return Network(Config(len(FEATURES.characters), len(FEATURES.words), 8, 8, 16, heads=2))


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    pack(rows("synthetic"), FEATURES).save(tmp_path / "synthetic.npz")
    pack(rows("cmrc-train"), FEATURES).save(tmp_path / "human.npz")
    write_rows(tmp_path / "measure.jsonl", rows("cmrc-dev") + rows("drcd"))
    return tmp_path


def test_training_writes_a_model_and_goes_on_where_it_stopped(packed: Path) -> None:
    out = packed / "1"
    out.mkdir()
    run(network(), Plan(0.02, 0.03, 2e-3, 2000, 1, 8), FEATURES, packed, out, 1)
    first = torch.load(out / "state.pt", weights_only=True)
    assert first["step"] > 0 and first["elapsed"] >= 3
    assert SpanModel(out).read("南溪区区长是谁", ["南溪区区长何云川参加调研。"])[0].spans
    longer = first["elapsed"] / 60 + 0.02  # on a busy machine the first run ends late
    run(network(), Plan(0.02, longer, 2e-3, 2000, 1, 8), FEATURES, packed, out, 1)
    again = torch.load(out / "state.pt", weights_only=True)
    assert again["step"] > first["step"] and again["elapsed"] > first["elapsed"]


def test_joined_networks_read_as_their_mean(tmp_path: Path) -> None:
    one, two = network(), Network(network().config)
    save(tmp_path / "1", [one], FEATURES)
    save(tmp_path / "2", [two], FEATURES)
    joined([tmp_path / "1", tmp_path / "2"], tmp_path / "both")
    logits = [SpanModel(tmp_path / name).read("谁", ["何云川"])[0].answerable for name in ("1", "2", "both")]
    assert logits[2] == pytest.approx((logits[0] + logits[1]) / 2, abs=1e-3)
    assert len(load(tmp_path / "both")[0]) == 2
    other = Features(FEATURES.characters, ["别的", *FEATURES.words[1:]])
    save(tmp_path / "3", [two], other)
    with pytest.raises(ValueError, match="vocabularies"):
        joined([tmp_path / "1", tmp_path / "3"], tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_stages_are_averaged_weight_by_weight(tmp_path: Path) -> None:
    torch.manual_seed(1)
    stages = [Network(network().config) for _ in range(3)]
    for number, stage in enumerate(stages):
        save(tmp_path / str(number), [stage], FEATURES)
    averaged([tmp_path / str(number) for number in range(3)], tmp_path / "mean")
    (mean,), _ = load(tmp_path / "mean")
    wanted = sum(stage.start.here.weight.half().float() for stage in stages) / 3
    torch.testing.assert_close(mean.start.here.weight, wanted, atol=1e-3, rtol=0)


def test_the_loss_is_the_cross_entropy_over_all_passages_of_a_question() -> None:
    question = FEATURES.rows("谁")
    batch = collate([question], [(0, FEATURES.rows("何云"), 0), (0, FEATURES.rows("林安"), 0)])
    start = torch.tensor([[1.0, 2.0], [0.5, 0.0]])
    end = torch.tensor([[0.0, 1.0], [3.0, 0.0]])
    spans = torch.full((2, 2, LONGEST_SPAN), -2e4)
    spans[0, 0, :2], spans[0, 1, 0], spans[1, 0, 0] = torch.tensor([1.0, 4.0]), 3.0, 2.0
    logits = Logits(spans, start, end, torch.tensor([2.0, -1.0]))
    span, truth = loss_of(logits, batch, (np.array([0, -1]), np.array([1, -1])))
    edges = -np.log(np.exp(1) / np.exp([1, 2, 0.5, 0]).sum()) - np.log(np.exp(1) / np.exp([0, 1, 3, 0]).sum())
    wanted = -np.log(np.exp(4) / np.exp([1, 4, 3, 2]).sum()) + EDGES * edges
    assert span.item() == pytest.approx(wanted, abs=1e-5)
    binary = (np.log1p(np.exp(-2)) + np.log1p(np.exp(-1))) / 2
    rank = -np.log(np.exp(2) / np.exp([2, -1]).sum())
    assert truth.item() == pytest.approx(binary + 0.5 * rank, abs=1e-5)


def test_halves_share_no_passage_and_together_are_all() -> None:
    bodies = [f"南溪区区长何云川参加第{number}次调研。" for number in range(20)]
    every = [Row("drcd", question, "何云川", Passage("", body, 5, 8)) for body in bodies for question in ("谁", "是谁")]
    packed = pack(every, FEATURES)
    halves = [packed.half(0), packed.half(1)]
    texts = [{half.text(int(half.passages[first, 1])).tobytes() for _, first, *_ in half.questions} for half in halves]
    assert not texts[0] & texts[1]
    assert len(texts[0]) + len(texts[1]) == 20 and min(map(len, texts)) > 0
    assert sum(len(half.questions) for half in halves) == 40
