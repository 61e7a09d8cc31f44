"""A tracked target as `core.targets` knows it."""

from __future__ import annotations

from ditan.core.assessment import Convention, Direction
from ditan.core.targets import Asked, Basis
from ditan.domains.plans.models import ASSESSED, Handing, TrackedTarget
from ditan.domains.plans.tracking.matching import is_fall
from ditan.domains.plans.tracking.wanting import counts_up


def asked_of(target: TrackedTarget) -> Asked:
    """The target as `core.targets` knows it."""
    metric = target.metric
    basis = Basis.CUMULATIVE if _counts_up(target) else Basis(target.basis)
    return Asked(
        direction=Direction(metric.direction),
        comparator=target.comparator,
        basis=basis,
        value=target.value,
        text=target.printed if target.value is None else "",
        year=target.year,
        base_year=target.base_year,
        base_value=target.base_value,
        convention=Convention(target.convention),
        is_decline=basis is Basis.CUMULATIVE and is_fall(metric.name, metric.unit),
        awaits_value=target.handing == Handing.AWAITING,
        assessed=target.passed if target.passed in ASSESSED else "",
        is_draft=target.not_binding,
        floor=metric.floor,
        ceiling=metric.ceiling,
    )


def _counts_up(target: TrackedTarget) -> bool:
    item = target.item
    return item is not None and counts_up(target.metric, item.basis)
