"""The reading network: a passage reads the same in any company, and spans are the best by plain search."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import ModelError
from qa.features import Features
from qa.layers import LONGEST_SPAN, SpanHead
from qa.network import Config, Network, collate
from qa.span_model import SHIPPED, SpanModel, load, save
from qa.spans import best_spans, of_edges

WORDS = ["北京", "区长", "主席", "是", "谁"]
PASSAGES = [
    "延庆区区长叶大华参加调研慰问活动。",
    "会议。",
    "市总工会主席在北京主持了一场时间很长的会议，许多职工到场。" * 4,
]


def small() -> SpanModel:
    torch.manual_seed(0)
    features = Features(list("延庆区长叶大华参加调研北京主席是谁"), WORDS)
    config = Config(len(features.characters), len(WORDS), 8, 8, 16, heads=2)
    return SpanModel.holding([Network(config), Network(config)], features)


def test_a_reading_does_not_depend_on_what_the_passage_is_batched_with() -> None:
    model = small()
    together = model.read("区长是谁？", PASSAGES, title=["调研", "", "开会"])
    for passage, title, found in zip(PASSAGES, ["调研", "", "开会"], together, strict=True):
        alone = model.read("区长是谁？", [passage], title=[title])[0]
        assert alone.answerable == pytest.approx(found.answerable, abs=1e-4)
        assert [(span.start, span.end) for span in alone.spans] == [(span.start, span.end) for span in found.spans]
        assert [span.score for span in alone.spans] == pytest.approx([span.score for span in found.spans], abs=1e-3)


@torch.no_grad()
def test_readings_stand_in_the_order_of_their_passages_whatever_their_lengths() -> None:
    model = small()
    passages = [PASSAGES[2][:length] for length in (90, 5, 61, 0, 33, 5, 88, 12, 40, 71)]
    for passage, found in zip(passages, model.read("区长是谁？", passages), strict=True):
        alone = model.read("区长是谁？", [passage])[0]
        assert alone.answerable == pytest.approx(found.answerable, abs=1e-4)
        assert [(span.start, span.end) for span in alone.spans] == [(span.start, span.end) for span in found.spans]


def test_a_reading_is_the_mean_of_what_each_network_reads() -> None:
    model = small()
    together = model.read("区长是谁？", PASSAGES[:1])[0]
    alone = [
        SpanModel.holding([network], model.features).read("区长是谁？", PASSAGES[:1])[0] for network in model.networks
    ]
    assert alone[0].answerable != pytest.approx(alone[1].answerable, abs=1e-4)
    assert together.answerable == pytest.approx(sum(one.answerable for one in alone) / 2, abs=1e-4)
    rows = model.features.rows(PASSAGES[0])
    batch = collate([model.features.rows("区长是谁？")], [(0, rows, 0)])
    best = together.spans[0]
    with torch.inference_mode():
        scores = [float(network(batch).spans[0, best.start, best.end - best.start - 1]) for network in model.networks]
    assert best.score == pytest.approx(sum(scores) / 2, abs=1e-3)


def test_a_span_is_scored_by_its_edges_what_lies_between_them_and_its_length() -> None:
    torch.manual_seed(3)
    head = SpanHead(6, 4)
    x, question, start, end = torch.randn(2, 70, 6), torch.randn(2, 6), torch.randn(2, 70), torch.randn(2, 70)
    with torch.inference_mode():
        fresh = head(x, question, start, end)
        assert fresh[1, 3, 4] == pytest.approx(float(start[1, 3] + end[1, 7]), abs=1e-5)
        for weights in head.parameters():
            weights.normal_()
        spans = head(x, question, start, end)
        assert spans.shape == (2, 70, LONGEST_SPAN)
        inside = head.inside(x, question)
        for first, last in ((0, 0), (3, 7), (10, 69), (69, 69)):
            fit = head.first(x[1, first]) @ head.last(x[1, last]) / 2
            wanted = (
                start[1, first] + end[1, last] + fit + inside[1, first : last + 1].sum() + head.length[last - first]
            )
            assert spans[1, first, last - first] == pytest.approx(float(wanted), abs=1e-3)
        assert spans[1, 69, 1] < -1e4


def test_networks_that_are_loaded_share_one_word_table(tmp_path: Path) -> None:
    model = small()
    save(tmp_path, model.networks, model.features)
    networks, _ = load(tmp_path)
    assert networks[0].word_table is networks[1].word_table


def test_spans_lie_in_the_body_never_in_the_title_or_across_lines() -> None:
    model = small()
    for reading in model.read("区长是谁？", ["叶大华\n北京区长"], title=["延庆区调研"]):
        assert reading.spans
        for span in reading.spans:
            assert 0 <= span.start < span.end <= 8
            assert "\n" not in "叶大华\n北京区长"[span.start : span.end]


def test_no_passage_gives_no_reading_and_an_empty_one_gives_no_span() -> None:
    model = small()
    assert model.read("区长是谁？", []) == []
    assert [reading.spans for reading in model.read("谁", ["", " "])] == [(), ()]
    assert model.read("", ["北京"])[0].spans


logits = st.lists(st.floats(-9, 9, width=32), min_size=80, max_size=80)


@settings(max_examples=40)
@given(st.text(alphabet="区长叶\n ", min_size=1, max_size=80), logits, logits)
def test_the_best_spans_are_those_of_a_plain_search(text: str, start: list[float], end: list[float]) -> None:
    first, last = np.array(start, np.float32)[: len(text)], np.array(end, np.float32)[: len(text)]
    plain: dict[str, float] = {}
    for a in range(len(text)):
        for b in range(a + 1, min(len(text), a + 60) + 1):
            span = text[a:b]
            if "\n" not in span and span == span.strip():
                plain[span] = max(plain.get(span, -99.0), float(first[a] + last[b - 1]))
    found = best_spans(text, of_edges(first, last))
    assert len({text[span.start : span.end] for span in found}) == len(found) <= 5
    assert [span.score for span in found] == sorted((span.score for span in found), reverse=True)
    if plain:
        assert found[0].score == pytest.approx(max(plain.values()))
    for span in found:
        assert plain[text[span.start : span.end]] == pytest.approx(span.score)


def test_saving_and_loading_keeps_the_reading_to_half_precision(tmp_path: Path) -> None:
    model = small()
    save(tmp_path, model.networks, model.features)
    again = SpanModel.holding(*load(tmp_path))
    one, two = (each.read("区长是谁？", PASSAGES)[0] for each in (model, again))
    assert one.answerable == pytest.approx(two.answerable, abs=0.02)
    assert [span.score for span in one.spans] == pytest.approx([span.score for span in two.spans], abs=0.05)
    assert again.features.words == model.features.words
    assert not list(tmp_path.glob("*.part"))


def test_a_folder_without_a_model_says_so(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="装不上"):
        load(tmp_path)


def test_lists_that_do_not_fit_the_network_are_refused(tmp_path: Path) -> None:
    model = small()
    save(tmp_path, model.networks, model.features)
    (tmp_path / "words.txt").write_text("北京\n", encoding="utf-8")
    with pytest.raises(ModelError, match=r"5 个词.*和 1："):
        load(tmp_path)
    settings = json.loads((tmp_path / "config.json").read_text(encoding="utf-8"))
    (tmp_path / "config.json").write_text(json.dumps([{**settings[0], "colour": 1}]), encoding="utf-8")
    with pytest.raises(ModelError, match="装不上"):
        load(tmp_path)


def test_the_shipped_model_is_small_and_names_a_district_head() -> None:
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 40e6
    body = "调研期间，张良与延庆区委书记于波，区委副书记、区长叶大华会面交流工作。"
    other = "饺子代表着团圆，职工们分工合作，包馅、捏边、摆造型，让大家感受家的温暖。"
    titles = ["市总工会赴延庆区调研慰问一线职工", "暖心活动营造“家”氛围"]
    reading, unrelated = SpanModel().read("延庆区的区长是谁？", [body, other], title=titles)
    assert body[reading.spans[0].start : reading.spans[0].end] == "叶大华"
    assert reading.answerable > unrelated.answerable + 1
