"""SO2 of what moves, by the sulphur of the fuel that it burns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ditan.core.factors.fuels import fuels
from ditan.core.methods import Input, Method, Output
from ditan.core.methods.inputs import FUEL, FUEL_AMOUNT

SULPHUR = Input(
    "fuel_sulphur_ppm",
    "油品含硫量",
    "mg/kg",
    high=50000.0,
    required=False,
    note="只有计算二氧化硫时需要；10 表示 10 mg/kg（10 ppm），船用燃料油可达数千。",
)


def applies(values: Mapping[str, Any]) -> bool:
    """Of liquid fuels.

    >>> applies({"fuel": "diesel"}), applies({"fuel": "natural_gas"}), applies({})
    (True, False, False)
    """
    fuel = fuels().get(values.get("fuel") or "")
    return fuel is not None and fuel.state == "liquid"


def so2_t(fuel_amount: Any, fuel_sulphur_ppm: Any) -> Any:
    """SO2, t: all the sulphur leaves with the exhaust, and a tonne of it gives two of SO2.

    10 000 t of diesel of 10 mg/kg:

    >>> so2_t(10000.0, 10.0)
    0.2
    """
    return fuel_amount * fuel_sulphur_ppm * 2 / 1e6


METHOD = Method(
    code="air.mobile_sulphur",
    label="移动源燃料含硫的二氧化硫",
    inputs=(FUEL, FUEL_AMOUNT, SULPHUR),
    parameters=(),
    outputs=(Output("SO2", so2_t, "消费量 × 含硫量 × 2 ÷ 10⁶"),),
    source="物料衡算：硫全部转化为二氧化硫，质量比取 2",
    verified=True,
    applies=applies,
)
