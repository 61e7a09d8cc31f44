"""Two states of an inventory, or two years of a region, are held against each other cell by cell."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from ditan.base.directory.models import Region
from ditan.domains.inventory.models import Inventory
from ditan.domains.inventory.selectors.comparing import choices_for, compared, narrowed, state_of
from ditan.domains.inventory.services import (
    Entry,
    add_row,
    give_own_value,
    make_inventory,
    remove_row,
    reopen,
    save_row,
)
from tests.domains.inventory.entries import SETS, direct, electricity
from tests.domains.inventory.settling import locked


@pytest.fixture
def reopened(compiler: User, draft: Inventory) -> Inventory:
    """A draft whose first edition holds electricity and methane."""
    for entry in (electricity("1000"), direct("CH4", "10")):
        add_row(user=compiler, pk=draft.pk, entry=entry)
    locked(compiler, draft)
    now = Inventory.objects.get(pk=draft.pk)
    return reopen(user=compiler, pk=now.pk, version=now.version, reason="更正")


def between(user: User, inventory: Inventory, before: str = "e1", after: str = "now") -> list[tuple[object, ...]]:
    found = compared(state_of(user, inventory, before), state_of(user, inventory, after))
    return [
        (str(each.row), each.gas, str(each.difference.kind), each.change, each.reasons)
        for each in narrowed(found.cells)
        if each.kind == "emission"
    ]


def test_nothing_differs_where_nothing_was_changed(compiler: User, reopened: Inventory) -> None:
    assert between(compiler, reopened) == []


def test_a_changed_amount_is_told_with_its_activity(compiler: User, reopened: Inventory) -> None:
    row = reopened.rows.get(kind="fugitive_direct")
    save_row(user=compiler, pk=reopened.pk, row=row.pk, version=1, entry=direct("CH4", "12.5"), reason="更正")
    assert between(compiler, reopened) == [("实测甲烷", "CH4", "changed", Decimal("2.5"), ("排放量 10 → 12.5",))]
    found = compared(state_of(compiler, reopened, "e1"), state_of(compiler, reopened, "now"))
    assert (found.before.co2e, found.after.co2e, found.change, found.percent) == (280, 350, 70, 25.0)


def test_a_changed_factor_is_told_with_both_codes(compiler: User, reopened: Inventory) -> None:
    """重庆 2023: 0.5581 kgCO2/kWh."""
    row = reopened.rows.get(kind="purchased_electricity")
    given = {"value": 0.5, "unit": "kgCO2/kWh", "lower": None, "upper": None, "source": "核算报告"}
    give_own_value(user=compiler, pk=reopened.pk, row=row.pk, version=1, parameter="grid_factor", value=given)
    ((name, gas, kind, change, reasons),) = between(compiler, reopened)
    assert (name, gas, kind, change) == ("外购电力", "CO2", "changed", Decimal("-58.1"))
    assert "0.5581 → 0.5" in reasons[0]
    assert f"own:{row.pk}:grid_factor" in reasons[0]


def test_rows_that_came_and_went_are_named(compiler: User, reopened: Inventory) -> None:
    row = reopened.rows.get(kind="fugitive_direct")
    remove_row(user=compiler, pk=reopened.pk, row=row.pk, version=1, reason="重复")
    add_row(user=compiler, pk=reopened.pk, entry=direct("N2O", "1"))
    assert [each[:3] for each in between(compiler, reopened)] == [
        ("实测甲烷", "CH4", "removed"),
        ("实测N2O", "N2O", "added"),
    ]


def test_a_number_that_became_a_key_is_no_difference_in_tonnes(compiler: User, reopened: Inventory) -> None:
    row = reopened.rows.get(kind="purchased_electricity")
    bare = Entry(row.kind, row.category, {}, label=row.label, notation="IE", notation_reason="计入调入电力")
    save_row(user=compiler, pk=reopened.pk, row=row.pk, version=1, entry=bare, reason="重复")
    ((name, gas, kind, change, reasons),) = between(compiler, reopened)
    assert (name, gas, kind, change) == ("外购电力", "CO2", "changed", None)
    assert reasons[0] == "数值 → IE"


def test_two_years_are_matched_by_category_kind_and_name(
    compiler: User, reopened: Inventory, chongqing: Region
) -> None:
    """The grid factor of 2022 in 重庆 is 0.5227."""
    earlier = make_inventory(
        user=compiler,
        region=chongqing,
        year=2022,
        title="重庆市 2022 年清单",
        gwp_set="AR5",
        factor_sets=SETS,
        unverified=True,
    )
    add_row(user=compiler, pk=earlier.pk, entry=electricity("1000"))
    found = between(compiler, reopened, f"i{earlier.pk}", "now")
    assert [each[:4] for each in found] == [
        ("实测甲烷", "CH4", "added", None),
        ("外购电力", "CO2", "changed", Decimal("35.4")),
    ]
    assert f"i{earlier.pk}" in dict(choices_for(compiler, reopened))


def test_totals_under_two_gwp_sets_are_not_subtracted(compiler: User, reopened: Inventory, chongqing: Region) -> None:
    other = make_inventory(
        user=compiler, region=chongqing, year=2021, title="2021", gwp_set="AR6", factor_sets=SETS, unverified=True
    )
    add_row(user=compiler, pk=other.pk, entry=direct("CH4", "10"))
    found = compared(state_of(compiler, reopened, f"i{other.pk}"), state_of(compiler, reopened, "now"))
    assert not found.comparable
    assert (found.before.co2e, found.after.co2e, found.change) == (279, 280, None)


def test_a_total_says_how_many_rows_it_does_not_hold(compiler: User, reopened: Inventory) -> None:
    add_row(user=compiler, pk=reopened.pk, entry=direct("N2O", ""))
    found = compared(state_of(compiler, reopened, "e1"), state_of(compiler, reopened, "now"))
    assert (found.before.unknown, found.after.unknown) == (0, 1)
    assert (found.before.co2e, found.after.co2e) == (280, 280)


def test_an_inventory_that_the_user_does_not_reach_is_no_side(reopened: Inventory, compiler: User) -> None:
    with pytest.raises(Inventory.DoesNotExist):
        state_of(compiler, reopened, "i999")


def test_the_page_shows_what_changed_and_costs_the_same_for_many_rows(
    compiler: User, reopened: Inventory, django_assert_max_num_queries: object
) -> None:
    for number in range(20):
        add_row(user=compiler, pk=reopened.pk, entry=direct("N2O", str(number + 1)))
    client = Client()
    client.force_login(compiler)
    with django_assert_max_num_queries(30):
        page = client.get(reverse("inventory:compare", args=[reopened.pk]), {"from": "e1", "to": "now"})
    assert "共 20 条" in page.content.decode().replace("<b>", "").replace("</b>", "")
