"""How long a step may take, in working days of the published holidays. Where they are not published, nothing is guessed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.alerts.models import Alert, AlertState
from ditan.base.workflow.rounds.working_days import CalendarUnknown, days_left, is_working_day, working_days_between

CLOCKED = ("triggered", "acknowledged", "disposing", "reported", "checked")
"""States in which a clock may run: what comes next is 签收, 处置, 反馈, 复核, 销号."""
MOST_DAYS = 250


@dataclass(frozen=True, slots=True)
class Due:
    """What to say of a last day: a tone (`good`, `caution`, `bad`, `quiet`) and words."""

    tone: str
    text: str


def day_after(start: datetime.date, days: int) -> datetime.date:
    """The working day so many working days after a day; after none it is the day itself, or the next working day.

    `CalendarUnknown` where the holidays of a year between are not published.
    """
    day, left = start, days
    while left > 0 or not is_working_day(day):
        day += datetime.timedelta(days=1)
        if left > 0 and is_working_day(day):
            left -= 1
    return day


def set_clock(alert: Alert, clocks: dict[str, int], today: datetime.date) -> None:
    """Start the clock of the state in which the alert is now; none runs where the rule gives no days."""
    alert.due_on, alert.due_unknown = None, False
    days = clocks.get(alert.state)
    if days is None:
        return
    try:
        alert.due_on = day_after(today, days)
    except CalendarUnknown:
        alert.due_unknown = True


def late_by(due: datetime.date, today: datetime.date) -> int | None:
    """Working days behind a last day, 0 on it and before it; None where holidays are not published."""
    if today <= due:
        return 0
    try:
        return working_days_between(due, today)
    except CalendarUnknown:
        return None


def due_words(alert: Alert) -> Due:
    """What a list says of the clock of an alert."""
    if alert.state == AlertState.MUTED:
        return Due("quiet", _("静默至 %s") % alert.muted_until)
    if alert.state == AlertState.CLOSED:
        return Due("quiet", "")
    if alert.due_unknown:
        return Due("caution", _("节假日未公布，时限待定"))
    if alert.due_on is None:
        return Due("quiet", _("未设时限"))
    today = timezone.localdate()
    left = days_left(today, alert.due_on)
    if today > alert.due_on:
        return Due("bad", _("已超期") if not left else _("超期 %d 个工作日") % -left)
    if today == alert.due_on:
        return Due("caution", _("今天到期"))
    if left is None:
        return Due("caution", _("还有 %d 天（节假日未公布）") % (alert.due_on - today).days)
    return Due("caution" if left <= 1 else "quiet", _("还有 %d 个工作日") % left)
