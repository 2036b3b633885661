"""What the reader is trained on: answers where they are said to be, and nothing of what it is measured with."""

import json
import lzma
import random
from pathlib import Path

import numpy as np
import pytest

from qa.features import Features
from training import packing
from training.candidates import candidates
from training.packing import Packed, pack
from training.reading_data import Alike, Near, Passage, Row, cjrc, cmrc, drcd, windows, with_near, with_own

DATA = Path(__file__).parents[2].parent / "shared" / "data"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the public data is not here")


def _grams(text: str, step: int) -> set[int]:
    """Hashes of the runs of 30 characters that begin at every ``step``-th one."""
    return {hash(text[n : n + 30]) for n in range(0, len(text) - 29, step)}


@needs_data
def test_no_passage_of_the_measured_questions_is_trained_on() -> None:
    train = cmrc(DATA, "train") + cmrc(DATA, "trial") + drcd(DATA)[0]
    seen = {gram for row in train if row.positive for gram in _grams(row.positive.body, 1)}
    for row in cmrc(DATA, "dev"):
        assert row.positive is not None
        grams = _grams(row.positive.body, 30)
        assert len(grams & seen) < 0.3 * len(grams), row.positive.body[:60]


@needs_data
def test_dev_is_never_among_the_rows_to_train_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "Near", lambda passages: None)
    monkeypatch.setattr(packing, "Alike", lambda passages: None)
    monkeypatch.setattr(packing, "neighbours", lambda data: ())
    monkeypatch.setattr(packing, "with_near", lambda rows, near, share, most=1: list(rows))
    train, measure = packing.to_learn(DATA), packing.to_measure(DATA)
    assert "cmrc-dev" not in {row.source for row in train}
    # Kept-out questions of our own over the encyclopaedia are about passages that CMRC's training questions are about too.
    measured = {row.positive.body for row in measure if row.positive and not row.source.startswith("encyclopaedia")}
    assert not measured & {passage.body for row in train for passage in (row.positive, *row.negatives) if passage}


@needs_data
def test_every_answer_stands_where_it_is_said_to() -> None:
    for row in cmrc(DATA, "trial") + drcd(DATA)[1] + cjrc(DATA)[1]:
        if row.positive:
            assert row.positive.body[row.positive.start : row.positive.end] == row.answer


def test_cjrc_answers_are_found_again_and_yes_no_left_out(tmp_path: Path) -> None:
    questions = [
        {"question": "谁借款？", "is_impossible": "false", "answers": [{"text": "刘某", "answer_start": 40}]},
        {"question": "是否还款？", "is_impossible": "false", "answers": [{"text": "YES", "answer_start": -1}]},
        {"question": "利息多少？", "is_impossible": "true", "answers": []},
    ]
    data = {"data": [{"paragraphs": [{"context": "经审理查明，刘某向张某借款。", "qas": questions}]}]}
    for name in ("dev", "test"):
        with lzma.open(tmp_path / f"cjrc_{name}.json.xz", "wt", encoding="utf-8") as out:
            json.dump(data, out, ensure_ascii=False)
    rows = [row for part in cjrc(tmp_path) for row in part]
    assert [row.positive and row.positive.start for row in rows] == [6, None, 6, None]


def test_an_answer_outside_its_body_is_refused() -> None:
    with pytest.raises(ValueError, match="3:9 outside a body of 4"):
        Passage("", "四个字吧", 3, 9)


def test_windows_lose_nothing_but_scraps() -> None:
    text = "".join(f"这是第{n}句话，说的是第{n}件事情，别的不说。" for n in range(40))
    assert "".join(windows(text, 100)) == text
    assert max(map(len, windows(text, 100))) <= 100


def test_near_negatives_lack_the_answer_and_share_words() -> None:
    passages = [
        Passage("", "东城区总工会主席王某出席会议并讲话，要求做好职工服务工作。"),
        Passage("", "西城区总工会主席李某出席会议并讲话，要求做好职工服务工作。"),
        Passage("", "今天天气晴朗，适合到郊外去走一走看一看，晚上会有小雨。"),
    ]
    row = Row("x", "东城区总工会主席是谁？", "王某", Passage("", passages[0].body, 8, 10))
    found = with_near([row], Near(passages), 1.0)[0].negatives
    assert found == (passages[1],)


def test_what_is_alike_in_meaning_is_found_and_never_holds_the_answer() -> None:
    passages = [
        Passage("", "三号楼的老人食堂每天供应午饭，花十元就能吃饱。"),
        Passage("", "敬老餐厅中午开门，老年人凭卡吃饭只要八元。"),
        Passage("", "球队客场赢下比赛，前锋打进两球。"),
    ]
    row = Row("x", "老年人吃一顿午饭要多少钱", "十元", Passage("", passages[0].body, 14, 16))
    alike = Alike(passages)
    assert set(alike.find(row.question, 2)) == set(passages[:2])
    assert alike.find(passages[1].body, 3)[0] == passages[1]
    assert passages[0] not in with_near([row], alike, 1.0, 3)[0].negatives


def test_own_negatives_come_from_the_passage_and_lack_the_answer() -> None:
    body = (
        "".join(f"第{n}段说的是职工之家建设的情况，内容很多很多。" for n in range(30))
        + "区长是叶大华，他参加了调研活动并讲话，要求做好服务工作。"
    )
    start = body.index("叶大华")
    row = with_own([Row("x", "区长是谁？", "叶大华", Passage("", body, start, start + 3))], 1.0)[0]
    assert "叶大华" not in row.negatives[0].body
    assert row.negatives[0].body in body


def test_packing_gives_back_the_rows_of_every_text(tmp_path: Path) -> None:
    features = Features(list("区长是叶大华谁"), ["区长"])
    rows = [
        Row("a", "区长是谁", "叶大华", Passage("调研", "区长叶大华", 2, 5), (Passage("", "没有区长"),)),
        Row("b", "区长是谁", "", None, (Passage("", "没有区长"),)),
    ]
    packed = pack(rows, features)
    packed.save(tmp_path / "packed.npz")
    packed = Packed.load(tmp_path / "packed.npz")
    assert packed.questions.tolist() == [[0, 0, 2, 0], [0, 2, 1, 1]]
    title, body, start, end = packed.passages[0]
    assert (packed.text(title) == features.rows("调研")).all()
    assert (packed.text(body)[start:end] == features.rows("区长叶大华")[2:5]).all()
    assert packed.passages[1].tolist() == packed.passages[2].tolist()
    assert np.array_equal(packed.text(0), features.rows("区长是谁"))


def test_a_title_before_a_name_asks_for_the_last_organisation_and_role() -> None:
    random.seed(1)
    ready = {
        text
        for _ in range(30)
        for one in candidates("延庆区人大党组副书记、区总工会主席贺常荣参加活动。")
        for text in one.ready
        if one.kind == "person"
    }
    assert "区总工会的主席是谁" in ready or "区总工会主席是谁" in ready
    assert not any("人大" in text for text in ready)


def test_themes_hosts_dates_and_numbers_are_found_with_their_units() -> None:
    random.seed(1)
    sentence = "1月3日，以“情系亦庄”为主题的演出由经开区总工会主办，400余名职工观看。"
    found = {one.kind: sentence[one.start : one.end] for one in candidates(sentence)}
    assert found["theme"] == "情系亦庄"
    assert found["host"] == "经开区总工会"
    assert found["time"] == "1月3日"
    assert found["number"] == "400余名"
