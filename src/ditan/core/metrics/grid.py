"""The periods over which formulas are computed at once, and the ways from one to another."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ditan.core.periods import (
    Kind,
    Period,
    PeriodRefused,
    as_of,
    cumulative_months,
    end_of,
    five_year_plan_of,
    previous,
    quarter,
    same_period_last_year,
    year,
)

Step = tuple[str, int]
"""A way from a period to others: `previous`, `year_ago`, `base` (with a year, or 0 for the plan's), `years`."""

PREVIOUS: Step = ("previous", 0)
YEAR_AGO: Step = ("year_ago", 0)
YEARS: Step = ("years", 0)


def base(year_of_base: int = 0) -> Step:
    """The step to a base year; 0 is the year before the five-year plan."""
    return ("base", year_of_base)


@lru_cache(maxsize=65536)
def targets(step: Step, period: Period) -> tuple[Period, ...]:
    """The periods to which a step leads; none where it leads nowhere.

    Examples
    --------
    >>> [str(each) for each in targets(YEARS, year(2023))], str(targets(base(), year(2023))[0])
    (['2021', '2022', '2023'], '2020')
    """
    name, number = step
    try:
        if name == "previous":
            found = previous(period)
        elif name == "year_ago":
            found = same_period_last_year(period)
        elif name == "base":
            at = number or five_year_plan_of(period.start.year).start.year - 1
            found = end_of(at) if period.kind is Kind.END_OF else year(at)
        else:
            return _years(period)
    except PeriodRefused:
        return ()
    return () if found is None else (found,)


def _years(period: Period) -> tuple[Period, ...]:
    """The years whose declines add up to a cumulative one: of a plan up to this year, or those of a 多年累计."""
    if period.kind is Kind.MULTI_YEAR:
        return tuple(year(each) for each in period.years)
    if period.kind is not Kind.YEAR:
        return ()
    return tuple(year(each) for each in range(five_year_plan_of(period.end.year).start.year, period.end.year + 1))


@lru_cache(maxsize=65536)
def stand_ins(period: Period) -> tuple[Period, ...]:
    """Periods whose value also says what this one's is: a stock at its last day, twelve months for the year.

    Examples
    --------
    >>> [str(each) for each in stand_ins(year(2024))]
    ['2024M01-12', '2024E', '2024-12-31']
    """
    at = period.end.year
    match period.kind:
        case Kind.YEAR:
            return cumulative_months(at, 12), end_of(at), as_of(period.end)
        case Kind.END_OF:
            return (as_of(period.end),)
        case Kind.QUARTER if period.end.month == 3:
            return cumulative_months(at, 3), as_of(period.end)
        case Kind.CUMULATIVE_MONTHS if period.end.month == 3:
            return quarter(at, 1), as_of(period.end)
        case Kind.CUMULATIVE_MONTHS if period.end.month == 12:
            return year(at), end_of(at), as_of(period.end)
        case Kind.QUARTER | Kind.MONTH | Kind.CUMULATIVE_MONTHS:
            return (as_of(period.end),)
        case _:
            return ()


@dataclass(frozen=True)
class Grid:
    """Periods in their order."""

    periods: tuple[Period, ...]

    @classmethod
    def around(cls, periods: Iterable[Period], steps: Collection[Step] = (), depth: int = 0) -> Grid:
        """These periods and all that steps lead to, so many steps far."""
        known = set(periods)
        edge = set(known)
        for _round in range(depth):
            edge = {found for period in edge for step in steps for found in targets(step, period)} - known
            known |= edge
        return cls(tuple(sorted(known)))

    @cached_property
    def places(self) -> dict[Period, int]:
        return {period: place for place, period in enumerate(self.periods)}

    def __len__(self) -> int:
        return len(self.periods)

    def walk(self, step: Step) -> list[tuple[int, ...] | None]:
        """Where a step leads from each period, as places in the grid; None where it leads nowhere or outside of it."""
        if step not in self._walks:
            self._walks[step] = [self._placed(targets(step, period)) for period in self.periods]
        return self._walks[step]

    @cached_property
    def _walks(self) -> dict[Step, list[tuple[int, ...] | None]]:
        return {}

    def _placed(self, found: tuple[Period, ...]) -> tuple[int, ...] | None:
        if not found or any(period not in self.places for period in found):
            return None
        return tuple(self.places[period] for period in found)
