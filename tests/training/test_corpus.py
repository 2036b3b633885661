"""The public data is read as it was published, and words are keyed by the shape of their digits."""

import json
import lzma
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("gensim")

from training.corpus import Asked, Text, asked, broadcast, fold_digits, laws, news, segment, segmented, texts
from training.word_vectors import principal


def write_rows(path: Path, *rows: dict[str, str]) -> None:
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    write_rows(tmp_path / "news-2023.jsonl.xz", {"date": "2023-08-16", "text": "工会 ８ 月开会，ＧＤＰ增长３%。"})
    write_rows(
        tmp_path / "broadcast-2022-2026.jsonl.xz",
        {"date": "", "title": "标题一二三四", "text": "正文第一段。\n正文第二段。"},
    )
    law = "---\ndraft: true\n---\n\n# 工会法\n\n<!-- INFO END -->\n\n" + "第一条 " + "为保障工会的地位。" * 30
    write_rows(tmp_path / "laws.jsonl.xz", {"title": "工会法", "text": law}, {"title": "README", "text": "# 模版"})
    return tmp_path


def test_text_comes_as_published(data: Path) -> None:
    assert list(news(data)) == [Text("", "工会 ８ 月开会，ＧＤＰ增长３%。")]
    assert next(broadcast(data)).title == "标题一二三四"


def test_laws_lose_their_markup_and_templates_are_left_out(data: Path) -> None:
    (law,) = laws(data)
    assert law.body.startswith("工会法\n")
    assert not set("#<>-") & set(law.body)


def test_segmented_text_holds_every_paragraph_once_and_every_character(data: Path, tmp_path: Path) -> None:
    path = segmented(data, tmp_path / "cache")
    lines = path.read_text(encoding="utf-8").splitlines()
    paragraphs = {p for text in texts(data) for p in (text.title, *text.body.splitlines()) if len(p) > 5}
    assert sorted("".join(line.split()) for line in lines) == sorted("".join(p.split()) for p in paragraphs)
    stamp = path.stat().st_mtime_ns
    assert segmented(data, tmp_path / "cache").stat().st_mtime_ns == stamp


def test_segment_keeps_words_and_drops_white_space() -> None:
    assert segment("总工会表示，GDP 增长3.5%") == ["总工会", "表示", "，", "GDP", "增长", "3.5%"]


@pytest.mark.parametrize(("word", "key"), [("2023", "0000"), ("３.5%", "0.0%"), ("五一", "五一")])
def test_digits_fold_to_zero(word: str, key: str) -> None:
    assert fold_digits(word) == key


def test_questions_come_with_their_passages_and_unanswerable_ones_without_answers(tmp_path: Path) -> None:
    qas = [
        {"question": "谁？", "answers": [{"text": "王明"}, {"text": "王明"}]},
        {"question": "何时？", "answers": [{"text": "x"}], "is_impossible": "true"},
    ]
    with lzma.open(tmp_path / "q.json.xz", "wt", encoding="utf-8") as file:
        json.dump({"data": [{"paragraphs": [{"context": "王明说。", "qas": qas}]}]}, file)
    assert list(asked(tmp_path / "q.json.xz")) == [
        Asked("谁？", "王明说。", ("王明",)),
        Asked("何时？", "王明说。", ()),
    ]


def test_principal_components_keep_distances_and_put_the_largest_variance_first() -> None:
    vectors = np.random.default_rng(7).normal(size=(200, 12)).astype(np.float32) * np.arange(1, 13, dtype=np.float32)
    turned = principal(vectors)
    np.testing.assert_allclose(
        np.linalg.norm(turned[:5, None] - turned, axis=2),
        np.linalg.norm(vectors[:5, None] - vectors, axis=2),
        rtol=1e-3,
    )
    centred = vectors - vectors.mean(axis=0)
    singular = np.linalg.svd(centred, compute_uv=False)
    np.testing.assert_allclose(np.linalg.norm(turned, axis=0), singular, rtol=1e-3)
