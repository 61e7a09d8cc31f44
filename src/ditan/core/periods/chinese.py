"""How a period is called on a Chinese screen."""

from __future__ import annotations

from ditan.core.periods.period import Kind, Period

QUARTERS = "一二三四"


def chinese(period: Period) -> str:
    """The name of a period in Chinese.

    Examples
    --------
    >>> from ditan.core.periods.period import cumulative_months, end_of, multi_year, quarter
    >>> chinese(cumulative_months(2026, 10)), chinese(quarter(2026, 3)), chinese(end_of(2020))
    ('2026年1—10月', '2026年三季度', '2020年末')
    >>> chinese(multi_year(2016, 2020))
    '2016—2020年'
    """
    first, last = period.start, period.end
    match period.kind:
        case Kind.YEAR:
            return f"{last.year}年"
        case Kind.QUARTER:
            return f"{last.year}年{QUARTERS[last.month // 3 - 1]}季度"
        case Kind.MONTH:
            return f"{last.year}年{last.month}月"
        case Kind.CUMULATIVE_MONTHS:
            return f"{last.year}年1—{last.month}月"
        case Kind.CUMULATIVE_DAYS:
            return f"{last.year}年1月1日—{last.month}月{last.day}日"
        case Kind.MULTI_YEAR:
            return f"{first.year}—{last.year}年"
        case Kind.END_OF:
            return f"{last.year}年末"
        case Kind.AS_OF:
            return f"{last.year}年{last.month}月{last.day}日"
