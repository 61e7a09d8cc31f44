"""Cement kilns: SO2 and NOx by the coal that they burn, particles by the cement that they make."""

from __future__ import annotations

from typing import Any

from ditan.core.air import controls as control
from ditan.core.air.controls import FLUE, LEFT, LEFT_OF_PM10, left, pm10_left
from ditan.core.methods import Control, Input, InputKind, Method, Output, Parameter

KILN = Input(
    "kiln",
    "窑型",
    kind=InputKind.CHOICE,
    choices=(("nsp", "新型干法窑"), ("shaft", "立窑"), ("other_rotary", "其他回转窑")),
)
COAL = Input("kiln_coal_t", "窑用煤量", "t", required=False)
CEMENT = Input("cement_t", "水泥产量", "t", required=False)


def so2_t(kiln_coal_t: Any, so2_factor: Any, controls: tuple[Control, ...], so2_efficiency: tuple[Any, ...]) -> Any:
    """SO2, t.

    1000 t of coal in a kiln with preheater and precalciner, 2.9 g/kg:

    >>> so2_t(1000.0, 2.9, (Control("无控制技术", 1.0),), (0.0,))
    2.9
    """
    return kiln_coal_t * so2_factor / 1000 * left(controls, so2_efficiency)


def nox_t(kiln_coal_t: Any, nox_factor: Any, controls: tuple[Control, ...], nox_efficiency: tuple[Any, ...]) -> Any:
    """NOx, t."""
    return kiln_coal_t * nox_factor / 1000 * left(controls, nox_efficiency)


def pm25_t(cement_t: Any, pm25_factor: Any, controls: tuple[Control, ...], pm25_efficiency: tuple[Any, ...]) -> Any:
    """PM2.5, t."""
    return cement_t * pm25_factor / 1000 * left(controls, pm25_efficiency)


def pm10_t(
    cement_t: Any,
    pm10_factor: Any,
    pm25_factor: Any,
    controls: tuple[Control, ...],
    pm25_efficiency: tuple[Any, ...],
    coarse_efficiency: tuple[Any, ...],
) -> Any:
    """PM10, t."""
    return cement_t / 1000 * pm10_left(pm10_factor, pm25_factor, controls, pm25_efficiency, coarse_efficiency)


def _factor(name: str, gas: str, unit: str) -> Parameter:
    return Parameter(
        name,
        f"{gas}产生系数",
        unit,
        "production_factor",
        gas,
        by={"technology": "kiln"},
        fixed={"process": "cement_kiln"},
        high=1000.0,
    )


METHOD = Method(
    code="air.cement_kiln",
    label="水泥窑的大气污染物",
    inputs=(KILN, COAL, CEMENT, FLUE),
    parameters=(
        _factor("so2_factor", "SO2", "g/kg煤"),
        _factor("nox_factor", "NOx", "g/kg煤"),
        _factor("pm10_factor", "PM10", "g/kg水泥"),
        _factor("pm25_factor", "PM2.5", "g/kg水泥"),
        control.SO2,
        control.NOX,
        control.PM25,
        control.COARSE,
    ),
    outputs=(
        Output("SO2", so2_t, f"窑用煤量 × 产生系数 ÷ 1000 × {LEFT}"),
        Output("NOx", nox_t, f"窑用煤量 × 产生系数 ÷ 1000 × {LEFT}"),
        Output("PM10", pm10_t, f"水泥产量 ÷ 1000 × {LEFT_OF_PM10}"),
        Output("PM2.5", pm25_t, f"水泥产量 × 产生系数 ÷ 1000 × {LEFT}"),
    ),
    source="刘 1998；CRAES 2003；苏 1998；SEPA 1996/2010；EPA 1995，见一水泥厂数据集说明所引",
    verified=False,
    note="窑用煤的污染物在这里计算；同一批煤在燃料表中只算温室气体，不要再填锅炉部门。",
)
