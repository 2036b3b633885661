import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import SettingError
from index.words import STOP_WORDS, TOKEN_LENGTH, Words

WORDS = Words()


def test_words_come_in_search_mode_with_the_bigrams_beside_them() -> None:
    assert WORDS.tokens("中国工会") == ["中国", "工会", "中国工会", "中国", "国工", "工会"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("中國工會", "中国工会"),
        ("第１９届ＡＢＣ", "第19届abc"),
        ("二○二三年", "二〇二三年"),
    ],
)
def test_width_case_and_traditional_forms_are_one(one: str, other: str) -> None:
    assert WORDS.tokens(one) == WORDS.tokens(other)


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("二〇二三年", "2023"),
        ("第十九届", "19"),
        ("三百五十二人", "352"),
        ("一千零八名", "1008"),
        ("两百", "200"),
        ("十日", "10"),
    ],
)
def test_chinese_numerals_are_found_by_their_digits(written: str, digits: str) -> None:
    assert digits in WORDS.tokens(written)


def test_what_is_no_numeral_gives_no_digits() -> None:
    assert not [token for text in ("百千", "十十", "一二三十") for token in WORDS.tokens(text) if token.isascii()]


def test_a_word_of_the_dictionary_stays_whole_and_changes_the_version(tmp_path) -> None:
    dictionary = tmp_path / "words.txt"
    dictionary.write_text("# 简称\n亦庄经开区 1000\n産改\n\n", encoding="utf-8")
    known = Words(dictionary)
    assert "亦庄经开区" in known.tokens("在亦庄经开区召开")
    assert "亦庄经开区" not in WORDS.tokens("在亦庄经开区召开")
    assert "产改" in known.tokens("产改工作")
    assert known.version != WORDS.version


def test_a_comment_changes_nothing(tmp_path) -> None:
    dictionary = tmp_path / "words.txt"
    dictionary.write_text("# 还没有词\n", encoding="utf-8")
    assert Words(dictionary).version == Words(tmp_path / "missing.txt").version == WORDS.version


@pytest.mark.parametrize("line", ["经开区 很多", "词" * 65, "一 2 n 多余", "经开区 -3"])
def test_a_bad_line_is_named(tmp_path, line: str) -> None:
    dictionary = tmp_path / "words.txt"
    dictionary.write_text(f"产改\n{line}\n", encoding="utf-8")
    with pytest.raises(SettingError, match="第 2 行") as raised:
        Words(dictionary)
    assert "\n" not in str(raised.value)


def test_a_dictionary_that_is_no_text_is_named(tmp_path) -> None:
    dictionary = tmp_path / "words.txt"
    dictionary.write_bytes(b"\xff\xfe\x00\xd8")
    with pytest.raises(SettingError, match=r"words\.txt"):
        Words(dictionary)


def test_function_words_of_a_question_are_not_looked_up_nor_bridged() -> None:
    tokens = WORDS.query_tokens("市总工会的主席是谁？")
    assert {"总工会", "主席"} <= set(tokens)
    assert not {"的", "是", "谁", "会的", "的主", "席是", "是谁"} & set(tokens)


def test_a_question_of_function_words_alone_keeps_them() -> None:
    assert WORDS.query_tokens("是谁的？") == list(dict.fromkeys(WORDS.tokens("是谁的？")))


@given(st.text())
def test_any_text_gives_short_tokens_without_white_space(text: str) -> None:
    for token in (*WORDS.tokens(text), *WORDS.query_tokens(text)):
        assert 0 < len(token) <= TOKEN_LENGTH
        assert token.split() == [token]


@given(st.text(alphabet="中国工会的是谁123 ab。"))
def test_the_tokens_of_a_question_are_those_of_its_text(text: str) -> None:
    asked = WORDS.query_tokens(text)
    assert len(asked) == len(set(asked))
    if not set(WORDS.tokens(text)) & STOP_WORDS:
        assert bool(asked) == bool(WORDS.tokens(text))


def test_a_text_with_half_a_character_is_cut_all_the_same() -> None:
    assert "工会" in WORDS.tokens("工会\ud800")
