"""A month of supervision: what is due on each day, which milestones, which reports; and which days are worked."""

from __future__ import annotations

import calendar
import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import chinese_calendar
from django.db.models import Q
from django.utils import timezone

from ditan.base.workflow.clocks.calendar import Standing, standing_of, working_days
from ditan.core.clocks import YearUnknown
from ditan.core.machines.matters import OWED_BY_RECEIVER, RESTING
from ditan.domains.supervision.models import Matter, Milestone
from ditan.domains.supervision.selectors.matters import Line, lines_of
from ditan.domains.supervision.selectors.scope import visible_matters

FIRST, LAST = 2004, 2099
IN_CELL = 2
MOST_OF_DAY = 200
REPORTED_IN = ("accepted", "under_way")
"""States in which progress can be reported."""
PERIODS = (("monthly", 1), ("quarterly", 3), ("yearly", 12))


@dataclass(slots=True)
class Day:
    """A day of the grid. `kind` is `worked` (a weekend that is worked), `holiday`, `weekend`, `unknown` (holidays of its
    year are not published) or "". `titles` are the first matters due on it."""

    date: datetime.date
    here: bool
    kind: str
    due: int = 0
    open: int = 0
    milestones: int = 0
    reports: int = 0
    titles: list[str] = field(default_factory=list)

    @property
    def code(self) -> str:
        return self.date.isoformat()


@dataclass(frozen=True, slots=True)
class DayList:
    """All of one day."""

    date: datetime.date
    due: list[Line]
    due_total: int
    milestones: list[tuple[Milestone, Standing]]
    reports: list[Line]


@dataclass(frozen=True, slots=True)
class Month:
    """A month as weeks of seven days from Monday, and the list of the day that is looked at."""

    first: datetime.date
    weeks: list[list[Day]]
    before: datetime.date
    after: datetime.date
    published: bool
    chosen: DayList
    due: int
    milestones: int
    reports: int
    no_day: int


def month_of(user: Any, first: datetime.date, chosen: datetime.date) -> Month:
    """The month of a day, as far as the user sees it. Constant queries."""
    first = first.replace(day=1)
    weeks = [
        [Day(each, each.month == first.month, kind_of(each)) for each in week]
        for week in calendar.Calendar().monthdatescalendar(first.year, first.month)
    ]
    days = {day.date: day for week in weeks for day in week}
    start, end = weeks[0][0].date, weeks[-1][-1].date
    seen = _seen(user)
    _due(seen, days, start, end)
    for due in _milestones(user, start, end).values_list("due_on", flat=True):
        days[due].milestones += 1
    for day, matters in _reports(seen, days).items():
        days[day].reports = len(matters)
    here = [day for day in days.values() if day.here]
    last = here[-1].date
    return Month(
        first=first,
        weeks=weeks,
        before=(first - datetime.timedelta(days=1)).replace(day=1),
        after=last + datetime.timedelta(days=1),
        published=working_days().knows(first),
        chosen=_list_of(user, seen, chosen),
        due=sum(day.due for day in here),
        milestones=sum(day.milestones for day in here),
        reports=sum(day.reports for day in here),
        no_day=seen.filter(due_on=None).exclude(state__in=RESTING).count(),
    )


def kind_of(day: datetime.date) -> str:
    """What a calendar says of a day: worked, holiday, weekend, unknown, or nothing."""
    if not working_days().knows(day):
        return "unknown"
    rests = chinese_calendar.is_holiday(day)
    if day.weekday() >= 5:
        named = chinese_calendar.get_holiday_detail(day)[1] is not None
        return "worked" if not rests else "holiday" if named else "weekend"
    return "holiday" if rests else ""


def report_day(last: datetime.date) -> datetime.date:
    """The day on which the progress of a period that ends then is due: its last working day; its last day, where the
    holidays of that year are not published."""
    try:
        return working_days().shift(last + datetime.timedelta(days=1), -1)
    except YearUnknown:
        return last


def _seen(user: Any) -> Any:
    return visible_matters(user).exclude(state__in=("draft", "withdrawn", "cancelled", "returned"))


def _due(seen: Any, days: dict[datetime.date, Day], start: datetime.date, end: datetime.date) -> None:
    rows = seen.filter(due_on__range=(start, end)).order_by("due_on", "-own_weight", "pk")
    for due, title, state in rows.values_list("due_on", "title", "state").iterator(chunk_size=5000):
        day = days[due]
        day.due += 1
        day.open += state in OWED_BY_RECEIVER
        if len(day.titles) < IN_CELL and state in OWED_BY_RECEIVER:
            day.titles.append(title)


def _milestones(user: Any, start: datetime.date, end: datetime.date) -> Any:
    rows = Milestone.objects.filter(matter__in=_seen(user), due_on__range=(start, end), done_on=None)
    return rows.exclude(matter__state__in=RESTING)


def _reports(seen: Any, days: dict[datetime.date, Day]) -> dict[datetime.date, list[int]]:
    """Matters whose progress is due on the last working day of a period, and that have not reported in it, by day."""
    found: dict[datetime.date, list[int]] = defaultdict(list)
    ends = {month_end(day.date) for day in days.values()}
    for last in sorted(ends):
        on = report_day(last)
        if on not in days:
            continue
        asked = Q(pk__in=[])
        for word, months in PERIODS:
            if last.month % months == 0:
                since = datetime.date(last.year, last.month - months + 1, 1)
                asked |= Q(reporting=word) & (Q(progress_on=None) | Q(progress_on__lt=since) | Q(progress_on__gt=last))
        rows = seen.filter(asked, state__in=REPORTED_IN, handed_out_on__lte=last, due_on__gte=last.replace(day=1))
        found[on] += list(rows.order_by("due_on", "pk").values_list("pk", flat=True))
    return found


def month_end(day: datetime.date) -> datetime.date:
    """The last day of the day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _list_of(user: Any, seen: Any, day: datetime.date) -> DayList:
    today = timezone.localdate()
    due = seen.filter(due_on=day)
    first = due.select_related("organisation", "matter_class").order_by("-own_weight", "pk")[:MOST_OF_DAY]
    marks = _milestones(user, day, day).select_related("matter__organisation").order_by("pk")[:MOST_OF_DAY]
    one = {day: Day(day, True, "")}
    asked = [pk for keys in _reports(seen, one).values() for pk in keys][:MOST_OF_DAY]
    reports = (
        Matter.objects.filter(pk__in=asked).select_related("organisation", "matter_class").order_by("due_on", "pk")
    )
    return DayList(
        date=day,
        due=lines_of(first),
        due_total=due.count(),
        milestones=[(each, standing_of(each.due_on, 3, today)) for each in marks],
        reports=lines_of(reports),
    )
