import itertools

from hypothesis import given
from hypothesis import strategies as st

from index.chunks import chunk, embedding_text
from index.records import Article
from index.sentences import sentences

BODIES = st.text(alphabet="工会主席人。！？，；\n 　”123", max_size=600)


def article(body: str) -> Article:
    return Article(
        id="2024-05-06_03:02", page_id="2024-05-06_03", ordinal=2, kicker="延庆", headline="市总慰问", body=body
    )


@given(BODIES, st.integers(20, 120), st.integers(0, 2))
def test_every_character_lies_in_a_chunk(body: str, size: int, overlap: int) -> None:
    covered = {
        place for part in chunk(article(body), size=size, overlap=overlap) for place in range(part.start, part.end)
    }
    assert {place for place, sign in enumerate(body) if not sign.isspace()} <= covered


@given(BODIES, st.integers(20, 120), st.integers(0, 2))
def test_chunks_move_on_and_stay_small(body: str, size: int, overlap: int) -> None:
    parts = chunk(article(body), size=size, overlap=overlap)
    assert all(part.end - part.start <= size * 5 // 4 for part in parts)
    assert all(part.end - part.start <= size for part in parts[:-1])
    assert all(one.start < two.start and one.end < two.end for one, two in itertools.pairwise(parts))


@given(st.lists(st.integers(1, 40), max_size=30))
def test_sentences_that_fit_are_never_cut(lengths: list[int]) -> None:
    body = "".join("工" * length + "。" for length in lengths)
    borders = {place for span in sentences(body) for place in span}
    for part in chunk(article(body), size=60):
        assert {part.start, part.end} <= borders


def test_a_chunk_begins_with_the_last_sentence_of_the_one_before() -> None:
    body = "".join(sign * 99 + "。" for sign in "一二三四五")
    assert [(part.start, part.end) for part in chunk(article(body), size=260)] == [(0, 200), (100, 300), (200, 500)]
    assert [(part.start, part.end) for part in chunk(article(body), size=260, overlap=0)] == [(0, 200), (200, 500)]


def test_a_long_sentence_is_cut_at_a_comma() -> None:
    body = "工" * 50 + "，" + "会" * 90 + "。"
    assert [(part.start, part.end) for part in chunk(article(body), size=100, overlap=0)] == [(0, 51), (51, 142)]


def test_ids_count_from_zero_and_name_the_article() -> None:
    (only,) = chunk(article("全文一句。"))
    assert (only.id, only.article_id) == ("2024-05-06_03:02#00", "2024-05-06_03:02")


def test_an_article_without_body_has_no_chunk() -> None:
    assert chunk(article("")) == chunk(article(" \n")) == ()


def test_the_embedded_text_carries_the_headline_lines() -> None:
    told = article("全文一句。")
    assert embedding_text(told, chunk(told)[0]) == "延庆 市总慰问\n全文一句。"
