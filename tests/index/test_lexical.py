import math
from collections import Counter

import pytest

from index.errors import ArchiveError
from index.lexical import LexicalIndex, Marker, Posting

TEXTS = {
    4: ("工会 慰问", "工会 主席 慰问 职工 工会"),
    7: ("技能 大赛", "职工 技能 大赛 开幕"),
    9: ("工会 大赛", "主席 出席 开幕 职工 职工 职工 大赛"),
    12: ("天气", "晴"),
}


def postings(keys=None) -> list[Posting]:
    return [Posting(key, *map(str.split, TEXTS[key])) for key in keys or TEXTS]


def textbook(texts: dict[int, list[str]], query: list[str]) -> dict[int, float]:
    """BM25 with k1 1.2 and b 0.75, as one would write it on a blackboard."""
    mean = sum(map(len, texts.values())) / len(texts)
    scores: dict[int, float] = Counter()
    for term in query:
        holding = sum(term in tokens for tokens in texts.values())
        idf = math.log(1 + (len(texts) - holding + 0.5) / (holding + 0.5))
        for key, tokens in texts.items():
            count = tokens.count(term)
            scores[key] += idf * count * 2.2 / (count + 1.2 * (1 - 0.75 + 0.75 * len(tokens) / mean))
    return {key: score for key, score in scores.items() if score}


@pytest.fixture
def index(tmp_path) -> LexicalIndex:
    return LexicalIndex.make(tmp_path / "postings", postings(), Marker(1, 12, "w"))


@pytest.mark.parametrize("query", [["工会"], ["工会", "职工", "无"], ["大赛", "主席", "开幕", "技能"]])
@pytest.mark.parametrize("weight", [0.0, 1.0, 2.5])
def test_scores_are_those_of_the_textbook(index, query, weight) -> None:
    heads = textbook({key: head.split() for key, (head, _) in TEXTS.items()}, query)
    bodies = textbook({key: body.split() for key, (_, body) in TEXTS.items()}, query)
    expected = {key: bodies.get(key, 0.0) + weight * heads.get(key, 0.0) for key in bodies | (heads if weight else {})}
    found = index.search(query, 10, head_weight=weight)
    assert dict(found) == pytest.approx(expected, rel=1e-5)
    assert [key for key, _ in found] == sorted(expected, key=lambda key: (-expected[key], key))


def test_a_token_counts_once_however_often_it_is_asked(index) -> None:
    assert index.search(["工会", "工会", ""], 5) == index.search(["工会"], 5)


def test_ties_are_broken_by_key(tmp_path) -> None:
    same = [Posting(key, ["头"], ["正文", "一样"]) for key in (9, 3, 30, 12, 1)]
    index = LexicalIndex.make(tmp_path / "postings", same, Marker(1, 30, "w"))
    assert [key for key, _ in index.search(["正文"], 3)] == [1, 3, 9]


def test_nothing_is_found_for_nothing(index) -> None:
    assert index.search([], 5) == index.search(["工会"], 0) == index.search(["没有"], 5) == []


def test_a_question_of_a_hundred_thousand_tokens_is_searched(index) -> None:
    assert index.search(["工会", *map(str, range(100_000))], 5) == index.search(["工会"], 5)


def test_growing_finds_the_same_as_making_anew(tmp_path, index) -> None:
    grown = LexicalIndex.make(tmp_path / "grown", postings([4, 7]), Marker(1, 7, "w"))
    assert len(grown) == 2
    grown.grow(postings([9, 12]), [], Marker(2, 12, "w"))
    assert dict(grown.search(["工会", "大赛"], 5)) == pytest.approx(dict(index.search(["工会", "大赛"], 5)))
    assert LexicalIndex(grown.folder).marker == Marker(2, 12, "w")


def test_further_words_count_as_much_as_their_weight(index) -> None:
    alone, further = dict(index.search(["工会"], 9)), dict(index.search(["开幕"], 9))
    both = dict(index.search(["工会"], 9, also={"开幕": 0.25, "工会": 9.0, "": 1.0, "晴": 0.0}))
    expected = {key: alone.get(key, 0.0) + 0.25 * further.get(key, 0.0) for key in alone | further}
    assert both == pytest.approx(expected, rel=1e-5)


