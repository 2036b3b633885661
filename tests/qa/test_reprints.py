"""What several articles print alike is found once, under the headline; nothing that only one of them says is lost."""

from collections.abc import Callable

from qa.records import Passage
from qa.reprints import once

Make = Callable[..., Passage]
STORY = "远山集团日前向南溪区的八所小学捐助了16个流动书屋，每个书屋有图书三百册，还请来志愿者为孩子们讲故事。"
MORE = "区教育局负责人表示，书屋将在各校之间轮流摆放，每月更换一次图书，家长也可以同孩子一起借阅。"


def ids(passages: list[Passage]) -> list[str]:
    return [passage.article.id for passage in passages]


def test_the_article_with_a_headline_stands_for_its_copy_in_the_copy_s_place(passage: Make) -> None:
    first = passage("北岭修路了。", id="z:01", fused=3.0)
    copy = passage(STORY, id="a:01", fused=2.0)
    report = passage(STORY + MORE, "远山捐书屋", id="b:01", fused=1.0)
    found = once([first, copy, report])
    assert ids(found) == ["z:01", "b:01"]
    assert found[1].scores == {"fused": 2.0, "reprints": 1.0}


def test_of_two_with_a_headline_or_two_without_the_first_stays(passage: Make) -> None:
    for headline in ("", "远山捐书屋"):
        one = passage(STORY + MORE, headline, id="a:01", fused=2.0)
        two = passage("据了解，" + STORY + MORE, headline, id="b:01", fused=1.0)
        three = passage(MORE + STORY, headline, id="c:01", fused=0.5)
        found = once([one, two, three])
        assert ids(found) == ["a:01"]
        assert found[0].scores["reprints"] == 2


def test_another_figure_for_the_same_thing_is_no_copy(passage: Make) -> None:
    one = passage(STORY + MORE, "远山捐书屋", id="a:01", fused=2.0)
    other = passage((STORY + MORE).replace("16个", "19个"), id="b:01", fused=1.0)
    assert ids(once([one, other])) == ["a:01", "b:01"]


def test_what_the_titled_article_lacks_is_kept(passage: Make) -> None:
    """A round-up that begins with the story and goes on with others has words of its own."""
    others = "北岭的公路昨日通车，全长十二公里，沿途设有三处观景台。青木科技的职工夜校开班，首批学员四十人。"
    round_up = passage(STORY + others + MORE.replace("书屋", "课程"), id="a:01", fused=2.0)
    report = passage(STORY, "远山捐书屋", id="b:01", fused=1.0)
    assert ids(once([round_up, report])) == ["a:01", "b:01"]


def test_short_pieces_and_pieces_of_one_article_are_never_copies(passage: Make) -> None:
    short = [passage("林安讲话。", id=f"{name}:01", fused=1.0) for name in "ab"]
    assert ids(once(short)) == ["a:01", "b:01"]
    twice = [passage(STORY, id="a:01", fused=1.0)] * 2
    assert ids(once(twice)) == ["a:01", "a:01"]
    assert once([]) == []
