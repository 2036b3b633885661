"""What answers and articles look like, and that nothing in them ever becomes more than text."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import Article, Chunk, Credit, Page
from qa.records import Answer, Citation, Passage, Question
from ui import render

HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "\" onmouseover='alert(1)' x=\"",
    "&lt;b&gt; &amp;",
    "[1](javascript:alert(1))",
    "</template></section><iframe src=//evil>",
    "$$\\href{javascript:alert(1)}{x}$$",
    "\u202e反\u2066写",
    "\x1b]0;title\x07\x1b[2J",
    "${alert(1)} {{alert}}",
]
PAGE = Page("p1", "2023-01-04_03.txt", "0" * 64, "整版", date(2023, 1, 4), 3, paper="劳动午报")
ARTICLE = Article(
    "p1-2",
    "p1",
    2,
    "用爱心点亮阅读梦",
    "日前举行仪式。\n自2018年起，捐助了15个图书室，惠及1万多名学生。未来会更多。",
    kicker="捐资助学",
    subtitle="走过五省份",
    section="工会新闻",
    byline="本报讯（记者 陈曦）",
    credits=(Credit("陈曦", "记者"), Credit("李明", "通讯员")),
)
START = ARTICLE.body.index("自2018年")
END = ARTICLE.body.index("学生。") + 3
CITED = Citation(1, ARTICLE, PAGE, START, END)
ASKED = Question("捐了多少个？", "捐了多少个？")
FOUND = Answer(ASKED, True, "15个", f"15个 [1]\n\n「{CITED.quote}」[1]", (CITED,))


class Seen(HTMLParser):
    """What a browser would take for elements, attributes and text."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.inside: dict[str, list[str]] = {}
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)
        self.inside.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        for tag in set(self.open):
            self.inside[tag][-1] += data

    def all(self, tag: str, kind: str | None = None) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag and kind in (None, attrs.get("class"))]


def declined(*articles: Article) -> Answer:
    passages = tuple(
        Passage(Chunk(f"{article.id}-{at}", article.id, 0, 1), article, PAGE) for at, article in enumerate(articles)
    )
    return Answer(ASKED, False, "", "档案里没有。", passages=passages)


def test_each_number_of_an_answer_is_a_button_that_carries_its_article_and_offsets() -> None:
    seen = Seen(render.answer_html(FOUND))
    cites = seen.all("button", "cite")
    assert len(cites) == 2
    for cite in cites:
        assert cite["data-article"] == "p1-2"
        assert ARTICLE.body[int(cite["data-start"] or 0) : int(cite["data-end"] or 0)] == CITED.quote
        assert (cite["aria-label"] or "").startswith("[1]")


def test_a_number_that_nothing_is_cited_under_stays_text() -> None:
    answer = replace(FOUND, text="15个 [1]\n\n「见注[7]」[1]")
    seen = Seen(render.answer_html(answer))
    assert "见注[7]" in seen.text
    assert len(seen.all("button", "cite")) == 2


def test_the_short_answer_stands_before_the_quotation_and_the_sources_name_everything() -> None:
    seen = Seen(render.answer_html(FOUND))
    assert seen.inside["p"][0] == "15个 [1]"
    assert seen.inside["blockquote"] == [f"「{CITED.quote}」[1]"]
    for part in (ARTICLE.headline, "记者 陈曦", "2023年1月4日", "第3版", PAGE.source):
        assert part in seen.inside["ol"][0]


def test_a_completed_question_is_shown_and_an_unchanged_one_is_not() -> None:
    assert "按“" not in render.answer_html(FOUND)
    asked = Question("那老师呢？", "新浪捐助了多少名老师？")
    assert "按“新浪捐助了多少名老师？”查找" in render.answer_html(replace(FOUND, question=asked))


def test_a_declined_question_shows_the_sentence_and_offers_each_near_article_once() -> None:
    others = [replace(ARTICLE, id=f"x-{at}", headline=f"第{at}条") for at in range(9)]
    seen = Seen(render.answer_html(declined(others[0], others[0], *others)))
    assert seen.inside["p"][:2] == ["档案里没有。", "可能相关"]
    assert [button["data-article"] for button in seen.all("button")] == [f"x-{at}" for at in range(render.RELATED)]
    assert not seen.all("button", "cite")


def test_a_declined_question_with_nothing_near_offers_nothing() -> None:
    assert "可能相关" not in render.answer_html(declined())


def test_a_clipping_is_laid_out_kicker_headline_subtitle_credits_date_body_file() -> None:
    text = Seen(render.clipping(ARTICLE, PAGE, START, END)).text
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
    text = Seen(render.clipping(bare, Page("b", "b.txt", "0", "正文。"))).text
    assert "日期不详" in text
    assert "（无标题）" in text


