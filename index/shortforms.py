"""The short forms that one article teaches: candidates by rule, which `index.names` counts over the articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.bodies import bodies, companies
from index.nominals import CONTENT, HAN, NOT_IN_NAMES, Word, common, tagged
from index.records import Article

GLOSSED, FORMED, OFFICE, COMPANY = "释义", "缩写", "机关", "公司"
"""What a pair was learnt from: `（以下简称“经开区”）`; “产改” beside the words it stands for; the office of the one place
an article is about; a company's full name."""

_OPEN, _CLOSE = "“《「『‘", "”》」』’"
_MARKS = f'[{_OPEN}"]?'
_GLOSS = re.compile(
    r"[，,]?(?P<bracket>[（(])?(?:(?:以下|下文|后文)(?:均|统一|统|都)?简?称|简称|(?P<also>又称|又名|也称|亦称|俗称|别称))(?:为|作)?[：:]?"
    rf"(?P<open>[{_OPEN}\"])?(?P<short>[\u3400-\u4dbf\u4e00-\u9fffA-Za-z0-9·+-]{{2,12}}?)(?P<close>[{_CLOSE}\"])?(?:(?P<end>[）)])|(?=[，。；、]))"
)
_WHOLE = re.compile(rf"[（(]全称(?:为|是)?[：:]?{_MARKS}(?P<long>[\u4e00-\u9fffA-Za-z0-9·]{{4,30}})[{_CLOSE}\"]?[）)]")
_BEFORE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fffA-Za-z0-9·—（）()-]{0,40}$")
_QUOTED = re.compile(rf"“({HAN}{{2,5}})”")
_NUMERAL = re.compile("[〇零一二三四五六七八九十百千万两双几多]")
_LEVEL = "市区县省州"
_OFFICE = re.compile(
    rf"(?:({HAN}{{2,3}})(?=[{_LEVEL}]))?(?<![全该本各两我])([{_LEVEL}](?:总工会|人大常委会|政协|妇联|残联|科协|红十字会))"
)


def pairs(article: Article) -> Iterator[tuple[str, str, str]]:
    """Each candidate that the article gives, once: short form, long form, what it was learnt from.

    「远山市经济技术开发区（以下简称“经开区”）」 gives ("经开区", "远山市经济技术开发区", "释义").
    """
    text = "\n".join((article.kicker, article.headline, article.subtitle, article.body))
    text = text.encode("utf-8", "replace").decode()  # rjieba takes no lone surrogates
    words = tagged(text)
    found = [*_glossed(text), *_quoted(text, words), *_offices(text)]
    found += ((short, long, FORMED) for short, long in bodies(words))
    found += ((short, long, COMPANY) for short, long in companies(text, words))
    yield from dict.fromkeys(found)


def _glossed(text: str) -> Iterator[tuple[str, str, str]]:
    """What the text itself says is short for what, or another name for it."""
    if "称" not in text and "又名" not in text:
        return
    for match in _GLOSS.finditer(text):
        # Outside brackets only quotation marks tell where the short form ends: 「又称赞」, 「总统称」.
        if not (match["bracket"] and match["end"]) and not (match["open"] and match["close"]):
            continue
        short, long = match["short"], _name_before(text, match.start(), match["short"])
        # Another name shares no characters that could show it, so the thing must be named elsewhere, too.
        right = _another(short, long) and text.count(long) > 1 if match["also"] else _abridged(short, long)
        if right:
            yield short, long, GLOSSED
    for match in _WHOLE.finditer(text):
        short = _name_before(text, match.start(), match["long"])
        if len(short) > 1 and _abridged(short, match["long"]):
            yield short, match["long"], GLOSSED


def _name_before(text: str, end: int, other: str) -> str:
    """The name that ends at `end`: what stands in quotation marks there, else the words back to the first that no
    name holds."""
    if end and text[end - 1] in _CLOSE:
        start = max(text.rfind(mark, max(0, end - 60), end - 1) for mark in _OPEN)
        return text[start + 1 : end - 1] if start >= 0 else ""
    before = _BEFORE.search(text[max(0, end - 40) : end])
    taken: list[str] = []
    for word, tag in reversed(tagged(before[0]) if before else []):
        joins = taken and word in ("和", "与") and not _in_order(other, "".join(taken))
        if not joins and (word in NOT_IN_NAMES or not CONTENT.match(tag)):
            break
        taken.insert(0, word)
    return "".join(taken).strip("（）()·—-")


def _abridged(short: str, long: str) -> bool:
    """Whether a short form holds characters of the long one in order and is good beyond its article, as common words
    of the long one are not: 《办法》, “协调小组”."""
    if not len(short) + 2 <= len(long) <= 40 or not _in_order(short, long):
        return False
    words = [word for word, _ in tagged(short)]
    part = all(word in long and (common(word) or len(word) == 1) for word in words)
    return not (part and (short in long or all(len(word) > 1 for word in words)))


def _another(short: str, long: str) -> bool:
    return 2 <= len(long) <= 20 and short not in long and long not in short and not common(short)


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return all(sign in rest for sign in short)


def _quoted(text: str, words: Sequence[Word]) -> Iterator[tuple[str, str, str]]:
    """A short form in quotation marks whose words the article prints in full, twice or more."""
    for short in dict.fromkeys(_QUOTED.findall(text)):
        if _NUMERAL.search(short) or common(short):
            continue
        for at, (word, _) in enumerate(words):
            if word[0] == short[0] and (long := _written_out(short, words[at : at + 8])) and text.count(long) > 1:
                yield short, long, FORMED


def _written_out(short: str, words: Sequence[Word]) -> str:
    """The words that `short` abbreviates, its first and last character beginning the first and last of them, "" where
    it does not: 职改 for 职业, 技能, 评价, 改革, 工作 gives 职业技能评价改革."""
    taken, at = "", 0
    for word, tag in words:
        if not CONTENT.match(tag) or not re.match(HAN, word):
            return ""
        taken += word
        at += word[0] == short[at]
        if at == len(short):
            return taken if len(taken) >= 2 * len(short) and len(word) > 1 and short not in taken else ""
    return ""


def _offices(text: str) -> Iterator[tuple[str, str, str]]:
    """The office of the one place whose bare name the article prints as well, 市总工会 beside 远山市总工会; and 市总."""
    places: dict[str, set[str]] = {}
    for place, office in _OFFICE.findall(text):
        places.setdefault(office, set()).add(place)
    for office, found in places.items():
        if office.endswith("总工会"):  # what unions call each other, printed or not
            yield office[0] + "总", office, OFFICE
        named = sorted(found - {""})
        if "" in found and len(named) == 1 and all(tag == "ns" for _, tag in tagged(named[0])):
            yield office, named[0] + office, OFFICE
