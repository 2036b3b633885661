"""Spans made whole: figures, titles, names, rows."""

import pytest

from qa.question import understand
from qa.whole import tidy, whole


@pytest.mark.parametrize(
    ("body", "span", "kind", "expected"),
    [
        ("捐助了15个新浪爱心图书室", "15", "number", "15个"),
        ("共计7700余份方便食品", "7700", "number", "7700余份"),
        ("参与规模超过5000人次，受到", "5000", "number", "5000人次"),
        ("占比60%以上，在", "60%", "number", "60%"),
        ("按照“应入尽入”原则", "“应入尽入", "other", "应入尽入"),
        ("按照“应入尽入”原则", "应入尽入”", "other", "应入尽入"),
        ("以“情系亦庄”为主题", "“情系亦庄”", "other", "“情系亦庄”"),
        ("，牛奶、油等，", "，牛奶、油等，", "other", "牛奶、油等"),
    ],
)
def test_spans_are_tidied(body: str, span: str, kind: str, expected: str) -> None:
    start = body.index(span)
    assert body[slice(*tidy(body, start, start + len(span), kind))] == expected


def test_a_figure_is_never_cut() -> None:
    body = "捐助了1000余个图书室"
    start = body.index("00余")
    assert body[slice(*tidy(body, start, start + 3, "number"))] == "1000余个"


@pytest.mark.parametrize(
    ("body", "span", "question", "expected"),
    [
        ("历时22个月架设", "22个", "用了多长时间？", "22个月"),
        ("只有发丝的十六分之一。", "十六分", "是发丝的几分之几？", "十六分之一"),
        ("每天增加2架次飞往", "2架", "多飞几架次？", "2架次"),
        ("共12批（台）产品", "12批", "有多少批（台）不合格？", "12批（台）"),
        ("人口降至1亿2542万人", "1亿", "有多少人口？", "1亿2542万人"),
        ("餐饮场所1821家次，", "1821家", "排查了多少家？", "1821家次"),
        ("选拔不少于30名学生", "30名", "选拔多少名？", "不少于30名"),
        ("跳出6米73的成绩", "6米", "跳了多远？", "6米73"),
        ("实现每村有1—2名大学生", "1", "每村有几名大学生？", "1—2名"),
        ("能见度不足五米。", "五米", "能看清多远？", "不足五米"),
        ("超过20名女童失踪", "20名", "失踪了多少女童？", "超过20名"),
        ("传达《关于远山工会的通知》精神", "远山工会的通知", "传达了哪份文件？", "《关于远山工会的通知》"),
        ("享受社会护理保险。", "护理保险", "靠哪种保险？", "社会护理保险"),
        ("来到林安创新工作室看望", "林安", "去了哪个工作室？", "林安创新工作室"),
        ("由林安创新工作室完成", "林安", "由谁完成？", "林安"),
        ("由部长张成中任组长", "张成", "组长是谁？", "张成中"),
        ("张成中任组长，张成出席", "张成", "组长是谁？", "张成"),
        ("由刘明时任组长", "刘明", "组长是谁？", "刘明"),
        ("由林安任组长", "林安", "组长是谁？", "林安"),
        ("通过“寻迹”“燃动”“逐梦”三个篇章", "燃动", "分成哪三个篇章？", "“寻迹”“燃动”“逐梦”"),
        ("通过“寻迹”“燃动”“逐梦”三个篇章", "燃动", "第二个篇章叫什么？", "燃动"),
        ("今天上午，林安去了北岭公园、南溪书屋。", "南溪书屋", "林安去了哪些地方？", "北岭公园、南溪书屋"),
        ("由远山公司、北岭公司、南溪公司捐赠", "北岭公司", "哪几家公司捐赠？", "远山公司、北岭公司、南溪公司"),
        ("位于远山市北岭区的书屋", "北岭", "书屋在哪个区？", "北岭区"),
        ("由澳门中华总商会主办，", "澳门中华总商会", "由哪个单位主办？", "澳门中华总商会"),
        (
            "据悉，北岭总工会组织部部长、产改小组办公室副主任林安说",
            "副主任",
            "林安是什么职务？",
            "北岭总工会组织部部长、产改小组办公室副主任",
        ),
        ("通过开展包饺子活动，增进感情", "饺子活动", "开展了什么活动？", "包饺子活动"),
        ("有远山技术研发与管理创新工作室。", "管理创新工作室", "哪个工作室负责？", "远山技术研发与管理创新工作室"),
        ("他说，", "，", "说了什么？", ""),
    ],
)
def test_a_span_is_made_whole(body: str, span: str, question: str, expected: str) -> None:
    start = body.index(span)
    assert body[slice(*whole(body, start, start + len(span), understand(question)))] == expected


def test_a_whole_never_leaves_its_body_or_loses_its_span() -> None:
    body = "《远山、北岭》“南溪”2024年16个、17个月"
    for question in ("有哪些书屋？", "是什么职务？", "有多少个？", "哪个区？"):
        asked = understand(question)
        for start in range(len(body)):
            for end in range(start + 1, len(body) + 1):
                low, high = whole(body, start, end, asked)
                assert 0 <= low <= high <= len(body)
