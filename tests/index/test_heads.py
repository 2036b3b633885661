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


@pytest.mark.parametrize(
    ("lines", "section", "headline", "subtitle"),
    [
        (["老街新事", "电梯加装谈了三个月 九户人家终于点头"], "老街新事", "电梯加装谈了三个月 九户人家终于点头", ""),
        (
            ["邻里会客厅", "十四个小区把闲置车棚改成老年食堂", "每餐八元起步"],
            "邻里会客厅",
            "十四个小区把闲置车棚改成老年食堂",
            "每餐八元起步",
        ),
        (["手艺人家", "竹影里的灯", "——访灯笼匠人温大年"], "手艺人家", "竹影里的灯", "——访灯笼匠人温大年"),
        (["快　讯", "首趟旅游专列今日发车"], "快　讯", "首趟旅游专列今日发车", ""),
        (["书市开幕", "二百家书店带来旧书三万册"], "", "书市开幕", "二百家书店带来旧书三万册"),
    ],
)
def test_a_columns_name_is_neither_headline_nor_kicker(
    lines: list[str], section: str, headline: str, subtitle: str
) -> None:
    (article,) = articles("\n\n".join([*lines, "本报记者 丁满", "清晨六点，巷口的灯亮了。"]))
    assert (article.section, article.kicker) == (section, "")
    assert (article.headline, article.subtitle) == (headline, subtitle)


def test_the_middle_one_of_three_lines_is_the_headline() -> None:
    (article,) = articles(
        "扎实做好汛前准备\n\n三百座水闸完成“体检”\n\n市水务部门首次用水下机器人查隐患\n\n本报讯（记者 丁满）昨天，检查结束。"
    )
    assert article.kicker == "扎实做好汛前准备"
    assert article.headline == "三百座水闸完成“体检”"
    assert article.subtitle == "市水务部门首次用水下机器人查隐患"


def test_what_a_meeting_did_is_the_headline_over_what_it_decided() -> None:
    (article,) = articles("县政府专题会议研究老旧管网改造工作\n\n两年内全部换新\n\n本报讯（记者 丁满）昨天，会议召开。")
    assert (article.headline, article.subtitle) == ("县政府专题会议研究老旧管网改造工作", "两年内全部换新")


def test_a_headline_that_ends_in_le_is_whole() -> None:
    (article,) = articles("停办十年的庙会又回来了\n三十六家老字号重新摆摊迎客人\n本报讯（记者 丁满）昨天，庙会开张。")
    assert (article.headline, article.subtitle) == ("停办十年的庙会又回来了", "三十六家老字号重新摆摊迎客人")


def test_a_columns_name_does_not_run_into_a_short_headline_below_it() -> None:
    (article,) = articles("手艺人家\n竹影里的灯\n——访灯笼匠人温大年\n本报记者 丁满\n清晨六点，巷口的灯亮了。")
    assert (article.section, article.headline) == ("手艺人家", "竹影里的灯")
