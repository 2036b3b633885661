"""Pages in every form that OCR leaves them in, cut into articles."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles import MOST_LINES, cut
from index.pages import read_page
from index.records import Article, CutPage, Page

SEEDS = Path(__file__).parents[2] / "seeds"
EXPECTED = [
    json.loads(line) for line in (Path(__file__).parent / "seed_articles.jsonl").read_text("utf-8").splitlines()
]


def page(text: str) -> Page:
    return Page(id="p", source="p.txt", sha256="", text=text)


def articles(text: str) -> tuple[Article, ...]:
    cutting = cut(page(text))
    assert_whole(cutting)
    return cutting.articles


def headlines(text: str) -> list[str]:
    return [article.headline for article in articles(text)]


def owners(cutting: CutPage) -> Iterator[int]:
    for article in cutting.articles:
        for run in article.runs:
            field = getattr(article, run.field)
            assert field[run.start : run.start + run.length] == cutting.page.text[run.raw : run.raw + run.length]
            yield from range(run.raw, run.raw + run.length)
    for piece in cutting.furniture:
        yield from range(piece.start, piece.end)


def assert_whole(cutting: CutPage) -> None:
    """Each non-space character of the page has one place, and each one of an article comes from the page."""
    text = cutting.page.text
    places = [place for place in owners(cutting) if not text[place].isspace()]
    assert sorted(places) == [place for place, character in enumerate(text) if not character.isspace()]
    for ordinal, article in enumerate(cutting.articles, 1):
        assert article.ordinal == ordinal
        assert article.id == f"{cutting.page.id}:{ordinal:02d}"
        assert article.body.strip()
        for name in ("kicker", "headline", "subtitle", "section", "byline", "body"):
            field = getattr(article, name)
            held = sum(
                len(field[run.start : run.start + run.length].split()) > 0 for run in article.runs if run.field == name
            )
            covered = {
                at for run in article.runs if run.field == name for at in range(run.start, run.start + run.length)
            }
            assert held or not field.strip()
            assert all(field[at].isspace() for at in range(len(field)) if at not in covered)


@pytest.mark.parametrize("source", sorted({row["page"] for row in EXPECTED}))
def test_a_seed_page_holds_its_articles_and_no_other(source: str) -> None:
    cutting = cut(read_page(SEEDS / source))
    assert_whole(cutting)
    rows = [row for row in EXPECTED if row["page"] == source]
    assert [article.headline for article in cutting.articles] == [row["headline"] for row in rows]
    for article, row in zip(cutting.articles, rows, strict=True):
        around = (article.kicker, article.subtitle, article.section)
        assert [line for line in around if line] == row["other_headlines"]
        assert list(dict.fromkeys(credit.name for credit in article.credits)) == row["credited"]
        for sentence in row["body_contains"]:
            assert sentence in article.body
        assert "摄影报道" not in article.body
    banners = [cutting.page.text[piece.start : piece.end] for piece in cutting.furniture if piece.kind == "banner"]
    assert len(banners) == 1


def test_a_seed_page_keeps_its_meaning_with_other_newlines_widths_and_encodings(tmp_path: Path) -> None:
    text = (SEEDS / "002_c0ca125224e6b44d.txt").read_text("utf-8")
    plain = cut(page(text)).articles
    file = tmp_path / "2022-11-09_02.txt"
    file.write_bytes(text.replace("\n", "\r\n").encode("gb18030"))
    cutting = cut(read_page(file))
    assert_whole(cutting)
    assert [(a.headline, a.body, a.credits) for a in cutting.articles] == [
        (a.headline, a.body, a.credits) for a in plain
    ]
    assert (cutting.page.date, cutting.page.number) == (date(2022, 11, 9), 2)


WRAPPED = """\
市图书馆延长开放时间
本报讯（记者 李明 通讯员 张
小红）昨日，记者从市图书馆获悉，
自五月一日起，该馆开放时间延长
至晚上九点，周末不休。
市图书馆馆长王 建介绍，延长
开放后，预计每天可多接待读者五
百人次。
老旧小区加装电梯惠及居民
本报讯（记者 赵强）昨天上午，
幸福里小区三号楼前鞭炮齐鸣，居
民们盼望多年的电梯正式投入使用。
这是全区今年完工的第二十部加
装电梯。
"""


def test_hard_wrapped_columns_are_mended() -> None:
    first, second = articles(WRAPPED)
    assert first.headline == "市图书馆延长开放时间"
    assert [credit.name for credit in first.credits] == ["李明", "张小红"]
    assert first.body.startswith(
        "昨日，记者从市图书馆获悉，自五月一日起，该馆开放时间延长至晚上九点，周末不休。\n市图书馆馆长"
    )
    assert second.headline == "老旧小区加装电梯惠及居民"
    assert "这是全区今年完工的第二十部加装电梯。" in second.body


INDENTED = """\
　　　　区里来了“修车师傅”
　　　　　　　□本报记者 王 磊 文/摄
　　“师傅，我这车链子又掉了。”早上七点，车棚
前已经排起了队。修车师傅刘建国放下工具箱，开
始了一天的忙碌。
　　刘建国今年五十八岁，修了三十年车。他说，
只要大家需要，就一直修下去。
　　　　夏粮收购进展顺利
　　新华社北京6月8日电（记者 陈芳、孙浩）记
者从国家粮食和物资储备局获悉，截至目前，主产
区累计收购夏粮一千万吨，进展总体顺利。
"""


def test_indented_columns_keep_their_paragraphs() -> None:
    first, second = articles(INDENTED)
    assert first.headline == "区里来了“修车师傅”"
    assert [(credit.name, credit.role) for credit in first.credits] == [("王磊", "记者"), ("王磊", "摄影")]
    assert first.body.split("\n") == [
        "“师傅，我这车链子又掉了。”早上七点，车棚前已经排起了队。修车师傅刘建国放下工具箱，开始了一天的忙碌。",
        "刘建国今年五十八岁，修了三十年车。他说，只要大家需要，就一直修下去。",
    ]
    assert second.byline == "新华社北京6月8日电（记者 陈芳、孙浩）"
    assert second.body.startswith("记者从国家粮食")


MARKDOWN = """\
# 要闻

