"""By-lines at head and tail, and whom they credit with what."""

import pytest

from index.bylines import credits_of, is_byline, is_name, lead_length, tail_start


@pytest.mark.parametrize(
    ("byline", "credits"),
    [
        ("本报讯（记者 张瞳 通讯员 刘德旭）", ["张瞳 记者", "刘德旭 通讯员"]),
        ("本报讯（记者孙艳 通讯员黄巧维）", ["孙艳 记者", "黄巧维 通讯员"]),
        ("本报讯 (通讯员 杨晓凤 马珊珊)", ["杨晓凤 通讯员", "马珊珊 通讯员"]),
        ("新华社北京5月6日电（记者 张三、李四）", ["张三 记者", "李四 记者"]),
        ("据新华社北京5月6日电（记者 于文静）", ["于文静 记者"]),
        ("本报记者 王 磊 文/摄", ["王磊 记者", "王磊 摄影"]),
        ("本报记者 王 磊 李 明 张晓华", ["王磊 记者", "李明 记者", "张晓华 记者"]),
        ("本报记者 陈艺 摄", ["陈艺 摄影"]),
        ("通讯员 朱宇轩 宋凤鸣 摄影报道", ["朱宇轩 通讯员", "朱宇轩 摄影", "宋凤鸣 通讯员", "宋凤鸣 摄影"]),
        ("文/张三 图/李四", ["张三 作者", "李四 摄影"]),
        ("张三/文 李四/摄", ["张三 作者", "李四 摄影"]),
        ("本报记者 张三 文 通讯员 李四 摄", ["张三 记者", "李四 摄影"]),
        ("本报见习记者 欧阳娜娜 实习生 李明", ["欧阳娜娜 见习记者", "李明 实习生"]),
        ("作者：西尔艾力·吾布力", ["西尔艾力·吾布力 作者"]),
        ("（张三 李四）", ["张三 作者", "李四 作者"]),
        ("本报讯（记者 马超）\n本报记者 陈艺 摄", ["马超 记者", "陈艺 摄影"]),
        ("新华社发", []),
        ("（图片由市总工会提供）", []),
        ("本报讯", []),
    ],
)
def test_credits_name_people_and_roles(byline: str, credits: list[str]) -> None:
    assert [f"{credit.name} {credit.role}" for credit in credits_of(byline)] == credits


@pytest.mark.parametrize(
    ("line", "lead"),
    [
        ("本报讯（记者 马超）1月3日，", "本报讯（记者 马超）"),
        ("【本报讯】 近日", "【本报讯】 "),
        ("晨报讯（记者 王五）昨天", "晨报讯（记者 王五）"),
        ("本报北京5月6日讯 记者张三报道：昨天", "本报北京5月6日讯 记者张三报道："),
        ("新华社北京5月6日电 国家", "新华社北京5月6日电 "),
        ("（本报记者 张三）昨天", "（本报记者 张三）"),
        ("本报讯 记者从市总工会获悉", "本报讯 "),
        ("记者从市总工会获悉", ""),
        ("据人民网消息，昨天", ""),
        ("某合作社联合国家电网", ""),
        ("本报电子版开通", ""),
    ],
)
def test_a_lead_is_cut_from_the_sentence_after_it(line: str, lead: str) -> None:
    assert line[: lead_length(line)] == lead


@pytest.mark.parametrize(
    ("paragraph", "tail"),
    [
        ("出席活动。本报记者 陈艺 摄", "本报记者 陈艺 摄"),
        ("图为现场。 张三 摄", "张三 摄"),
        ("已经结束。（张三 李四）", "（张三 李四）"),
        ("他说：“好。”（记者 张三）", "（记者 张三）"),
        ("他喜欢写文。大家都在拍摄", ""),
        ("会议结束。（完）", ""),
    ],
)
def test_a_tail_by_line_is_told_from_the_paragraph(paragraph: str, tail: str) -> None:
    assert paragraph[tail_start(paragraph) :].strip() == tail


def test_a_sentence_or_a_body_is_no_by_line() -> None:
    assert not is_byline("据介绍，本次演出由总工会")
    assert not is_byline("市总工会", bare=True)
    assert not is_byline("记者在现场看到")
    assert is_byline("王 磊", bare=True)
    assert not is_byline("王 磊")


def test_names_are_told_by_surname_or_by_a_dot() -> None:
    assert is_name("马超") and is_name("欧阳娜娜") and is_name("西尔艾力·吾布力")
    assert not is_name("总工会")
    assert not is_name("马")
