"""Units in formulas: every value is turned into root units when it goes in, and the result back when it comes out.

So 万吨标准煤 / 亿元 needs no factor written by hand, and what does not measure the same cannot be added. Counts (人, 个) are
without dimension for the registry; here they are told from shares, and fall away only where something is divided by them
or multiplied with them (万元 for 亿元 / 万人).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pint

from ditan.core.metrics.problems import Misfit
from ditan.core.reading.resolve.units import pint_unit
from ditan.core.units import registry

COUNT = "count"


@dataclass(frozen=True, slots=True)
class Scale:
    """A printed unit: its root units, and how many of them it is."""

    printed: str
    root: Any
    factor: float


@lru_cache(maxsize=4096)
def scale_of(printed: str) -> Scale:
    """A printed unit in root units.

    Raises
    ------
    Misfit
        Where the registry does not know it, or its zero is not the zero of what it measures (摄氏度, 分贝).

    Examples
    --------
    >>> scale_of("万吨标准煤").factor / scale_of("吨标准煤").factor
    10000.0
    """
    if not printed.strip():
        return Scale("", pure(), 1.0)
    expression = pint_unit(printed)
    if not expression:
        raise Misfit(f"单位“{printed}”不在单位库中，不能参加计算")
    try:
        one = registry().Quantity(1.0, expression).to_root_units()
        none = registry().Quantity(0.0, expression).to_root_units().magnitude
    except pint.PintError as error:
        raise Misfit(f"单位“{printed}”不能参加计算") from error
    if none != 0.0:
        raise Misfit(f"单位“{printed}”的零点不是零，不能参加计算")
    return Scale(printed, one.units, float(f"{one.magnitude:.15g}"))


def pure() -> Any:
    """The unit of a plain number or a share."""
    return registry().Unit("dimensionless")


def split(unit: Any) -> tuple[dict[str, float], float]:
    """The parts of a root unit without its counts, and the power of the count.

    Examples
    --------
    >>> split(scale_of("万辆").root), split(scale_of("%").root)
    (({}, 1.0), ({}, 0.0))
    """
    parts = {name: float(power) for name, power in unit._units.items()}
    count = parts.pop(COUNT, 0.0)
    return parts, count


def addable(one: Any, other: Any) -> bool:
    """Whether values of two root units can be added: they measure the same, counts as counts and shares as shares."""
    return split(one) == split(other)


def fits(found: Any, expected: Any) -> bool:
    """Whether a result of one root unit can stand in a metric of another.

    Examples
    --------
    >>> fits(scale_of("亿元").root / scale_of("万人").root, scale_of("万元").root)
    True
    >>> fits(scale_of("%").root, scale_of("个").root)
    False
    """
    parts, count = split(found)
    wanted, wanted_count = split(expected)
    return parts == wanted and (bool(parts) or count == wanted_count)


def chinese(unit: Any) -> str:
    """What a root unit measures, for a message."""
    parts, count = split(unit)
    if not parts:
        return "数量" if count == 1 else "比例（无单位）"
    named = {name: power for name, power in ((WORDS.get(frozenset(parts.items()), ""), 1.0),) if name}
    if named:
        return next(iter(named))
    above = [_part(name, power) for name, power in parts.items() if power > 0]
    below = [_part(name, -power) for name, power in parts.items() if power < 0]
    return "·".join(above or ["1"]) + ("/" + "·".join(below) if below else "")


def _part(name: str, power: float) -> str:
    return ROOTS.get(name, name) + (f"^{power:g}" if power != 1 else "")


ROOTS = {
    "kilogram": "千克",
    "gram": "克",
    "meter": "米",
    "second": "秒",
    "yuan": "元",
    "US_dollar": "美元",
    "tonne_CO2e": "吨二氧化碳",
}
WORDS = {
    frozenset({("meter", 2.0)}): "面积",
    frozenset({("meter", 3.0)}): "体积",
    frozenset({("meter", 1.0)}): "长度",
    frozenset({("second", 1.0)}): "时间",
    frozenset({("gram", 1.0)}): "质量",
    frozenset({("kilogram", 1.0)}): "质量",
    frozenset({("yuan", 1.0)}): "金额",
    frozenset({("tonne_CO2e", 1.0)}): "二氧化碳排放量",
    frozenset({("gram", 1.0), ("meter", 2.0), ("second", -2.0)}): "能量",
    frozenset({("kilogram", 1.0), ("meter", 2.0), ("second", -2.0)}): "能量",
    frozenset({("gram", 1.0), ("meter", 2.0), ("second", -3.0)}): "功率",
    frozenset({("kilogram", 1.0), ("meter", 2.0), ("second", -3.0)}): "功率",
}
