"""Handing issued tasks out: each becomes a matter under supervision, once."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ditan.domains.plans.models import PlanDocument
from ditan.domains.supervision.models import Kind, MatterItem
from ditan.domains.supervision.services import from_plan, propose_matter
from ditan.domains.workplans.errors import WrongState
from ditan.domains.workplans.models import LineKind, WorkLine, WorkPlan, WorkPlanState
from ditan.domains.workplans.permissions import DRAW_UP
from ditan.domains.workplans.services.deeds import held, note


@dataclass(frozen=True, slots=True)
class HandedOut:
    """How many matters were drawn up, and how many lines had one before."""

    made: int
    known: int


@transaction.atomic
def hand_out(*, user: Any, pk: int, version: int) -> HandedOut:
    """Draw up a matter for each task of an issued plan that has none, due when the line says, else at the end of the year.

    A task of a plan and the measure that it repeats are one matter (`supervision.services.from_plan`). Matters are drafts:
    the office looks at them and hands them out there.
    """
    workplan = held(user, pk, version, DRAW_UP)
    if workplan.state != WorkPlanState.ISSUED:
        told = {"title": workplan.title, "state": workplan.get_state_display()}
        raise WrongState(_("“%(title)s”现为“%(state)s”；下达后才能立项督办。") % told)
    rows = workplan.lines.filter(kind=LineKind.TASK, dropped=False).select_related("organisation", "measure__plan")
    lines = list(rows.order_by("position", "pk"))
    open_lines = [line for line in lines if line.matter_id is None]
    known = len(lines) - len(open_lines)
    _of_plans(user, workplan, [line for line in open_lines if line.measure is not None])
    for line in open_lines:
        if line.measure is None:
            matter = propose_matter(
                user=user,
                title=line.title,
                text=line.text,
                kind=Kind.OTHER,
                organisation=line.organisation,
                due_on=_due(line, workplan),
                origin_key=f"workplans.line:{line.pk}",
            )
            line.matter_id = matter.pk
    WorkLine.objects.bulk_update(open_lines, ["matter"], batch_size=200)
    done = HandedOut(sum(line.matter_id is not None for line in open_lines), known)
    note("handed_out", user, workplan, after={"made": done.made, "known": done.known})
    return done


def _of_plans(user: Any, workplan: WorkPlan, lines: list[WorkLine]) -> None:
    """Matters of plans' own tasks, plan by plan; each line is given its own."""
    plans: dict[int, list[WorkLine]] = {}
    for line in lines:
        if line.measure is not None:
            plans.setdefault(line.measure.plan_id, []).append(line)
    for plan in PlanDocument.objects.filter(pk__in=plans):
        asked = {line.measure_id: line for line in plans[plan.pk] if line.measure_id is not None}
        dues = {key: _due(line, workplan) for key, line in asked.items()}
        names = {
            line.organisation_name: line.organisation
            for line in asked.values()
            if line.organisation is not None and line.organisation_name
        }
        why = _("《%(title)s》%(number)s规定的时限") % {
            "title": workplan.title,
            "number": f"（{workplan.document_number}）",
        }
        from_plan(user=user, plan=plan, measures=set(asked), dues=dues, names=names, past_why=why)
        items = MatterItem.objects.filter(measure__in=asked, primary=True)
        for measure, matter in items.values_list("measure", "matter"):
            asked[measure].matter_id = matter


def _due(line: WorkLine, workplan: WorkPlan) -> datetime.date:
    return line.due_on or datetime.date(workplan.year, 12, 31)
