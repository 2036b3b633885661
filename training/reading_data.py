"""Questions with passages that answer them and passages that do not, from public reading sets and from synthetic rows.

Sources: CMRC 2018 (Cui et al. 2019), DRCD (Shao et al. 2018) in simplified characters, CJRC (Duan et al. 2019); `Near`
finds passages by BM25 that share the question's words and not its answer, `Alike` by the embedder those that share its meaning.
Written as features by `training.packing`.
"""

from __future__ import annotations

import json
import lzma
import random
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import faiss
import rjieba
import tantivy

from index.embed import SentenceEmbedder
from qa.features import fold

KEPT_OUT = 500
SENTENCE = re.compile(r"[^。！？\n]+[。！？\n]*")


@dataclass(frozen=True, slots=True)
class Passage:
    """A body under a title ("" for none); the answer is ``body[start:end]``, both -1 where the body does not hold it."""

    title: str
    body: str
    start: int = -1
    end: int = -1

    def __post_init__(self) -> None:
        if not (self.start == self.end == -1 or 0 <= self.start < self.end <= len(self.body)):
            raise ValueError(f"answer {self.start}:{self.end} outside a body of {len(self.body)} characters")


@dataclass(frozen=True, slots=True)
class Row:
    """One question; ``positive`` is None where nothing here answers it."""

    source: str
    question: str
    answer: str
    positive: Passage | None
    negatives: tuple[Passage, ...] = ()
    answers: tuple[str, ...] = ()


