"""Factors of the grids of provinces over the years: a province may rise while the nation falls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from ditan.core.factors.book import FactorBook
from ditan.core.factors.comparing import change
from ditan.core.factors.factor import Factor

NATION = "全国"
SETS = ("mee_grid_notices", "local")
"""Whose averages make one series; those for reports of power stations and baselines of projects are other things."""


@dataclass(frozen=True, slots=True)
class GridSeries:
    """The average factors of one region, by data year."""

    region: str
    by_year: Mapping[str, Factor]

    @property
    def newest(self) -> Factor:
        return self.by_year[max(self.by_year)]

    @property
    def change(self) -> float | None:
        """From the first year to the last as a share of the first; None of a single year."""
        return change(self.by_year[min(self.by_year)], self.newest) if len(self.by_year) > 1 else None

    @property
    def span(self) -> str:
        """The years of `change`."""
        return f"{min(self.by_year)}—{max(self.by_year)}"


def grid_series(book: FactorBook, quantity: str = "grid_factor") -> tuple[GridSeries, ...]:
    """Every region that has an average grid factor, the nation first, then from the dirtiest grid of its newest year down.

    Where a region and year has more than one, that of the earlier set counts.
    """
    found: dict[str, dict[str, Factor]] = defaultdict(dict)
    for place, factors in book.places():
        if place[0] != quantity:
            continue
        known = [each for each in factors if each.factor_set in SETS and each.region and each.year and each.value]
        for each in sorted(known, key=lambda one: SETS.index(one.factor_set)):
            found[each.region].setdefault(each.year, each)
    series = [GridSeries(region, by_year) for region, by_year in found.items()]
    return tuple(sorted(series, key=lambda each: (each.region != NATION, -(each.newest.value or 0.0))))
