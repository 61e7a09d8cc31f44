"""Fuel burnt by what moves: road, rail, water, air and machines off the road, by the fuel sold or used."""

from __future__ import annotations

from ditan.core.ghg.biomass import burns_fossil, is_fossil
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
from ditan.core.methods import Input, InputKind, Method, Output, Parameter
from ditan.core.methods.inputs import FUEL, FUEL_AMOUNT

MODE = Input(
    "transport_mode",
    "运输方式",
    kind=InputKind.CHOICE,
    choices=(
        ("road", "道路"),
        ("railway", "铁路"),
        ("waterways", "水运（境内）"),
        ("aviation", "航空（境内航班）"),
        ("off_road_industry", "工业和建筑机械"),
        ("off_road_agriculture", "农业机械"),
        ("off_road_forestry", "林业机械"),
        ("off_road_household", "园林等家用机械"),
    ),
    note="国际航行、国际航班的加油量不在这里填写。",
)
ENGINE = Input(
    "engine",
    "发动机或控制类型",
    kind=InputKind.CHOICE,
    choices=(
        ("uncontrolled", "汽油车：无控制"),
        ("oxidation_catalyst", "汽油车：氧化型催化器"),
        ("low_mileage_1995", "汽油车：1995 年以后的轻型车"),
        ("four_stroke", "汽油机械：四冲程"),
        ("two_stroke", "汽油机械：二冲程"),
    ),
    required=False,
    note="只有汽油需要填写，它决定甲烷和氧化亚氮；其他燃料留空。",
)
BY = {"fuel": "fuel", "process": "transport_mode", "technology": "engine"}
CH4_FACTOR = Parameter("ch4_factor", "甲烷排放因子", "kg/TJ", "emission_factor", "CH4", by=BY, high=1000.0)
N2O_FACTOR = Parameter("n2o_factor", "氧化亚氮排放因子", "kg/TJ", "emission_factor", "N2O", by=BY, high=100.0)

METHOD = Method(
    code="ghg.mobile_combustion",
    label="移动源燃料燃烧",
    inputs=(FUEL, FUEL_AMOUNT, MODE, ENGINE),
    parameters=(NCV, CARBON_CONTENT, OXIDATION, CH4_FACTOR, N2O_FACTOR),
    outputs=(
        Output("CO2", co2_t, CO2_FORMULA),
        Output("CH4", ch4_t, CH4_FORMULA),
        Output("N2O", n2o_t, N2O_FORMULA),
        ENERGY,
    ),
    source="IPCC 2006 第2卷第3章公式 3.2.1、3.2.3；CH4、N2O 缺省值取自 EFDB；CO2 参数见省级指南（2025），二手转录",
    verified=False,
    rules=(is_fossil,),
    applies=burns_fossil,
)
