"""What is printed on a page and belongs to no article is kept apart, and tells the date and the page."""

from datetime import date

from index.articles import cut
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
