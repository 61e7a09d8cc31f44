"""Scores of published assessment rules. A rule is a parameter of an assessment; none is built into a target."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ditan.core.assessment.refusal import AssessmentRefused


def rate_times_points(completion: float, points: float) -> float:
    """Points by completion, never more than the item has and never less than none: p·min(1, c).

    References
    ----------
    陕西省生态环境厅, 十三五控制温室气体排放考核评分细则, 2019-04-16.

    Examples
    --------
    >>> rate_times_points(0.92, 20), rate_times_points(1.05, 20)
    (18.400000000000002, 20.0)
    """
    return points * min(1.0, max(0.0, _known("完成率", completion)))


def intensity_points(annual_met: bool, cumulative_met: bool) -> float:
    """Points for an intensity of a key enterprise: both met 35, cumulative alone 20, annual alone 10, none 0.

    References
    ----------
    怀柔区重点用能单位节能目标责任评价考核计分表; the cumulative line is 20 % of the target a year.

    Examples
    --------
    >>> intensity_points(True, True), intensity_points(False, True)
    (35.0, 20.0)
    """
    if annual_met and cumulative_met:
        return 35.0
    if cumulative_met:
        return 20.0
    return 10.0 if annual_met else 0.0


def total_points(ratio_to_target: float) -> float:
    """Points for total energy use over its target: within it 15, up to 10 % over 10, up to 20 % over 5, else 0.

    References
    ----------
    怀柔区重点用能单位节能目标责任评价考核计分表.

    Examples
    --------
    >>> total_points(1.0), total_points(1.08), total_points(1.18), total_points(1.25)
    (15.0, 10.0, 5.0, 0.0)
    """
    # 1.1 is not a float: a use of exactly 10 % over must not fall behind the line by its last bit.
    over = round(_known("用量与目标之比", ratio_to_target) - 1, 12)
    for limit, points in ((0.0, 15.0), (0.1, 10.0), (0.2, 5.0)):
        if over <= limit:
            return points
    return 0.0


@dataclass(frozen=True, slots=True)
class BonusScore:
    """A score with a bonus: the points, or the grade 未完成 where the target was missed."""

    points: float | None
    missed: bool


def points_with_bonus(completion: float, points: float = 30.0, step: float = 0.1, most: float = 5.0) -> BonusScore:
    """Full points for a target that is met, one more for each full `step` beyond, `most` at the most; a miss has none.

    References
    ----------
    市级节能目标责任评价考核计分细则, 附件3.

    Examples
    --------
    >>> points_with_bonus(1.25), points_with_bonus(0.97)
    (BonusScore(points=32.0, missed=False), BonusScore(points=None, missed=True))
    """
    if _known("完成率", completion) < 1:
        return BonusScore(None, missed=True)
    beyond = math.floor(round((completion - 1) / step, 9))
    return BonusScore(points + min(most, float(beyond)), missed=False)


def _known(name: str, value: float) -> float:
    if not math.isfinite(value):
        raise AssessmentRefused(f"{name}未知，不能计分；请先补齐。")
    return value