def squad(path: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yields headline, passage and question of an ``.xz`` file in the form of SQuAD 1.1 or 2.0."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        data = json.load(file)["data"]
    for article in data:
        for paragraph in article["paragraphs"]:
            for question in paragraph["qas"]:
                yield article.get("title", ""), paragraph["context"], question


def _found(context: str, text: str, start: int) -> int:
    """Where ``text`` stands in ``context``, nearest to the stated ``start``; -1 when nowhere."""
    if start >= 0 and context[start : start + len(text)] == text:
        return start
    places = [hit.start() for hit in re.finditer(re.escape(text), context)]
    return min(places, key=lambda place: abs(place - start), default=-1)


def _answered(source: str, title: str, context: str, question: str, answers: Sequence[dict[str, Any]]) -> Row | None:
    """The row of an answered question, None where the first answer does not stand in the context."""
    text = answers[0]["text"]
    start = _found(context, text, int(answers[0]["answer_start"]))
    if start < 0:
        return None
    every = tuple(dict.fromkeys(answer["text"] for answer in answers))
    return Row(source, question, text, Passage(title, context, start, start + len(text)), (), every)


def cmrc(data: Path, name: str) -> list[Row]:
    """Rows of CMRC 2018; ``name`` is train, trial or dev (dev is for measuring only)."""
    rows = (
        _answered(
            f"cmrc-{name}",
            "" if title.startswith(("TRIAL", "DEV")) else title,
            context,
            question["question"],
            question["answers"],
        )
        for title, context, question in squad(data / f"cmrc2018_{name}.json.xz")
    )
    return [row for row in rows if row]


def drcd(data: Path) -> tuple[list[Row], list[Row]]:
    """Rows of DRCD dev in simplified characters: those to train on, and 500 kept out, with no paragraph in both."""
    from opencc import OpenCC

    simplify = OpenCC("t2s").convert
    rows: list[tuple[str, Row]] = []
    for title, context, question in squad(data / "drcd_dev.json.xz"):
        row = _answered("drcd", simplify(title), context, simplify(question["question"]), question["answers"][:1])
        plain = simplify(context)
        if row and row.positive and len(plain) == len(context):
            passage = replace(row.positive, body=plain)
            text = plain[passage.start : passage.end]
            rows.append((plain, replace(row, answer=text, positive=passage, answers=(text,))))
    kept: set[str] = set()
    number = 0
    for body, questions in Counter(body for body, _ in rows).items():
        if number < KEPT_OUT and hash_of(body) % 6 == 0:
            kept.add(body)
            number += questions
    measure = [row for body, row in rows if body in kept]
    return [row for body, row in rows if body not in kept], measure[:KEPT_OUT]


def hash_of(text: str) -> int:
    """A number that is the same in every run, to split by."""
    return zlib.crc32(text.encode())


def cjrc(data: Path) -> tuple[list[Row], list[Row]]:
    """Rows of CJRC without yes/no questions, unanswerable ones included: those to train on, and one case in twelve."""
    train: list[Row] = []
    measure: list[Row] = []
    for name in ("dev", "test"):
        for _, context, question in squad(data / f"cjrc_{name}.json.xz"):
            answers = question["answers"] if isinstance(question["answers"], list) else [question["answers"]]
            row: Row | None = None
            if question.get("is_impossible") in (True, "true"):
                row = Row("cjrc-none", question["question"], "", None, (Passage("", context),))
            elif answers and answers[0]["text"] not in ("YES", "NO", ""):
                row = _answered("cjrc", "", context, question["question"], answers)
            if row is not None:
                (measure if hash_of(context) % 12 == 0 else train).append(row)
    return train, measure


def windows(text: str, size: int) -> list[str]:
    """``text`` cut at sentence ends into pieces of about ``size`` characters."""
    pieces = [""]
    for hit in SENTENCE.finditer(text):
        if pieces[-1] and len(pieces[-1]) + len(hit.group()) > size:
            pieces.append("")
        pieces[-1] += hit.group()
    return [piece for piece in pieces if len(piece.strip()) > 20]


class Near:
    """BM25 over passages, to find those that look like an answer and are none."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
        builder.add_integer_field("number", stored=True)
        self.passages = passages
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema)
        writer = self._index.writer(200_000_000, 1)
        for number, passage in enumerate(passages):
            writer.add_document(tantivy.Document(words=" ".join(_terms(passage.title + passage.body)), number=number))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def find(self, question: str, k: int) -> list[Passage]:
        """The ``k`` passages with the highest BM25 score for ``question``."""
        terms = dict.fromkeys(_terms(question))
        query = tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, tantivy.Query.term_query(self._schema, "words", term, "freq")) for term in terms]
        )
        hits = self._searcher.search(query, k, count=False).hits
        return [self.passages[self._searcher.doc(address)["number"][0]] for _, address in hits]


class Alike:
    """The shipped embedder over passages, to find those that mean something like an answer and are none."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages
        self._embedder = SentenceEmbedder()
        vectors = self._embedder.passages([f"{one.title}\n{one.body}" for one in passages])
        cells = max(1, int(len(vectors) ** 0.5))
        self._index = faiss.index_factory(vectors.shape[1], f"IVF{cells},Flat", faiss.METRIC_INNER_PRODUCT)
        self._index.train(vectors)
        self._index.add(vectors)
        faiss.extract_index_ivf(self._index).nprobe = max(8, cells // 20)

    def find(self, question: str, k: int) -> list[Passage]:
        """The ``k`` passages with the highest cosine with ``question``, best first; a few may be missed."""
        _, places = self._index.search(self._embedder.query(question)[None], k)
        return [self.passages[place] for place in places[0] if place >= 0]


def _terms(text: str) -> list[str]:
    return [word for word in rjieba.cut(fold(text)) if not word.isspace() and (len(word) > 1 or word.isalnum())]


def with_near(rows: Sequence[Row], near: Near | Alike, share: float, most: int = 1) -> list[Row]:
    """``rows``, a ``share`` of them with up to ``most`` more negatives that ``near`` finds and that lack the answer."""
    result = []
    for row in rows:
        if row.positive is None or random.random() > share:
            result.append(row)
            continue
        found = [
            passage
            for passage in near.find(row.question, 8)
            if row.answer not in passage.body
            and row.answer not in passage.title
            and passage.body not in row.positive.body
        ]
        random.shuffle(found)
        result.append(replace(row, negatives=(*row.negatives, *found[:most])))
    return result


def with_own(rows: Sequence[Row], share: float) -> list[Row]:
    """``rows``, a ``share`` of them with another piece of their own passage, without the answer, as a negative."""
    result = []
    for row in rows:
        if row.positive is not None and random.random() < share:
            pieces = [piece for piece in windows(row.positive.body, 240) if row.answer not in piece]
            if pieces:
                row = replace(row, negatives=(*row.negatives, Passage(row.positive.title, random.choice(pieces))))
        result.append(row)
    return result


def read_rows(path: Path) -> list[Row]:
    """Rows of a JSON lines file."""
    with path.open(encoding="utf-8") as lines:
        return [
            Row(
                fields["source"],
                fields["question"],
                fields["answer"],
                Passage(**fields["positive"]) if fields["positive"] else None,
                tuple(Passage(**one) for one in fields["negatives"]),
                tuple(fields["answers"]),
            )
            for fields in map(json.loads, lines)
        ]


def write_rows(path: Path, rows: Sequence[Row]) -> None:
    """Writes ``rows`` as JSON lines."""
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in rows)
