"""What the command line prints: pages, articles, answers, figures and findings, as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from index.records import Article, CutPage, Page
from qa.records import Answer
from ui import words_zh as words
from ui.doctor import Finding
from ui.explained import rows
from ui.plain import plain
from ui.render import credits, headline, place, visible

KINDS = {"mast": "报头", "banner": "通栏", "editors": "编辑行", "continuation": "转接", "image": "图片", "mark": "记号"}
FIELD_NAMES = {"section": "栏目", "kicker": "引题", "headline": "标题", "subtitle": "副题", "byline": "署名"}


def console() -> Console:
    """A console that takes nothing in a text for markup."""
    return Console(markup=False, highlight=False, soft_wrap=True)


def show_cut(cut: CutPage) -> None:
    """Print how a page was cut, furniture included."""
    out = console()
    page = cut.page
    out.print(Text(f"{page.source}  {place(page)}  {len(cut.articles)} 篇", style="bold"))
    for article in cut.articles:
        out.print(Text(f"\n[{article.ordinal}] {headline(article)}", style="bold"))
        for field, name in FIELD_NAMES.items():
            if value := getattr(article, field):
                out.print(f"    {name}：{visible(value).replace(chr(10), ' / ')}")
        if article.credits:
            out.print(f"    作者：{credits(article)}")
        out.print(f"    正文 {len(article.body)} 字：{visible(shortened(article.body))}")
    if cut.furniture:
        out.print(Text("\n不属于任何文章", style="bold"))
    for piece in cut.furniture:
        out.print(f"    {KINDS.get(piece.kind, piece.kind)}：{visible(shortened(page.text[piece.start : piece.end]))}")


def cut_row(cut: CutPage) -> dict[str, Any]:
    """The same as one JSON object."""
    from ui.contract import article_row, page_row

    return {
        **page_row(cut.page),
        "articles": [article_row(article, cut.page) | {"byline": article.byline} for article in cut.articles],
        "furniture": [
            {"kind": f.kind, "start": f.start, "end": f.end, "text": cut.page.text[f.start : f.end]}
            for f in cut.furniture
        ],
    }


def show_article(article: Article, page: Page) -> None:
    """Print one line about an article."""
    parts = (article.id, visible(headline(article)), credits(article), place(page), f"{len(article.body)} 字")
    console().print("  ".join(part for part in parts if part))


def show_answer(answer: Answer, *, explain: bool, held: str = "") -> None:
    """Print an answer with its sources; with `explain`, how it was found. `held` says what the archive holds."""
    out = console()
    out.print(plain(answer, held=held))
    if not explain:
        return
    out.print(Text(f"\n{words.EXPLAINED}", style="bold"))
    for what, how in rows(answer):
        out.print(f"    {visible(what)}：{visible(how)}")
    names = list(dict.fromkeys(name for passage in answer.passages for name in passage.scores))
    table = Table("", "文章", "片段", *names, title=words.RANKING)
    for rank, passage in enumerate(answer.passages, start=1):
        scores = [f"{passage.scores[name]:.3f}" if name in passage.scores else "" for name in names]
        table.add_row(str(rank), Text(visible(headline(passage.article))), Text(passage.chunk.id), *scores)
    out.print(table)


def show_figures(figures: Mapping[str, tuple[float, int]]) -> None:
    """Print each figure with the number of rows it is over."""
    table = Table("指标", "%", "题数")
    for name, (share, count) in figures.items():
        table.add_row(name, f"{share:.1f}", str(count))
    console().print(table)


def show_findings(findings: Iterable[Finding]) -> None:
    """Print what `wenbao doctor` found."""
    table = Table("", "检查", "结果")
    for finding in findings:
        table.add_row(
            Text("好", style="green") if finding.good else Text("错", style="bold red"), finding.what, finding.says
        )
    console().print(table)


def shortened(text: str, limit: int = 60) -> str:
    """The text on one line, its middle left out beyond `limit` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit // 2]} … {line[-limit // 2 :]}"
