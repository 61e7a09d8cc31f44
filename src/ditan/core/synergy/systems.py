"""复合系统协同度: how far two or more systems became more ordered together between two dates. The formula was not confirmed."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ditan.core.synergy.elasticity import SynergyRefused

VERIFIED = False


def order_degree(value: float, worst: float, best: float) -> float:
    """The order of one indicator, 0–1: its place between the worst and the best value (the worst may be the larger).

    Examples
    --------
    >>> order_degree(30.0, 50.0, 10.0)
    0.5
    """
    if worst == best or not all(math.isfinite(each) for each in (value, worst, best)):
        raise SynergyRefused(f"指标上下限 {worst:g}、{best:g} 不成立；两者应不同且为有效数字。")
    degree = (value - worst) / (best - worst)
    if not 0 <= degree <= 1:
        raise SynergyRefused(f"指标值 {value:g} 不在其上下限 {worst:g}—{best:g} 之内；请核对上下限。")
    return degree


def synergy_degree(before: Sequence[float], after: Sequence[float]) -> float:
    """S = θ · ⁿ√|Π Δuᵢ|, θ = 1 where every system became more ordered, else −1.

    Examples
    --------
    >>> round(synergy_degree([0.42, 0.38], [0.55, 0.47]), 5)
    0.10817
    """
    if len(before) != len(after) or len(before) < 2:
        raise SynergyRefused(f"两个时点的系统数为 {len(before)} 和 {len(after)}，应相同且至少两个。")
    for each in (*before, *after):
        if not math.isfinite(each) or not 0 <= each <= 1:
            raise SynergyRefused(f"有序度为 {each}，应在 0—1 之间。")
    changes = [new - old for old, new in zip(before, after, strict=True)]
    size = float(abs(math.prod(changes)) ** (1 / len(changes)))
    return size if all(change > 0 for change in changes) else -size
