"""CO2 of heat bought."""

from __future__ import annotations

from ditan.core.methods import Method, Output, OutputKind, Parameter
from ditan.core.methods.inputs import NET_HEAT_INPUTS, sold_within_purchased

HEAT_FACTOR = Parameter(
    "heat_factor",
    "热力二氧化碳排放因子",
    "tCO2/GJ",
    "heat_factor",
    "CO2",
    by={"region": "region"},
    loose=("region",),
    high=1.0,
)
"""A factor of the region goes before one for everywhere."""


def co2_t(heat_purchased_gj: float, heat_sold_gj: float, heat_factor: float) -> float:
    """CO2 of the heat used, t.

    >>> round(co2_t(10_000.0, 1000.0, 0.11), 6)
    990.0
    """
    return (heat_purchased_gj - heat_sold_gj) * heat_factor


def energy_tj(heat_purchased_gj: float, heat_sold_gj: float) -> float:
    """Heat used, TJ."""
    return (heat_purchased_gj - heat_sold_gj) / 1000


METHOD = Method(
    code="ghg.purchased_heat",
    label="外购热力",
    inputs=NET_HEAT_INPUTS,
    parameters=(HEAT_FACTOR,),
    outputs=(
        Output("CO2", co2_t, "（购入热量 − 转售热量）× 热力二氧化碳排放因子"),
        Output("", energy_tj, "（购入热量 − 转售热量）÷ 1000", kind=OutputKind.ENERGY, unit="TJ", label="热力"),
    ),
    source="GB/T 32150-2025，缺省 0.11 tCO2/GJ，二手转录",
    verified=False,
    rules=(sold_within_purchased,),
)