## 全市稳就业工作推进会召开

### 副市长出席并讲话

**本报讯**（记者 周 洁）昨日，全市稳就业工作推进会召开。会议部署了**下半年**重点任务。

![会场](images/1.jpg)

图为会议现场。本报记者 何伟 摄

### 重点任务分解到部门

- 人社局：新增就业5万人
- 教育局：开展专场招聘

| 项目 | 目标 |
|:---|---:|
| 新增就业 | 5万人 |

## 社区食堂开张

**本报讯**（记者 吴 敏）东风社区食堂昨天开张，首日接待老人200余名。
"""


def test_markdown_levels_lists_tables_and_pictures() -> None:
    first, second = articles(MARKDOWN)
    assert first.headline == "全市稳就业工作推进会召开"
    assert (first.section, first.subtitle) == ("要闻", "副市长出席并讲话")
    assert [(credit.name, credit.role) for credit in first.credits] == [("周洁", "记者"), ("何伟", "摄影")]
    assert first.body.split("\n") == [
        "昨日，全市稳就业工作推进会召开。会议部署了下半年重点任务。",
        "图为会议现场。",
        "重点任务分解到部门",
        "人社局：新增就业5万人",
        "教育局：开展专场招聘",
        "项目   目标",
        "新增就业   5万人",
    ]
    assert second.headline == "社区食堂开张"
    kinds = {piece.kind for piece in cut(page(MARKDOWN)).furniture}
    assert kinds == {"mark", "image"}


NOTICE = """\
关于调整公交线路的公告

各位乘客：

因道路施工，自2024年5月10日起，对下列线路作如下调整：

一、12路改经解放路；

二、35路暂停运营，恢复时间另行通知；

3．夜班车不受影响。

特此公告。

某市公共交通集团有限公司

2024年5月6日

遗失声明

