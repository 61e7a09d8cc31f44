"""The years of a target: a proposed path from the base to the target, by equal rates or equal steps."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ditan.core.assessment.refusal import AssessmentRefused
from ditan.core.assessment.trajectory import geometric_declines, geometric_levels, linear_declines, linear_levels
from ditan.core.decomposition.parts import apportion


class Trajectory(StrEnum):
    """How the way is divided: equal yearly rates or equal yearly steps."""

    GEOMETRIC = "geometric"
    LINEAR = "linear"


TRAJECTORIES = {Trajectory.GEOMETRIC: "几何路径（每年等比）", Trajectory.LINEAR: "线性路径（每年等额）"}


class Kind(StrEnum):
    """What the yearly values of a target are.

    `level` is the state at the end of a year, `decline` the decline since the base year in per cent (累计下降), `total` an
    amount of several years together of which each year takes a piece (五年新增).
    """

    LEVEL = "level"
    DECLINE = "decline"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the path and its value, in the unit of the target."""

    year: int
    value: float


def annual_path(
    kind: Kind,
    trajectory: Trajectory,
    *,
    base_year: int,
    year: int,
    target: float,
    base: float | None = None,
    decimals: int = 2,
) -> tuple[Year, ...]:
    """Values for each year after the base year up to the target's year; the last is the target itself.

    Parameters
    ----------
    kind
        See `Kind`.
    base_year, year
        First value known, and the year of the target.
    target
        In the target's unit; for `decline` in per cent (18 is a fall of 18 %).
    base
        Value of the base year; needed for `level` alone.
    decimals
        To which each year is rounded; the last year is never rounded. The pieces of a `total` add up to it exactly.

    Examples
    --------
    >>> [each.value for each in annual_path(Kind.DECLINE, Trajectory.GEOMETRIC, base_year=2020, year=2025, target=18)]
    [3.89, 7.63, 11.23, 14.68, 18.0]
    >>> [each.value for each in annual_path(Kind.TOTAL, Trajectory.LINEAR, base_year=2020, year=2023, target=100, decimals=1)]
    [33.4, 33.3, 33.3]
    """
    count = year - base_year
    if count < 1:
        raise AssessmentRefused(f"目标年 {year} 年不晚于基年 {base_year} 年，没有可分解的年度；请核对基年。")
    if count > 40:
        raise AssessmentRefused(f"基年 {base_year} 年到目标年 {year} 年共 {count} 年，超过 40 年；请核对年份。")
    years = range(base_year + 1, year + 1)
    if kind is Kind.TOTAL:
        if trajectory is Trajectory.GEOMETRIC:
            raise AssessmentRefused("多年合计的目标没有等比路径；请改用线性路径（每年等额）后再逐年调整。")
        return tuple(Year(at, value) for at, value in zip(years, apportion(target, [1] * count, decimals), strict=True))
    if kind is Kind.DECLINE:
        make = geometric_declines if trajectory is Trajectory.GEOMETRIC else linear_declines
        values = tuple(100 * each for each in make(target / 100, count))
    else:
        if base is None:
            raise AssessmentRefused(f"{base_year} 年的基年值未知，无法给出年度路径；请先填写基年值。")
        levels = geometric_levels if trajectory is Trajectory.GEOMETRIC else linear_levels
        values = levels(base, target, count)
    rounded = (*(round(value, decimals) for value in values[:-1]), float(target))
    return tuple(Year(at, value) for at, value in zip(years, rounded, strict=True))
