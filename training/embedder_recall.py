"""How often the article that answers is among the first: ``python -m training.embedder_recall --data DATA --eval EVAL``.

Questions of ``news-questions-open.jsonl`` over their articles with other news as distractors, in chunks of about 260
characters: the model alone, BM25 over words and character bigrams alone, and both by weighted reciprocal ranks.
"""

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import rjieba
from numpy.typing import NDArray
from scipy.sparse import csc_matrix  # type: ignore[import-untyped]

from training.corpus import news, rows
from training.embedder_pairs import passages

K1, B = 1.2, 0.75


def words_and_bigrams(text: str) -> list[str]:
    """Returns the search words and character bigrams of a text, one-character words left out."""
    text = text.lower()
    words = [word for word in rjieba.cut_for_search(text) if len(word) > 1]
    return words + [text[i : i + 2] for i in range(len(text) - 1) if text[i : i + 2].isalnum()]


def bm25(chunks: Sequence[str]) -> Callable[[str], NDArray[np.float32]]:
    """Returns a function from a question to the BM25 score of every chunk (Robertson and Zaragoza 2009)."""
    numbers: dict[str, int] = {}
    entries: list[tuple[int, int, int]] = []
    lengths = np.zeros(len(chunks))
    for row, chunk in enumerate(chunks):
        counts = Counter(words_and_bigrams(chunk))
        lengths[row] = counts.total()
        entries += [(row, numbers.setdefault(word, len(numbers)), count) for word, count in counts.items()]
    found = np.array(entries, dtype=np.int32)
    of_row, of_word, tf = found.T
    norm = K1 * (1 - B + B * lengths / lengths.mean())
    df = np.bincount(of_word, minlength=len(numbers))
    idf = np.log(1 + (len(chunks) - df + 0.5) / (df + 0.5))
    weights = (idf[of_word] * tf * (K1 + 1) / (tf + norm[of_row])).astype(np.float32)
    matrix = csc_matrix((weights, (of_row, of_word)), shape=(len(chunks), len(numbers)))

    def scores(question: str) -> NDArray[np.float32]:
        columns = sorted({numbers[word] for word in words_and_bigrams(question) if word in numbers})
        return np.asarray(matrix[:, columns].sum(axis=1), dtype=np.float32).ravel()

    return scores


def ranks(scores: NDArray[np.float32], article_of: NDArray[np.int64]) -> NDArray[np.int64]:
    """Returns each article's rank, 0 for the first, by its best chunk."""
    best = np.full(article_of[-1] + 1, -np.inf, dtype=np.float32)
    np.maximum.at(best, article_of, scores)
    order = np.empty(len(best), dtype=np.int64)
    order[np.argsort(-best, kind="stable")] = np.arange(len(best))
    return order


def first_1_5_20(ranks_of_wanted: Sequence[int]) -> str:
    """Returns the parts of the questions whose article is in the first 1, 5 and 20, in per cent."""
    return " / ".join(f"{100 * np.mean(np.array(ranks_of_wanted) < k):.1f}" for k in (1, 5, 20))


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the public texts")
    parser.add_argument("--eval", type=Path, required=True, help="folder of the questions")
    parser.add_argument("--model", default="index/models/embedder", help="sentence-transformers folder or name")
    parser.add_argument("--articles", type=int, default=20_000, help="news articles beside the wanted ones")
    parser.add_argument("--no-bm25", action="store_true", help="the model alone")
    arguments = parser.parse_args()
    from index.embed import SentenceEmbedder

    wanted = list(rows(arguments.eval / "news-articles-open.jsonl.xz"))
    own = [row["text"] for row in wanted]
    middles = [text[100:130] for text in own]
    others = [text.body for text in news(arguments.data) if not any(middle in text.body for middle in middles)]
    if len(others) > arguments.articles:
        others = random.Random(7).sample(others, arguments.articles)
    cut = [["".join(part) for part in passages(text)] or [text] for text in own + others]
    chunks = [chunk for parts in cut for chunk in parts]
    article_of = np.repeat(np.arange(len(cut)), [len(parts) for parts in cut])
    place = {row["headline"]: number for number, row in enumerate(wanted)}
    lines = (arguments.eval / "news-questions-open.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [(row["question"], {place[name] for name in row["articles"]}) for row in map(json.loads, lines)]

    embedder = SentenceEmbedder(arguments.model)
    began = time.monotonic()
    vectors = embedder.passages(chunks)
    seconds = time.monotonic() - began
    print(
        f"{len(cut)} articles, {len(chunks)} chunks, {len(chunks) / seconds:.0f} chunks a second, {len(questions)} questions"
    )
    dense = [ranks(vectors @ embedder.query(question), article_of) for question, _ in questions]
    print("model:", first_1_5_20([min(rank[list(want)]) for rank, (_, want) in zip(dense, questions, strict=True)]))
    if arguments.no_bm25:
        return
    score = bm25(chunks)
    lexical = [ranks(score(question), article_of) for question, _ in questions]
    print("BM25:", first_1_5_20([min(rank[list(want)]) for rank, (_, want) in zip(lexical, questions, strict=True)]))
    for weight in (0.25, 0.5, 1.0):
        both = [1 / (10 + one) + weight / (10 + two) for one, two in zip(lexical, dense, strict=True)]
        fused = [ranks(mix.astype(np.float32), np.arange(len(mix))) for mix in both]
        result = first_1_5_20([min(rank[list(want)]) for rank, (_, want) in zip(fused, questions, strict=True)])
        print(f"BM25 and {weight} of the model by reciprocal ranks (constant 10):", result)


if __name__ == "__main__":
    main()
