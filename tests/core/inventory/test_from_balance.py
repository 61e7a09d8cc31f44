"""Rows that an energy balance gives. Its figures are made up."""

from __future__ import annotations

import pytest

from ditan.core.factors import Choice, book
from ditan.core.inventory.compiling import Written, approaches, compile_row
from ditan.core.inventory.from_balance import Proposal, proposals
from ditan.core.methods import Context
from tests.core.ghg.test_energy_balance import balance

GIVEN = {each.key: each for each in proposals(balance())}


def test_fuel_that_was_burnt_comes_before_what_was_supplied() -> None:
    assert [key for key in GIVEN if "raw_coal" in key] == [
        "thermal_power:raw_coal",
        "heating:raw_coal",
        "agriculture:raw_coal",
        "industry:raw_coal",
        "construction:raw_coal",
        "trade:raw_coal",
        "services:raw_coal",
        "urban:raw_coal",
        "rural:raw_coal",
        "reference:raw_coal",
    ]
    assert not any("electricity" in key for key in GIVEN)


def test_a_row_is_written_in_the_unit_of_its_fuel_without_what_was_raw_material() -> None:
    """50 less 5 万吨 of coal, 6 less 1.5 亿立方米 of gas."""
    assert GIVEN["industry:raw_coal"].cells == {"fuel": "raw_coal", "fuel_amount": "450000.0"}
    assert GIVEN["industry:natural_gas"].cells == {"fuel": "natural_gas", "fuel_amount": "45000.0"}
    assert GIVEN["thermal_power:raw_coal"].amount == 360_000
    assert GIVEN["industry:raw_coal"].label == "工业 原煤"


def test_where_the_table_does_not_tell_enough_several_places_are_offered() -> None:
    assert [code for code, _ in GIVEN["transport:natural_gas"].places][:2] == ["1.A.3.b", "1.A.3.a.ii"]
    assert GIVEN["agriculture:raw_coal"].places == (
        ("1.A.4.c.ii", "mobile_fuel"),
        ("1.A.4.c.i", "stationary_fuel"),
        ("1.A.4.c.iii", "mobile_fuel"),
    )
    assert GIVEN["urban:raw_coal"].places == (("1.A.4.b.i", "stationary_fuel"),)


@pytest.mark.parametrize("given", GIVEN.values(), ids=GIVEN)
def test_every_row_can_be_taken_at_every_place_that_it_is_offered(given: Proposal) -> None:
    choice = Choice(("provincial_guide_2025", "ipcc_2006"), unverified=True)
    for category, kind in given.places:
        row, faults = compile_row(Written("r", kind, category, given.cells), book(), choice, Context("重庆", 2023))
        assert faults == {}
        assert row is not None


def test_supply_is_written_as_the_reference_approach_asks() -> None:
    """外省调入 60 万吨；库存减少 5 万吨, which is a negative increase; nothing printed of bunkers."""
    given = GIVEN["reference:raw_coal"]
    assert given.amount is None
    said = {name: given.cells[name] for name in ("brought_in", "stock_increase", "bunkers")}
    assert said == {"brought_in": "600000.0", "stock_increase": "-50000.0", "bunkers": "0.0"}


def test_supply_gives_the_reference_approach() -> None:
    """4 + 9 − 1 = 12 亿立方米 of gas less 1.5 that was raw material; 省级温室气体清单编制指南（2025）."""
    cells = GIVEN["reference:natural_gas"].cells
    choice = Choice(("provincial_guide_2025",), unverified=True)
    row, _ = compile_row(Written("r", "reference_fuel", "1.A", cells), book(), choice, Context("重庆", 2023))
    assert row is not None
    (line,) = (each for each in row.lines if each.method.code == "ghg.reference_approach")
    ncv, carbon, oxidation = (each.value for each in line.operands if each.factors)
    reference, _ = approaches([("1.A", False, row.lines)])
    assert reference == pytest.approx(105_000 * ncv / 1000 * carbon * oxidation * 44 / 12)
