"""The weighted sum: the first opinion, because anybody can add it up again."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ditan.core.ranking.places import Place, places
from ditan.core.ranking.table import Table


@dataclass(frozen=True, slots=True)
class WeightedSum:
    """Sums by alternative with their working.

    Parameters
    ----------
    sums
        None where a number is missing; `missing` names it.
    parts
        Weight times value of each criterion, None where the value is unknown.
    places
        The largest sum first.
    missing
        The criteria that an alternative lacks.
    """

    sums: dict[str, float | None]
    parts: dict[str, tuple[float | None, ...]]
    places: dict[str, Place]
    missing: dict[str, tuple[str, ...]]


def weighted_sum(table: Table) -> WeightedSum:
    """Σ w·x of each alternative; a criterion of which less is better counts with a minus.

    Weights are used as they are, so that points of a rubric (weight 1 each) add up to the score of its sheet.

    Examples
    --------
    >>> from ditan.core.ranking import Criterion, Table
    >>> found = weighted_sum(Table(("甲", "乙"), (Criterion("a", 0.6), Criterion("b", 0.4)), ((90, 80), (90, None))))
    >>> found.sums, found.missing
    ({'甲': 86.0, '乙': None}, {'乙': ('b',)})
    """
    signed = [each.weight if each.more_is_better else -each.weight for each in table.criteria]
    parts = {
        name: tuple(None if value is None else weight * value for weight, value in zip(signed, row, strict=True))
        for name, row in zip(table.names, table.values, strict=True)
    }
    sums = {name: None if None in row else math.fsum(part or 0.0 for part in row) for name, row in parts.items()}
    return WeightedSum(sums, parts, places(sums), table.missing)
