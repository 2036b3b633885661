"""What programs get of an answer."""

from __future__ import annotations

import json

from tests.ui.shown import FOUND, declined, explained
from ui.contract import answer_row


def test_programs_get_how_the_question_was_read() -> None:
    row = answer_row(explained(), explain=True)
    assert row["read_as"] == {
        "text": "市总去年冬天去了多少家？",
        "kind": "number",
        "unit": "家",
        "names": ["市总"],
        "terms": {"冬天": 5.0},
        "period": {"words": "去年冬天", "first": "2022-12-01", "last": "2023-02-28"},
        "widened": {"市总": ["市总工会", "总工会"], "冬天": []},
        "core": "",
        "cited_before": [],
    }
    assert row["steps"] == [{"what": "筛选", "how": "只看有日期的 9 篇"}]
    assert json.loads(json.dumps(row)) == row
    assert answer_row(FOUND, explain=True)["read_as"]["period"] is None


def test_programs_get_which_no_it_is_and_what_may_have_been_meant() -> None:
    row = answer_row(declined(why="nothing", suggestion="林安是谁？"))
    assert (row["why"], row["suggestion"]) == ("nothing", "林安是谁？")
    assert not {"read_as", "steps"} & set(row)
    assert (answer_row(FOUND)["why"], answer_row(FOUND)["suggestion"]) == ("", "")
