"""Who made an article: by-lines at its head or tail, and the people and roles they credit."""

from __future__ import annotations

import re

from index.records import Credit

_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗"
    "凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄"
    "米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万"
    "支柯管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程邢裴陆荣翁荀羊惠甄曲封储靳松井段富巫乌焦巴弓牧"
    "隗谷车侯宓蓬全班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司黎薄印宿白怀蒲邰鄂索咸籍赖卓蔺屠蒙池乔阴"
    "胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀浦尚农温庄晏柴瞿阎慕连习艾鱼容向古易慎戈廖庾"
    "终居衡步都耿满弘匡国文寇广禄东欧沃利蔚越隆师巩聂晁勾敖融冷辛阚那简饶曾沙养鞠丰关查后荆红游竺权盖益桓公付"
    "肖闫覃苟佟仝岳冼商佘亓逯原揭战由代鹿初修寻展门户苑矫滑亢尉迟鲜丘牟付代信官占但位"
)
_COMPOUND = re.compile(
    r"欧阳|上官|司马|司徒|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯|端木|长孙|宇文|独孤|南宫|闻人|轩辕|呼延|拓跋"
)
_HAN = r"\u3400-\u9fff"

_WHO = r"(?:首席|特约|特派|特邀|资深|全媒体|融媒体?|见习|实习|摄影|文字|专题|评论|驻[\u3400-\u9fff]{1,4}?)*"
_PAPER = r"(?:本报|本刊|本网|本台|本社|新华社|中新社|人民日报|[\u3400-\u9fff]{2,4}[日晚早晨午时][报])?\s*"
_BEFORE = rf"{_PAPER}(?:(?P<kind>{_WHO})(?:记者|通讯员|撰稿人|评论员|实习生|作者)|实习生)"
_EDGE = rf"(?<![{_HAN}·])"
_BOTH = rf"文\s*[/／、并兼]\s*[摄图]影?|图\s*[/／]\s*文|[摄图]\s*[/／]\s*文|{_EDGE}(?:文图|图文|文摄)|摄影报道|图文报道"
_SHOT = rf"摄影|摄|供图|图片|{_EDGE}图"
_WROTE = rf"撰文|文字|撰稿|供稿|作者|{_EDGE}文"
_OTHER = rf"报道|整理|编译|翻译|{_EDGE}绘图?|制图|漫画|书法|口述|执笔"
_MARKER = re.compile(
    rf"(?P<before>{_BEFORE})|(?P<both>{_BOTH})|(?P<shot>{_SHOT})|(?P<wrote>{_WROTE})"
    rf"|{_EDGE}(?P<report>综合报道|[{_HAN}]{{0,3}}报道)|(?P<other>{_OTHER})"
)
_SOURCE = re.compile(
    r"[（(【]?(?:(?:来源|稿源|转自|摘自)[：:\s]?[^，。；]{2,24}|据[^，。；]{2,10}[社网报台]|[^，。；：]{2,16}供[图稿]|新华社发|资料图片?"
    r"|本报综合(?:报道)?)[）)】]?$|[（(][^，。；：（(]{2,24}提供[）)]$"
)
_PLACE_DATE = rf"[{_HAN}]{{0,8}}?\s?(?:(?:\d{{4}}年)?\d{{1,2}}月)?(?:\d{{1,2}}日)?"
_NAMES_LOOSE = rf"[{_HAN}·]{{1,4}}(?:[ \u3000、]+[{_HAN}·]{{1,4}}){{0,5}}"
_LEAD = re.compile(
    rf"[【\[（(]?(?:据)?(?:(?:本报|本刊|本网|本台|本社)(?:记者)?{_PLACE_DATE}(?:讯|专?电(?=[\s（(：:日]|$)|消息(?=[\s（(：:]))"
    rf"|[{_HAN}]{{1,8}}?(?:社|网|台|报){_PLACE_DATE}(?<=日)(?:专?电|讯)"
    rf"|[{_HAN}]{{1,6}}?(?:社|网|台|报)讯(?=[\s（(：:】]|$))"
    rf"[】\]）)]?[ \u3000]*(?:[（(][^（）()。]{{1,60}}[）)]|(?:本报)?记者[ \u3000]?{_NAMES_LOOSE}(?=[ \u3000]|(?:综合)?报道[：:]))?"
    rf"(?:[ \u3000]*(?:综合)?报道)?[ \u3000]*[：:]?"
    rf"|[【\[（(](?:{_BEFORE.replace('?P<kind>', '?:')}|[图文][/／])[^（）()【】\[\]。]{{1,60}}[】\]）)][ \u3000]*[：:]?"
    rf"|{_BEFORE.replace('?P<kind>', '?:')}[ \u3000]?{_NAMES_LOOSE}[ \u3000]*(?:综合|[{_HAN}]{{2,3}})?报道[：:]"
)
_TAIL_SIGN = re.compile(r"记者|通讯员|实习生|评论员|作者|[摄图文绘]|供稿|报道|整理|[）)]\s*$")
_STOP = re.compile(r"[。！？!?…”』」）)\s]")
_LONGEST = 60