张三遗失身份证一张，声明作废。
"""


def test_a_notice_keeps_its_clauses_and_its_signature() -> None:
    first, second = articles(NOTICE)
    assert first.headline == "关于调整公交线路的公告"
    assert first.body.split("\n") == [
        "各位乘客：",
        "因道路施工，自2024年5月10日起，对下列线路作如下调整：",
        "一、12路改经解放路；",
        "二、35路暂停运营，恢复时间另行通知；",
        "3．夜班车不受影响。",
        "特此公告。",
        "某市公共交通集团有限公司",
        "2024年5月6日",
    ]
    assert second.headline == "遗失声明"
    assert second.body == "张三遗失身份证一张，声明作废。"


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


POEM = """\
车间的早晨

林小河

太阳从烟囱后面升起
照亮每一张年轻的脸
机器唱起古老的歌
我们的手温暖而坚定
铁屑像星星落下
落进新的一天
"""


def test_a_poem_keeps_its_lines() -> None:
    (article,) = articles(POEM)
    assert (article.headline, article.byline) == ("车间的早晨", "林小河")
    assert article.body.count("\n") == 5


def test_a_line_torn_by_a_column_break_is_no_headline() -> None:
    text = """\
总工会举办专场演出

本报讯（记者 孙兰）一场慰问演出昨天在大剧院举行，四百名职工观看。

据介绍，本次演出由开发区



总工会主办，演员大多来自开发区职工艺术团。要发挥艺术团的优

势，引导职工参与。

在大剧院门前的广场和职工书屋的宣传点

位，工作人员发放了宣传册。
"""
    (article,) = articles(text)
    assert article.body.split("\n") == [
        "一场慰问演出昨天在大剧院举行，四百名职工观看。",
        "据介绍，本次演出由开发区总工会主办，演员大多来自开发区职工艺术团。要发挥艺术团的优势，引导职工参与。",
        "在大剧院门前的广场和职工书屋的宣传点位，工作人员发放了宣传册。",
    ]


def test_a_page_in_one_line_is_cut_at_its_by_lines() -> None:
    text = "公园延时开放 本报讯（记者 冯雪）即日起，各公园延时两小时。地铁加密班次 本报讯（记者 韩冬）地铁晚高峰加密。"
    assert headlines(text) == ["公园延时开放", "地铁加密班次"]


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


@pytest.mark.parametrize("text", ["", " \n\u3000", "\x00\ufeff", "# ", "---\n|--|--|", "![图](a.png)"])
def test_a_page_without_words_has_no_article(text: str) -> None:
    assert articles(text) == ()


def test_a_page_of_one_head_alone_keeps_it_as_body() -> None:
    (article,) = articles("# 休刊启事")
    assert (article.headline, article.body) == ("", "休刊启事")


def test_a_file_of_too_many_lines_is_one_article() -> None:
    (article,) = articles("总工会\n" * (MOST_LINES + 1))
    assert article.body.count("\n") == MOST_LINES


PIECES = st.sampled_from(
    [
        "总工会召开会议",
        "本报讯（记者 马超）",
        "□本报记者 王 磊 文/摄",
        "近日，",
        "职工参加了活动。",
        "“好",
        "”",
        "本报记者 陈艺 摄",
        "（上接第1版）",
        "2024年5月6日 星期一 第3版",
        "2024年5月6日",
        "# ",
        "## ",
        "**",
        "| 甲 | 乙 |",
        "|",
        "- ",
        "![图](a.png)",
        "<br>",
        "<td>",
        "一、",
        "\u3000\u3000",
        " ",
        "\n",
        "\n\n",
        "\n\n\n\n",
        "\r\n",
        "\f",
        "\u200b",
        "\x00",
        "责任编辑：甲 美编：乙",
        "————",
        "（张三）",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=40).map("".join))
def test_nothing_of_any_page_is_lost(text: str) -> None:
    cutting = cut(page(text))
    assert_whole(cutting)
    assert cut(page(text)) == cutting


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(sorted(SEEDS.glob("*.txt"))), st.randoms(use_true_random=False))
def test_nothing_of_a_broken_seed_page_is_lost(file: Path, random: object) -> None:
    text = file.read_text("utf-8")
    for _ in range(20):
        at = random.randrange(len(text))  # type: ignore[attr-defined]
        text = text[:at] + random.choice(["\n", "\n\n\n", " ", "\u3000", "**", "# "]) + text[at:]  # type: ignore[attr-defined]
    assert_whole(cut(page(text)))
