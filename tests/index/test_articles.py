"""Pages cut into articles: the seed pages into theirs, and any page at all without losing a character."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles import MOST_LINES, cut
from index.pages import read_page
from tests.index.cutting import articles, assert_whole, page

SEEDS = Path(__file__).parents[2] / "seeds"
EXPECTED = [
    json.loads(line) for line in (Path(__file__).parent / "seed_articles.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("source", sorted({row["page"] for row in EXPECTED}))
def test_a_seed_page_holds_its_articles_and_no_other(source: str) -> None:
    cutting = cut(read_page(SEEDS / source))
    assert_whole(cutting)
    rows = [row for row in EXPECTED if row["page"] == source]
    assert [article.headline for article in cutting.articles] == [row["headline"] for row in rows]
    for article, row in zip(cutting.articles, rows, strict=True):
        around = (article.kicker, article.subtitle, article.section)
        assert [line for line in around if line] == row["other_headlines"]
        assert list(dict.fromkeys(credit.name for credit in article.credits)) == row["credited"]
        for sentence in row["body_contains"]:
            assert sentence in article.body
        assert "摄影报道" not in article.body
    banners = [cutting.page.text[piece.start : piece.end] for piece in cutting.furniture if piece.kind == "banner"]
    assert len(banners) == 1


def test_a_seed_page_keeps_its_meaning_with_other_newlines_widths_and_encodings(tmp_path: Path) -> None:
    text = (SEEDS / "002_c0ca125224e6b44d.txt").read_text("utf-8")
    plain = cut(page(text)).articles
    file = tmp_path / "2022-11-09_02.txt"
    file.write_bytes(text.replace("\n", "\r\n").encode("gb18030"))
    cutting = cut(read_page(file))
    assert_whole(cutting)
    assert [(a.headline, a.body, a.credits) for a in cutting.articles] == [
        (a.headline, a.body, a.credits) for a in plain
    ]
    assert (cutting.page.date, cutting.page.number) == (date(2022, 11, 9), 2)


@pytest.mark.parametrize("text", ["", " \n\u3000", "\x00\ufeff", "# ", "---\n|--|--|", "![图](a.png)"])
def test_a_page_without_words_has_no_article(text: str) -> None:
    assert articles(text) == ()


def test_a_page_of_one_head_alone_keeps_it_as_body() -> None:
    (article,) = articles("# 休刊启事")
    assert (article.headline, article.body) == ("", "休刊启事")


def test_a_file_of_too_many_lines_is_one_article() -> None:
    (article,) = articles("总工会\n" * (MOST_LINES + 1))
    assert article.body.count("\n") == MOST_LINES


PIECES = st.sampled_from(
    [
        "总工会召开会议",
        "本报讯（记者 马超）",
        "□本报记者 王 磊 文/摄",
        "近日，",
        "职工参加了活动。",
        "“好",
        "”",
        "本报记者 陈艺 摄",
        "（上接第1版）",
        "2024年5月6日 星期一 第3版",
        "2024年5月6日",
        "# ",
        "## ",
        "**",
        "| 甲 | 乙 |",
        "|",
        "- ",
        "![图](a.png)",
        "<br>",
        "<td>",
        "一、",
        "\u3000\u3000",
        " ",
        "\n",
        "\n\n",
        "\n\n\n\n",
        "\r\n",
        "\f",
        "\u200b",
        "\x00",
        "责任编辑：甲 美编：乙",
        "————",
        "（张三）",
    ]
)


@settings(max_examples=150)
@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=40).map("".join))
def test_nothing_of_any_page_is_lost(text: str) -> None:
    cutting = cut(page(text))
    assert_whole(cutting)
    assert cut(page(text)) == cutting


@settings(max_examples=50)
@given(st.sampled_from(sorted(SEEDS.glob("*.txt"))), st.randoms(use_true_random=False))
def test_nothing_of_a_broken_seed_page_is_lost(file: Path, random: object) -> None:
    text = file.read_text("utf-8")
    for _ in range(20):
        at = random.randrange(len(text))  # type: ignore[attr-defined]
        text = text[:at] + random.choice(["\n", "\n\n\n", " ", "\u3000", "**", "# "]) + text[at:]  # type: ignore[attr-defined]
    assert_whole(cut(page(text)))
