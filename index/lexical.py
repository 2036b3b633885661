"""BM25 over our own tokens, in a folder of postings: the only room that knows tantivy.

Postings are derived: they carry the generation and the words they were made from in a marker file, written after
each commit, and are made again from the truth whenever the marker does not fit.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.errors import ArchiveError
from index.files import write_beside

QUERY_TOKENS = 256
"""Tokens of a question that are looked up; the rest of a longer one is left out."""

_FORMAT = 2  # of the fields: postings of another one are made again
_AHEAD = 8  # times the chunks asked for that are looked through for those of a period before only its own are searched
_HEAP = 128_000_000  # bytes of postings gathered before a segment is written


@dataclass(frozen=True, slots=True)
class Marker:
    """What the postings were made from: the truth's generation, its highest chunk key, the words' version."""

    generation: int
    top: int
    words: str


@dataclass(frozen=True, slots=True)
class Posting:
    """The tokens of one chunk: `head` of its article's headline lines, `body` of its own text; and the `day` of its
    issue as `date.toordinal` gives it, 0 where that is not known."""

    key: int
    head: Sequence[str]
    body: Sequence[str]
    day: int = 0


class LexicalIndex:
    """Finds chunks by their words.

    Searching sees the postings as they were when the index was opened or last `refresh`ed.
    """

    def __init__(self, folder: Path) -> None:
        """Opens the postings in `folder`.

        Raises:
            ArchiveError: they are missing, torn or of another format.
        """
        import tantivy

        self._tantivy: Any = tantivy
        self.folder = folder
        self.marker = read_marker(folder)
        with _torn(folder):
            self._index = tantivy.Index.open(str(folder))
            self._schema = self._index.schema
            self._searcher = self._index.searcher()
            self._searcher.search(tantivy.Query.all_query(), 1)

    @classmethod
    def make(cls, folder: Path, postings: Iterable[Posting], marker: Marker) -> LexicalIndex:
        """A new index, built beside and put in the place of what lay in `folder`."""
        import tantivy

        beside, old = folder.with_name(folder.name + ".new"), folder.with_name(folder.name + ".old")
        for left in (beside, old):
            shutil.rmtree(left, ignore_errors=True)
        beside.mkdir(parents=True)
        schema = (
            tantivy.SchemaBuilder()
            .add_integer_field("key", indexed=True, fast=True)
            .add_integer_field("day", indexed=True, fast=True)
            .add_text_field("head", tokenizer_name="whitespace", index_option="freq")
            .add_text_field("body", tokenizer_name="whitespace", index_option="freq")
            .build()
        )
        tantivy.Index(schema, str(beside))
        _mark(beside, Marker(0, 0, ""))
        cls(beside).grow(postings, (), marker)
        if folder.exists():
            folder.rename(old)
        beside.rename(folder)
        shutil.rmtree(old, ignore_errors=True)
        return cls(folder)

    def grow(self, postings: Iterable[Posting], removed: Iterable[int], marker: Marker) -> None:
        """Takes chunks in and out in one commit, then writes the marker.

        A crash between the two leaves postings newer than the marker; they are taken out first the next time, so no
        chunk is ever counted twice.

        Args:
            postings: chunks with keys above the marker's, or among those removed.
            removed: keys of chunks that are gone or have changed.
            marker: what the postings are made from afterwards.
        """
        query, integer = self._tantivy.Query, self._tantivy.FieldType.Integer
        with _torn(self.folder):
            writer = self._index.writer(heap_size=_HEAP, num_threads=1)
            writer.delete_documents_by_query(
                query.range_query(self._schema, "key", integer, self.marker.top, None, include_lower=False)
            )
            for key in removed:
                writer.delete_documents_by_term("key", key)
            for posting in postings:
                document = self._tantivy.Document()
                document.add_integer("key", posting.key)
                document.add_integer("day", posting.day)
                document.add_text("head", " ".join(posting.head))
                document.add_text("body", " ".join(posting.body))
                writer.add_document(document)
            writer.commit()
            writer.wait_merging_threads()
        _mark(self.folder, marker)
        self.refresh()

    def refresh(self) -> None:
        """Shows searches the postings as they are on disk now."""
        self.marker = read_marker(self.folder)
        with _torn(self.folder):
            self._index.reload()
            self._searcher = self._index.searcher()

    def __len__(self) -> int:
        """The number of chunks that can be found."""
        return int(self._searcher.num_docs)

    def frequency(self, token: str) -> int:
        """The number of chunks whose text holds the token, those included that a later commit took out."""
        return int(self._searcher.doc_freq("body", token))

    def search(
        self,
        tokens: Iterable[str],
        k: int,
        *,
        head_weight: float = 0.5,
        also: Mapping[str, float] = {},
        days: tuple[int, int] | None = None,
    ) -> list[tuple[int, float]]:
        """The keys and BM25 scores of at most `k` chunks that hold any of the tokens, best first, ties by key.

        BM25 as of Robertson and Zaragoza 2009 in Lucene's form: k1 1.2, b 0.75, idf ln(1 + (N-n+0.5)/(n+0.5)), the
        length of a field rounded down to one byte; the score is that of the body plus `head_weight` times that of
        the headline lines. Each token counts once.

        Args:
            tokens: of the question.
            k: how many chunks.
            head_weight: what a headline's token counts for.
            also: further tokens and what they count for; those of the question count as such.
            days: the first and the last day of the issues that are searched; chunks without a day are searched too,
                and scores are the same as without.
        """
        weights = dict.fromkeys((token for token in tokens if token), 1.0)
        for token, weight in sorted(also.items(), key=lambda pair: (-pair[1], pair[0])):
            if token and weight > 0:
                weights.setdefault(token, weight)
        if not weights or k < 1:
            return []
        query = self._any_of(dict(list(weights.items())[:QUERY_TOKENS]), head_weight)
        if days is None:
            # A few more than asked for, so that ties at the border are broken by key and not by where they lie.
            return [(key, score) for key, score, _ in self._best(query, k + 16)[:k]]
        # Most periods hold enough of the best, and to search all is faster than to search within: it skips blocks.
        ahead = self._best(query, _AHEAD * k)
        kept = [(key, score) for key, score, day in ahead if not day or days[0] <= day <= days[1]]
        if len(ahead) < _AHEAD * k or (len(kept) >= k and kept[k - 1][1] > ahead[-1][1]):
            return kept[:k]
        return [(key, score) for key, score, _ in self._best(self._within(query, days), k + 16)[:k]]

    def _any_of(self, weights: Mapping[str, float], head_weight: float) -> Any:
        """A query for chunks that hold any of the tokens, in the body or in the headline lines."""
        query, should = self._tantivy.Query, self._tantivy.Occur.Should

        def terms(field: str) -> list[Any]:
            made = {token: query.term_query(self._schema, field, token, "freq") for token in weights}
            return [(should, t if weights[w] == 1.0 else query.boost_query(t, weights[w])) for w, t in made.items()]

        parts = terms("body")
        if head_weight > 0:
            parts.append((should, query.boost_query(query.boolean_query(terms("head")), head_weight)))
        return query.boolean_query(parts)

    def _within(self, query: Any, days: tuple[int, int]) -> Any:
        """The query for chunks of those days or of none, its scores unchanged."""
        make, occur, integer = self._tantivy.Query, self._tantivy.Occur, self._tantivy.FieldType.Integer
        of_days = make.range_query(self._schema, "day", integer, *days)
        undated = make.term_query(self._schema, "day", 0)
        either = make.boolean_query([(occur.Should, of_days), (occur.Should, undated)])
        return make.boolean_query([(occur.Must, query), (occur.Must, make.const_score_query(either, 0.0))])

    def _best(self, query: Any, k: int) -> list[tuple[int, float, int]]:
        """Key, score and day of the best `k` chunks, best first, ties by key."""
        with _torn(self.folder):
            hits = self._searcher.search(query, k, count=False).hits
            places = [address for _, address in hits]
            keys, days = (self._searcher.fast_field_values(field, places) for field in ("key", "day"))
        found = zip(keys, (score for score, _ in hits), days, strict=True)
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))


def read_marker(folder: Path) -> Marker:
    """What the postings in `folder` were made from.

    Raises:
        ArchiveError: there is no such marker, or one of other fields.
    """
    try:
        found = json.loads((folder / "marker.json").read_text(encoding="utf-8"))
        if found["format"] != _FORMAT:
            raise ValueError(f"format {found['format']}, expected {_FORMAT}")
        return Marker(int(found["generation"]), int(found["top"]), str(found["words"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ArchiveError(f"词语索引 {folder} 缺失或损坏：运行 wenbao update 重建") from error


def _mark(folder: Path, marker: Marker) -> None:
    write_beside(folder / "marker.json", json.dumps({"format": _FORMAT, **asdict(marker)}).encode())


@contextmanager
def _torn(folder: Path) -> Iterator[None]:
    """Turns what tantivy raises for missing or damaged files, its Rust panics among them, into an ArchiveError."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise ArchiveError(f"词语索引 {folder} 读写不了：运行 wenbao update 重建") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise ArchiveError(f"词语索引 {folder} 已损坏：运行 wenbao update 重建") from error
