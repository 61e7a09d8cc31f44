"""Reads of the metric catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from ditan.base.records.models import Metric, MetricRevision, Standing
from ditan.base.records.selectors.observations import CONTEXT
from ditan.base.records.selectors.scope import visible_metrics, visible_standings
from ditan.base.searching import holding

ORDERS = {"name": ("name", "pk"), "-name": ("-name", "-pk"), "code": ("code",)}


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
    """Metrics in use that match. `values_seen` tells how many values there are of each."""
    asked = filters or MetricFilters()
    rows = visible_metrics(user).filter(is_active=True).select_related("responsible").prefetch_related("aliases")
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
        seen = Exists(visible_standings(user).filter(metric=OuterRef("pk")).order_by())
        rows = rows.filter(seen if asked.with_values else ~seen)
    return rows.order_by(*ORDERS.get(asked.order, ORDERS["name"]))


def values_seen(user: Any, metrics: Iterable[Metric]) -> dict[int, int]:
    """How many standing values the user sees, by the key of the metric; none is 0. One query."""
    keys = [metric.pk for metric in metrics]
    counted = visible_standings(user).filter(metric__in=keys).order_by().values_list("metric").annotate(Count("pk"))
    return dict.fromkeys(keys, 0) | dict(counted)


def get_metric(user: Any, pk: int) -> Metric:
    """One metric with its other names; `Metric.DoesNotExist` where the user sees none."""
    return visible_metrics(user).select_related("responsible").prefetch_related("aliases").get(pk=pk)


def metric_revisions(user: Any, metric: Metric) -> QuerySet[MetricRevision]:
    """What the metric said before, newest first."""
    return MetricRevision.objects.filter(metric__in=visible_metrics(user), metric_id=metric.pk).order_by("-version")


def series_of(user: Any, metric: Metric) -> list[Standing]:
    """The newest standing value of each subject and basis of the metric, with `points`: how many values it has."""
    of_one = [F("subject_id"), F("basis")]
    newest = Window(RowNumber(), partition_by=of_one, order_by=[F("period_end").desc(), F("pk").desc()])
    counted = Window(Count("pk"), partition_by=of_one)
    rows = visible_standings(user).filter(metric=metric).annotate(place=newest, points=counted).filter(place=1)
    return list(rows.select_related(*CONTEXT).order_by("subject__kind", "subject__code", "basis"))
