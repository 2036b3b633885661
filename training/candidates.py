"""What can be asked of a sentence: its names, places, organisations, titles, dates and numbers, and words to ask with.

Found with rjieba's tags and with patterns of Chinese newspapers: 「X区总工会主席张三」, 「以“…”为主题」, 「由…主办」.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

import rjieba

Token = tuple[int, str, str]

ROLES = (
    "党组书记 党委书记 党支部书记 常务副主席 副主席 主席 副书记 书记 副主任 主任 副市长 市长 副区长 区长 县长 镇长 副省长 省长 副部长 部长 "
    "副局长 局长 副司长 司长 处长 科长 副院长 院长 副校长 校长 副会长 会长 秘书长 理事长 董事长 副总经理 总经理 总裁 总监 首席执行官 CEO 创始人 "
    "负责人 发言人 教授 副教授 研究员 分析师 专家 律师 医生 主任医师 工程师 总工程师 队长 教练 主教练 班长 组长 站长 厂长 馆长 所长 行长 总统 总理 首相 "
    "导演 主演 作者 记者 工人 技师 书记员 代表 委员 经理 主管 店长 合伙人 常委"
).split()
ROLE = re.compile("(?:" + "|".join(sorted(ROLES, key=len, reverse=True)) + ")$")
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛"
    "闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
SAYING = frozenset(
    "说 表示 介绍 告诉 认为 指出 称 是 在 和 、 ， 等 出席 参加 主持 强调 带队 对 透露 坦言 ） （ 。 的".split()
)
UNITS = (
    "人次 万人 人 名 位 家 个 项 万元 亿元 元 美元 公里 千米 米 平方米 平方公里 公斤 千克 吨 年 个月 天 小时 分钟 秒 岁 次 场 所 座 台 辆 件 套 支 条 篇 部 届 "
    "级 倍 户 亩 公顷 度 % 个百分点 股 只 张 本 份 批 对 间 层 站 种 类 门 课时 平 瓶 箱 艘 架 枚 颗 头 棵 株 期 轮 队 组"
).split()
NUMBER = re.compile(
    r"(?:约|近|超|超过|达|逾)?(?P<number>\d[\d,.，]*|[一二两三四五六七八九十百千]{1,6})(?P<more>(?:余|多|万|亿|千|百|几)*)(?P<unit>"
    + "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
    + ")"
)
DATE = re.compile(
    r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?(?:[上下]午|晚)?|\d{4}年(?:底|初|末|[上下]半年)?|(?<!\d)\d{1,2}日(?:[上下]午|晚)?|\d{1,2}[:：时点]\d{0,2}分?|[去今明]年\d{0,2}月?|\d{4}-\d{4}年"
)
QUOTE = re.compile(r"“(?P<inner>[^“”]{2,24})”|《(?P<title>[^《》]{2,24})》")
THEME = re.compile(
    r"以“(?P<inner>[^“”]{3,30})”为(?P<what>主题|题|宗旨|口号|核心|目标)|主题(?:为|是)[“《](?P<later>[^“”《》]{3,30})[”》]"
)
HOST = re.compile(
    r"由(?P<who>[^，。；：、“”（）由]{3,26}?)(?:联合|共同)?(?P<verb>主办|承办|举办|发起|组织|研发|开发|建设|设计|制作|出版|执导|主演|冠名|运营|投资|生产|开展|发布|颁发)"
)
ORGANISATION = re.compile(
    r"(?P<kind>公司|集团|大学|学院|总工会|工会|委员会|管委会|研究院|研究所|医院|学校|中学|小学|中心|协会|学会|银行|法院|检察院|公安局|[\u4e00-\u9fff]局|[\u4e00-\u9fff]部|俱乐部|联合会|基金会|出版社|街道|社区|酒店|工厂|厂|队|馆|店|社)$"
)

_TIMES = {"年": "多久", "天": "多久", "小时": "多久", "分钟": "多久", "个月": "多久"}
_MEASURES = {"岁": "多大年纪", "公里": "多远", "米": "多长", "平方米": "多大面积", "万人": "多少人", "人次": "多少人"}
_MONEY = {"元": "多少钱", "万元": "多少钱", "亿元": "多少钱", "美元": "多少钱"}
PLACE_ENDS = re.compile("[省市区县镇村州]|街道|地区|社区|园区|公园|广场")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An answer in a sentence and the ways to ask for it: ``kind`` groups question words, offsets are in the sentence."""

    start: int
    end: int
    kind: str
    words: tuple[str, ...]
    ready: tuple[str, ...] = ()


