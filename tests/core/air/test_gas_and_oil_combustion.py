"""Pollutants of gas- and oil-fired boilers, with the values of T/CSES 144-2024 (secondary; tables D.1, E.7)."""

from __future__ import annotations

from typing import Any

import pytest

from ditan.core.air import coal_combustion, gas_combustion, oil_combustion
from ditan.core.air.consistency import inconsistencies
from ditan.core.air.controls import NONE
from ditan.core.factors.fuels import burnt_fuels
from ditan.core.factors.loading import book
from ditan.core.methods import Control
from tests.core.air.rows import amounts, problems

GAS: dict[str, Any] = {
    "fuel": "natural_gas",
    "fuel_amount": 100.0,
    "department": "industry",
    "controls": (Control(NONE, 1.0),),
}
OIL = GAS | {"fuel": "diesel"}


def test_a_hundred_myriad_cubic_metres_give_as_many_tonnes_as_the_table_gives_grams() -> None:
    assert amounts(gas_combustion.METHOD, GAS) == {
        "SO2": 0.0,
        "NOx": 2.09,
        "CO": 1.3,
        "NMVOC": 0.12,
        "PM10": 0.03,
        "PM2.5": 0.03,
        "BC": 0.0,
        "OC": 0.0,
    }


def test_power_from_gas_has_the_factor_of_power() -> None:
    assert amounts(gas_combustion.METHOD, GAS | {"department": "power_generation"})["NOx"] == 4.1


def test_low_nox_burners_on_four_fifths_of_the_boilers() -> None:
    given = amounts(gas_combustion.METHOD, GAS | {"controls": (Control("低氮燃烧技术", 0.8),)})
    assert given["NOx"] == 1.72216  # 2.09 × (1 − 0.8 × 0.22)


def test_diesel_is_counted_in_tonnes() -> None:
    assert amounts(oil_combustion.METHOD, OIL) == {
        "SO2": 0.3,
        "NOx": 0.962,
        "CO": 0.06,
        "NMVOC": 0.013,
        "PM10": 0.05,
        "PM2.5": 0.05,
        "BC": 0.014,
        "OC": 0.004,
    }


@pytest.mark.parametrize("fuel", [each.code for each in burnt_fuels()])
def test_one_method_speaks_of_every_fuel(fuel: str) -> None:
    applying = [
        each.METHOD.code
        for each in (coal_combustion, gas_combustion, oil_combustion)
        if each.METHOD.applies({"fuel": fuel})
    ]
    assert len(applying) == 1


def test_none_speaks_of_a_row_without_a_fuel() -> None:
    assert not any(each.METHOD.applies({}) for each in (coal_combustion, gas_combustion, oil_combustion))


def test_wood_has_no_row_in_the_table_and_is_refused_by_name() -> None:
    (found,) = problems(oil_combustion.METHOD, OIL | {"fuel": "wood"}, "NOx")
    assert found.startswith("因子库中没有NOx产生系数（NOx，采矿业和制造业、薪柴）；")
    assert found.endswith("请录入带出处的本地因子，或改填标识符 NE 并写明原因。")


def test_homes_have_no_factors_in_the_table() -> None:
    assert problems(gas_combustion.METHOD, GAS | {"department": ""}, "CO") == (
        "选取“CO产生系数”需要“锅炉所属部门”，本行没有填写。",
    )


@pytest.mark.parametrize(
    "fuel, gas, value",
    [("lpg", "NMVOC", 33.0), ("lng", "NMVOC", 33.0), ("petroleum_coke", "NMVOC", 33.0), ("gasoline", "NOx", 16.7)],
)
def test_suspicious_values_are_kept_and_marked(fuel: str, gas: str, value: float) -> None:
    (factor,) = [
        each
        for each in book()
        if (each.quantity, each.process, each.fuel, each.gas) == ("production_factor", "power_generation", fuel, gas)
    ]
    assert factor.value == value
    assert "可疑" in factor.note


def test_the_two_values_of_fuel_oil_are_kept_and_marked() -> None:
    rows = [
        each
        for each in book()
        if (each.quantity, each.fuel, each.gas) == ("production_factor", "fuel_oil", "PM10") and each.process
    ]
    assert {each.process: each.value for each in rows} == {
        "power_generation": 0.85,
        "power_supply": 1.03,
        "heat_supply": 0.85,
        "industry": 1.03,
    }
    assert all("可疑" in each.note for each in rows)


def test_no_row_of_the_table_has_more_fine_particles_than_particles_or_more_carbon_than_both() -> None:
    rows: dict[tuple[str, str, str], dict[str, float]] = {}
    for each in book():
        if each.quantity == "production_factor" and each.factor_set == "tcses_144_2024" and each.value is not None:
            rows.setdefault((each.process, each.fuel, each.technology), {})[each.gas] = each.value
    assert {place for place, given in rows.items() if inconsistencies(given)} == set()
    assert len(rows) > 70


def test_a_refusal_names_what_is_at_hand_by_the_words_of_the_form() -> None:
    (found,) = problems(coal_combustion.METHOD, GAS | {"fuel": "coke", "department": "heat_supply"}, "SO2")[:1]
    assert "炉型" in found
    (found,) = problems(oil_combustion.METHOD, OIL | {"fuel": "bitumen", "department": "heat_supply"}, "NOx")
    assert found.startswith("因子库中没有NOx产生系数（NOx，热力生产和供应、石油沥青）；现有")
    assert "现有工艺：采矿业和制造业、电力供应" in found
