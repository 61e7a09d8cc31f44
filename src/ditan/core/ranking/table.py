"""The table that is ranked: alternatives in rows, criteria in columns, a number or nothing in each cell."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ditan.core.ranking.refusal import RankingRefused

Row = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Criterion:
    """A column: its name, its weight (any scale, none below zero), and whether more is better."""

    name: str
    weight: float = 1.0
    more_is_better: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """Alternatives by criteria.

    Parameters
    ----------
    names
        One for each alternative; the order of all results.
    criteria
        At least one.
    values
        A row for each alternative, a number or None for each criterion. None is unknown, never zero.

    Raises
    ------
    RankingRefused
        Where counts differ, a number is not finite, a weight is below zero or all are zero.
    """

    names: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    values: tuple[tuple[float | None, ...], ...]

    def __post_init__(self) -> None:
        if not self.criteria:
            raise RankingRefused("没有评价项目，无法排序；请至少选择一项。")
        if len(self.values) != len(self.names):
            raise RankingRefused(f"有 {len(self.names)} 个对象、{len(self.values)} 行数据，应一一对应；请核对。")
        for name, row in zip(self.names, self.values, strict=True):
            if len(row) != len(self.criteria):
                raise RankingRefused(f"“{name}”有 {len(row)} 个数值，应为 {len(self.criteria)} 个；请核对。")
            if any(value is not None and not math.isfinite(value) for value in row):
                raise RankingRefused(f"“{name}”的数值不是有限数；未知请留空，不能用其他符号代替。")
        check_weights([each.weight for each in self.criteria])

    @property
    def missing(self) -> dict[str, tuple[str, ...]]:
        """The alternatives that lack a number, each with the criteria that it lacks."""
        found = {
            name: tuple(each.name for each, value in zip(self.criteria, row, strict=True) if value is None)
            for name, row in zip(self.names, self.values, strict=True)
        }
        return {name: lacking for name, lacking in found.items() if lacking}

    def complete(self) -> tuple[tuple[str, ...], list[list[float]]]:
        """The alternatives with a number in every cell, and their rows."""
        rows = [
            (name, [value for value in row if value is not None])
            for name, row in zip(self.names, self.values, strict=True)
        ]
        whole = [(name, row) for name, row in rows if len(row) == len(self.criteria)]
        return tuple(name for name, _row in whole), [row for _name, row in whole]

    def shares(self) -> list[float]:
        """The weights, scaled so that they add to 1."""
        total = math.fsum(each.weight for each in self.criteria)
        return [each.weight / total for each in self.criteria]


def check_weights(weights: Sequence[float]) -> None:
    """Refuse weights of which one is below zero or not finite, or that are all zero."""
    if any(not math.isfinite(weight) or weight < 0 for weight in weights) or not math.fsum(weights) > 0:
        shown = "、".join(f"{weight:g}" for weight in weights)
        raise RankingRefused(f"权重为 {shown}，应都不小于 0 且合计大于 0；请核对。")


def columns(rows: Sequence[Sequence[float]]) -> list[list[float]]:
    """Rows turned into columns."""
    return [list(column) for column in zip(*rows, strict=True)]
