"""A yearly series as all of this room takes it: known values by strictly rising years."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ditan.core.assessment.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Points:
    """Known values of a series.

    Parameters
    ----------
    years
        Strictly rising.
    values
        One a year, finite, in one unit.
    """

    years: tuple[int, ...]
    values: tuple[float, ...]

    def __len__(self) -> int:
        return len(self.values)

    def __iter__(self) -> Iterator[tuple[int, float]]:
        return iter(zip(self.years, self.values, strict=True))

    @property
    def span(self) -> int:
        """Years from the first value to the last."""
        return self.years[-1] - self.years[0] if self.years else 0


def points_of(values: Sequence[float | None], years: Sequence[int] | None = None) -> Points | Refusal:
    """The known values with their years; a refusal where years repeat or do not rise, or a value is no finite number.

    Examples
    --------
    >>> points_of([100.0, None, 101.0], [2020, 2021, 2022])
    Points(years=(2020, 2022), values=(100.0, 101.0))
    >>> points_of([100.0, 101.0], [2021, 2021]).message
    '2021 年有两个值；请先选定其中一个。'
    """
    given = tuple(years) if years is not None else tuple(range(len(values)))
    if len(given) != len(values):
        return Refusal("undefined", f"有 {len(values)} 个数值、{len(given)} 个年份，应一一对应；请核对。")
    for earlier, later in itertools.pairwise(given):
        if later == earlier:
            return Refusal("undefined", f"{later} 年有两个值；请先选定其中一个。")
        if later < earlier:
            return Refusal("undefined", f"{later} 年排在 {earlier} 年之后；请按年份从早到晚排列。")
    known = [(year, float(value)) for year, value in zip(given, values, strict=True) if value is not None]
    for year, value in known:
        if not math.isfinite(value):
            return Refusal("undefined", f"{year} 年的数值为 {value}，不是有限的数；请核对。")
    return Points(tuple(year for year, _ in known), tuple(value for _, value in known))
