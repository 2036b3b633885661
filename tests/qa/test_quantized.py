"""Quantized convolutions read what the trained ones read, each passage by itself."""

import copy
import json
from pathlib import Path

import pytest
import torch

from qa.edges import Edges
from qa.layers import GatedConvolution
from qa.quantized import QuantizedConvolution, quantized, supported
from qa.span_model import SHIPPED, SpanModel, load

pytestmark = pytest.mark.skipif(
    not supported(), reason="this processor has no AVX-512 VNNI: the reader stays in float32"
)

MEASURE = Path(__file__).parents[2] / "build" / "reader" / "measure.jsonl"
PASSAGES = ["林安在远山区主持会议。", "会。", "南溪区区长何云川参加调研，青木科技的五十名职工到场。" * 6]


@pytest.mark.parametrize("dilation", [1, 5, 40])
def test_a_quantized_convolution_is_near_the_trained_one(dilation: int) -> None:
    torch.manual_seed(dilation)
    layer = GatedConvolution(32, dilation).eval()
    x, mask = torch.randn(3, 30, 32) * 4, torch.ones(3, 30, 1)
    mask[1, 11:] = 0
    with torch.inference_mode():
        difference = (QuantizedConvolution(layer)(x, mask) - layer(x, mask)).abs()
        moved = (layer(x, mask) - x).abs()
    assert difference.max() < 0.02 * moved.max()


def test_a_convolution_of_nothing_but_zeros_and_padding_is_finite() -> None:
    layer = GatedConvolution(8, 2).eval()
    with torch.no_grad():
        layer.linear.weight.zero_()
        given = QuantizedConvolution(layer)(torch.zeros(2, 5, 8), torch.zeros(2, 5, 1))
        torch.testing.assert_close(given, layer(torch.zeros(2, 5, 8), torch.zeros(2, 5, 1)))


def test_a_reading_does_not_depend_on_what_the_passage_is_batched_with() -> None:
    model = SpanModel()
    together = model.read("南溪区区长是谁？", PASSAGES)
    for passage, found in zip(PASSAGES, together, strict=True):
        alone = model.read("南溪区区长是谁？", [passage])[0]
        assert alone.answerable == pytest.approx(found.answerable, abs=1e-3)
        assert [(span.start, span.end) for span in alone.spans] == [(span.start, span.end) for span in found.spans]


def test_the_shipped_reader_is_read_quantized_and_its_weights_stay() -> None:
    networks, features = load(SHIPPED)
    before = copy.deepcopy(networks[0].state_dict())
    assert any(isinstance(part, QuantizedConvolution) for part in SpanModel().networks[0].modules())
    assert not any(isinstance(part, QuantizedConvolution) for part in networks[0].modules())
    plain, quick = SpanModel.holding(networks, features, Edges()), SpanModel()
    for one, two in zip(plain.read("谁参加调研？", PASSAGES), quick.read("谁参加调研？", PASSAGES), strict=True):
        assert one.answerable == pytest.approx(two.answerable, abs=0.3)
    assert all(torch.equal(before[name], value) for name, value in networks[0].state_dict().items())
    assert quantized(networks[0]) is networks[0]


@pytest.mark.skipif(not MEASURE.is_file(), reason="build/reader/measure.jsonl is made by training.packing")
def test_first_spans_are_the_same_for_98_of_100_questions() -> None:
    plain, quick = SpanModel.holding(*load(SHIPPED), Edges()), SpanModel()
    rows = [json.loads(line) for line in MEASURE.read_text(encoding="utf-8").splitlines()]
    same = 0
    for row in [row for row in rows if row["source"] == "cmrc-dev"][::16][:200]:
        body, title = row["positive"]["body"], [row["positive"]["title"]]
        first, second = (model.read(row["question"], [body], title=title)[0].spans[0] for model in (plain, quick))
        same += (first.start, first.end) == (second.start, second.end)
    assert same >= 196
