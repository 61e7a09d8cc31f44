"""Dust that traffic whirls up from paved roads, after AP-42 13.2.1."""

from __future__ import annotations

from typing import Any

from ditan.core.air import controls as control
from ditan.core.air.controls import LEFT, LEFT_OF_PM10, controls_input, left, pm10_left
from ditan.core.methods import Control, Input, InputKind, Method, Output, Parameter

TRAVEL = Input("vehicle_km_10k", "道路车流行驶里程", "万车公里", note="车流量 × 路长，一年合计。")
TRAFFIC = Input(
    "traffic",
    "日均车流量",
    kind=InputKind.CHOICE,
    choices=(
        ("lt500", "<500 辆"),
        ("500_5000", "500—5000 辆"),
        ("5000_10000", "5000—10000 辆"),
        ("gt10000", ">10000 辆"),
    ),
    note="决定积尘负荷的缺省值；有实测积尘负荷时请以本行自有值录入。",
)
WEIGHT = Input("mean_weight_t", "平均车重", "t", low=1.8, high=38.0, note="公式适用 1.8—38 t。")
CONTROLS = controls_input(*control.ROAD)


def whirled_t(vehicle_km_10k: Any, k: Any, silt_loading: Any, mean_weight_t: Any) -> Any:
    """Dust before control, t: k × sL^0.91 × W^1.02 g per vehicle and km; 10⁴ vehicle-km × g/vkm is a hundredth of a tonne.

    A million vehicle-km of 2 t on a road with 0.2 g/m² of silt, PM10:

    >>> round(whirled_t(100.0, 0.62, 0.2, 2.0), 6)
    0.290656
    """
    return vehicle_km_10k / 100 * k * silt_loading**0.91 * mean_weight_t**1.02


def pm25_t(
    vehicle_km_10k: Any,
    pm25_k: Any,
    silt_loading: Any,
    mean_weight_t: Any,
    controls: tuple[Control, ...],
    pm25_efficiency: tuple[Any, ...],
) -> Any:
    """PM2.5, t."""
    return whirled_t(vehicle_km_10k, pm25_k, silt_loading, mean_weight_t) * left(controls, pm25_efficiency)


def pm10_t(
    vehicle_km_10k: Any,
    pm10_k: Any,
    pm25_k: Any,
    silt_loading: Any,
    mean_weight_t: Any,
    controls: tuple[Control, ...],
    pm25_efficiency: tuple[Any, ...],
    coarse_efficiency: tuple[Any, ...],
) -> Any:
    """PM10, t."""
    k = pm10_left(pm10_k, pm25_k, controls, pm25_efficiency, coarse_efficiency)
    return whirled_t(vehicle_km_10k, k, silt_loading, mean_weight_t)


METHOD = Method(
    code="air.road_dust",
    label="铺装道路扬尘",
    inputs=(TRAVEL, TRAFFIC, WEIGHT, CONTROLS),
    parameters=(
        Parameter("pm10_k", "PM10粒径乘数", "g/vkm", "paved_road_k", "PM10"),
        Parameter("pm25_k", "PM2.5粒径乘数", "g/vkm", "paved_road_k", "PM2.5"),
        Parameter("silt_loading", "积尘负荷", "g/m²", "silt_loading", by={"technology": "traffic"}, high=400.0),
        control.PM25,
        control.COARSE,
    ),
    outputs=(
        Output(
            "PM10", pm10_t, f"万车公里 ÷ 100 × 积尘负荷^0.91 × 平均车重^1.02 × {LEFT_OF_PM10}（各部分为其粒径乘数）"
        ),
        Output("PM2.5", pm25_t, f"万车公里 ÷ 100 × 粒径乘数 × 积尘负荷^0.91 × 平均车重^1.02 × {LEFT}"),
    ),
    source="US EPA AP-42 13.2.1 Paved Roads（2011），经R包vein转录",
    verified=False,
    note="未作降水修正。积尘负荷的缺省值为国外值，没有找到中国的值。车重以吨代入；原文若指短吨，结果高约 10%。",
)
