"""A time series that is recalculated: what changed in which year and why, and whether the base year has to follow.

A series is of use only where every year is computed alike, so a change of method, factor or boundary is due in all years; a
change of activity data or a mended error is due where it occurred.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a year was recalculated."""

    METHOD = "method"
    FACTOR = "factor"
    BOUNDARY = "boundary"
    GWP = "gwp"
    ACTIVITY = "activity"
    ERROR = "error"


LABELS = {
    Reason.METHOD: "方法改变",
    Reason.FACTOR: "因子更新",
    Reason.BOUNDARY: "边界或范围调整",
    Reason.GWP: "GWP 改变",
    Reason.ACTIVITY: "活动数据修订",
    Reason.ERROR: "错误更正",
}

EVERY_YEAR = frozenset({Reason.METHOD, Reason.FACTOR, Reason.BOUNDARY, Reason.GWP})
"""Reasons that hold for all years alike: a series in which only some followed is not consistent."""


class SeriesRefused(ValueError):
    """A recalculation that does not hold together; the message is Chinese."""


@dataclass(frozen=True, slots=True)
class Policy:
    """When a base year is recalculated.

    Parameters
    ----------
    threshold
        Change of the base year's total, %, from which it has to be recalculated and published anew.
    always
        Reasons for which it has to be whatever the size.
    """

    base_year: int
    threshold: float
    always: frozenset[Reason] = frozenset({Reason.GWP})

    def __post_init__(self) -> None:
        if not math.isfinite(self.threshold) or not 0 <= self.threshold <= 100:
            raise SeriesRefused(f"基准年重算阈值为 {self.threshold}%，应在 0—100% 之间。")


@dataclass(frozen=True, slots=True)
class Change:
    """A year before and after.

    Parameters
    ----------
    difference
        After less before.
    percent
        Of the value before; None where that is 0.
    """

    year: int
    before: float
    after: float
    reasons: tuple[Reason, ...]

    @property
    def difference(self) -> float:
        return self.after - self.before

    @property
    def percent(self) -> float | None:
        return self.difference / abs(self.before) * 100 if self.before else None


@dataclass(frozen=True, slots=True)
class Recalculation:
    """The whole series before and after.

    Parameters
    ----------
    added, removed
        Years that only one of the two series has.
    trend_before, trend_after
        Change of the last common year from the base year, %; None where there is no base year or it is 0.
    republish
        Whether the base year has to be published anew, and `because` why or why not, in Chinese.
    inconsistent
        Years that a reason due in every year left out, in Chinese.
    """

    changes: tuple[Change, ...]
    added: tuple[int, ...]
    removed: tuple[int, ...]
    trend_before: float | None
    trend_after: float | None
    republish: bool
    because: str
    inconsistent: tuple[str, ...]


def recalculation(
    before: Mapping[int, float],
    after: Mapping[int, float],
    reasons: Mapping[int, tuple[Reason, ...]],
    policy: Policy,
) -> Recalculation:
    """Both series side by side under a policy.

    Parameters
    ----------
    before, after
        Totals by year, under one GWP set each.
    reasons
        By year why it was recalculated. A year whose value changed has to have one.

    Raises
    ------
    SeriesRefused
        For a changed year without a reason, or a series that lost its base year.
    """
    common = sorted(set(before) & set(after))
    if silent := [year for year in common if before[year] != after[year] and not reasons.get(year)]:
        raise SeriesRefused(f"{'、'.join(map(str, silent))} 年的数值变了但没有写明原因；重算必须逐年说明原因。")
    if policy.base_year not in after:
        raise SeriesRefused(f"重算后的序列缺少基准年 {policy.base_year}；请补算该年或修改基准年。")
    changes = tuple(Change(year, before[year], after[year], tuple(reasons.get(year, ()))) for year in common)
    republish, because = _verdict(changes, reasons, policy)
    last = common[-1] if common else policy.base_year
    return Recalculation(
        changes,
        tuple(sorted(set(after) - set(before))),
        tuple(sorted(set(before) - set(after))),
        _trend(before, policy.base_year, last),
        _trend(after, policy.base_year, last),
        republish,
        because,
        _left_out(after, reasons),
    )


def _verdict(
    changes: tuple[Change, ...], reasons: Mapping[int, tuple[Reason, ...]], policy: Policy
) -> tuple[bool, str]:
    base = next((each for each in changes if each.year == policy.base_year), None)
    if base is None:
        return True, f"基准年 {policy.base_year} 是新算出的，需发布。"
    forced = [each for each in Reason if each in policy.always and any(each in year for year in reasons.values())]
    if forced:
        return True, f"{'、'.join(LABELS[each] for each in forced)}按规定必须重算基准年。"
    if base.percent is None:
        return base.after != 0, "基准年原值为 0，" + ("现有数值，需重新发布。" if base.after else "仍为 0。")
    size = f"基准年变化 {base.percent:+.2f}%，阈值 ±{policy.threshold:g}%"
    if abs(base.percent) >= policy.threshold and base.difference:
        return True, f"{size}，需重新发布。"
    return False, f"{size}，不需重新发布。"


def _trend(series: Mapping[int, float], base: int, last: int) -> float | None:
    if not series.get(base) or last not in series:
        return None
    return (series[last] - series[base]) / abs(series[base]) * 100


def _left_out(after: Mapping[int, float], reasons: Mapping[int, tuple[Reason, ...]]) -> tuple[str, ...]:
    found = []
    for reason in Reason:
        done = {year for year, given in reasons.items() if reason in given and year in after}
        if reason in EVERY_YEAR and done and (left := sorted(set(after) - done)):
            years = "、".join(map(str, left))
            found.append(f"{LABELS[reason]}应用于全部年份，{years} 年没有重算；请一并重算，否则趋势不可比。")
    return tuple(found)
