"""An inventory in one view, every cell with its state."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ditan.core.inventory.categories import categories
from ditan.core.inventory.co2e import gwp_set
from ditan.core.inventory.entries import Entry
from ditan.core.inventory.notation import Key
from ditan.core.inventory.summary import CO2E, Cell, State, Summary, co2e_cell, summarise
from ditan.core.inventory.views import View
from tests.core.inventory.examples import DISTRICT, GWPS, entry

AR5 = gwp_set(GWPS, "AR5")


def summary(view: View = View.IPCC, entries: tuple[Entry, ...] = DISTRICT) -> Summary:
    """The district in a view."""
    return summarise(view, entries, categories(), AR5)


def cell(found: Summary, gas: str, *path: str) -> Cell:
    """A cell of a line."""
    cells = next(line.cells for line in found.lines if line.path == path)
    return next(each for each in cells if each.gas == gas)


def total(found: Summary, name: str, gas: str) -> Cell:
    """A cell of a sum."""
    return next(each for each in found.sums[name] if each.gas == gas)


def test_a_number_is_exact_and_says_in_which_unit_it_is_kept() -> None:
    found = cell(summary(), "CO2", "1", "1.A", "1.A.1")
    assert (found.state, found.tonnes, found.booked, found.scale) == (
        State.KNOWN,
        Decimal("1000.500000"),
        1_000_500_000,
        10**6,
    )
    assert cell(summary(), "SF6", "2").booked == 123_456


@pytest.mark.parametrize("view", list(View))
def test_land_is_told_apart_and_every_view_has_the_same_sums(view: View) -> None:
    found = summary(view)
    assert total(found, "with_land", "CO2").tonnes == Decimal("1550.625")
    assert total(found, "without_land", "CO2").tonnes == Decimal("1800.75")
    assert total(found, "indirect", "CO2").tonnes == Decimal(120)
    assert total(found, "memo", "CO2").tonnes == Decimal(89)


def test_a_sector_where_nothing_stands_is_empty_and_no_zero() -> None:
    found = summary(entries=(entry("电厂", "1.A.1.a.i", "CO2", 1.0),))
    assert [line.path for line in found.lines if line.cells[0].state == State.EMPTY] == [("2",), ("3",), ("4",), ("5",)]
    waste = cell(found, CO2E, "4")
    assert (waste.state, waste.tonnes, waste.complete) == (State.EMPTY, None, False)
    assert [line.label for line in summary(View.GPC, ()).lines][:2] == ["固定能源", "交通运输"]
    assert total(summary(entries=()), "with_land", CO2E).state == State.EMPTY


def test_a_sum_that_lacks_something_is_partial_and_names_the_rows() -> None:
    found = summary()
    methane = cell(found, "CH4", "3")
    assert (methane.state, methane.tonnes, methane.keys) == (State.PARTIAL, Decimal(40), {Key.NE: ("肠道",)})
    entries = (*DISTRICT, entry("新锅炉", "1.A.2", "CO2", problem="缺热值"))
    industry = cell(summary(entries=entries), "CO2", "1", "1.A", "1.A.2")
    assert (industry.state, industry.unknown, industry.complete) == (State.PARTIAL, ("新锅炉",), False)
    assert cell(summary(entries=entries), CO2E, "1", "1.A", "1.A.2").unknown == ("新锅炉",)


def test_keys_alone_stand_in_the_cell_and_only_some_of_them_leave_it_incomplete() -> None:
    found = summary()
    mine, cattle = cell(found, "CH4", "1", "1.B"), cell(found, "CH4", "3", "3.A")
    assert (mine.state, mine.key, mine.complete) == (State.KEY, Key.NO, True)
    assert (cattle.state, cattle.key, cattle.complete) == (State.KEY, Key.NE, False)
    assert cell(found, CO2E, "3", "3.A").key == Key.NE


def test_a_gas_without_gwp_leaves_the_equivalent_unknown_and_says_why() -> None:
    found = co2e_cell([entry("冷库", "2.F.1", "HFC-32", 1.0), entry("炉", "1.A.2", "CO2", 1.0)], AR5)
    assert (found.state, found.tonnes) == (State.UNKNOWN, None)
    assert "AR5 中没有 HFC-32" in found.why
