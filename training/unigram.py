"""A tokenizer of known words, and the vectors that they start from: what the embedder is before it is trained."""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from training.corpus import fold_digits

SEED = 7
WIDTH = 256
LONGEST_WORD = 10
SIF = 1e-4
MEANINGFUL = re.compile(r"[\w.%]+")


def folded(text: str) -> str:
    """Returns the text as the tokenizer sees it: NFKC, lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def vocabulary(tokens: Path, words: Path, size: int) -> Counter[str]:
    """Returns the words and characters to be embedded, with how often each is met.

    Every single character of the character table and of printable ASCII is among them, however rare, so that a word the
    table lacks is still read character by character.

    Args:
        tokens: The segmented texts.
        words: Folder of the word and character tables.
        size: How many words and characters together.
    """
    counts: Counter[str] = Counter()
    with tokens.open(encoding="utf-8") as lines:
        for line in lines:
            counts.update(line.split())
    merged: Counter[str] = Counter()
    for word, count in counts.items():
        key = folded(word)
        if len(key) <= LONGEST_WORD and MEANINGFUL.fullmatch(key):
            merged[key] += count
    table = (words / "characters.txt").read_text(encoding="utf-8").splitlines()
    characters = {folded(line.partition("\t")[0]) for line in table} | {chr(code) for code in range(33, 127)}
    singles = {c for c in characters if len(c) == 1 and MEANINGFUL.fullmatch(c) and c == folded(c)}
    longer = Counter({word: count for word, count in merged.items() if len(word) > 1})
    kept = Counter({c: max(1, merged[c]) for c in singles})
    kept.update(dict(longer.most_common(size - len(kept) - 1)))
    return kept


def word_tokenizer(counts: Counter[str]) -> Tokenizer:
    """Returns a tokenizer that cuts a text where the product of its words' probabilities is greatest.

    White space and punctuation are dropped, widths and case folded; what is in no word becomes ``[UNK]``, the first row.
    """
    total = counts.total()
    pieces = [("[UNK]", -20.0), *((word, round(math.log(count / total), 3)) for word, count in counts.most_common())]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=0, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(r"[^\p{L}\p{N}.%]+"), behavior="removed")
    return tokenizer


def start_vectors(tokenizer: Tokenizer, counts: Counter[str], words: Path) -> NDArray[np.float32]:
    """Returns the word vectors in the tokenizer's order, each scaled by a / (a + p(word)); float32 (n, 256).

    A number shares the vector of its shape (2023 and 1998 are both 0000) and is told apart by noise of half its length; a
    character that is no word of its own takes the mean of the words it stands in.
    """
    generator = np.random.default_rng(SEED)
    vectors = np.load(words / "vectors.npy")[:, :WIDTH]
    rows: dict[str, int] = {}
    for number, line in enumerate((words / "words.txt").read_text(encoding="utf-8").splitlines()):
        rows.setdefault(folded(line.partition("\t")[0]), number)
    vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    holders: dict[str, list[int]] = defaultdict(list)
    for word, row in rows.items():
        for character in word:
            holders[character].append(row)
    total = counts.total()
    start = np.zeros((tokenizer.get_vocab_size(), vectors.shape[1]), dtype=np.float32)
    for word, number in tokenizer.get_vocab().items():
        if number == 0:
            continue
        noise = generator.standard_normal(vectors.shape[1]) / math.sqrt(vectors.shape[1])
        shape = fold_digits(word)
        if shape in rows:
            vector = vectors[rows[shape]] + (0.5 * noise if any(map(str.isdigit, word)) else 0)
        else:
            near = [vectors[holders[c]].mean(axis=0) for c in word if c in holders]
            vector = sum(near) / len(near) + 0.3 * noise if near else noise
        start[number] = vector / np.linalg.norm(vector) * SIF / (SIF + counts[word] / total)
    return np.asarray(start / np.abs(start).max(), dtype=np.float32)
