"""The values that formulas read: one array for each metric, subjects down and periods across."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ditan.core.metrics.columns import Column
from ditan.core.metrics.dimensions import Scale
from ditan.core.metrics.grid import Grid, stand_ins


class Known(IntEnum):
    """What is known of a value."""

    MISSING = 0
    """Nobody has reported it."""
    NUMBER = 1
    UNKNOWN = 2
    """It was reported as 未知."""
    NOT_APPLICABLE = 3


@dataclass(frozen=True)
class Table:
    """Numbers in the metrics' units, what is known of each, the key of the observation it comes from (0 for none), the rank
    of its status, and whether it was reported for this very period.

    All arrays have the shape (metrics, subjects, periods).
    """

    codes: Mapping[str, int]
    numbers: NDArray[np.float64]
    states: NDArray[np.int8]
    keys: NDArray[np.int64]
    ranks: NDArray[np.int8]
    exact: NDArray[np.bool_]

    @classmethod
    def empty(cls, codes: Iterable[str], subjects: int = 0, periods: int = 0) -> Table:
        places = {code: place for place, code in enumerate(dict.fromkeys(codes))}
        shape = (len(places), subjects, periods)
        return cls(
            places,
            np.zeros(shape),
            np.zeros(shape, np.int8),
            np.zeros(shape, np.int64),
            np.zeros(shape, np.int8),
            np.zeros(shape, np.bool_),
        )

    @property
    def subjects(self) -> int:
        return int(self.numbers.shape[1])

    def put(
        self,
        metrics: Sequence[int],
        subjects: Sequence[int],
        periods: Sequence[int],
        numbers: Sequence[float],
        states: Sequence[int],
        keys: Sequence[int],
        ranks: Sequence[int] | int = 0,
    ) -> None:
        """Store values by their places."""
        at: Any = (np.asarray(metrics, int), np.asarray(subjects, int), np.asarray(periods, int))
        self.numbers[at], self.states[at], self.keys[at], self.ranks[at] = numbers, states, keys, ranks
        self.exact[at] = True

    def let_stand_in(self, grid: Grid) -> None:
        """Where a period has no value, let that of a period that says the same stand in: 2024年末 for 2024年."""
        for place, period in enumerate(grid.periods):
            for other in stand_ins(period):
                if other not in grid.places:
                    continue
                there = grid.places[other]
                lacking = (self.states[:, :, place] == Known.MISSING) & (self.states[:, :, there] != Known.MISSING)
                for array in (self.numbers, self.states, self.keys, self.ranks):
                    array[:, :, place] = np.where(lacking, array[:, :, there], array[:, :, place])

    def column(self, code: str, scale: Scale) -> Column:
        """A metric as a part of a formula, in root units."""
        place = self.codes[code]
        reads = tuple(frozenset(((code, period),)) for period in range(self.numbers.shape[2]))
        return Column(self.numbers[place] * scale.factor, self.states[place] == Known.NUMBER, scale.root, reads)

    def lacking(self, code: str, subject: int, period: int) -> Known:
        """What is known of one value."""
        return Known(int(self.states[self.codes[code], subject, period]))

    def key(self, code: str, subject: int, period: int) -> int:
        """The observation that one value comes from; 0 for none."""
        return int(self.keys[self.codes[code], subject, period])
