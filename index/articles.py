"""Pages to articles: every character of a page into one field of one article, or into the page's furniture."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from index.cutter import Cutter
from index.draft import Draft
from index.evidence import is_caption
from index.furniture import furniture_of
from index.issue import Issue, issue_of_mast
from index.lines import Line, read_lines
from index.records import CutPage, Furniture, Page

MOST_LINES = 10_000
"""Lines of the longest page that is cut; a broadsheet page wrapped at its columns has fewer than 2,000."""


def _plain(lines: Iterable[Line]) -> list[Draft]:
    """One article without a head, each line a paragraph."""
    return [Draft(paragraphs=[[("", line.words)] for line in lines])]


def _issue(cutter: Cutter) -> Issue:
    """What the page's mast lines print; a line that ends inside a date is read with the next one."""
    found = Issue()
    text = ""
    for part in cutter.parts:
        if part.kind == "mast":
            text += part.text
            if re.search(r"年\d{1,2}月$", text):
                continue
            issue = issue_of_mast(text)
            number = found.number or issue.number
            edition = found.edition if found.number else issue.edition
            found, text = Issue(found.date or issue.date, number, edition), ""
    return found


def _captions_moved(drafts: list[Draft]) -> list[Draft]:
    """The drafts, a caption above the page's first headline given to the article below it."""
    first = drafts[0] if len(drafts) > 1 else None
    if first is None or first.heads or not all(is_caption(paragraph[0][1].text) for paragraph in first.paragraphs):
        return drafts
    drafts[1].paragraphs[:0] = first.paragraphs
    drafts[1].bylines += first.bylines
    return drafts[1:]


def _with_bodies(drafts: list[Draft], furniture: list[Furniture]) -> list[Draft]:
    """The drafts that have a body; heads without one are a banner, or the page's only text."""
    whole = [draft for draft in drafts if draft.paragraphs]
    bare = [draft for draft in drafts if not draft.paragraphs]
    for draft in bare:
        words = [line.words for line in draft.heads] + draft.bylines
        if not whole:
            draft.heads, draft.bylines, draft.paragraphs = [], [], [[("", text)] for text in words]
            whole.append(draft)
        else:
            for text in words:
                furniture += furniture_of("banner", text)
    return whole


def cut(page: Page) -> CutPage:
    """The articles of a page and its furniture; together they hold each non-space character of it once.

    A headline is never made up: an article without one (a page that goes on from another, a brief) has an empty
    headline. Date and number that the page lacks are taken from its mast line.

    Example:
        ``图书馆召开会议`` / ``本报讯（记者 李明）1月3日，展览由市图书`` / ``馆主办。`` gives one article, headline
        图书馆召开会议, credits (李明, 记者), body 1月3日，展览由市图书馆主办。

    Args:
        page: The page as it was read.
    """
    lines, furniture = read_lines(page.text)
    if len(lines) > MOST_LINES:
        drafts, level, words = _plain(lines), None, ""
    else:
        cutter = Cutter(lines)
        cutter.run()
        furniture += cutter.furniture
        drafts, level, words = _captions_moved(cutter.drafts), cutter.level, cutter.words
        issue = _issue(cutter)
        page = replace(
            page,
            date=page.date or issue.date,
            number=page.number or issue.number,
            edition=page.edition or (issue.edition if page.number is None else None),
        )
    drafts = _with_bodies(drafts, furniture)
    articles = tuple(draft.article(page.id, ordinal, level, words) for ordinal, draft in enumerate(drafts, 1))
    return CutPage(page, articles, tuple(sorted(furniture, key=lambda piece: piece.start)))
