"""Rows of an inventory become entries that totals and views are made of."""

from __future__ import annotations

from django.contrib.auth.models import User

from ditan.core.inventory.categories import categories
from ditan.core.inventory.notation import Key
from ditan.core.inventory.totals import Totals
from ditan.domains.inventory.models import Inventory
from ditan.domains.inventory.selectors.entries import entries_of, gwp_of
from ditan.domains.inventory.selectors.inventories import row_lines
from ditan.domains.inventory.services import Entry, add_row
from tests.domains.inventory.entries import diesel


def test_rows_sum_to_their_booked_amounts(compiler: User, draft: Inventory) -> None:
    for amount in ("1000", "500"):
        add_row(user=compiler, pk=draft.pk, entry=diesel(amount))
    found = Totals(entries_of(row_lines(draft)), categories())
    assert found.cell("1.A", "CO2").booked == 3_095_909_637 + 1_547_954_819


def test_a_row_without_its_amount_is_a_known_unknown(compiler: User, draft: Inventory) -> None:
    row = add_row(user=compiler, pk=draft.pk, entry=diesel(""))
    found = Totals(entries_of(row_lines(draft)), categories()).cell("1.A.2", "CO2")
    assert (found.booked, found.unknown) == (None, (str(row.pk),))


def test_a_row_with_a_key_says_so_of_every_gas_that_its_kind_gives(compiler: User, draft: Inventory) -> None:
    bare = Entry("stationary_fuel", "1.A.2", {}, notation="NE", notation_reason="无统计")
    add_row(user=compiler, pk=draft.pk, entry=bare)
    entries = entries_of(row_lines(draft))
    assert {each.key for each in entries} == {Key.NE}
    assert "CO2" in {each.gas for each in entries}


def test_equivalents_are_counted_with_the_set_that_the_inventory_names(compiler: User, draft: Inventory) -> None:
    add_row(user=compiler, pk=draft.pk, entry=diesel())
    found = gwp_of(draft).of(each for each in entries_of(row_lines(draft)) if each.gas == "CO2")
    assert (str(found.tonnes), found.gwp_set) == ("3095.9096370", "AR5")
