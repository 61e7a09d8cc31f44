"""Pollutants of coal-fired boilers, with the values of T/CSES 144-2024 (secondary; tables A.1, C.1–C.3, D.1, E.1, E.7)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ditan.core.air.coal_combustion import COALS, METHOD, nox_t, pm10_t
from ditan.core.air.consistency import inconsistencies
from ditan.core.air.controls import NONE, SCR
from ditan.core.factors.fuels import fuels
from ditan.core.methods import Control
from tests.core.air.rows import amounts, carry_out, factor_codes, problems

STOKER: dict[str, Any] = {
    "fuel": "raw_coal",
    "fuel_amount": 1000.0,
    "department": "industry",
    "boiler": "automatic_stoker",
    "sulphur_percent": 1.0,
    "ash_percent": 20.0,
    "controls": (Control(NONE, 1.0),),
}
POWER = STOKER | {"department": "power_generation", "boiler": "pulverised", "unit_capacity": "ge300"}
CLEANED = (Control("石灰石/石膏法", 1.0), Control(SCR, 1.0), Control("普通静电除尘法", 1.0))


def test_an_uncontrolled_stoker_of_industry_gives_all_nine_pollutants() -> None:
    assert amounts(METHOD, STOKER) == {
        "SO2": 17.0,  # 1000 × 1 % × (1 − 0.15) × 2
        "NOx": 4.0,  # 4.0 g/kg
        "CO": 15.0,
        "NMVOC": 2.16,
        "NH3": 0.0,
        "PM10": 6.0,  # 1000 × 20 % × (1 − 0.85) × 0.20
        "PM2.5": 2.1,  # … × 0.07
        "BC": 0.42,  # … × 0.200
        "OC": 0.084,  # … × 0.040
    }


def test_a_cleaned_power_unit_keeps_what_three_stages_leave() -> None:
    assert amounts(METHOD, POWER | {"controls": CLEANED}) == {
        "SO2": 3.4,  # 17 × (1 − 0.80)
        "NOx": 4.1818,  # 7.21 × (1 − 0.42)
        "CO": 2.0,
        "NMVOC": 0.04,
        "NH3": 0.16,  # 0.16 g/kg behind SCR
        "PM10": 0.148362,  # the fine part, and 1000 × 20 % × 0.75 × 0.17 × (1 − 0.75) × (1 − 0.75) × (1 − 0.98)
        "PM2.5": 0.116487,  # 9 × (1 − 0.57) × (1 − 0.57) × (1 − 0.93)
        "BC": 0.000232974,
        "OC": 0.0,
    }


@pytest.mark.parametrize(
    "boiler, grams",
    [("pulverised", 5.47), ("fluidised_bed", 7.5), ("automatic_stoker", 4.0), ("manual_stoker", 3.8)],
)
def test_nox_of_industry_follows_the_boiler(boiler: str, grams: float) -> None:
    assert amounts(METHOD, STOKER | {"boiler": boiler})["NOx"] == grams


@pytest.mark.parametrize("capacity, grams", [("le100", 8.96), ("100_300", 8.19), ("ge300", 7.21)])
def test_nox_of_power_follows_the_capacity_of_the_unit(capacity: str, grams: float) -> None:
    assert amounts(METHOD, POWER | {"unit_capacity": capacity})["NOx"] == grams


@pytest.mark.parametrize("fuel", COALS)
def test_every_coal_has_the_factors_of_coal(fuel: str) -> None:
    assert amounts(METHOD, STOKER | {"fuel": fuel}) == amounts(METHOD, STOKER)
    assert fuels()[fuel].amount_unit == "t"


def test_coke_has_factors_of_its_own_and_the_balance_of_its_boiler() -> None:
    given = amounts(METHOD, STOKER | {"fuel": "coke"})
    assert (given["NOx"], given["CO"], given["NMVOC"]) == (4.0, 2.0, 0.04)
    assert (given["SO2"], given["PM2.5"]) == (17.0, 2.1)


def test_gangue_burnt_for_power_has_its_nox_by_capacity() -> None:
    gangue = POWER | {"fuel": "coal_gangue", "unit_capacity": "100_300"}
    assert amounts(METHOD, gangue)["NOx"] == 8.19
    assert factor_codes(METHOD, gangue, "NOx")[0] == "tcses_144_2024:pf-power_generation-coal_gangue-100_300-NOx"


def test_coke_burnt_for_power_needs_no_capacity() -> None:
    assert amounts(METHOD, POWER | {"fuel": "coke", "unit_capacity": ""})["NOx"] == 8.85


def test_gangue_in_industry_has_no_factor_and_is_refused() -> None:
    (found,) = problems(METHOD, STOKER | {"fuel": "coal_gangue"}, "NOx")
    assert found.startswith("因子库中没有NOx产生系数（NOx，采矿业和制造业、煤矸石）；")
    assert found.endswith("请录入带出处的本地因子，或改填标识符 NE 并写明原因。")


def test_ammonia_slips_only_through_denitrification_that_runs() -> None:
    def slip(*entered: Control) -> float | None:
        return amounts(METHOD, STOKER | {"controls": entered})["NH3"]

    assert slip(Control("袋式除尘法", 1.0)) == 0.0
    assert slip(Control("选择性非催化还原法", 1.0)) == 0.17
    assert slip(Control("低氮燃烧技术", 1.0)) == 0.0
    assert slip(Control("低氮燃烧技术+选择性催化还原法", 0.5, 0.9)) == 0.072


def test_what_was_left_empty_keeps_only_those_unknown_that_need_it() -> None:
    given = amounts(METHOD, STOKER | {"sulphur_percent": None})
    assert given["SO2"] is None
    assert given["PM2.5"] == 2.1
    assert problems(METHOD, STOKER | {"sulphur_percent": None}, "SO2") == ("计算SO2需要“收到基硫分”，本行没有填写。",)


def test_controls_left_empty_are_not_taken_for_none() -> None:
    given = amounts(METHOD, STOKER | {"controls": ()})
    assert given["CO"] == 15.0
    assert {gas for gas, amount in given.items() if amount is None} == set(given) - {"CO"}


def test_a_row_for_greenhouse_gases_alone_is_told_which_cells_the_pollutants_need() -> None:
    only_fuel = {"fuel": "raw_coal", "fuel_amount": 1000.0}
    evaluation = carry_out(METHOD, only_fuel)
    assert evaluation.faults == ()
    assert all(line.amount is None for line in evaluation.lines)
    assert problems(METHOD, only_fuel, "CO") == ("选取“CO产生系数”需要“锅炉所属部门”、“炉型”，本行没有填写。",)


def test_power_without_its_capacity_is_asked_for_it() -> None:
    assert problems(METHOD, POWER | {"unit_capacity": ""}, "NOx") == (
        "选取“NOx产生系数”需要“机组容量”，本行没有填写。",
    )


def test_a_share_that_the_table_leaves_empty_is_unknown() -> None:
    supply = STOKER | {"department": "power_supply", "boiler": "pulverised"}
    assert amounts(METHOD, supply)["PM2.5"] == 9.0
    assert problems(METHOD, supply, "BC") == (
        "PM2.5中BC的比例（BC，电力供应、煤粉炉）的出处未给出单一数值（转录中此格为空）；请录入本地因子。",
    )


@pytest.mark.parametrize("name, value", [("sulphur_percent", 80.0), ("ash_percent", 180.0), ("fuel_amount", -1.0)])
def test_a_value_out_of_its_range_gives_no_amount_at_all(name: str, value: float) -> None:
    evaluation = carry_out(METHOD, STOKER | {name: value})
    assert [each.name for each in evaluation.faults] == [name]
    assert all(line.amount is None for line in evaluation.lines)


def test_pollutants_of_every_boiler_and_department_can_stand_beside_each_other() -> None:
    for department in ("power_generation", "power_supply", "heat_supply", "industry"):
        for boiler in ("pulverised", "fluidised_bed", "automatic_stoker", "manual_stoker"):
            for controls in ((Control(NONE, 1.0),), CLEANED):
                row = STOKER | {"department": department, "boiler": boiler, "controls": controls}
                known = {gas: amount for gas, amount in amounts(METHOD, row).items() if amount is not None}
                assert inconsistencies(known) == (), (department, boiler)


def test_twice_the_coal_gives_twice_of_everything() -> None:
    once, twice = amounts(METHOD, POWER), amounts(METHOD, POWER | {"fuel_amount": 2000.0})
    assert {gas: amount and amount * 2 for gas, amount in once.items()} == twice


def test_formulas_take_whole_columns() -> None:
    tonnes, ash = np.array([1000.0, 500.0]), np.array([20.0, 10.0])
    assert np.allclose(nox_t(tonnes, 4.0, (Control(NONE, 1.0),), (0.0,)), [4.0, 2.0])
    pm10 = pm10_t(tonnes, ash, 0.85, 0.20, 0.07, (Control(NONE, 1.0),), (0.0,), (0.0,))
    assert np.allclose(pm10, [6.0, 1.5])
