"""Evaluated rows made ready for approach 1: for every category and gas how uncertain its activity and its factors are.

How much a line moves with each quantity is taken from its formula (`combining`). Rows of a category that share a factor move
with it together, as its error is one error; activity data of two rows are independent.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ditan.core.methods import Line
from ditan.core.uncertainty.approach1 import Source
from ditan.core.uncertainty.combining import INPUT, effects

Where = tuple[str, str]
"""Category and gas."""


@dataclass
class Gathering:
    """Lines taken in, by category and gas.

    Parameters
    ----------
    fixed
        Cells in which something has no range and was held fixed: their uncertainty is too small.
    """

    amounts: dict[Where, float] = field(default_factory=lambda: defaultdict(float))
    fixed: set[Where] = field(default_factory=set)
    _activity: dict[Where, list[float]] = field(default_factory=lambda: defaultdict(list))
    _factors: dict[Where, dict[str, float]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(float)))

    def add(
        self,
        where: Where,
        row: str,
        line: Line,
        *,
        percents: Mapping[str, float],
        assumed: Mapping[str, float] | None = None,
        weight: float = 1.0,
    ) -> None:
        """Take in a line of an evaluated row; the arguments are those of `Propagation.add`. An unknown amount adds nothing."""
        if not line.amount:
            return
        self.amounts[where] += line.amount * weight
        found, gaps = effects(row, line, percents=percents, assumed=assumed)
        if any(each.assumed is None for each in gaps):
            self.fixed.add(where)
        for name, percent in found.items():
            if name.startswith(INPUT):
                self._activity[where].append(percent * line.amount * weight)
            else:
                self._factors[where][name] += percent * line.amount * weight

    def sources(self, base: Mapping[Where, float] | None = None) -> list[Source]:
        """What approach 1 takes, cells of nothing left out.

        Parameters
        ----------
        base
            Amounts of the base year; without it the current ones stand for it, and the trend says nothing.
        """
        cells = list(dict.fromkeys((*self.amounts, *(base or {}))))
        found = []
        for where in cells:
            current = self.amounts.get(where, 0.0)
            before = current if base is None else base.get(where, 0.0)
            if current or before:
                found.append(
                    Source(" ".join(where), before, current, self.activity_percent(where), self.factor_percent(where))
                )
        return found

    def activity_percent(self, where: Where) -> float:
        """Of the whole cell, by its activity data."""
        return _percent(self._activity.get(where, ()), self.amounts.get(where, 0.0))

    def factor_percent(self, where: Where) -> float:
        """Of the whole cell, by its factors."""
        return _percent(self._factors.get(where, {}).values(), self.amounts.get(where, 0.0))

    def combined(self, where: Where) -> float | None:
        """Of the whole cell, %; None where something in it has no range."""
        if where in self.fixed:
            return None
        return math.hypot(self.activity_percent(where), self.factor_percent(where))


def _percent(moves: Any, amount: float) -> float:
    return math.sqrt(math.fsum(each**2 for each in moves)) / abs(amount) if amount else 0.0
