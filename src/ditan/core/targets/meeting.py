"""Whether a value reaches a target, by the printed comparison and the direction of the metric."""

from __future__ import annotations

from ditan.core.assessment import Direction
from ditan.core.targets.asked import Asked

SIGNS = {"=": "＝", ">=": "≥", "<=": "≤", ">": ">", "<": "<", "approx": "约"}


def is_rising(asked: Asked) -> bool:
    """Whether more is what the target asks for. A printed ≤ or ≥ says it; else the direction of the metric does."""
    if asked.comparator in (">=", ">"):
        return True
    if asked.comparator in ("<=", "<"):
        return False
    return asked.direction is not Direction.DOWN


def meets(asked: Asked, actual: float) -> bool | None:
    """Whether the value reaches the target; None where only a person can say (左右 without a tolerance).

    A bare number asks for at least that much of what should rise and at most that much of what should fall.

    Examples
    --------
    >>> meets(Asked(Direction.DOWN, "<=", value=34.0), 33.0), meets(Asked(Direction.UP, value=100.0), 99.9)
    (True, False)
    >>> meets(Asked(Direction.UP, "approx", value=322.0), 318.0) is None
    True
    """
    target = asked.value
    if target is None:
        return None
    if asked.comparator == ">":
        return actual > target
    if asked.comparator == "<":
        return actual < target
    if asked.direction is Direction.KEEP and asked.comparator in ("=", "approx"):
        return True if actual == target else (None if asked.comparator == "approx" else False)
    reached = actual >= target if is_rising(asked) else actual <= target
    return None if asked.comparator == "approx" and not reached else reached


def comparison(asked: Asked, actual: float) -> str:
    """The comparison with its numbers, for a screen."""
    sign = asked.comparator
    if sign == "=" and asked.direction is not Direction.KEEP:
        sign = ">=" if is_rising(asked) else "<="
    return f"{actual:.10g} 对 {SIGNS[sign]} {asked.value:.10g}"
