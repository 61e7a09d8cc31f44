"""Burning gas at a fixed place: production factors of gas-fired boilers in g/m³."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ditan.core.air import boilers
from ditan.core.air.boilers import DEPARTMENT
from ditan.core.air.controls import FLUE
from ditan.core.factors.fuels import fuels
from ditan.core.methods import Method
from ditan.core.methods.inputs import FUEL, FUEL_AMOUNT

PER = 100.0
"""万Nm³ × g/m³ is 10⁴ g, a hundredth of a tonne."""


def applies(values: Mapping[str, Any]) -> bool:
    """Of fuels counted in 万Nm³.

    >>> applies({"fuel": "natural_gas"}), applies({"fuel": "lng"}), applies({})
    (True, False, False)
    """
    fuel = fuels().get(values.get("fuel") or "")
    return fuel is not None and fuel.amount_unit == "万Nm³"


METHOD = Method(
    code="air.gas_combustion",
    label="燃气燃烧的大气污染物",
    inputs=(FUEL, FUEL_AMOUNT, DEPARTMENT, FLUE),
    parameters=boilers.factors("g/m³"),
    outputs=boilers.outputs(PER),
    source=f"{boilers.TABLE}附录A、D、E，二手转录；{boilers.NO_SOURCE}",
    verified=False,
    note="系数为治理前；燃气锅炉的 SO2 在原表中为 0。没有氨的系数。",
    applies=applies,
)
