"""What `wenbao names` shows."""

import json
import shutil
from pathlib import Path

import pytest

from index.errors import ArchiveError
from index.namefiles import CORRECTIONS, Name
from index.names import Names
from ui.naming import names_rows, show_names
from ui.settings import Settings


@pytest.fixture
def settings(seed_archive: Path, tmp_path: Path) -> Settings:
    shutil.copy(seed_archive / "archive.sqlite", tmp_path / "archive.sqlite")
    return Settings(archive=str(tmp_path))


def test_each_pair_is_a_row_with_what_it_comes_from(settings: Settings) -> None:
    Path(settings.archive, CORRECTIONS).write_text("市总 = 南溪市总工会\n", encoding="utf-8")
    rows = names_rows(settings)
    assert rows == [{"short": "市总", "long": "南溪市总工会", "times": 0, "source": "人工", "article": ""}]
    assert json.loads(json.dumps(rows)) == rows


def test_the_table_shows_the_pairs_and_says_where_to_correct_them(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    names = Names([Name("远山", "远山科技有限公司", 3, "p:01\x1b[2J", "公司")])
    rows = [
        {"short": n.short, "long": n.long, "times": n.count, "source": n.source, "article": n.article_id}
        for n in names.all()
    ]
    show_names(settings, rows)
    shown = capsys.readouterr().out
    assert "远山科技有限公司" in shown and "3" in shown and CORRECTIONS in shown and "\x1b[2J" not in shown


def test_without_names_it_says_how_they_come(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    show_names(settings, [])
    assert "还没有学到名称" in capsys.readouterr().out


def test_without_an_archive_it_is_one_line_that_says_what_to_type(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="wenbao update"):
        names_rows(Settings(archive=str(tmp_path / "none")))
