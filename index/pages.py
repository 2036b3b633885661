"""Page files to Pages: what is text is read whatever its encoding, what is not is named with the reason."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from index.errors import PageError
from index.issue import Issue, day, issue_of_name, numeral
from index.records import Page

LARGEST = 8 * 1024 * 1024
"""Bytes of the largest page file that is read: a full broadsheet page has some 30 KB of text."""

SUFFIXES = (".txt", ".md")
SIDECAR = "pages.csv"
_COLUMNS = ("file", "date", "page", "edition", "paper")
_NO_PAGES = re.compile(r"(?:readme|license|licence|changelog|contributing|notice)(?:[._-].*)?$", re.IGNORECASE)
_SIGNATURES = {
    b"%PDF": " PDF 文件",
    b"\x89PNG": " PNG 图片",
    b"\xff\xd8\xff": " JPEG 图片",
    b"GIF8": " GIF 图片",
    b"PK\x03\x04": "压缩包或 Word 文件",
    b"\xd0\xcf\x11\xe0": "旧版 Word 文件",
    b"{\\rtf": " RTF 文件",
    b"\x1f\x8b": " gzip 压缩包",
    b"\x7fELF": "程序",
    b"SQLite format 3": " SQLite 数据库",
}
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
_COMMON = re.compile("[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\u2010-\u203b]")


@dataclass(frozen=True, slots=True)
class SidecarRow:
    """What `pages.csv` says of one file; None where it is silent."""

    date: date | None = None
    number: int | None = None
    edition: str | None = None
    paper: str | None = None


@dataclass(frozen=True, slots=True)
class Sidecar:
    """The rows of a folder's `pages.csv` by file, given as a path from the folder or as a bare name."""

    folder: Path = Path()
    rows: Mapping[str, SidecarRow] = field(default_factory=dict)

    def row(self, path: Path) -> SidecarRow:
        """What the sidecar says of a page file; an empty row where it says nothing."""
        try:
            inside = path.relative_to(self.folder).as_posix()
        except ValueError:
            inside = path.name
        return self.rows.get(inside) or self.rows.get(path.name) or SidecarRow()


_BINARY = "不是文本，而是二进制数据：请交来 UTF-8 或 GB18030 的 .txt 或 .md 文件"


def decode(data: bytes, name: str) -> str:
    """The text that the bytes of a file hold, without its byte order mark; newlines as they are.

    UTF-8 is believed as long as at most one in three of its characters beyond ASCII is broken (each becomes U+FFFD),
    because a torn UTF-8 file often decodes as GB18030 too, into other words.

    Example:
        ``decode("问报".encode("gb18030"), "a.txt")`` is ``"问报"``.

    Args:
        data: The file's bytes.
        name: The file's name, for the error.

    Raises:
        PageError: The bytes are no UTF-8, GB18030 or UTF-16 with a byte order mark.
    """
    for start, found in _SIGNATURES.items():
        if data.startswith(start):
            raise PageError(f"{name} 不是文本，而是{found}：请先做文字识别，再交来 .txt 或 .md 文件")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", errors="replace")
        if text.count("\0") + text.count("\ufffd") > 1 + len(text) // 50:
            raise PageError(f"{name} {_BINARY}")
        return text
    if len(data) - len(data.translate(None, _CONTROLS)) > len(data) // 50:
        raise PageError(f"{name} {_BINARY}")
    data = data.removeprefix(b"\xef\xbb\xbf")
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if broken * 2 <= len(text) - len(text.encode("ascii", "ignore")) - broken:
        return text
    try:
        chinese = data.decode("gb18030")
    except UnicodeDecodeError:
        chinese = ""
    foreign = [character for character in chinese[:20_000] if not character.isascii()]
    if sum(1 for character in foreign if _COMMON.match(character)) * 2 > len(foreign):
        return chinese
    raise PageError(f"{name} 既不是 UTF-8 也不是 GB18030 文本：请另存为 UTF-8 再交来")


def page_id(stem: str) -> str:
    """A file's stem with letters, digits, Chinese characters and `-_.` kept: `要闻 2024/05` -> `要闻-2024-05`."""
    return re.sub(r"[^\w.-]+", "-", stem).strip("-.")[:80] or "page"


def _read_bytes(path: Path) -> bytes:
    if path.is_dir():
        raise PageError(f"{path.name} 是文件夹，不是版面文件：请给其中的一个 .txt 或 .md 文件")
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise PageError(f"{path.name} 有 {size / 1e6:.0f} MB，一版最多 {LARGEST / 1e6:.0f} MB：请拆成一版一个文件")
        with path.open("rb") as file:
            return file.read(LARGEST)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise PageError(f"{path.name} 读不了（{reason}）：请检查文件名和读取权限") from error


