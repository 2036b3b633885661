"""Articles that say the same are cited beside the first; articles that give another figure are shown."""

from collections.abc import Callable

from qa.agree import agreeing, differing
from qa.records import Passage, Question, Reading

Make = Callable[..., Passage]
ASKED = Question("捐了多少个书屋？", "远山捐了多少个书屋？", "number", "个")


def reading(
    passage: Passage, words: str, confidence: float, near: float = 0.9, fit: float = 1.0, answerable: float = 2.0
) -> Reading:
    start = passage.article.body.index(words)
    return Reading(
        passage, start, start + len(words), confidence, {"near_coverage": near, "fit": fit, "answerable": answerable}
    )


def test_the_same_words_of_another_article_are_cited_too(passage: Make) -> None:
    best = reading(passage("远山捐了15个书屋。", id="a:01"), "15个", 0.6)
    same = reading(passage("据悉，远山捐了15个书屋。", id="b:01"), "15个", 0.3)
    unsure = reading(passage("15个人来了。", id="c:01"), "15个", 0.05)
    assert agreeing(best, [best, same, unsure], 0.15) == [same]


def test_another_figure_for_the_same_thing_is_shown(passage: Make) -> None:
    best = reading(passage("远山捐了15个书屋。", id="a:01"), "15个", 0.4)
    other = reading(passage("远山捐了18个书屋。", id="b:01"), "18个", 0.35)
    assert differing(ASKED, best, [best, other]) == [other]


def test_about_as_many_is_no_other_figure_and_neither_is_one_about_something_else(passage: Make) -> None:
    best = reading(passage("远山捐了15个书屋。", id="a:01"), "15个", 0.4)
    about = reading(passage("远山捐了15余个书屋。", id="b:01"), "15余个", 0.35)
    elsewhere = reading(passage("北岭来了18个人。", id="c:01"), "18个", 0.35, near=0.3)
    unsure = reading(passage("远山捐了20个书屋。", id="d:01"), "20个", 0.015)
    beside = reading(passage("远山捐了21个书屋。", id="e:01"), "21个", 0.35, answerable=-3.0)
    assert differing(ASKED, best, [best, about, elsewhere, unsure, beside]) == []


def test_only_figures_are_compared(passage: Make) -> None:
    best = reading(passage("带队的是林安。", id="a:01"), "林安", 0.4)
    other = reading(passage("带队的是方宁。", id="b:01"), "方宁", 0.4)
    assert differing(Question("谁带队？", "谁带队？", "person"), best, [best, other]) == []
