"""What the methods of vehicles ask for: the fleet, how far it goes, and the conditions that correct its factors.

How the tables of the guide of 2014 stand in the book of factors: vehicle class → `process`, fuel → `fuel`, emission standard
→ `technology`; of a correction the band goes where the table leaves room (`process` of speed and sulphur, `technology` of
temperature, humidity, altitude and load), the year of deterioration → `year`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ditan.core.methods import Input, InputKind

BASE = "base"
"""The choice by which a correction is 1: the conditions under which the base factors hold, or none that is wanted."""

VEHICLE_CLASS = Input(
    "vehicle_class",
    "车型",
    kind=InputKind.CHOICE,
    choices=(
        ("passenger_mini", "微型、小型载客汽车"),
        ("passenger_small", "小型载客汽车（转录中单列）"),
        ("passenger_medium", "中型载客汽车"),
        ("passenger_large", "大型载客汽车"),
        ("taxi", "出租车"),
        ("bus", "公交车"),
        ("motorcycle", "普通摩托车"),
        ("moped", "轻便摩托车"),
        ("three_wheeler", "三轮汽车"),
        ("truck_mini", "微型货车"),
        ("truck_light", "轻型货车"),
        ("truck_medium", "中型货车"),
        ("truck_heavy", "重型货车"),
        ("low_speed_truck", "低速货车"),
    ),
    note="汽油小型客车请选“微型、小型载客汽车”。",
)
VEHICLE_FUEL = Input(
    "vehicle_fuel",
    "燃料",
    kind=InputKind.CHOICE,
    choices=(
        ("gasoline", "汽油"),
        ("diesel", "柴油"),
        ("other", "其他燃料"),
        ("natural_gas", "天然气"),
        ("hybrid_gasoline", "汽油混合动力"),
        ("hybrid_diesel", "柴油混合动力"),
    ),
)
EMISSION_STANDARD = Input(
    "emission_standard",
    "排放标准",
    kind=InputKind.CHOICE,
    choices=(
        ("PRE", "国一前"),
        ("I", "国一"),
        ("II", "国二"),
        ("III", "国三"),
        ("IV", "国四"),
        ("V", "国五"),
        ("VI", "国六"),
    ),
    note="国六没有找到系数，需录入本地因子。",
)
VEHICLES = Input("vehicles", "保有量", "辆")
ANNUAL_KM = Input("annual_km", "年均行驶里程", "km", high=500000.0, note="每辆车一年行驶的里程。")

SPEED = Input(
    "speed",
    "平均车速",
    kind=InputKind.CHOICE,
    choices=(
        (BASE, "不修正（30 km/h）"),
        ("lt20", "<20 km/h"),
        ("20_30", "20—30 km/h"),
        ("30_40", "30—40 km/h"),
        ("40_80", "40—80 km/h"),
        ("gt80", ">80 km/h"),
    ),
    required=False,
)
TEMPERATURE = Input(
    "temperature",
    "气温",
    kind=InputKind.CHOICE,
    choices=((BASE, "不修正（10—25 ℃）"), ("lt10", "<10 ℃"), ("gt25", ">25 ℃")),
    required=False,
)
HUMIDITY = Input(
    "humidity",
    "相对湿度",
    kind=InputKind.CHOICE,
    choices=(
        (BASE, "不修正（50%）"),
        ("lt50", "<50%，气温不高于24 ℃"),
        ("gt50", ">50%，气温不高于24 ℃"),
        ("hot_lt50", "<50%，气温高于24 ℃"),
        ("hot_gt50", ">50%，气温高于24 ℃"),
    ),
    required=False,
)
ALTITUDE = Input(
    "altitude",
    "海拔",
    kind=InputKind.CHOICE,
    choices=((BASE, "不修正（≤1500 m）"), ("high", ">1500 m")),
    required=False,
)
FUEL_SULPHUR = Input(
    "fuel_sulphur",
    "油品含硫量",
    kind=InputKind.CHOICE,
    choices=((BASE, "不修正"), *((ppm, f"{ppm} ppm") for ppm in ("10", "50", "150", "350", "500", "800"))),
    required=False,
    note="国六、国五车用油品为 10 ppm。",
)
LOAD = Input(
    "load",
    "载重系数",
    kind=InputKind.CHOICE,
    choices=((BASE, "不修正（50%）"), *((share, f"{share}%") for share in ("0", "50", "60", "75", "100"))),
    required=False,
    note="只有柴油货车需要。",
)
DETERIORATION = Input(
    "deterioration",
    "劣化修正年",
    kind=InputKind.CHOICE,
    choices=((BASE, "不修正"), *((str(year), f"{year} 年") for year in range(2015, 2019))),
    required=False,
    note="只有汽油车需要；2014年指南只给到2018年，其后年份没有修正值，不作外推。",
)

TRUCKS = ("truck_mini", "truck_light", "truck_medium", "truck_heavy", "low_speed_truck")


def diesel_truck(values: Mapping[str, Any]) -> bool:
    """Of which rows the load is corrected."""
    return values.get("vehicle_fuel") == "diesel" and values.get("vehicle_class") in TRUCKS


def bands_agree(values: Mapping[str, Any]) -> tuple[str, ...]:
    """The temperature is chosen twice, once with the humidity: both have to be possible on the same day.

    >>> bands_agree({"temperature": "lt10", "humidity": "hot_gt50"})
    ('气温选了“<10 ℃”，湿度选了气温高于 24 ℃的一档；请改为同一气温。',)
    """
    hot = str(values.get("humidity") or "").startswith("hot_")
    if values.get("temperature") == "lt10" and hot:
        return ("气温选了“<10 ℃”，湿度选了气温高于 24 ℃的一档；请改为同一气温。",)
    if values.get("temperature") == "gt25" and values.get("humidity") in ("lt50", "gt50"):
        return ("气温选了“>25 ℃”，湿度选了气温不高于 24 ℃的一档；请改为同一气温。",)
    return ()


def corrections_belong(values: Mapping[str, Any]) -> tuple[str, ...]:
    """A correction that the guide does not make for the vehicle is not passed over in silence.

    >>> corrections_belong({"vehicle_class": "bus", "vehicle_fuel": "diesel", "load": "75"})
    ('载重修正只用于柴油货车；本行请清空或选“不修正”。',)
    """
    found = []
    if values.get("load") not in (None, "", BASE) and not diesel_truck(values):
        found.append("载重修正只用于柴油货车；本行请清空或选“不修正”。")
    if values.get("deterioration") not in (None, "", BASE) and values.get("vehicle_fuel") != "gasoline":
        found.append("劣化修正只用于汽油车；本行请清空或选“不修正”。")
    return tuple(found)
