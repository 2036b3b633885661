"""What a person can set, and where from: defaults < wenbao.toml < environment < flags."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from index.errors import SettingError

FILE = "wenbao.toml"
PREFIX = "WENBAO_"
WRITER_KEY = PREFIX + "WRITER_KEY"
"""The variable that holds a writing server's key: a secret, so it is in no file, no flag and no `Settings`."""

STRICTNESS = {"strict": 0.7, "normal": 0.5, "generous": 0.3}
"""Probability of being right from which an answer is given, by the word that a librarian chooses."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set; an empty text means the shipped model or no dictionary.

    `ranker` and `writer` are models of other people: without them passages stand as they were found and read, and an
    answer only quotes. A `writer` that begins with http:// or https:// is a server, with #model after it or without.
    """

    archive: str = "archive"
    host: str = "127.0.0.1"
    port: int = 7860
    embedder: str = ""
    reader: str = ""
    ranker: str = ""
    writer: str = ""
    words: str = ""
    refusal: str = "normal"

    def __post_init__(self) -> None:
        if not 1 <= self.port <= 65535:
            raise SettingError(f"端口 port = {self.port} 超出范围，应在 1 到 65535 之间。")
        if self.refusal not in STRICTNESS:
            raise SettingError(f"refusal = {self.refusal!r} 不认识，应为 {'、'.join(STRICTNESS)} 之一。")
        if not self.archive.strip() or "\0" in self.archive:
            raise SettingError("档案目录 archive 是空的，应为一个文件夹，例如 ./archive。")

    @property
    def sure(self) -> float:
        """The confidence that `refusal` stands for."""
        return STRICTNESS[self.refusal]


def load(folder: Path, environ: Mapping[str, str], flags: Mapping[str, Any]) -> Settings:
    """The settings in force.

    Args:
        folder: where `wenbao.toml` may lie.
        environ: the environment; `WENBAO_PORT=8000` sets `port`.
        flags: what the command line gave; None stands for not given.

    Raises:
        SettingError: a name is unknown or a value of the wrong type or out of bounds.
    """
    values: dict[str, Any] = {}
    file = folder / FILE
    if file.is_file():
        try:
            values.update(tomllib.loads(file.read_text(encoding="utf-8")))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingError(f"{file} 读不懂（{error}）：请按 TOML 写，例如 port = 7860。") from error
    known = {field.name: field for field in fields(Settings)}
    values.update({name: environ[PREFIX + name.upper()] for name in known if environ.get(PREFIX + name.upper())})
    values.update({name: value for name, value in flags.items() if value is not None})
    for name in values:
        if name not in known:
            raise SettingError(f"设置 {name} 不认识，可用的有 {'、'.join(known)}。")
    return Settings(**{name: _typed(name, value, type(known[name].default)) for name, value in values.items()})


def _typed(name: str, value: Any, wanted: type) -> Any:
    if wanted is int:
        try:
            return int(str(value))
        except ValueError as error:
            raise SettingError(f"设置 {name} = {value!r} 应为整数。") from error
    if not isinstance(value, str):
        raise SettingError(f"设置 {name} = {value!r} 应为文字。")
    return value
