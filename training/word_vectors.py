"""Word and character vectors from the public texts: ``python -m training.word_vectors --data DATA --out build/words``.

Skip-gram with negative sampling (Mikolov et al. 2013) as gensim has it, about ten minutes on two cores. The word vectors
are turned to their principal components, so the first k columns are the best k-dimensional picture of all of them.
"""

import argparse
import logging
import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
from gensim.models import Word2Vec
from numpy.typing import NDArray

from training.corpus import asked, fold_digits, segmented

SEED = 7
WORDS = 60_000
CHARACTER_SAMPLE = 20_000_000


def skip_gram(lines: Path, counts: Counter[str], *, dim: int, window: int, epochs: int) -> NDArray[np.float32]:
    """Returns one vector a counted token, float32 (n, dim), in the order of ``counts.most_common()``.

    Args:
        lines: A file of tokens parted by spaces, one paragraph a line.
        counts: The tokens to learn, with how often each occurs.
        dim: Length of a vector.
        window: Furthest distance in tokens at which two tokens are neighbours.
        epochs: Passes over the file.
    """
    model = Word2Vec(
        vector_size=dim, window=window, sg=1, negative=5, sample=1e-4, min_count=1, workers=2, seed=SEED, epochs=epochs
    )
    model.build_vocab_from_freq(dict(counts))
    model.train(corpus_file=str(lines), total_words=counts.total(), epochs=epochs)
    return np.stack([model.wv[token] for token, _ in counts.most_common()]).astype(np.float32)


def principal(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Returns the centred vectors in the basis of their principal components, largest variance first; same shape."""
    centred = vectors - vectors.mean(axis=0)
    _, basis = np.linalg.eigh(centred.T @ centred)
    return np.ascontiguousarray(centred @ basis[:, ::-1], dtype=np.float32)


def save(out: Path, tokens_name: str, vectors_name: str, counts: Counter[str], vectors: NDArray[np.float32]) -> None:
    """Writes ``token<TAB>count`` lines and the vectors beside them; a file appears only when it is complete."""
    unfinished = out / f"unfinished.{os.getpid()}.npy"
    np.save(unfinished, vectors)
    unfinished.replace(out / vectors_name)
    unfinished.write_text("".join(f"{token}\t{count}\n" for token, count in counts.most_common()), encoding="utf-8")
    unfinished.replace(out / tokens_name)


def rewritten(source: Path, target: Path, rewrite: Callable[[str], str], most: int | None = None) -> Counter[str]:
    """Writes each line of ``source`` anew to ``target`` and returns how often each token of it occurs.

    Args:
        source: The segmented texts.
        target: Where the lines go.
        rewrite: From a line of words to a line of tokens parted by spaces.
        most: Lines are taken at even distances so that about this many bytes are written; None takes all.
    """
    counts: Counter[str] = Counter()
    step = 1 if most is None else max(1, round(source.stat().st_size / most))
    with source.open(encoding="utf-8") as lines, target.open("w", encoding="utf-8") as out:
        for number, line in enumerate(lines):
            tokens = rewrite(line)
            counts.update(tokens.split())
            if number % step == 0:
                out.write(tokens.rstrip("\n") + "\n")
    return counts


def main() -> None:
    """Trains both tables and writes them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the public texts")
    parser.add_argument("--out", type=Path, required=True, help="folder for the tables")
    parser.add_argument("--dim", type=int, default=256, help="length of a word vector")
    parser.add_argument("--epochs", type=int, default=3, help="passes over the texts")
    arguments = parser.parse_args()
    logging.basicConfig(format="%(asctime)s %(message)s", level=logging.INFO)
    out: Path = arguments.out
    out.mkdir(parents=True, exist_ok=True)
    tokens = segmented(arguments.data, out.parent)
    lines = out / f"lines.{os.getpid()}"

    bytes_a_character = 3
    counts = rewritten(
        tokens, lines, lambda line: " ".join(line.replace(" ", "")), CHARACTER_SAMPLE * bytes_a_character
    )
    for name in ("cmrc2018_train", "cmrc2018_trial"):
        counts.update(c for row in asked(arguments.data / f"{name}.json.xz") for c in row.passage if not c.isspace())
    counts = Counter({token: count for token, count in counts.items() if count >= 3})
    vectors = skip_gram(lines, counts, dim=64, window=5, epochs=2)
    save(out, "characters.txt", "character_vectors.npy", counts, vectors)

    counts = Counter(dict(rewritten(tokens, lines, fold_digits).most_common(WORDS)))
    vectors = skip_gram(lines, counts, dim=arguments.dim, window=6, epochs=arguments.epochs)
    save(out, "words.txt", "vectors.npy", counts, principal(vectors))
    lines.unlink()


if __name__ == "__main__":
    main()
