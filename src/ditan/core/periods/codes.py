"""The canonical code of a period, as it is stored and exchanged, and back.

| kind | code |
| --- | --- |
| 年 | `2025` |
| 季 | `2025Q3` |
| 月 | `2025M10` |
| 1—n月累计 | `2025M01-10` |
| 累计至某日 | `2024-01-01..2024-06-25` |
| 多年累计 | `2016-2020` |
| 期末 | `2020E` |
| 时点 | `2025-06-30` |
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ditan.core.periods.period import (
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

EXAMPLES = "2025、2025Q3、2025M10、2025M01-10、2024-01-01..2024-06-25、2016-2020、2020E、2025-06-30"

_DAY = r"(\d{4})-(\d{2})-(\d{2})"
_FORMS: tuple[tuple[re.Pattern[str], Callable[..., Period]], ...] = (
    (re.compile(r"(\d{4})", re.ASCII), year),
    (re.compile(r"(\d{4})Q(\d)", re.ASCII), quarter),
    (re.compile(r"(\d{4})M(\d{2})", re.ASCII), month),
    (re.compile(r"(\d{4})M01-(\d{2})", re.ASCII), cumulative_months),
    (re.compile(r"(\d{4})-(\d{4})", re.ASCII), multi_year),
    (re.compile(r"(\d{4})E", re.ASCII), end_of),
    (re.compile(_DAY, re.ASCII), lambda *day: as_of(Day(*day))),
    (re.compile(rf"(\d{{4}})-01-01\.\.{_DAY}", re.ASCII), lambda of, *day: _to_day(of, Day(*day))),
)


def code_of(period: Period) -> str:
    """The code of a period.

    Examples
    --------
    >>> code_of(cumulative_months(2025, 10)), code_of(end_of(2020)), code_of(quarter(2025, 3))
    ('2025M01-10', '2020E', '2025Q3')
    """
    first, last = period.start, period.end
    match period.kind:
        case Kind.YEAR:
            return f"{last:%Y}"
        case Kind.QUARTER:
            return f"{last:%Y}Q{last.month // 3}"
        case Kind.MONTH:
            return f"{last:%Y}M{last:%m}"
        case Kind.CUMULATIVE_MONTHS:
            return f"{last:%Y}M01-{last:%m}"
        case Kind.CUMULATIVE_DAYS:
            return f"{first}..{last}"
        case Kind.MULTI_YEAR:
            return f"{first:%Y}-{last:%Y}"
        case Kind.END_OF:
            return f"{last:%Y}E"
        case Kind.AS_OF:
            return f"{last}"


def parse_code(code: str) -> Period:
    """The period of a code; exactly inverse to `code_of`.

    Raises
    ------
    PeriodRefused
        Where the text is no code, or names a period that does not exist.

    Examples
    --------
    >>> parse_code("2016-2020") == multi_year(2016, 2020)
    True
    >>> parse_code("2025M13")
    Traceback (most recent call last):
        ...
    ditan.core.periods.period.PeriodRefused: 月份为 13，应为 1—12；请核对。
    """
    for form, build in _FORMS:
        found = form.fullmatch(code)
        if found is not None:
            try:
                return build(*(int(group) for group in found.groups()))
            except PeriodRefused:
                raise
            except ValueError:
                raise PeriodRefused(f"报告期代码“{code}”中的日期不存在；请核对。") from None
    raise PeriodRefused(f"“{code}”不是报告期代码，应形如 {EXAMPLES}；请更正。")


def _to_day(of: int, day: Day) -> Period:
    if day.year != of:
        raise PeriodRefused(f"累计至某日的报告期应起止同年，找到 {of} 年和 {day}；请核对。")
    return cumulative_days(day)
