"""Curves of saturation: logistic (shares that spread) and Gompertz (stocks that fill up)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ditan.core.assessment.refusal import AssessmentRefused


@dataclass(frozen=True, slots=True)
class Logistic:
    """s(t) = K/(1 + exp(-k(t - t₀))).

    Parameters
    ----------
    ceiling
        K, the share or level never passed.
    rate
        k, a year.
    middle
        t₀, the year in which half of the ceiling is reached.
    """

    ceiling: float
    rate: float
    middle: float

    def at(self, year: float) -> float:
        """The value in a year, in the unit of the ceiling."""
        return self.ceiling / (1 + math.exp(-self.rate * (year - self.middle)))


def logistic_through(first: tuple[float, float], second: tuple[float, float], ceiling: float = 1.0) -> Logistic:
    """The logistic curve through two points (year, value), values between 0 and the ceiling.

    Examples
    --------
    >>> curve = logistic_through((2024, 0.12), (2035, 0.70))
    >>> round(curve.at(2030), 4), round(curve.at(2040), 4)
    (0.3909, 0.8945)
    """
    (year, value), (later, reached) = first, second
    if year == later:
        raise AssessmentRefused(f"两个点都在 {year:g} 年，应为不同年份；请核对。")
    for each in (value, reached):
        if not 0 < each < ceiling:
            raise AssessmentRefused(f"数值为 {each:g}，应在 0 与上限 {ceiling:g} 之间；请核对。")
    before, after = (math.log(each / (ceiling - each)) for each in (value, reached))
    rate = (after - before) / (later - year)
    if rate == 0:
        raise AssessmentRefused(f"两个点的数值都为 {value:g}，没有变化，得不到曲线；请核对。")
    return Logistic(ceiling, rate, year - before / rate)


def gompertz(driver: float, *, ceiling: float, shift: float, rate: float) -> float:
    """The stock that a driver leads to: V = S·exp(a·exp(b·x)), a and b below zero (vehicles by income).

    Parameters
    ----------
    driver
        x, in the unit for which the curve was fitted (GDP a head, 万元).
    ceiling
        S, in the unit of the result.
    shift, rate
        a and b, both below zero.

    Examples
    --------
    >>> round(gompertz(10, ceiling=450, shift=-5.2, rate=-0.12), 2)
    93.98
    """
    if not (shift < 0 and rate < 0):
        raise AssessmentRefused(f"参数 a 为 {shift:g}、b 为 {rate:g}，应都小于 0；请核对。")
    return ceiling * math.exp(shift * math.exp(rate * driver))
