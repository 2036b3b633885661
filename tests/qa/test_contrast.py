"""What an article tells of, where another one of the series is asked for."""

from datetime import date

import pytest

from qa.contrast import beside_another, tells_of_another


@pytest.mark.parametrize(
    ("question", "article", "expected"),
    [
        ("新港二期什么时候动工？", "新港一期工程已经完工。", True),
        ("新港二期什么时候动工？", "新港一期完工，二期明年动工。", False),
        ("第三届书法比赛在哪里举行？", "首届书法比赛在文化宫举行。", True),
        ("第一届书法比赛在哪里举行？", "首届书法比赛在文化宫举行。", False),
        ("第12届书法比赛在哪里举行？", "第十二届书法比赛在文化宫举行。", False),
        ("第一人民医院的院长是谁？", "第二人民医院院长林安说。", True),
        ("比赛设了多少个奖？", "首届书法比赛设了12个奖。", False),
        ("男子组的冠军是谁？", "女子组的冠军是林安。", True),
        ("男子组的冠军是谁？", "男子组、女子组的冠军昨天产生。", False),
        ("上半年收了多少件？", "下半年收了300件。", True),
        ("义诊车下一站去哪里？", "义诊车昨天到了南溪社区。", True),
        ("义诊车下一站去哪里？", "义诊车下一站去北岭社区。", False),
        ("2019年去了哪里？", "2023年，车队去了南溪。", True),
        ("2023年去了哪里？", "2023年，车队去了南溪。", False),
        ("2019年去了哪里？", "车队去了南溪。", False),
    ],
)
def test_another_one_of_the_series_is_not_the_one_that_is_asked_for(
    question: str, article: str, expected: bool
) -> None:
    assert tells_of_another(question, article) is expected


def test_last_year_is_counted_from_the_day_of_the_issue() -> None:
    assert not tells_of_another("2022年去了哪里？", "去年，车队去了南溪。", date(2023, 3, 1))
    assert not tells_of_another("2023年去了哪里？", "昨天，车队去了南溪。", date(2023, 3, 1))
    assert tells_of_another("2021年去了哪里？", "去年，车队去了南溪。", date(2023, 3, 1))


@pytest.mark.parametrize(
    ("question", "body", "span", "expected"),
    [
        ("男子组的冠军是谁？", "林安获男子组冠军；周明获女子组冠军。", "周明", True),
        ("男子组的冠军是谁？", "林安获男子组冠军；周明获女子组冠军。", "林安", False),
        ("第二期从哪天开始？", "第一期7月8日开始，第二期7月29日开始。", "7月8日", True),
        ("第二期从哪天开始？", "第一期7月8日开始，第二期7月29日开始。", "7月29日", False),
        ("第二名是谁？", "第一名林安，第二名周明。", "林安", True),
        ("第二届来了多少人？", "第二届来了300人，比首届多50人。", "300人", False),
        ("第二届来了多少人？", "第二届比首届多来50人。", "50人", False),
        ("今年补助多少钱？", "补助由去年的2万元提高到今年的3万元。", "2万元", True),
        ("今年补助多少钱？", "补助由去年的2万元提高到今年的3万元。", "3万元", False),
    ],
)
def test_what_is_told_of_the_other_one_in_the_same_sentence(
    question: str, body: str, span: str, expected: bool
) -> None:
    start = body.index(span)
    assert beside_another(question, body, start, start + len(span)) is expected
