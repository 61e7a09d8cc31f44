"""Lists of alerts, one alert, what waits for whom, the box on the workbench."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from ditan.base.access.scope import scope_of
from ditan.base.alerts.clocks import Due, due_words
from ditan.base.alerts.models import Alert, AlertLevel, AlertState
from ditan.base.alerts.permissions import CHECK, HANDLE, may
from ditan.base.alerts.selectors.scope import visible_alerts
from ditan.base.searching import holding

TO_HANDLE = (AlertState.TRIGGERED, AlertState.ACKNOWLEDGED, AlertState.DISPOSING)
TO_CHECK = (AlertState.REPORTED, AlertState.CHECKED)
MOST_BOX = 6
OPEN, MINE, OVERDUE = "open", "mine", "overdue"
ORDER = ("-rank", F("due_on").asc(nulls_last=True), "-pk")


@dataclass(frozen=True, slots=True)
class AlertFilters:
    """What a search asks for; empty parts ask nothing. `state` is one of `AlertState`, `open`, `mine` or `overdue`."""

    words: str = ""
    level: str = ""
    state: str = OPEN
    kind: str = ""
    responsible: int | None = None
    rule: int | None = None
    since: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """An alert as a list shows it."""

    alert: Alert
    due: Due


def list_alerts(user: Any, filters: AlertFilters | None = None) -> QuerySet[Alert]:
    """The alerts that match, the gravest and most urgent first."""
    wanted = filters or AlertFilters()
    rows = visible_alerts(user)
    if wanted.state == OPEN:
        rows = rows.exclude(state__in=(AlertState.CLOSED, AlertState.MUTED))
    elif wanted.state == MINE:
        rows = rows.filter(_waits_for(user))
    elif wanted.state == OVERDUE:
        rows = rows.exclude(state__in=(AlertState.CLOSED, AlertState.MUTED)).filter(due_on__lt=timezone.localdate())
    elif wanted.state:
        rows = rows.filter(state=wanted.state)
    exact = {"level": wanted.level, "kind": wanted.kind, "responsible": wanted.responsible, "rule": wanted.rule}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if wanted.since:
        rows = rows.filter(raised_at__date__gte=wanted.since)
    for word in wanted.words.replace("\x00", "").split():
        rows = rows.filter(holding(word, "title", "sentence"))
    return rows.select_related("responsible", "handler", "rule").order_by(*ORDER)


def lines_of(alerts: Iterable[Alert]) -> list[Line]:
    """Each alert with the words of its clock."""
    return [Line(each, due_words(each)) for each in alerts]


def get_alert(user: Any, pk: int) -> Alert:
    """One alert with all that its page says of it; `DoesNotExist` where it lies outside the user's data."""
    rows = visible_alerts(user).select_related(
        "rule",
        "fired_version",
        "subject",
        "metric__responsible",
        "responsible",
        "handler",
        "disposed_by",
        "reported_by",
    )
    return rows.get(pk=pk)


def responsible_choices(user: Any) -> list[tuple[str, str]]:
    """The organisations that answer for the alerts that the user sees."""
    found = visible_alerts(user).exclude(responsible=None).order_by("responsible__name")
    return [(str(pk), name) for pk, name in found.values_list("responsible", "responsible__name").distinct()]


def _waits_for(user: Any) -> Q:
    """The condition that the next step is this user's to take."""
    found = Q(pk__in=[])
    for permission, states in ((HANDLE, TO_HANDLE), (CHECK, TO_CHECK)):
        if not may(user, permission):
            continue
        scope = scope_of(user, permission)
        here = Q(state__in=states)
        if permission == CHECK:
            here &= ~Q(state=AlertState.REPORTED, disposed_by=user.pk) & ~Q(
                state=AlertState.REPORTED, reported_by=user.pk
            )
        if not scope.everything:
            here &= Q(responsible__in=scope.organisations)
        elif permission == HANDLE:
            here &= Q(responsible=None)  # the office only acts where nobody answers for it
        found |= here
    return found


def waiting_count(user: Any) -> int:
    """How many alerts wait for me, for the menu and the top bar. One query."""
    return visible_alerts(user).filter(_waits_for(user)).count()


def box(user: Any) -> dict[str, Any]:
    """Open alerts for the workbench: how many of each level, how many too late, the most urgent. Two queries."""
    rows = visible_alerts(user).exclude(state__in=(AlertState.CLOSED, AlertState.MUTED))
    today = timezone.localdate()
    counts = rows.aggregate(
        **{level: Count("pk", filter=Q(level=level)) for level in AlertLevel.values},
        overdue=Count("pk", filter=Q(due_on__lt=today)),
        total=Count("pk"),
    )
    first = rows.select_related("responsible").order_by(*ORDER)[:MOST_BOX]
    return {
        "lines": lines_of(first),
        "levels": [(level, label, counts[level]) for level, label in AlertLevel.choices if counts[level]],
        "overdue": counts["overdue"],
        "total": counts["total"],
    }
