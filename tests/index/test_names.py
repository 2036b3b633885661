"""Which names articles teach, which they must not, and the files that hold them."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import SettingError
from index.namefiles import CORRECTIONS, LEARNT, PERSON, Name
from index.names import Names, bring_up_names, learn
from index.records import Article
from index.store import connect


def article(body: str, headline: str = "", number: int = 1) -> Article:
    return Article(id=f"p{number}:01", page_id=f"p{number}", ordinal=1, headline=headline, body=body)


def learnt(*bodies: str) -> dict[str, str]:
    """The pairs in force after articles of these bodies."""
    names = Names(learn(article(body, number=number) for number, body in enumerate(bodies, 1)))
    return {name.short: name.long for name in names.all()}


@pytest.mark.parametrize(
    ("body", "short", "long"),
    [
        (
            "近日，南溪经济技术开发区（以下简称“经开区”）举办演出，来自经开区的职工观看。",
            "经开区",
            "南溪经济技术开发区",
        ),
        ("何云川走进南溪生态保护示范区（简称生态区）走访。", "生态区", "南溪生态保护示范区"),
        ("职工在南溪速滑馆（又称“小雪花”）训练，南溪速滑馆今年开放。", "小雪花", "南溪速滑馆"),
        ("产教联盟（全称为南溪产业教育融合联盟）成立。", "产教联盟", "南溪产业教育融合联盟"),
        ("记者走进北京博源创新科技有限公司（以下简称“博源创新”）。", "博源创新", "北京博源创新科技有限公司"),
        (
            "推进产业工人队伍建设改革，加强“产改”工作。产业工人队伍建设改革正在深化，“产改”见实效。",
            "产改",
            "产业工人队伍建设改革",
        ),
        (
            "南溪区人力资源和社会保障局召开会议。人社局有关负责人说，今年新增岗位。",
            "人社局",
            "人力资源和社会保障局",
        ),
        ("南溪区住房和城乡建设委员会检查工地，住建委要求整改。", "住建委", "住房和城乡建设委员会"),
        ("林安市青岚智造有限公司成立工会。青岚智造的职工说，书屋很好。", "青岚智造", "林安市青岚智造有限公司"),
    ],
)
def test_a_short_form_is_learnt_beside_its_long_one(body: str, short: str, long: str) -> None:
    names = Names(learn(article(body, number=number) for number in (1, 2)))
    assert names.longer(short)[0] == long


def test_a_company_is_known_by_its_name_without_legal_form_and_without_trade() -> None:
    body = "远山科技有限公司建起书屋。远山科技的职工来看书，远山公司还请来老师。"
    names = Names(learn([article(body)]))
    assert names.longer("远山科技") == ("远山科技有限公司",)
    assert names.longer("远山") == ("远山科技有限公司",)


def test_the_city_of_a_paper_gives_its_own_offices_their_names() -> None:
    body = "南溪市总工会召开会议。市总工会主席何云川讲话。"
    names = Names(learn(article(body, number=number) for number in range(3)))
    assert names.longer("市总") == ("市总工会", "南溪市总工会")
    assert "市总" in names.shorter("南溪市总工会")


def test_an_office_that_many_places_have_is_nobodys_own() -> None:
    bodies = [f"{place}区总工会开展慰问。区总工会主席讲话。" for place in ("东城", "西城", "海淀", "丰台")]
    assert learnt(*bodies, *bodies) == {"区总": "区总工会"}


@pytest.mark.parametrize(
    "body",
    [
        "会议由何云川主持。何主席说，要把服务送到一线。何主席还走访了企业。",
        "国务院公布《节约用水管理条例》（以下简称《条例》），《条例》自5月起施行。",
        "南溪区产业工人队伍建设改革协调小组（以下简称“协调小组”）召开会议。",
        "两部门印发《养老服务标准体系建设指南》（以下简称《标准指南》）。",
        "林安总统称准备好全面合作，俄乌分别称击退对方。",
        "大家又称赞他的手艺，特别称赞了年轻人。",
        "这种天气俗称“秋老虎”，要注意防暑。",
        "南溪路（俗称地下环路）通车。",
        "各地加快构建新发展格局，以新格局促发展，经济实现平稳开局，外贸开局良好。",
        "职工“三八”节到三十八号院参观，“一老一小”服务进社区。",
        "“娘家人”走进企业，“大篷车”开到社区，“送温暖”活动启动。",
        "城市总体规划获批，全市总产值增长，本市总人口稳定。",
        "中国航天科技集团有限公司表示，中国航天又有新成就。",
        "澳门广播电视股份有限公司播出节目，广播电视事业发展。",
        "国家乡村振兴局发布消息，国家局有关负责人介绍情况。",
        "县域医共体牵头医院开诊，县医院也来了医生。",
        "中国人民大学举行论坛，全国人大代表参加。",
        "中国物流与采购联合会发布指数，物联网产业增长。",
        "统筹优化村镇布局，统筹布局产业。",
        "委员会决定开展“学习教育”，深入贯彻精神学习教育持续推进。",
        "科研技术人员参加“科技”活动，科研技术不断进步。",
        "（以下简称“经开区”）",
        "",
    ],
)
def test_what_only_looks_like_a_name_is_not_learnt(body: str) -> None:
    assert learnt(body, body, body) == {}


def test_a_short_form_of_several_things_stands_for_none_of_them() -> None:
    bodies = [f"青岚{trade}有限公司成立。青岚公司建起书屋。" for trade in ("科技", "物流", "食品")]
    assert "青岚" in learnt(bodies[0])
    assert "青岚" not in learnt(*bodies)


def test_what_several_places_have_keeps_the_name_without_a_place() -> None:
    bodies = [f"{place}经济技术开发区（以下简称“经开区”）开放。" for place in ("南溪", "林安", "青山")]
    assert learnt(*bodies) == {"经开区": "经济技术开发区"}


def test_two_characters_are_believed_only_where_two_articles_teach_them() -> None:
    body = "职工来自南溪林业大学。南林大的老师说，林大有好老师。"
    assert learnt(body).keys().isdisjoint({"林大"})


def test_people_are_learnt_by_their_titles_those_met_most_first() -> None:
    bodies = [
        "区总工会主席何云川说，要办好书屋。记者丁一在现场。",
        "区总工会主席何云川带队走访。",
        "曾指出要重视，主席关于党建，代表和大家，何主席说，主任委员出席。",
    ]
    names = Names(learn(article(body, number=number) for number, body in enumerate(bodies)))
    assert names.people() == ("何云川", "丁一")
    assert "何云川" not in names and "何主席" not in names


def test_each_article_counts_once_and_one_is_kept_as_example() -> None:
    body = "南溪经济技术开发区（以下简称“经开区”）开放。南溪经济技术开发区（以下简称“经开区”）招商。"
    assert Name("经开区", "南溪经济技术开发区", 1, "p7:01", "释义") in learn([article(body, number=7)])


def test_learning_in_parts_is_learning_at_once() -> None:
    parts = [article(f"南溪市总工会开会。市总工会主席何云川说，{n}家企业参加。", number=n) for n in range(6)]
    grown = Names().with_learnt(learn(parts[:2])).with_learnt(learn(parts[2:]))
    assert grown.learnt == Names(learn(parts)).learnt


def test_what_people_write_goes_before_what_was_learnt(tmp_path: Path) -> None:
    (tmp_path / CORRECTIONS).write_text(
        "\ufeff# 我们的名称\n市总 = 林安市总工会 # 本报\n- 远山 = 远山科技有限公司\n\n青科＝青木科技\n",
        encoding="utf-8",
    )
    said = Names.load(tmp_path)
    pairs = [("市总", "市总工会"), ("远山", "远山科技有限公司"), ("产改", "产业工人队伍建设改革")]
    names = said.with_learnt(Name(short, long, 5, "p:01", "公司") for short, long in pairs)
    assert names.longer("市总") == ("林安市总工会",)
    assert names.longer("远山") == ()
    assert names.shorter("青木科技") == ("青科",)
    assert [name.short for name in names.all()] == ["市总", "青科", "产改"]


@pytest.mark.parametrize(
    "line", ["市总", "市总 =", "= 南溪市总工会", "市 = 南溪市", "甲乙 = 甲乙", "甲乙 = 丙 = 丁", "甲乙 = " + "长" * 99]
)
def test_a_line_that_is_no_name_is_one_error_with_file_and_line(tmp_path: Path, line: str) -> None:
    (tmp_path / CORRECTIONS).write_text(f"# 说明\n{line}\n", encoding="utf-8")
    with pytest.raises(SettingError, match=r"names\.txt 第 2 行") as caught:
        Names.load(tmp_path)
    assert "\n" not in str(caught.value)


def test_control_characters_in_a_name_are_refused_and_not_repeated(tmp_path: Path) -> None:
    (tmp_path / CORRECTIONS).write_text("甲乙 = 丙\x1b[2J丁\n", encoding="utf-8")
    with pytest.raises(SettingError, match="第 1 行") as caught:
        Names.load(tmp_path)
    assert str(caught.value).isprintable()


def test_a_file_that_is_no_text_is_one_error(tmp_path: Path) -> None:
    (tmp_path / CORRECTIONS).write_bytes(b"\xff\xfe\x00\xd8")
    with pytest.raises(SettingError, match="UTF-8"):
        Names.load(tmp_path)


@pytest.fixture
def truth(seed_archive: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A copy of the seed pages' archive file, without what is derived from it."""
    source, copy = connect(seed_archive), connect(tmp_path / "copy", create=True)
    source.backup(copy)
    source.close()
    yield copy
    copy.close()