def _tokens(sentence: str) -> list[Token]:
    position, tokens = 0, []
    for word, tag in rjieba.tag(sentence):
        tokens.append((position, word, tag))
        position += len(word)
    return tokens


def _is_person(tokens: list[Token], at: int) -> bool:
    """Whether token ``at`` is a whole name; the tagger alone also calls 智能化 and 田野 names."""
    _, word, tag = tokens[at]
    before = tokens[at - 1][1] if at else "。"
    after = tokens[at + 1][1] if at + 1 < len(tokens) else "。"
    if (
        not tag.startswith("nr")
        or not re.fullmatch(r"[\u4e00-\u9fff]{2,6}", word)
        or ROLE.search(word)
        or "·" in before + after
    ):
        return False
    if ROLE.search(before):
        return True
    if tag == "nrt" or len(word) > 3:
        return len(word) > 2 and after in SAYING
    return word[0] in SURNAMES and word[-1] not in "化性率者" and (len(word) == 3 or after in SAYING)


def _titled(tokens: list[Token], at: int) -> tuple[str, list[str]]:
    """The organisation and the roles that stand before the name at token ``at``: 区人大、区总工会主席何云川 gives the last."""
    words: list[str] = []
    index = at - 1
    while index >= 0 and len("".join(words)) < 26:
        _, word, tag = tokens[index]
        if not (
            tag[0] in "njbsf" or word in "、和兼“”的" or ROLE.search(word) or tag in ("vn", "l", "i", "eng")
        ) or tag.startswith("nr"):
            break
        words.insert(0, word)
        index -= 1
    while words and rjieba.tag(words[0])[0][1] not in ("n", "nr", "ns", "nt", "nz", "j", "s", "b", "eng"):
        words.pop(0)
    phrase = "".join(words)
    parts = [part for part in re.split("[、兼和]", phrase) if part]
    roles: list[str] = []
    organisation = ""
    for part in parts:
        found = ROLE.search(part)
        if not found:
            return "", []
        if before := part[: found.start()]:
            organisation, roles = before.removesuffix("的"), []
        roles.append(found.group())
    return organisation, roles


def _text(tokens: list[Token], first: int, last: int) -> tuple[int, int]:
    return tokens[first][0], tokens[last][0] + len(tokens[last][1])


def _people(sentence: str, tokens: list[Token]) -> Iterator[Candidate]:
    for at, (start, name, _) in enumerate(tokens):
        if not _is_person(tokens, at):
            continue
        ready: list[str] = []
        organisation, roles = _titled(tokens, at)
        if roles and len(organisation) >= 2:
            title = organisation + random.choice(roles)
            of = f"{organisation}的{random.choice(roles)}"
            ready += [f"{title}是谁", f"{of}是谁", f"{of}叫什么名字", f"谁是{title}", f"谁担任{of}", f"{title}是哪位"]
            begin = sentence.rfind(organisation + roles[0], 0, start)
            if begin >= 0:
                asks = "担任什么职务 是什么职务 是谁 是什么人 的职务是什么 在哪里任职 的身份是什么".split()
                yield Candidate(begin, start, "title", ("什么",), tuple(name + ask for ask in asks))
                asks = [f"是哪个单位的{roles[0]}", "在哪家单位工作", "来自哪个单位"]
                words = ("哪个单位", "哪里")
                yield Candidate(begin, begin + len(organisation), "org", words, tuple(name + ask for ask in asks))
        yield Candidate(start, start + len(name), "person", ("谁", "谁", "哪位", "什么人", "哪个人"), tuple(ready))


def _places(sentence: str, tokens: list[Token]) -> Iterator[Candidate]:
    for at, (_, word, tag) in enumerate(tokens):
        if tag != "ns" or len(word) < 2 or (at and tokens[at - 1][2] == "ns"):
            continue
        last = at
        while last + 1 < len(tokens) and (tokens[last + 1][2] == "ns" or PLACE_ENDS.fullmatch(tokens[last + 1][1])):
            last += 1
        start, end = _text(tokens, at, last)
        words = ["哪里", "什么地方", "哪儿", "哪个地方"]
        if sentence[end - 1] in "省市区县镇村州国":
            words += [f"哪个{sentence[end - 1]}"] * 2
        yield Candidate(start, end, "place", tuple(words))


