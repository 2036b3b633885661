import gzip
import json
import lzma
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import RowError
from index.records import Credit
from index.rows import LONGEST, Row, read_rows

FULL = {
    "headline": "市总工会慰问职工",
    "kicker": "延庆区",
    "subtitle": "张良带队",
    "section": "要闻",
    "byline": "本报讯（记者 马超）",
    "date": "2024-01-05",
    "page": 1,
    "paper": "劳动午报",
    "edition": "A",
    "credits": [{"name": "马超", "role": "记者"}, "张三"],
    "text": "　　第一段。\r\n\r\n  第二段。 \n",
}


def row(fields, tmp_path) -> Row:
    raw = fields if isinstance(fields, bytes) else json.dumps(fields, ensure_ascii=False).encode()
    return Row(tmp_path / "news-2024.jsonl", 17, raw, len(raw))


def traced(cut) -> None:
    """Every character of the article's fields comes from the page, each non-space one of the page goes to one field."""
    (article,), page = cut.articles, cut.page
    used = []
    for run in article.runs:
        field = getattr(article, run.field)
        assert field[run.start : run.start + run.length] == page.text[run.raw : run.raw + run.length]
        used += range(run.raw, run.raw + run.length)
    assert len(used) == len(set(used))
    assert {place for place, sign in enumerate(page.text) if not sign.isspace()} <= set(used)


def test_a_full_row_becomes_a_page_with_one_article(tmp_path) -> None:
    cut = row(FULL, tmp_path).cut("news-2024.000017")
    (article,), page = cut.articles, cut.page
    assert (page.source, page.date, page.number, page.paper) == ("news-2024.jsonl:17", date(2024, 1, 5), 1, "劳动午报")
    assert (article.headline, article.byline, article.body) == (
        "市总工会慰问职工",
        "本报讯（记者 马超）",
        "第一段。\n第二段。",
    )
    assert article.credits == (Credit("马超", "记者"), Credit("张三", ""))
    traced(cut)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80).filter(str.strip), st.text("工会 \n", max_size=9))
def test_nothing_of_a_row_is_lost(tmp_path_factory, text, headline) -> None:
    traced(row({"text": text, "title": headline}, tmp_path_factory.getbasetemp()).cut("p"))


def test_a_row_without_headline_has_an_empty_one(tmp_path) -> None:
    (article,) = row({"date": "2023-08-16", "text": "正文。"}, tmp_path).cut("p").articles
    assert (article.headline, article.body) == ("", "正文。")


@pytest.mark.parametrize("written", ["2023-08-16", "20230816", "2023/8/16", "2023年8月16日", "2023-08-16T10:00:00Z"])
def test_dates_are_read_in_the_usual_forms(tmp_path, written) -> None:
    assert row({"date": written, "text": "正文。"}, tmp_path).cut("p").page.date == date(2023, 8, 16)


@pytest.mark.parametrize(
    "bad",
    [
        b"{",
        b"[1]",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"text": ' + b"9" * 5000 + b"}",
        b'{"text": NaN}',
        b'{"text": "a\\ud800"}',
        {"text": ""},
        {"text": " \n"},
        {"text": ["正文"]},
        {"headline": "只有题"},
        {"text": "正文", "headline": {"a": 1}},
        {"text": "正文", "date": "2023-13-01"},
        {"text": "正文", "date": 20230816},
        b'{"text": "a", "date": NaN}',
        {"text": "正文", "page": 0},
        {"text": "正文", "page": 10**17},
        {"text": "正文", "page": True},
        {"text": "正文", "credits": "马超"},
        {"text": "正文", "credits": [{"role": "记者"}]},
    ],
)
def test_a_bad_row_is_named_in_one_line(tmp_path, bad) -> None:
    with pytest.raises(RowError, match=r"^news-2024\.jsonl:17: ") as raised:
        row(bad, tmp_path).cut("p")
    assert "\n" not in str(raised.value)
    assert len(str(raised.value)) < 150


@pytest.mark.parametrize(("name", "opened"), [("a.jsonl", open), ("a.jsonl.gz", gzip.open), ("a.jsonl.xz", lzma.open)])
def test_lines_are_read_packed_or_not(tmp_path, name, opened) -> None:
    with opened(tmp_path / name, "wb") as file:
        file.write(b'{"text": "1"}\n\n{"text": "2"}\n')
    rows = list(read_rows(tmp_path / name))
    assert [(one.line, one.source, one.page_id) for one in rows] == [
        (1, f"{name}:1", "a.000001"),
        (3, f"{name}:3", "a.000003"),
    ]
    assert rows[-1].position == (tmp_path / name).stat().st_size


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.xz"])
def test_a_torn_file_gives_what_lies_before_the_tear(tmp_path, name) -> None:
    path = tmp_path / name
    whole = (gzip if name.endswith("gz") else lzma).compress(b"".join(b'{"text": "%d"}\n' % n for n in range(50_000)))
    path.write_bytes(whole[: len(whole) // 2])
    read = []
    with pytest.raises(RowError, match="读不下去"):
        read.extend(read_rows(path))
    path.write_bytes(b"no such format")
    with pytest.raises(RowError):
        list(read_rows(path))


def test_a_small_file_that_unfolds_into_a_huge_line_is_not_unfolded(tmp_path) -> None:
    path = tmp_path / "bomb.jsonl.xz"
    path.write_bytes(lzma.compress(b"{" * (20 * LONGEST)))
    with pytest.raises(RowError, match="超过"):
        list(read_rows(path))
    path.write_bytes(lzma.compress(b"\n" * (5 * LONGEST)))
    with pytest.raises(RowError, match="空白"):
        list(read_rows(path))


def test_a_missing_file_is_named(tmp_path) -> None:
    with pytest.raises(RowError, match=r"none\.jsonl"):
        list(read_rows(tmp_path / "none.jsonl"))
