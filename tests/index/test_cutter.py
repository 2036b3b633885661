"""Where an article begins on a page, and what only looks like a beginning."""

import pytest

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


@pytest.mark.parametrize("square", ["囗", "口", "O ", "□"])
def test_the_square_before_a_by_line_is_known_as_ocr_spells_it(square: str) -> None:
    text = f"""\
雨棚修好了

本报讯（记者 马力）昨天，车站的雨棚修好了。

一口井的三次搬家

——北岭村饮水变迁

{square}本报记者 高原

村口的老井还在，井沿上的绳痕有一指深。
"""
    first, second = articles(text)
    assert first.body == "昨天，车站的雨棚修好了。"
    assert (second.headline, second.subtitle) == ("一口井的三次搬家", "——北岭村饮水变迁")
    assert [credit.name for credit in second.credits] == ["高原"]


NARROW = """\
候车室换座椅
　　本报讯（记者 马力）昨天上午十点，车站候
车室的旧座椅都换成了新的，候车的人们都说坐着
比从前舒服，旧座椅送给了村里的戏台。
候车的人们说座椅舒服
本报记者 高原
　　候车室的新座椅装好以后，候车的人们都说坐
着比从前舒服得多，座椅一共换了三百二十把，一
把也没有浪费。
"""


def test_a_by_line_opens_an_article_though_no_line_below_it_has_a_stop() -> None:
    first, second = articles(NARROW)
    assert (first.headline, second.headline) == ("候车室换座椅", "候车的人们说座椅舒服")
    assert first.body.endswith("送给了村里的戏台。")
    assert second.body.startswith("候车室的新座椅装好以后，候车的人们都说坐着比")


def test_a_headline_may_count_as_a_clause_of_a_law_does() -> None:
    text = """\
雨棚修好了

本报讯（记者 马力）昨天，车站的雨棚修好了。

第三条灌渠通水 两万亩旱田有了保障

本报讯（记者 高原）昨天，灌渠正式通水。
"""
    assert [article.headline for article in articles(text)] == ["雨棚修好了", "第三条灌渠通水 两万亩旱田有了保障"]


def test_a_by_line_cut_in_two_at_an_articles_end_is_no_headline() -> None:
    text = """\
雨棚修好了

本报讯（记者 马力）昨天，车站的雨棚修好了。本报记者 高

原 摄

候车室添了新座椅

本报讯（记者 马力）昨天，新座椅装好了。
"""
    first, second = articles(text)
    assert (first.body, second.headline, second.kicker) == ("昨天，车站的雨棚修好了。", "候车室添了新座椅", "")
    assert [credit.name for credit in first.credits] == ["马力", "高原"]


CONTINUED = """\
（上接第1版）镇里把全部路口重新改造一遍

路边再种上三千棵树，让行人走得舒心。

雨棚修好了

本报讯（记者 马力）昨天，雨棚修好了。
"""


def test_what_a_continuation_mark_opens_is_text() -> None:
    first, second = articles(CONTINUED)
    assert (first.headline, second.headline) == ("", "雨棚修好了")
    assert first.body == "镇里把全部路口重新改造一遍路边再种上三千棵树，让行人走得舒心。"


PAIRED = """\
# 雨棚修好了

本报讯（记者 马力）昨天，车站的雨棚修好了，站台上也换了新的长椅。

### 读者信箱

### 盼桥头装一盏路灯

编辑同志：桥头到了晚上很黑，下班的人都要摸着栏杆走。能不能装一盏路灯？

读者 林安

【回音】

镇里收到来信后，当晚就派人去看了，下周动工。

### 镇上新开一家书店

近日，镇上新开了一家书店，孩子们放学后都去看书。
"""


def test_two_headings_of_one_level_are_a_column_over_a_headline_and_no_subheads() -> None:
    found = articles(PAIRED)
    assert [article.headline for article in found][:2] == ["雨棚修好了", "盼桥头装一盏路灯"]
    assert found[1].section == "读者信箱"
    assert found[1].body.startswith("编辑同志")
    assert "下周动工。" in found[1].body
