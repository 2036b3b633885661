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
