"""Burning fuel at a fixed place: boilers, furnaces, stoves."""

from __future__ import annotations

from ditan.core.methods import Method, Output, OutputKind, Parameter
from ditan.core.methods.inputs import FUEL, FUEL_AMOUNT

NCV = Parameter("ncv", "平均低位发热量", "GJ/t|GJ/万Nm³", "ncv", by={"fuel": "fuel"}, high=1000.0)
"""Of the unit in which the fuel is counted."""
CARBON_CONTENT = Parameter(
    "carbon_content", "单位热值含碳量", "tC/TJ", "carbon_content", "CO2", by={"fuel": "fuel"}, high=200.0
)
OXIDATION = Parameter("oxidation", "碳氧化率", "1", "oxidation", "CO2", by={"fuel": "fuel"}, high=1.0)


def energy_tj(fuel_amount: float, ncv: float) -> float:
    """Heat of the fuel burnt, TJ."""
    return fuel_amount * ncv / 1000


def co2_t(fuel_amount: float, ncv: float, carbon_content: float, oxidation: float) -> float:
    """CO2 of the fuel burnt, t.

    Diesel with the values of the provincial guide of 2025, 3.095910 tCO2/t:

    >>> round(co2_t(1.0, 42.652, 20.2, 0.98), 6)
    3.09591
    """
    return fuel_amount * ncv / 1000 * carbon_content * oxidation * 44 / 12


METHOD = Method(
    code="ghg.stationary_combustion",
    label="固定源燃料燃烧",
    inputs=(FUEL, FUEL_AMOUNT),
    parameters=(NCV, CARBON_CONTENT, OXIDATION),
    outputs=(
        Output("CO2", co2_t, "消费量 × 低位发热量 ÷ 1000 × 单位热值含碳量 × 碳氧化率 × 44/12"),
        Output("", energy_tj, "消费量 × 低位发热量 ÷ 1000", kind=OutputKind.ENERGY, unit="TJ", label="热量"),
    ),
    source="省级温室气体清单编制指南（2025）能源活动，二手转录",
    verified=False,
)
