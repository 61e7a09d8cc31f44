"""Dust of paved roads after AP-42 13.2.1 (secondary, as the R package vein quotes it)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ditan.core.air.controls import NONE
from ditan.core.air.road_dust import METHOD, whirled_t
from ditan.core.factors import Choice, Factor
from ditan.core.factors.loading import book
from ditan.core.methods import Context, Control, evaluate
from tests.core.air.rows import amounts, carry_out, problems

ROAD: dict[str, Any] = {
    "vehicle_km_10k": 100.0,
    "traffic": "500_5000",
    "mean_weight_t": 2.0,
    "controls": (Control(NONE, 1.0),),
}


def test_a_million_vehicle_kilometres_without_any_control() -> None:
    given = amounts(METHOD, ROAD)
    assert given["PM10"] == pytest.approx(0.62 * 0.2**0.91 * 2.0**1.02, rel=1e-11)
    assert given["PM2.5"] == pytest.approx(0.15 * 0.2**0.91 * 2.0**1.02, rel=1e-11)


@pytest.mark.parametrize("traffic, silt", [("lt500", 0.6), ("500_5000", 0.2), ("5000_10000", 0.06), ("gt10000", 0.03)])
def test_busy_roads_hold_less_silt(traffic: str, silt: float) -> None:
    given = amounts(METHOD, ROAD | {"traffic": traffic})
    assert given["PM10"] == pytest.approx(0.62 * silt**0.91 * 2.0**1.02, rel=1e-11)


def test_another_set_has_other_silt_and_has_to_be_chosen() -> None:
    chosen = Choice(("papers", "ap42", "tcses_144_2024"))
    (pm10, _) = evaluate(METHOD, ROAD, book(), chosen, Context("重庆", 2023)).lines
    assert pm10.amount == pytest.approx(0.62 * 0.7**0.91 * 2.0**1.02, rel=1e-11)


def test_silt_that_was_measured_takes_the_place_of_the_default() -> None:
    measured = Factor("local:s", "实测积尘负荷", "silt_loading", 1.5, "g/m²", "local", verified=True)
    chosen = Choice(("ap42", "tcses_144_2024"), own={"silt_loading": measured})
    (pm10, _) = evaluate(METHOD, ROAD, book(), chosen, Context("重庆", 2023)).lines
    assert pm10.amount == pytest.approx(0.62 * 1.5**0.91 * 2.0**1.02, rel=1e-11)


def test_watering_twice_a_day_takes_its_share_of_each_size() -> None:
    before = amounts(METHOD, ROAD)
    after = amounts(METHOD, ROAD | {"controls": (Control("铺装道路每天洒水2次", 1.0),)})
    fine, all_of_it = before["PM2.5"], before["PM10"]
    assert fine is not None
    assert all_of_it is not None
    assert after["PM2.5"] == pytest.approx(fine * (1 - 0.46), rel=1e-11)
    assert after["PM10"] == pytest.approx(fine * (1 - 0.46) + (all_of_it - fine) * (1 - 0.58), rel=1e-11)


def test_a_weight_outside_of_the_formula_is_refused() -> None:
    (fault,) = carry_out(METHOD, ROAD | {"mean_weight_t": 2000.0}).faults
    assert fault.message == "“平均车重”为 2000，应不大于 38；请核对数值和单位（t）。"


def test_roads_without_a_word_on_controls_are_unknown() -> None:
    assert problems(METHOD, ROAD | {"controls": ()}, "PM2.5") == ("计算PM2.5需要“治理措施”，本行没有填写。",)


def test_the_formula_takes_whole_columns() -> None:
    both = whirled_t(np.array([100.0, 200.0]), 0.62, 0.2, 2.0)
    assert both[1] == pytest.approx(2 * both[0], rel=1e-12)
