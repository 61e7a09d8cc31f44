"""The steps of a project, as `core.machines.PROJECT` lists them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.refusal import InvalidFields
from ditan.core.machines import PROJECT, ProjectContext, TransitionRefused
from ditan.domains.projects.errors import WrongState
from ditan.domains.projects.models import Project, Screening
from ditan.domains.projects.permissions import APPROVE, VIEW, may
from ditan.domains.projects.selectors.scope import reaches
from ditan.domains.projects.services.clocks import keep_clocks
from ditan.domains.projects.services.deeds import held, note
from ditan.domains.projects.services.sums import refresh

LONGEST = 4000
DATED = {"approve": "approved_on", "start": "started_on", "finish": "finished_on"}
"""The day that a step leaves on the project."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step that this user could take, and what it asks for."""

    code: str
    label: str
    asks_document: bool
    asks_day: bool
    asks_reason: bool
    must_reason: bool


def permission_of(step: str) -> str:
    """The permission that a step asks for."""
    return PROJECT.transition(step).permission or APPROVE


def possible_steps(user: Any, project: Project) -> list[Step]:
    """The steps that this user could take from here, conditions left aside."""
    return [
        Step(
            each.code,
            each.label,
            "document" in each.guards,
            "day" in each.guards,
            bool({"reason", "quantities"} & set(each.guards)),
            "reason" in each.guards,
        )
        for each in PROJECT.leaving(project.state)
        if may(user, VIEW) and reaches(user, permission_of(each.code), project)
    ]


@transaction.atomic
def take_step(
    *,
    user: Any,
    project: Project,
    step: str,
    version: int,
    on: datetime.date | None = None,
    document: str = "",
    text: str = "",
) -> Project:
    """Take one step. `WrongState` says what is missing or what can be done instead."""
    if step not in {each.code for each in PROJECT.transitions}:
        raise WrongState(_("没有“%s”这一步。") % step[:20])
    found = held(user, project, version, permission_of(step))
    if len(text) > LONGEST:
        raise InvalidFields(
            {"text": _("内容有 %(found)d 字，最多 %(most)d 字。") % {"found": len(text), "most": LONGEST}}
        )
    before = found.state
    context = ProjectContext(
        document_number=document,
        day=on,
        two_high=found.is_two_high,
        screened=Screening.objects.filter(project=found, state__in=("passed", "conditional")).exists(),
        quantities_open=found.quantities.filter(done=None).count(),
        reason=text,
    )
    try:
        found.state = PROJECT.apply(before, step, context)
    except TransitionRefused as refused:
        raise WrongState(str(refused)) from refused
    if step in DATED and on is not None:
        _check_day(found, step, on)
        setattr(found, DATED[step], on)
    if step == "approve":
        found.approval_number = document.strip()[:100]
    if step == "reopen":
        found.finished_on = None
    found.save()
    refresh([found])
    keep_clocks(found)
    note(
        f"step_{step}",
        user,
        found,
        step=step,
        before={"state": before},
        after={"state": found.state, "on": on, "document": document.strip()},
        text=text,
        states=(before, found.state),
        on=on,
        document=document.strip()[:100],
    )
    return found


def _check_day(project: Project, step: str, on: datetime.date) -> None:
    """A day lies behind us and not before the step that came first."""
    if on > timezone.localdate():
        raise InvalidFields({"on": _("日期 %s 还没有到；请填写实际日期。") % on})
    first = {"start": project.approved_on, "finish": project.started_on}.get(step)
    if first is not None and on < first:
        raise InvalidFields(
            {"on": _("日期 %(found)s 早于上一步的 %(first)s；请核对。") % {"found": on, "first": first}}
        )
