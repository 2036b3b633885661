"""The files that hold an archive's names: what people write, and what was learnt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import SettingError
from index.files import write_beside

SCHEME = "1"
"""Changed with every change to the rules: names learnt by others are learnt again."""

CORRECTIONS, LEARNT = "names.txt", "names.learnt.tsv"
"""What people write, and what was learnt, beside the archive's other files."""

PERSON, CORRECTED = "人名", "人工"
"""Further sources of a name: a title beside a person; `names.txt`."""

LONGEST = 60
"""Characters of the longest name."""

_TEMPLATE = """\
# 人工更正的名称，一行一条；这个文件不会被程序改写。wenbao names 列出现在认得的名称。
# 增加或更正（这个短名从此只按这里写的理解）：
#   南溪总 = 南溪市总工会
# 去掉学错的：
#   - 短名 = 全名
"""


@dataclass(frozen=True, slots=True)
class Name:
    """A short form and what it stands for; of a person, short and long are the name itself.

    `count` is the number of articles that teach it, `article_id` one of them, `source` how they do (释义, 缩写, 机关,
    公司, 人名; 人工 where people wrote it).
    """

    short: str
    long: str
    count: int = 1
    article_id: str = ""
    source: str = CORRECTED

    def __post_init__(self) -> None:
        if not 2 <= len(self.short) <= LONGEST or not 2 <= len(self.long) <= LONGEST:
            raise ValueError(f"name {self.short!r} = {self.long!r}: expected 2 to {LONGEST} characters")
        if self.count < 1:
            raise ValueError(f"name {self.short!r} is met {self.count} times")


def read_corrections(path: Path) -> tuple[list[Name], frozenset[tuple[str, str]]]:
    """What `names.txt` says: the pairs that hold, and those that do not."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        return [], frozenset()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(f"读不了名称文件 {path}：应是 UTF-8 文本，每行一条“短名 = 全名”") from error
    said, forbidden = [], set()
    for number, line in enumerate(lines, 1):
        text = line.partition("#")[0].strip()
        if not text:
            continue
        match = re.fullmatch(r"(-\s*)?([^=＝]+?)\s*[=＝]\s*([^=＝]+)", text)
        try:
            name = Name(match[2], match[3]) if match and match[2].isprintable() and match[3].isprintable() else None
        except ValueError:
            name = None
        if match is None or name is None or name.short == name.long:
            told = ascii(line[:40]) if not line.isprintable() else line[:40]
            raise SettingError(
                f"名称文件 {path} 第 {number} 行不是一条名称：{told}，应写作“短名 = 全名”（每个 2 到 {LONGEST} 字）"
            )
        if match[1]:
            forbidden.add((name.short, name.long))
        else:
            said.append(name)
    return said, frozenset(forbidden)


def read_learnt(path: Path) -> tuple[tuple[int, int] | None, list[Name]]:
    """Generation, highest chunk and names of a file of learnt names; None and no names where it cannot be used."""
    try:
        head, *rows = path.read_text(encoding="utf-8").splitlines()
        scheme, now, highest, count = re.fullmatch(r"# wenbao names (\d+) (\d+) (\d+) (\d+)", head).groups()  # type: ignore[union-attr]
        if scheme != SCHEME or len(rows) != int(count):
            return None, []
        fields = (row.split("\t") for row in rows)
        return (int(now), int(highest)), [
            Name(short, long, int(times), example, source) for source, short, long, times, example in fields
        ]
    except (OSError, ValueError, AttributeError):
        return None, []


def write_learnt(path: Path, names: Sequence[Name], generation: int, highest: int) -> None:
    """Writes learnt names with the generation and the highest chunk that they were learnt up to."""
    rows = [f"{name.source}\t{name.short}\t{name.long}\t{name.count}\t{name.article_id}" for name in names]
    head = f"# wenbao names {SCHEME} {generation} {highest} {len(rows)}"
    write_beside(path, "\n".join([head, *rows, ""]).encode("utf-8", "replace"))


def explain(path: Path) -> None:
    """Puts a file of corrections that says how to write them where there is none."""
    if not path.exists():
        write_beside(path, _TEMPLATE.encode())
