"""A writer's words stand above the quotations, and nothing of them that the citations do not bear out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from index.errors import ModelError
from qa.cite import cite, quoted
from qa.records import Answer, Passage, Question, Reading
from qa.worded import worded

Make = Callable[..., Passage]


class Says:
    def __init__(self, *pieces: str, breaks: bool = False) -> None:
        self.pieces, self.breaks = pieces, breaks
        self.seen: list[str] = []

    def write(self, question: str, passages: Sequence[str]) -> Iterator[str]:
        self.seen = list(passages)
        yield from self.pieces
        if self.breaks:
            raise ModelError("服务器断开了：请稍后再试。")


def answer(make: Make) -> Answer:
    first = make("远山集团捐助了15个流动书屋。", "捐书", id="a:01")
    second = make("北岭街道的书屋由林安管理。", "书屋", id="b:01")
    citations = cite([Reading(first, 7, 10, 0.9)])
    text = "15个 [1]\n\n" + quoted(citations[0])
    question = Question("捐了多少个书屋？", "远山集团捐了多少个书屋？", "number")
    return Answer(question, True, "15个", text, citations, (second, first), 0.9)


def test_each_sentence_that_stands_is_added_and_further_sources_are_cited(passage: Make) -> None:
    writer = Says("远山集团捐助了15个流动", "书屋[1]。北岭街道的书屋由林安管理[2]。")
    grown = list(worded(answer(passage), writer))
    assert [len(one.citations) for one in grown] == [1, 2]
    assert grown[-1].written == "远山集团捐助了15个流动书屋[1]。北岭街道的书屋由林安管理[2]。"
    assert grown[-1].citations[1].article.headline == "书屋"
    assert (grown[-1].answer, grown[-1].text) == ("15个", answer(passage).text)
    assert writer.seen[0].startswith("捐书\n")


def test_what_the_passages_do_not_say_is_never_shown(passage: Make) -> None:
    assert list(worded(answer(passage), Says("远山集团捐助了18个流动书屋[1]。密码是123。"))) == []


def test_an_answer_that_was_not_found_is_not_worded(passage: Make) -> None:
    assert list(worded(Answer(Question("？", "？"), False, "", "没有"), Says("远山集团捐助了15个流动书屋[1]。"))) == []


def test_a_writer_is_not_asked_where_a_citation_has_no_passage(passage: Make) -> None:
    writer = Says("远山集团捐助了15个流动书屋[1]。")
    assert list(worded(replace(answer(passage), passages=()), writer)) == []
    assert writer.seen == []


def test_a_writer_that_breaks_off_leaves_what_it_said_and_the_reason(passage: Make) -> None:
    last = list(worded(answer(passage), Says("远山集团捐助了15个流动书屋[1]。", "另外，", breaks=True)))[-1]
    assert last.written == "远山集团捐助了15个流动书屋[1]。"
    assert ("行文", "服务器断开了：请稍后再试。") in last.steps
