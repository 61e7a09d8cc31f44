"""TOPSIS: how near each alternative is to the best of all criteria, and how far from the worst.

The original normalisation divides a column by its length (vector). Packages that take min-max by default give other
numbers and may swap places; it is therefore a variant with a name, never a default.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from ditan.core.ranking.places import Place, places
from ditan.core.ranking.refusal import RankingRefused
from ditan.core.ranking.table import Table, columns


class Normalisation(StrEnum):
    """How the columns are made comparable."""

    VECTOR = "vector"
    MINMAX = "minmax"


NORMALISATIONS = {Normalisation.VECTOR: "向量归一化（原法）", Normalisation.MINMAX: "极差归一化（变体）"}


@dataclass(frozen=True, slots=True)
class Topsis:
    """Closeness by alternative with its working.

    Parameters
    ----------
    closeness
        C = D⁻/(D⁺+D⁻) within 0 and 1; None for an alternative with a missing number, which takes no part at all.
    normalisation
        Which of the two.
    weights
        As used, adding to 1.
    normalised, weighted
        Rows of the alternatives that take part, before and after the weights.
    ideal, anti_ideal
        The best and the worst of each weighted column.
    to_ideal, to_anti_ideal
        The two distances by alternative.
    places, missing
        The nearest first; what an alternative lacks.
    same
        The criteria in which all are equal: they tell nothing apart.
    """

    closeness: dict[str, float | None]
    normalisation: Normalisation
    weights: tuple[float, ...]
    normalised: dict[str, tuple[float, ...]]
    weighted: dict[str, tuple[float, ...]]
    ideal: tuple[float, ...]
    anti_ideal: tuple[float, ...]
    to_ideal: dict[str, float]
    to_anti_ideal: dict[str, float]
    places: dict[str, Place]
    missing: dict[str, tuple[str, ...]]
    same: tuple[str, ...]


def topsis(table: Table, normalisation: Normalisation = Normalisation.VECTOR) -> Topsis:
    """Closeness of each alternative to the ideal.

    Raises
    ------
    RankingRefused
        Where fewer than two alternatives have all numbers, or all of them are equal in every criterion.

    References
    ----------
    Hwang & Yoon, Multiple Attribute Decision Making, 1981.

    Examples
    --------
    >>> from ditan.core.ranking import Criterion, Table
    >>> table = Table(("甲", "乙", "丙"), (Criterion("a"), Criterion("b")), ((3, 4), (4, 3), (5, 5)))
    >>> topsis(table).closeness["丙"], topsis(table).places["甲"].tied
    (1.0, True)
    """
    names, rows = table.complete()
    if len(names) < 2:
        raise RankingRefused(f"数据齐全的对象有 {len(names)} 个，TOPSIS 至少需要 2 个；请先补齐缺数。")
    turned = columns(rows)
    weights = table.shares()
    flags = [each.more_is_better for each in table.criteria]
    if normalisation is Normalisation.VECTOR:
        scaled = [_by_length(column) for column in turned]
        upward = flags
    else:
        scaled = [_by_range(column, up) for column, up in zip(turned, flags, strict=True)]
        upward = [True] * len(flags)  # min-max has turned the columns already
    heavy = [[weight * value for value in column] for weight, column in zip(weights, scaled, strict=True)]
    ideal = tuple(max(column) if up else min(column) for column, up in zip(heavy, upward, strict=True))
    worst = tuple(min(column) if up else max(column) for column, up in zip(heavy, upward, strict=True))
    weighted = dict(zip(names, columns(heavy), strict=True))
    near = {name: math.dist(row, ideal) for name, row in weighted.items()}
    far = {name: math.dist(row, worst) for name, row in weighted.items()}
    if ideal == worst:
        raise RankingRefused("各对象在所有项目上数值都相同，TOPSIS 分不出先后。")
    closeness = {name: far[name] / (near[name] + far[name]) if name in far else None for name in table.names}
    return Topsis(
        closeness,
        normalisation,
        tuple(weights),
        {name: tuple(row) for name, row in zip(names, columns(scaled), strict=True)},
        {name: tuple(row) for name, row in weighted.items()},
        ideal,
        worst,
        near,
        far,
        places(closeness),
        table.missing,
        tuple(each.name for each, column in zip(table.criteria, turned, strict=True) if min(column) == max(column)),
    )


def _by_length(column: list[float]) -> list[float]:
    length = math.hypot(*column)
    return [value / length if length else 0.0 for value in column]


def _by_range(column: list[float], upward: bool) -> list[float]:
    low, high = min(column), max(column)
    if low == high:
        return [0.0] * len(column)
    return [(value - low if upward else high - value) / (high - low) for value in column]
