"""Questions about by-lines: who wrote an article, and what a person wrote. They go to the records, not to a model."""

from __future__ import annotations

import re
from collections.abc import Set

from index.archive import Archive
from qa.records import Passage, Question
from qa.terms import topic_of

LONGEST_NAME = 20
_WRITING = re.compile(
    r"(?:的)?(?:报道|文章|新闻|消息|稿件|稿子|照片|图片|摄影|作品)?(?:是|由|都)?(?:谁|哪位|哪名|哪个|什么人)?(?:记者|通讯员|作者|人)?"
    r"(?:采写|撰写|写|拍摄|拍|摄影|采访|供稿|执笔|报道)(?:过|了|的)*|(?:作者|记者|通讯员|摄影者?)(?:是|叫|为)?"
)


def named_person(question: Question, names: Set[str]) -> str:
    """The longest credited name that the question holds, or "": 「记者石青写了哪些报道？」 with 石青 credited gives 石青."""
    text = question.text
    held = {
        text[start:end]
        for start in range(len(text))
        for end in range(start + 2, min(len(text), start + LONGEST_NAME) + 1)
        if text[start:end] in names
    }
    return max(sorted(held), key=len, default="")


def subject(question: Question) -> str:
    """The story whose author is asked for: 「南溪技能培训班的报道是谁写的？」 gives 「南溪技能培训班」."""
    return topic_of(_WRITING.sub(" ", question.text)).strip("的 ")


def written_by(archive: Archive, name: str) -> list[Passage]:
    """The first chunk of each article that credits the person, newest issue first, then in page order."""
    keys = [chunks[0][0] for article in archive.credited(name) if (chunks := archive.article_chunks(article))]
    passages = [Passage(chunk, article, page) for _, chunk, article, page in archive.chunks(keys)]
    return sorted(
        passages, key=lambda passage: (-(passage.page.date.toordinal() if passage.page.date else 0), passage.article.id)
    )


def authors(question: Question, passage: Passage) -> str:
    """The people who wrote an article, as printed: 「丁一、方宁」; those who took its pictures where they are asked for."""
    pictures = bool(re.search("拍|摄|照片|图片", question.text))
    everybody = passage.article.credits
    asked = [credit for credit in everybody if (credit.role == "摄影") == pictures] or everybody
    return "、".join(dict.fromkeys(credit.name for credit in asked))
