"""The names in a sentence of a talk and what they name: people, places, organisations, days, quoted words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from qa.people import is_person
from qa.tags import tag, tagged

_NAMES = {"nr", "nrt", "nrfg", "ns", "nt", "nz"}
_PARTS = _NAMES | {"n", "j", "b", "vn", "eng", "s"}
_AREA = r"(?:自治区|自治州|开发区|新区|区|市|县|省|镇|乡|村|街道|社区|州)"
_BODY = r"(?:总工会|工会|公司|集团|科技|学院|大学|学校|技校|中学|小学|医院|银行|委员会|研究院|研究所|协会|联合会|中心|厂|局)"
_OFFICE = re.compile(
    r"[一-鿿]{0,3}(?:主席|书记|主任|经理|总监|董事长|秘书长|[区市县镇乡村校院局处科部厂店队组站社会馆行]长)"
)
_QUOTED = re.compile(r"[“「『《]([^”」』》]{1,30})[”」』》]")
_TIME = re.compile(
    r"(?:19|20)\d\d年?(?:\d{1,2}月(?:\d{1,2}[日号])?)?|\d{1,2}月(?:\d{1,2}[日号])?|[〇零一二三四五六七八九]{4}年|去年|今年|前年|明年|上个?月|本月|这个月"
    r"|昨天|今天|前天|春节|五一|国庆|元旦|中秋|端午|清明|[上下]半年|[一二三四]季度"
)


@dataclass(frozen=True, slots=True)
class Entity:
    """A name `text` at `start` of a sentence; `sort` is person, place, organisation, office, time or quoted."""

    text: str
    start: int
    sort: str

    @property
    def end(self) -> int:
        """Where the name ends."""
        return self.start + len(self.text)


def sort_of(name: str) -> str:
    """What a name by itself names, or "" where that cannot be told: 北岭区 place, 何云川 person, 远山集团 organisation."""
    if _QUOTED.fullmatch(name):
        return "quoted"
    if _TIME.fullmatch(name):
        return "time"
    if _OFFICE.fullmatch(name):
        return "office"
    if re.search(_BODY + "$", name):
        return "organisation"
    if re.search(_AREA + "$", name) and len(name) > 2:
        return "place"
    if is_person(name):
        return "person"
    return "place" if tag(name) == "ns" else ""


@lru_cache(maxsize=64)
def entities(text: str) -> tuple[Entity, ...]:
    """The names of a text in order; a place inside an organisation is named too.

    「林安去了南溪区总工会」 gives 林安 (person), 南溪区 (place), 南溪区总工会 (organisation).
    """
    found = [Entity(match.group(), match.start(), "quoted") for match in _QUOTED.finditer(text)]
    found += [Entity(match.group(), match.start(), "time") for match in _TIME.finditer(text)]
    words: list[tuple[str, str, int]] = []
    at = 0
    for word, flag in tagged(text):
        at = text.index(word, at)
        words.append((word, flag, at))
        at += len(word)
    first = 0
    for number, (word, flag, start) in enumerate(words):
        if flag not in _PARTS:
            first = number + 1
            continue
        after = words[number + 1] if number + 1 < len(words) else ("", "", 0)
        if re.fullmatch(_AREA, after[0]) and len(word) > 1:
            found.append(Entity(word + after[0], start, "place"))
        elif _OFFICE.fullmatch(word):
            found.append(Entity(word, start, "office"))
        elif is_person(word) and flag.startswith("nr"):
            found.append(Entity(word, start, "person"))
        elif flag == "ns" or (re.search(_AREA + "$", word) and len(word) > 2):
            found.append(Entity(word, start, "place"))
        if re.search(_BODY + "$", word) and after[1] not in ("nt", "nz") and not re.search(_BODY + "$", after[0]):
            begin = words[first][2]
            whole = text[begin : start + len(word)]
            if len(whole) > 2 and (first < number or flag in _NAMES):
                found.append(Entity(whole, begin, "organisation"))
                first = number + 1
    return tuple(sorted(dict.fromkeys(found), key=lambda entity: (entity.start, entity.end)))
