"""Completion of a target (完成率) by the direction of its indicator.

For a reduction the naive ratio of actual to target has no meaning: from 38 to 35 on the way to 33 it says 94 %, while
three fifths of the way are done. It is therefore computed nowhere.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from ditan.core.assessment.progress import Convention, decline_progress
from ditan.core.assessment.refusal import Refusal, unknown


class Direction(StrEnum):
    """Where an indicator should go."""

    UP = "up"
    DOWN = "down"
    KEEP = "keep"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Completion:
    """How far a target is.

    Parameters
    ----------
    ratio
        Share that is done, capped; None where the target is met or not and nothing lies between (keep, text). Below zero
        where an indicator moved away from its target.
    uncapped
        The share before the cap.
    met
        Whether the target is reached.
    formula
        The formula with its numbers, for a screen.
    """

    ratio: float | None
    uncapped: float | None
    met: bool
    formula: str


def completion_of(
    direction: Direction,
    actual: float | None,
    target: float | None,
    *,
    base: float | None = None,
    cap: float | None = 1.0,
    tolerance: float = 0.0,
) -> Completion | Refusal:
    """Completion of a numeric target.

    Parameters
    ----------
    direction
        up: actual/target. down: (base-actual)/(base-target). keep: within `tolerance` of the target or not.
    actual, target, base
        In one unit; None where unknown. The base is needed for a reduction alone.
    cap
        The most that counts; None where a rule rewards more.
    tolerance
        How far from a target to keep still counts as kept, in the same unit.

    Returns
    -------
    Completion or Refusal
        A refusal where an input is unknown, where base and target do not make a reduction, or for a text.

    References
    ----------
    The reduction form and its trap: district scoring sheets; NDRC method, see `progress` for cumulative declines.

    Examples
    --------
    >>> completion_of(Direction.DOWN, 35, 33, base=38).ratio
    0.6
    >>> completion_of(Direction.DOWN, 35, 33)
    Refusal(code='unknown', message='缺少基期值，无法计算；请先补齐。', missing=('基期值',))
    """
    if direction is Direction.TEXT:
        return Refusal("not_numeric", "该目标以文字表述，无法计算完成率；请由人对照目标原文评定。")
    needed = {"实际值": actual, "目标值": target} | ({"基期值": base} if direction is Direction.DOWN else {})
    refusal = unknown(**needed)
    if refusal is not None:
        return refusal
    assert actual is not None
    assert target is not None
    if not all(math.isfinite(value) for value in needed.values() if value is not None):
        return Refusal("undefined", "实际值、目标值或基期值不是有限的数，无法计算；请核对。")
    if direction is Direction.KEEP:
        met = abs(actual - target) <= tolerance
        return Completion(None, None, met, f"|{actual:g} − {target:g}| ≤ {tolerance:g}")
    if direction is Direction.UP:
        return _growth(actual, target, cap)
    assert base is not None
    return _reduction(actual, target, base, cap)


def completion_of_decline(
    cumulative: float | None, target: float | None, convention: Convention, *, cap: float | None = 1.0
) -> Completion | Refusal:
    """Completion of a cumulative decline (累计下降18%) by the convention that is stored with the target.

    Parameters
    ----------
    cumulative, target
        Declines as fractions; None where unknown.

    Examples
    --------
    >>> round(completion_of_decline(0.0487299, 0.17, Convention.LOGARITHMIC).ratio, 3)
    0.268
    """
    refusal = unknown(累计降幅=cumulative, 目标降幅=target)
    if refusal is not None:
        return refusal
    assert cumulative is not None
    assert target is not None
    if not 0 < target < 1 or not cumulative < 1:
        return Refusal(
            "undefined", f"累计降幅 {cumulative:g}、目标降幅 {target:g} 应按小数填写且小于 1，目标应大于 0；请核对。"
        )
    ratio = decline_progress(cumulative, target, convention)
    logarithmic = f"ln(1 − {cumulative:g}) ÷ ln(1 − {target:g})"
    formula = logarithmic if convention is Convention.LOGARITHMIC else f"{cumulative:g} ÷ {target:g}"
    return Completion(_capped(ratio, cap), ratio, cumulative >= target, formula)


def completion_of_text(actual: str | None, target: str | None) -> Completion | Refusal:
    """Completion of a target in words: met where both say the same; else a person must judge.

    Examples
    --------
    >>> completion_of_text("Ⅱ类", "II类").met
    True
    >>> completion_of_text("Ⅲ类", "优于Ⅲ类").code
    'not_numeric'
    """
    refusal = unknown(实际情况=actual or None, 目标表述=target or None)
    if refusal is not None:
        return refusal
    if _plain(actual) == _plain(target):
        return Completion(None, None, True, f"“{actual}” = “{target}”")
    return Refusal("not_numeric", f"实际为“{actual}”，目标为“{target}”，文字不同，无法自动判定；请由人评定。")


def _growth(actual: float, target: float, cap: float | None) -> Completion | Refusal:
    if target <= 0:
        return Refusal("undefined", f"目标值为 {target:g}，升高型指标的完成率要求目标值大于 0；请核对方向或目标值。")
    ratio = actual / target
    return Completion(_capped(ratio, cap), ratio, actual >= target, f"{actual:g} ÷ {target:g}")


def _reduction(actual: float, target: float, base: float, cap: float | None) -> Completion | Refusal:
    if base <= target:
        return Refusal(
            "undefined", f"基期值 {base:g} 不大于目标值 {target:g}，不构成下降目标；请核对指标方向、基期值和目标值。"
        )
    ratio = (base - actual) / (base - target)
    formula = f"({base:g} − {actual:g}) ÷ ({base:g} − {target:g})"
    return Completion(_capped(ratio, cap), ratio, actual <= target, formula)


def _capped(ratio: float, cap: float | None) -> float:
    return ratio if cap is None else min(cap, ratio)


def _plain(text: str | None) -> str:
    return "".join(unicodedata.normalize("NFKC", text or "").split())
