"""Weighted means and shares."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ditan.core.assessment.refusal import AssessmentRefused


def weighted_mean(values: Sequence[float], weights: Sequence[float]) -> float:
    """Mean of values by weights (areas, people): Σ(w·x)/Σw.

    Parameters
    ----------
    values
        One a part, in one unit.
    weights
        One a part, in one unit, none below zero, their sum above zero.

    Raises
    ------
    AssessmentRefused
        Where counts differ, a weight is below zero, or all are zero; also where one is not known (NaN).

    References
    ----------
    年径流总量控制率 of a district as the area-weighted mean of its zones: 海绵城市：从理念到实践, 3.1.

    Examples
    --------
    >>> round(weighted_mean([0.75, 0.65, 0.55], [120, 80, 50]), 6)
    0.678
    """
    if len(values) != len(weights):
        raise AssessmentRefused(f"有 {len(values)} 个数值、{len(weights)} 个权重，应一一对应；请核对。")
    if not all(math.isfinite(number) for number in (*values, *weights)):
        raise AssessmentRefused("加权平均的数值或权重有未知项；请先补齐，未知不能按 0 计。")
    if any(weight < 0 for weight in weights) or not sum(weights) > 0:
        raise AssessmentRefused(f"权重为 {list(weights)}，应都不小于 0 且合计大于 0；请核对。")
    return math.fsum(weight * value for value, weight in zip(values, weights, strict=True)) / math.fsum(weights)


def share(part: float, whole: float) -> float:
    """The part over the whole, a fraction.

    Examples
    --------
    >>> round(share(421, 1739.669421), 3)
    0.242
    """
    if not whole > 0:
        raise AssessmentRefused(f"总量为 {whole}，应大于 0；请核对。")
    return part / whole


def whole_of(part: float, share_of_part: float) -> float:
    """The whole that a part and its share imply: part/share.

    Examples
    --------
    >>> round(whole_of(421, 0.242), 1)
    1739.7
    """
    if not share_of_part > 0:
        raise AssessmentRefused(f"占比为 {share_of_part}，应大于 0（按小数填写，24.2% 为 0.242）；请核对。")
    return part / share_of_part
