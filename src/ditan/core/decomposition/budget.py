"""预算—执行—偏差—调整: what a year was given, what it came to, how far it is off, and what the years left must take on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ditan.core.assessment.refusal import AssessmentRefused, Refusal, unknown
from ditan.core.decomposition.annual import Kind, Trajectory, Year, annual_path
from ditan.core.decomposition.parts import Bound, apportion


class Standing(StrEnum):
    """How an executed year stands to its budget."""

    KEPT = "kept"
    BETTER = "better"
    WORSE = "worse"


STANDINGS = {Standing.KEPT: "与预算一致", Standing.BETTER: "好于预算", Standing.WORSE: "劣于预算"}


@dataclass(frozen=True, slots=True)
class Deviation:
    """An executed year against its budget.

    Parameters
    ----------
    budget, executed
        In the unit of the target.
    difference
        Executed less budget.
    ratio
        The difference over the budget; None where the budget is zero.
    standing
        Better or worse by what the target asks for; for `exactly` any difference is worse.
    """

    budget: float
    executed: float
    difference: float
    ratio: float | None
    standing: Standing


def deviation(budget: float | None, executed: float | None, bound: Bound) -> Deviation | Refusal:
    """Executed less budget.

    Examples
    --------
    >>> deviation(100, 104, Bound.AT_MOST).standing, deviation(100, 104, Bound.AT_LEAST).standing
    (<Standing.WORSE: 'worse'>, <Standing.BETTER: 'better'>)
    >>> deviation(100, None, Bound.AT_MOST).message
    '缺少执行值，无法计算；请先补齐。'
    """
    refused = unknown(预算值=budget, 执行值=executed)
    if refused is not None:
        return refused
    assert budget is not None
    assert executed is not None
    difference = executed - budget
    if abs(difference) <= 1e-9 * max(1.0, abs(budget)):
        return Deviation(budget, executed, 0.0, 0.0, Standing.KEPT)
    better = difference > 0 if bound is Bound.AT_LEAST else difference < 0 and bound is Bound.AT_MOST
    ratio = difference / abs(budget) if budget else None
    return Deviation(budget, executed, difference, ratio, Standing.BETTER if better else Standing.WORSE)


def adjusted_path(
    kind: Kind,
    trajectory: Trajectory,
    target: float,
    path: Sequence[tuple[int, float | None]],
    executed: Sequence[tuple[int, float]],
    *,
    decimals: int = 2,
) -> tuple[Year, ...]:
    """What the years after the last executed one must take on, so that the target is still reached.

    The pieces of a total share what is left in proportion to their budgets (equally where these are unknown or zero); a level
    goes from the last executed value to the target; a decline goes on from the decline that is reached:
    1 - (1-D)·((1-T)/(1-D))^(t/m) by equal rates, D + (T-D)·t/m by equal steps. It is a proposal: a person adopts it as a
    new version, with a reason.

    Parameters
    ----------
    path
        Budgets by year, rising.
    executed
        Known values by year, rising, each of a year of the path. For a `total` those of all years up to the last one.

    Examples
    --------
    >>> years = [(2021, 20), (2022, 20), (2023, 20), (2024, 20), (2025, 20)]
    >>> adjusted_path(Kind.TOTAL, Trajectory.LINEAR, 100, years, [(2021, 14), (2022, 17)], decimals=0)
    (Year(year=2023, value=23.0), Year(year=2024, value=23.0), Year(year=2025, value=23.0))
    """
    if not executed:
        raise AssessmentRefused("还没有执行值，无需调整；请等第一年的数据。")
    budgets = dict(path)
    last_year, last = executed[-1]
    left = [at for at in budgets if at > last_year]
    if not left:
        raise AssessmentRefused(f"{last_year} 年之后没有剩余年度，不能再调整；应作期末评定。")
    if kind is Kind.TOTAL:
        known = dict(executed)
        missing = [at for at in budgets if at <= last_year and at not in known]
        if missing:
            names = "、".join(f"{at}年" for at in missing)
            raise AssessmentRefused(f"{names}的执行值未知，剩余总量算不出；未知不能按 0 计，请先补齐。")
        rest = round(target - math.fsum(known[at] for at in budgets if at <= last_year), decimals)
        wanted = [budgets[at] or 0.0 for at in left]
        weights = wanted if all(each > 0 for each in wanted) else [1.0] * len(left)
        return tuple(Year(at, value) for at, value in zip(left, apportion(rest, weights, decimals), strict=True))
    if kind is Kind.LEVEL:
        return tuple(
            each
            for each in annual_path(
                kind, trajectory, base_year=last_year, year=max(left), target=target, base=last, decimals=decimals
            )
            if each.year in budgets
        )
    return _declines(trajectory, target, last_year, last, left, decimals)


def _declines(
    trajectory: Trajectory, target: float, since: int, reached: float, left: Sequence[int], decimals: int
) -> tuple[Year, ...]:
    if not (reached < 100 and target < 100):
        raise AssessmentRefused(f"已降 {reached:g}%、目标 {target:g}%，应都小于 100%；请核对。")
    end = max(left)

    def at_year(at: int) -> float:
        share = (at - since) / (end - since)
        if trajectory is Trajectory.LINEAR:
            return reached + (target - reached) * share
        return 100 - (100 - reached) * float(((100 - target) / (100 - reached)) ** share)

    return tuple(Year(at, float(target) if at == end else round(at_year(at), decimals)) for at in left)
