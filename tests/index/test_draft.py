"""An article's lines, however they were broken and marked, become its paragraphs."""

from index.articles import cut
from tests.index.cutting import articles, page

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


def test_a_time_that_a_column_tears_off_goes_on_in_its_paragraph() -> None:
    (article,) = articles(
        "渡口添了新船\n\n本报讯（记者 孙兰）渡口有了新船。\n\n去年9月，镇里的渡口\n\n换上了铁船，能坐四十人。"
    )
    assert article.body.split("\n") == ["渡口有了新船。", "去年9月，镇里的渡口换上了铁船，能坐四十人。"]


def test_who_said_it_is_no_paragraph_of_its_own() -> None:
    (article,) = articles(
        "渡口添了新船\n\n本报讯（记者 孙兰）新船下水。“坐着真稳。”\n\n摆渡人老周笑着说。\n\n船票不涨价。"
    )
    assert article.body.split("\n") == ["新船下水。“坐着真稳。”摆渡人老周笑着说。", "船票不涨价。"]
