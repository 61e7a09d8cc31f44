"""Projects of the plan with the money that it prints and what the project library knows of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ditan.domains.evaluation.facts import ProjectFact, Sourced
from ditan.domains.evaluation.gathering.places import OWN, place_of
from ditan.domains.plans.models import BOOKED, PlanDocument, Project, State
from ditan.domains.plans.selectors import ItemFilters, list_items
from ditan.domains.plans.selectors.filters import ANY_STATE
from ditan.domains.projects.selectors.standing import ProjectFact as Held
from ditan.domains.projects.selectors.standing import projects_of_plan

UNIT = "万元"
IN_UNIT = {"万元": Decimal(1), "亿元": Decimal(10_000), "元": Decimal("0.0001")}
"""What one of a printed unit is in 万元; an amount in any other unit is not added up."""


def projects_of(user: Any, plan: PlanDocument) -> tuple[tuple[ProjectFact, ...], int]:
    """The projects that are booked, in the order of the plan, and how many are not decided on yet."""
    rows = list(list_items(user, "project", ItemFilters(plan=plan.pk, state=ANY_STATE)))
    booked = [each for each in rows if each.state in BOOKED]
    undecided = sum(each.state == State.PROPOSED for each in rows)
    held = {each.plan_project_pk: each for each in projects_of_plan(user, plan.pk)}
    return tuple(_fact(each, held.get(each.pk)) for each in booked), undecided


def _fact(project: Project, held: Held | None) -> ProjectFact:
    fundings = sorted(project.fundings.all(), key=lambda each: each.position)
    scale = IN_UNIT.get(project.investment_unit or UNIT)
    printed = None if project.investment_total is None or scale is None else project.investment_total * scale
    parts = sum((each.amount for each in fundings), Decimal(0)) * (scale or 1) if fundings else None
    gap = parts - printed if parts is not None and printed is not None and parts != printed else None
    return ProjectFact(
        number=project.number,
        category=project.category,
        name=Sourced(project.name, (place_of(OWN, project, quoted=False),)),
        period=project.period,
        departments=tuple(dict.fromkeys(each.listed_as for each in project.leads.all())),
        printed=printed,
        unit=UNIT,
        gap=gap,
        undecided=bool(fundings) and any(not each.source for each in fundings),
        state=held.state if held is not None else "",
        state_label=str(held.state_label) if held is not None else "",
        planned=held.planned if held is not None else None,
        allocated=held.allocated if held is not None else None,
        spent=held.spent if held is not None else None,
        light=held.light if held is not None else "",
        content=project.content,
        funds=tuple(dict.fromkeys(each.source for each in fundings if each.source)),
    )
