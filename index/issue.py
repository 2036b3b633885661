"""What issue and page a file name or a mast line speaks of: dates, page numbers, and nothing that is not written there."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0, "Ｏ": 0}
_NUMERAL = "[〇○零Ｏ一二三四五六七八九十]"
_YEARS = range(1815, 2200)

_DATE = re.compile(
    r"(?<!\d)(?P<year>\d{4})(?:年|[-_./])(?P<month>\d{1,2})(?:月|[-_./])(?P<day>\d{1,2})(?:日|(?!\d))"
    r"|(?<!\d)(?P<solid>\d{8})(?!\d)"
    rf"|(?P<years>{_NUMERAL}{{4}})年(?P<months>{_NUMERAL}{{1,3}})月(?P<days>{_NUMERAL}{{1,3}})日"
)
_AFTER_DATE = re.compile(r"[-_ ,，]*第?\s*(?P<part>[A-Za-z])?(?P<number>\d{1,3})\s*版?(?![0-9A-Za-z])")
_PAGE = re.compile(
    rf"第\s*(?P<part>[A-Za-z])?\s*(?P<number>\d{{1,3}}|{_NUMERAL}{{1,3}})\s*版"
    r"|(?<![0-9A-Za-z共])(?<!今日)(?<!今日 )(?<!共 )(?P<part2>[A-Za-z])?(?P<number2>\d{1,3})\s*版(?!权)"
    r"|版次?\s*[:：]\s*(?P<part3>[A-Za-z])?(?P<number3>\d{1,3})(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue's date, the page's number and its part (`A` of `A03`), each None where it is not written."""

    date: date | None = None
    number: int | None = None
    edition: str | None = None


def numeral(text: str) -> int | None:
    """The number that digits or Chinese numerals write, or None: `十二` -> 12, `二〇二四` -> 2024, `03` -> 3.

    Args:
        text: Digits of any width, or Chinese numerals with or without 十.
    """
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.partition("十")
    places = [*tens, *ones]
    if not text or any(place not in _DIGITS for place in places):
        return None
    if ten:
        if len(tens) > 1 or len(ones) > 1:
            return None
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
    return int("".join(str(_DIGITS[place]) for place in places))


def day(year: str, month: str, number: str) -> date | None:
    """The date that three numbers write, or None where there is no such day: `2023`, `2`, `30` -> None."""
    values = [numeral(part) for part in (year, month, number)]
    if None in values or values[0] not in _YEARS:
        return None
    try:
        return date(*(value or 0 for value in values))
    except ValueError:
        return None


def _date(match: re.Match[str]) -> date | None:
    if solid := match["solid"]:
        return day(solid[:4], solid[4:6], solid[6:])
    if match["years"]:
        return day(match["years"], match["months"], match["days"])
    return day(match["year"], match["month"], match["day"])


def _page(part: str | None, number: str | None) -> tuple[int | None, str | None]:
    value = numeral(number) if number else None
    return (value, part.upper() if part else None) if value else (None, None)


def issue_of_mast(line: str) -> Issue:
    """The issue that a mast line prints: `2024年5月6日 星期一 第3版` -> 2024-05-06, page 3.

    Args:
        line: A line that is known to be a mast line; half or full width.
    """
    line = unicodedata.normalize("NFKC", line)
    dates = _DATE.search(line)
    pages = _PAGE.search(line)
    number, edition = None, None
    if pages:
        number, edition = _page(
            pages["part"] or pages["part2"] or pages["part3"], pages["number"] or pages["number2"] or pages["number3"]
        )
    else:
        bare = re.search(r"^\s*([A-Za-z])?(\d{1,2})(?=\s|$)|(?<=\s)([A-Za-z])?(\d{1,2})\s*$", line)
        if bare:
            number, edition = _page(bare[1] or bare[3], bare[2] or bare[4])
    return Issue(_date(dates) if dates else None, number, edition)


def issue_of_name(stem: str) -> Issue:
    """The issue that a file name gives: `2024-05-06_03` -> 2024-05-06, page 3; `20240506-A03` -> page 3 of part A.

    A number counts as the page's only where it follows the date or is written as one (`第3版`, `A03版`).

    Args:
        stem: The file's name without its suffix.
    """
    stem = unicodedata.normalize("NFKC", stem)
    dates = _DATE.search(stem)
    pages = _PAGE.search(stem)
    number, edition = None, None
    if pages:
        number, edition = _page(
            pages["part"] or pages["part2"] or pages["part3"], pages["number"] or pages["number2"] or pages["number3"]
        )
    elif dates and _date(dates) and (after := _AFTER_DATE.match(stem, dates.end())):
        number, edition = _page(after["part"], after["number"])
    return Issue(_date(dates) if dates else None, number, edition)
