"""Counting working days on the published arrangement of holidays. Outside of the published years nothing is guessed."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass

Day = datetime.date


class YearUnknown(ValueError):
    """An answer would need the holidays of a year that are not published.

    Attributes
    ----------
    year
        The first such year that the question came across.
    """

    def __init__(self, year: int) -> None:
        super().__init__(f"{year} 年的节假日安排尚未公布")
        self.year = year


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The working days of some whole years.

    Parameters
    ----------
    first, last
        The first and the last year whose holidays are published.
    days
        All working days of these years, ascending; make-up days on weekends are among them.

    Examples
    --------
    >>> weekdays = WorkingDays.of(2026, 2026, lambda day: day.weekday() < 5)
    >>> weekdays.shift(datetime.date(2026, 11, 27), 1)
    datetime.date(2026, 11, 30)
    >>> weekdays.between(datetime.date(2026, 11, 27), datetime.date(2026, 12, 1))
    2
    """

    first: int
    last: int
    days: tuple[Day, ...]

    @classmethod
    def of(cls, first: int, last: int, is_working: Callable[[Day], bool]) -> WorkingDays:
        """The working days of these years, each day asked once."""
        start, end = Day(first, 1, 1).toordinal(), Day(last, 12, 31).toordinal()
        days = (Day.fromordinal(number) for number in range(start, end + 1))
        return cls(first, last, tuple(day for day in days if is_working(day)))

    def knows(self, day: Day) -> bool:
        """Whether the holidays of that day's year are published."""
        return self.first <= day.year <= self.last

    def shift(self, day: Day, days: int) -> Day:
        """The day so many working days after a day, before it where negative; the day itself for 0.

        The day itself need be no working day: the first working day after it is one day after it.

        Raises
        ------
        YearUnknown
            Where the way leads out of the published years.
        """
        if days == 0:
            return day
        self._require(day)
        if days > 0:
            at = bisect_right(self.days, day) + days - 1
            if at >= len(self.days):
                raise YearUnknown(self.last + 1)
        else:
            at = bisect_left(self.days, day) + days
            if at < 0:
                raise YearUnknown(self.first - 1)
        return self.days[at]

    def between(self, after: Day, until: Day) -> int:
        """Working days after one day, up to and with another; 0 where the other is not later.

        Raises
        ------
        YearUnknown
            Where one of the days lies outside of the published years.
        """
        if until <= after:
            return 0
        self._require(after)
        self._require(until)
        return bisect_right(self.days, until) - bisect_right(self.days, after)

    def late(self, due: Day, today: Day) -> int | None:
        """Working days that today lies behind a deadline: 0 on it and before it, at least 1 behind it; None where the
        holidays of a year between are not published."""
        if today <= due:
            return 0
        try:
            return max(1, self.between(due, today))
        except YearUnknown:
            return None

    def _require(self, day: Day) -> None:
        if not self.knows(day):
            raise YearUnknown(day.year)
