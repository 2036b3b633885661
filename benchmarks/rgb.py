"""RGB (Chen et al. 2024, the refined Chinese part): answers among noisy snippets, and refusal where none answers.

Each question brings snippets that hold its answer and snippets that do not. Five are shown, 0 to 80 % of them noise; for
refusal all five are noise. The paper's best refusal rates, of large language models that answer in free text over an
earlier edition of the set, are 45 % in English and 43.33 % in Chinese.
"""

from __future__ import annotations

import json
import lzma
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from index.chunks import chunk
from index.records import Article, Page
from qa.metrics import plain
from qa.protocols import Reader
from qa.question import understand
from qa.records import Passage

__all__ = ["NOISE", "SHOWN", "accuracy", "read_rows", "refusals"]

SHOWN = 5
NOISE = (0.0, 0.2, 0.4, 0.6, 0.8)


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows with at least one snippet that answers and five that do not."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [row for row in rows if row["positive"] and len(row["negative"]) >= SHOWN]


def passages(snippets: Sequence[str]) -> list[Passage]:
    """The snippets as articles without headlines, cut into chunks as an archive would."""
    found = []
    for number, snippet in enumerate(snippets):
        text = " ".join(snippet.split())
        if not text:
            continue
        page = Page(f"p{number}", f"snippet-{number}", "0" * 64, "")
        article = Article(f"p{number}-1", page.id, 1, "", text)
        found += [Passage(part, article, page) for part in chunk(article)]
    return found


def accuracy(reader: Reader, rows: Sequence[dict[str, Any]], noise: float) -> float:
    """Per cent of the rows whose best span or its sentence holds an accepted answer, with that share of noise."""
    right = 0
    draw = random.Random(7)
    for row in rows:
        answering = max(1, round(SHOWN * (1 - noise)))
        snippets = row["positive"][:answering] + row["negative"][: SHOWN - min(answering, len(row["positive"]))]
        draw.shuffle(snippets)
        readings = reader.read(understand(row["query"]), passages(snippets))
        right += bool(readings) and _says(row["answer"], _shown(readings[0]))
    return 100 * right / len(rows)


def refusals(reader: Reader, rows: Sequence[dict[str, Any]], sure: Mapping[str, float]) -> dict[str, float]:
    """By strictness, per cent of the rows that are refused when five snippets are shown and none of them answers."""
    beliefs = [
        sum(reading.confidence for reading in reader.read(understand(row["query"]), passages(row["negative"][:SHOWN])))
        for row in rows
    ]
    return {name: 100 * sum(belief < low for belief in beliefs) / len(beliefs) for name, low in sure.items()}


def _shown(reading: Any) -> str:
    from qa.cite import quotation

    body = reading.passage.article.body
    low, high = quotation(body, reading.start, reading.end)
    return str(body[low:high])


def _says(accepted: Sequence[Any], text: str) -> bool:
    """RGB's rule: each of the answer's parts stands in the text, in one of its forms."""
    said = plain(text)
    return all(
        any(plain(str(form)) in said for form in (part if isinstance(part, list) else [part])) for part in accepted
    )
