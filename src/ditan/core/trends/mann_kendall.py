"""Whether a series rises or falls, told from chance (Mann-Kendall), and how fast (Sen).

References
----------
Mann 1945, Econometrica 13:245-259; Kendall 1975, Rank Correlation Methods; Sen 1968, JASA 63:1379-1389. Published cases:
trend_peak_forecast.json.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from statistics import NormalDist, median

from ditan.core.assessment.refusal import Refusal
from ditan.core.trends.points import points_of

POINTS_FOR_TREND = 5
"""With four points even a strictly falling series has p = 0.089; from five on a trend can be told from chance at 0.05."""

LEAST_POINTS = 3


class Trend(StrEnum):
    """What a test says of a series."""

    RISING = "rising"
    FALLING = "falling"
    NONE = "none"


CHINESE = {Trend.RISING: "显著上升", Trend.FALLING: "显著下降", Trend.NONE: "无显著趋势"}


@dataclass(frozen=True, slots=True)
class TrendTest:
    """The result of a Mann-Kendall test.

    Parameters
    ----------
    trend
        Rising or falling where p lies below the level, else none.
    p
        Two-sided, by the normal approximation with correction for continuity and ties.
    z
        Standard normal deviate; 0 where S is.
    s
        Kendall's S: pairs that rise less pairs that fall.
    variance
        Of S, corrected for ties.
    tau
        S over the number of pairs, -1 to 1.
    slope
        Sen's slope: median of the slopes of all pairs, in the unit of the values a year.
    intercept
        Value of Sen's line at the first time.
    count
        Number of points.
    """

    trend: Trend
    p: float
    z: float
    s: int
    variance: float
    tau: float
    slope: float
    intercept: float
    count: int


def mann_kendall(
    values: Sequence[float | None], times: Sequence[int] | None = None, *, level: float = 0.05
) -> TrendTest | Refusal:
    """Test a series for a monotonic trend: Z = (S - sgn S)/√var, var = (n(n-1)(2n+5) - Σt(t-1)(2t+5))/18.

    Parameters
    ----------
    values
        In one unit, in the order of time; unknown ones (None) are left out, never taken for zero.
    times
        Their years; 0, 1, 2 … where none are given.
    level
        Significance level, two-sided.

    Returns
    -------
    TrendTest or Refusal
        A refusal below three points or where all values are equal.

    Examples
    --------
    >>> mann_kendall([118, 116, 113, 110, 107, 103, 99]).trend
    <Trend.FALLING: 'falling'>
    >>> mann_kendall([118, 116]).message
    '仅有 2 个年度值，趋势检验至少需要 3 个；请先补齐历年数据。'
    """
    points = points_of(values, times)
    if isinstance(points, Refusal):
        return points
    if len(points) < LEAST_POINTS:
        return Refusal(
            "too_short", f"仅有 {len(points)} 个年度值，趋势检验至少需要 {LEAST_POINTS} 个；请先补齐历年数据。"
        )
    count = len(points)
    pairs = list(combinations(zip(points.years, points.values, strict=True), 2))
    s = sum((later > earlier) - (later < earlier) for (_, earlier), (_, later) in pairs)
    tied = Counter(points.values).values()
    variance = (_spread(count) - sum(_spread(ties) for ties in tied)) / 18
    if variance == 0:
        return Refusal("undefined", f"{count} 个年度值完全相同，没有可检验的趋势。")
    z = (s - (s > 0) + (s < 0)) / math.sqrt(variance)
    p = 2 * NormalDist().cdf(-abs(z))
    slope = float(median((later - earlier) / (at - since) for (since, earlier), (at, later) in pairs))
    first = points.years[0]
    middle = median(year - first for year in points.years)
    return TrendTest(
        trend=(Trend.RISING if s > 0 else Trend.FALLING) if p < level else Trend.NONE,
        p=p,
        z=z,
        s=s,
        variance=variance,
        tau=s / len(pairs),
        slope=slope,
        intercept=float(median(points.values)) - middle * slope,
        count=count,
    )


def trend_sentence(test: TrendTest) -> str:
    """The result in words with its numbers.

    Examples
    --------
    >>> trend_sentence(mann_kendall([118, 116, 113, 110, 107, 103, 99]))
    '显著下降（Mann-Kendall 检验，7 个值，p = 0.0027），Sen 斜率每年 -3'
    >>> trend_sentence(mann_kendall([118, 116, 113, 110]))
    '无显著趋势（Mann-Kendall 检验，4 个值，p = 0.0894；不足 5 个值时无法区分趋势与偶然），Sen 斜率每年 -2.833'
    """
    short = f"；不足 {POINTS_FOR_TREND} 个值时无法区分趋势与偶然" if test.count < POINTS_FOR_TREND else ""
    said = f"{CHINESE[test.trend]}（Mann-Kendall 检验，{test.count} 个值，p = {test.p:.4f}{short}）"
    return f"{said}，Sen 斜率每年 {test.slope:.4g}"


def _spread(count: int) -> int:
    return count * (count - 1) * (2 * count + 5)
