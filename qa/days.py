"""What the rooms of times share: the record of a time found in a text, numbers in words, months counted on and back."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from qa.festivals import Span

DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"两": 2, "元": 1}
"""What a sign of a year, a count or 元月 stands for."""

NUMBER = r"(?:[0-9]{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
"""A number below a hundred, as a pattern."""

TO = r"(?:至|到|[-–—－―~～]{1,2})"
"""From one time to another, as a pattern."""

AND = rf"(?:{TO}|、|(?<=[0-9])[和与及])"
"""Between numbers whose sign comes once, behind the last, as a pattern: 「2022、2023年」."""

DAY_SIGN = r"(?:日|号(?![线楼院门厅馆车井]))"
"""What makes a number a day, as a pattern."""

END = r"(?=[，,。？?、！!；;：:的有 ]|$)"
"""What stands behind words that are times only where nothing is added to them, as a pattern."""

OPEN = r"(?:^|(?<=[，,。？?、；;：: “\"（(年月在到从自至于和与及是的]))"
"""What stands before such words, as a pattern."""

BACK = {"上上": 2, "上": 1, "上一": 1}
"""How many weeks, months or quarters ago."""


class Time(NamedTuple):
    """Words at text[start:end], the days that they mean, and whether they are relative to the day of asking.

    `year` is the one that a time behind it may leave out, 2023 for 2023年3月; `festive` says that it is a festival.
    """

    start: int
    end: int
    days: Span
    relative: bool = True
    year: int | None = None
    festive: bool = False


def number(sign: str) -> int:
    """A number below a hundred, in words or in digits: 二十五 gives 25."""
    if sign.isdecimal():
        return int(sign)
    tens, ten, ones = sign.rpartition("十")
    return (DIGITS[tens] if tens else 1) * 10 * bool(ten) + (DIGITS[ones] if ones else 0)


def year_number(sign: str) -> int:
    """A year whose digits are named one by one, or in digits: 二〇二三 gives 2023."""
    return int("".join(str(DIGITS.get(one, one)) for one in sign))


def month(year: int, count: int) -> Span:
    """A month's first and last day; the months before January and after December are those of the next years.

    Raises:
        ValueError: there is no such year.
    """
    year, count = year + (count - 1) // 12, (count - 1) % 12 + 1
    return date(year, count, 1), date(year, count, monthrange(year, count)[1])


def months_before(day: date, count: int) -> date:
    """The same day so many months before, or the last of a shorter month: one before 31 March is 28 February."""
    first, last = month(day.year, day.month - count)
    return first.replace(day=min(day.day, last.day))
