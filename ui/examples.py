"""Questions to begin with, made from the archive itself, so that they fit every paper; only answered ones are shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from index.records import Article, Page
from qa.fit import is_person
from ui import words_zh as words
from ui.wiring import Desk

LOOKED_AT = 300
"""Articles that the examples are made from: the first of the archive."""

SHOWN = 4
_TITLED = re.compile(
    r"(?:^|[，。；“])([一-鿿]{4,16}(?:主席|书记|校长|院长|主任|经理|局长|区长|店长|负责人|董事长))"
    r"([一-鿿]{2,3})(?=表示|介绍|指出|带队|出席|强调|认为|告诉|说)"
)


def examples(desk: Desk) -> list[str]:
    """At most four questions that the archive answers, such as 「南溪区总工会主席是谁？」 and 「记者丁一写了哪些报道？」."""
    articles = list(islice(desk.archive.articles(), LOOKED_AT))
    good = (question for question in proposals(articles) if desk.ask(question).found)
    return list(islice(good, SHOWN))


def proposals(articles: Iterable[tuple[Article, Page]]) -> Iterator[str]:
    """Questions about people with titles first, two at most, then about reporters and headlines."""
    held = [article for article, _ in articles]
    titled = [match for article in held for match in _TITLED.finditer(article.body) if is_person(match.group(2))]
    yield from islice((words.who_is(match.group(1)) for match in titled), 2)
    reporters = Counter(credit.name for article in held for credit in article.credits if credit.role == "记者")
    yield from (words.what_wrote(name) for name, _ in reporters.most_common(1))
    yield from (words.who_wrote(article.headline) for article in held[1:4] if article.headline and article.credits)
