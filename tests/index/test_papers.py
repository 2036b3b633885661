"""Pages of papers that the rules were not made for: where their articles begin, and what their headlines are."""

import json
import re
import unicodedata
from pathlib import Path

import pytest

from index.articles import cut
from index.pages import find_pages, read_page
from tests.index.cutting import assert_whole

PAPERS = Path(__file__).parents[2] / "benchmarks" / "papers"


def plain(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))


SUBHEAD = "海棠里路灯“罢工”半个月"
"""Below a column's name and set as the subheads of the page's articles are: it is not told from one."""


@pytest.mark.parametrize(
    ("paper", "told_apart", "missed"), [("harbour", 27, ()), ("workers", 22, ()), ("evening", 33, (SUBHEAD,))]
)
def test_an_unknown_papers_articles_are_whole_and_most_headlines_right(
    paper: str, told_apart: int, missed: tuple[str, ...]
) -> None:
    cuttings = [cut(read_page(path)) for path in find_pages([PAPERS / paper / "pages"])]
    for cutting in cuttings:
        assert_whole(cutting)
    found = [article for cutting in cuttings for article in cutting.articles]
    rows = [json.loads(line) for line in (PAPERS / paper / "articles.jsonl").read_text("utf-8").splitlines()]
    headlines = {plain(article.headline) for article in found}
    assert sum(plain(row["headline"]) in headlines for row in rows) >= told_apart
    for row in [row for row in rows if row["headline"] not in missed]:
        holding = [
            article for article in found if all(plain(words) in plain(article.body) for words in row["body_contains"])
        ]
        assert len(holding) == 1, row["headline"]
        lines = (holding[0].headline, holding[0].kicker, holding[0].subtitle, holding[0].section)
        assert any(plain(row["headline"]) == plain(line) for line in lines), row["headline"]
