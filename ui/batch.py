"""Files of questions: their rows checked before any is answered, and the answer to each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import QuestionError, RowError
from ui.talk import turn_of

if TYPE_CHECKING:
    from qa.records import Answer, Turn
    from ui.wiring import Desk

LONGEST_ROW = 100_000
"""Characters of a batch row that is still one."""

EARLIER = 10
"""Questions of a talk, the last ones, that are answered for a later one to lean on."""


def answered(desk: Desk, row: dict[str, Any]) -> Answer:
    """The answer to a row; what is no question is declined with the reason, and the other rows go on."""
    from qa.records import Answer, Question

    try:
        return worded(desk, desk.ask(row["question"], talked(desk.ask, row["history"])))
    except QuestionError as error:
        return Answer(Question(row["question"], ""), False, "", str(error))


def talked(ask: Callable[[str, Sequence[Turn]], Answer], questions: Sequence[str]) -> list[Turn]:
    """The talk that these questions make, each answered as it would have been, so that a later one may lean on it.

    After 「谁捐了书屋？」 「他是哪里人？」 leans on who that was.
    """
    from qa.records import Turn

    talk: list[Turn] = []
    for question in questions[-EARLIER:]:
        try:
            talk.append(turn_of(ask(question, talk), question))
        except QuestionError:
            talk.append(Turn(question))
    return talk


def worded(desk: Desk, answer: Answer) -> Answer:
    """The answer with all that a writer has to say, where there is one."""
    for longer in desk.worded(answer):
        answer = longer
    return answer


def question_rows(path: Path, *, judged: bool = False) -> Iterator[dict[str, Any]]:
    """The rows of a question file, each with id, question and history; `judged` ones with kind, answers, articles.

    Raises:
        RowError: the file cannot be read or a line is no such row; the text names file and line.
    """
    wanted: dict[str, type] = {"id": str, "question": str, "history": list}
    if judged:
        wanted |= {"kind": str, "answers": list, "articles": list}
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise RowError(
            f"{path} 读不了（{getattr(error, 'strerror', None) or '不是 UTF-8 文本'}）：请给一个 UTF-8 的 .jsonl 文件。"
        ) from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line[:LONGEST_ROW])
        except (ValueError, RecursionError) as error:
            raise RowError(
                f'{path} 第 {number} 行不是 JSON：每行应为 {{"id": …, "question": …, "history": […]}}。'
            ) from error
        if not isinstance(row, dict):
            raise RowError(f"{path} 第 {number} 行应为 JSON 对象。")
        row = {"id": str(number), "history": [], **row}
        row["id"] = str(row["id"])
        for name, kind in wanted.items():
            value = row.get(name)
            items = value if isinstance(value, list) else []
            if not isinstance(value, kind) or not all(isinstance(item, str) for item in items):
                raise RowError(f"{path} 第 {number} 行的 {name} 应为{'文字的列表' if kind is list else '文字'}。")
        yield row
