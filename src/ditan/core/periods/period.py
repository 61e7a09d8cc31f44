"""A reporting period as a value: its kind and its days. A period is never a date, not even where it is one day long."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass
from enum import StrEnum

Day = datetime.date

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""What a year of a record may be; anything else is a slip of the pen."""


class Kind(StrEnum):
    """The kinds of period, in the order in which periods of the same days are listed."""

    AS_OF = "as_of"
    END_OF = "end_of"
    MONTH = "month"
    QUARTER = "quarter"
    CUMULATIVE_MONTHS = "cumulative_months"
    CUMULATIVE_DAYS = "cumulative_days"
    YEAR = "year"
    MULTI_YEAR = "multi_year"


RANK = {kind: rank for rank, kind in enumerate(Kind)}

CHINESE = {
    Kind.AS_OF: "时点",
    Kind.END_OF: "期末",
    Kind.MONTH: "月",
    Kind.QUARTER: "季",
    Kind.CUMULATIVE_MONTHS: "累计（月）",
    Kind.CUMULATIVE_DAYS: "累计（至某日）",
    Kind.YEAR: "年",
    Kind.MULTI_YEAR: "多年累计",
}
"""What a screen calls each kind."""


class PeriodRefused(ValueError):
    """A period that is none; the message is Chinese and says what was found and what was expected."""


