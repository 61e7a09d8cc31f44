"""Several pollutants as one number: statutory pollution equivalents, or weights that the user names."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from ditan.core.synergy.elasticity import SynergyRefused

SOURCE = "环境保护税法 附表二（二手转录）"


@dataclass(frozen=True, slots=True)
class EquivalentValue:
    """How many kg of a substance make one pollution equivalent."""

    substance: str
    name: str
    kilograms: float
    verified: bool


VALUES: dict[str, EquivalentValue] = {
    each.substance: each
    for each in (
        EquivalentValue("SO2", "二氧化硫", 0.95, True),
        EquivalentValue("NOx", "氮氧化物", 0.95, True),
        EquivalentValue("CO", "一氧化碳", 16.7, True),
        EquivalentValue("dust", "一般性粉尘", 4.0, True),
        EquivalentValue("soot", "烟尘", 2.18, False),
    )
}
"""Particles are counted as dust or soot by how they arise, which whoever asks has to say: PM10 and PM2.5 are in neither."""


def pollution_equivalents(tonnes: Mapping[str, float], *, unverified: bool = False) -> float:
    """Pollution equivalents of amounts or reductions, Σ kg / value.

    Examples
    --------
    >>> round(pollution_equivalents({"SO2": 120, "NOx": 200, "soot": 40}, unverified=True), 1)
    355190.7

    Raises
    ------
    SynergyRefused
        For a substance without a value, one whose value is not confirmed unless allowed, or what is no number.
    """
    found = []
    for substance, amount in tonnes.items():
        value = VALUES.get(substance)
        if value is None:
            raise SynergyRefused(
                f"“{substance}”没有污染当量值；可用：{'、'.join(VALUES)}。颗粒物请按一般性粉尘或烟尘分别填写。"
            )
        if not value.verified and not unverified:
            raise SynergyRefused(f"{value.name}的污染当量值 {value.kilograms:g} kg 未核实；如需使用请允许未核实的值。")
        if not math.isfinite(amount):
            raise SynergyRefused(f"{value.name}的数量 {amount} 不是有效数字。")
        found.append(amount * 1000 / value.kilograms)
    return math.fsum(found)


COMBUSTION = "1.A"
"""Particles of this category and all below it are soot, those of every other are dust."""


def particle_kind(category: str) -> EquivalentValue:
    """As what the particles of a category are counted: soot where fuel is burnt, else dust.

    Examples
    --------
    >>> particle_kind("1.A.2.f").name, particle_kind("P.1.a").name
    ('烟尘', '一般性粉尘')
    """
    burnt = category == COMBUSTION or category.startswith(f"{COMBUSTION}.")
    return VALUES["soot" if burnt else "dust"]


def particle_equivalents(category: str, pm10: float) -> float:
    """Pollution equivalents of a source's particles of up to 10 µm, t; fewer than the law counts, which weighs all particles.

    Examples
    --------
    >>> particle_equivalents("P.2", 4.0)
    1000.0
    """
    kind = particle_kind(category)
    return pollution_equivalents({kind.substance: pm10}, unverified=True)


def weighted_reduction(reductions: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """A weighted sum of reductions (α·CO2 + β·SO2 + …). No weights are delivered, as none was confirmed: the user names them.

    Raises
    ------
    SynergyRefused
        Where a reduction has no weight.
    """
    if missing := [name for name in reductions if name not in weights]:
        raise SynergyRefused(f"{'、'.join(missing)} 没有权重；请逐项给出权重及其出处。")
    return math.fsum(amount * weights[name] for name, amount in reductions.items())
