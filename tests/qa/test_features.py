"""Feature rows: one a code point, the same whatever the widths, and matches counted a second way."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.features import (
    COLUMNS,
    DENSITY_WINDOW,
    HASHED_CHARACTERS,
    HASHED_WORDS,
    KINDS,
    TAGS,
    Column,
    Features,
    fold,
    join,
    match,
)

FEATURES = Features(list("区长叶大华说，北京"), ["北京", "区长", "00", "ABC"])


@given(st.text(max_size=60))
def test_every_code_point_of_any_text_gets_one_row_within_bounds(text: str) -> None:
    rows = FEATURES.rows(text)
    assert rows.shape == (len(text), COLUMNS)
    limits = (9 + HASHED_CHARACTERS, 4 + HASHED_WORDS, 4, len(TAGS), len(KINDS))
    assert (rows >= 0).all()
    assert (rows < np.array(limits)).all()


@given(st.text(max_size=60))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_width_and_case_do_not_change_the_rows() -> None:
    assert (FEATURES.rows("ＡＢＣ北京１２") == FEATURES.rows("abc北京12")).all()


def test_place_says_beginning_middle_end_or_single() -> None:
    rows = FEATURES.rows("北京人民大会堂的")
    assert rows[-1, Column.PLACE] == 3
    assert rows[0, Column.PLACE] == 0
    assert set(rows[1:-1, Column.PLACE].tolist()) <= {0, 1, 2}


def test_a_person_is_tagged_as_one() -> None:
    rows = FEATURES.rows("市总工会副主席张良出席")
    assert TAGS[rows[7, Column.TAG]] == "nr"


def test_a_word_outside_the_list_matches_itself_and_seldom_another() -> None:
    one, two = FEATURES.rows("额尔古纳河"), FEATURES.rows("塔孜勒其镇")
    assert one[0, Column.WORD] >= len(FEATURES.words)
    assert (one[:, Column.WORD] == FEATURES.rows("额尔古纳河")[:, Column.WORD]).all()
    assert one[0, Column.WORD] != two[0, Column.WORD]


def test_digits_are_one_word_but_different_characters() -> None:
    one, two = FEATURES.rows("12"), FEATURES.rows("34")
    assert (one[:, Column.WORD] == two[:, Column.WORD]).all()
    assert (one[:, Column.CHARACTER] != two[:, Column.CHARACTER]).all()


@given(st.text(alphabet="区长叶大华，。12a", max_size=12), st.text(alphabet="区长叶大华，。12a", max_size=50))
def test_matches_agree_with_a_plain_count_over_the_texts(question: str, passage: str) -> None:
    there, here = match(FEATURES.rows(question), FEATURES.rows(passage))
    assert there.shape == (len(question), 3)
    assert here.shape == (len(passage), 4)

    def content(text: str) -> bool:
        return not set(text) & set("，。")

    pairs = {question[n : n + 2] for n in range(len(question) - 1)}
    hit = [n for n in range(len(passage) - 1) if content(passage[n : n + 2]) and passage[n : n + 2] in pairs]
    either = [n in hit or n - 1 in hit for n in range(len(passage))]
    assert here[:, 0].tolist() == [content(one) and one in question for one in passage]
    assert here[:, 1].tolist() == either
    half = DENSITY_WINDOW // 2
    for n in range(len(passage)):
        assert here[n, 3] == pytest.approx(sum(either[max(0, n - half) : n + half + 1]) / DENSITY_WINDOW, abs=1e-5)


def test_joining_puts_a_separator_only_behind_a_title() -> None:
    title, separator, body = (FEATURES.rows(text) for text in ("北京", "\n", "区长说"))
    joined, begin = join(title, separator, body)
    assert begin == 3
    assert (joined[begin:] == body).all()
    assert join(title[:0], separator, body)[1] == 0


def test_importing_the_features_imports_no_torch() -> None:
    code = "import sys, qa.features; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
