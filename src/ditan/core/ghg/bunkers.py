"""Fuel loaded for international voyages and flights: a memo item of the region in which it is loaded."""

from __future__ import annotations

from ditan.core.ghg.biomass import burns_fossil, is_fossil
from ditan.core.ghg.mobile_combustion import CH4_FACTOR, ENGINE, MODE, N2O_FACTOR
from ditan.core.ghg.stationary_combustion import (
    CARBON_CONTENT,
    CH4_FORMULA,
    CO2_FORMULA,
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
    code="ghg.bunkers",
    label="国际航行和国际航班加油",
    inputs=(FUEL, FUEL_AMOUNT, MODE, ENGINE),
    parameters=(NCV, CARBON_CONTENT, OXIDATION, CH4_FACTOR, N2O_FACTOR),
    outputs=(
        Output("CO2", co2_t, CO2_FORMULA, kind=OutputKind.MEMO),
        Output("CH4", ch4_t, CH4_FORMULA, kind=OutputKind.MEMO),
        Output("N2O", n2o_t, N2O_FORMULA, kind=OutputKind.MEMO),
    ),
    source="IPCC 2006 第2卷第3章（国际燃料舱单列，不计入总量）",
    verified=False,
    rules=(is_fossil,),
    applies=burns_fossil,
    note="全部为备忘项；热量不进入本地能源平衡。",
)
