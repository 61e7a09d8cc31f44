"""How the targets of some metrics stand, for services of other domains: what they show of it to a person they ask for again."""

from __future__ import annotations

from collections.abc import Collection

from ditan.domains.plans.models import TrackedTarget


def targets_of_metrics(metrics: Collection[int]) -> list[TrackedTarget]:
    """Targets of current plans that ask for these metrics, each with how it stands. One query."""
    rows = TrackedTarget.objects.filter(metric__in=metrics, stale=False, plan__is_current=True)
    return list(rows.select_related("metric", "standing", "subject").order_by("year", "pk"))
