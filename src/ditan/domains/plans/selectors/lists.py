"""Lists across plans: indicators, targets, measures, tasks, projects. By default what is in the books."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from ditan.domains.plans.kinds import Kind
from ditan.domains.plans.models import (
    BOOKED,
    Indicator,
    IndicatorValue,
    Measure,
    PlanDocument,
    Project,
    Responsibility,
    Target,
)
from ditan.domains.plans.permissions import Visitor
from ditan.domains.plans.selectors.filters import ANY_STATE, BOOKED_ONLY, ItemFilters
from ditan.domains.plans.selectors.keyed import KeyedQuerySet
from ditan.domains.plans.selectors.review import known_kind, with_words
from ditan.domains.plans.selectors.scope import DEPARTMENTS_OF, reaches_all, visible_items, visible_plans

ORDERS = {
    "": ("-plan_id", "position", "pk"),
    "name": ("name", "pk"),
    "due": ("due_year", "-plan_id", "position", "pk"),
    "-due": ("-due_year", "-plan_id", "position", "pk"),
    "confidence": ("confidence", "pk"),
    "decided": ("-decided_at", "pk"),
}


def list_items(user: Visitor, kind: str, filters: ItemFilters | None = None) -> QuerySet[Any]:
    """Items of one kind that match the search, with plan and child rows, ready for a pager."""
    spec, wanted = known_kind(kind), filters or ItemFilters()
    rows: QuerySet[Any] = KeyedQuerySet(spec.model).filter(plan__in=_plans(user, wanted).values("pk"))
    if spec.model is Measure:
        rows = rows.filter(form=spec.name)
    if wanted.state == BOOKED_ONLY:
        rows = rows.filter(state__in=BOOKED)
    elif wanted.state != ANY_STATE:
        rows = rows.filter(state=wanted.state)
    rows = _by_department(spec, rows, wanted)
    rows = _by_year(spec, rows, wanted)
    if wanted.nature:
        rows = rows.filter(nature=wanted.nature) if spec.name == "indicator" else rows.none()
    if wanted.category and spec.name != "target":
        rows = rows.filter(category=wanted.category)
    rows = visible_items(user, spec, with_words(spec, rows, wanted.q))
    return (
        rows.select_related("plan__source", "plan__region")
        .prefetch_related(*spec.child_names)
        .order_by(*_order(spec, wanted.order))
    )


def _plans(user: Visitor, wanted: ItemFilters) -> QuerySet[PlanDocument]:
    plans = visible_plans(user)
    if wanted.plan is not None:
        return plans.filter(pk=wanted.plan)
    if wanted.current_only:
        plans = plans.filter(is_current=True)
    return plans.filter(region__code=wanted.region) if wanted.region else plans


def _by_department(kind: Kind, rows: QuerySet[Any], wanted: ItemFilters) -> QuerySet[Any]:
    if not wanted.department:
        return rows
    if kind.name not in DEPARTMENTS_OF:
        return rows.none()
    model, owner = DEPARTMENTS_OF[kind.name]
    named = model.objects.filter(role=wanted.role) if wanted.role and model is Responsibility else model.objects.all()
    return rows.filter(
        Q(pk__in=named.filter(listed_as=wanted.department).values(owner))
        | Q(pk__in=named.filter(printed_name=wanted.department).values(owner))
    )


def _by_year(kind: Kind, rows: QuerySet[Any], wanted: ItemFilters) -> QuerySet[Any]:
    """An indicator is of every year that it has a cell for, a project of every year of its period."""
    if wanted.passed is not None:
        year = timezone.localdate().year
        rows = rows.filter(due_year__lt=year) if wanted.passed else rows.filter(due_year__gte=year)
    if wanted.year is None:
        return rows
    if kind.name == "indicator":
        cells = IndicatorValue.objects.filter(indicator=OuterRef("pk"), year_number=wanted.year, alternative=0)
        return rows.filter(Exists(cells))
    if kind.name == "project":
        return rows.filter(start_year__lte=wanted.year, due_year__gte=wanted.year)
    return rows.filter(due_year=wanted.year)


def _order(kind: Kind, order: str) -> tuple[Any, ...]:
    columns = ORDERS.get(order, ORDERS[""])
    if order == "name" and kind.model is Measure:
        columns = ("title", "pk")
    return tuple(
        F(column.removeprefix("-")).desc(nulls_last=True)
        if column.startswith("-")
        else F(column).asc(nulls_last=True)
        if column in ("due_year", "decided_at")
        else column
        for column in columns
    )


def list_indicators(user: Visitor, filters: ItemFilters | None = None) -> QuerySet[Indicator]:
    """Indicators across plans."""
    return list_items(user, "indicator", filters)


def list_targets(user: Visitor, filters: ItemFilters | None = None) -> QuerySet[Target]:
    """Targets across plans."""
    return list_items(user, "target", filters)


def list_measures(user: Visitor, filters: ItemFilters | None = None) -> QuerySet[Measure]:
    """Measures of the bodies of plans."""
    return list_items(user, "measure", filters)


def list_tasks(user: Visitor, filters: ItemFilters | None = None) -> QuerySet[Measure]:
    """Tasks of the annex tables of plans."""
    return list_items(user, "task", filters)


def list_projects(user: Visitor, filters: ItemFilters | None = None) -> QuerySet[Project]:
    """Projects across plans."""
    return list_items(user, "project", filters)


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """What a search area offers. Plans as (key, title), regions as (code, name)."""

    regions: tuple[tuple[str, str], ...]
    plans: tuple[tuple[int, str], ...]
    departments: tuple[str, ...]
    years: tuple[int, ...]
    categories: tuple[str, ...]


def filter_choices(user: Visitor, kind: str, filters: ItemFilters | None = None) -> FilterChoices:
    """The choices for a list of this kind, from the items that the list holds in any state."""
    spec, wanted = known_kind(kind), filters or ItemFilters()
    plans = _plans(user, ItemFilters(region=wanted.region, current_only=wanted.current_only))
    rows = visible_items(user, spec, spec.rows().filter(plan__in=_plans(user, wanted)).order_by())
    years = rows.filter(due_year__isnull=False).values_list("due_year", flat=True).distinct()
    departments: Any = ()
    if kind in DEPARTMENTS_OF:
        model, owner = DEPARTMENTS_OF[kind]
        named = model.objects.order_by()
        if wanted.plan is not None or wanted.region:
            named = named.filter(**{f"{owner}__plan__in": _plans(user, wanted)})
        if not reaches_all(user):
            named = named.filter(**{f"{owner}__in": rows.values("pk")})
        departments = named.values_list("listed_as", flat=True).distinct()
    categories: Any = ()
    if kind != "target":
        categories = rows.exclude(category="").values_list("category", flat=True).distinct()
    regions = visible_plans(user).filter(region__isnull=False).order_by("region__code")
    return FilterChoices(
        regions=tuple(dict.fromkeys(regions.values_list("region__code", "region__name"))),
        plans=tuple(plans.order_by("-pk").values_list("pk", "title")),
        departments=tuple(sorted(departments)),
        years=tuple(sorted(years)),
        categories=tuple(sorted(categories)),
    )
