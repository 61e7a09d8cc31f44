"""Key categories: those that together make up 95 % of the level, or of the change, of an inventory.

Equations 4.1 to 4.3 of IPCC 2006 Vol. 1 Ch. 4 as they are generally given; not confirmed in the original (`VERIFIED` is False).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SOURCE = "IPCC 2006 第 1 卷第 4 章 公式 4.1—4.3（未核对原文）"
VERIFIED = False
THRESHOLD = 0.95
THRESHOLD_WITH_UNCERTAINTY = 0.90


class AssessmentRefused(ValueError):
    """What cannot be assessed; the message is Chinese."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A category and gas, in CO2e under one GWP set.

    Parameters
    ----------
    base
        Of the base year; None where it is not known, and then no trend can be assessed.
    land
        Whether it is land use, left out of the assessment without LULUCF.
    percent
        Combined uncertainty of the current year, for the assessment with uncertainty.
    """

    category: str
    gas: str
    current: float
    base: float | None = None
    land: bool = False
    percent: float | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate in its place.

    Parameters
    ----------
    assessment
        Level or trend assessment (L or T).
    share, cumulated
        Of the sum of all assessments.
    key
        Whether it is among those that make up the threshold; the one that crosses it is.
    """

    candidate: Candidate
    assessment: float
    share: float
    cumulated: float
    key: bool


def level(candidates: Iterable[Candidate], *, land: bool, threshold: float = THRESHOLD) -> tuple[Ranked, ...]:
    """Level assessment, largest first: |E| / Σ|E| (eq. 4.1). Sinks count with their size.

    Examples
    --------
    >>> found = level([Candidate("1.A.1", "CO2", 90), Candidate("4.A", "CH4", 8), Candidate("4.B", "CH4", 2)], land=False)
    >>> [(each.candidate.category, each.key) for each in found]
    [('1.A.1', True), ('4.A', True), ('4.B', False)]
    """
    held = _held(candidates, land)
    whole = math.fsum(abs(each.current) for each in held)
    return _ranked([(each, abs(each.current) / whole if whole else 0.0) for each in held], threshold)


def trend(candidates: Iterable[Candidate], *, land: bool, threshold: float = THRESHOLD) -> tuple[Ranked, ...]:
    """Trend assessment, largest first: how far a category's change differs from that of the whole (eq. 4.2).

    A category that was nothing in the base year is assessed by its current size (eq. 4.3).

    Raises
    ------
    AssessmentRefused
        Where a base year is not known, or adds up to nothing.
    """
    held = _held(candidates, land)
    bases = [(each, _base(each)) for each in held]
    whole = math.fsum(abs(base) for _, base in bases)
    before, now = math.fsum(base for _, base in bases), math.fsum(each.current for each in held)
    if held and (whole == 0 or before == 0):
        raise AssessmentRefused("基准年各类别之和为 0，无法做趋势评估；请选择有数据的基准年。")
    change = (now - before) / abs(before) if held else 0.0

    def assessed(each: Candidate, base: float) -> float:
        if base == 0:
            return abs(each.current) / whole
        return abs(base) / whole * abs((each.current - base) / abs(base) - change)

    return _ranked([(each, assessed(each, base)) for each, base in bases], threshold)


def level_with_uncertainty(candidates: Iterable[Candidate], *, land: bool) -> tuple[Ranked, ...]:
    """Level assessment weighted with uncertainty (approach 2 of the chapter), up to 90 %.

    Raises
    ------
    AssessmentRefused
        Where a candidate has no uncertainty: unknown is not zero.
    """
    held = _held(candidates, land)
    if missing := [f"{each.category} {each.gas}" for each in held if each.percent is None]:
        raise AssessmentRefused(
            f"{'、'.join(missing)} 没有不确定性，不能做带不确定性的评估；请先补充，或使用不带不确定性的评估。"
        )
    weights = [(each, abs(each.current) * (each.percent or 0.0)) for each in held]
    return _ranked(weights, THRESHOLD_WITH_UNCERTAINTY)


def _held(candidates: Iterable[Candidate], land: bool) -> list[Candidate]:
    held = [each for each in candidates if land or not each.land]
    for each in held:
        if not math.isfinite(each.current):
            raise AssessmentRefused(f"{each.category} {each.gas} 的排放量 {each.current} 不是有效数字。")
    return held


def _base(candidate: Candidate) -> float:
    if candidate.base is None or not math.isfinite(candidate.base):
        raise AssessmentRefused(
            f"{candidate.category} {candidate.gas} 没有基准年数值，无法做趋势评估；请补充基准年或填写标识符 NO。"
        )
    return candidate.base


def _ranked(assessed: Sequence[tuple[Candidate, float]], threshold: float) -> tuple[Ranked, ...]:
    whole = math.fsum(value for _, value in assessed)
    found, cumulated = [], 0.0
    order = sorted(assessed, key=lambda each: (-each[1], each[0].category, each[0].gas))
    for candidate, value in order:
        share = value / whole if whole else 0.0
        key = bool(value) and cumulated < threshold - 1e-12
        cumulated += share
        found.append(Ranked(candidate, value, share, cumulated, key))
    return tuple(found)
