"""The public texts and questions that the models are trained on, as plain Python values.

Every iterator takes the folder that holds the ``.xz`` files. Text comes as it was published: no width is folded and no
character converted, because a reader has to find answers in text as it is printed.
"""

import json
import lzma
import os
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rjieba

DIGIT = re.compile(r"\d")
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
MARKUP = re.compile(r"^[#>*\-\s]+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Text:
    """One published text: its title ("" where the source has none) and its body."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question that a person asked of a passage; ``answers`` is empty where the passage does not hold it."""

    question: str
    passage: str
    answers: tuple[str, ...]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yields the objects of an ``.xz`` file of JSON lines."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def news(data: Path) -> Iterator[Text]:
    """Yields the 65,977 news articles of 2023; they carry no titles."""
    for row in rows(data / "news-2023.jsonl.xz"):
        yield Text("", row["text"])


def kept_out_title(title: str) -> bool:
    """Whether a broadcast item with this title is never trained on but measured with: about one in 19, by a hash."""
    return bool(title) and zlib.crc32(title.encode()) % 19 == 0


def broadcast(data: Path) -> Iterator[Text]:
    """Yields the television news items of 2022 to 2026, 22,607 of 23,681; see `kept_out_title`."""
    for row in rows(data / "broadcast-2022-2026.jsonl.xz"):
        if not kept_out_title(row["title"]):
            yield Text(row["title"], row["text"])


def laws(data: Path) -> Iterator[Text]:
    """Yields laws and regulations without the Markdown they are stored in; templates and empty files are left out."""
    for row in rows(data / "laws.jsonl.xz"):
        body = MARKUP.sub("", COMMENT.sub("", FRONT_MATTER.sub("", row["text"]))).strip()
        if len(body) > 200:
            yield Text(row["title"], body)


def texts(data: Path) -> Iterator[Text]:
    """Yields every text: news, broadcast, laws."""
    yield from news(data)
    yield from broadcast(data)
    yield from laws(data)


def asked(path: Path) -> Iterator[Asked]:
    """Yields the questions of an ``.xz`` file in the form of SQuAD 1.1 or 2.0 (CMRC, DRCD, CJRC).

    Offsets are left out: some of CJRC's are wrong, so an answer is to be looked for again in the passage.
    """
    with lzma.open(path, "rt", encoding="utf-8") as file:
        data = json.load(file)["data"]
    for entry in data:
        for paragraph in entry["paragraphs"]:
            for qa in paragraph["qas"]:
                impossible = str(qa.get("is_impossible", "false")).lower() == "true"
                answers = () if impossible else tuple(dict.fromkeys(a["text"] for a in qa["answers"] if a["text"]))
                yield Asked(qa["question"], paragraph["context"], answers)


def fold_digits(word: str) -> str:
    """Returns the word with every digit as 0, the key of the word vectors: ``2023`` and ``1998`` are both ``0000``."""
    return DIGIT.sub("0", word)


def segment(text: str) -> list[str]:
    """Returns the jieba words of a text without white space.

    Example:
        ``"总工会表示，GDP 增长3.5%"`` gives ``["总工会", "表示", "，", "GDP", "增长", "3.5%"]``.
    """
    return [word for word in rjieba.cut(text) if not word.isspace()]


def segmented(data: Path, cache: Path) -> Path:
    """Returns a file with one paragraph a line, its words parted by spaces; written once, then taken from ``cache``.

    A paragraph is written once however often it is printed: laws repeat each other by the page.

    Args:
        data: Folder of the public texts.
        cache: Folder for the file, ``tokens.txt``.
    """
    path = cache / "tokens.txt"
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}")
        seen: set[int] = set()
        with unfinished.open("w", encoding="utf-8") as out:
            for text in texts(data):
                for paragraph in (text.title, *text.body.splitlines()):
                    if len(paragraph) > 5 and hash(paragraph) not in seen:
                        seen.add(hash(paragraph))
                        out.write(" ".join("".join(word.split()) for word in segment(paragraph)) + "\n")
        unfinished.replace(path)
    return path