def lead_length(text: str) -> int:
    """How many characters at a line's start are its by-line: `本报讯（记者 李明）1月3日，…` -> 9, 0 for none."""
    match = _LEAD.match(text, 0, 160)
    if not match or text[match.end() : match.end() + 1] in ("，", ",", "、"):
        return 0
    return match.end()


def _names(zone: str, sure: bool) -> tuple[list[str], str]:
    """The names in a stretch without markers, and what is none: `王 磊 李明` -> 王磊, 李明."""
    names: list[str] = []
    rest = ""
    for part in re.split(r"[、，,；;/／：:|（）()【】\[\]]+", zone):
        tokens = part.split()
        while tokens:
            token = tokens.pop(0)
            if len(token) == 1 and tokens and len(tokens[0]) <= 2:
                token += tokens.pop(0)
            chunks = [token]
            if len(token) in (4, 5, 6) and "·" not in token and not _COMPOUND.match(token):
                middle = 2 if len(token) == 4 else 3
                if token[0] in _SURNAMES and token[middle] in _SURNAMES:
                    chunks = [token[:middle], token[middle:]]
            for chunk in chunks:
                if is_name(chunk, sure=sure):
                    names.append(chunk)
                else:
                    rest += chunk
    return names, rest


def is_name(text: str, *, sure: bool = False) -> bool:
    """Whether a text can be a person's name: 李明, 欧阳娜娜, 买买提·艾山; with `sure` any surname will do."""
    if "·" in text or "•" in text:
        return bool(re.fullmatch(rf"[{_HAN}]{{1,8}}(?:[·•][{_HAN}]{{1,8}}){{1,3}}", text))
    if not re.fullmatch(rf"[{_HAN}]{{2,4}}", text):
        return False
    return sure or bool(_COMPOUND.match(text)) or (text[0] in _SURNAMES and len(text) < 4)


def _parse(text: str) -> tuple[list[Credit], str, bool]:
    """The credits of a by-line, what of it is neither name nor marker, and whether there was a marker at all."""
    credits: list[Credit] = []
    open_names: list[str] = []
    prefix: list[str] = []
    rest, marked, at = "", False, 0

    def close(roles: list[str]) -> None:
        for name in open_names:
            for role in roles or prefix or ["作者"]:
                if all(credit != Credit(name, role) for credit in credits):
                    credits.append(Credit(name, role))
        open_names.clear()

    markers = list(_MARKER.finditer(text))
    for index, marker in enumerate([*markers, None]):
        names, other = _names(text[at : marker.start() if marker else len(text)], bool(prefix))
        open_names += names
        rest += other
        if marker is None:
            break
        marked, at = True, marker.end()
        following = markers[index + 1].start() if index + 1 < len(markers) else len(text)
        leads_on = bool(re.match(r"\s*[/／：:]\s*\S", text[at:following] + "."))
        ahead = leads_on and bool(_names(text[at:following], True)[0])
        if word := marker["before"]:
            close([])
            kind = next((kind for kind in ("见习", "实习", "摄影") if kind in (marker["kind"] or "")), "")
            base = next(b for b in ("实习生", "记者", "通讯员", "撰稿人", "评论员", "作者") if word.endswith(b))
            role = {"摄影": "摄影", "": base}.get(kind, kind + base)
            prefix = [*(prefix if prefix and not names and at and _only_marks(text, markers, index) else []), role]
        elif ahead or not open_names:
            close([])
            prefix = _roles(marker, [])
        else:
            close(_roles(marker, prefix))
            prefix = []
    close([])
    return credits, rest, marked


