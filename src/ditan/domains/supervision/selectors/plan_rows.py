"""What of a plan can be handed out: the rows of its annex tables, and the measures that no row repeats."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from ditan.base.directory.models import Organisation
from ditan.domains.plans.models import Measure, PlanDocument
from ditan.domains.plans.models.choices import Role
from ditan.domains.plans.selectors import ItemFilters, list_measures, list_tasks
from ditan.domains.supervision.models import Matter, MatterItem
from ditan.domains.supervision.selectors.naming import organisations_named

LONGEST = 80


@dataclass(frozen=True, slots=True)
class PlanRow:
    """An item that is handed out as one matter.

    `body` is the measure that it repeats; of one that several rows repeat, each row is a matter of its own. `lead` and
    `cooperating` are names as the plan lists them: where it names several jointly, the first leads by custom (`joint`).
    `matter` is there where it was handed out before.
    """

    measure: Measure
    body: Measure | None
    lead: str
    cooperating: tuple[str, ...]
    joint: bool
    matter: Matter | None

    @property
    def title(self) -> str:
        return title_of(self.measure)

    @property
    def due_on(self) -> datetime.date | None:
        """The last day of the year that the plan prints; None where it prints none."""
        year = self.measure.due_year or (self.body.due_year if self.body else None)
        return datetime.date(year, 12, 31) if year else None

    @property
    def names(self) -> tuple[str, ...]:
        return (*([self.lead] if self.lead else []), *self.cooperating)


def title_of(measure: Measure) -> str:
    """A title for a list: the printed one, or the first sentence, cut where it is too long."""
    if measure.title.strip():
        return measure.title.strip()[:300]
    first = measure.text.strip().split("。")[0].split("；")[0]
    return first if len(first) <= LONGEST else first[: LONGEST - 1] + "…"


def plan_rows(user: Any, plan: PlanDocument) -> list[PlanRow]:
    """All booked measures and tasks of a plan that the user sees, as matters. A measure of the body that booked rows of an
    annex repeat is handed out by these. Constant queries."""
    asked = ItemFilters(plan=plan.pk, current_only=False)
    tasks, measures = list(list_tasks(user, asked)), list(list_measures(user, asked))
    bodies = {each.pk: each for each in measures}
    rows_of: dict[int, int] = defaultdict(int)
    for task in tasks:
        if task.repeats_id is not None:
            rows_of[task.repeats_id] += 1
    items = MatterItem.objects.filter(measure__plan=plan, primary=True).select_related(
        "matter__organisation", "matter__matter_class__chain", "matter__handler"
    )
    matters = {each.measure_id: each.matter for each in items}
    rows = [_row(task, bodies.get(task.repeats_id or 0), matters) for task in tasks]
    return rows + [_row(each, None, matters) for each in measures if each.pk not in rows_of]


def organisations_of(rows: list[PlanRow]) -> dict[str, Organisation]:
    """The organisation of each name that the rows list, where the directory knows exactly one."""
    return organisations_named({name for row in rows for name in row.names})


def _row(measure: Measure, body: Measure | None, matters: dict[int, Matter]) -> PlanRow:
    own = sorted(measure.responsibilities.all(), key=lambda each: each.position)
    listed = own or (sorted(body.responsibilities.all(), key=lambda each: each.position) if body is not None else [])
    leads = list(dict.fromkeys(each.listed_as for each in listed if each.role != Role.COOPERATING))
    others = [each.listed_as for each in listed if each.role == Role.COOPERATING]
    lead = leads[0] if leads else ""
    return PlanRow(
        measure=measure,
        body=body,
        lead=lead,
        cooperating=tuple(name for name in dict.fromkeys([*leads[1:], *others]) if name != lead),
        joint=len(leads) > 1,
        matter=matters.get(measure.pk) or (matters.get(body.pk) if body is not None and not own else None),
    )
