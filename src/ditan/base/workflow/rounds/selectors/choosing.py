"""What a round can be made of: metrics, organisations, subjects. For who arranges rounds."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from ditan.base.directory.models import Organisation
from ditan.base.directory.models.dated import holds
from ditan.base.records.models import Metric, Subject
from ditan.base.workflow.models import Round, RoundMetric
from ditan.base.workflow.rounds.permissions import MANAGE, may

MOST = 200


def metrics_to_ask(user: Any, round: Round, words: str) -> QuerySet[Metric]:
    """Metrics that are not asked for yet.

    Those with a formula too: a city issues some of them to its districts. What is issued and what is computed are then
    versions of one value, and where they differ at one status a person chooses.
    """
    if not may(user, MANAGE):
        return Metric.objects.none()
    rows = Metric.objects.filter(is_active=True).exclude(pk__in=round.asked.values("metric"))
    wanted = words.strip().replace("\x00", "")
    if wanted:
        rows = rows.filter(Q(name__contains=wanted) | Q(code__contains=wanted) | Q(responsible_name__contains=wanted))
    return rows.select_related("responsible").order_by("name", "pk")[:MOST]


def asked_metrics(user: Any, round: Round) -> QuerySet[RoundMetric]:
    """What the round asks for."""
    return round.asked.select_related("metric__responsible", "part_of").order_by("position", "pk")


def organisations_to_ask(user: Any, round: Round, words: str, kind: str) -> QuerySet[Organisation]:
    """Living organisations that owe nothing yet."""
    if not may(user, MANAGE):
        return Organisation.objects.none()
    rows = Organisation.objects.filter(holds(timezone.localdate())).exclude(
        pk__in=round.assignments.values("organisation")
    )
    wanted = words.strip().replace("\x00", "")
    if wanted:
        rows = rows.filter(Q(name__contains=wanted) | Q(short_name__contains=wanted))
    if kind:
        rows = rows.filter(kind=kind)
    return rows.order_by("position", "name", "pk")[:MOST]


def departments(user: Any) -> QuerySet[Organisation]:
    """Departments that may review."""
    rows = Organisation.objects.filter(holds(timezone.localdate()), kind="department")
    return rows.order_by("position", "name", "pk")[:MOST]


def regions(user: Any) -> QuerySet[Subject]:
    """Regions that a department may report of."""
    return Subject.objects.filter(kind=Subject.Kind.REGION).order_by("code")[:MOST]


def responsible_for(round: Round) -> dict[int, tuple[int, ...]]:
    """By organisation, the metrics of the round that it answers for."""
    found: dict[int, list[int]] = defaultdict(list)
    for place, metric in round.asked.values_list("metric__responsible", "metric"):
        if place is not None:
            found[place].append(metric)
    return {place: tuple(metrics) for place, metrics in found.items()}
