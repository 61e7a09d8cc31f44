"""What a tracked target means to `core.decomposition`: which kind of yearly values, which bound, from which base."""

from __future__ import annotations

from hashlib import sha256

from ditan.core.decomposition import Bound, Kind, Rule, Trajectory
from ditan.domains.plans.models import PartRule, TrackedTarget
from ditan.domains.plans.models.choices import Basis, Comparator

DECLINES = ("降", "减")
FLOORS = (Comparator.AT_LEAST, Comparator.MORE)
CAPS = (Comparator.AT_MOST, Comparator.LESS)
OF_UNITS = (PartRule.SUM, PartRule.SHARE, PartRule.SAME)
"""How departments and towns may share a target."""
DECIMALS = 4


def kind_of(tracked: TrackedTarget) -> Kind:
    """A level at the end of each year, a decline since the base year, or an amount of which each year takes a piece."""
    if tracked.basis != Basis.CUMULATIVE:
        return Kind.LEVEL
    return Kind.DECLINE if tracked.metric.unit == "%" else Kind.TOTAL


def is_yearly(tracked: TrackedTarget) -> bool:
    """Whether the target is asked of each year alike (年均): its years share one value."""
    return tracked.basis == Basis.ANNUAL


def bound_of(tracked: TrackedTarget) -> Bound:
    """What the comparator asks for; where the plan prints none, the metric's direction. A decline is a floor."""
    if tracked.comparator in FLOORS:
        return Bound.AT_LEAST
    if tracked.comparator in CAPS:
        return Bound.AT_MOST
    if kind_of(tracked) is Kind.DECLINE and any(word in tracked.metric.name for word in DECLINES):
        return Bound.AT_LEAST
    return {"up": Bound.AT_LEAST, "down": Bound.AT_MOST}.get(tracked.metric.direction, Bound.EXACTLY)


def base_of(tracked: TrackedTarget) -> tuple[int | None, float | None]:
    """The year before the first one and its value; a decline and an amount begin at zero."""
    standing = getattr(tracked, "standing", None)
    year = tracked.base_year or (standing.base_year if standing else None)
    if year is None and tracked.plan.period_start is not None:
        year = tracked.plan.period_start - 1
    if kind_of(tracked) is not Kind.LEVEL:
        return year, 0.0
    value = tracked.base_value
    if value is None and standing is not None and standing.base_year == year:
        value = standing.base_value
    return year, value


def whole_of(tracked: TrackedTarget) -> float | None:
    """The value that is taken apart: what was handed down where it comes from above."""
    standing = getattr(tracked, "standing", None)
    if tracked.value is None and standing is not None:
        return float(standing.target_value) if standing.target_value is not None else None
    return tracked.value


def rule_of_years(tracked: TrackedTarget) -> PartRule:
    """How the years make up the target."""
    if is_yearly(tracked):
        return PartRule.SAME
    return PartRule.SUM if kind_of(tracked) is Kind.TOTAL else PartRule.PATH


def trajectories(tracked: TrackedTarget) -> tuple[Trajectory, ...]:
    """Which paths can be proposed, the target's own convention first."""
    if is_yearly(tracked) or kind_of(tracked) is Kind.TOTAL:
        return (Trajectory.LINEAR,)
    both = (Trajectory.GEOMETRIC, Trajectory.LINEAR)
    return both if tracked.convention == "logarithmic" else both[::-1]


def core_rule(rule: str) -> Rule:
    """The rule as the core calls it."""
    return Rule(rule)


def key_of(year: int | None, name: str = "") -> str:
    """What tells a part from its siblings: the year, the unit, or both. Fits the column whatever the name.

    >>> key_of(2023), key_of(2023, "区住房城乡建委"), key_of(None, "区住房城乡建委")
    ('2023', '2023/区住房城乡建委', '/区住房城乡建委')
    """
    key = f"{year or ''}/{name}" if name else str(year or "")
    return key if len(key) <= 64 else f"{key[:50]}~{sha256(key.encode()).hexdigest()[:12]}"