def _only_marks(text: str, markers: list[re.Match[str]], index: int) -> bool:
    """Whether this marker follows a marker of what was done (文/图 本报记者 甲), so that both hold for the names."""
    return (
        index > 0
        and not markers[index - 1]["before"]
        and not text[markers[index - 1].end() : markers[index].start()].strip(" \u3000/／：:")
    )


def _roles(marker: re.Match[str], prefix: list[str]) -> list[str]:
    if marker["both"]:
        return [*(prefix or ["作者"]), "摄影"]
    if marker["shot"]:
        return ["摄影"]
    if marker["wrote"] or marker["report"] or marker["other"] == "报道":
        return prefix or ["作者"]
    other = marker["other"]
    return {"绘": ["绘图"], "制图": ["绘图"], "执笔": ["作者"]}.get(other, [other])


def credits_of(byline: str) -> tuple[Credit, ...]:
    """The people that a by-line names and what they did, in printed order.

    Example:
        ``本报讯（记者 周洁 通讯员 何静）`` gives 周洁 as 记者 and 何静 as 通讯员; ``□本报记者 王 磊 文/摄`` gives
        王磊 as 记者 and as 摄影; ``本报记者 王芳 摄`` gives 王芳 as 摄影.
    """
    found: list[Credit] = []
    for line in byline.split("\n"):
        bracket = re.search(r"[（(【\[]([^（）()]*)[）)】\]]", line)
        head = re.match(r"[^（(]{0,40}?(?:讯(?!员)|电|消息)[】\]]?\s*[：:]?", line)
        inner = bracket[1] if head and bracket else line[head.end() :] if head else line
        if not _SOURCE.match(inner):
            found += [credit for credit in _parse(inner)[0] if credit not in found]
    return tuple(found)


def is_byline(text: str, *, bare: bool = False) -> bool:
    """Whether a whole text is a by-line: `本报记者 李明 摄影报道`, `（记者 甲）`, `文/图 甲`; with `bare` also `王 磊`."""
    if not 1 < len(text) <= _LONGEST or re.search(r"[。！？!?；;“”《》]", text):
        return False
    if _SOURCE.match(text):
        return True
    credits, rest, marked = _parse(text)
    return bool(credits) and not rest and (marked or bare)


def is_writer(text: str) -> bool:
    """Whether a line below a head is its writer's name: `林小河`, `本报评论员`."""
    return len(text) <= 12 and (text.endswith("评论员") or is_byline(text, bare=True))


def tail_start(text: str) -> int:
    """Where the by-line at the end of a paragraph begins, or its length: `…出席活动。本报记者 王芳 摄` -> at 本."""
    low = max(0, len(text) - _LONGEST)
    if not _TAIL_SIGN.search(text, max(low, len(text) - 40)):
        return len(text)
    for stop in _STOP.finditer(text, low):
        start = stop.end()
        rest = text[start:].strip()
        closed = text[:start].rstrip()[-1:] in ("。", "！", "？", "…", "”", "!", "?", "）", ")")
        if closed and rest and is_byline(rest, bare=rest[0] in "（(" and rest[-1] in "）)"):
            return start
    return len(text)
