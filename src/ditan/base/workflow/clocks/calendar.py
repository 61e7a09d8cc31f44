"""The published working days, and what screens say of a deadline."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import lru_cache

import chinese_calendar
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.core.clocks import Light, WorkingDays, YearUnknown, light_of

FIRST = 2004
"""The first year of the calendar's library."""


@lru_cache(maxsize=1)
def working_days() -> WorkingDays:
    """The working days of all years whose holidays are published."""
    last = FIRST
    while _published(last + 1):
        last += 1
    return WorkingDays.of(FIRST, last, chinese_calendar.is_workday)


def _published(year: int) -> bool:
    try:
        chinese_calendar.is_workday(datetime.date(year, 12, 31))
    except NotImplementedError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Standing:
    """What to say of a deadline: its light, a tone (`good`, `caution`, `bad`, `quiet`) and words."""

    light: Light
    tone: str
    text: str


TONES = {Light.GREEN: "good", Light.YELLOW: "caution", Light.RED: "bad", Light.GREY: "quiet"}


def standing_of(due: datetime.date | None, soon: int = 3, today: datetime.date | None = None) -> Standing:
    """How a deadline stands today, in words. A year without published holidays is said, not guessed."""
    day, days = today or timezone.localdate(), working_days()
    light = light_of(due, day, soon, days)
    return Standing(light, TONES[light], _words(due, day, days))


def _words(due: datetime.date | None, day: datetime.date, days: WorkingDays) -> str:
    if due is None:
        return _("未定时限")
    if day > due:
        late = days.late(due, day)
        if late is None:
            return _("已超期 %d 天（节假日未公布）") % (day - due).days
        return _("超期 %d 个工作日") % late
    if day == due:
        return _("今天到期")
    try:
        return _("还有 %d 个工作日") % days.between(day, due)
    except YearUnknown:
        return _("还有 %d 天（节假日未公布）") % (due - day).days
