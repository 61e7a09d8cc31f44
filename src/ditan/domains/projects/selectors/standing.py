"""How projects stand, as other domains are told: stable names and fields."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from ditan.base.links import address
from ditan.core.projects import ledger_of
from ditan.domains.projects.models import Project, ProjectLead
from ditan.domains.projects.selectors.money import amounts_of, standing_money
from ditan.domains.projects.selectors.scope import visible_projects


@dataclass(frozen=True, slots=True)
class ProjectFact:
    """One project. Money is in `unit`, None where nothing is stated; `light` is red, yellow, green or grey."""

    pk: int
    name: str
    state: str
    state_label: str
    organisation_pk: int | None
    organisation_name: str
    planned: Decimal | None
    allocated: Decimal | None
    spent: Decimal | None
    unit: str
    light: str
    url: str
    plan_project_pk: int | None
    number: str = ""
    category: str = ""
    reasons: tuple[str, ...] = ()
    is_two_high: bool | None = None
    demo: bool = False


def projects_of_plan(user: Any, plan_pk: int) -> list[ProjectFact]:
    """The projects that were taken from the plan, as the user reaches them, in the plan's order. Two queries."""
    return _facts(visible_projects(user).filter(plan=plan_pk).order_by("pk"))


def projects_of_organisation(user: Any, org_pk: int) -> list[ProjectFact]:
    """The projects that the organisation leads."""
    return _facts(visible_projects(user).filter(organisation=org_pk).order_by("pk"))


def project_facts(user: Any, keys: Iterable[int]) -> list[ProjectFact]:
    """These projects."""
    return _facts(visible_projects(user).filter(pk__in=list(keys)).order_by("pk"))


def projects_of_items(user: Any, items: Iterable[int]) -> dict[int, ProjectFact]:
    """Key of a plan's item → the project that was taken from it."""
    rows = _facts(visible_projects(user).filter(plan_project__in=list(items)).order_by("pk"))
    return {each.plan_project_pk: each for each in rows if each.plan_project_pk is not None}


def _facts(rows: QuerySet[Project]) -> list[ProjectFact]:
    found = list(rows.select_related("organisation"))
    lacking = [each.pk for each in found if each.organisation_id is None]
    printed: dict[int, list[str]] = {}
    for project, name in ProjectLead.objects.filter(project__in=lacking).values_list("project", "printed_name"):
        printed.setdefault(project, []).append(name)
    return [
        ProjectFact(
            pk=each.pk,
            name=each.name,
            state=each.state,
            state_label=each.get_state_display(),
            organisation_pk=each.organisation_id,
            organisation_name=each.organisation.name if each.organisation else "、".join(printed.get(each.pk, ())),
            planned=each.planned,
            allocated=each.allocated,
            spent=each.spent,
            unit="万元",
            light=each.light,
            url=address("projects:project", each.pk),
            plan_project_pk=each.plan_project_id,
            number=each.number,
            category=each.category,
            reasons=tuple(each.reasons),
            is_two_high=each.is_two_high,
            demo=each.demo,
        )
        for each in found
    ]


@dataclass(frozen=True, slots=True)
class MoneySum:
    """What the projects of a plan plan, were allocated and spent in a year from a fund, in 万元. `year` None: not divided
    by years; `fund` "": undecided; a number None where nothing is stated."""

    year: int | None
    fund: str
    planned: Decimal | None
    allocated: Decimal | None
    spent: Decimal | None


def money_of_plan(user: Any, plan_pk: int) -> list[MoneySum]:
    """The money of a plan's projects by year and fund, years in order and what is not divided last. They add up to the sums
    of `projects_of_plan`, to the last digit. Two queries."""
    keys = list(visible_projects(user).filter(plan=plan_pk).order_by().values_list("pk", flat=True))
    ledger = ledger_of(amounts_of(standing_money(keys)))
    found = []
    for year in ledger.years:
        for fund in ledger.funds:
            cells = [ledger.cells.get((kind, year, fund)) for kind in ("planned", "allocated", "spent")]
            if any(cell is not None for cell in cells):
                found.append(MoneySum(year, fund, *cells))
    return found
