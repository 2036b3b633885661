"""The names that an archive knows, as rows and as a table: `wenbao names`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from rich.table import Table
from rich.text import Text

from ui.render import visible
from ui.settings import Settings
from ui.terminal import console


def names_rows(settings: Settings) -> list[dict[str, Any]]:
    """One row a pair in force: `short`, `long`, `times` it is met, `source` it comes from, `article` as an example.

    Raises:
        ArchiveError: there is no archive.
        SettingError: a line of its `names.txt` is no name.
    """
    from contextlib import closing

    from index.namefiles import CORRECTED
    from index.names import Names
    from index.store import connect

    folder = Path(settings.archive)
    with closing(connect(folder)):
        names = Names.load(folder)
    return [
        {
            "short": name.short,
            "long": name.long,
            "times": 0 if name.source == CORRECTED else name.count,
            "source": name.source,
            "article": name.article_id,
        }
        for name in names.all()
    ]


def show_names(settings: Settings, rows: Iterable[Mapping[str, Any]]) -> None:
    """Print the rows as a table, and where they can be corrected."""
    from index.namefiles import CORRECTIONS

    table = Table("短名", "全名", "篇数", "来自", "例如")
    for row in rows:
        told = (row["short"], row["long"], str(row["times"] or ""), row["source"], row["article"])
        table.add_row(*(Text(visible(cell)) for cell in told))
    out = console()
    if table.row_count:
        out.print(table)
    else:
        out.print("还没有学到名称：收进版面以后会从文章里学。")
    out.print(
        f"更正请写进 {visible(str(Path(settings.archive) / CORRECTIONS))}：一行一条“短名 = 全名”，“- 短名 = 全名”去掉一条。"
    )
