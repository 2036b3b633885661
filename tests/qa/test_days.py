"""Numbers in words, and months counted on and back."""

from datetime import date

from qa.days import month, months_before, number, year_number


def test_numbers_below_a_hundred() -> None:
    signs = "一二三四五六七八九"
    for count in range(1, 100):
        words = (signs[count // 10 - 1] if count >= 20 else "") + "十" * (count >= 10)
        words += signs[count % 10 - 1] if count % 10 else ""
        assert number(words) == number(str(count)) == count


def test_years_digit_by_digit() -> None:
    assert year_number("二〇二三") == year_number("2023") == 2023


def test_months_beyond_the_year() -> None:
    assert month(2023, 14) == (date(2024, 2, 1), date(2024, 2, 29))
    assert month(2023, 0) == (date(2022, 12, 1), date(2022, 12, 31))
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
