"""A clipping shows an article as the paper set it, with exactly the cited words marked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import Article, Page
from tests.ui.shown import ARTICLE, END, PAGE, START, Seen
from ui.clipping import clipping


def test_a_clipping_is_laid_out_kicker_headline_subtitle_credits_date_body_file() -> None:
    text = Seen(clipping(ARTICLE, PAGE, START, END)).text
    parts = [
        "捐资助学",
        "用爱心点亮阅读梦",
        "走过五省份",
        "记者 陈曦",
        "2023年1月4日",
        "第3版",
        "日前举行",
        PAGE.source,
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_a_clipping_of_a_bare_page_says_that_the_date_is_not_known() -> None:
    bare = Article("b-1", "b", 1, "", "正文。")
    text = Seen(clipping(bare, Page("b", "b.txt", "0", "正文。"))).text
    assert "日期不详" in text
    assert "（无标题）" in text


def test_offsets_outside_the_body_are_refused() -> None:
    for start, end in ((-1, 2), (3, 2), (0, len(ARTICLE.body) + 1)):
        with pytest.raises(ValueError, match="mark"):
            clipping(ARTICLE, PAGE, start, end)


@given(st.text(st.sampled_from("字 <>&\"'\n。a"), min_size=1, max_size=40), st.data())
def test_the_marked_words_are_exactly_those_between_the_offsets(body: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, len(body)))
    seen = Seen(clipping(replace(ARTICLE, body=body), PAGE, start, end))
    assert "".join(seen.inside.get("mark", [])) == body[start:end].replace("\n", "")
    shown = "".join(part for part in seen.inside["div"][0])
    assert "".join(shown.split()) == "".join(body.split())
