"""Questions of our own over the public texts, written by reading them: asked plainly, in other words, and in vain.

`written.tsv` beside this file holds one question a line: file of the texts, number of the text in it, kind, question,
answer. Of the texts it holds nothing but the answers; they are read from the folder of public data. Kinds:

- ``plain``: asked in part with the words of the text, 「谁在鸟巢换的跑道」;
- ``reworded``: asked as people speak who read it weeks ago, 「开收割机的小伙抢收的是啥庄稼」;
- ``clause``: of the encyclopaedia, answered by the whole clause as printed, as the people who made CMRC mark many answers;
- ``none``: a near miss, which the text seems to answer and does not; the last column has what a careless reader would say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from training.corpus import rows
from training.reading_data import Passage, Row, hash_of, squad

HERE = Path(__file__).parent / "written.tsv"
FILES = {
    "news": "news-2023.jsonl.xz",
    "broadcast": "broadcast-2022-2026.jsonl.xz",
    "encyclopaedia": "cmrc2018_train.json.xz",
}
SHOWN = 430
"""Characters of a news text that its questions are about; those of the encyclopaedia are about the whole."""
KEPT_OUT = 8
"""One text in so many has questions that are measured with and never trained on."""
SENTENCE = re.compile(r"[^。！？\n]+[。！？\n]*[”」]?")


def beginning(text: str) -> str:
    """The first whole sentences of ``text``, `SHOWN` characters at most or one sentence; blank lines are left out."""
    shown = ""
    for hit in SENTENCE.finditer(text.strip()):
        if shown and len(shown) + len(hit.group()) > SHOWN:
            break
        shown += hit.group()
    return re.sub(r"\n\s*\n+", "\n", shown).strip()


def kept_out(body: str) -> bool:
    """Whether the questions about the text that begins with ``body`` are kept out of the reader's training."""
    return hash_of(body) % KEPT_OUT == 0


def lines(path: Path = HERE) -> Iterator[tuple[str, int, str, str, str]]:
    """Yields file, number of the text, kind, question and answer of each line.

    Raises:
        ValueError: a line has not five columns, with its number.
    """
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            columns = line.rstrip("\n").split("\t")
            if len(columns) != 5 or not columns[1].isdigit():
                raise ValueError(f"{path}, line {number}: five columns are needed, the second a number")
            source, text, kind, question, answer = columns
            yield source, int(text), kind, question, answer


def texts(data: Path, source: str) -> Iterator[tuple[str, str]]:
    """Yields the headline and what the questions are about of every text of a file, in the file's order."""
    path = data / FILES[source]
    if path.name.endswith(".json.xz"):
        yield from dict.fromkeys((title, body) for title, body, _ in squad(path))
    else:
        yield from ((row.get("title", ""), beginning(row["text"])) for row in rows(path))


def written(data: Path, path: Path = HERE) -> tuple[list[Row], list[Row]]:
    """Rows of the questions: those to train on, and those kept out.

    An answer that stands several times in its text is the first of them that stands in a sentence with most of the
    question's characters. ``none`` rows have their text as the passage that does not answer.

    Raises:
        ValueError: an answer does not stand in its text.
    """
    wanted: dict[str, set[int]] = {}
    for source, number, *_ in lines(path):
        wanted.setdefault(source, set()).add(number)
    found: dict[tuple[str, int], tuple[str, str]] = {}
    for source, numbers in wanted.items():
        found.update(((source, number), text) for number, text in enumerate(texts(data, source)) if number in numbers)
    train: list[Row] = []
    measure: list[Row] = []
    for source, number, kind, question, answer in lines(path):
        title, body = found[source, number]
        chosen = measure if kept_out(body) else train
        name = f"{'encyclopaedia' if source == 'encyclopaedia' else 'written'}-{kind}"
        if kind == "none":
            chosen.append(Row(name, question, "", None, (Passage(title, body),)))
            continue
        start = place_of(answer, body, question)
        if start < 0:
            raise ValueError(f"{source} {number}: 「{answer}」 does not stand in its text")
        passage = Passage(title, body, start, start + len(answer))
        chosen.append(Row(name, question, answer, passage, (), (answer,)))
    return train, measure


def place_of(answer: str, body: str, question: str) -> int:
    """Where ``answer`` stands in the sentence of ``body`` with the most characters of ``question``; -1 when nowhere."""
    asked = set(question) - set(answer)
    best = (-1, -1)
    for sentence in SENTENCE.finditer(body):
        for hit in re.finditer(re.escape(answer), sentence.group()):
            best = max(best, (len(asked & set(sentence.group())), -(sentence.start() + hit.start())))
    return -best[1] if best[0] >= 0 else body.find(answer)
