"""Writing a file so that it is there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def beside(path: Path) -> Iterator[BinaryIO]:
    """A file beside `path` to write to; it takes the place of `path`, synced, when the block ends without an error."""
    new = path.with_name(path.name + ".new")
    with new.open("wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    if os.name == "posix":  # a rename outlives a power cut once its folder is synced; Windows cannot open folders
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def write_beside(path: Path, content: bytes) -> None:
    """Puts `content` in the place of `path`, whole or not at all."""
    with beside(path) as file:
        file.write(content)
