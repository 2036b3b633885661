"""What is wrong with an installation, and what to type."""

from __future__ import annotations

import shutil
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, packages_distributions, version
from pathlib import Path

from index.errors import WenbaoError
from ui.settings import Settings

NEEDED = (
    "torch",
    "sentence-transformers",
    "transformers",
    "faiss-cpu",
    "tantivy",
    "gradio",
    "jieba",
    "rjieba",
    "opencc",
)
OURS = ("qa", "index", "ui")
ROOM = 1 << 30
"""Bytes that should be free where the archive lies: an update writes beside what it replaces."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, whether it is good, and what there is to say."""

    what: str
    good: bool
    says: str


def examine(settings: Settings) -> Iterator[Finding]:
    """Everything looked at, in the order in which trouble usually comes."""
    yield Finding("Python", sys.version_info >= (3, 11), f"{sys.version.split()[0]}（需要 3.11 或更新）")
    for name in NEEDED:
        try:
            yield Finding(name, True, version(name))
        except PackageNotFoundError:
            yield Finding(name, False, "没有安装：请在项目目录运行 pip install -c constraints.txt -e .")
    owners = packages_distributions()
    for name in OURS:
        others = sorted(set(owners.get(name, [])) - {"wenbao"})
        says = f"另一个软件包 {'、'.join(others)} 也叫 {name}：请把问报装在单独的环境里。" if others else "归问报所有"
        yield Finding(f"顶层包 {name}", not others, says)
    yield _models(settings)
    yield from _archive(settings)
    yield _port(settings)


def _models(settings: Settings) -> Finding:
    from qa.judge import Judge
    from ui.wiring import embedder, ranker, span_model, writer

    try:
        model = embedder(settings)
        span_model(settings)
        ranker(settings)
        writer(settings)
        Judge()
    except WenbaoError as error:
        return Finding("模型", False, str(error))
    return Finding("模型", True, f"{model.name}，{model.dim} 维")


def _archive(settings: Settings) -> Iterator[Finding]:
    from ui.wiring import open_archive

    folder = Path(settings.archive)
    try:
        archive = open_archive(settings)
    except WenbaoError as error:
        yield Finding("档案", False, str(error))
        return
    held = archive.counts()
    yield Finding(
        "档案", True, f"{folder}：第 {archive.generation} 代，{held.pages} 版，{held.articles} 篇，{held.chunks} 段"
    )
    free = shutil.disk_usage(folder).free
    yield Finding(
        "磁盘", free >= ROOM, f"还空 {free / 2**30:.1f} GiB" + ("" if free >= ROOM else "，至少要 1 GiB：请腾出空间。")
    )


def _port(settings: Settings) -> Finding:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((settings.host, settings.port))
        except OSError as error:
            says = f"{settings.host}:{settings.port} 用不了（{error.strerror}）：换一个，例如 wenbao serve --port {settings.port + 1}"
            return Finding("端口", False, says)
    return Finding("端口", True, f"{settings.host}:{settings.port} 可用")
