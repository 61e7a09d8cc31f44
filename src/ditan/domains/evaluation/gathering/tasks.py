"""Tasks of the plan with the matters that they are supervised as."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ditan.domains.evaluation.facts import Sourced, TaskFact
from ditan.domains.evaluation.gathering.places import OWN, place_of
from ditan.domains.plans.models import BOOKED, Measure, PlanDocument, State
from ditan.domains.plans.models.choices import Role
from ditan.domains.plans.selectors import ItemFilters, list_items
from ditan.domains.plans.selectors.filters import ANY_STATE
from ditan.domains.supervision.selectors.standing import MatterFact, matters_of_measures

GIVEN_UP = ("withdrawn", "cancelled")
"""States of a matter that no longer stands for its task."""
LEADS_FIRST = {Role.LEAD: 0, Role.JOINT: 1, Role.COOPERATING: 2}


def tasks_of(user: Any, plan: PlanDocument) -> tuple[tuple[TaskFact, ...], int]:
    """The tasks that are booked, in the order of the plan, and how many are not decided on yet.

    A plan without a table of tasks is taken by the measures of its body.
    """
    rows = list(list_items(user, "task", ItemFilters(plan=plan.pk, state=ANY_STATE)))
    if not rows:
        rows = list(list_items(user, "measure", ItemFilters(plan=plan.pk, state=ANY_STATE)))
    booked = [each for each in rows if each.state in BOOKED]
    undecided = sum(each.state == State.PROPOSED for each in rows)
    # A task of the table and the measure that it repeats are one matter, which may stand for either.
    keys = [key for each in booked for key in (each.pk, each.repeats_id) if key is not None]
    matters = matters_of_measures(user, keys)
    found = [_fact(each, matters.get(each.pk, matters.get(each.repeats_id or 0, []))) for each in booked]
    return tuple(found), undecided


def _fact(task: Measure, matters: Sequence[MatterFact]) -> TaskFact:
    held = next((each for each in matters if each.state not in GIVEN_UP), None)
    named = sorted(task.responsibilities.all(), key=lambda each: (LEADS_FIRST.get(Role(each.role), 3), each.position))
    text = task.text or task.title
    return TaskFact(
        number=task.number,
        category=task.category,
        text=Sourced(text, (place_of(OWN, task, quoted=False),)),
        departments=tuple(dict.fromkeys(each.listed_as for each in named)),
        deadline=task.deadline,
        state=held.state if held is not None else "",
        state_label=held.state_label if held is not None else "",
        light=held.light if held is not None else "",
        percent=held.percent if held is not None else None,
        due_on=held.due_on if held is not None else None,
        late_days=held.late_days if held is not None else None,
    )
