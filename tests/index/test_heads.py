"""The lines over an article are told apart."""

import pytest

from tests.index.cutting import articles


@pytest.mark.parametrize(
    ("lines", "kicker", "headline", "subtitle"),
    [
        (["某区召开重点工程推进会", "确保年底前完工"], "", "某区召开重点工程推进会", "确保年底前完工"),
        (["开发区全力打造一流营商环境", "企业办事“零跑腿”"], "开发区全力打造一流营商环境", "企业办事“零跑腿”", ""),
        (
            ["市委书记在调研时强调", "以更大力度推进改革开放再出发"],
            "市委书记在调研时强调",
            "以更大力度推进改革开放再出发",
            "",
        ),
        (["全市新建公园120个", "市民出门就见绿"], "", "全市新建公园120个", "市民出门就见绿"),
        (["一座桥的五十年", "——写在大桥通车之日"], "", "一座桥的五十年", "——写在大桥通车之日"),
        (["### 为了山区的孩子们读好书", "## 爱心书屋落成"], "为了山区的孩子们读好书", "爱心书屋落成", ""),
    ],
)
def test_of_two_head_lines_the_headline_is_told(lines: list[str], kicker: str, headline: str, subtitle: str) -> None:
    (article,) = articles("\n\n".join([*lines, "本报讯（记者 马超）昨天，有关情况公布。"]))
    assert (article.kicker, article.headline, article.subtitle) == (kicker, headline, subtitle)


SECTION = """\
## 情暖一线

### 车间送清凉

本报讯（记者 高原）昨天，市总工会把西瓜和绿豆汤送到了车间。

### 环卫工有了歇脚地

本报讯（记者 高原）新建的驿站昨天启用，环卫工可以进来喝水、充电。
"""


def test_a_section_head_over_several_articles_is_no_headline() -> None:
    first, second = articles(SECTION)
    assert (first.section, first.headline, second.headline) == ("情暖一线", "车间送清凉", "环卫工有了歇脚地")
