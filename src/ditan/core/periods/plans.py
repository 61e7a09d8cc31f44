"""Five-year plan periods (五年规划): 十四五 is 2021 to 2025."""

from __future__ import annotations

from ditan.core.periods.period import LAST_YEAR, Period, PeriodRefused, multi_year

SIXTH_PLAN_FROM = 1981
"""Since the sixth plan each took five calendar years on end."""

_DIGITS = "零一二三四五六七八九"


def plan_number(name: str) -> int | None:
    """The number in a Chinese name without 五: 十四 is 14; None where it is none from 六 to 五十九.

    Examples
    --------
    >>> plan_number("十四"), plan_number("九"), plan_number("二十"), plan_number("百")
    (14, 9, 20, None)
    """
    if len(name) == 1 and name in _DIGITS[6:]:
        return _DIGITS.index(name)
    tens, ten, ones = name.partition("十")
    if not ten or (tens and tens not in _DIGITS[2:6]) or (ones and ones not in _DIGITS[1:]):
        return None
    return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)


def five_year_plan(number: int) -> Period:
    """The years of the n-th five-year plan, from the sixth on.

    Examples
    --------
    >>> str(five_year_plan(14)), str(five_year_plan(15))
    ('2021-2025', '2026-2030')
    """
    first = SIXTH_PLAN_FROM + 5 * (number - 6)
    if number < 6 or first + 4 > LAST_YEAR:
        raise PeriodRefused(f"第 {number} 个五年规划不在可用范围内，应从第 6 个起；请核对。")
    return multi_year(first, first + 4)


def five_year_plan_of(year: int) -> Period:
    """The five-year plan in whose years a year lies.

    Examples
    --------
    >>> str(five_year_plan_of(2025)), str(five_year_plan_of(2026))
    ('2021-2025', '2026-2030')
    """
    return five_year_plan(6 + (year - SIXTH_PLAN_FROM) // 5)


def plan_name(period: Period) -> str | None:
    """The name of a five-year plan period (十四五); None where the years are not those of one plan.

    Examples
    --------
    >>> plan_name(multi_year(2021, 2025)), plan_name(multi_year(2026, 2030)), plan_name(multi_year(2020, 2025))
    ('十四五', '十五五', None)
    """
    first = period.start.year
    if first < SIXTH_PLAN_FROM or five_year_plan_of(first) != period:
        return None
    tens, ones = divmod(6 + (first - SIXTH_PLAN_FROM) // 5, 10)
    ten = f"{_DIGITS[tens] if tens > 1 else ''}十" if tens else ""
    return f"{ten}{_DIGITS[ones] if ones else ''}五"
