"""An article, an answer and a no to show, and what a browser would see of the markup that comes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

from index.records import Article, Chunk, Credit, Page
from qa.records import Answer, Citation, Passage, Period, Question, Term
from ui.explained import SHOWN

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
WINTER = Period("去年冬天", date(2022, 12, 1), date(2023, 2, 28))
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


def declined(*articles: Article, why: str = "unsaid", **more: object) -> Answer:
    passages = tuple(
        Passage(Chunk(f"{article.id}-{at}", article.id, 0, 1), article, PAGE) for at, article in enumerate(articles)
    )
    return replace(Answer(ASKED, False, "", "档案里没有。", passages=passages, why=why), **more)


def explained() -> Answer:
    """An answer of which everything is known about how it was found."""
    scores = {"bm25": 3.2, "fused": 0.4, "relevance": 1.2345}
    passages = [
        Passage(Chunk(f"x-{at}", f"x-{at}", 0, 4), replace(ARTICLE, id=f"x-{at}", headline=f"第{at}条"), PAGE, scores)
        for at in range(SHOWN + 3)
    ]
    question = Question(
        "那去年冬天市总呢？",
        "市总去年冬天去了多少家？",
        "number",
        "家",
        terms=(Term("冬天", 5.0),),
        names=("市总",),
        period=WINTER,
        widened={"市总": ("市总工会", "总工会"), "冬天": ()},
    )
    return replace(
        FOUND, question=question, passages=tuple(passages), steps=(("筛选", "只看有日期的 9 篇"),), seconds=0.171
    )
