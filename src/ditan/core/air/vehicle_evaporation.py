"""Fuel that evaporates from gasoline vehicles, running and parked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ditan.core.air.vehicle_exhaust import GUIDE
from ditan.core.air.vehicles import ANNUAL_KM, VEHICLE_FUEL, VEHICLES
from ditan.core.methods import Input, Method, Output, Parameter

MEAN_SPEED = Input(
    "mean_speed_kmh",
    "年平均车速",
    "km/h",
    low=1.0,
    high=150.0,
    required=False,
    note="只有汽油车的蒸发排放需要，由里程换算行驶小时。",
)


def applies(values: Mapping[str, Any]) -> bool:
    """Of gasoline vehicles: the guide has no factors for others.

    >>> applies({"vehicle_fuel": "gasoline"}), applies({"vehicle_fuel": "diesel"})
    (True, False)
    """
    return values.get("vehicle_fuel") == "gasoline"


def nmvoc_t(vehicles: Any, annual_km: Any, mean_speed_kmh: Any, driving: Any, parking: Any) -> Any:
    """Evaporated hydrocarbons of a year, t: hours driven × g/h and 365 days × g/d of each vehicle.

    1000 cars, 12 000 km each at 30 km/h:

    >>> round(nmvoc_t(1000.0, 12000.0, 30.0, 11.6, 0.5), 6)
    4.8225
    """
    return vehicles * (annual_km / mean_speed_kmh * driving + 365 * parking) / 1e6


METHOD = Method(
    code="air.vehicle_evaporation",
    label="汽油车蒸发排放",
    inputs=(VEHICLE_FUEL, VEHICLES, ANNUAL_KM, MEAN_SPEED),
    parameters=(
        Parameter("driving", "行驶蒸发排放系数", "g/h", "evaporation_driving", "HC", by={"fuel": "vehicle_fuel"}),
        Parameter("parking", "驻车蒸发排放系数", "g/d", "evaporation_parking", "HC", by={"fuel": "vehicle_fuel"}),
    ),
    outputs=(
        Output(
            "NMVOC",
            nmvoc_t,
            "保有量 × (年均行驶里程 ÷ 年平均车速 × 行驶系数 + 365 × 驻车系数) ÷ 10⁶",
            label="按碳氢化合物（HC）计",
        ),
    ),
    source=f"{GUIDE}，系数经R包vein 1.5.0转录，公式按单位写出",
    verified=False,
    note="转录对各车型、各排放标准给同一系数（11.6 g/h、0.5 g/d），未能核对原文。",
    applies=applies,
)
