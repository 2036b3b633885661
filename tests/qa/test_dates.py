"""The time of a question: its days, the question without it, whether the reports are of that time.

It is Friday 20 March 2026 unless told otherwise.
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.dates import about_issues, period_of, without
from qa.records import Period

TODAY = date(2026, 3, 20)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("２０２３年", "2023-01-01", "2023-12-31"),
        ("上個月", "2026-02-01", "2026-02-28"),
        ("近兩年", "2024-03-20", "2026-03-20"),
        ("國慶期間", "2025-10-01", "2025-10-07"),
        ("二零二三年十二月", "2023-12-01", "2023-12-31"),
        ("2022年及２０２３年", "2022-01-01", "2023-12-31"),
        ("去年11月到今年2月", "2025-11-01", "2026-02-28"),
    ],
)
def test_the_words_stay_as_they_were_typed(words, first, last) -> None:
    expected = Period(words, date.fromisoformat(first), date.fromisoformat(last))
    assert period_of(f"南溪区，{words}的报道", TODAY) == expected


def test_no_possible_day_is_no_period() -> None:
    assert period_of("２月３０日的报道", TODAY) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("2023年有哪些报道讲到修路？", "有哪些报道讲到修路？"),
        ("去年冬天的报道有哪些？", "报道有哪些？"),
        ("南溪区在2023年有哪些活动？", "南溪区有哪些活动？"),
        ("南溪区2023年的报道", "南溪区的报道"),
        ("从2022年到2024年，丁一写了什么？", "丁一写了什么？"),
        ("关于修路的报道，2023年以来有多少篇？", "关于修路的报道，有多少篇？"),
        ("何云川上个月去了哪里？", "何云川去了哪里？"),
        ("“五一”期间谁值班？", "谁值班？"),
        ("去年呢？", "呢？"),
        ("去年", ""),
        ("2023年第三季度和第四季度有哪些活动？", "有哪些活动？"),
        ("何云川去年11月到今年2月去了哪里？", "何云川去了哪里？"),
        ("2022年和2023年的慰问有什么报道", "慰问有什么报道"),
        ("2022、2023年南溪区谁获奖？", "南溪区谁获奖？"),
        ("2023年1月3日召开的2022年度总结会", "召开的2022年度总结会"),
        ("关于去年的报道", "报道"),
        ("由于去年大雪停课", "由于大雪停课"),
        ("如今年轻人今年爱看什么？", "如今年轻人爱看什么？"),
        ("“十四五”期间有哪些报道？", "有哪些报道？"),
    ],
)
def test_the_question_less_its_time(text, rest) -> None:
    period = period_of(text, TODAY)
    assert period
    assert without(text, period) == rest


def test_a_question_that_lacks_the_words_stays_as_it_is() -> None:
    assert without("谁去了南溪区？", Period("去年", TODAY, TODAY)) == "谁去了南溪区？"


@pytest.mark.parametrize(
    ("text", "kind", "about"),
    [
        ("2023年有哪些报道讲到修路？", "list", True),
        ("2023年有多少篇报道讲到修路？", "count", True),
        ("丁一2023年写过哪些报道？", "byline", True),
        ("去年冬天的报道", "other", True),
        ("上个月谁去了南溪区？", "person", True),
        ("今年的目标是多少？", "number", True),
        ("最近有什么活动？", "other", True),
        ("2023年3月的报道里谁受伤了？", "person", True),
        ("2023年关于修路的报道在第几版？", "page", True),
        ("3月5日头版登了什么？", "other", True),
        ("春节前后有哪些慰问活动？", "list", True),
        ("春节的报道有哪些？", "list", True),
        ("去年春节有哪些慰问活动？", "list", True),
        ("1月3日有哪些活动？", "list", True),
        ("1月3日谁去了南溪区？", "person", False),
        ("青木科技2019年的产值是多少？", "number", False),
        ("2019年成立的公司", "organisation", False),
        ("2019年成立的公司有哪些？", "list", False),
        ("成立于2019年的公司有哪些？", "list", False),
        ("有哪些报道讲到2008年的大雪？", "list", False),
        ("哪些区有春节慰问？", "list", False),
        ("哪些区有中秋和国庆慰问？", "list", False),
        ("哪些区有三八妇女节慰问？", "list", False),
        ("2022年和2023年有哪些活动？", "list", True),
        ("去年11月到今年2月谁去了南溪区？", "person", True),
        ("2019年和2020年成立的公司", "organisation", False),
        ("青木科技什么时候成立？", "time", False),
        ("有哪些报道讲到修路？", "list", False),
    ],
)
def test_whether_the_reports_or_the_facts_are_of_that_time(text, kind, about) -> None:
    assert about_issues(text, kind) is about


PIECES = st.sampled_from(
    """
    去年 今年3月 上个月 2023年 二零二三年十二月 3月5日 3月5-8日 12月28日至1月3日 2022-2024年 春节前后 “五一”期间 去冬今春
    九十年代 最近三个月 上周三 2023-01-03 国慶期間 十四五期间 2023年三、四季度 三三月 以来 之前 和 、
    """.split()
    + list("年月日至到的前后中上下初底0123456789一二三十第季度周“”？，")
)


@given(st.lists(PIECES | st.text(max_size=4), max_size=8).map("".join), st.dates())
# the first festival loads the lunar calendar
def test_any_text_on_any_day_is_read_without_an_error(text, today) -> None:
    found = period_of(text, today)
    if found:
        assert found.first <= found.last
        assert found.words
        assert found.words in text
        assert found.words not in without(text, found) or text.count(found.words) > 1
    assert about_issues(text, "list") in (True, False)
