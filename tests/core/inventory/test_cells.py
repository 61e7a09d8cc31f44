"""What a person writes in a cell and what is kept of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ditan.core.inventory.cells import CellRefused, from_plain, read_cell, to_plain, write_cell
from ditan.core.inventory.entry import fuel_choices, read_row
from ditan.core.inventory.kinds import KINDS, kind_of
from ditan.core.methods import Control, Input, InputKind

COAL = Input("coal", "用煤量", "t")
GAS = Input("gas", "用气量", "万Nm³")
POWER = Input("power", "电量", "MWh")
SHARE = Input("share", "比例", "1")
YEARS = Input("deposits", "历年填埋量", "t", kind=InputKind.SERIES)
CONTROLS = Input("controls", "治理措施", kind=InputKind.CONTROLS, choices=(("wet", "湿法脱硫"), ("none", "无控制技术")))


@pytest.mark.parametrize(
    "asked, written, kept",
    [
        (COAL, "1,500.5", 1500.5),
        (COAL, "32.52万t", 325_200.0),
        (COAL, "32.52 万吨", 325_200.0),
        (COAL, "１２００ kg", 1.2),
        (COAL, "-3", -3.0),
        (GAS, "5200", 5200.0),
        (GAS, "1200 立方米", 0.12),
        (GAS, "3 万Nm³", 3.0),
        (POWER, "132万", 1_320_000.0),
        (POWER, "3亿kWh", 300_000.0),
        (SHARE, "30%", 0.3),
        (COAL, "", None),
    ],
)
def test_a_number_is_kept_in_the_unit_of_its_input(asked: Input, written: str, kept: float | None) -> None:
    assert read_cell(asked, written) == kept


@pytest.mark.parametrize(
    "asked, written, told",
    [
        (COAL, "很多", "不是数字；请填写数字，单位 t"),
        (COAL, "12 万Nm³", "单位“Nm3”不能换算为 t"),
        (COAL, "nan", "不是数字"),
        (YEARS, "2019 1.2", "应写作“年份: 数值”"),
        (YEARS, "2019: 1；2019: 2", "2019 年出现两次"),
        (CONTROLS, "湿法脱硫", "应写作“措施 应用比例% × 投运率%”"),
        (CONTROLS, "烟囱 100%", "没有“烟囱”这一项；可选：湿法脱硫、无控制技术"),
    ],
)
def test_what_cannot_be_read_is_told_with_what_was_expected(asked: Input, written: str, told: str) -> None:
    with pytest.raises(CellRefused) as refused:
        read_cell(asked, written)
    assert told in str(refused.value)
    assert refused.value.fault.name == asked.name


def test_a_series_is_written_by_year() -> None:
    kept = read_cell(YEARS, "2020：1.3万t；2019: 1.2")
    assert kept == {2020: 13_000.0, 2019: 1.2}
    assert write_cell(YEARS, kept) == "2019: 1.2；2020: 13000"


def test_controls_are_written_with_both_shares() -> None:
    kept = read_cell(CONTROLS, "湿法脱硫 80% × 95%；无控制技术 0.2")
    assert kept == (Control("wet", 0.8, 0.95), Control("none", 0.2, 1.0))
    assert write_cell(CONTROLS, kept) == "湿法脱硫 80% × 95%；无控制技术 20% × 100%"


@given(some.floats(min_value=0, max_value=1e12, allow_nan=False))
def test_a_number_comes_back_as_it_was_written(number: float) -> None:
    assert read_cell(COAL, write_cell(COAL, number)) == number


@given(some.dictionaries(some.integers(1950, 2050), some.floats(0, 1e9), min_size=1))
def test_a_series_comes_back_as_it_was_written(series: dict[int, float]) -> None:
    assert read_cell(YEARS, write_cell(YEARS, series)) == series
    assert from_plain(YEARS, to_plain(YEARS, series)) == series


def test_a_fuel_is_named_by_any_of_its_names_and_says_in_what_it_is_counted() -> None:
    kind = kind_of("stationary_fuel")
    assert read_row(kind, {"fuel": "天然气", "fuel_amount": "12000 立方米"}).values["fuel_amount"] == 1.2
    assert "不能换算为 t" in read_row(kind, {"fuel": "柴油", "fuel_amount": "3 万Nm³"}).faults["fuel_amount"]
    assert ("natural_gas", "天然气") in fuel_choices()


def test_a_column_that_is_not_of_the_kind_is_named() -> None:
    assert "没有“colour”这一栏" in read_row(kind_of("clinker"), {"colour": "灰"}).faults["colour"]


def test_what_is_still_empty_is_missing_and_no_fault() -> None:
    found = read_row(kind_of("stationary_fuel"), {"fuel": "柴油"})
    assert (found.faults, found.missing) == ({}, ("fuel_amount",))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_kind_names_categories_that_exist_and_an_empty_row_of_it_has_no_fault(kind: object) -> None:
    from ditan.core.inventory.categories import categories
    from ditan.core.inventory.kind import Kind

    assert isinstance(kind, Kind)
    assert [code for code in kind.categories if code not in categories()] == []
    assert read_row(kind, {}).faults == {}


def test_kinds_have_codes_and_names_of_their_own() -> None:
    assert len({each.code for each in KINDS}) == len({each.label for each in KINDS}) == len(KINDS)
