"""Entries rolled up: exact, and honest about what is missing."""

from decimal import Decimal

import pytest

from ditan.core.inventory.categories import CategoryUnknown, categories
from ditan.core.inventory.entries import Entry
from ditan.core.inventory.notation import CellRefused, Key
from ditan.core.inventory.totals import Total, Totals, merge, total
from tests.core.inventory.examples import DISTRICT, entry

TABLE = categories()


def test_a_category_holds_everything_below_it() -> None:
    totals = Totals(DISTRICT, TABLE)

    assert totals.cell("1.A.2.f", "CO2").tonnes == Decimal("300.25")
    assert totals.cell("1", "CO2").tonnes == Decimal("1300.75")
    assert totals.cell("2", "SF6").tonnes == Decimal("0.000123456")


def test_the_total_is_told_with_and_without_land_use() -> None:
    totals = Totals(DISTRICT, TABLE)

    assert totals.overall("CO2", land=False).tonnes == Decimal("1800.75")
    assert totals.overall("CO2", land=True).tonnes == Decimal("1550.625")


def test_purchased_electricity_and_memo_items_stand_beside_the_total() -> None:
    totals = Totals(DISTRICT, TABLE)

    assert totals.indirect("CO2").tonnes == Decimal(120)
    assert totals.memo_items("CO2").tonnes == Decimal(89)
    assert totals.memo("1.A.4.b", "CO2").tonnes == Decimal(80)
    assert totals.cell("1.A.4.b", "CO2").empty


def test_dust_counts_in_the_total_of_pollutants() -> None:
    assert Totals(DISTRICT, TABLE).overall("PM10", land=False).tonnes == Decimal(10)


def test_a_number_says_which_keys_lie_below_it() -> None:
    methane = Totals(DISTRICT, TABLE).overall("CH4", land=False)

    assert methane.tonnes == Decimal(72)
    assert methane.keys == {Key.NO: ("煤矿",), Key.NE: ("肠道",)}
    assert methane.key is None
    assert not methane.complete  # what is not estimated may be an amount


def test_only_keys_give_a_key_and_no_zero() -> None:
    totals = Totals(DISTRICT, TABLE)

    assert (totals.cell("1.B", "CH4").booked, totals.cell("1.B", "CH4").key) == (None, Key.NO)
    assert totals.cell("1.B", "CH4").complete
    assert (totals.cell("3.A", "CH4").key, totals.cell("3.A", "CH4").complete) == (Key.NE, False)


def test_an_unknown_row_is_named_and_no_key_covers_it() -> None:
    rows = [
        entry("甲", "2.A.1", "CO2", 1.0),
        entry("乙", "2.A.2", "CO2", problem="没有因子"),
        entry("丙", "2.B.1", "CO2", key=Key.NO),
    ]
    totals = Totals(rows, TABLE)

    assert totals.cell("2.A", "CO2").unknown == ("乙",)
    assert totals.cell("2.A", "CO2").tonnes == Decimal(1)
    assert not totals.cell("2.A", "CO2").complete
    assert totals.cell("2.A.2", "CO2").key is None
    assert merge("CO2", [totals.cell("2.A.2", "CO2"), totals.cell("2.B", "CO2")]).key is None


def test_a_sector_without_rows_leaves_the_others_right() -> None:
    totals = Totals([entry("窑", "2.A.1", "CO2", 5.0)], TABLE)

    assert totals.cell("4", "CO2") == Total("CO2")
    assert totals.cell("4", "CO2").empty
    assert not totals.cell("4", "CO2").complete
    assert totals.overall("CO2", land=True).tonnes == Decimal(5)
    assert Totals([], TABLE).overall("CO2", land=True).tonnes is None


def test_totals_of_parts_merge_to_the_total_of_all() -> None:
    parts = [total("CH4", DISTRICT[:8]), total("CH4", DISTRICT[8:])]

    assert merge("CH4", parts) == total("CH4", DISTRICT)


def test_a_number_and_a_key_in_one_entry_are_refused() -> None:
    with pytest.raises(CellRefused, match="窑：CO2 同时有数字和标识符 NE"):
        Entry("窑", "2.A.1", "CO2", 1, Key.NE)


def test_a_row_in_an_unknown_category_is_refused() -> None:
    with pytest.raises(CategoryUnknown, match="没有类别 9"):
        Totals([entry("窑", "9", "CO2", 5.0)], TABLE)
