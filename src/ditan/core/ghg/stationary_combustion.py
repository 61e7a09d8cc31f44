"""Burning fuel at a fixed place: boilers, furnaces, stoves."""

from __future__ import annotations

from ditan.core.ghg.biomass import burns_fossil, is_fossil
from ditan.core.methods import Method, Output, OutputKind, Parameter
from ditan.core.methods.inputs import COMBUSTION_SECTOR, FUEL, FUEL_AMOUNT

NCV = Parameter("ncv", "平均低位发热量", "GJ/t|GJ/万Nm³", "ncv", by={"fuel": "fuel"}, high=1000.0)
"""Of the unit in which the fuel is counted."""
CARBON_CONTENT = Parameter(
    "carbon_content", "单位热值含碳量", "tC/TJ", "carbon_content", "CO2", by={"fuel": "fuel"}, high=200.0
)
OXIDATION = Parameter("oxidation", "碳氧化率", "1", "oxidation", "CO2", by={"fuel": "fuel"}, high=1.0)
CH4_FACTOR = Parameter(
    "ch4_factor",
    "甲烷排放因子",
    "kg/TJ",
    "emission_factor",
    "CH4",
    by={"fuel": "fuel", "process": "combustion_sector"},
    high=1000.0,
)
N2O_FACTOR = Parameter(
    "n2o_factor",
    "氧化亚氮排放因子",
    "kg/TJ",
    "emission_factor",
    "N2O",
    by={"fuel": "fuel", "process": "combustion_sector"},
    high=100.0,
)


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


def ch4_t(fuel_amount: float, ncv: float, ch4_factor: float) -> float:
    """CH4 of the fuel burnt, t.

    A thousand tonnes of coal of 20 GJ/t in homes, at 300 kg/TJ:

    >>> ch4_t(1000.0, 20.0, 300.0)
    6.0
    """
    return fuel_amount * ncv / 1000 * ch4_factor / 1000


def n2o_t(fuel_amount: float, ncv: float, n2o_factor: float) -> float:
    """N2O of the fuel burnt, t.

    >>> n2o_t(1000.0, 20.0, 1.5)
    0.03
    """
    return fuel_amount * ncv / 1000 * n2o_factor / 1000


CO2_FORMULA = "消费量 × 低位发热量 ÷ 1000 × 单位热值含碳量 × 碳氧化率 × 44/12"
CH4_FORMULA = "消费量 × 低位发热量 ÷ 1000 × 甲烷排放因子 ÷ 1000"
N2O_FORMULA = "消费量 × 低位发热量 ÷ 1000 × 氧化亚氮排放因子 ÷ 1000"
ENERGY = Output("", energy_tj, "消费量 × 低位发热量 ÷ 1000", kind=OutputKind.ENERGY, unit="TJ", label="热量")

METHOD = Method(
    code="ghg.stationary_combustion",
    label="固定源燃料燃烧",
    inputs=(FUEL, FUEL_AMOUNT, COMBUSTION_SECTOR),
    parameters=(NCV, CARBON_CONTENT, OXIDATION, CH4_FACTOR, N2O_FACTOR),
    outputs=(
        Output("CO2", co2_t, CO2_FORMULA),
        Output("CH4", ch4_t, CH4_FORMULA),
        Output("N2O", n2o_t, N2O_FORMULA),
        ENERGY,
    ),
    source="省级温室气体清单编制指南（2025）能源活动，二手转录；CH4、N2O 为 IPCC 2006 第2卷第2章公式 2.1",
    verified=False,
    rules=(is_fossil,),
    applies=burns_fossil,
)
