"""Who owes the next value of a target: an open assignment, else who answers for the metric, else whom the plan names."""

from __future__ import annotations

from collections.abc import Sequence

from ditan.base.workflow.models import Assignment, RoundState
from ditan.domains.plans.models import IndicatorDepartment, TrackedTarget


def owed_by(targets: Sequence[TrackedTarget]) -> dict[int, str]:
    """Names by the key of the target; two statements, whatever the number. A target without a name is left out."""
    asked = _assigned(targets)
    named = _named({each.indicator_id for each in targets if each.indicator_id is not None})
    found = {}
    for target in targets:
        metric = target.metric
        name = asked.get((target.subject_id, target.metric_id)) or (
            metric.responsible.name if metric.responsible is not None else metric.responsible_name
        )
        name = name or named.get(target.indicator_id or 0, "")
        if name:
            found[target.pk] = name
    return found


def _assigned(targets: Sequence[TrackedTarget]) -> dict[tuple[int, int], str]:
    rows = Assignment.objects.filter(
        round__state=RoundState.OPEN,
        subject__in={each.subject_id for each in targets},
        metrics__metric__in={each.metric_id for each in targets},
    )
    return {
        (subject, metric): f"{name}（填报中）"
        for subject, metric, name in rows.order_by("pk").values_list(
            "subject_id", "metrics__metric_id", "organisation__name"
        )
    }


def _named(indicators: set[int]) -> dict[int, str]:
    rows = IndicatorDepartment.objects.filter(indicator__in=indicators).order_by("indicator_id", "-position")
    return dict(rows.values_list("indicator_id", "listed_as"))
