"""Dust of loading and unloading at storage piles."""

from __future__ import annotations

from typing import Any

from ditan.core.air import controls as control
from ditan.core.air.controls import LEFT, LEFT_OF_PM10, controls_input, left, pm10_left
from ditan.core.methods import Control, Input, Method, Output, Parameter

HANDLED = Input("handled_t", "装卸量", "t", note="一年合计；装、卸各计一次。")
WIND = Input("mean_wind_m_s", "平均风速", "m/s", high=50.0)
MOISTURE = Input("moisture_percent", "物料含水率", "%", low=0.1, high=30.0, note="4.8 表示 4.8%；以百分数代入公式。")
CONTROLS = controls_input(*control.PILE)


def raised_t(handled_t: Any, mean_wind_m_s: Any, moisture_percent: Any, k: Any) -> Any:
    """Dust before control, t: k × 0.0016 × (u/2.2)^1.3 ÷ (M/2)^1.4 kg/t, with M in per cent.

    1000 t at 2.2 m/s and 2 % moisture, where both brackets are one:

    >>> round(raised_t(1000.0, 2.2, 2.0, 0.35), 9)
    0.00056
    """
    return handled_t * k * 0.0016 * (mean_wind_m_s / 2.2) ** 1.3 / (moisture_percent / 2) ** 1.4 / 1000


def pm25_t(
    handled_t: Any,
    mean_wind_m_s: Any,
    moisture_percent: Any,
    pm25_k: Any,
    controls: tuple[Control, ...],
    pm25_efficiency: tuple[Any, ...],
) -> Any:
    """PM2.5, t."""
    return raised_t(handled_t, mean_wind_m_s, moisture_percent, pm25_k) * left(controls, pm25_efficiency)


def pm10_t(
    handled_t: Any,
    mean_wind_m_s: Any,
    moisture_percent: Any,
    pm10_k: Any,
    pm25_k: Any,
    controls: tuple[Control, ...],
    pm25_efficiency: tuple[Any, ...],
    coarse_efficiency: tuple[Any, ...],
) -> Any:
    """PM10, t."""
    k = pm10_left(pm10_k, pm25_k, controls, pm25_efficiency, coarse_efficiency)
    return raised_t(handled_t, mean_wind_m_s, moisture_percent, k)


_RAISED = "装卸量 × 0.0016 × (平均风速/2.2)^1.3 ÷ (含水率/2)^1.4 ÷ 1000"

METHOD = Method(
    code="air.pile_handling",
    label="堆场装卸扬尘",
    inputs=(HANDLED, WIND, MOISTURE, CONTROLS),
    parameters=(
        Parameter("pm10_k", "PM10粒径乘数", "1", "handling_k", "PM10", high=1.0),
        Parameter("pm25_k", "PM2.5粒径乘数", "1", "handling_k", "PM2.5", high=1.0),
        control.PM25,
        control.COARSE,
    ),
    outputs=(
        Output("PM10", pm10_t, f"{_RAISED} × {LEFT_OF_PM10}（各部分为其粒径乘数）"),
        Output("PM2.5", pm25_t, f"{_RAISED} × 粒径乘数 × {LEFT}"),
    ),
    source="扬尘源颗粒物排放清单编制技术指南（试行）堆场扬尘，数值来自二手转录，归属为推断",
    verified=False,
    note="含水率以百分数代入；另见有公开程序再除以 100，其结果约大 600 倍。",
)
