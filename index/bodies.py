"""Short forms of bodies and companies that an article prints beside their full names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.nominals import CONTENT, HAN, NOT_IN_NAMES, Word, common, tagged

_PLACE = ("ns", "nr", "nrt", "nrfg")
_LEVEL = "市区县省州"
_ENDS = {
    "委员会": ("委",),
    "总工会": ("总",),
    "联合会": ("联",),
    "局": ("局",),
    "开发区": ("开区", "区"),
    "检察院": ("院",),
    "研究院": ("院",),
    "研究所": ("所",),
    "医院": ("院",),
    "大学": ("大",),
    "协会": ("协",),
    "集团": ("集团",),
}
"""How a body's last word is shortened; bodies are found by these words."""
_BODY_SIGNS = frozenset(end[-1] for end in _ENDS)
_SHORT_SIGNS = frozenset(end[-1] for ends in _ENDS.values() for end in ends)
_NO_OFFICE = re.compile("(?:格|开|布|结|大|全|定|僵|困|时|战|变|危|败|残|棋|牌|饭|骗|当|破|入|出|政|乱|终|和|新)局$")
_MEANS_OTHERS = frozenset(("人大", "中大", "国大", "党委", "市委", "区委", "县委", "省委"))
_LEGAL = re.compile("(?:有限责任公司|股份有限公司|有限公司)$")
_TRADE = re.compile(
    "(?:集团|控股|股份|科技|技术|信息|实业|贸易|商贸|建设|工程|文化|传媒|生物|电子|医药|药业|食品|物流|汽车|能源|环保|发展|投资|管理"
    "|咨询|餐饮|智能|软件|教育|建筑|装饰|物业|服务|制药|机械|重工|材料|通信|网络|农业|旅游|置业|地产|开发|制造|设备)$"
)


def bodies(words: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """Bodies whose short form the article prints as well: 市总 beside 市总工会, 人社局 beside its full name."""
    longs: dict[str, tuple[str, ...]] = {}
    for at, (word, _) in enumerate(words):
        if word[-1] in _BODY_SIGNS and not _NO_OFFICE.search(word):
            end = next((end for end in _ENDS if word.endswith(end)), "")
            if end and (parts := _own_name(words[max(0, at - 9) : at], word, end)):
                bare = parts[1:] if parts[0] in _LEVEL and len(parts) > 2 else parts
                longs |= {"".join(parts): parts, "".join(bare): bare}
    for short in _endings(words) if longs else ():
        for long, parts in longs.items():
            if (
                short[0] == parts[0][0]
                and len(long) >= len(short) + 2
                and short not in long
                and _shortens(short, parts)
            ):
                yield short, long


def _own_name(before: Sequence[Word], last: str, end: str) -> tuple[str, ...]:
    """The words of a body's own name, the last one its kind; its place and what stands before is left out."""
    parts = [last.removesuffix(end)] if last != end else []
    for word, tag in reversed(before):
        joins = word in ("和", "与") and parts
        if not joins and (not CONTENT.match(tag) or not re.match(HAN, word) or word in NOT_IN_NAMES):
            break
        if tag in _PLACE:
            if word[-1] in _LEVEL:
                parts.insert(0, word[-1])
            break
        parts.insert(0, word)
        if word in _LEVEL:
            break
    while parts and parts[0] in ("和", "与"):
        del parts[0]
    # Four characters are two words as a rule: 城乡建设 gives 建 as well, 住建委.
    halves = (half for part in parts for half in ((part[:2], part[2:]) if len(part) == 4 else (part,)))
    return (*halves, end) if parts else ()


def _endings(words: Sequence[Word]) -> set[str]:
    """Every run of words, 2 to 5 characters, that ends as short forms of bodies do."""
    found = set()
    for at, (word, _) in enumerate(words):
        if word[-1] not in _SHORT_SIGNS or _NO_OFFICE.search(word):
            continue
        run = ""
        for before, _ in reversed(words[max(0, at - 4) : at + 1]):
            run = before + run
            if len(run) > 5 or not re.match(HAN, before):
                break
            if len(run) > 1 and run not in _MEANS_OTHERS and not _NO_OFFICE.search(run) and not common(run):
                found.add(run)
    return found


def _shortens(short: str, parts: Sequence[str]) -> bool:
    """Whether the short form is made of the beginnings of the parts, in order, the first and the last among them."""
    kind = parts[-1]
    end = next((end for end in _ENDS[kind] if short.endswith(end)), "")
    stem = short.removesuffix(end)
    if not end or not stem or (kind != end and short.endswith(kind)):
        return False
    # 国家局, 中联: one whole word, or one sign, and a kind that many share.
    if (len(stem) > 1 and stem in parts) or (len(stem) == 1 and end in ("联", "局", "院", "所")):
        return False
    at = 0
    for part in parts[:-1]:
        for sign in part if stem[at : at + len(part)] == part else part[:1]:
            at += at < len(stem) and sign == stem[at]
    return at == len(stem)


def companies(text: str, words: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """A company's short names that the article prints apart from its full one: 远山科技, 远山 for 远山科技有限公司."""
    if "有限" not in text:
        return
    for full, name in dict.fromkeys(_registered(words)):
        apart = text.replace(full, " ")
        for short in _trade_names(name):
            # 广播电视, 中国航天: common words that other companies bear too.
            if all(common(word) or word == "中国" for word in re.findall("中国|..", short)) or all(
                common(word) or word == "中国" for word, _ in tagged(short)
            ):
                break
            called = any(form in apart for form in (f"{short}公司", f"{short}集团", f"“{short}”"))
            if called or (len(short) > 2 and short in apart and not common(short)):
                yield short, full
            apart = apart.replace(short, " ") if len(short) > 4 else apart


def _registered(words: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """Companies' full names, and these without the place before and the legal form behind."""
    for at, (word, _) in enumerate(words):
        if word not in ("公司", "有限公司", "有限责任公司"):
            continue
        name: list[Word] = []
        for part, tag in reversed(words[max(0, at - 10) : at]):
            if part in NOT_IN_NAMES or not (CONTENT.match(tag) and re.match(f"{HAN}|[A-Za-z]", part)):
                break
            if name and name[0][1] == "ns" and tag != "ns":
                break
            name.insert(0, (part, tag))
        full = "".join(part for part, _ in name) + word
        # A place before a trade alone is the company's own name: 远山科技有限公司, not 林安市青木科技有限公司.
        while len(name) > 1 and name[0][1] == "ns" and not _is_trade("".join(part for part, _ in name[1:])):
            del name[0]
        stem = _LEGAL.sub("", "".join(part for part, _ in name) + word)
        if _LEGAL.search(full) and len(stem) >= 2:
            yield full, stem


def _is_trade(name: str) -> bool:
    while name and (shorter := _TRADE.sub("", name)) != name:
        name = shorter
    return not name


def _trade_names(stem: str) -> Iterator[str]:
    """A company's name and what is left of it as its trades are taken away one by one: 远山科技, 远山."""
    while len(stem) >= 2:
        yield stem
        shorter = _TRADE.sub("", stem)
        if shorter == stem:
            return
        stem = shorter
