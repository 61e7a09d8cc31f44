"""SO2 of moving sources by the balance of sulphur."""

from __future__ import annotations

import numpy as np

from ditan.core.air.mobile_sulphur import METHOD, so2_t
from ditan.core.inventory.kinds import kind_of
from tests.core.air.rows import amounts, carry_out, problems

SHIP = {"fuel": "fuel_oil", "fuel_amount": 1000.0, "fuel_sulphur_ppm": 5000.0}


def test_a_tonne_of_sulphur_gives_two_of_so2() -> None:
    assert amounts(METHOD, SHIP) == {"SO2": 10.0}


def test_fuel_without_sulphur_gives_none_and_an_empty_cell_is_unknown() -> None:
    assert amounts(METHOD, SHIP | {"fuel_sulphur_ppm": 0.0}) == {"SO2": 0.0}
    assert problems(METHOD, SHIP | {"fuel_sulphur_ppm": None}, "SO2") == ("计算SO2需要“油品含硫量”，本行没有填写。",)


def test_more_than_five_per_cent_is_taken_for_a_slip_of_the_unit() -> None:
    assert [each.name for each in carry_out(METHOD, SHIP | {"fuel_sulphur_ppm": 500000.0}).faults] == [
        "fuel_sulphur_ppm"
    ]


def test_it_is_computed_from_the_row_of_the_greenhouse_gases() -> None:
    kind = kind_of("mobile_fuel")
    codes = [each.code for each in kind.methods_for({"fuel": "diesel"})]
    assert "ghg.mobile_combustion" in codes
    assert "air.mobile_sulphur" in codes
    assert "air.mobile_sulphur" not in [each.code for each in kind.methods_for({"fuel": "natural_gas"})]


def test_the_formula_takes_whole_columns() -> None:
    assert np.allclose(so2_t(np.array([1000.0, 2000.0]), 10.0), [0.02, 0.04])
