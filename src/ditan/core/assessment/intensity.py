"""Change of an intensity (单位GDP能耗, 单位GDP二氧化碳排放) from one year to the next, at constant prices."""

from __future__ import annotations

import math

from ditan.core.assessment.refusal import AssessmentRefused

OFFICIAL_DECIMALS = 4
"""Statistics bureaus round each intensity to four decimals before dividing."""


def intensity_change(
    energy: float, gdp: float, energy_before: float, gdp_before: float, decimals: int | None = OFFICIAL_DECIMALS
) -> float:
    """Relative change of an intensity on the year before.

    Parameters
    ----------
    energy, energy_before
        Energy use or emission of the year and of the year before, in one unit, above zero.
    gdp, gdp_before
        GDP of both years at the prices of one base year, in one unit, above zero.
    decimals
        Decimals to which each intensity is rounded first; None for no rounding.

    Returns
    -------
    float
        Fraction; -0.0377 is a fall of 3.77 %.

    Raises
    ------
    AssessmentRefused
        Where an input is not above zero, or an intensity rounds to zero.

    Notes
    -----
    (E1/GDP1) / (E0/GDP0) - 1.

    References
    ----------
    湖南省统计局, 2016年各市州单位GDP能耗公报, 2017-09-05, notes 2 and 3.

    Examples
    --------
    >>> round(100 * intensity_change(512.3, 1286.4, 498.7, 1205.2), 3)
    -3.77
    >>> round(100 * intensity_change(512.3, 1286.4, 498.7, 1205.2, decimals=None), 3)
    -3.757
    """
    for name, value in (
        ("本年能耗或排放", energy),
        ("本年GDP", gdp),
        ("上年能耗或排放", energy_before),
        ("上年GDP", gdp_before),
    ):
        if not (value > 0 and math.isfinite(value)):
            raise AssessmentRefused(f"{name}为 {value}，应大于 0；请核对。")
    now, before = energy / gdp, energy_before / gdp_before
    if decimals is not None:
        now, before = round(now, decimals), round(before, decimals)
    if before == 0:
        raise AssessmentRefused(f"上年强度取 {decimals} 位小数后为 0，无法计算变化率；请改用更小的计量单位。")
    return now / before - 1


def decline_of_growth(energy_growth: float, gdp_growth: float) -> float:
    """Fall of an intensity by the growth of its two parts: 1 - (1+e)/(1+g).

    Parameters
    ----------
    energy_growth, gdp_growth
        Fractions on the year before, GDP at constant prices; above -1.

    Returns
    -------
    float
        Fraction; above zero where the intensity fell.

    Examples
    --------
    >>> round(decline_of_growth(0.0273, 0.0674), 6)
    0.037568
    """
    _above_minus_one("GDP增速", gdp_growth)
    _above_minus_one("能耗或排放增速", energy_growth)
    return 1 - (1 + energy_growth) / (1 + gdp_growth)


def elasticity(energy_growth: float, gdp_growth: float) -> float:
    """Elasticity of energy use (能源消费弹性系数): growth of energy over growth of GDP.

    Raises
    ------
    AssessmentRefused
        Where GDP did not grow or fall: the quotient then has no value.

    Examples
    --------
    >>> round(elasticity(0.0273, 0.0674), 3)
    0.405
    """
    if gdp_growth == 0:
        raise AssessmentRefused("GDP增速为 0，弹性系数没有意义。")
    return energy_growth / gdp_growth


def _above_minus_one(name: str, growth: float) -> None:
    if not (growth > -1 and math.isfinite(growth)):
        raise AssessmentRefused(f"{name}为 {growth}，应大于 -1（按小数填写，2.73% 为 0.0273）；请核对。")
