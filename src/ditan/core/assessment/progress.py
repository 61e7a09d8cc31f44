"""Progress towards a cumulative decline (累计下降), by the two official conventions, and what remains to be done.

Declines are fractions below 1: 0.17 is a fall of 17 %, -0.0151 a rise of 1.51 %.

References
----------
国家发展改革委, 2014年碳强度累计下降率计算方法, 2015; 青海省统计局, 关于节能目标完成情况的计算方法, 2009-09-17.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from enum import StrEnum

from ditan.core.assessment.refusal import AssessmentRefused


class Convention(StrEnum):
    """How progress in time is counted (序时进度). It is stored with the target, since both are official."""

    LOGARITHMIC = "logarithmic"
    LINEAR = "linear"


CHINESE = {Convention.LOGARITHMIC: "对数法（统计口径）", Convention.LINEAR: "线性法（每年等额）"}


def cumulative_decline(declines: Iterable[float]) -> float:
    """The decline of several years taken together: 1 - ∏(1 - d).

    Examples
    --------
    >>> round(cumulative_decline([0.105, 0.062]), 5)
    0.16049
    >>> round(cumulative_decline([-0.0151, 0.022, 0.0418]), 4)
    0.0487
    """
    return 1 - float(math.prod(1 - _decline("年度降幅", decline) for decline in declines))


def average_annual_decline(cumulative: float, years: float) -> float:
    """The equal yearly decline that gives a cumulative one: 1 - (1-D)^(1/n).

    Examples
    --------
    >>> round(average_annual_decline(0.17, 5), 5)
    0.03658
    """
    return 1 - float((1 - _decline("累计降幅", cumulative)) ** (1 / _years(years)))


def remaining_decline(target: float, cumulative: float) -> float:
    """What is still to fall, against the level reached now: 1 - (1-T)/(1-D); below zero where the target is passed.

    Examples
    --------
    >>> round(remaining_decline(0.17, 0.0487299), 4)
    0.1275
    """
    return 1 - (1 - _decline("目标降幅", target)) / (1 - _decline("累计降幅", cumulative))


def remaining_annual_decline(target: float, cumulative: float, years_left: float) -> float:
    """What must fall in each of the years that are left: 1 - (1-X)^(1/m), X the remaining decline.

    Examples
    --------
    >>> round(remaining_annual_decline(0.17, 0.038, 4), 6)
    0.036225
    """
    return average_annual_decline(remaining_decline(target, cumulative), years_left)


def logarithmic_progress(cumulative: float, target: float) -> float:
    """Share of the target that is reached, official logarithmic form: ln(1-D)/ln(1-T).

    Examples
    --------
    >>> round(logarithmic_progress(0.0487299, 0.17), 3)
    0.268
    """
    return math.log(1 - _decline("累计降幅", cumulative)) / math.log(1 - _target(target))


def linear_progress(cumulative: float, target: float) -> float:
    """Share of the target that is reached, linear form of scoring sheets: D/T.

    Examples
    --------
    >>> round(linear_progress(0.0487299, 0.17), 3)
    0.287
    """
    return _decline("累计降幅", cumulative) / _target(target)


def decline_progress(cumulative: float, target: float, convention: Convention) -> float:
    """Share of the target that is reached, by the target's own convention."""
    if convention is Convention.LOGARITHMIC:
        return logarithmic_progress(cumulative, target)
    return linear_progress(cumulative, target)


def time_progress(years_passed: float, years_total: float) -> float:
    """Share of the time that has passed (序时进度): t/n, within 0 and 1.

    It is what either convention's progress is held against: along the geometric path the logarithmic progress after t of
    n years is t/n, along the straight path the linear one.

    Examples
    --------
    >>> time_progress(3, 5), time_progress(6, 5)
    (0.6, 1.0)
    """
    return min(1.0, max(0.0, years_passed / _years(years_total)))


def _decline(name: str, decline: float) -> float:
    if not (decline < 1 and math.isfinite(decline)):
        raise AssessmentRefused(f"{name}为 {decline}，应小于 1（按小数填写，17% 为 0.17）；请核对。")
    return decline


def _target(target: float) -> float:
    if not 0 < target < 1:
        raise AssessmentRefused(f"目标降幅为 {target}，应在 0 与 1 之间（按小数填写，17% 为 0.17）；请核对。")
    return target


def _years(years: float) -> float:
    if not (years > 0 and math.isfinite(years)):
        raise AssessmentRefused(f"年数为 {years}，应大于 0；请核对。")
    return years