def test_offsets_outside_the_body_are_refused() -> None:
    for start, end in ((-1, 2), (3, 2), (0, len(ARTICLE.body) + 1)):
        with pytest.raises(ValueError, match="mark"):
            render.clipping(ARTICLE, PAGE, start, end)


@given(st.text(st.sampled_from("字 <>&\"'\n。a"), min_size=1, max_size=40), st.data())
def test_the_marked_words_are_exactly_those_between_the_offsets(body: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, len(body)))
    seen = Seen(render.clipping(replace(ARTICLE, body=body), PAGE, start, end))
    assert "".join(seen.inside.get("mark", [])) == body[start:end].replace("\n", "")
    shown = "".join(part for part in seen.inside["div"][0])
    assert "".join(shown.split()) == "".join(body.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_wherever_it_stands(text: str) -> None:
    article = replace(
        ARTICLE,
        id=text,
        headline=text,
        body=text,
        kicker=text,
        subtitle=text,
        section=text,
        credits=(Credit(text, text),),
    )
    page = replace(PAGE, source=text, paper=text)
    cited = Citation(1, article, page, 0, len(text))
    passages = (Passage(Chunk("c", text, 0, 1), article, page),)
    asked = Question(text, text + "?")
    found = Answer(asked, True, text, f"{text} [1]\n\n「{text}」[1]", (cited,), passages)
    refused = Answer(asked, False, "", text, (), passages)
    for markup in (
        render.answer_html(found),
        render.answer_html(refused),
        render.clipping(article, page, 0, len(text)),
        render.turn(text, render.notice(text)),
    ):
        seen = Seen(markup)
        assert {tag for tag, _ in seen.tags} <= set(
            "article header footer div p span h2 blockquote ol ul li button mark".split()
        )
        for _, attrs in seen.tags:
            assert set(attrs) <= {"class", "id", "type", "tabindex", "data-article", "data-start", "data-end"} | {
                "aria-label",
                "aria-labelledby",
            }
        assert "".join(render.visible(text).split()) in "".join(seen.text.split())
        assert not any(sign in seen.text for sign in "\u202e\u2066\x1b\x07")


@given(st.text(max_size=60))
def test_making_a_text_visible_keeps_every_offset(text: str) -> None:
    shown = render.visible(text)
    assert len(shown) == len(text)
    assert all(was == now or now == "\ufffd" for was, now in zip(text, shown, strict=True))


def test_the_terminal_gets_the_text_with_numbers_then_the_sources() -> None:
    assert render.plain(FOUND) == (
        f"15个 [1]\n\n「{CITED.quote}」[1]\n\n出处：\n"
        "[1] 用爱心点亮阅读梦 · 记者 陈曦、通讯员 李明 · 劳动午报 · 2023年1月4日 · 第3版 · 文件 2023-01-04_03.txt"
    )


def test_the_terminal_gets_near_articles_where_nothing_is_found() -> None:
    assert render.plain(declined(ARTICLE)).startswith("档案里没有。\n\n可能相关：\n· 用爱心点亮阅读梦 · ")


def test_a_terminal_escape_in_a_page_does_not_reach_the_terminal() -> None:
    article = replace(ARTICLE, headline="\x1b[31m红\x07", body="\x1b[2J字")
    answer = Answer(ASKED, True, "字", "\x1b[2J字 [1]", (Citation(1, article, PAGE, 0, 5),))
    assert "\x1b" not in render.plain(answer)
    assert "\x07" not in render.plain(answer)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("*粗* _斜_ `码`", r"\*粗\* \_斜\_ \`码\`"),
        ("[点](javascript:x)", r"\[点\](javascript\:x)"),
        ("<b>&lt;", r"\<b\>\&lt;"),
        ("# 题", r"\# 题"),
        ("1. 条", r"1\. 条"),
        ("- 条", r"\- 条"),
        ("www.x.cn", r"www\.x.cn"),
        ("$x$ | ~~y~~ 3.5万", r"\$x\$ \| \~\~y\~\~ 3.5万"),
    ],
)
def test_markdown_signs_of_the_archive_are_written_as_signs(text: str, written: str) -> None:
    article = replace(ARTICLE, body=text)
    answer = Answer(ASKED, True, text, text, (Citation(1, article, PAGE, 0, len(text)),))
    assert render.markdown(answer).split("\n\n")[0] == written


def test_rendering_needs_no_gradio() -> None:
    code = "import sys, ui.render, ui.words_zh; sys.exit('gradio' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
