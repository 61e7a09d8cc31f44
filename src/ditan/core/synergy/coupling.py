"""Coupling coordination of two systems, in its usual and its modified form.

In [0, 1] the coupling C is nearly always above 0.8 and says little: report the coordination D with both U beside it. Grades:
田深圳等 2021，地理学报 76(4)：781 表 1. Modified form: 王淑佳等 2021，自然资源学报 36(3)：793–810, whose formula was not confirmed
but agrees with three published pairs.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from ditan.core.synergy.elasticity import SynergyRefused

GRADES = (
    "极度失调",
    "严重失调",
    "中度失调",
    "轻度失调",
    "濒临失调",
    "勉强协调",
    "初级协调",
    "中级协调",
    "良好协调",
    "优质协调",
)
COUPLINGS = ((0.3, "低水平耦合"), (0.5, "拮抗"), (0.8, "磨合"), (1.0, "高水平耦合"))
GRADES_SOURCE = "田深圳等 2021，地理学报 76(4)：781 表 1"
MODIFIED_SOURCE = "王淑佳等 2021，自然资源学报 36(3)：793—810（公式未核对原文）"


@dataclass(frozen=True, slots=True)
class Coupling:
    """Coupling coordination of two systems.

    Parameters
    ----------
    first, second
        The scores U of both, which belong beside every result.
    coupling, coordination
        C and D.
    modified_coupling, modified_coordination
        C′ and D′.
    """

    first: float
    second: float
    coupling: float
    coordination: float
    modified_coupling: float
    modified_coordination: float

    @property
    def grade(self) -> str:
        """The grade of D."""
        return grade(self.coordination)


def coupling(first: float, second: float, *, weight: float = 0.5) -> Coupling:
    """C = 2√(U₁U₂) / (U₁+U₂), T = αU₁ + (1−α)U₂, D = √(C·T); C′ = √((1 − (U₂−U₁)) · U₁/U₂) with U₂ the larger, D′ = √(C′·T).

    Parameters
    ----------
    first, second
        Scores in (0, 1].
    weight
        α of the first, 0–1.

    Examples
    --------
    >>> round(coupling(0.928, 0.794).coordination, 4)
    0.9265
    """
    for score in (first, second):
        if not math.isfinite(score) or not 0 < score <= 1:
            raise SynergyRefused(f"系统得分为 {score}，应大于 0 且不大于 1；请先把指标归一化。")
    if not 0 <= weight <= 1:
        raise SynergyRefused(f"权重为 {weight}，应在 0—1 之间。")
    usual = 2 * math.sqrt(first * second) / (first + second)
    low, high = sorted((first, second))
    modified = math.sqrt((1 - (high - low)) * low / high)
    together = weight * first + (1 - weight) * second
    return Coupling(first, second, usual, math.sqrt(usual * together), modified, math.sqrt(modified * together))


def grade(coordination: float) -> str:
    """The grade of D, each 0.1 wide and closed above.

    Examples
    --------
    >>> grade(0.9265), grade(0.5)
    ('优质协调', '濒临失调')
    """
    return GRADES[max(0, math.ceil(round(_in_unit(coordination) * 10, 9)) - 1)]


def coupling_grade(value: float) -> str:
    """The name of a range of C, closed above."""
    return next(name for upper, name in COUPLINGS if _in_unit(value) <= upper)


def _in_unit(value: float) -> float:
    if not math.isfinite(value) or not 0 <= value <= 1:
        raise SynergyRefused(f"耦合或协调度为 {value}，应在 0—1 之间。")
    return value
