"""Rows as they are written become an inventory with nothing but the book of factors."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from ditan.core.factors import Choice, book
from ditan.core.inventory.checks import run
from ditan.core.inventory.compiling import Compiled, Written, approaches, compile_row, facts_of
from ditan.core.inventory.notation import Key
from ditan.core.inventory.places import province_of
from ditan.core.methods import Context

CHOICE = Choice(("provincial_guide_2025", "ipcc_2006"), unverified=True)
HERE = Context("重庆", 2023)
SUPPLY = ("production", "taken_out", "bunkers", "stock_increase", "non_energy")


def compiled(kind: str, category: str, cells: Mapping[str, str], **more: str) -> Compiled:
    """A row that can be read."""
    row, faults = compile_row(Written("r", kind, category, cells, **more), book(), CHOICE, HERE)
    assert faults == {}
    assert row is not None
    return row


def diesel(amount: str = "1000") -> Compiled:
    """Diesel burnt in industry."""
    return compiled("stationary_fuel", "1.A.2", {"fuel": "柴油", "fuel_amount": amount})


def supplied(amount: str) -> Compiled:
    """Diesel that was brought in, as the reference approach asks."""
    cells = {"fuel": "柴油", "brought_in": amount, **dict.fromkeys(SUPPLY, "0")}
    return compiled("reference_fuel", "1.A", cells)


def test_a_row_gives_what_the_provincial_guide_gives_in_booked_units() -> None:
    """省级温室气体清单编制指南（2025）: 3.095909637 tCO2/t."""
    co2 = next(each for each in diesel().entries if each.gas == "CO2" and not each.memo)
    assert (co2.booked, co2.category, co2.biomass) == (3_095_909_637, "1.A.2", False)


def test_the_category_may_be_written_by_name_and_says_who_burns() -> None:
    row = compiled("stationary_fuel", "1.A.2 制造业和建筑业", {"fuel": "柴油", "fuel_amount": "1"})
    assert (row.category, row.values["combustion_sector"]) == ("1.A.2", "manufacturing")


def test_a_key_stands_for_every_gas_of_the_kind() -> None:
    row = compiled("enteric", "3.A.1", {}, notation="NE", reason="没有存栏统计")
    assert {(each.gas, each.key) for each in row.entries} == {("CH4", Key.NE)}


def test_a_row_with_a_fault_gives_nothing() -> None:
    cells = {"fuel": "柴油", "fuel_amount": "-1"}
    row, faults = compile_row(Written("r", "stationary_fuel", "1.A.2", cells), book(), CHOICE, HERE)
    assert row is None
    assert list(faults) == ["fuel_amount"]


@pytest.mark.parametrize(("amount", "told"), [("1000", False), ("1100", True)])
def test_the_reference_approach_is_held_against_what_was_burnt(amount: str, told: bool) -> None:
    rows = [diesel(), supplied(amount)]
    reference, sectoral = approaches((each.category, each.biomass, each.lines) for each in rows)
    assert reference == pytest.approx(float(amount) * 3.095909637, rel=1e-9)
    assert sectoral == pytest.approx(3095.909637, abs=1e-6)
    found = [each for each in run(facts_of(rows, book(), HERE)) if each.check == "reference"]
    assert bool(found) is told


def test_biomass_is_not_in_the_sectoral_figure_and_nothing_makes_it_unknown() -> None:
    straw = compiled("stationary_fuel", "1.A.4.b", {"fuel": "秸秆", "fuel_amount": "1"})
    assert approaches([(straw.category, straw.biomass, straw.lines)]) == (None, None)


def test_a_district_has_the_factors_of_its_province() -> None:
    assert [province_of(code) for code in ("500000", "500151", "L500990", "110000", "铜梁")] == [
        "重庆",
        "重庆",
        "重庆",
        "北京",
        "",
    ]
