"""What is printed on a page and belongs to no article is kept apart, and tells the date and the page."""

from datetime import date

import pytest

from index.articles import cut
from index.furniture import is_editors
from index.records import Page
from tests.index.cutting import assert_whole, page

CONTINUED = """\
某某日报 2024年5月6日 星期一 责任编辑：赵敏 第4版

（上接第1版）会议强调，要把稳增长摆在突出位置，确保完成全年目标。

各地各部门要压实责任，狠抓落实。

为大桥“体检”的人

本报记者 林海

凌晨四点，江面还笼罩在薄雾中，检修班已经开始了一天的工作。（下转第5版）

责任编辑：赵敏 版式：钱进 校对：孙悦
"""


def test_mast_line_continuation_marks_and_editors_are_furniture() -> None:
    cutting = cut(page(CONTINUED))
    assert_whole(cutting)
    rest, bridge = cutting.articles
    assert rest.headline == ""
    assert rest.body.startswith("会议强调，")
    assert (bridge.headline, bridge.credits[0].name) == ("为大桥“体检”的人", "林海")
    assert bridge.body.endswith("一天的工作。")
    assert (cutting.page.date, cutting.page.number) == (date(2024, 5, 6), 4)
    assert [piece.kind for piece in cutting.furniture] == ["mast", "continuation", "continuation", "editors"]


def test_the_mast_line_fills_only_what_name_and_sidecar_left_open() -> None:
    named = Page(id="p", source="p", sha256="", text=CONTINUED, date=date(2023, 1, 2), number=7)
    assert (cut(named).page.date, cut(named).page.number) == (date(2023, 1, 2), 7)


@pytest.mark.parametrize(
    ("top", "day", "number"),
    [
        ("山城晨报 2024年5月6日 星期一\n\n社会 · 校园  6", date(2024, 5, 6), 6),
        ("B03 车市\n\n2024年5月6日 星期一", date(2024, 5, 6), 3),
        ("A06\n\n2024年5月6日 星期一", date(2024, 5, 6), 6),
        ("2024年5月6日 星期一\n\n城里的事　晨报知道\n\n今日天气：多云　17℃—24℃　东北风3级", date(2024, 5, 6), None),
        ("# 体坛\n\n2024.5.6 星期一 责编/ 许小山 版式/ 何向阳 校对/ 白云 A05", date(2024, 5, 6), 5),
    ],
)
def test_a_pages_name_number_motto_and_weather_over_its_first_headline_are_furniture(
    top: str, day: date, number: int | None
) -> None:
    cutting = cut(page(f"{top}\n\n旧厂房变身运动馆\n\n本报讯（记者 林海）昨天，运动馆开门迎客。"))
    assert_whole(cutting)
    (article,) = cutting.articles
    assert (article.headline, article.kicker, article.section) == ("旧厂房变身运动馆", "", "")
    assert (cutting.page.date, cutting.page.number) == (day, number)
    assert {piece.kind for piece in cutting.furniture} <= {"mast", "mark"}


def test_a_line_of_editors_may_begin_with_the_papers_name() -> None:
    assert is_editors("南溪工人报 本版编辑 林小河 版式 何 云 校对 周 明")
    assert not is_editors("南溪工人报 记者林小河从区总工会了解到")
