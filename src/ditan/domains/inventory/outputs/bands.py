"""The ranges of an inventory's totals, as a run of the uncertainty page left them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

Range = tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Bands:
    """What a simulation says, in tonnes of CO2e.

    Parameters
    ----------
    about
        How it was run: approach, draws, seed, day.
    total
        The 95 % range of the territorial total without land use.
    lines
        Categories with their middle and range.
    years
        The range of the total by year, where other years have one.
    unranged
        Parameters and inputs that no range was given for.
    """

    about: str
    total: Range | None = None
    lines: tuple[tuple[str, Decimal, Decimal, Decimal], ...] = ()
    years: dict[int, Range] = field(default_factory=dict)
    unranged: tuple[str, ...] = ()
