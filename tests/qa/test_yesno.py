"""Yes and no are said only by a sentence that speaks of all that was asked."""

import pytest

from qa.question import understand
from qa.yesno import verdict


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("南溪区开通夜班公交了吗？", "南溪区昨日开通3条夜班公交线路。", "是"),
        ("南溪区开通夜班公交了吗？", "南溪区尚未开通夜班公交。", "否"),
        ("南溪区是否开通了夜班公交？", "南溪区没有开通夜班公交线路。", "否"),
        ("南溪区没有开通夜班公交吗？", "南溪区尚未开通夜班公交。", "是"),
        ("南溪区开通夜班公交了吗？", "南溪区不断优化线网，已开通夜班公交。", "是"),
        ("南溪区有没有开通夜班公交？", "南溪区开通夜班公交线路。", "是"),
        ("南溪区开没开通夜班公交？", "南溪区开通夜班公交线路。", "是"),
        ("南溪区开通夜班公交了吗？", "南溪区开通夜班公交，孕妇不排队。", ""),
        ("南溪区开通夜班公交了吗？", "北岭区开通夜班公交线路。", ""),
        ("南溪区开通夜班公交了吗？", "南溪区举办职工运动会。", ""),
    ],
)
def test_a_sentence_says_yes_or_no_or_neither(question: str, sentence: str, expected: str) -> None:
    assert verdict(understand(question), "", sentence) == expected


def test_the_headline_may_name_what_the_sentence_leaves_out() -> None:
    assert verdict(understand("南溪区开通夜班公交了吗？"), "南溪区夜班公交", "昨日起3条线路开通。") == "是"


@pytest.mark.parametrize(
    ("asked", "sentence", "expected"),
    [
        ("2025年7月，林安承认跟何云川有裂痕吗？", "林安5日否认自己与何云川之间在远山问题上存在裂痕。", "否"),
        ("书屋还没开张，就已经有人捐书了吗？", "书屋已经有5个人捐书。", "是"),
        ("2022年到南溪区的专家组里，有林万年吗？", "南溪区的专家组今天抵达。", ""),
        ("南溪区的林安，当兵以前做过教师吗？", "南溪区的林安当兵8年。", ""),
    ],
)
def test_only_what_is_asked_is_affirmed_or_denied(asked: str, sentence: str, expected: str) -> None:
    assert verdict(understand(asked), "", sentence) == expected
