"""Cuts the text of a page for tests, and holds every cut to this: nothing of the page is lost and nothing is added."""

from collections.abc import Iterator

from index.articles import cut
from index.records import Article, CutPage, Page


def page(text: str) -> Page:
    return Page(id="p", source="p.txt", sha256="", text=text)


def articles(text: str) -> tuple[Article, ...]:
    cutting = cut(page(text))
    assert_whole(cutting)
    return cutting.articles


def owners(cutting: CutPage) -> Iterator[int]:
    for article in cutting.articles:
        for run in article.runs:
            field = getattr(article, run.field)
            assert field[run.start : run.start + run.length] == cutting.page.text[run.raw : run.raw + run.length]
            yield from range(run.raw, run.raw + run.length)
    for piece in cutting.furniture:
        yield from range(piece.start, piece.end)


def assert_whole(cutting: CutPage) -> None:
    """Each non-space character of the page has one place, and each one of an article comes from the page."""
    text = cutting.page.text
    places = [place for place in owners(cutting) if not text[place].isspace()]
    assert sorted(places) == [place for place, character in enumerate(text) if not character.isspace()]
    for ordinal, article in enumerate(cutting.articles, 1):
        assert article.ordinal == ordinal
        assert article.id == f"{cutting.page.id}:{ordinal:02d}"
        assert article.body.strip()
        for name in ("kicker", "headline", "subtitle", "section", "byline", "body"):
            field = getattr(article, name)
            held = sum(
                len(field[run.start : run.start + run.length].split()) > 0 for run in article.runs if run.field == name
            )
            covered = {
                at for run in article.runs if run.field == name for at in range(run.start, run.start + run.length)
            }
            assert held or not field.strip()
            assert all(field[at].isspace() for at in range(len(field)) if at not in covered)
