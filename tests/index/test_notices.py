"""Notices and adverts between articles: where they begin, and that they take nothing of their neighbours."""

from tests.index.cutting import articles

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


NOTICES = """\
雨棚修好了

本报讯（记者 马力）昨天，车站的雨棚修好了。

广　告

换季家具九折，送货上门。门店：建设路9号

更　正

本报昨日2版一文中“五百棵”应为“五千棵”。

拍卖公告

受委托，本公司定于6月3日上午拍卖旧车二十辆。电话：66000011

短　评

好事要接着办

雨棚只是开头，候车室的灯也该换了。（丁满）
"""


def test_a_notices_title_ends_what_stands_before() -> None:
    found = articles(NOTICES)
    assert [article.headline for article in found] == ["雨棚修好了", "广　告", "更　正", "拍卖公告", "好事要接着办"]
    assert [article.section for article in found] == ["", "", "", "", "短　评"]
    assert found[1].body == "换季家具九折，送货上门。门店：建设路9号"
    assert found[3].body.endswith("电话：66000011")


def test_a_telephone_number_ends_an_advert_where_no_blank_line_does() -> None:
    first, second = articles("广告\n换季家具九折。订购电话：66000011\n更正\n本报昨日2版“五百棵”应为“五千棵”。")
    assert (first.headline, second.headline) == ("广告", "更正")
    assert first.body == "换季家具九折。订购电话：66000011"


def test_a_notices_title_torn_from_a_sentence_ends_nothing() -> None:
    (article,) = articles(
        "雨棚修好了\n\n本报讯（记者 马力）昨天，车站\n\n发布公告\n\n，雨棚已经修好，候车的人不用再淋雨。"
    )
    assert article.body == "昨天，车站发布公告，雨棚已经修好，候车的人不用再淋雨。"
