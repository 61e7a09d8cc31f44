"""照上一轮新建: the metrics and organisations of a round taken over into a new one, which is a draft like any other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from ditan.base.workflow.models import Assignment, Round, RoundMetric
from ditan.base.workflow.rounds.services.arranging import make_round, require_manager
from ditan.base.workflow.rounds.services.deeds import note_round


@dataclass(frozen=True, slots=True)
class Copied:
    """The new round, and what of the old one could not be taken over: metrics out of use, organisations that are gone."""

    round: Round
    left_metrics: tuple[str, ...]
    left_organisations: tuple[str, ...]


@transaction.atomic
def copy_round(*, user: Any, source: Round, values: dict[str, Any]) -> Copied:
    """Draw up a round that asks what another asked, of whom it asked. Values, remarks, delegates and extensions stay behind."""
    require_manager(user)
    made = make_round(user=user, values=values)
    asked, left_metrics = _copy_metrics(source, made)
    left_organisations = _copy_assignments(source, made, asked)
    note_round("round_copied", user, made, after={"from": source.pk, "title": source.title, "metrics": len(asked)})
    return Copied(made, left_metrics, left_organisations)


def _copy_metrics(source: Round, made: Round) -> tuple[dict[int, RoundMetric], tuple[str, ...]]:
    """The metrics that are still in use, in their order, by the key of the row that they were taken from."""
    rows = list(source.asked.select_related("metric").order_by("position", "pk"))
    kept = [row for row in rows if row.metric.is_active]
    fresh = RoundMetric.objects.bulk_create(
        RoundMetric(round=made, metric_id=row.metric_id, position=place, required=row.required, section=row.section)
        for place, row in enumerate(kept)
    )
    asked = {row.pk: new for row, new in zip(kept, fresh, strict=True)}
    parts = [row for row in kept if row.part_of_id in asked]
    for row in parts:
        asked[row.pk].part_of = asked[row.part_of_id or 0]
    RoundMetric.objects.bulk_update([asked[row.pk] for row in parts], ["part_of"])
    return asked, tuple(row.metric.name for row in rows if not row.metric.is_active)


def _copy_assignments(source: Round, made: Round, asked: dict[int, RoundMetric]) -> tuple[str, ...]:
    """Organisations that are still there, with whom they report of, who looks at it and who fills in."""
    left = []
    rows = source.assignments.select_related("organisation", "reviewer").prefetch_related("metrics")
    for row in rows.order_by("pk"):
        metrics = [asked[each.pk] for each in row.metrics.all() if each.pk in asked]
        if row.organisation.valid_to is not None or not metrics:
            left.append(row.organisation.name)
            continue
        fresh = Assignment.objects.create(
            round=made,
            organisation_id=row.organisation_id,
            subject_id=row.subject_id,
            reviewer_id=row.reviewer_id if row.reviewer is not None and row.reviewer.valid_to is None else None,
            filler_id=row.filler_id,
            due_on=made.due_on,
        )
        fresh.metrics.set(metrics)
    return tuple(left)
