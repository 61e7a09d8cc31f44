"""From one period to another: the one before, the same one last year, those of a year."""

from __future__ import annotations

from ditan.core.periods.period import (
    FIRST_YEAR,
    LAST_YEAR,
    Day,
    Kind,
    Period,
    PeriodRefused,
    as_of,
    cumulative_days,
    cumulative_months,
    end_of,
    month,
    multi_year,
    quarter,
    year,
)

FREQUENCIES = (Kind.YEAR, Kind.QUARTER, Kind.MONTH, Kind.CUMULATIVE_MONTHS, Kind.END_OF)
"""Kinds in which figures come regularly."""


def previous(period: Period) -> Period | None:
    """The period of the same kind just before; None where a kind has none (时点, 累计至某日) or time ends.

    1—n月累计 goes back to 1—(n-1)月累计 of the same year, and 1—1月 to the whole of the year before. 多年累计 goes back by
    its own length.

    Examples
    --------
    >>> str(previous(quarter(2025, 1))), str(previous(multi_year(2021, 2025))), str(previous(cumulative_months(2025, 1)))
    ('2024Q4', '2016-2020', '2024M01-12')
    """
    at, number = period.end.year, period.end.month
    try:
        match period.kind:
            case Kind.YEAR:
                return year(at - 1)
            case Kind.END_OF:
                return end_of(at - 1)
            case Kind.QUARTER:
                return quarter(at, number // 3 - 1) if number > 3 else quarter(at - 1, 4)
            case Kind.MONTH:
                return month(at, number - 1) if number > 1 else month(at - 1, 12)
            case Kind.CUMULATIVE_MONTHS:
                return cumulative_months(at, number - 1) if number > 1 else cumulative_months(at - 1, 12)
            case Kind.MULTI_YEAR:
                return multi_year(2 * period.start.year - at - 1, period.start.year - 1)
            case _:
                return None
    except PeriodRefused:
        return None


def following(period: Period) -> Period | None:
    """The period of the same kind just behind, of which this is the `previous`; None where a kind has none or time ends.

    Examples
    --------
    >>> str(following(quarter(2025, 4))), str(following(cumulative_months(2025, 12))), str(following(multi_year(2016, 2020)))
    ('2026Q1', '2026M01-01', '2021-2025')
    """
    at, number = period.end.year, period.end.month
    try:
        match period.kind:
            case Kind.YEAR:
                return year(at + 1)
            case Kind.END_OF:
                return end_of(at + 1)
            case Kind.QUARTER:
                return quarter(at, number // 3 + 1) if number < 12 else quarter(at + 1, 1)
            case Kind.MONTH:
                return month(at, number + 1) if number < 12 else month(at + 1, 1)
            case Kind.CUMULATIVE_MONTHS:
                return cumulative_months(at, number + 1) if number < 12 else cumulative_months(at + 1, 1)
            case Kind.MULTI_YEAR:
                return multi_year(at + 1, 2 * at - period.start.year + 1)
            case _:
                return None
    except PeriodRefused:
        return None


def same_period_last_year(period: Period) -> Period | None:
    """The same period one year earlier (上年同期); None for 多年累计, which has none.

    29 February goes back to 28 February.

    Examples
    --------
    >>> str(same_period_last_year(cumulative_months(2026, 10))), str(same_period_last_year(as_of(Day(2024, 2, 29))))
    ('2025M01-10', '2023-02-28')
    >>> same_period_last_year(multi_year(2016, 2020)) is None
    True
    """
    at, number = period.end.year - 1, period.end.month
    if period.kind is Kind.MULTI_YEAR or at < FIRST_YEAR:
        return None
    match period.kind:
        case Kind.YEAR:
            return year(at)
        case Kind.END_OF:
            return end_of(at)
        case Kind.QUARTER:
            return quarter(at, number // 3)
        case Kind.MONTH:
            return month(at, number)
        case Kind.CUMULATIVE_MONTHS:
            return cumulative_months(at, number)
        case _:
            day = Day(at, 2, 28) if (number, period.end.day) == (2, 29) else period.end.replace(year=at)
            return cumulative_days(day) if period.kind is Kind.CUMULATIVE_DAYS else as_of(day)


def periods_of_year(frequency: Kind, of: int) -> tuple[Period, ...]:
    """All periods of a frequency that end in a year, in order.

    Raises
    ------
    PeriodRefused
        For a kind in which figures do not come regularly.

    Examples
    --------
    >>> [str(each) for each in periods_of_year(Kind.QUARTER, 2025)]
    ['2025Q1', '2025Q2', '2025Q3', '2025Q4']
    """
    match frequency:
        case Kind.YEAR:
            return (year(of),)
        case Kind.END_OF:
            return (end_of(of),)
        case Kind.QUARTER:
            return tuple(quarter(of, number) for number in range(1, 5))
        case Kind.MONTH:
            return tuple(month(of, number) for number in range(1, 13))
        case Kind.CUMULATIVE_MONTHS:
            return tuple(cumulative_months(of, number) for number in range(1, 13))
        case _:
            raise PeriodRefused("只有按年、季、月、1—n月累计和年末的数据有固定频率；请改选频率。")


def periods_between(frequency: Kind, first: int, last: int) -> tuple[Period, ...]:
    """All periods of a frequency in the years from `first` to `last`, both inside.

    Examples
    --------
    >>> len(periods_between(Kind.MONTH, 2021, 2025))
    60
    """
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        raise PeriodRefused(f"年份 {first}—{last} 不成立：应在 {FIRST_YEAR}—{LAST_YEAR} 之间，且起不晚于止；请核对。")
    return tuple(period for at in range(first, last + 1) for period in periods_of_year(frequency, at))