def test_names_catch_up_with_the_truth_and_survive_a_round_trip(truth: sqlite3.Connection, tmp_path: Path) -> None:
    assert bring_up_names(tmp_path, truth) > 0
    names = Names.load(tmp_path)
    assert names.all() and names.people()
    assert bring_up_names(tmp_path, truth) == 0
    assert Names.load(tmp_path).learnt == names.learnt


def test_learnt_names_that_are_torn_or_of_other_rules_are_learnt_again(
    truth: sqlite3.Connection, tmp_path: Path
) -> None:
    bring_up_names(tmp_path, truth)
    whole = (tmp_path / LEARNT).read_text(encoding="utf-8")
    for broken in (whole[: len(whole) // 2], whole.replace("names 1 ", "names 0 ", 1), "\x00", ""):
        (tmp_path / LEARNT).write_text(broken, encoding="utf-8")
        assert Names.load(tmp_path).all() == ()
        assert bring_up_names(tmp_path, truth) > 0
        assert (tmp_path / LEARNT).read_text(encoding="utf-8") == whole


def test_what_people_wrote_is_never_written_over(truth: sqlite3.Connection, tmp_path: Path) -> None:
    bring_up_names(tmp_path, truth)
    assert Names.load(tmp_path).longer("南溪总") == ()  # the file that explains itself says nothing
    (tmp_path / CORRECTIONS).write_text("南溪总 = 南溪市总工会\n", encoding="utf-8")
    (tmp_path / LEARNT).unlink()
    bring_up_names(tmp_path, truth)
    assert Names.load(tmp_path).longer("南溪总") == ("南溪市总工会",)


def test_text_with_control_characters_and_lone_surrogates_does_no_harm(tmp_path: Path) -> None:
    hostile = "“南溪\t总\n部”（以下简称“南总”）\ud800（以下简称“\x00”）" + "（以下简称“" * 200
    names = learn([article(hostile)])
    assert all(name.long.isprintable() and name.source != PERSON for name in names)
