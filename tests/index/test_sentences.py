from hypothesis import given
from hypothesis import strategies as st

from index.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_quotes_and_brackets_stay_with_the_sentence_that_they_close() -> None:
    assert cut("他说：“好。”大家都笑了；散会。") == ["他说：“好。”", "大家都笑了；散会。"]
    assert cut("（完了。）下一句！？再一句……好") == ["（完了。）", "下一句！？", "再一句……", "好"]


def test_a_line_ends_a_sentence_and_blanks_belong_to_none() -> None:
    assert cut("　标题\n\n 第一句。 第二句\r\n") == ["标题", "第一句。", "第二句"]


def test_a_decimal_point_ends_nothing() -> None:
    assert cut("达到1.3万人。") == ["达到1.3万人。"]


@given(st.text(alphabet="工会。！？…”』\n 　，a1"))
def test_every_character_lies_in_one_sentence(text: str) -> None:
    spans = sentences(text)
    covered = [place for start, end in spans for place in range(start, end)]
    assert covered == sorted(set(covered))
    assert {place for place, sign in enumerate(text) if not sign.isspace()} <= set(covered)
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