def _noun(token: Token) -> bool:
    return (token[2][0] in "nj" and not token[2].startswith("nr")) or token[2] in ("vn", "b", "eng")


def _phrases(sentence: str, tokens: list[Token]) -> Iterator[Candidate]:
    """Organisations by their last word, and the object of a verb as a thing."""
    for at, token in enumerate(tokens):
        if not _noun(token) or token[2] in ("ns", "eng") or (at and _noun(tokens[at - 1])):
            continue
        last = at
        while last + 1 < len(tokens) and _noun(tokens[last + 1]):
            last += 1
        start, end = _text(tokens, at, last)
        organisation = ORGANISATION.search(sentence[start:end])
        if organisation and 4 <= end - start <= 24:
            kind = organisation["kind"]
            measure = "所" if kind in ("大学", "学院", "学校", "中学", "小学") else random.choice("家个")
            words = ("哪家单位", "哪个单位", "哪个机构", "谁", f"哪{measure}{kind}", f"哪{measure}{kind}")
            yield Candidate(start, end, "org", words)
        elif end - start >= 2 and at and tokens[at - 1][2][0] in "vup":
            while last + 2 < len(tokens) and tokens[last + 1][1] in "、和及的" and _noun(tokens[last + 2]):
                if end - start >= 14:
                    break
                last += 2
                end = _text(tokens, at, last)[1]
            noun = sentence[end - 2 : end]
            yield Candidate(start, end, "thing", ("什么", "什么", "什么", "哪些" + noun, "什么" + noun))


def _marked(sentence: str) -> Iterator[Candidate]:
    """Themes, hosts and what stands in quotation marks or guillemets."""
    for hit in THEME.finditer(sentence):
        group = "inner" if hit["inner"] else "later"
        what = hit["what"] or "主题"
        ready = ("主题是什么", f"以什么为{what}", f"{what}叫什么")
        yield Candidate(hit.start(group), hit.end(group), "theme", ("什么",), ready)
    for hit in HOST.finditer(sentence):
        verb = hit["verb"]
        asks = (f"由谁{verb}", f"哪家单位{verb}", f"{verb}方是谁", f"是谁{verb}的")
        yield Candidate(hit.start("who"), hit.end("who"), "host", ("谁", "哪家单位", "哪个单位", "哪些单位"), asks)
    for hit in QUOTE.finditer(sentence):
        if hit["inner"]:
            yield Candidate(hit.start("inner"), hit.end("inner"), "quote", ("什么", "什么", "怎样的"))
        else:
            words = ("什么", "哪部作品", "哪本书", "哪篇文章", "哪份文件", "哪个节目", "什么歌")
            yield Candidate(hit.start("title"), hit.end("title"), "quote", words)


def _counted(sentence: str) -> Iterator[Candidate]:
    """Dates, and numbers with their units."""
    dates = [hit.span() for hit in DATE.finditer(sentence)]
    for start, end in dates:
        text = sentence[start:end]
        words = [
            "什么时候",
            "什么时候",
            "何时",
            "哪天" if "日" in text else "哪一年" if text.endswith("年") else "几时",
        ]
        words.append("几月几日" if re.fullmatch(r"\d+月\d+日", text) else "什么时间")
        yield Candidate(start, end, "time", tuple(words))
    for hit in NUMBER.finditer(sentence):
        if any(start < hit.end() and hit.start() < end for start, end in dates):
            continue
        unit = hit["unit"]
        if unit == "%":
            words = ["多少", "百分之多少", "百分之几", "多大比例"]
        else:
            words = [f"多少{unit}", f"多少{unit}", "多少"] + [f"几{unit}"] * (0 if unit[0] in "万亿" else 2)
            words += [table[unit] for table in (_TIMES, _MEASURES, _MONEY) if unit in table] * 2
        yield Candidate(hit.start("number"), hit.end(), "number", tuple(words))


def candidates(sentence: str) -> list[Candidate]:
    """Every answer in ``sentence`` that a question word can stand for.

    Example:
        In 南溪区区长何云川说 the answer 何云川 comes with 谁, and ready-made with 南溪区的区长是谁.
    """
    tokens = _tokens(sentence)
    found = [*_people(sentence, tokens), *_places(sentence, tokens), *_phrases(sentence, tokens)]
    found += [*_marked(sentence), *_counted(sentence)]
    return [one for one in found if one.end - one.start >= (1 if one.kind == "number" else 2)]
