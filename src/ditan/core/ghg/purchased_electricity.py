"""CO2 of electricity bought, by the average factor of the grid of its place and year (location-based).

This is the scope 2 that counts: its output is an emission. The market-based figure of `market_electricity` is a memo item of the
same row, so that no total can hold both.
"""

from __future__ import annotations

from ditan.core.methods import Method, Output, OutputKind, Parameter
from ditan.core.methods.inputs import NET_ELECTRICITY_INPUTS, sold_within_purchased

GRID_FACTOR = Parameter(
    "grid_factor",
    "电力平均二氧化碳排放因子",
    "kgCO2/kWh",
    "grid_factor",
    "CO2",
    by={"region": "region", "year": "year"},
    high=2.0,
)
"""Of the region and the data year of the inventory: a factor of another year is refused, not taken instead."""


def co2_t(electricity_purchased_mwh: float, electricity_sold_mwh: float, grid_factor: float) -> float:
    """CO2 of the electricity used, t; kgCO2/kWh is tCO2/MWh.

    173.502 MWh of a published verification report of 2024 at the national factor of 2022:

    >>> round(co2_t(173.502, 0.0, 0.5366), 1)
    93.1
    """
    return (electricity_purchased_mwh - electricity_sold_mwh) * grid_factor


def energy_tj(electricity_purchased_mwh: float, electricity_sold_mwh: float) -> float:
    """Electricity used, TJ.

    >>> round(energy_tj(1000.0, 0.0), 9)
    3.6
    """
    return (electricity_purchased_mwh - electricity_sold_mwh) * 0.0036


METHOD = Method(
    code="ghg.purchased_electricity",
    label="外购电力（基于位置）",
    inputs=NET_ELECTRICITY_INPUTS,
    parameters=(GRID_FACTOR,),
    outputs=(
        Output("CO2", co2_t, "（购入电量 − 转售电量）× 电力平均二氧化碳排放因子"),
        Output(
            "",
            energy_tj,
            "（购入电量 − 转售电量）× 0.0036",
            kind=OutputKind.ENERGY,
            unit="TJ",
            label="电力",
        ),
    ),
    source="省级温室气体清单编制指南（2025）电力调入调出；因子见生态环境部公告，二手转录",
    verified=False,
    rules=(sold_within_purchased,),
    note="因子年份必须与清单年份一致；公告只到 2023 年，之后的年份请录入本地因子并写明所借用的年份。",
)
