"""Departments: everything that any plan asks of one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count

from ditan.base.searching import holding
from ditan.domains.plans.kinds import KINDS
from ditan.domains.plans.models import BOOKED, Indicator, Measure, PlanDocument, Project
from ditan.domains.plans.permissions import Visitor
from ditan.domains.plans.selectors.filters import BOOKED_ONLY, ItemFilters
from ditan.domains.plans.selectors.lists import list_items
from ditan.domains.plans.selectors.scope import DEPARTMENTS_OF, reaches_all, visible_items, visible_plans

MOST_SHOWN = 100
"""Items of a kind on a department's page; the page stays quick where a department has a thousand."""


def listed_names() -> set[str]:
    """Every name under which an item lists a department. Asked for no user: it tells names, and nothing of any item."""
    models = dict.fromkeys(model for model, _owner in DEPARTMENTS_OF.values())
    return {
        name for model in models for name in model.objects.order_by().values_list("listed_as", flat=True).distinct()
    }


@dataclass(slots=True)
class DepartmentCount:
    """What plans ask of a department, in numbers. `roles` counts its parts in measures and tasks."""

    name: str
    kinds: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return sum(self.kinds.values())


@dataclass(frozen=True, slots=True)
class DepartmentPage:
    """A department under its listed name: the names that plans print for it, and what they ask of it.

    Each list holds the first `MOST_SHOWN`; `totals` says how many there are, by kind. The lists across plans show the
    rest.
    """

    name: str
    printed_names: tuple[str, ...]
    totals: dict[str, int]
    indicators: tuple[Indicator, ...]
    measures: tuple[Measure, ...]
    tasks: tuple[Measure, ...]
    projects: tuple[Project, ...]

    @property
    def plans(self) -> tuple[PlanDocument, ...]:
        """The plans that name it."""
        items = (*self.indicators, *self.measures, *self.tasks, *self.projects)
        return tuple({item.plan.pk: item.plan for item in items}.values())

    def role_in(self, measure: Measure) -> str:
        """The Chinese word for its part in a measure or task."""
        return next(
            (row.get_role_display() for row in measure.responsibilities.all() if row.listed_as == self.name), ""
        )


def departments(user: Visitor, *, q: str = "", region: str = "", state: str = BOOKED_ONLY) -> list[DepartmentCount]:
    """Departments that current plans name, the most asked first. Four statements, whatever the number."""
    plans = visible_plans(user).filter(is_current=True)
    if region:
        plans = plans.filter(region__code=region)
    found: dict[str, DepartmentCount] = {}
    for kind, (_model, owner) in DEPARTMENTS_OF.items():
        if kind == "task":
            continue
        by = ("listed_as", "role", f"{owner}__form") if kind == "measure" else ("listed_as",)
        rows: Any = _seen(user, kind).filter(**{f"{owner}__plan__in": plans.values("pk")})
        rows = rows.filter(**{f"{owner}__state__in": BOOKED}) if state == BOOKED_ONLY else rows
        if q:
            rows = rows.filter(holding(q, "listed_as"))
        for row in rows.values(*by).annotate(number=Count("pk")):
            count = found.setdefault(row["listed_as"], DepartmentCount(row["listed_as"]))
            count.kinds[row.get(f"{owner}__form", kind)] += row["number"]
            if "role" in row:
                count.roles[row["role"]] += row["number"]
    return sorted(found.values(), key=lambda each: (-each.total, each.name))


def department_page(
    user: Visitor, name: str, *, region: str = "", state: str = BOOKED_ONLY, current_only: bool = True
) -> DepartmentPage:
    """Everything that plans ask of the department of that name. A printed name leads to the listed one."""
    listed = _listed_name(user, name)
    filters = ItemFilters(department=listed, region=region, state=state, current_only=current_only)
    rows = {kind: list_items(user, kind, filters) for kind in DEPARTMENTS_OF}
    lists: dict[str, Any] = {kind: tuple(found[:MOST_SHOWN]) for kind, found in rows.items()}
    return DepartmentPage(
        name=listed,
        printed_names=_printed_names(user, listed),
        totals={kind: len(shown) if len(shown) < MOST_SHOWN else rows[kind].count() for kind, shown in lists.items()},
        indicators=lists["indicator"],
        measures=lists["measure"],
        tasks=lists["task"],
        projects=lists["project"],
    )


def _printed_names(user: Visitor, listed: str) -> tuple[str, ...]:
    """The names that visible plans print for a department."""
    plans = visible_plans(user).values("pk")
    names: set[str] = set()
    for kind in ("indicator", "measure", "project"):
        named = _seen(user, kind).filter(listed_as=listed, **{f"{DEPARTMENTS_OF[kind][1]}__plan__in": plans})
        names.update(named.values_list("printed_name", flat=True).distinct())
    return tuple(sorted(names))


def _seen(user: Visitor, kind: str) -> Any:
    """The names of departments beside items that the user may see; those of measures and tasks stand in one table."""
    model, owner = DEPARTMENTS_OF[kind]
    rows = model.objects.order_by()
    if reaches_all(user):
        return rows
    items = visible_items(user, KINDS[kind], KINDS[kind].model._default_manager.order_by())
    return rows.filter(**{f"{owner}__in": items.values("pk")})


def _listed_name(user: Visitor, name: str) -> str:
    """The name under which a printed name is listed."""
    for kind in ("indicator", "measure", "project"):
        rows = _seen(user, kind)
        if rows.filter(listed_as=name).exists():
            return name
        row = rows.filter(printed_name=name).values_list("listed_as", flat=True).first()
        if row is not None:
            return str(row)
    return name
