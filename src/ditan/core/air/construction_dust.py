"""Dust of building sites, by area and months of work."""

from __future__ import annotations

from typing import Any

from ditan.core.air import controls as control
from ditan.core.air.controls import LEFT, LEFT_OF_PM10, controls_input, left, pm10_left
from ditan.core.methods import Control, Input, Method, Output, Parameter

AREA = Input("site_area_m2", "施工面积", "m²")
MONTHS = Input("work_months", "施工月数", "月", high=12.0, note="本年内的施工月数。")
CONTROLS = controls_input(*control.SITE)


def pm25_t(
    site_area_m2: Any,
    work_months: Any,
    tsp: Any,
    pm25_share: Any,
    controls: tuple[Control, ...],
    pm25_efficiency: tuple[Any, ...],
) -> Any:
    """PM2.5, t.

    10 000 m² for 6 months without any control:

    >>> round(pm25_t(10000.0, 6.0, 0.000269, 0.1, (Control("无控制技术", 1.0),), (0.0,)), 6)
    1.614
    """
    return site_area_m2 * work_months * tsp * pm25_share * left(controls, pm25_efficiency)


def pm10_t(
    site_area_m2: Any,
    work_months: Any,
    tsp: Any,
    pm10_share: Any,
    pm25_share: Any,
    controls: tuple[Control, ...],
    pm25_efficiency: tuple[Any, ...],
    coarse_efficiency: tuple[Any, ...],
) -> Any:
    """PM10, t."""
    share = pm10_left(pm10_share, pm25_share, controls, pm25_efficiency, coarse_efficiency)
    return site_area_m2 * work_months * tsp * share


def _share(name: str, gas: str) -> Parameter:
    return Parameter(
        name, f"{gas}占总悬浮颗粒物的比例", "1", "dust_share", gas, fixed={"process": "construction"}, high=1.0
    )


METHOD = Method(
    code="air.construction_dust",
    label="施工扬尘",
    inputs=(AREA, MONTHS, CONTROLS),
    parameters=(
        Parameter("tsp", "施工扬尘排放系数", "t/(m²·月)", "construction_dust", "TSP", high=1.0),
        _share("pm10_share", "PM10"),
        _share("pm25_share", "PM2.5"),
        control.PM25,
        control.COARSE,
    ),
    outputs=(
        Output("PM10", pm10_t, f"施工面积 × 施工月数 × 排放系数 × {LEFT_OF_PM10}（各部分为其比例）"),
        Output("PM2.5", pm25_t, f"施工面积 × 施工月数 × 排放系数 × PM2.5的比例 × {LEFT}"),
    ),
    source="扬尘源颗粒物排放清单编制技术指南（试行），未找到出处",
    verified=False,
)
