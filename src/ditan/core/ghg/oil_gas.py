"""Venting and flaring of oil and gas systems, by a factor for each unit of the segment's activity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ditan.core.methods import Input, InputKind, Method, Output, Parameter

OIL_SEGMENTS = (
    ("oil_production.venting", "采油（加权平均）：放空"),
    ("oil_production.flaring", "采油（加权平均）：火炬"),
    ("oil_production_conventional_oil.venting", "常规采油：放空"),
    ("oil_production_conventional_oil.flaring", "常规采油：火炬"),
    ("oil_production_heavy_oil.venting", "稠油：放空"),
    ("oil_production_heavy_oil.flaring", "稠油：火炬"),
    ("oil_transport_tanker_trucks_and_rail_cars.venting", "原油公路和铁路运输：放空"),
)
GAS_SEGMENTS = (
    ("gas_production.flaring", "采气：火炬"),
    ("gas_processing.flaring", "天然气处理（加权平均）：火炬"),
    ("gas_processing.raw_co2_venting", "天然气处理（加权平均）：二氧化碳放空"),
    ("gas_processing_sweet_gas_plants.flaring", "低硫气处理厂：火炬"),
    ("gas_processing_sour_gas_plants.flaring", "含硫气处理厂：火炬"),
    ("gas_processing_sour_gas_plants.raw_co2_venting", "含硫气处理厂：二氧化碳放空"),
    ("gas_transmission_storage_transmission.venting", "天然气输送：放空"),
)
SEGMENT = Input("segment", "环节", kind=InputKind.CHOICE, choices=(*OIL_SEGMENTS, *GAS_SEGMENTS))
THROUGHPUT = Input(
    "throughput", "产量或输量", "10³m³ 或 10⁶m³", note="石油环节以千立方米计，天然气环节以百万立方米计。"
)
PRACTICE = Input(
    "practice",
    "作业水平",
    kind=InputKind.CHOICE,
    choices=(("developed", "IPCC 发达国家缺省"), ("developing", "IPCC 发展中和转型国家缺省（多为范围）")),
    note="发展中国家缺省多为范围，须由编制人选定一个值；改用发达国家缺省须写明理由。",
)
UNIT = "t/10³m³|t/10⁶m³"
BY = {"process": "segment", "technology": "practice"}


def _factor(name: str, label: str, gas: str) -> Parameter:
    return Parameter(name, f"{label}逃逸排放因子", UNIT, "fugitive_factor", gas, by=BY)


def ch4_t(throughput: float, ch4_fugitive: float) -> float:
    """CH4 that escapes, t.

    Ten thousand m³ of conventional oil vented by the default of developed countries, 0.00072 Gg/10³m³ (EFDB 124687):

    >>> round(ch4_t(10.0, 0.72), 9)
    7.2
    """
    return throughput * ch4_fugitive


def co2_t(throughput: float, co2_fugitive: float) -> float:
    """CO2 that escapes or is flared, t."""
    return throughput * co2_fugitive


def n2o_t(throughput: float, n2o_fugitive: float) -> float:
    """N2O of flaring, t."""
    return throughput * n2o_fugitive


def flares(values: Mapping[str, Any]) -> bool:
    """Whether the segment of a row burns gas, and so gives N2O."""
    return str(values.get("segment", "")).endswith(".flaring")


def holds_methane(values: Mapping[str, Any]) -> bool:
    """Whether what is let out holds CH4: carbon dioxide taken out of the gas is vented by itself."""
    return not str(values.get("segment", "")).endswith(".raw_co2_venting")


SOURCE = "IPCC 2006 第2卷第4章公式 4.2.1、表 4.2.4 和 4.2.5；因子见 EFDB"
CH4_FACTOR = _factor("ch4_fugitive", "甲烷", "CH4")
CO2_FACTOR = _factor("co2_fugitive", "二氧化碳", "CO2")
NOTE = "EFDB 缺省只有放空和火炬；设备泄漏、城市燃气管网等没有参数，请直接录入或填 NE 并写明原因。"

METHOD = Method(
    code="ghg.oil_gas",
    label="油气系统放空和火炬",
    inputs=(SEGMENT, THROUGHPUT, PRACTICE),
    parameters=(CO2_FACTOR,),
    outputs=(Output("CO2", co2_t, "产量或输量 × 二氧化碳逃逸排放因子"),),
    source=SOURCE,
    verified=True,
    note=NOTE,
)

METHANE = Method(
    code="ghg.oil_gas_methane",
    label="油气系统放空和火炬甲烷",
    inputs=(SEGMENT, THROUGHPUT, PRACTICE),
    parameters=(CH4_FACTOR,),
    outputs=(Output("CH4", ch4_t, "产量或输量 × 甲烷逃逸排放因子"),),
    source=SOURCE,
    verified=True,
    note=NOTE,
    applies=holds_methane,
)

FLARING_N2O = Method(
    code="ghg.oil_gas_flaring_n2o",
    label="油气系统火炬氧化亚氮",
    inputs=(SEGMENT, THROUGHPUT, PRACTICE),
    parameters=(_factor("n2o_fugitive", "氧化亚氮", "N2O"),),
    outputs=(Output("N2O", n2o_t, "产量或输量 × 氧化亚氮逃逸排放因子"),),
    source=SOURCE,
    verified=True,
    applies=flares,
)
