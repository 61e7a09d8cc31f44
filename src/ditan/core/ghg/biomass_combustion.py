"""Burning biomass at a fixed place: CH4 and N2O count, CO2 is a memo item."""

from __future__ import annotations

from ditan.core.ghg.biomass import burns_biomass, is_biomass
from ditan.core.ghg.stationary_combustion import (
    CARBON_CONTENT,
    CH4_FACTOR,
    CH4_FORMULA,
    CO2_FORMULA,
    ENERGY,
    N2O_FACTOR,
    N2O_FORMULA,
    NCV,
    OXIDATION,
    ch4_t,
    co2_t,
    n2o_t,
)
from ditan.core.methods import Method, Output, OutputKind
from ditan.core.methods.inputs import COMBUSTION_SECTOR, FUEL, FUEL_AMOUNT

METHOD = Method(
    code="ghg.biomass_combustion",
    label="生物质燃烧",
    inputs=(FUEL, FUEL_AMOUNT, COMBUSTION_SECTOR),
    parameters=(NCV, CARBON_CONTENT, OXIDATION, CH4_FACTOR, N2O_FACTOR),
    outputs=(
        Output("CO2", co2_t, CO2_FORMULA, kind=OutputKind.MEMO),
        Output("CH4", ch4_t, CH4_FORMULA),
        Output("N2O", n2o_t, N2O_FORMULA),
        ENERGY,
    ),
    source="IPCC 2006 第2卷第2章公式 2.1；缺省值取自 IPCC 排放因子数据库（EFDB）",
    verified=True,
    rules=(is_biomass,),
    applies=burns_biomass,
    note="二氧化碳为备忘项，不计入总量。",
)
