"""Process CO2 of steelmaking where coke is counted as fuel: fluxes, and the carbon that iron loses on becoming steel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ditan.core.methods import Input, Method, Output, Parameter

LIMESTONE = Input("flux_limestone_t", "熔剂石灰石消费量", "t", note="没有则填 0，不要留空。")
DOLOMITE = Input("flux_dolomite_t", "熔剂白云石消费量", "t", note="没有则填 0，不要留空。")
PIG_IRON = Input("pig_iron_charged_t", "炼钢用生铁量", "t")
STEEL = Input("steel_t", "钢材产量", "t")


def co2_t(
    flux_limestone_t: float,
    flux_dolomite_t: float,
    pig_iron_charged_t: float,
    steel_t: float,
    limestone_factor: float,
    dolomite_factor: float,
    pig_iron_carbon: float,
    steel_carbon: float,
) -> float:
    """Process CO2, t.

    The values of the trial guide of 2011, not seen in the original: 0.430, 0.474, 4.1 %, 0.248 %:

    >>> round(co2_t(100.0, 50.0, 1000.0, 1000.0, 0.430, 0.474, 0.041, 0.00248), 4)
    207.94
    """
    fluxes = flux_limestone_t * limestone_factor + flux_dolomite_t * dolomite_factor
    return fluxes + (pig_iron_charged_t * pig_iron_carbon - steel_t * steel_carbon) * 44 / 12


def carbon_comes_from_somewhere(values: Mapping[str, Any]) -> tuple[str, ...]:
    """A rule: without pig iron the balance says nothing; electric steel has factors of its own."""
    if values.get("pig_iron_charged_t") == 0 and values.get("steel_t"):
        return ("填了钢材产量而炼钢用生铁为 0，碳平衡会得出负值；电炉废钢炼钢请用按产品缺省因子的方法。",)
    return ()


def _flux(name: str, label: str, flux: str) -> Parameter:
    return Parameter(
        name,
        label,
        "tCO2/t",
        "emission_factor",
        "CO2",
        fixed={"process": "steel_flux", "technology": flux},
        high=0.5,
    )


def _carbon(name: str, label: str, what: str) -> Parameter:
    return Parameter(name, label, "1", "carbon_fraction", fixed={"process": "steel", "technology": what}, high=0.07)


METHOD = Method(
    code="ghg.steel_balance",
    label="炼钢过程排放（熔剂和碳平衡）",
    inputs=(LIMESTONE, DOLOMITE, PIG_IRON, STEEL),
    parameters=(
        _flux("limestone_factor", "石灰石熔剂排放因子", "limestone"),
        _flux("dolomite_factor", "白云石熔剂排放因子", "dolomite"),
        _carbon("pig_iron_carbon", "生铁平均含碳率", "pig_iron"),
        _carbon("steel_carbon", "钢材平均含碳率", "steel"),
    ),
    outputs=(
        Output(
            "CO2",
            co2_t,
            "石灰石 × 因子 + 白云石 × 因子 +（生铁 × 含碳率 − 钢材 × 含碳率）× 44/12",
        ),
    ),
    source="省级温室气体清单编制指南（试行）第3章，没有见到原文",
    verified=False,
    rules=(carbon_comes_from_somewhere,),
    note="两个含碳率只有未核实的值；有化验数据时请录入自己的值。",
)
