"""Where settings come from and what they may be."""

from pathlib import Path

import pytest

from index.errors import SettingError
from ui.settings import FILE, Settings, load


def test_flags_win_over_environment_over_file_over_defaults(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('port = 1001\nhost = "a"\narchive = "x"\n', encoding="utf-8")
    settings = load(tmp_path, {"WENBAO_PORT": "1002", "WENBAO_HOST": "b"}, {"port": 1003, "words": None})
    assert (settings.port, settings.host, settings.archive, settings.reader) == (1003, "b", "x", "")


def test_nothing_given_is_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path, {}, {}) == Settings()


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("port = 0", "1 到 65535"),
        ('port = "many"', "整数"),
        ("colour = 1", "colour"),
        ("host = 1", "文字"),
        ("port =", "TOML"),
        ('refusal = "never"', "strict"),
        ('archive = " "', "文件夹"),
    ],
)
def test_a_bad_setting_is_one_line_that_says_what_is_expected(tmp_path: Path, toml: str, says: str) -> None:
    (tmp_path / FILE).write_text(toml, encoding="utf-8")
    with pytest.raises(SettingError, match=says) as caught:
        load(tmp_path, {}, {})
    assert "\n" not in str(caught.value)


def test_stricter_words_ask_for_more_confidence() -> None:
    assert Settings(refusal="strict").sure > Settings().sure > Settings(refusal="generous").sure
