"""Reports of progress that are owed: for the period that ended last, whoever leads a matter is reminded once."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from ditan.base.notices.services.notifying import Message, notify_many
from ditan.base.workflow.rounds.services.telling import people_of
from ditan.core.periods import Period, chinese, code_of, month, previous, quarter, year
from ditan.domains.supervision.clocks import page_of
from ditan.domains.supervision.models import Matter, Progress, Reporting
from ditan.domains.supervision.permissions import HANDLE

OWED_IN = ("accepted", "under_way")


def period_now(reporting: str, today: datetime.date) -> Period | None:
    """The period that runs; None where progress is not reported by periods."""
    if reporting == Reporting.MONTHLY:
        return month(today.year, today.month)
    if reporting == Reporting.QUARTERLY:
        return quarter(today.year, (today.month + 2) // 3)
    return year(today.year) if reporting == Reporting.YEARLY else None


def owed_period(matter: Matter, today: datetime.date) -> Period | None:
    """The period that ended last and for which the matter's lead has still to report; None where nothing is owed: it was
    handed out after the period's end, or it is not under way. One query."""
    period = _ended(matter.reporting, today)
    if period is None or matter.state not in OWED_IN or matter.handed_out_on is None:
        return None
    if matter.handed_out_on > period.end:
        return None
    told = matter.progress.filter(period=code_of(period), organisation=matter.organisation_id)
    return None if told.exists() else period


@transaction.atomic
def remind_owing(today: datetime.date | None = None) -> int:
    """Remind whoever leads a matter and owes the report of the period that ended last, once a period; gives how many
    people were told. Constant queries for each frequency."""
    day, told = today or timezone.localdate(), 0
    for reporting in (Reporting.MONTHLY, Reporting.QUARTERLY, Reporting.YEARLY):
        period = _ended(reporting, day)
        if period is None:
            continue
        code = code_of(period)
        rows = Matter.objects.filter(
            reporting=reporting, state__in=OWED_IN, handed_out_on__lte=period.end, demo=False
        ).select_related("organisation", "handler")
        done = set(Progress.objects.filter(period=code).order_by().values_list("matter", "organisation"))
        owing = [each for each in rows if (each.pk, each.organisation_id) not in done]
        people = people_of({each.organisation_id or 0 for each in owing}, HANDLE) if owing else {}
        told += notify_many(
            kind="supervision.progress_owed",
            messages=[
                Message(
                    person,
                    {"number": each.number, "title": each.title, "period": chinese(period)},
                    f"{each.pk}-{code}",
                    page_of(each.pk) + "#progress",
                )
                for each in owing
                for person in ([each.handler] if each.handler else people.get(each.organisation_id or 0, ()))
            ],
        )
    return told


def _ended(reporting: str, today: datetime.date) -> Period | None:
    now = period_now(reporting, today)
    return previous(now) if now is not None else None
