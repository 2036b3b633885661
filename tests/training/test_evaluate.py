"""The metric of CMRC 2018 on cases worked out by hand."""

import pytest

from training.evaluate import common_run, exact, f1, segments, separation


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年，北京", ["2023", "年", "北", "京"]),
        ("《三国》 Dynasty Warriors", ["三", "国", "dynasty", "warriors"]),
        ("1.3万人", ["1.3", "万", "人"]),
        ("、。", []),
    ],
)
def test_segments(text: str, expected: list[str]) -> None:
    assert segments(text) == expected


def test_the_common_run_must_be_unbroken() -> None:
    assert common_run(list("abcxdef"), list("abcydef")) == 3
    assert common_run([], list("a")) == 0


def test_f1_of_a_span_too_long_and_of_one_too_short() -> None:
    assert f1("区长叶大华", ["叶大华"]) == pytest.approx(2 * (3 / 5) * 1 / (3 / 5 + 1))
    assert f1("叶大", ["叶大华"]) == pytest.approx(0.8)
    assert f1("王卫东", ["叶大华"]) == 0.0
    assert f1("", ["叶大华"]) == 0.0


def test_f1_takes_the_kindest_reference() -> None:
    assert f1("12家", ["十二家", "12家"]) == 1.0


def test_an_exact_match_ignores_marks_and_case() -> None:
    assert exact("《CCTV》。", ["cctv"])
    assert not exact("中央台", ["cctv"])


def test_separation_of_logits() -> None:
    found = separation([3.0, 1.0, -1.0], [-2.0, 0.5])
    assert found.at_zero == pytest.approx(50 * (2 / 3 + 1 / 2))
    assert found.area == pytest.approx(5 / 6)
    assert found.best == pytest.approx(50 * (2 / 3 + 1))
    assert found.cut == 0.5


def test_a_cut_is_measured_on_the_half_that_did_not_choose_it() -> None:
    # The even half is parted at 1, the odd one at 5: each cut takes the other half's one side for the other.
    found = separation([2.0, 6.0, 2.0, 6.0], [1.0, 5.0, 1.0, 5.0])
    assert (found.best, found.halved) == (75.0, 50.0)
    alike = separation([2.0] * 3, [1.0] * 4)
    assert alike.halved == alike.best == 100.0
