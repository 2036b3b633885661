"""The spans of a passage are put in a better order by what stands at their edges."""

import json
from pathlib import Path

import pytest

from index.errors import ModelError
from qa.edges import DENSE, Asked, Edges, Passage, features
from qa.span_model import SHIPPED, load
from qa.spans import Span

ROWS = load(SHIPPED)[1].rows
TEXT = "远山集团捐助了“流动书屋”16个，林安到场。"


def asked(text: str) -> Asked:
    return Asked.of(text, ROWS(text))


def span(words: str, score: float, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), score)


def names(question: str, words: str, text: str = TEXT) -> list[str]:
    wanted = asked(question)
    return features(wanted, Passage.of(text, ROWS(text), wanted), [span(words, 1.0, text)])[0][1]


def test_what_stands_beside_the_asking_word_is_read_without_the_words_that_say_nothing() -> None:
    one = asked("远山捐助了多少个书屋？")
    assert (one.kind, one.before, one.behind) == ("number", "远山捐助", "书屋")
    assert (asked("谁到场了？").before, asked("谁到场了？").behind) == ("", "到场")
    assert (asked("介绍远山").before, asked("介绍远山").behind) == ("", "")


def test_a_name_cut_in_two_a_quoted_name_and_half_a_pair_of_quotes_are_seen() -> None:
    assert "w:11" in names("谁到场？", "林安") and "w:11" not in names("谁到场？", "林")
    assert "in:“" in names("捐助了什么？", "流动书屋") and "quoted:“" in names("捐助了什么？", "“流动书屋”")
    assert "half" in names("捐助了什么？", "“流动书屋") and "half" not in names("捐助了什么？", "“流动书屋”")


def test_the_words_beside_the_asking_word_are_looked_for_beside_the_span() -> None:
    assert "behind:2" in names("谁到场？", "林安")
    assert "behind:0" in names("谁离开？", "林安")
    assert "behind:^" in names("到场的是谁？", "林安")
    assert "before:4" in names("远山集团捐助了什么？", "“流动书屋”16个")


def test_numbers_tell_how_far_behind_and_how_much_the_likely_spans_overlap() -> None:
    wanted = asked("捐助了多少个书屋？")
    spans = [span("16个", 4.0), span("16", 3.0), span("林安", 1.0)]
    found = features(wanted, Passage.of(TEXT, ROWS(TEXT), wanted), spans)
    behind, share, overlap, echo = zip(*(numbers for numbers, _ in found), strict=True)
    assert behind == (0.0, -1.0, -3.0)
    assert share[0] > share[1] > share[2]
    # 16个 and 16 overlap by 2 * 2 / (3 + 2); 林安 by nothing.
    e = 2.718281828459045
    likely = [1 / (1 + 1 / e + 1 / e**3) * part for part in (1.0, 1 / e, 1 / e**3)]
    assert overlap[0] == pytest.approx(likely[0] + 0.8 * likely[1])
    assert overlap[2] == pytest.approx(likely[2])
    assert echo[0] == 0.0


def test_the_heaviest_span_comes_first_with_the_score_of_the_likeliest(tmp_path: Path) -> None:
    path = tmp_path / "edges.json"
    path.write_text(json.dumps(dict.fromkeys(DENSE, 0.0) | {"behind": 1.0, "w:11": 3.0}), encoding="utf-8")
    spans = [span("林", 5.0), span("林安", 4.0), span("16个", 3.0)]
    ordered = Edges(path).ordered(asked("谁到场？"), TEXT, ROWS(TEXT), spans)
    assert [(TEXT[one.start : one.end], one.score) for one in ordered] == [("林安", 5.0), ("16个", 4.0), ("林", 3.0)]
    assert Edges(path).ordered(asked("谁到场？"), TEXT, ROWS(TEXT), []) == ()


def test_any_question_and_any_span_can_be_weighed() -> None:
    for question in ("", "？", "谁", "多少个" * 100):
        wanted = asked(question)
        for text in ("。", " 林", "a", "（（（“"):
            spans = (Span(0, len(text), 0.0),)
            assert len(Edges().ordered(wanted, text, ROWS(text), spans)) == 1


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"behind": "x"}', '{"behind": null}'])
def test_a_broken_file_is_one_clear_line(tmp_path: Path, content: str) -> None:
    path = tmp_path / "edges.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match="wenbao doctor"):
        Edges(path)
    with pytest.raises(ModelError, match="wenbao doctor"):
        Edges(tmp_path / "missing.json")
