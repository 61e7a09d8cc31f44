"""CO2 of making ammonia from the output alone, by what a plant of its process needs of fuel, or by a plain factor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ditan.core.ghg.ammonia import RECOVERED
from ditan.core.ghg.stationary_combustion import CARBON_CONTENT, OXIDATION
from ditan.core.methods import Input, InputKind, Method, Output, Parameter
from ditan.core.methods.inputs import FUEL
from ditan.core.methods.recovering import less_recovered

AMMONIA = Input("ammonia_t", "合成氨产量", "t")
PROCESS = Input(
    "ammonia_process",
    "工艺",
    kind=InputKind.CHOICE,
    choices=(
        ("conventional", "常规转化（天然气，现代厂）"),
        ("excess_air", "过量空气转化（天然气，现代厂）"),
        ("autothermal", "自热转化（天然气，现代厂）"),
        ("partial_oxidation", "部分氧化（现代厂）"),
        ("average_gas", "天然气（新旧厂平均）"),
        ("average_partial_oxidation", "部分氧化（新旧厂平均）"),
        ("coal", "煤制（中国，按产量因子）"),
    ),
)


def co2_t(
    ammonia_t: float, fuel_requirement: float, carbon_content: float, oxidation: float, co2_recovered_t: float
) -> float:
    """Process CO2 by the fuel needed, t.

    Conventional reforming: 30.2 GJ/t × 15.3 kg/GJ gives the 1.694 t/t of the same table (EFDB 213974, 213980):

    >>> round(co2_t(1.0, 30.2, 15.3, 1.0, 0.0), 3)
    1.694
    """
    generated = ammonia_t * fuel_requirement / 1000 * carbon_content * oxidation * 44 / 12
    left: float = less_recovered(generated, co2_recovered_t)
    return left


def co2_of_coal_t(ammonia_t: float, ammonia_factor: float, co2_recovered_t: float) -> float:
    """Process CO2 by a factor for each tonne, t.

    >>> co2_of_coal_t(100.0, 3.92, 0.0)
    392.0
    """
    left: float = less_recovered(ammonia_t * ammonia_factor, co2_recovered_t)
    return left


def from_coal(values: Mapping[str, Any]) -> bool:
    """Whether the row is of the Chinese coal route."""
    return values.get("ammonia_process") == "coal"


def not_from_coal(values: Mapping[str, Any]) -> bool:
    """Whether the row is of a route with a fuel requirement."""
    return not from_coal(values)


METHOD = Method(
    code="ghg.ammonia_output",
    label="合成氨（按产量和燃料需要量）",
    inputs=(AMMONIA, PROCESS, FUEL, RECOVERED),
    parameters=(
        Parameter(
            "fuel_requirement",
            "单位产品燃料需要量",
            "GJ/t",
            "fuel_requirement",
            by={"technology": "ammonia_process"},
            fixed={"process": "ammonia"},
            high=200.0,
        ),
        CARBON_CONTENT,
        OXIDATION,
    ),
    outputs=(
        Output(
            "CO2",
            co2_t,
            "产量 × 单位产品燃料需要量 ÷ 1000 × 单位热值含碳量 × 碳氧化率 × 44/12 − 回收的二氧化碳",
        ),
    ),
    source="IPCC 2006 第3卷第3章公式 3.1、表 3.1",
    verified=True,
    applies=not_from_coal,
)

COAL = Method(
    code="ghg.ammonia_coal",
    label="合成氨（煤制，按产量因子）",
    inputs=(AMMONIA, PROCESS, RECOVERED),
    parameters=(
        Parameter(
            "ammonia_factor",
            "合成氨二氧化碳排放因子",
            "tCO2/t",
            "emission_factor",
            "CO2",
            by={"technology": "ammonia_process"},
            fixed={"process": "ammonia"},
            high=10.0,
        ),
    ),
    outputs=(Output("CO2", co2_of_coal_t, "产量 × 排放因子 − 回收的二氧化碳"),),
    source="EFDB 225706（Applied Energy 236 (2019) 540—550）",
    verified=True,
    applies=from_coal,
)
