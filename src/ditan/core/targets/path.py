"""The path from base to target, year by year, by the target's own convention."""

from __future__ import annotations

from ditan.core.assessment import (
    Convention,
    geometric_declines,
    geometric_levels,
    linear_declines,
    linear_levels,
)
from ditan.core.targets.asked import Asked, Basis


def path_of(asked: Asked, base: float | None) -> tuple[tuple[int, float], ...]:
    """Year and the value that the path asks for at its end, from the base year on; nothing where no path can be drawn.

    Levels go from `base`; falls and running totals start at nought. A yearly rate has no path: each year asks for all of it.

    Examples
    --------
    >>> from ditan.core.assessment import Direction
    >>> path_of(Asked(Direction.UP, value=40.0, year=2025, base_year=2020), 36.0)[:2]
    ((2020, 36.0), (2021, 36.8))
    """
    if asked.value is None or asked.year is None:
        return ()
    if asked.basis is Basis.ANNUAL:
        first = asked.base_year + 1 if asked.base_year is not None and asked.base_year < asked.year else asked.year
        return tuple((year, asked.value) for year in range(first, asked.year + 1))
    if asked.base_year is None or asked.base_year >= asked.year:
        return ()
    count = asked.year - asked.base_year
    geometric = asked.convention is Convention.LOGARITHMIC
    if asked.is_decline:
        if not 0 < asked.value < 100:
            return ()
        declines = (geometric_declines if geometric else linear_declines)(asked.value / 100, count)
        levels = tuple(100 * each for each in declines)
        start = 0.0
    else:
        known = 0.0 if base is None and asked.basis is Basis.CUMULATIVE else base
        if known is None:
            return ()
        start = known
        if geometric and start > 0 and asked.value > 0:
            levels = geometric_levels(start, asked.value, count)
        else:
            levels = linear_levels(start, asked.value, count)
    return ((asked.base_year, start), *((asked.base_year + step, level) for step, level in enumerate(levels, 1)))
