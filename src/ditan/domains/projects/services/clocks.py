"""Clocks of what is due: a milestone or a condition of the screening is watched while its project runs."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from ditan.base.workflow.clocks.services import Start, start_clocks, stop
from ditan.base.workflow.models import Clock, ClockState, EscalationChain
from ditan.core.projects.light import RUNNING
from ditan.domains.projects.models import Project, ScreeningCondition
from ditan.domains.projects.permissions import APPROVE, EDIT

DONE = "已完成或项目不在建"


def milestone_key(pk: int) -> str:
    """What the clock of a milestone is called for ever."""
    return f"projects.milestone:{pk}"


def condition_key(pk: int) -> str:
    """What the clock of a condition is called for ever."""
    return f"projects.condition:{pk}"


def keep_clocks(project: Project) -> None:
    """Start the clocks of all that is open while the project is approved or under way, and stop the others."""
    rows = [(milestone_key(each.pk), each.title, each.due_on, each.done_on) for each in project.milestones.all()]
    conditions = ScreeningCondition.objects.filter(screening__project=project, screening__state="conditional")
    rows += [(condition_key(each.pk), each.text, each.due_on, each.done_on) for each in conditions]
    if not rows:
        return
    open_ones = {key for key, _title, _due, done in rows if done is None and project.state in RUNNING}
    stop_clocks((key for key, *_ in rows if key not in open_ones), DONE)
    if not open_ones:
        return
    chain = EscalationChain.objects.filter(shipped="default").first()
    start_clocks(
        [
            Start(
                key=key,
                title=f"{project.name}：{title}",
                due_on=due_on,
                link=reverse("projects:project", args=[project.pk]),
                organisation=project.organisation,
                chain=chain,
                handles=EDIT,
                office=APPROVE,
                demo=project.demo,
            )
            for key, title, due_on, _done in rows
            if key in open_ones
        ]
    )


def stop_clocks(keys: Iterable[str], reason: str) -> None:
    """Stop those of these clocks that are there."""
    there = Clock.objects.filter(key__in=list(keys)).exclude(state=ClockState.STOPPED)
    for key in there.values_list("key", flat=True):
        stop(key, reason=reason)
