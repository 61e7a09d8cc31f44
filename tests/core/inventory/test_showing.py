"""A row as people see it: columns of a kind, cells that may be handed in again, categories by code or by name."""

from __future__ import annotations

import pytest

from ditan.core.inventory.entry import read_row
from ditan.core.inventory.kinds import KINDS, kind_of
from ditan.core.inventory.showing import (
    categories_of,
    category_named,
    columns_of,
    gases_of,
    plain_cells,
    sector_of,
    shown_cells,
    unit_of,
)
from ditan.core.methods import InputKind

FUEL = kind_of("stationary_fuel")
CELLS = {"fuel": "原煤", "fuel_amount": "3.2 万t", "controls": "石灰石/石膏法 80% × 95%", "ash_percent": "22"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_kind_has_columns_a_place_and_a_sector(kind: object) -> None:
    columns = columns_of(kind.code)  # type: ignore[attr-defined]
    assert [each.name for each in columns] == [each.name for each in kind.inputs]  # type: ignore[attr-defined]
    assert all(each.options for each in columns if each.kind == InputKind.CHOICE)
    assert categories_of(kind.code)  # type: ignore[attr-defined]
    assert sector_of(kind)  # type: ignore[arg-type]


def test_a_fuel_is_offered_once_by_its_first_name() -> None:
    fuel = next(each for each in columns_of("stationary_fuel") if each.name == "fuel")
    assert "原煤" in fuel.options
    assert "煤炭" not in fuel.options
    assert len(set(fuel.options)) == len(fuel.options)


def test_cells_are_shown_as_they_were_written_and_read_back_the_same() -> None:
    read = read_row(FUEL, CELLS)
    shown = shown_cells(FUEL, read.values, read.typed)
    assert {name: text for name, text in shown.items() if text} == CELLS
    assert read_row(FUEL, shown).values == read.values


def test_a_workbook_gets_numbers_in_the_unit_of_the_column_and_the_same_row_comes_back() -> None:
    read = read_row(FUEL, CELLS)
    plain = plain_cells(FUEL, read.values)
    assert plain["fuel_amount"] == 32000.0
    assert plain["fuel"] == "原煤"
    assert read_row(FUEL, {name: str(cell) for name, cell in plain.items()}).values == read.values


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("1.A.2.f", "1.A.2.f"),
        ("1.A.2.f 非金属矿物制品", "1.A.2.f"),
        ("非金属矿物制品", "1.A.2.f"),
        ("没有的类别", "没有的类别"),
        ("", ""),
    ],
)
def test_a_category_is_known_by_code_by_name_and_by_both(written: str, code: str) -> None:
    assert category_named("stationary_fuel", written) == code


def test_the_fuel_says_in_which_unit_its_amount_is_counted() -> None:
    assert unit_of(FUEL, "fuel_amount", {"fuel": "natural_gas"}) == "万Nm³"
    assert unit_of(FUEL, "fuel_amount", {"fuel": "diesel"}) == "t"


def test_greenhouse_gases_stand_before_pollutants_and_rows_that_name_their_gas_have_no_columns() -> None:
    assert gases_of("stationary_fuel")[:3] == ("CO2", "CH4", "N2O")
    assert {"SO2", "PM2.5"} <= set(gases_of("stationary_fuel"))
    assert gases_of("fugitive_direct") == ()
