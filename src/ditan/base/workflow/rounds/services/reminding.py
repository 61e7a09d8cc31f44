"""Reminders before a deadline, on it and after it; and 催报 by hand. Nobody is told the same twice."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.notices.services import notify
from ditan.base.workflow.models import Assignment, RoundState
from ditan.base.workflow.rounds.errors import WrongState
from ditan.base.workflow.rounds.services.arranging import require_manager
from ditan.base.workflow.rounds.services.deeds import note_assignment
from ditan.base.workflow.rounds.services.filling import OPEN_TO_FILL
from ditan.base.workflow.rounds.services.telling import fillers_of
from ditan.base.workflow.rounds.working_days import days_left

URGE_AGAIN_AFTER = datetime.timedelta(hours=4)


@transaction.atomic
def remind_due(today: datetime.date | None = None) -> int:
    """Remind who still owes: some working days before the last day, on it, and on the first day after. Gives how many
    people were told. Run it as often as one likes: each reminder reaches a person once."""
    day = today or timezone.localdate()
    told = 0
    for each in owing().filter(round__state=RoundState.OPEN):
        left = days_left(day, each.last_day)
        if left is None:  # holidays are not published: days of the calendar, rather than no word at all
            left = (each.last_day - day).days
        if day > each.last_day:
            kind, key = "workflow.overdue", "late"
        elif left is not None and left <= each.round.remind_days:
            kind, key = "workflow.due_soon", "last" if day == each.last_day else "soon"
        else:
            continue
        told += notify(
            kind=kind,
            to=fillers_of(each),
            context={"round": each.round.title, "organisation": each.organisation.name, "due": each.last_day},
            key=f"{each.pk}-{each.last_day}-{key}",
            link=reverse("workflow:sheet", args=[each.pk]),
        )
    return told


@transaction.atomic
def urge(*, user: Any, assignment: Assignment) -> int:
    """催报: tell its people now. Gives how many; not again within four hours."""
    require_manager(user)
    if assignment.round.state != RoundState.OPEN or assignment.submission.state not in OPEN_TO_FILL:
        raise WrongState(_("“%s”已提交或本轮不在填报中，不必催报。") % assignment.organisation.name)
    now = timezone.now()
    if assignment.urged_at and now - assignment.urged_at < URGE_AGAIN_AFTER:
        raise WrongState(
            _("%(when)s 刚催过“%(name)s”；请四小时后再催，或直接电话联系。")
            % {"when": f"{timezone.localtime(assignment.urged_at):%H:%M}", "name": assignment.organisation.name}
        )
    assignment.urged_at = now
    assignment.save(update_fields=["urged_at"])
    told = notify(
        kind="workflow.urged",
        to=fillers_of(assignment),
        context={
            "round": assignment.round.title,
            "organisation": assignment.organisation.name,
            "due": assignment.last_day,
        },
        key=f"{assignment.pk}-{now:%Y%m%d%H%M%S}",
        link=reverse("workflow:sheet", args=[assignment.pk]),
    )
    note_assignment("assignment_urged", user, assignment, after={"told": told})
    return told


def owing() -> Any:
    """Assignments that are not handed in."""
    return Assignment.objects.filter(submission__state__in=OPEN_TO_FILL, submission__edition=1).select_related(
        "round", "organisation", "submission", "filler__user", "delegate__user"
    )