@dataclass(frozen=True, slots=True)
class Period:
    """A kind and the first and the last day, both inside. Only periods that the kind allows can be built.

    Build one with `year`, `quarter`, `month`, `cumulative_months`, `cumulative_days`, `multi_year`, `end_of` or `as_of`.

    Parameters
    ----------
    kind
        What sort of period it is. A month and 1—1月累计 have the same days and are two periods.
    start, end
        First and last day. Both are the same day for 期末 and 时点.

    Raises
    ------
    PeriodRefused
        Where the days are not those of a period of that kind.

    Examples
    --------
    >>> year(2025).start, year(2025).end
    (datetime.date(2025, 1, 1), datetime.date(2025, 12, 31))
    >>> quarter(2024, 3) in year(2024), month(2025, 1) < quarter(2025, 1)
    (True, True)
    """

    kind: Kind
    start: Day
    end: Day

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.start.year <= self.end.year <= LAST_YEAR:
            raise PeriodRefused(
                f"报告期 {self.start}—{self.end} 不成立：年份应在 {FIRST_YEAR}—{LAST_YEAR} 之间，且起不晚于止；请核对。"
            )
        if not _fits(self.kind, self.start, self.end):
            raise PeriodRefused(f"{self.start}—{self.end} 不是一个“{CHINESE[self.kind]}”报告期；请核对起止日期。")

    @property
    def sort_key(self) -> tuple[Day, Day, int]:
        """The order of periods: by last day, then by first day, then by kind."""
        return (self.end, self.start, RANK[self.kind])

    def __lt__(self, other: Period) -> bool:
        return self.sort_key < other.sort_key

    def __le__(self, other: Period) -> bool:
        return self.sort_key <= other.sort_key

    def __gt__(self, other: Period) -> bool:
        return self.sort_key > other.sort_key

    def __ge__(self, other: Period) -> bool:
        return self.sort_key >= other.sort_key

    def __contains__(self, other: Period) -> bool:
        """Whether every day of the other period lies in this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Period) -> bool:
        """Whether both have a day in common.

        Examples
        --------
        >>> quarter(2024, 1).overlaps(cumulative_months(2024, 2)), quarter(2024, 1).overlaps(month(2024, 4))
        (True, False)
        """
        return self.start <= other.end and other.start <= self.end

    @property
    def is_moment(self) -> bool:
        """Whether it is a moment (期末, 时点) at which a stock is counted, not a time over which a flow adds up."""
        return self.kind in (Kind.AS_OF, Kind.END_OF)

    @property
    def years(self) -> range:
        """The calendar years that it touches.

        Examples
        --------
        >>> list(multi_year(2016, 2018).years)
        [2016, 2017, 2018]
        """
        return range(self.start.year, self.end.year + 1)

    def __str__(self) -> str:
        from ditan.core.periods.codes import code_of  # codes builds periods, so it cannot be imported above

        return code_of(self)


def _fits(kind: Kind, start: Day, end: Day) -> bool:
    if kind is Kind.AS_OF:
        return start == end
    if kind is Kind.END_OF:
        return start == end == Day(end.year, 12, 31)
    if kind is Kind.MONTH:
        return start.day == 1 and end == last_day(start.year, start.month)
    if kind is Kind.QUARTER:
        return start.day == 1 and start.month % 3 == 1 and end == last_day(start.year, start.month + 2)
    if start != Day(start.year, 1, 1):
        return False
    if kind is Kind.CUMULATIVE_MONTHS:
        return start.year == end.year and end == last_day(end.year, end.month)
    if kind is Kind.CUMULATIVE_DAYS:
        return start.year == end.year
    if kind is Kind.YEAR:
        return end == Day(start.year, 12, 31)
    return start.year < end.year and end == Day(end.year, 12, 31)


def last_day(year: int, month: int) -> Day:
    """The last day of a month.

    Examples
    --------
    >>> last_day(2024, 2)
    datetime.date(2024, 2, 29)
    """
    return Day(year, month, calendar.monthrange(year, month)[1])


def year(of: int) -> Period:
    """A calendar year (年)."""
    return Period(Kind.YEAR, _day(of, 1, 1), _day(of, 12, 31))


def quarter(of: int, number: int) -> Period:
    """A quarter (季), 1 to 4.

    Examples
    --------
    >>> quarter(2025, 3).end
    datetime.date(2025, 9, 30)
    """
    if not 1 <= number <= 4:
        raise PeriodRefused(f"季度为 {number}，应为 1—4；请核对。")
    return Period(Kind.QUARTER, _day(of, 3 * number - 2, 1), last_day(of, 3 * number))


def month(of: int, number: int) -> Period:
    """A month (月), 1 to 12."""
    return Period(Kind.MONTH, _day(of, number, 1), last_day(of, number))


def cumulative_months(of: int, to_month: int) -> Period:
    """From January to a month of the same year (1—n月累计).

    Examples
    --------
    >>> cumulative_months(2026, 10).end
    datetime.date(2026, 10, 31)
    """
    return Period(Kind.CUMULATIVE_MONTHS, _day(of, 1, 1), _day(of, to_month, 1).replace(day=_length(of, to_month)))


def cumulative_days(to: Day) -> Period:
    """From 1 January to a day of the same year, as news prints it (截至6月25日)."""
    return Period(Kind.CUMULATIVE_DAYS, _day(to.year, 1, 1), to)


def multi_year(first: int, last: int) -> Period:
    """Several calendar years taken together (多年累计), the first and the last inside."""
    return Period(Kind.MULTI_YEAR, _day(first, 1, 1), _day(last, 12, 31))


def end_of(of: int) -> Period:
    """The end of a year (期末): 2020年末, 十三五末."""
    return Period(Kind.END_OF, _day(of, 12, 31), _day(of, 12, 31))


def as_of(day: Day) -> Period:
    """A single day at which something was counted (时点)."""
    return Period(Kind.AS_OF, day, day)


def _day(of: int, month_number: int, day: int) -> Day:
    if not FIRST_YEAR <= of <= LAST_YEAR:
        raise PeriodRefused(f"年份为 {of}，应在 {FIRST_YEAR}—{LAST_YEAR} 之间；请核对。")
    if not 1 <= month_number <= 12:
        raise PeriodRefused(f"月份为 {month_number}，应为 1—12；请核对。")
    return Day(of, month_number, day)


def _length(of: int, month_number: int) -> int:
    return calendar.monthrange(of, month_number)[1]
