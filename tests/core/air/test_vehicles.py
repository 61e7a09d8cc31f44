"""Road vehicles, with the values of the MEE guide of 2014 as the R package vein 1.5.0 carries them (secondary)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from ditan.core.air.vehicle_evaporation import METHOD as EVAPORATION
from ditan.core.air.vehicle_evaporation import nmvoc_t
from ditan.core.air.vehicle_exhaust import METHOD as EXHAUST
from ditan.core.air.vehicles import BASE, EMISSION_STANDARD, VEHICLE_CLASS, VEHICLE_FUEL
from ditan.core.factors.loading import book
from ditan.core.inventory.kinds import kind_of
from tests.core.air.rows import amounts, carry_out, problems

CORRECTIONS = ("speed", "temperature", "humidity", "altitude", "fuel_sulphur", "load", "deterioration")
UNCORRECTED = dict.fromkeys(CORRECTIONS, BASE)
CAR: dict[str, Any] = {
    "vehicle_class": "passenger_mini",
    "vehicle_fuel": "gasoline",
    "emission_standard": "III",
    "vehicles": 1000.0,
    "annual_km": 1000.0,
    **UNCORRECTED,
}
TRUCK = CAR | {"vehicle_class": "truck_heavy", "vehicle_fuel": "diesel", "emission_standard": "IV"}


@pytest.mark.parametrize(
    "standard, co, nox, pm25",
    [
        ("PRE", 25.72, 1.971, 0.028),
        ("I", 6.71, 0.409, 0.026),
        ("II", 2.52, 0.324, 0.011),
        ("III", 1.18, 0.100, 0.007),
        ("IV", 0.68, 0.032, 0.003),
        ("V", 0.46, 0.017, 0.003),
    ],
)
def test_small_gasoline_cars_by_emission_standard(standard: str, co: float, nox: float, pm25: float) -> None:
    given = amounts(EXHAUST, CAR | {"emission_standard": standard})
    assert (given["CO"], given["NOx"], given["PM2.5"]) == (co, nox, pm25)


@pytest.mark.parametrize(
    "standard, nox, pm25",
    [
        ("PRE", 13.823, 1.322),
        ("I", 9.589, 0.623),
        ("II", 7.934, 0.502),
        ("III", 7.934, 0.243),
        ("IV", 5.554, 0.138),
        ("V", 4.721, 0.027),
    ],
)
def test_heavy_diesel_trucks_by_emission_standard(standard: str, nox: float, pm25: float) -> None:
    given = amounts(EXHAUST, TRUCK | {"emission_standard": standard})
    assert (given["NOx"], given["PM2.5"]) == (nox, pm25)


@pytest.mark.parametrize(
    "row, correction, band, gas, factor",
    [
        (CAR, "speed", "lt20", "CO", 1.69),
        (CAR, "speed", "40_80", "NMVOC", 0.32),
        (TRUCK, "speed", "gt80", "NOx", 0.28),
        (CAR, "temperature", "lt10", "CO", 1.36),
        (TRUCK, "temperature", "gt25", "NOx", 1.15),
        (CAR, "humidity", "gt50", "NOx", 0.92),
        (CAR, "humidity", "hot_gt50", "NOx", 0.87),
        (CAR, "altitude", "high", "NOx", 3.15),
        (CAR, "fuel_sulphur", "10", "CO", 0.9),
        (TRUCK, "fuel_sulphur", "10", "NOx", 0.84),
        (TRUCK, "load", "100", "NOx", 1.43),
        (CAR, "deterioration", "2018", "NOx", 1.6),
    ],
)
def test_each_correction_multiplies(
    row: Mapping[str, Any], correction: str, band: str, gas: str, factor: float
) -> None:
    before, after = amounts(EXHAUST, row)[gas], amounts(EXHAUST, {**row, correction: band})[gas]
    assert before is not None
    assert after == pytest.approx(before * factor, rel=1e-11)


def test_corrections_come_together() -> None:
    row = TRUCK | {"speed": "40_80", "fuel_sulphur": "10", "load": "75"}
    assert amounts(EXHAUST, row)["NOx"] == pytest.approx(5.554 * 0.60 * 0.84 * 1.21, rel=1e-11)


def test_a_correction_that_was_not_chosen_is_unknown_and_not_one() -> None:
    assert problems(EXHAUST, CAR | {"speed": None}, "CO") == ("选取“CO速度修正因子”需要“平均车速”，本行没有填写。",)


def test_a_gasoline_car_has_no_load_and_a_diesel_truck_no_deterioration_to_choose() -> None:
    assert amounts(EXHAUST, CAR | {"load": None}) == amounts(EXHAUST, CAR)
    assert amounts(EXHAUST, TRUCK | {"deterioration": None}) == amounts(EXHAUST, TRUCK)


def test_a_correction_that_the_guide_does_not_make_is_refused() -> None:
    faults = carry_out(EXHAUST, CAR | {"load": "75"}).faults
    assert [each.message for each in faults] == ["载重修正只用于柴油货车；本行请清空或选“不修正”。"]
    faults = carry_out(EXHAUST, TRUCK | {"deterioration": "2016"}).faults
    assert [each.message for each in faults] == ["劣化修正只用于汽油车；本行请清空或选“不修正”。"]


def test_bands_of_temperature_that_exclude_each_other_are_refused() -> None:
    faults = carry_out(EXHAUST, CAR | {"temperature": "gt25", "humidity": "gt50"}).faults
    assert [each.message for each in faults] == ["气温选了“>25 ℃”，湿度选了气温不高于 24 ℃的一档；请改为同一气温。"]


@pytest.mark.parametrize("unverified", [False, True])
def test_china_vi_is_refused_with_the_reason(unverified: bool) -> None:
    (message,) = problems(EXHAUST, CAR | {"emission_standard": "VI"}, "NOx", unverified)
    assert "2014年指南没有国六的系数，也未找到其他出处" in message
    assert message.endswith("请录入本地因子。")


@pytest.mark.parametrize("unverified", [False, True])
def test_the_slip_of_the_decimal_point_is_never_used(unverified: bool) -> None:
    bus = CAR | {"vehicle_class": "bus", "vehicle_fuel": "other", "emission_standard": "IV"}
    (message,) = problems(EXHAUST, bus, "NOx", unverified)
    assert "转录为652.4，小数点错位，不可使用" in message
    assert amounts(EXHAUST, bus, unverified)["NMVOC"] == 1.192


@pytest.mark.parametrize("unverified", [False, True])
def test_the_row_that_repeats_another_is_never_used_and_names_the_right_one(unverified: bool) -> None:
    (message,) = problems(EXHAUST, CAR | {"vehicle_class": "passenger_small"}, "CO", unverified)
    assert "请选“微型、小型载客汽车”" in message


def test_factors_that_the_carrier_added_are_used_only_where_unverified_ones_may_be() -> None:
    bus = CAR | {"vehicle_class": "bus", "vehicle_fuel": "natural_gas", "emission_standard": "V"}
    assert amounts(EXHAUST, bus)["NOx"] is None
    assert amounts(EXHAUST, bus, unverified=True)["NOx"] == 1.3


def test_evaporation_counts_hours_driven_and_days_parked() -> None:
    row = CAR | {"mean_speed_kmh": 25.0}
    assert amounts(EVAPORATION, row)["NMVOC"] == 0.6465  # 1000 × (1000 ÷ 25 × 11.6 + 365 × 0.5) ÷ 10⁶


def test_only_gasoline_evaporates() -> None:
    kind = kind_of("vehicle")
    assert [each.code for each in kind.methods_for(CAR)] == ["air.vehicle_exhaust", "air.vehicle_evaporation"]
    assert [each.code for each in kind.methods_for(TRUCK)] == ["air.vehicle_exhaust"]


def test_a_speed_of_nothing_is_refused_and_not_divided_by() -> None:
    faults = carry_out(EVAPORATION, CAR | {"mean_speed_kmh": 0.0}).faults
    assert [each.name for each in faults] == ["mean_speed_kmh"]


def test_no_vehicles_emit_nothing() -> None:
    assert amounts(EXHAUST, CAR | {"vehicles": 0.0}) == dict.fromkeys(("CO", "NOx", "NMVOC", "PM2.5", "PM10"), 0.0)


def test_fine_particles_never_exceed_particles_in_the_tables() -> None:
    given: dict[tuple[str, str, str], dict[str, float]] = {}
    for each in book():
        if each.quantity == "vehicle_factor" and each.gas.startswith("PM") and each.value is not None:
            given.setdefault((each.process, each.fuel, each.technology), {})[each.gas] = each.value
    assert [place for place, of in given.items() if of["PM2.5"] > of["PM10"]] == []


def test_every_attribute_of_the_tables_is_a_choice_of_the_form() -> None:
    rows = [each for each in book() if each.quantity == "vehicle_factor"]
    assert {each.process for each in rows} == {code for code, _ in VEHICLE_CLASS.choices}
    assert {each.fuel for each in rows} == {code for code, _ in VEHICLE_FUEL.choices}
    assert {each.technology for each in rows} == {code for code, _ in EMISSION_STANDARD.choices}


def test_formulas_take_whole_columns() -> None:
    compute = EXHAUST.output("CO").compute
    needed = dict.fromkeys(EXHAUST.output("CO").needs, 1.0) | {"vehicles": np.array([1e6, 2e6])}
    assert np.allclose(compute(**needed), [1.0, 2.0])
    assert np.allclose(nmvoc_t(1e6, np.array([0.0, 30.0]), 30.0, 11.6, 0.0), [0.0, 11.6])
