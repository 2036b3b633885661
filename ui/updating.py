"""An update as people see it: a progress bar while it runs, then what went in, what did not, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from index.errors import PageError
from ui.render import visible
from ui.settings import Settings

if TYPE_CHECKING:
    from index.report import Progress, Report

STAGES = {"read": "读入", "cut": "切分", "embed": "嵌入", "store": "入库", "index": "建索引", "done": "完成"}
SHOWN = 20
"""Files that could not be taken in which are named one by one."""


def show_update(settings: Settings, paths: Sequence[Path], *, quiet: bool) -> Report:
    """Take the pages in and tell what happened; `quiet` prints nothing on standard output.

    Raises:
        PageError: a path is not there; nothing has been taken in.
    """
    from index.update import update
    from ui.wiring import embedder, words

    for path in paths:
        if not path.exists():
            raise PageError(f"{visible(str(path))} 不在那里：请检查路径，什么也没有收进。")
    err = Console(stderr=True, markup=False, highlight=False)
    with progress_bar(err) as tell:

        def advance(progress: Progress) -> None:
            told = f"{STAGES[progress.stage]}  {progress.pages} 版（条） {progress.chunks} 段"
            tell(told, progress.done, progress.total)

        report = update(
            Path(settings.archive), paths, embedder=embedder(settings), words=words(settings), progress=advance
        )
    for source, reason in report.failed[:SHOWN]:
        err.print(f"没有收进 {visible(source)}：{visible(reason)}", soft_wrap=True)
    if len(report.failed) > SHOWN:
        err.print(f"还有 {len(report.failed) - SHOWN} 个也没有收进。")
    if not quiet:
        out = Console(markup=False, highlight=False)
        out.print(
            f"新收 {report.added}，换新 {report.replaced}，原有 {report.unchanged}，未收 {len(report.failed)}；"
            f"共 {report.articles} 篇 {report.chunks} 段，用时 {report.seconds:.1f} 秒。",
            soft_wrap=True,
        )
    return report


def show_reembed(settings: Settings) -> None:
    """Embed what the archive holds anew with the model of the settings; the old vectors serve until that is done."""
    from index.reembed import reembed
    from ui.wiring import embedder, words

    err = Console(stderr=True, markup=False, highlight=False)
    with progress_bar(err) as tell:
        count = reembed(
            Path(settings.archive),
            embedder=embedder(settings),
            words=words(settings),
            progress=lambda done, total: tell("重算", done, total),
        )
    err.print(f"重算了 {count} 段。")


@contextmanager
def progress_bar(console: Console) -> Iterator[Callable[[str, int, int], None]]:
    """What to call with a description, what is done and the total, drawn as one bar while the block runs."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("准备", total=None)
        yield lambda told, done, total: bar.update(task, description=told, completed=done, total=total)


def update_row(report: Report) -> dict[str, Any]:
    """The report as one JSON object."""
    return {
        "added": report.added,
        "replaced": report.replaced,
        "unchanged": report.unchanged,
        "failed": [{"source": source, "reason": reason} for source, reason in report.failed],
        "articles": report.articles,
        "chunks": report.chunks,
        "seconds": round(report.seconds, 3),
    }
