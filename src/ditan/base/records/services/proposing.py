"""Metrics that a domain proposes because a document of its own needs them; a person checks them later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.audit.services import record as log
from ditan.base.records.models import Metric, MetricRevision
from ditan.base.records.services.catalogue import content_of


@dataclass(frozen=True, slots=True)
class Proposed:
    """A metric as a document speaks of it. `code` tells it from others and stays the same when it is proposed again."""

    code: str
    name: str
    unit: str
    direction: str
    basis: str
    source_title: str
    ceiling: float | None = None
    responsible_name: str = ""


@transaction.atomic
def propose_metrics(rows: Sequence[Proposed], *, why: str) -> dict[str, Metric]:
    """The metrics of these codes; those that are not in the catalogue are added to it as not verified."""
    from ditan.core.reading.resolve.units import pint_unit

    known = {each.code: each for each in Metric.objects.filter(code__in={row.code for row in rows})}
    fresh = {row.code: row for row in rows if row.code not in known}
    if not fresh:
        return known
    made = Metric.objects.bulk_create(
        Metric(
            code=row.code,
            name=row.name[:200],
            unit=row.unit[:64],
            unit_pint=pint_unit(row.unit)[:100],
            direction=row.direction,
            basis=row.basis,
            ceiling=row.ceiling,
            responsible_name=row.responsible_name[:200],
            source_title=row.source_title[:300],
        )
        for row in fresh.values()
    )
    now = timezone.now()
    MetricRevision.objects.bulk_create(
        MetricRevision(metric=each, version=1, content=content_of(each), reason=why[:400], at=now) for each in made
    )
    log(
        act="records.metrics_proposed", target_kind="metric", target_name=_("待核对统计指标"), after={"rows": len(made)}
    )
    return known | {each.code: each for each in made}
