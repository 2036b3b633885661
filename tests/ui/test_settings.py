"""Where settings come from and what they may be."""

from pathlib import Path

import pytest

from index.errors import ModelError, SettingError
from ui import wiring
from ui.settings import FILE, WRITER_KEY, Settings, load


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


def test_models_of_other_people_are_named_like_any_setting(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('ranker = "a/b"\n', encoding="utf-8")
    settings = load(tmp_path, {"WENBAO_WRITER": "http://127.0.0.1:1#m"}, {})
    assert (settings.ranker, settings.writer) == ("a/b", "http://127.0.0.1:1#m")


def test_without_them_nothing_is_loaded() -> None:
    assert wiring.ranker(Settings()) is None
    assert wiring.writer(Settings()) is None


def test_an_address_is_a_server_and_its_key_comes_from_the_environment_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qa.writer import ServerWriter

    assert "secret" not in repr(load(tmp_path, {WRITER_KEY: "secret"}, {}))
    (tmp_path / FILE).write_text('writer_key = "secret"\n', encoding="utf-8")
    with pytest.raises(SettingError, match="writer_key"):
        load(tmp_path, {}, {})
    monkeypatch.setenv(WRITER_KEY, "secret")
    made = wiring.writer(Settings(writer="HTTP://127.0.0.1:9/v1#名字"))
    assert isinstance(made, ServerWriter)


@pytest.mark.parametrize(
    "setting", [{"ranker": "/no/such/folder"}, {"writer": "/no/such/folder"}, {"writer": "http://user:word@host#m"}]
)
def test_a_model_that_is_not_there_is_one_line_that_names_its_flag(setting: dict[str, str]) -> None:
    with pytest.raises(ModelError, match=f"--{next(iter(setting))}") as caught:
        wiring.ranker(Settings(**setting)) or wiring.writer(Settings(**setting))
    assert "\n" not in str(caught.value)
    assert "word" not in str(caught.value)
