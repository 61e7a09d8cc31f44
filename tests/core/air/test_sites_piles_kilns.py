"""Dust of sites and piles (values not confirmed) and cement kilns (secondary)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from ditan.core.air import cement_kiln, construction_dust, pile_erosion, pile_handling
from ditan.core.air.consistency import inconsistencies
from ditan.core.air.controls import NONE
from ditan.core.air.pile_erosion import potential_g_m2
from ditan.core.inventory.kinds import KINDS, kind_of
from ditan.core.methods import Control
from tests.core.air.rows import amounts, carry_out, problems

FREE = (Control(NONE, 1.0),)
SITE: dict[str, Any] = {"site_area_m2": 10000.0, "work_months": 6.0, "controls": FREE}
HANDLING: dict[str, Any] = {"handled_t": 1e6, "mean_wind_m_s": 2.2, "moisture_percent": 2.0, "controls": FREE}
EROSION: dict[str, Any] = {
    "pile_area_m2": 1000.0,
    "disturbances": 10.0,
    "gust_m_s": 20.0,
    "wind_height_m": 10.0,
    "threshold_m_s": 1.02,
    "setting": "urban",
    "controls": FREE,
}
KILN: dict[str, Any] = {"kiln": "nsp", "kiln_coal_t": 1000.0, "cement_t": 10000.0, "controls": FREE}


@pytest.mark.parametrize(
    "method, row",
    [(construction_dust.METHOD, SITE), (pile_handling.METHOD, HANDLING), (pile_erosion.METHOD, EROSION)],
)
def test_values_that_nothing_confirms_are_used_only_where_the_user_says_so(method: Any, row: dict[str, Any]) -> None:
    assert amounts(method, row) == {"PM10": None, "PM2.5": None}
    assert "允许使用未核实因子" in problems(method, row, "PM10")[0]
    allowed = carry_out(method, row, unverified=True)
    assert all(line.amount is not None and line.unverified for line in allowed.lines)


def test_a_site_of_a_hectare_for_half_a_year() -> None:
    given = amounts(construction_dust.METHOD, SITE, unverified=True)
    assert given == {"PM10": 7.9086, "PM2.5": 1.614}  # 16.14 t of dust × 0.49, × 0.1


def test_a_paved_and_watered_site_takes_each_size_by_its_own_efficiency() -> None:
    given = amounts(construction_dust.METHOD, SITE | {"controls": (Control("施工场地路面铺装及洒水", 1.0),)}, True)
    assert given["PM2.5"] == pytest.approx(1.614 * 0.33, rel=1e-11)
    assert given["PM10"] == pytest.approx(1.614 * 0.33 + (7.9086 - 1.614) * 0.17, rel=1e-11)


def test_a_year_has_no_more_than_twelve_months() -> None:
    assert [each.name for each in carry_out(construction_dust.METHOD, SITE | {"work_months": 13.0}).faults] == [
        "work_months"
    ]


def test_handling_where_wind_and_moisture_are_those_of_the_formula() -> None:
    given = amounts(pile_handling.METHOD, HANDLING, unverified=True)
    assert given == {"PM10": 0.56, "PM2.5": 0.0848}  # 10⁶ t × 0.0016 kg/t × 0.35, × 0.053


def test_moisture_enters_in_per_cent_and_wet_goods_dust_less() -> None:
    given = amounts(pile_handling.METHOD, HANDLING | {"moisture_percent": 4.8}, unverified=True)
    assert given["PM10"] == pytest.approx(0.56 / 2.4**1.4, rel=1e-11)


def test_dry_goods_are_not_divided_by_nothing() -> None:
    faults = carry_out(pile_handling.METHOD, HANDLING | {"moisture_percent": 0.0}).faults
    assert [each.name for each in faults] == ["moisture_percent"]


def test_ten_disturbances_of_a_pile_in_a_town() -> None:
    excess = 0.4 * 20.0 / math.log(10.0 / 0.6) - 1.02
    expected = 1000.0 * 10 * (58 * excess**2 + 25 * excess) / 1e6
    given = amounts(pile_erosion.METHOD, EROSION, unverified=True)
    assert given["PM10"] == pytest.approx(expected * 0.5, rel=1e-11)
    assert given["PM2.5"] == pytest.approx(expected * 0.25, rel=1e-11)


def test_below_the_threshold_the_wind_takes_nothing() -> None:
    assert amounts(pile_erosion.METHOD, EROSION | {"gust_m_s": 5.0}, unverified=True) == {"PM10": 0.0, "PM2.5": 0.0}


def test_erosion_takes_whole_columns() -> None:
    given = potential_g_m2(np.array([5.0, 20.0]), 10.0, 0.6, 1.02)
    assert given[0] == 0.0
    assert given[1] == pytest.approx(238.451932, rel=1e-8)


def test_a_kiln_with_preheater_and_precalciner_before_any_control() -> None:
    assert amounts(cement_kiln.METHOD, KILN) == {"SO2": 2.9, "NOx": 10.9, "PM10": 618.0, "PM2.5": 256.0}


@pytest.mark.parametrize("kiln, so2, nox", [("shaft", 12.3, 1.2), ("other_rotary", 12.3, 15.6)])
def test_older_kilns(kiln: str, so2: float, nox: float) -> None:
    given = amounts(cement_kiln.METHOD, KILN | {"kiln": kiln})
    assert (given["SO2"], given["NOx"]) == (so2, nox)


def test_a_kiln_behind_a_bag_filter() -> None:
    given = amounts(cement_kiln.METHOD, KILN | {"controls": (Control("袋式除尘法", 1.0),)})
    assert given["PM2.5"] == pytest.approx(256.0 * 0.055, rel=1e-11)
    assert given["PM10"] == pytest.approx(256.0 * 0.055 + 362.0 * 0.05, rel=1e-11)


def test_coal_alone_gives_the_gases_and_leaves_particles_unknown() -> None:
    given = amounts(cement_kiln.METHOD, KILN | {"cement_t": None})
    assert (given["SO2"], given["PM10"]) == (2.9, None)


def test_sizes_can_stand_beside_each_other_in_every_kind_of_dust() -> None:
    for method, row in (
        (construction_dust.METHOD, SITE),
        (pile_handling.METHOD, HANDLING),
        (pile_erosion.METHOD, EROSION),
        (cement_kiln.METHOD, KILN),
    ):
        known = {gas: amount for gas, amount in amounts(method, row, unverified=True).items() if amount is not None}
        assert inconsistencies(known) == ()
        assert "PM2.5" in known


def test_each_kind_of_dust_is_a_sheet_of_its_own() -> None:
    for code in ("road_dust", "construction_dust", "pile_handling", "pile_erosion", "cement_kiln", "vehicle"):
        assert kind_of(code) in KINDS
        assert {"PM10", "PM2.5"} <= set(kind_of(code).gases)
