"""How parts make up a whole, and how a whole is shared out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

from ditan.core.assessment.refusal import AssessmentRefused, Refusal


class Rule(StrEnum):
    """How parts make up the whole."""

    SUM = "sum"
    SHARE = "share"
    SAME = "same"
    PATH = "path"


CHINESE = {
    Rule.SUM: "合计等于总目标",
    Rule.SHARE: "按权重加权平均",
    Rule.SAME: "各单位同一目标",
    Rule.PATH: "年度路径",
}


class Bound(StrEnum):
    """What a target asks for: at least its value, at most, or just it."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EXACTLY = "exactly"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a target.

    Parameters
    ----------
    name
        As a person calls it: 2023年, 区住房城乡建委.
    value
        In the unit of the whole; None where it is not set yet, which is not zero.
    weight
        Its weight (area, energy use, share) where the rule is `share`; any unit, the same for all parts.
    """

    name: str
    value: float | None = None
    weight: float | None = None


def combined(rule: Rule, parts: Sequence[Part]) -> float | Refusal:
    """What the parts come to: their sum, their weighted mean, or their common value.

    Examples
    --------
    >>> combined(Rule.SUM, [Part("甲", 30), Part("乙", 20)])
    50.0
    >>> combined(Rule.SHARE, [Part("甲", 0.75, 120), Part("乙", 0.65, 80), Part("丙", 0.55, 50)])
    0.678
    >>> combined(Rule.SUM, [Part("甲", 30), Part("乙")]).message
    '乙的目标值未知，暂不能合计；请先填写。'
    """
    if not parts:
        return Refusal("unknown", "还没有分解到任何单位或年度。")
    lacking = [part.name for part in parts if part.value is None]
    if lacking:
        return Refusal("unknown", f"{_named(lacking)}的目标值未知，暂不能合计；请先填写。", tuple(lacking))
    values = [part.value for part in parts if part.value is not None]
    if rule is Rule.SUM:
        return math.fsum(values)
    if rule is Rule.SHARE:
        return _weighted(parts, values)
    if rule is Rule.PATH:
        return values[-1]
    if any(value != values[0] for value in values):
        return Refusal("undefined", "各单位的目标值不一致，不是同一目标。")
    return values[0]


def apportion(whole: float, weights: Sequence[float], decimals: int) -> tuple[float, ...]:
    """Share a whole out by weights, rounded so that the parts add up to it exactly (largest remainders).

    Parameters
    ----------
    whole
        What is shared out; must itself have no more decimals.
    weights
        One a part, none below zero, their sum above zero.
    decimals
        Decimals of each part.

    Examples
    --------
    >>> apportion(100, [1, 1, 1], 1)
    (33.4, 33.3, 33.3)
    >>> apportion(-10, [3, 1], 0)
    (-8.0, -2.0)
    """
    total = math.fsum(weights)
    if any(not math.isfinite(weight) or weight < 0 for weight in weights) or not total > 0:
        raise AssessmentRefused(f"权重为 {list(weights)}，应都不小于 0 且合计大于 0；请核对。")
    if not math.isfinite(whole):
        raise AssessmentRefused(f"总目标为 {whole}，不是有限的数；请核对。")
    step = Decimal(1).scaleb(-decimals)
    size = Decimal(repr(abs(float(whole))))
    if size != size.quantize(step):
        raise AssessmentRefused(f"总目标 {whole:g} 的小数多于 {decimals} 位，分解后无法正好合计；请增加小数位。")
    exact = [size * Decimal(repr(float(weight))) / Decimal(repr(total)) for weight in weights]
    floors = [each.quantize(step, ROUND_DOWN) for each in exact]
    left = int((size - sum(floors)) / step)
    order = sorted(range(len(exact)), key=lambda at: (floors[at] - exact[at], at))
    for at in order[:left]:
        floors[at] += step
    sign = -1 if whole < 0 else 1
    return tuple(sign * float(each) for each in floors)


def _weighted(parts: Sequence[Part], values: Sequence[float]) -> float | Refusal:
    lacking = [part.name for part in parts if part.weight is None]
    if lacking:
        return Refusal("unknown", f"{_named(lacking)}的权重未知，暂不能加权；请先填写。", tuple(lacking))
    weights = [part.weight for part in parts if part.weight is not None]
    if any(weight < 0 for weight in weights) or not math.fsum(weights) > 0:
        return Refusal("undefined", "权重应都不小于 0 且合计大于 0；请核对。")
    return math.fsum(weight * value for weight, value in zip(weights, values, strict=True)) / math.fsum(weights)


def _named(names: Sequence[str]) -> str:
    return "、".join(names[:3]) + (f"等 {len(names)} 项" if len(names) > 3 else "")
