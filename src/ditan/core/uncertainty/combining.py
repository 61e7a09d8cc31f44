"""What approach 1 needs of an evaluated row: the uncertainty of its activity and of its factors, in percent.

Eq. 3.1 holds for a product. A formula that is none is taken to first order: each operand's percentage counts by how many percent
the amount moves for one percent of the operand, which is 1 for every operand of a product.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ditan.core.methods import Line
from ditan.core.uncertainty.approach1 import of_product
from ditan.core.uncertainty.approach2 import Term
from ditan.core.uncertainty.propagating import Gap, Propagation
from ditan.core.uncertainty.sampling import Draws, Sampler
from ditan.core.uncertainty.spread import Spread

STEP = 1e-6
INPUT = "input:"
"""How names of random quantities begin that are a row's own and nobody else's."""


@dataclass(frozen=True, slots=True)
class Combined:
    """Percentages of one line.

    Parameters
    ----------
    activity_percent, factor_percent
        Half of the 95 % range of what was entered, and of the factors together.
    without_range
        What was taken as certain, or at a percentage that the user assumed.
    """

    activity_percent: float
    factor_percent: float
    without_range: tuple[Gap, ...]

    @property
    def percent(self) -> float:
        """Both together (eq. 3.1)."""
        return of_product((self.activity_percent, self.factor_percent))


def combined(
    row: str, line: Line, *, percents: Mapping[str, float], assumed: Mapping[str, float] | None = None
) -> Combined | None:
    """The percentages of a line, from the same ranges that a simulation draws from; None where its amount is not known or 0."""
    if not line.amount:
        return None
    found, gaps = effects(row, line, percents=percents, assumed=assumed)
    return Combined(
        of_product(percent for name, percent in found.items() if name.startswith(INPUT)),
        of_product(percent for name, percent in found.items() if not name.startswith(INPUT)),
        gaps,
    )


def effects(
    row: str, line: Line, *, percents: Mapping[str, float], assumed: Mapping[str, float] | None = None
) -> tuple[dict[str, float], tuple[Gap, ...]]:
    """By name of a random quantity, by how many percent it may move the amount, with its sign; and what has no range.

    Only of a line whose amount is known and not 0.
    """
    prepared = Propagation()
    prepared.add(row, line, percents=percents, assumed=assumed)
    (term,) = prepared.terms
    found = {name: _effect(term, prepared.spreads, name) for name in prepared.spreads}
    return found, tuple(prepared.without_range)


class _Fixed(Sampler):
    """Every quantity at its value, one of them a little more."""

    def __init__(self, spreads: Mapping[str, Spread], moved: str = "") -> None:
        super().__init__(spreads, 1, 0)
        self._moved = moved

    def draw(self, name: str) -> Draws:
        value = self._spreads[name].value
        return np.array([value * (1 + STEP) if name == self._moved else value])


def _effect(term: Term, spreads: Mapping[str, Spread], name: str) -> float:
    """How many percent the amount may move because of one quantity, with its sign."""
    before = float(np.asarray(term.compute(_Fixed(spreads))).reshape(-1)[0])
    after = float(np.asarray(term.compute(_Fixed(spreads, name))).reshape(-1)[0])
    return (after - before) / before / STEP * spreads[name].percent
