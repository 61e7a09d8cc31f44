"""Burning oil and whatever else is counted in tonnes at a fixed place: production factors in g/kg.

Fuels without a row in the table (wood, straw, waste) are refused by name, so that a local factor can be given for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ditan.core.air import boilers, coal_combustion, gas_combustion
from ditan.core.air.boilers import DEPARTMENT
from ditan.core.air.controls import FLUE
from ditan.core.methods import Method
from ditan.core.methods.inputs import FUEL, FUEL_AMOUNT

PER = 1000.0
"""t × g/kg is kg, a thousandth of a tonne."""


def applies(values: Mapping[str, Any]) -> bool:
    """Of fuels counted in tonnes that are not burnt as coal is.

    >>> applies({"fuel": "diesel"}), applies({"fuel": "lng"}), applies({"fuel": "raw_coal"}), applies({})
    (True, True, False, False)
    """
    return bool(values.get("fuel")) and not (coal_combustion.applies(values) or gas_combustion.applies(values))


METHOD = Method(
    code="air.oil_combustion",
    label="油品等按质量计的燃料燃烧的大气污染物",
    inputs=(FUEL, FUEL_AMOUNT, DEPARTMENT, FLUE),
    parameters=boilers.factors("g/kg"),
    outputs=boilers.outputs(PER),
    source=f"{boilers.TABLE}附录A、D、E，二手转录；{boilers.NO_SOURCE}",
    verified=False,
    note="系数为治理前。原表多种油品的 SO2 为 0，LPG、LNG、石油焦的 VOCs 为 33 g/kg，均属可疑，按原表保留。",
    applies=applies,
)