def read_page(path: Path, *, sidecar: Sidecar | None = None) -> Page:
    """The page that a file holds, with the date and number that sidecar or file name give (the sidecar wins).

    Example:
        ``2024-05-06_03.txt`` in GB18030 gives a Page of 2024-05-06, number 3, its text as it came.

    Args:
        path: The page file.
        sidecar: What `read_sidecar` found in the folder, if there is one.

    Raises:
        PageError: The file is missing, empty, too large or no text; one line says which.
    """
    data = _read_bytes(path)
    text = decode(data, path.name)
    if not text.strip("\0\ufeff \t\r\n\f\v\u3000"):
        raise PageError(f"{path.name} 是空文件：请重新识别这一版")
    named = issue_of_name(path.stem)
    row = sidecar.row(path) if sidecar else SidecarRow()
    return Page(
        id=page_id(path.stem),
        source=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        date=row.date or named.date,
        number=row.number or named.number,
        edition=row.edition or named.edition,
        paper=row.paper,
    )


def _sidecar_row(cells: Mapping[str, str], where: str) -> SidecarRow:
    written, number = cells.get("date", ""), cells.get("page", "")
    issue = Issue()
    if written:
        issue = Issue(date=day(*parts)) if len(parts := re.findall(r"\d+", written)) == 3 else issue_of_name(written)
        if issue.date is None:
            raise PageError(f"{where} 的日期是 {written!r}，应像 2024-05-06：请改正或留空")
    match = re.fullmatch(r"第?([A-Za-z])?(\w{1,3}?)版?", number)
    value = numeral(match[2]) if match else None
    if number and not value:
        raise PageError(f"{where} 的版次是 {number!r}，应为从 1 起的整数：请改正或留空")
    part = match[1].upper() if match and match[1] else None
    return SidecarRow(issue.date, value, cells.get("edition") or part, cells.get("paper") or None)


def read_sidecar(folder: Path) -> Sidecar:
    """What `pages.csv` in a folder says of its page files; empty where there is no such file.

    The first line names the columns: `file` and any of `date`, `page`, `edition`, `paper`.

    Raises:
        PageError: A line cannot be used; the text names the line.
    """
    path = folder / SIDECAR
    if not path.is_file():
        return Sidecar(folder)
    lines = csv.reader(io.StringIO(decode(_read_bytes(path), SIDECAR), newline=""))
    rows: dict[str, SidecarRow] = {}
    header: list[str] = []
    try:
        for values in lines:
            cells = [value.strip() for value in values]
            where = f"{SIDECAR} 第 {lines.line_num} 行"
            if not any(cells):
                continue
            if not header:
                header = [cell.lower() for cell in cells]
                if "file" not in header or not set(header) <= set(_COLUMNS) or len(set(header)) < len(header):
                    raise PageError(f"{where} 的列是 {','.join(header)}，应为 {','.join(_COLUMNS)}：请改正表头")
                continue
            if len(cells) != len(header):
                raise PageError(f"{where} 有 {len(cells)} 格，应有 {len(header)} 格：请改正这一行")
            named = dict(zip(header, cells, strict=True))
            name = named["file"].replace("\\", "/").removeprefix("./")
            if not name or name in rows:
                raise PageError(f"{where} 的文件名 {name!r} {'重复了' if name else '是空的'}：应一个文件一行")
            rows[name] = _sidecar_row(named, where)
    except csv.Error as error:
        raise PageError(f"{SIDECAR} 第 {lines.line_num} 行读不懂（{error}）：请改正这一行") from error
    return Sidecar(folder, rows)


def find_pages(paths: Iterable[Path]) -> list[Path]:
    """The page files among files and folders, sorted, each once: folders are searched through and through.

    A file that is named is taken whatever it is called, so that reading it can say why it is no page. In folders
    only `.txt` and `.md` count; hidden files, read-me files and links that lead out of the folder are left out.
    """
    found: set[Path] = set()
    for path in paths:
        if not path.is_dir():
            found.add(path)
            continue
        root = path.resolve()
        for folder, subfolders, names in os.walk(path):
            subfolders[:] = [name for name in subfolders if not name.startswith(".")]
            for name in names:
                file = Path(folder, name)
                plain = not name.startswith(".") and not _NO_PAGES.match(file.stem)
                if plain and file.suffix.lower() in SUFFIXES and file.resolve().is_relative_to(root) and file.is_file():
                    found.add(file)
    return sorted(found)
