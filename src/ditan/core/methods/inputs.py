"""Inputs that several methods share: a row is entered once, and gases and pollutants are computed from the same numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ditan.core.factors.fuels import burnt_fuels
from ditan.core.methods.spec import Input, InputKind

FUEL = Input(
    "fuel",
    "燃料品种",
    kind=InputKind.CHOICE,
    choices=tuple((each.code, each.label) for each in burnt_fuels()),
)
"""A code of `core/factors/data/fuels.csv`; the fuel itself says in which unit it is counted (t, or 万Nm³ for gases)."""

FUEL_AMOUNT = Input("fuel_amount", "燃料消费量", "t 或 万Nm³", note="固体、液体燃料以吨计，气体燃料以万标准立方米计。")

GREENHOUSE_GASES = (
    ("CO2", "二氧化碳"),
    ("CH4", "甲烷"),
    ("N2O", "氧化亚氮"),
    ("HFC-23", "三氟甲烷"),
    ("HFC-32", "二氟甲烷"),
    ("HFC-125", "五氟乙烷"),
    ("HFC-134a", "1,1,1,2-四氟乙烷"),
    ("HFC-143a", "1,1,1-三氟乙烷"),
    ("HFC-152a", "1,1-二氟乙烷"),
    ("HFC-227ea", "七氟丙烷"),
    ("HFC-236fa", "六氟丙烷"),
    ("HFC-245fa", "五氟丙烷"),
    ("CF4", "四氟化碳"),
    ("C2F6", "六氟乙烷"),
    ("SF6", "六氟化硫"),
    ("NF3", "三氟化氮"),
)

POLLUTANTS = (
    ("SO2", "二氧化硫"),
    ("NOx", "氮氧化物"),
    ("CO", "一氧化碳"),
    ("NMVOC", "非甲烷挥发性有机物"),
    ("NH3", "氨"),
    ("PM10", "可吸入颗粒物"),
    ("PM2.5", "细颗粒物"),
    ("BC", "黑碳"),
    ("OC", "有机碳"),
)

GAS = Input("gas", "气体或污染物", kind=InputKind.CHOICE, choices=(*GREENHOUSE_GASES, *POLLUTANTS))
"""Where the row itself names what is emitted."""

REFRIGERANT = Input(
    "refrigerant",
    "制冷剂",
    kind=InputKind.CHOICE,
    choices=tuple(each for each in GREENHOUSE_GASES if each[0].startswith("HFC")),
    note="混合制冷剂按组分质量分行填写。",
)

COMBUSTION_SECTOR = Input(
    "combustion_sector",
    "燃烧部门",
    kind=InputKind.CHOICE,
    choices=(
        ("energy_industries", "能源工业（发电、供热、炼油、炼焦等）"),
        ("manufacturing", "制造业和建筑业"),
        ("commercial", "服务业和公共机构"),
        ("residential", "居民生活"),
        ("agriculture", "农林渔业"),
    ),
    required=False,
    note="决定甲烷和氧化亚氮的排放因子；不填则只算二氧化碳，甲烷和氧化亚氮为未知。",
)

ELECTRICITY_PURCHASED = Input("electricity_purchased_mwh", "购入电量", "MWh")
ELECTRICITY_SOLD = Input(
    "electricity_sold_mwh", "转售电量", "MWh", note="从购入电量中转供给别人的部分；没有则填 0，不要留空。"
)
NET_ELECTRICITY_INPUTS = (ELECTRICITY_PURCHASED, ELECTRICITY_SOLD)

HEAT_PURCHASED = Input("heat_purchased_gj", "购入热量", "GJ")
HEAT_SOLD = Input("heat_sold_gj", "转售热量", "GJ", note="从购入热量中转供给别人的部分；没有则填 0，不要留空。")
NET_HEAT_INPUTS = (HEAT_PURCHASED, HEAT_SOLD)


def sold_within_purchased(values: Mapping[str, Any]) -> tuple[str, ...]:
    """A rule: of what was bought no more can be sold on."""
    found = []
    for bought, sold, what in (
        (ELECTRICITY_PURCHASED, ELECTRICITY_SOLD, "电量"),
        (HEAT_PURCHASED, HEAT_SOLD, "热量"),
    ):
        purchased, resold = values.get(bought.name), values.get(sold.name)
        if isinstance(purchased, int | float) and isinstance(resold, int | float) and resold > purchased:
            found.append(
                f"转售{what} {resold:g} {sold.unit} 大于购入{what} {purchased:g} {bought.unit}；"
                f"自产外供的部分不算转售，请核对两个数和单位。"
            )
    return tuple(found)
