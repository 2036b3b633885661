"""Articles already cut, one JSON object a line: `.jsonl`, `.jsonl.gz`, `.jsonl.xz`."""

from __future__ import annotations

import gzip
import hashlib
import json
import lzma
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, cast

from index.errors import RowError
from index.records import Article, Credit, CutPage, Page, Run

SUFFIXES = (".jsonl", ".jsonl.gz", ".jsonl.xz")

LONGEST = 4_000_000
"""Bytes of a row at most: a novel of a million characters; more is no article."""

_EMPTY = 10_000  # blank lines in succession after which a file is taken for no JSONL
_DATE = re.compile(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[T ].*)?")
_PRINTED = ("section", "kicker", "headline", "subtitle", "byline")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a file, not yet read: `position` is how many bytes of the file on disk lie before its end."""

    path: Path
    line: int
    raw: bytes
    position: int

    @property
    def source(self) -> str:
        """File and line as people know them: `news-2023.jsonl.xz:17`."""
        return f"{self.path.name}:{self.line}"

    @property
    def sha256(self) -> str:
        """The hash of the row's bytes."""
        return hashlib.sha256(self.raw).hexdigest()

    @property
    def page_id(self) -> str:
        """The id of the page that the row makes: `news-2023.000017`."""
        stem = re.sub(r"[^\w.-]+", "-", self.path.name[: self.path.name.index(".jsonl")]).strip("-.")
        return f"{stem or 'rows'}.{self.line:06d}"

    def cut(self, page_id: str) -> CutPage:
        """The row as a page of its own with one article.

        The page's text is what the row gives, one field a line; the body's lines lose the blanks around them.

        Example:
            `{"headline": "市总工会慰问职工", "date": "2024-01-05", "page": 1, "credits": [{"name": "丁一",
            "role": "记者"}], "text": "本报讯　1月3日……"}`; of these only `text` has to be there, and `title` may
            stand for `headline`.

        Raises:
            RowError: the row is no article; the text names file and line.
        """
        try:
            return self._cut(page_id, _fields(self.raw))
        except json.JSONDecodeError as error:
            raise RowError(f"{self.source}: 不是 JSON（第 {error.colno} 个字符处）") from error
        except UnicodeDecodeError as error:
            raise RowError(f"{self.source}: 不是 UTF-8 文字") from error
        except ValueError as error:
            raise RowError(f"{self.source}: {error}") from error

    def _cut(self, page_id: str, fields: dict[str, Any]) -> CutPage:
        written = {name: _text(fields, name) for name in _PRINTED}
        written["headline"] = written["headline"] or _text(fields, "title")
        text = _text(fields, "text", line_breaks=True)
        if not text.strip():
            raise ValueError("没有正文 text")
        parts: list[str] = []
        runs: list[Run] = []
        for name, value in written.items():
            if value:
                runs.append(Run(name, 0, sum(map(len, parts)) + len(parts), len(value)))
                parts.append(value)
        offset = sum(map(len, parts)) + len(parts)
        body, body_runs = _tidy(text, offset)
        page = Page(
            id=page_id,
            source=self.source,
            sha256=self.sha256,
            text="\n".join([*parts, text]),
            date=_date(fields.get("date")),
            number=_number(fields.get("page")),
            edition=_text(fields, "edition") or None,
            paper=_text(fields, "paper") or None,
        )
        article = Article(
            id=f"{page_id}:01",
            page_id=page_id,
            ordinal=1,
            body=body,
            credits=_credits(fields.get("credits")),
            runs=(*runs, *body_runs),
            **written,
        )
        return CutPage(page, (article,))


def is_rows(path: Path) -> bool:
    """Whether a file's name says that it holds rows."""
    return path.name.lower().endswith(SUFFIXES)


def read_rows(path: Path) -> Iterator[Row]:
    """The lines of a file that are not blank, in order, one in memory at a time.

    Raises:
        RowError: the file cannot be read on: torn, not what its name says, or a line longer than `LONGEST`, which
            also keeps a small file from unfolding into a huge one.
    """
    line = 0
    try:
        with path.open("rb") as disk, _unpacked(path, disk) as file:
            blank = 0
            while raw := file.readline(LONGEST + 1):
                line += 1
                if len(raw) > LONGEST:
                    raise RowError(f"{path.name}:{line}: 这一行超过 {LONGEST:,} 字节，不像一篇报道；其后不再读")
                blank = 0 if (stripped := raw.strip()) else blank + 1
                if blank > _EMPTY:
                    raise RowError(f"{path.name}:{line}: 连续 {_EMPTY:,} 行空白；其后不再读")
                if stripped:
                    yield Row(path, line, stripped, disk.tell())
    except FileNotFoundError:
        raise RowError(f"{path}: 没有这个文件") from None
    except (OSError, EOFError, lzma.LZMAError, zlib.error) as error:
        raise RowError(f"{path.name}:{line + 1}: 从这一行起读不下去（{error}），文件可能残缺") from error


def _unpacked(path: Path, disk: BinaryIO) -> BinaryIO:
    match path.suffix.lower():
        case ".gz":
            return cast(BinaryIO, gzip.open(disk, "rb"))
        case ".xz":
            return cast(BinaryIO, lzma.open(disk, "rb"))
        case _:
            return disk


def _fields(raw: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(raw, parse_int=_integer)
    except RecursionError:
        raise ValueError("嵌套太深") from None
    if not isinstance(fields, dict):
        raise ValueError(f"应是 {{...}}，却是 {_shown(fields)}")
    return fields


def _integer(digits: str) -> int:
    if len(digits) > 18:
        raise ValueError(f"数字太长：{digits[:18]}…")
    return int(digits)


def _text(fields: dict[str, Any], name: str, *, line_breaks: bool = False) -> str:
    value = fields.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"{name} 应是文字，却是 {_shown(value)}")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValueError(f"{name} 里有残缺的字符") from None
    return value if line_breaks else " ".join(value.split())


def _date(value: object) -> date | None:
    if value is None or value == "":
        return None
    found = _DATE.fullmatch(value.strip()) if isinstance(value, str) else None
    try:
        if found:
            return date(*map(int, found.groups()))
    except ValueError:
        pass  # the thirteenth month
    raise ValueError(f"日期 {_shown(value)} 应写作 2024-05-06")


def _number(value: object) -> int | None:
    if value is None or value == "":
        return None
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,4}", value):
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 9999:
        return value
    raise ValueError(f"版次 {_shown(value)} 应是 1 到 9999 的整数")


def _credits(value: object) -> tuple[Credit, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise ValueError(f"credits 应是列表，却是 {_shown(value)}")
    return tuple(_credit(item) for item in value)


def _credit(item: object) -> Credit:
    given = {"name": item} if isinstance(item, str) else item
    if not isinstance(given, dict) or not (name := _text(given, "name")):
        raise ValueError(f'credits 里的 {_shown(item)} 应写作 {{"name": "丁一", "role": "记者"}}')
    return Credit(name, _text(given, "role"))


def _tidy(text: str, offset: int) -> tuple[str, list[Run]]:
    """The text's lines without the blanks around them, joined by newlines, and where on the page they came from."""
    lines: list[str] = []
    runs: list[Run] = []
    start = 0
    for match in re.finditer(r"[^\r\n\v\f\x85\u2028\u2029]+", text):
        line = match.group().strip()
        if line:
            lead = len(match.group()) - len(match.group().lstrip())
            runs.append(Run("body", start, offset + match.start() + lead, len(line)))
            lines.append(line)
            start += len(line) + 1
    return "\n".join(lines), runs


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)[:40]
