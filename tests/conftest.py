"""What several tests stand on: the seed pages, and one archive of them for the whole run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from index.chunks import chunk
from index.records import Article, Page
from qa.records import Passage
from ui.settings import Settings
from ui.wiring import Desk

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"

GRADIO = ("tests/ui", "tests/browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Fails what leaves a file open, and runs last what Gradio is in: it leaves event loops open, and a warning that is
    raised while those are collected breaks whatever runs then."""

    def has_gradio(item: pytest.Item) -> bool:
        return item.nodeid.startswith(GRADIO)

    items.sort(key=has_gradio)
    for item in items:
        if not has_gradio(item):
            item.add_marker(pytest.mark.filterwarnings("error::ResourceWarning"))


settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def seed_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the archive of the five seed pages; tests read it and never write."""
    from index.embed import SentenceEmbedder
    from index.update import update
    from index.words import Words

    folder = tmp_path_factory.mktemp("seeds") / "archive"
    update(folder, [SEEDS], embedder=SentenceEmbedder(), words=Words(), progress=None)
    return folder


@pytest.fixture(scope="session")
def desk(seed_archive: Path) -> Iterator[Desk]:
    """What answers questions over the seed pages, with the shipped models."""
    from ui.wiring import open_desk

    yield open_desk(Settings(archive=str(seed_archive)))


@pytest.fixture
def passage() -> Callable[..., Passage]:
    """Makes a passage of a body's first chunk, in an article of its own."""

    def make(body: str, headline: str = "", *, id: str = "p:01", **scores: float) -> Passage:
        article = Article(id=id, page_id="p", ordinal=1, headline=headline, body=body)
        return Passage(chunk(article)[0], article, Page("p", "p.txt", "0" * 64, body), scores)

    return make


@pytest.fixture(scope="session")
def python() -> str:
    """The interpreter that runs the tests."""
    return sys.executable
