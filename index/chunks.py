"""An article to its chunks: what is searched, embedded and read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.records import Article, Chunk
from index.sentences import sentences

HEAD_LENGTH = 120
"""Characters of the headline lines that an embedded text carries at most; the longest of the seed pages has 60."""

_PAUSE = re.compile(r"[，、；：,;]")


def chunk(article: Article, *, size: int = 260, overlap: int = 1) -> tuple[Chunk, ...]:
    """The chunks of an article's body, in order: whole sentences, packed up to `size` characters.

    Each chunk after the first begins with the last `overlap` sentences of the one before, where they leave room for
    new ones, so that an answer near a border stands with its context. Only a sentence longer than `size` is cut: at a
    comma, else anywhere. Every character of the body that is no white space lies in a chunk.

    Args:
        article: the article; only its body is cut.
        size: characters a chunk holds at most; the last one may take in a rest of up to a quarter more, since a chunk
            of a few words is of no use to a reader and too well liked by BM25.
        overlap: sentences repeated.

    Example:
        A body of three sentences of 100 characters gives two chunks: sentences one and two, two and three.
    """
    pieces = [piece for span in sentences(article.body) for piece in _cut(article.body, *span, size)]
    chunks: list[Chunk] = []
    first = 0
    while first < len(pieces):
        start = pieces[first][0]
        last = first
        limit = size * 5 // 4 if pieces[-1][1] - start <= size * 5 // 4 else size
        while last + 1 < len(pieces) and pieces[last + 1][1] - start <= limit:
            last += 1
        chunks.append(Chunk(chunk_id(article.id, len(chunks)), article.id, start, pieces[last][1]))
        following = last + 1
        if following == len(pieces):
            break
        previous, first = first, following
        # Stepping back must neither reach the chunk's own first piece nor crowd out the next new one.
        while (
            following - first < overlap and first - 1 > previous and pieces[following][1] - pieces[first - 1][0] <= size
        ):
            first -= 1
    return tuple(chunks)


def chunk_id(article_id: str, ordinal: int) -> str:
    """The readable id of an article's chunk, counted from 0: `2024-05-06_03:02#00`."""
    return f"{article_id}#{ordinal:02d}"


def heading(article: Article) -> str:
    """The headline lines of an article in one line: kicker, headline, subtitle."""
    return " ".join(filter(None, (article.kicker, article.headline, article.subtitle)))


def embedding_text(article: Article, chunk: Chunk) -> str:
    """The text that is embedded for a chunk: the headline lines, a newline, the chunk.

    The headline says what a chunk from the middle of an article is about; it is never quoted as body.

    Example:
        `市总工会慰问一线职工\\n林安深入调研了解南溪体育场馆利用情况。`
    """
    return f"{heading(article)[:HEAD_LENGTH]}\n{article.body[chunk.start : chunk.end]}".lstrip()


def _cut(text: str, start: int, end: int, size: int) -> Iterator[tuple[int, int]]:
    """The span itself, or pieces of it of at most `size` characters."""
    while end - start > size:
        pauses = [match.end() for match in _PAUSE.finditer(text, start, start + size)]
        cut = pauses[-1] if pauses else start + size
        yield start, cut
        start = cut
    if start < end:
        yield start, end
