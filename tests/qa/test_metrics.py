"""Figures computed from hand-made rows."""

from qa.metrics import figures, is_short, plain, same_headline


def row(found: bool, answer: str, cited: list[str], ranked: list[str]) -> dict[str, object]:
    return {
        "found": found, "answer": answer, "text": answer,
        "citations": [{"headline": headline} for headline in cited], "passages": [{"headline": headline} for headline in ranked],
    }  # fmt: skip


def test_text_is_compared_without_punctuation_width_and_case() -> None:
    assert plain("“应入尽入” ＡＢ！") == "应入尽入ab"


def test_an_answer_is_short_within_forty_characters_of_the_accepted_one() -> None:
    assert is_short(["15个"], "15个" + "字" * 40)
    assert not is_short(["15个"], "15个" + "字" * 41)
    assert not is_short(["15个"], "十六个")


def test_headlines_match_by_containment() -> None:
    assert same_headline("公交职工学消防技能", "公交职工学消防技能 副题")
    assert not same_headline("公交职工学消防技能", "公交")


def test_each_figure_is_a_share_of_the_rows_it_is_over() -> None:
    one = {"id": "1", "kind": "number", "answers": ["15个"], "articles": ["新浪集团工会捐书"]}
    two = {"id": "2", "kind": "person", "answers": ["张良"], "articles": ["市总工会赴延庆区调研"]}
    no = {"id": "3", "kind": "none", "answers": [], "articles": []}
    many = {"id": "4", "kind": "multi", "answers": [], "articles": ["甲甲甲甲甲甲", "乙乙乙乙乙乙"]}
    got = figures(
        [one, two, no, many],
        {
            "1": row(True, "15个", ["新浪集团工会捐书"], ["别的报道标题", "新浪集团工会捐书"]),
            "2": row(False, "", [], ["市总工会赴延庆区调研"]),
            "3": row(True, "胡说", ["别的报道标题"], []),
            "4": row(True, "", ["甲甲甲甲甲甲", "丙丙丙丙丙丙"], []),
        },
    )
    assert got["article in first 1"] == (50.0, 2)
    assert got["article in first 3"] == (100.0, 2)
    assert got["first citation right"] == (50.0, 2)
    assert got["answer short"] == (50.0, 2)
    assert got["refused where nothing is held"] == (0.0, 1)
    assert got["false refusal"] == (100.0 / 3, 3)
    assert got["list answers: articles cited"] == (50.0, 2)
    assert got["list answers: citations right"] == (50.0, 2)
