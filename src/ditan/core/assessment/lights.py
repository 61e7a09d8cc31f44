"""The light of a target, and the rule with its numbers as a value that a screen can show."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from ditan.core.assessment.refusal import Refusal


class Light(StrEnum):
    """Colours, best first; grey says that nothing can be said."""

    GREEN = "green"
    LIGHT_GREEN = "light_green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"


LABELS = {
    Light.GREEN: "达到序时进度",
    Light.LIGHT_GREEN: "基本达到序时进度",
    Light.YELLOW: "略低于序时进度",
    Light.RED: "明显低于序时进度",
    Light.GREY: "无法判定",
}
"""The word beside each light; a colour alone says nothing to those who cannot tell it."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where one light ends and the next begins, in percentage points behind the share of time that has passed.

    No published rule gives these numbers, so `verified` is False until a district enters its own with a source.

    Parameters
    ----------
    yellow_points
        Up to so many points behind is yellow, more is red.
    light_green_points
        Up to so many points behind is still light green; None where there is no such light.
    verified
        Whether a source confirms the numbers.
    source
        Which one.
    """

    yellow_points: float = 5.0
    light_green_points: float | None = None
    verified: bool = False
    source: str = "平台建议值，未见公布的标准"


UNCONFIRMED = Thresholds()


@dataclass(frozen=True, slots=True)
class Verdict:
    """A light with its rule.

    Parameters
    ----------
    light
        The colour.
    label
        Its word.
    rule
        The rule that decided, with its numbers, in Chinese.
    gap_points
        Progress less time, in percentage points; None where it is grey or a veto decided.
    thresholds
        The thresholds that were used.
    """

    light: Light
    label: str
    rule: str
    gap_points: float | None
    thresholds: Thresholds


def light(
    progress: float | Refusal | None,
    time: float,
    *,
    thresholds: Thresholds = UNCONFIRMED,
    met: bool = False,
    veto_missed: bool = False,
    stale: str = "",
) -> Verdict:
    """The light of a target.

    Parameters
    ----------
    progress
        Share of the target that is reached, a fraction; None or a refusal where it is not known.
    time
        Share of the time that has passed, 0 to 1.
    thresholds
        See `Thresholds`.
    met
        Whether the target is reached already; it is green then, whatever the time.
    veto_missed
        Whether this is a veto indicator (一票否决) whose year is missed; red then.
    stale
        Why the figure cannot be relied on (out of date, not verified), in Chinese; grey then.

    Examples
    --------
    >>> light(0.268, 0.6).rule
    '进度 26.8%，序时 60.0%，落后 33.2 个百分点；红灯：落后超过 5 个百分点'
    >>> light(None, 0.6).light
    <Light.GREY: 'grey'>
    """
    if stale:
        return _verdict(Light.GREY, f"数据不可用：{stale}", None, thresholds)
    if veto_missed:
        return _verdict(Light.RED, "一票否决指标未完成", None, thresholds)
    if met:
        return _verdict(Light.GREEN, "目标已达成", None, thresholds)
    if isinstance(progress, Refusal):
        return _verdict(Light.GREY, progress.message, None, thresholds)
    if progress is None or not math.isfinite(progress) or not math.isfinite(time):
        return _verdict(Light.GREY, "进度未知", None, thresholds)
    gap = round(100 * (progress - time), 9)
    colour, bound = _colour(gap, thresholds)
    side = f"落后 {-gap:.1f}" if gap < 0 else f"领先 {gap:.1f}"
    rule = f"进度 {100 * progress:.1f}%，序时 {100 * time:.1f}%，{side} 个百分点；{bound}"
    return _verdict(colour, rule, gap, thresholds)


def _colour(gap: float, thresholds: Thresholds) -> tuple[Light, str]:
    if gap >= 0:
        return Light.GREEN, "绿灯：不低于序时进度"
    if thresholds.light_green_points is not None and -gap <= thresholds.light_green_points:
        return Light.LIGHT_GREEN, f"浅绿灯：落后不超过 {thresholds.light_green_points:g} 个百分点"
    if -gap <= thresholds.yellow_points:
        return Light.YELLOW, f"黄灯：落后不超过 {thresholds.yellow_points:g} 个百分点"
    return Light.RED, f"红灯：落后超过 {thresholds.yellow_points:g} 个百分点"


def _verdict(colour: Light, rule: str, gap: float | None, thresholds: Thresholds) -> Verdict:
    return Verdict(colour, LABELS[colour], rule, gap, thresholds)
