"""A series as a chart draws it: lines by kind of period, so that no month is joined to a year."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from ditan.base.records.models import Observation, Standing
from ditan.base.records.selectors import Point
from ditan.base.records.shown import source_of, value_of
from ditan.core.periods import CHINESE, Kind

FLAT = 0.25
"""Where all values lie within this share of the largest, an axis from zero would show a straight line."""


def kinds_of(points: Iterable[Point]) -> list[tuple[str, str, int]]:
    """The kinds of period of a series, in the order in which they were counted: code, Chinese, how many; most first."""
    counted = Counter(point.value.period_kind for point in points)
    return [(kind, CHINESE[Kind(kind)], number) for kind, number in counted.most_common()]


def chart_of(points: Sequence[Point], benchmarks: Sequence[Standing], *, name: str, unit: str) -> dict[str, Any]:
    """What stands, what stood before, and the city's line beside it. Values that are no number are left out, not drawn as 0."""
    line = [_dot(point.value, contested=point.standing.contested, restated=point.restated) for point in points]
    earlier = [_dot(row) for point in points for row in point.earlier]
    beside: dict[str, list[dict[str, Any]]] = {}
    for row in benchmarks:
        beside.setdefault(row.subject.name, []).append(_dot(row.value))
    drawn = {label: _numbers(dots) for label, dots in beside.items()}
    values = [dot["value"] for dot in _numbers(line)] + [dot["value"] for dots in drawn.values() for dot in dots]
    return {
        "name": name,
        "unit": unit,
        "line": _numbers(line),
        "earlier": _numbers(earlier),
        "benchmarks": [{"name": label, "line": dots} for label, dots in drawn.items() if dots],
        "fromZero": not is_flat(values),
    }


def is_flat(values: Sequence[float]) -> bool:
    """Whether the values would lie in one line on an axis from zero.

    >>> is_flat([98.1, 98.4, 99.0]), is_flat([10.0, 40.0]), is_flat([-1.0, 2.0]), is_flat([])
    (True, False, False, False)
    """
    if not values or min(values) <= 0 <= max(values):
        return False
    largest = max(abs(value) for value in values)
    return (max(values) - min(values)) < FLAT * largest


def at_of(row: Observation) -> datetime.date:
    """Where the value stands on the axis: a year at its own mark, what ends within a year at the month of its end."""
    whole_year = row.period_kind in (Kind.YEAR.value, Kind.END_OF.value, Kind.MULTI_YEAR.value)
    return row.period_end.replace(month=1, day=1) if whole_year else row.period_end.replace(day=1)


def _numbers(dots: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [dot for dot in dots if dot["value"] is not None]


def _dot(row: Observation, *, contested: bool = False, restated: bool = False) -> dict[str, Any]:
    return {
        "at": at_of(row).isoformat(),
        "period": row.period_name,
        "value": row.number,
        "text": value_of(row),
        "source": source_of(row)[:80],
        "version": row.version,
        "contested": contested,
        "restated": restated,
        "demo": row.demo,
    }
