"""Reads of the ties between items and metrics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from ditan.base.records.models import Metric
from ditan.base.records.selectors.scope import visible_metrics
from ditan.base.searching import holding
from ditan.domains.plans.kinds import KINDS
from ditan.domains.plans.models import BOOKED, MetricBinding, State
from ditan.domains.plans.permissions import VIEW, Visitor
from ditan.domains.plans.selectors.scope import reaches_all, visible_items, visible_plans

ORDERS = {
    "": ("-plan_id", "pk"),
    "confidence": ("confidence", "pk"),
    "-confidence": ("-confidence", "pk"),
    "metric": ("metric__name", "pk"),
}


@dataclass(frozen=True, slots=True)
class BindingFilters:
    """What the list is asked for. `fits` False finds units that do not go together."""

    q: str = ""
    plan: int | None = None
    state: str = ""
    ground: str = ""
    fits: bool | None = None
    booked: bool | None = None
    order: str = ""


def bindings(user: Visitor, filters: BindingFilters | None = None) -> QuerySet[MetricBinding]:
    """Ties of current plans that match, with item and metric, ready for a pager."""
    asked = filters or BindingFilters()
    rows = _seen(user)
    for word in asked.q.split():
        rows = rows.filter(holding(word, "indicator__name", "target__name", "metric__name", "metric__code"))
    if asked.plan is not None:
        rows = rows.filter(plan=asked.plan)
    if asked.state:
        rows = rows.filter(state__in=BOOKED) if asked.state == "booked" else rows.filter(state=asked.state)
    if asked.ground:
        rows = rows.filter(ground=asked.ground)
    if asked.fits is not None:
        rows = rows.filter(unit_fits=asked.fits)
    if asked.booked is not None:
        of_item = Q(indicator__state__in=BOOKED) | Q(target__state__in=BOOKED)
        rows = rows.filter(of_item) if asked.booked else rows.exclude(of_item)
    return (
        rows.select_related("indicator", "target", "metric", "plan")
        .prefetch_related("indicator__cells")
        .order_by(*ORDERS.get(asked.order, ORDERS[""]))
    )


def binding_counts(user: Visitor) -> dict[str, int]:
    """How many ties there are in each state."""
    return dict(_seen(user).order_by().values_list("state").annotate(number=Count("pk")))


def undecided_bindings(user: Visitor) -> int:
    """How many ties of items in the books wait for a decision."""
    booked = Q(indicator__state__in=BOOKED) | Q(target__state__in=BOOKED)
    return _seen(user).filter(booked, state=State.PROPOSED).count()


def get_binding(user: Visitor, pk: int, permission: str = VIEW) -> MetricBinding:
    """One tie; `MetricBinding.DoesNotExist` where its item lies outside the user's data."""
    rows = _seen(user, permission).select_related("indicator", "target", "metric", "plan__region", "plan__source")
    found: MetricBinding = rows.prefetch_related("indicator__cells").get(pk=pk)
    return found


def metrics_like(user: Visitor, words: str, limit: int = 20) -> list[Metric]:
    """Metrics in use whose name, other name or code holds the words, for choosing another one."""
    rows: QuerySet[Metric] = visible_metrics(user).filter(is_active=True)
    for word in words.split():
        rows = rows.filter(holding(word, "name", "code", "aliases__name"))
    return list(rows.distinct().order_by("-verified", "name", "pk")[:limit])


def _seen(user: Visitor, permission: str = VIEW) -> QuerySet[Any]:
    rows = MetricBinding.objects.filter(plan__in=visible_plans(user).filter(is_current=True).values("pk"))
    if reaches_all(user, permission):
        return rows
    seen = Q()
    for name in ("indicator", "target"):
        items = visible_items(user, KINDS[name], KINDS[name].rows().order_by(), permission)
        seen |= Q(**{f"{name}__in": items.values("pk")})
    return rows.filter(seen)
