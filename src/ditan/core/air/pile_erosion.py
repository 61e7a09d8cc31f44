"""Dust that wind takes from storage piles."""

from __future__ import annotations

from typing import Any

import numpy as np

from ditan.core.air import controls as control
from ditan.core.air.controls import LEFT, LEFT_OF_PM10, left, pm10_left
from ditan.core.air.pile_handling import CONTROLS
from ditan.core.methods import Control, Input, InputKind, Method, Output, Parameter

AREA = Input("pile_area_m2", "料堆表面积", "m²")
DISTURBANCES = Input(
    "disturbances", "扰动次数", "次", high=8760.0, note="一年内料堆表面被翻动的次数；风速不同的分行填写。"
)
GUST = Input("gust_m_s", "两次扰动之间的最大风速", "m/s", high=70.0)
HEIGHT = Input("wind_height_m", "风速测量高度", "m", low=1.0, high=100.0)
THRESHOLD = Input("threshold_m_s", "阈值摩擦风速", "m/s", high=5.0, note="随物料而定，没有缺省值。")
SETTING = Input("setting", "地面状况", kind=InputKind.CHOICE, choices=(("urban", "城市"), ("suburban", "郊区")))


def potential_g_m2(gust_m_s: Any, wind_height_m: Any, roughness: Any, threshold_m_s: Any) -> Any:
    """What one disturbance lays open to the wind, g/m²: 58(u*−ut*)² + 25(u*−ut*), nothing below the threshold.

    u* = 0.4 u ÷ ln(z/z0). A gust of 20 m/s at 10 m in a town:

    >>> round(float(potential_g_m2(20.0, 10.0, 0.6, 1.02)), 6)
    238.451932
    >>> float(potential_g_m2(5.0, 10.0, 0.6, 1.02))
    0.0
    """
    excess = np.maximum(0.4 * gust_m_s / np.log(wind_height_m / roughness) - threshold_m_s, 0.0)
    return 58 * excess**2 + 25 * excess


def taken_t(
    pile_area_m2: Any,
    disturbances: Any,
    gust_m_s: Any,
    wind_height_m: Any,
    threshold_m_s: Any,
    roughness: Any,
    k: Any,
) -> Any:
    """Dust before control, t."""
    return pile_area_m2 * disturbances * potential_g_m2(gust_m_s, wind_height_m, roughness, threshold_m_s) * k / 1e6


def pm25_t(
    pile_area_m2: Any,
    disturbances: Any,
    gust_m_s: Any,
    wind_height_m: Any,
    threshold_m_s: Any,
    roughness: Any,
    pm25_k: Any,
    controls: tuple[Control, ...],
    pm25_efficiency: tuple[Any, ...],
) -> Any:
    """PM2.5, t."""
    k = pm25_k * left(controls, pm25_efficiency)
    return taken_t(pile_area_m2, disturbances, gust_m_s, wind_height_m, threshold_m_s, roughness, k)


def pm10_t(
    pile_area_m2: Any,
    disturbances: Any,
    gust_m_s: Any,
    wind_height_m: Any,
    threshold_m_s: Any,
    roughness: Any,
    pm10_k: Any,
    pm25_k: Any,
    controls: tuple[Control, ...],
    pm25_efficiency: tuple[Any, ...],
    coarse_efficiency: tuple[Any, ...],
) -> Any:
    """PM10, t."""
    k = pm10_left(pm10_k, pm25_k, controls, pm25_efficiency, coarse_efficiency)
    return taken_t(pile_area_m2, disturbances, gust_m_s, wind_height_m, threshold_m_s, roughness, k)


_TAKEN = "表面积 × 扰动次数 × [58(u*−ut*)² + 25(u*−ut*)] ÷ 10⁶，u* = 0.4 × 最大风速 ÷ ln(测量高度/粗糙度)"

METHOD = Method(
    code="air.pile_erosion",
    label="堆场风蚀扬尘",
    inputs=(AREA, DISTURBANCES, GUST, HEIGHT, THRESHOLD, SETTING, CONTROLS),
    parameters=(
        Parameter("roughness", "地面粗糙度", "m", "roughness", by={"technology": "setting"}, high=0.9),
        Parameter("pm10_k", "PM10粒径乘数", "1", "erosion_k", "PM10", high=1.0),
        Parameter("pm25_k", "PM2.5粒径乘数", "1", "erosion_k", "PM2.5", high=1.0),
        control.PM25,
        control.COARSE,
    ),
    outputs=(
        Output("PM10", pm10_t, f"{_TAKEN}，× {LEFT_OF_PM10}（各部分为其粒径乘数）"),
        Output("PM2.5", pm25_t, f"{_TAKEN}，× 粒径乘数 × {LEFT}"),
    ),
    source="扬尘源颗粒物排放清单编制技术指南（试行）堆场扬尘，数值来自二手转录，归属为推断",
    verified=False,
    note="各次扰动之间取同一最大风速；不同的请分行填写。",
)
