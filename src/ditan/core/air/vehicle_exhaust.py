"""Exhaust of road vehicles: population × distance × base factor × corrections, by class, fuel and emission standard."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import reduce
from operator import mul
from typing import Any

from ditan.core.air.vehicles import (
    ALTITUDE,
    ANNUAL_KM,
    BASE,
    DETERIORATION,
    EMISSION_STANDARD,
    FUEL_SULPHUR,
    HUMIDITY,
    LOAD,
    SPEED,
    TEMPERATURE,
    VEHICLE_CLASS,
    VEHICLE_FUEL,
    VEHICLES,
    bands_agree,
    corrections_belong,
    diesel_truck,
)
from ditan.core.methods import Method, Output, Parameter

GUIDE = "道路机动车大气污染物排放清单编制技术指南（试行）（2014）"

_FUEL, _CLASS, _STANDARD = "vehicle_fuel", "vehicle_class", "emission_standard"


def _unchanged(name: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda values: values.get(name) == BASE


def _no_load(values: Mapping[str, Any]) -> bool:
    return values.get("load") == BASE or not diesel_truck(values)


def _no_deterioration(values: Mapping[str, Any]) -> bool:
    return values.get("deterioration") == BASE or values.get(_FUEL) != "gasoline"


def _parameters(prefix: str, gas: str, deteriorates: bool) -> tuple[Parameter, ...]:
    def correction(name: str, label: str, by: Mapping[str, str], **more: Any) -> Parameter:
        unchanged = more.pop("neutral", _unchanged(next(each for each in by.values() if each not in _ROW)))
        quantity = f"{name}_correction"
        return Parameter(
            f"{prefix}_{name}",
            f"{gas}{label}修正因子",
            "1",
            quantity,
            gas,
            by=by,
            neutral=unchanged,
            high=100.0,
            **more,
        )

    of_class = {"fuel": _FUEL, "process": _CLASS}
    of_standard = {"fuel": _FUEL, "technology": _STANDARD}
    found = [
        Parameter(
            f"{prefix}_base",
            f"{gas}基准排放系数",
            "g/km",
            "vehicle_factor",
            gas,
            by=of_class | {"technology": _STANDARD},
            high=1000.0,
        ),
        correction("speed", "速度", of_standard | {"process": "speed"}),
        correction("temperature", "温度", of_class | {"technology": "temperature"}),
        correction("humidity", "湿度", of_class | {"technology": "humidity"}),
        correction("altitude", "海拔", of_class | {"technology": "altitude"}),
        correction("fuel_sulphur", "油品含硫量", of_standard | {"process": "fuel_sulphur"}),
        correction(
            "load", "载重", {"technology": "load"}, fixed={"fuel": "diesel", "process": "truck"}, neutral=_no_load
        ),
    ]
    if deteriorates:
        by_year = of_class | {"technology": _STANDARD, "year": "deterioration"}
        found.append(correction("deterioration", "劣化", by_year, neutral=_no_deterioration))
    return tuple(found)


_ROW = (_FUEL, _CLASS, _STANDARD)


def exhaust_t(vehicles: Any, annual_km: Any, base: Any, *corrections: Any) -> Any:
    """Exhaust of a year, t: g/km × km × 10⁻⁶.

    10 000 heavy diesel trucks of China IV, 50 000 km each, NOx 5.554 g/km, at 40–80 km/h (0.6) and 10 ppm sulphur (0.84):

    >>> round(exhaust_t(10000.0, 50000.0, 5.554, 0.6, 0.84), 6)
    1399.608
    """
    return reduce(mul, corrections, vehicles * annual_km * base) / 1e6


def _output(prefix: str, gas: str, parameters: tuple[Parameter, ...], label: str = "") -> Output:
    names = ("vehicles", "annual_km", *(each.name for each in parameters))

    def compute(**given: Any) -> Any:
        return exhaust_t(*(given[name] for name in names))

    kind = inspect.Parameter.KEYWORD_ONLY
    compute.__signature__ = inspect.Signature([inspect.Parameter(name, kind) for name in names])  # type: ignore[attr-defined]
    compute.__doc__ = f"{gas} of the exhaust, t; see `exhaust_t`."
    return Output(gas, compute, "保有量 × 年均行驶里程 × 基准排放系数 × Π修正因子 ÷ 10⁶", label=label)


_CO = _parameters("co", "CO", deteriorates=True)
_HC = _parameters("hc", "HC", deteriorates=True)
_NOX = _parameters("nox", "NOx", deteriorates=True)
_PM25 = _parameters("pm25", "PM2.5", deteriorates=False)
_PM10 = _parameters("pm10", "PM10", deteriorates=False)

METHOD = Method(
    code="air.vehicle_exhaust",
    label="道路机动车尾气",
    inputs=(
        VEHICLE_CLASS,
        VEHICLE_FUEL,
        EMISSION_STANDARD,
        VEHICLES,
        ANNUAL_KM,
        SPEED,
        TEMPERATURE,
        HUMIDITY,
        ALTITUDE,
        FUEL_SULPHUR,
        LOAD,
        DETERIORATION,
    ),
    parameters=(*_CO, *_HC, *_NOX, *_PM25, *_PM10),
    outputs=(
        _output("co", "CO", _CO),
        _output("nox", "NOx", _NOX),
        _output("hc", "NMVOC", _HC, "按碳氢化合物（HC）计"),
        _output("pm25", "PM2.5", _PM25),
        _output("pm10", "PM10", _PM10),
    ),
    source=f"{GUIDE}，经R包vein 1.5.0转录",
    verified=False,
    rules=(bands_agree, corrections_belong),
    note="NMVOC 按 HC 计，含甲烷，偏高。没有 SO2、NH3、BC、OC 的系数；国六没有系数。"
    "气温高于 24 ℃时的湿度修正取代一般湿度修正（转录者的程序将两者相乘，原文未读到）。",
)
