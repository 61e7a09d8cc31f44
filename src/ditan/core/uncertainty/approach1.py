"""IPCC approach 1: uncertainties combined by propagation of errors, and the uncertainty of a trend.

Equations 3.1 and 3.2 of IPCC 2006 Vol. 1 Ch. 3 are confirmed by an implementation that names them; the sensitivities of the
trend (columns I to M of its Table 3.2) were not confirmed in the original, so `TREND_VERIFIED` is False and a report says so.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SOURCE = "IPCC 2006 第 1 卷第 3 章 公式 3.1、3.2"
TREND_SOURCE = "IPCC 2006 第 1 卷第 3 章 表 3.2 I—M 列（未核对原文）"
TREND_VERIFIED = False


class UncertaintyRefused(ValueError):
    """What approach 1 cannot be carried out on; the message is Chinese."""


def of_product(percents: Iterable[float]) -> float:
    """Uncertainty of a product, % (eq. 3.1): the root of the sum of squares.

    Examples
    --------
    >>> round(of_product([5, 10]), 9)
    11.180339887
    """
    return math.sqrt(math.fsum(each**2 for each in percents))


def of_sum(amounts: Sequence[float], percents: Sequence[float]) -> float:
    """Uncertainty of a sum, % (eq. 3.2), of amounts that do not depend on each other.

    Examples
    --------
    >>> round(of_sum([100, 50], [10, 20]), 9)
    9.428090416

    Raises
    ------
    UncertaintyRefused
        Where the amounts add up to nothing (sources and sinks that cancel).
    """
    whole = math.fsum(amounts)
    if whole == 0:
        raise UncertaintyRefused("各项之和为 0，无法用百分数表示不确定性；请分别查看源和汇。")
    return math.sqrt(math.fsum((u * x) ** 2 for u, x in zip(percents, amounts, strict=True))) / abs(whole)


@dataclass(frozen=True, slots=True)
class Source:
    """One category and gas in two years.

    Parameters
    ----------
    base, current
        Emissions in CO2e under one GWP set, removals negative.
    activity_percent, factor_percent
        Half of the 95 % range of activity and factor, % (both sides equal).
    activity_correlated, factor_correlated
        Whether the same error holds in both years. Usually factors are and activity data are not.
    """

    name: str
    base: float
    current: float
    activity_percent: float
    factor_percent: float
    activity_correlated: bool = False
    factor_correlated: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """What approach 1 says of one source.

    Parameters
    ----------
    combined
        Uncertainty of its current emissions, %.
    share
        Its contribution to the variance of the total, 0–1 of the total's squared percentage `(combined × current / total)²`.
    type_a, type_b
        Change of the trend, percentage points, for 1 % more in both years, and for 1 % more in the current year alone.
    trend
        What it adds to the uncertainty of the trend, percentage points.
    """

    source: Source
    combined: float
    variance: float
    type_a: float
    type_b: float
    trend: float


@dataclass(frozen=True, slots=True)
class Approach1:
    """Approach 1 over an inventory.

    Parameters
    ----------
    total_percent
        Uncertainty of the current total, %.
    trend
        Change from the base year, %.
    trend_percent
        Its uncertainty, percentage points.
    wide
        Sources with more than 30 %, for which the approach is not made: approach 2 is to be used.
    """

    rows: tuple[Row, ...]
    base: float
    current: float
    total_percent: float
    trend: float
    trend_percent: float
    wide: tuple[str, ...]
    trend_verified: bool = TREND_VERIFIED


LIMIT = 30.0


def approach1(sources: Sequence[Source]) -> Approach1:
    """Level and trend uncertainty of an inventory.

    Raises
    ------
    UncertaintyRefused
        Where a total is zero, or a percentage is negative or no number.
    """
    for each in sources:
        for percent in (each.activity_percent, each.factor_percent):
            if not math.isfinite(percent) or percent < 0:
                raise UncertaintyRefused(f"{each.name} 的不确定性为 {percent}，应为不小于 0 的百分数；请核对。")
    base, current = math.fsum(s.base for s in sources), math.fsum(s.current for s in sources)
    if base == 0 or current == 0:
        raise UncertaintyRefused("基准年或当年的总量为 0，无法计算百分数和趋势；请检查是否有数据。")
    rows = tuple(_row(each, base, current) for each in sources)
    return Approach1(
        rows=rows,
        base=base,
        current=current,
        total_percent=math.sqrt(math.fsum(each.variance for each in rows)),
        trend=(current - base) / base * 100,
        trend_percent=of_product(each.trend for each in rows),
        wide=tuple(each.source.name for each in rows if each.combined > LIMIT),
    )


def _row(source: Source, base: float, current: float) -> Row:
    combined = of_product((source.activity_percent, source.factor_percent))
    more_base, more_current = base + 0.01 * source.base, current + 0.01 * source.current
    type_a = abs((more_current - more_base) / more_base * 100 - (current - base) / base * 100)
    type_b = abs(source.current / base)
    by_factor = _of_trend(source.factor_percent, source.factor_correlated, type_a, type_b)
    by_activity = _of_trend(source.activity_percent, source.activity_correlated, type_a, type_b)
    variance = (combined * source.current / current) ** 2
    return Row(source, combined, variance, type_a, type_b, of_product((by_factor, by_activity)))


def _of_trend(percent: float, correlated: bool, type_a: float, type_b: float) -> float:
    return type_a * percent if correlated else type_b * percent * math.sqrt(2)
