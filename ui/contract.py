"""The JSON that other programs depend on: a row of `wenbao ask --batch` and one of `wenbao articles --json`."""

from __future__ import annotations

from typing import Any

from index.chunks import heading
from index.records import Article, Page
from qa.records import Answer, Citation, Passage, Question


def answer_row(answer: Answer, id: str = "", *, explain: bool = False) -> dict[str, Any]:
    """An answer as one JSON object; with `explain`, how the question was read, the steps, each passage's scores by name.

    `why` says which no it is (nothing, unsaid, unheld, foreign; empty where something is found), `suggestion` what may
    have been meant (「林安是谁？」 for 「林按是谁？」), `written` a writer's wording where one is used.
    """
    row: dict[str, Any] = {
        "id": id,
        "question": answer.question.raw,
        "found": answer.found,
        "answer": answer.answer,
        "text": answer.text,
        "why": answer.why,
        "suggestion": answer.suggestion,
        "written": answer.written,
        "citations": [citation_row(citation) for citation in answer.citations],
        "passages": [passage_row(passage, explain=explain) for passage in answer.passages],
        "confidence": round(answer.confidence, 4),
        "seconds": round(answer.seconds, 4),
    }
    if explain:
        row["read_as"] = question_row(answer.question)
        row["steps"] = [{"what": what, "how": how} for what, how in answer.steps]
    return row


def question_row(question: Question) -> dict[str, Any]:
    """How a question was read; `text` is the completed question, `period` is null where no time is meant.

    `core` is what a follow-up is read as, `cited_before` the articles of the talk in which it is looked for first.
    """
    period = question.period
    return {
        "text": question.text,
        "kind": question.kind,
        "unit": question.unit,
        "names": list(question.names),
        "terms": {term.word: round(term.weight, 2) for term in question.terms},
        "period": period
        and {"words": period.words, "first": period.first.isoformat(), "last": period.last.isoformat()},
        "widened": {word: list(others) for word, others in question.widened.items()},
        "core": question.core,
        "cited_before": list(question.cited),
    }


def citation_row(citation: Citation) -> dict[str, Any]:
    """A citation: `headline` holds all headline lines as printed, `page` is the page file, `page_number` its number."""
    return {
        "number": citation.number,
        "article": citation.article.id,
        "headline": heading(citation.article),
        "credits": credit_rows(citation.article),
        **page_row(citation.page),
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
    }


def passage_row(passage: Passage, *, explain: bool = False) -> dict[str, Any]:
    """A passage; `score` is what it was ranked by."""
    row: dict[str, Any] = {
        "article": passage.article.id,
        "headline": heading(passage.article),
        "score": round(relevance(passage), 4),
    }
    if explain:
        row |= {"chunk": passage.chunk.id, "scores": {name: round(value, 4) for name, value in passage.scores.items()}}
    return row


def relevance(passage: Passage) -> float:
    """What a passage was ranked by: higher is better, 0 where it was not ranked."""
    return passage.scores.get("relevance", passage.scores.get("fused", 0.0))


def article_row(article: Article, page: Page) -> dict[str, Any]:
    """An article with every field that was printed."""
    return {
        "id": article.id,
        **page_row(page),
        "kicker": article.kicker,
        "headline": article.headline,
        "subtitle": article.subtitle,
        "section": article.section,
        "credits": credit_rows(article),
        "body": article.body,
    }


def credit_rows(article: Article) -> list[dict[str, str]]:
    """Who is credited, as what."""
    return [{"name": credit.name, "role": credit.role} for credit in article.credits]


def page_row(page: Page) -> dict[str, Any]:
    """Where it was printed; what is not known is null."""
    return {"page": page.source, "page_number": page.number, "date": page.date.isoformat() if page.date else None}
