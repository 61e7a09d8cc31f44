"""Liquid biofuel burnt on the road: CO2 is a memo item."""

from __future__ import annotations

from ditan.core.ghg.biomass import burns_biomass, is_biomass
from ditan.core.ghg.mobile_combustion import CH4_FACTOR, ENGINE, MODE, N2O_FACTOR
from ditan.core.ghg.stationary_combustion import (
    CARBON_CONTENT,
    CH4_FORMULA,
    CO2_FORMULA,
    ENERGY,
    N2O_FORMULA,
    NCV,
    OXIDATION,
    ch4_t,
    co2_t,
    n2o_t,
)
from ditan.core.methods import Method, Output, OutputKind
from ditan.core.methods.inputs import FUEL, FUEL_AMOUNT

METHOD = Method(
    code="ghg.mobile_biofuel",
    label="移动源生物燃料",
    inputs=(FUEL, FUEL_AMOUNT, MODE, ENGINE),
    parameters=(NCV, CARBON_CONTENT, OXIDATION, CH4_FACTOR, N2O_FACTOR),
    outputs=(
        Output("CO2", co2_t, CO2_FORMULA, kind=OutputKind.MEMO),
        Output("CH4", ch4_t, CH4_FORMULA),
        Output("N2O", n2o_t, N2O_FORMULA),
        ENERGY,
    ),
    source="IPCC 2006 第2卷第3章公式 3.2.1、3.2.3",
    verified=True,
    rules=(is_biomass,),
    applies=burns_biomass,
    note="EFDB 的道路乙醇因子是美国卡车和巴西轿车的值，没有中国值；请按行指定因子并写明理由，或录入自己的值。",
)
