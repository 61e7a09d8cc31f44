"""IPCC approach 2: Monte Carlo. Each term is drawn, described and added up, one after the other, so that memory stays small.

The rules of the approach in IPCC 2006 Vol. 1 Ch. 3 were not confirmed in the original (`VERIFIED` is False). The band given is
from the 2.5 % to the 97.5 % point.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from ditan.core.uncertainty.sampling import Draws, Sampler
from ditan.core.uncertainty.spread import SpreadRefused

VERIFIED = False
SOURCE = "IPCC 2006 第 1 卷第 3 章 3.2.3.2（未核对原文）"
TAIL = 0.025
MOST_LOST = 0.01


@dataclass(frozen=True, slots=True)
class Band:
    """What the draws of one amount say.

    Parameters
    ----------
    point
        The amount that the inventory states.
    mean, deviation
        Of the draws.
    lower, upper
        2.5 % and 97.5 % points.
    """

    point: float
    mean: float
    deviation: float
    lower: float
    upper: float

    @property
    def below(self) -> float | None:
        """From the mean down to the lower end, % of the mean; None of a mean of 0."""
        return (self.lower - self.mean) / abs(self.mean) * 100 if self.mean else None

    @property
    def above(self) -> float | None:
        """From the mean up to the upper end, % of the mean; None of a mean of 0."""
        return (self.upper - self.mean) / abs(self.mean) * 100 if self.mean else None

    @property
    def percent(self) -> float | None:
        """Half the width of the band, % of the mean; what is set beside approach 1."""
        return (self.upper - self.lower) / 2 / abs(self.mean) * 100 if self.mean else None


@dataclass(frozen=True, slots=True)
class Term:
    """One addend of the total.

    Parameters
    ----------
    groups
        What it is part of besides the total: categories, gases, sectors.
    point
        Its stated amount.
    compute
        Gives its draws from a sampler: a number where it is certain.
    """

    name: str
    groups: tuple[str, ...]
    point: float
    compute: Callable[[Sampler], Draws | float]


@dataclass(frozen=True)
class Simulation:
    """A Monte Carlo run.

    Parameters
    ----------
    sums
        The draws of the total, kept for the trend; NaN where the draw was impossible.
    lost
        How many draws were impossible: a formula gives NaN where the quantities drawn cannot stand together (more methane
        recovered than made). Such a draw is left out of the term, its groups and the total alike.
    seed, draws
        With which it can be repeated.
    """

    total: Band
    terms: dict[str, Band]
    groups: dict[str, Band]
    sums: Draws
    seed: int
    draws: int
    lost: int

    @property
    def doubtful(self) -> bool:
        """Whether so many draws were impossible that the ranges themselves are to be questioned."""
        return self.lost > MOST_LOST * self.draws


def simulate(terms: Iterable[Term], sampler: Sampler, *, each_term: bool = True) -> Simulation:
    """Draw every term, its groups and the total.

    Parameters
    ----------
    each_term
        Whether every term gets a band of its own, which takes more than half of the time; groups and the total
        always do.

    The memory is that of one array of draws a group, one for the total and a few for the term at hand.

    Raises
    ------
    ValueError
        Where two terms share a name.
    SpreadRefused
        Where every draw of a term is impossible.
    """
    sums, point = np.zeros(sampler.draws), 0.0
    bands: dict[str, Band] = {}
    names: set[str] = set()
    groups: dict[str, Draws] = {}
    points: dict[str, float] = {}
    for term in terms:
        if term.name in names:
            raise ValueError(f"two terms are called {term.name}")
        names.add(term.name)
        drawn = np.broadcast_to(np.asarray(term.compute(sampler), dtype=np.float64), (sampler.draws,))
        if each_term:
            bands[term.name] = band(drawn, term.point, term.name)
        sums += drawn
        point += term.point
        for group in term.groups:
            if group not in groups:
                groups[group], points[group] = np.zeros(sampler.draws), 0.0
            groups[group] += drawn
            points[group] += term.point
    grouped = {name: band(drawn, points[name]) for name, drawn in groups.items()}
    lost = int(np.count_nonzero(~np.isfinite(sums)))
    return Simulation(band(sums, point), bands, grouped, sums, sampler.seed, sampler.draws, lost)


def trend(base: Simulation, current: Simulation) -> Band:
    """Change from the base year, %, draw by draw: what both years share is drawn once and cancels as it should.

    Raises
    ------
    ValueError
        Where the runs differ in seed or number of draws, or the base year can be zero.
    """
    if (base.seed, base.draws) != (current.seed, current.draws):
        raise ValueError("the two runs are not of the same seed and number of draws")
    if base.total.point == 0 or (base.sums == 0).any():
        raise ValueError("a change from nothing is no percentage")
    return band((current.sums / base.sums - 1) * 100, (current.total.point / base.total.point - 1) * 100)


def band(drawn: Draws, point: float, name: str = "总量") -> Band:
    """What an array of draws says; impossible draws are left out."""
    possible = np.isfinite(drawn)
    if not possible.all():
        drawn = drawn[possible]
    if not drawn.size:
        raise SpreadRefused(f"“{name}”的每一次抽样都不成立（如回收量大于产生量）；请核对各量的取值和范围。")
    if drawn[0] == drawn[-1] and (drawn == drawn[0]).all():
        return Band(point, float(drawn[0]), 0.0, float(drawn[0]), float(drawn[0]))
    lower, upper = np.quantile(drawn, (TAIL, 1 - TAIL))
    return Band(point, float(drawn.mean()), float(drawn.std()), float(lower), float(upper))
