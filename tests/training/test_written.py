"""Our own questions: each answer stands in its text, kept-out texts teach nothing, and nothing measured is among them."""

from __future__ import annotations

import json
import lzma
from collections import Counter
from pathlib import Path

import pytest

from tests.training.test_reading_data import DATA, needs_data
from training.corpus import rows
from training.written import FILES, HERE, beginning, kept_out, lines, place_of, written

QUESTIONS = Path(__file__).parents[2] / "benchmarks" / "questions"


def _texts(folder: Path, text: str) -> None:
    with lzma.open(folder / FILES["news"], "wt", encoding="utf-8") as out:
        out.write(json.dumps({"date": "2023-07-29", "text": text}, ensure_ascii=False) + "\n")


def test_a_line_becomes_a_row_with_its_answer_in_place(tmp_path: Path) -> None:
    text = "灯塔修了三年。守塔人叫何远，今年六十岁。"
    _texts(tmp_path, text)
    file = tmp_path / "written.tsv"
    file.write_text(
        "news\t0\tplain\t守塔人叫什么\t何远\nnews\t0\tnone\t灯塔花了多少钱\t三年\nnews\t0\treworded\t看灯的老人多大了\t六十岁\n",
        "utf-8",
    )
    train, measure = written(tmp_path, file)
    assert not (train and measure)
    found = train + measure
    assert [row.source for row in found] == ["written-plain", "written-none", "written-reworded"]
    assert [row.positive and (row.positive.start, row.positive.end) for row in found] == [(11, 13), None, (16, 19)]
    assert found[1].negatives[0].body == text


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("news\t0\tplain\t谁守塔\n", "line 1: five columns"),
        ("news\tnone\tplain\t谁守塔\t何远\n", "line 1: five columns"),
        ("news\t0\tplain\t谁守塔\t何近\n", "何近」 does not stand"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str, message: str) -> None:
    _texts(tmp_path, "守塔人叫何远。")
    file = tmp_path / "written.tsv"
    file.write_text(line, "utf-8")
    with pytest.raises(ValueError, match=message):
        written(tmp_path, file)


def test_an_answer_said_twice_is_taken_from_the_sentence_that_is_asked_about() -> None:
    body = "南楼高30米。北楼也高30米，由何远设计。"
    assert place_of("30米", body, "北楼有多高") == body.rindex("30米")
    assert place_of("30米", body, "南楼有多高") == body.index("30米")


def test_the_beginning_of_a_text_is_whole_sentences() -> None:
    assert beginning("第一句。\n\n第二句。") == "第一句。\n第二句。"
    long = "这句话有十个字哦嗯。" * 60
    assert beginning(long) == long[:430]


def test_questions_over_the_encyclopaedia_are_about_its_whole_passage(tmp_path: Path) -> None:
    passages = [{"context": f"第{number}座灯塔。" * 80 + "守塔人叫何远。", "qas": [{}]} for number in range(2)]
    with lzma.open(tmp_path / FILES["encyclopaedia"], "wt", encoding="utf-8") as out:
        json.dump({"data": [{"title": "灯塔", "paragraphs": passages}]}, out, ensure_ascii=False)
    file = tmp_path / "written.tsv"
    file.write_text("encyclopaedia\t1\tclause\t守塔人的情况\t守塔人叫何远\n", "utf-8")
    train, measure = written(tmp_path, file)
    (row,) = train + measure
    assert row.source == "encyclopaedia-clause"
    assert row.positive and (row.positive.title, row.positive.body) == ("灯塔", passages[1]["context"])


def test_the_shipped_lines_are_of_these_kinds_and_asked_once() -> None:
    found = list(lines())
    counts = Counter((source == "encyclopaedia", kind) for source, _, kind, _, _ in found)
    assert set(counts) == {
        *((False, kind) for kind in ("plain", "reworded", "none")),
        *((True, kind) for kind in ("clause", "plain", "reworded", "none")),
    }
    assert min(counts.values()) > 2000
    assert len({(source, text, question) for source, text, _, question, _ in found}) == len(found)
    assert all(question and (answer or kind == "none") for _, _, kind, question, answer in found)


@needs_data
def test_no_text_that_our_measured_questions_are_about_is_asked_about() -> None:
    measured = {
        headline
        for path in QUESTIONS.glob("broadcast*.jsonl")
        for line in path.read_text("utf-8").splitlines()
        for headline in json.loads(line)["articles"]
    }
    asked = {text for source, text, *_ in lines(HERE) if source == "broadcast"}
    titles = {row["title"] for number, row in enumerate(rows(DATA / FILES["broadcast"])) if number in asked}
    assert not titles & measured


@needs_data
def test_no_text_shares_a_run_with_the_articles_of_the_test_questions() -> None:
    def runs(text: str, step: int) -> set[str]:
        bare = "".join(text.split())
        return {bare[at : at + 40] for at in range(0, len(bare) - 39, step)}

    sought = {run for row in rows(DATA.parent / "eval" / "news-articles-open.jsonl.xz") for run in runs(row["text"], 1)}
    asked = {text for source, text, *_ in lines(HERE) if source == "news"}
    for number, row in enumerate(rows(DATA / FILES["news"])):
        assert number not in asked or not runs(row["text"], 1) & sought


@needs_data
def test_kept_out_texts_are_in_no_row_to_train_on() -> None:
    train, measure = written(DATA)
    bodies = {(row.positive or row.negatives[0]).body for row in train}
    assert not bodies & {(row.positive or row.negatives[0]).body for row in measure}
    assert not any(kept_out(body) for body in bodies)
