"""Where a quantity may lie: a central value with its 95 % range, and the distribution by which it is drawn."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from ditan.core.factors import Factor

Z95 = 1.959963984540054
"""Half of the 95 % range of a normal distribution, in standard deviations."""

SYMMETRIC = 0.05
"""Two halves of a range that differ by no more than this share are taken as equal."""


class SpreadRefused(ValueError):
    """A range that cannot be drawn from; the message is Chinese."""


class Distribution(StrEnum):
    """How a quantity is drawn.

    `split` is a normal distribution with its own width on either side of the value, for a range that is not symmetric and whose
    source names no distribution: the value is its median and both ends of the range are its 2.5 % and 97.5 % points.
    """

    NORMAL = "normal"
    LOGNORMAL = "lognormal"
    TRIANGULAR = "triangular"
    UNIFORM = "uniform"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Spread:
    """A quantity that is not exactly known.

    Parameters
    ----------
    value
        The one that the inventory uses.
    lower, upper
        Ends of the 95 % range; of `triangular` and `uniform` the ends of everything that can be.
    signed
        Whether the quantity keeps the sign of its value, as activity data and factors do: normal draws beyond zero are drawn
        again. False where a source gives a range on both sides of zero.
    assumed
        Whether the distribution is our reading of a range whose source names none.
    """

    value: float
    lower: float
    upper: float
    distribution: Distribution
    signed: bool = True
    assumed: bool = False

    def __post_init__(self) -> None:
        numbers = (self.value, self.lower, self.upper)
        if not all(math.isfinite(each) for each in numbers) or not self.lower <= self.upper:
            raise SpreadRefused(f"范围 {self.lower}—{self.upper} 不成立；下限应不大于上限且均为有效数字。")
        if not self.lower <= self.value <= self.upper and self.distribution in (
            Distribution.TRIANGULAR,
            Distribution.SPLIT,
        ):
            raise SpreadRefused(
                f"取值 {self.value:g} 不在其范围 {self.lower:g}—{self.upper:g} 之内；请核对因子的上下限。"
            )
        if self.distribution == Distribution.LOGNORMAL and self.lower <= 0:
            raise SpreadRefused(f"对数正态分布的下限须大于 0，现为 {self.lower:g}；请改用其他分布或核对下限。")

    @property
    def percent(self) -> float:
        """Half of the range in % of the value, as approach 1 takes it."""
        return (self.upper - self.lower) / 2 / abs(self.value) * 100 if self.value else 0.0


def of_percent(value: float, percent: float, distribution: Distribution = Distribution.NORMAL) -> Spread:
    """A range of ± so many percent (half of the 95 % range).

    Lognormal keeps the value as the mean, with the standard deviation that the percentage says.

    Examples
    --------
    >>> of_percent(200.0, 5.0).upper
    210.0
    """
    if not math.isfinite(percent) or percent < 0:
        raise SpreadRefused(f"不确定性 {percent} 不成立；应为不小于 0 的百分数（95% 置信区间的半宽）。")
    half = abs(value) * percent / 100
    if distribution == Distribution.LOGNORMAL:
        if value <= 0:
            raise SpreadRefused(f"对数正态分布的取值须大于 0，现为 {value:g}；请改用正态分布。")
        deviation = math.sqrt(math.log1p((percent / 100 / Z95) ** 2))
        middle = math.log(value) - deviation**2 / 2
        return Spread(value, math.exp(middle - Z95 * deviation), math.exp(middle + Z95 * deviation), distribution)
    return Spread(value, value - half, value + half, distribution)


def of_factor(factor: Factor) -> Spread | None:
    """The range that a factor's source gives; None where it gives none, which is not the same as certainty.

    A source that names no distribution is read as normal where its range is symmetric, else as `split`.
    """
    if factor.value is None or factor.lower is None or factor.upper is None:
        return None
    signed = factor.lower * factor.upper >= 0
    below, above = factor.value - factor.lower, factor.upper - factor.value
    if factor.distribution:
        return Spread(factor.value, factor.lower, factor.upper, Distribution(factor.distribution), signed)
    symmetric = abs(above - below) <= SYMMETRIC * max(abs(above), abs(below))
    kind = Distribution.NORMAL if symmetric else Distribution.SPLIT
    return Spread(factor.value, factor.lower, factor.upper, kind, signed, assumed=True)