def dated(number: int) -> list[Posting]:
    """Chunks of different lengths, one issue a day, every tenth without a date."""
    return [
        Posting(n, ["题"], ["正文", *["词"] * (n * 7 % 40)], 0 if n % 10 == 0 else 700_000 + n)
        for n in range(1, number)
    ]


@pytest.mark.parametrize(
    "days", [(700_001, 700_399), (700_005, 700_008), (700_200, 700_399), (1, 5), (800_000, 800_001)]
)
@pytest.mark.parametrize("k", [1, 5, 50, 1000])
def test_a_period_leaves_out_the_rest_and_nothing_else(tmp_path, days, k) -> None:
    index = LexicalIndex.make(tmp_path / "postings", dated(400), Marker(1, 400, "w"))
    everything = index.search(["词", "正文"], 1000)
    assert len(everything) == 399
    low, high = days
    kept = [(key, score) for key, score in everything if key % 10 == 0 or low <= 700_000 + key <= high]
    assert index.search(["词", "正文"], k, days=days) == kept[:k]


def test_ties_within_a_period_are_broken_by_key(tmp_path) -> None:
    same = [Posting(key, ["头"], ["正文"], 700_000 + key % 2) for key in range(1, 301)]
    index = LexicalIndex.make(tmp_path / "postings", same, Marker(1, 300, "w"))
    assert [key for key, _ in index.search(["正文"], 3, days=(700_001, 700_001))] == [1, 3, 5]


def test_a_chunk_that_has_changed_is_put_in_its_place(index) -> None:
    index.grow([Posting(9, *map(str.split, TEXTS[9]), 700_000)], [9], Marker(2, 12, "w"))
    assert sorted(key for key, _ in index.search(["主席"], 9)) == [4, 9]
    assert [key for key, _ in index.search(["主席"], 9, days=(1, 2))] == [4]
    assert len(index) == 4


def test_postings_of_other_fields_are_an_error_of_the_archive(index) -> None:
    (index.folder / "marker.json").write_text('{"generation": 1, "top": 12, "words": "w"}', encoding="utf-8")
    with pytest.raises(ArchiveError):
        LexicalIndex(index.folder)


def test_what_is_removed_is_not_found(index) -> None:
    index.grow([], [4], Marker(2, 12, "w"))
    assert {key for key, _ in index.search(["工会", "职工"], 5)} == {7, 9}


def test_what_a_crash_left_above_the_marker_is_not_counted_twice(tmp_path) -> None:
    index = LexicalIndex.make(tmp_path / "postings", postings(), Marker(1, 7, "w"))
    index.grow(postings([9, 12]), [], Marker(2, 12, "w"))
    assert len(index) == 4


def test_a_search_sees_the_postings_as_they_were_when_opened(tmp_path, index) -> None:
    reader = LexicalIndex(index.folder)
    index.grow([Posting(13, [], ["新闻"])], [], Marker(2, 13, "w"))
    assert reader.search(["新闻"], 5) == []
    reader.refresh()
    assert [key for key, _ in reader.search(["新闻"], 5)] == [13]


@pytest.mark.parametrize("name", ["marker.json", "meta.json"])
@pytest.mark.parametrize("content", [None, b"", b"{", b"[]"])
def test_torn_postings_are_an_error_of_the_archive(index, name, content) -> None:
    path = index.folder / name
    path.unlink() if content is None else path.write_bytes(content)
    with pytest.raises(ArchiveError):
        LexicalIndex(index.folder)


def test_cut_off_postings_are_an_error_of_the_archive(index) -> None:
    for path in index.folder.iterdir():
        if path.suffix in {".term", ".idx", ".store", ".fast", ".fieldnorm", ".pos"}:
            content = path.read_bytes()
            path.unlink()  # the open index has the old file in memory
            path.write_bytes(content[:7])
    with pytest.raises(ArchiveError):
        LexicalIndex(index.folder)
