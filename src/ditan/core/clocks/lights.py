"""The light of a deadline: 绿 in time, 黄 due soon, 红 overdue, 灰 where there is no clock."""

from __future__ import annotations

import datetime
from enum import Enum

from ditan.core.clocks.working_days import WorkingDays, YearUnknown

LONGEST_BREAK = 16
"""Calendar days that outlast any break. Three calendar days hold a working day, and no arrangement published since 2004 has
taken more than this from a stretch of days (held by a test)."""


class Light(Enum):
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"


def light_of(due: datetime.date | None, today: datetime.date, soon: int, calendar: WorkingDays) -> Light:
    """The light of a deadline today.

    Parameters
    ----------
    due
        The last day on which it is in time; None where there is none.
    soon
        Yellow with so many working days left or fewer; on the last day itself none are left.
    calendar
        Behind the deadline and far from it no calendar is needed; near it, where holidays are not published, it is yellow
        rather too early than too late.

    Examples
    --------
    >>> weekdays = WorkingDays.of(2026, 2026, lambda day: day.weekday() < 5)
    >>> light_of(datetime.date(2026, 11, 30), datetime.date(2026, 11, 27), 1, weekdays)
    <Light.YELLOW: 'yellow'>
    """
    if due is None:
        return Light.GREY
    if today > due:
        return Light.RED
    return Light.GREEN if due >= green_from(today, soon, calendar) else Light.YELLOW


def green_from(today: datetime.date, soon: int, calendar: WorkingDays) -> datetime.date:
    """The earliest deadline that is green today: the one with a working day more than `soon` left. Where the published
    days do not reach so far, the one so far off that no arrangement of holidays leaves it fewer."""
    surely = surely_after(today, soon + 1)
    try:
        return min(surely, calendar.shift(today, soon + 1))
    except YearUnknown:
        return surely


def surely_after(day: datetime.date, days: int) -> datetime.date:
    """A day by which so many working days (one or more) have passed after a day, whatever the arrangement of holidays."""
    return day + datetime.timedelta(days=3 * (days - 1) + LONGEST_BREAK)
