"""Cross elasticity and the coordinates of co-control.

The elasticity alone hides that both may rise, so a result always shows both signs and the quadrant. Sign rules:
PMC11666946 Table 2; coordinates: 毛显强、邢有凯，中国环境管理 2020，12(4)：20–28.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

SOURCE = "符号规则：PMC11666946 表 2；坐标系：毛显强、邢有凯，中国环境管理 2020，12(4)：20—28"
EQUAL = 1e-9


class SynergyRefused(ValueError):
    """What cannot be computed; the message is Chinese."""


class Quadrant(StrEnum):
    """Where a measure stands: across the fall of the greenhouse gas, up the fall of the pollutant (papers vary in the choice)."""

    BOTH_FALL = "I"
    GAS_RISES = "II"
    BOTH_RISE = "III"
    POLLUTANT_RISES = "IV"
    AXIS = "axis"


class Meaning(StrEnum):
    """What elasticity and signs say together."""

    SAME = "same"
    GAS_MORE = "gas_more"
    POLLUTANT_MORE = "pollutant_more"
    TRADE_OFF = "trade_off"
    BOTH_RISE = "both_rise"
    NEUTRAL = "neutral"


LABELS = {
    Meaning.SAME: "协同控制：两者减排程度相同",
    Meaning.GAS_MORE: "协同控制：温室气体减得更多",
    Meaning.POLLUTANT_MORE: "协同控制：污染物减得更多",
    Meaning.TRADE_OFF: "不协同：一减一增",
    Meaning.BOTH_RISE: "两者都增加",
    Meaning.NEUTRAL: "其中一项没有变化",
}


@dataclass(frozen=True, slots=True)
class CoControl:
    """A pollutant and a greenhouse gas under one measure or over one period.

    Parameters
    ----------
    pollutant_rate, gas_rate
        Reduction over base emission, negative where it rose.
    elasticity
        Their ratio; None where the greenhouse gas did not change.
    distance, angle
        Size of the effect (of the two rates), and its mix in degrees from the axis of the greenhouse gas.
    """

    pollutant_rate: float
    gas_rate: float
    elasticity: float | None
    quadrant: Quadrant
    meaning: Meaning
    distance: float
    angle: float

    @property
    def pollutant_percent(self) -> float:
        """Reduction of the pollutant in percent of its base, negative where it rose."""
        return self.pollutant_rate * 100

    @property
    def gas_percent(self) -> float:
        """The same of the greenhouse gas."""
        return self.gas_rate * 100


def co_control(
    pollutant_reduction: float, pollutant_base: float, gas_reduction: float, gas_base: float, *, equal: float = EQUAL
) -> CoControl:
    """Els = (ER_j / Q_j) / (ER_k / Q_k), j the pollutant and k the greenhouse gas, with its signs.

    Parameters
    ----------
    pollutant_reduction, gas_reduction
        Positive where emissions fell; any unit, that of their base.
    equal
        How far from 1 an elasticity may lie to be called the same degree: as far as rounded amounts leave it open.

    Examples
    --------
    >>> round(co_control(620, 10_000, 45_000, 1_000_000).elasticity, 4)
    1.3778

    Raises
    ------
    SynergyRefused
        Where a base is not above zero, or a number is none.
    """
    for name, base in (("污染物", pollutant_base), ("温室气体", gas_base)):
        if not math.isfinite(base) or base <= 0:
            raise SynergyRefused(f"{name}的基准排放量为 {base:g}，应大于 0；请核对基准年数据。")
    if not (math.isfinite(pollutant_reduction) and math.isfinite(gas_reduction)):
        raise SynergyRefused("减排量不是有效数字；请核对前后两年的排放量。")
    pollutant, gas = pollutant_reduction / pollutant_base, gas_reduction / gas_base
    elasticity = pollutant / gas if gas else None
    where = quadrant(gas_reduction, pollutant_reduction)
    return CoControl(
        pollutant,
        gas,
        elasticity,
        where,
        _meaning(where, elasticity, equal),
        math.hypot(gas, pollutant),
        math.degrees(math.atan2(pollutant, gas)),
    )


def quadrant(gas_reduction: float, pollutant_reduction: float) -> Quadrant:
    """Where the signs put it."""
    if gas_reduction == 0 or pollutant_reduction == 0:
        return Quadrant.AXIS
    if gas_reduction > 0:
        return Quadrant.BOTH_FALL if pollutant_reduction > 0 else Quadrant.POLLUTANT_RISES
    return Quadrant.GAS_RISES if pollutant_reduction > 0 else Quadrant.BOTH_RISE


def _meaning(where: Quadrant, elasticity: float | None, equal: float) -> Meaning:
    if where == Quadrant.AXIS or elasticity is None:
        return Meaning.NEUTRAL
    if where == Quadrant.BOTH_RISE:
        return Meaning.BOTH_RISE
    if where != Quadrant.BOTH_FALL:
        return Meaning.TRADE_OFF
    if abs(elasticity - 1) <= equal:
        return Meaning.SAME
    return Meaning.POLLUTANT_MORE if elasticity > 1 else Meaning.GAS_MORE
