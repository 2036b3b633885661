"""Where an article begins on a page, and what only looks like a beginning."""

from tests.index.cutting import articles

BRIEFS = """\
简讯

■东湖区开展防汛演练

5月6日，东湖区组织200余名党员干部开展防汛演练，检验应急预案。（李强）

■西山镇举办采茶节

近日，西山镇第三届采茶节开幕，吸引游客上万人。（记者 王芳）

■北站新增两台自助取票机

为方便旅客，北站近期新增两台自助取票机，即日起投入使用。（张伟 刘洋）
"""


def test_briefs_are_articles_of_their_own() -> None:
    found = articles(BRIEFS)
    assert [article.headline for article in found] == [
        "东湖区开展防汛演练",
        "西山镇举办采茶节",
        "北站新增两台自助取票机",
    ]
    assert found[0].section == "简讯"
    assert [[credit.name for credit in article.credits] for article in found] == [["李强"], ["王芳"], ["张伟", "刘洋"]]
    assert found[2].body.endswith("即日起投入使用。")


CORRECTION = """\
社区来了新医生
本报讯（记者 马力）昨天，家住南湖社区的陈阿姨在家门口看上了专家号。

更正
本报5月6日第3版《夏收在即》一文中，“亩产600公斤”应为“亩产500公斤”。特此更正，并向读者致歉。
本报编辑部
"""


def test_a_correction_is_an_article() -> None:
    first, second = articles(CORRECTION)
    assert (first.headline, second.headline) == ("社区来了新医生", "更正")
    assert second.body.endswith("并向读者致歉。\n本报编辑部")


PHOTO = """\
高铁建设忙

5月5日，在某跨江大桥施工现场，工人正在进行钢梁架设作业。

该桥全长3公里，建成后将大幅缩短两地通行时间。

本报记者 周岩 摄影报道

小学生体验农耕

昨天，实验小学的学生来到农场，体验插秧的乐趣。 通讯员 吴静 摄
"""


def test_photo_news_is_told_by_the_credit_at_its_tail() -> None:
    first, second = articles(PHOTO)
    assert (first.headline, second.headline) == ("高铁建设忙", "小学生体验农耕")
    assert [(credit.name, credit.role) for credit in second.credits] == [("吴静", "摄影")]
    assert second.body == "昨天，实验小学的学生来到农场，体验插秧的乐趣。"


INTERVIEW = """\
让老字号焕发新活力

——访市商务局局长陈立

□本报记者 郑好

老字号如何守正创新？记者就此采访了市商务局局长陈立。

夯实发展基础

记者：目前老字号发展情况如何？

陈立：全市现有老字号128家，去年实现营收300亿元。

激发创新动能

记者：下一步有哪些打算？

陈立：我们将支持老字号进商圈、进景区、进网络。
"""


def test_subheads_of_an_interview_start_no_article() -> None:
    (article,) = articles(INTERVIEW)
    assert (article.headline, article.subtitle) == ("让老字号焕发新活力", "——访市商务局局长陈立")
    assert article.body.split("\n")[1:4] == [
        "夯实发展基础",
        "记者：目前老字号发展情况如何？",
        "陈立：全市现有老字号128家，去年实现营收300亿元。",
    ]
    assert article.body.count("\n") == 6


def test_a_page_in_one_line_is_cut_at_its_by_lines() -> None:
    text = "公园延时开放 本报讯（记者 冯雪）即日起，各公园延时两小时。地铁加密班次 本报讯（记者 韩冬）地铁晚高峰加密。"
    assert [article.headline for article in articles(text)] == ["公园延时开放", "地铁加密班次"]
