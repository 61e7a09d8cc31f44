"""Reads of the metric catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ditan.base.records.models import Metric, MetricRevision, Standing
from ditan.base.records.selectors.scope import visible_metrics, visible_standings
from ditan.base.searching import holding

ORDERS = {"name": ("name", "pk"), "-name": ("-name", "-pk"), "values": ("-values_seen", "name", "pk")}


@dataclass(frozen=True, slots=True)
class MetricFilters:
    """What a list of metrics is asked for. `q` looks in code, name and other names."""

    q: str = ""
    direction: str = ""
    frequency: str = ""
    computed: bool | None = None
    verified: bool | None = None
    with_values: bool | None = None
    order: str = ""


def metrics(user: Any, filters: MetricFilters | None = None) -> QuerySet[Metric]:
    """Metrics in use that match, each with `values_seen`: how many standing values of it the user sees."""
    asked = filters or MetricFilters()
    rows = visible_metrics(user).filter(is_active=True).select_related("responsible").prefetch_related("aliases")
    rows = rows.annotate(values_seen=Coalesce(Subquery(_counted(user)), 0))
    for word in asked.q.split():
        named = visible_metrics(user).filter(holding(word, "aliases__name")).values("pk")
        rows = rows.filter(holding(word, "name", "code") | Q(pk__in=named))
    if asked.direction:
        rows = rows.filter(direction=asked.direction)
    if asked.frequency:
        rows = rows.filter(frequency=asked.frequency)
    if asked.computed is not None:
        rows = rows.exclude(formula="") if asked.computed else rows.filter(formula="")
    if asked.verified is not None:
        rows = rows.filter(verified=asked.verified)
    if asked.with_values is not None:
        rows = rows.filter(values_seen__gt=0) if asked.with_values else rows.filter(values_seen=0)
    return rows.order_by(*ORDERS.get(asked.order, ORDERS["name"]))


def _counted(user: Any) -> QuerySet[Any, Any]:
    """How many values of the metric of the outer query the user sees."""
    seen = visible_standings(user).filter(metric=OuterRef("pk")).order_by()
    return seen.values("metric").annotate(number=Count("pk")).values("number")


def get_metric(user: Any, pk: int) -> Metric:
    """One metric with its other names; `Metric.DoesNotExist` where the user sees none."""
    return visible_metrics(user).select_related("responsible").prefetch_related("aliases").get(pk=pk)


def metric_revisions(user: Any, metric: Metric) -> QuerySet[MetricRevision]:
    """What the metric said before, newest first."""
    return MetricRevision.objects.filter(metric__in=visible_metrics(user), metric_id=metric.pk).order_by("-version")


def series_of(user: Any, metric: Metric) -> list[Standing]:
    """The newest standing value of each subject and basis of the metric, with `points`: how many values it has."""
    rows = visible_standings(user).filter(metric=metric).select_related("subject", "observation", "metric")
    newest: dict[tuple[int, str], Standing] = {}
    counts: dict[tuple[int, str], int] = {}
    for row in rows.order_by("subject__kind", "subject__code", "-period_end", "-pk"):
        key = row.subject_id, row.basis
        newest.setdefault(key, row)
        counts[key] = counts.get(key, 0) + 1
    for key, row in newest.items():
        row.points = counts[key]  # type: ignore[attr-defined]
    return list(newest.values())
