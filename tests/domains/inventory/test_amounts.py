"""What the rows come to, handed on to the arithmetic of totals."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ditan.core.inventory.categories import categories
from ditan.core.inventory.notation import Key
from ditan.core.inventory.totals import Totals
from ditan.domains.inventory.models import Emission, Inventory
from ditan.domains.inventory.selectors.amounts import entries_of, gwp_of
from ditan.domains.inventory.services import Entry, add_row
from tests.domains.inventory.entries import diesel


def test_stored_amounts_add_up_to_the_totals_of_their_categories(compiler: User, draft: Inventory) -> None:
    add_row(user=compiler, pk=draft.pk, entry=diesel("1000"))
    add_row(user=compiler, pk=draft.pk, entry=diesel("2000"))
    totals = Totals(entries_of(draft), categories())
    assert totals.cell("1.A", "CO2").booked == 3_095_909_637 + 6_191_819_275
    assert totals.overall("CO2", land=False).numbers == 2


def test_a_key_stands_for_every_gas_that_the_kind_may_give(compiler: User, draft: Inventory) -> None:
    entry = Entry("stationary_fuel", "1.A.2", {}, notation="NE", notation_reason="尚无统计")
    add_row(user=compiler, pk=draft.pk, entry=entry)
    found = entries_of(draft)
    assert {each.key for each in found} == {Key.NE}
    assert "CO2" in {each.gas for each in found}


def test_an_unknown_amount_is_handed_on_as_unknown_with_its_reason(compiler: User, draft: Inventory) -> None:
    add_row(user=compiler, pk=draft.pk, entry=diesel(""))
    co2 = next(each for each in entries_of(draft) if each.gas == "CO2")
    assert co2.unknown
    assert "燃料消费量" in co2.problem


def test_the_reference_approach_is_compared_and_counts_in_no_total(compiler: User, draft: Inventory) -> None:
    cells = {"fuel": "柴油", "production": "0", "brought_in": "900", "taken_out": "0", "bunkers": "0"}
    cells |= {"stock_increase": "0", "non_energy": "0"}
    add_row(user=compiler, pk=draft.pk, entry=Entry("reference_fuel", "1.A", cells))
    assert Emission.objects.filter(kind="check", amount__gt=0).exists()
    assert entries_of(draft) == []


def test_a_category_without_any_source_takes_a_key_for_each_of_the_three_gases(
    compiler: User, draft: Inventory
) -> None:
    add_row(user=compiler, pk=draft.pk, entry=Entry("notation", "3.B.4", {}, notation="NO"))
    assert {(each.category, each.gas, each.key) for each in entries_of(draft)} == {
        ("3.B.4", gas, Key.NO) for gas in ("CO2", "CH4", "N2O")
    }


def test_reading_amounts_takes_two_queries_however_many_rows(compiler: User, draft: Inventory) -> None:
    for amount in ("1", "2", "3"):
        add_row(user=compiler, pk=draft.pk, entry=diesel(amount))
    with CaptureQueriesContext(connection) as asked:
        entries_of(draft)
    assert len(asked) == 2


def test_equivalents_are_counted_with_the_named_set() -> None:
    assert gwp_of("AR5", False).factor("CH4").value == 28
    assert gwp_of("AR6", False).factor("CH4").value == 27.9
