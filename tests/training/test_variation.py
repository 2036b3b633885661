"""Groups are told differently while question and passage keep what they have in common."""

import random

import numpy as np

from qa.features import Column, Features, match
from training import variation
from training.variation import Variation

FEATURES = Features(
    list("南溪区长何云川林安是谁在北京上海开会去了3456789年月日有名职工"),
    ["南溪", "区长", "北京", "上海", "是", "谁", "职工"],
)
TOKENS = np.concatenate([FEATURES.rows("何云川在北京，林大山在上海，周小明在广州，" * 3)])
TEXTS = [FEATURES.rows("何云川在北京有几名职工？"), FEATURES.rows("3月7日，何云川在北京，有45名职工。何云川去了上海。")]


def draws(count: int) -> list[list[np.ndarray]]:
    random.seed(1)
    np.random.seed(1)
    varied = Variation(TOKENS, FEATURES)
    return [varied.varied(TEXTS) for _ in range(count)]


def test_lengths_stay_and_the_texts_themselves_are_left_alone() -> None:
    before = [text.copy() for text in TEXTS]
    for copies in draws(50):
        assert [len(copy) for copy in copies] == [len(text) for text in TEXTS]
    assert all(np.array_equal(text, kept) for text, kept in zip(TEXTS, before, strict=True))


def test_a_name_is_exchanged_in_every_text_or_in_none() -> None:
    changed = 0
    for asked, told in draws(80):
        name = asked[:3, Column.CHARACTER]
        place = len("3月7日，")
        assert np.array_equal(name, told[place : place + 3, Column.CHARACTER])
        changed += not np.array_equal(name, TEXTS[0][:3, Column.CHARACTER])
    assert changed > 5


def test_what_matches_still_matches() -> None:
    wanted = match(TEXTS[0], TEXTS[1])[1][:, 0]
    for asked, told in draws(40):
        assert (match(asked, told)[1][:, 0] >= wanted - 1e-6).all()


def test_digits_change_places_and_0_1_2_stay(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(variation, "DIGITS", 1.0)
    monkeypatch.setattr(variation, "FORGOTTEN", {})
    text = FEATURES.rows("2019年3月45日")
    seen = set()
    for _ in range(20):
        (told,) = Variation(TOKENS, FEATURES).varied([text])
        assert np.array_equal(told[:3, Column.CHARACTER], text[:3, Column.CHARACTER])
        seen.add(tuple(told[[5, 7, 8], Column.CHARACTER]))
        assert len(set(told[[5, 7, 8], Column.CHARACTER])) == 3
    assert len(seen) > 5


def test_a_forgotten_word_is_unknown_wherever_it_stands() -> None:
    forgotten = 0
    for asked, told in draws(80):
        word = int(asked[4, Column.WORD]), int(told[9, Column.WORD])
        assert word[0] == word[1]
        forgotten += word[0] >= len(FEATURES.words)
    assert forgotten > 3
