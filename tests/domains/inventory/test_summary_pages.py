"""The same rows summed up as provincial guide, IPCC, GPC and source classes; each number leads to its rows."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ditan.core.inventory.views import View
from ditan.domains.inventory.models import Inventory
from ditan.domains.inventory.selectors.summary import behind, summary_of
from ditan.domains.inventory.services import Entry, add_row
from tests.domains.inventory.entries import diesel, direct, electricity


def cell(draft: Inventory, view: View, path: str, gas: str) -> tuple[str, str]:
    summary = summary_of(draft, view)
    line = next(each for each in summary.lines if each.path == path)
    found = line.cells[summary.gases.index(gas)]
    return found.text, found.state


def total(draft: Inventory, place: int, gas: str, view: View = View.PROVINCE) -> str:
    summary = summary_of(draft, view)
    return summary.totals[place].cells[summary.gases.index(gas)].text


@pytest.mark.parametrize(
    ("view", "path"),
    [
        (View.PROVINCE, "energy/工业和建筑业燃料燃烧"),
        (View.IPCC, "1/1.A/1.A.2"),
        (View.GPC, "I/I.3/I.3.1"),
        (View.AIR, "stationary"),
    ],
)
def test_a_row_stands_in_every_view_with_the_same_amount(
    compiler: User, draft: Inventory, view: View, path: str
) -> None:
    add_row(user=compiler, pk=draft.pk, entry=diesel("1000"))
    assert cell(draft, view, path, "CO2") == ("3,095.91", "known")
    assert total(draft, 0, "CO2", view) == "3,095.91"


def test_a_sum_that_lacks_an_unknown_row_says_so(compiler: User, draft: Inventory) -> None:
    add_row(user=compiler, pk=draft.pk, entry=diesel("1000"))
    add_row(user=compiler, pk=draft.pk, entry=diesel(""))
    assert cell(draft, View.IPCC, "1/1.A", "CO2") == ("3,095.91", "partial")
    assert cell(draft, View.IPCC, "1/1.A", "CO2e")[1] == "partial"


def test_keys_alone_give_a_key_and_no_zero(compiler: User, draft: Inventory) -> None:
    entry = Entry("stationary_fuel", "1.A.2", {}, notation="NE", notation_reason="尚无统计")
    add_row(user=compiler, pk=draft.pk, entry=entry)
    assert cell(draft, View.IPCC, "1/1.A/1.A.2", "CO2") == ("NE", "key")
    assert cell(draft, View.IPCC, "1/1.A/1.A.2", "CO2e") == ("NE", "key")


def test_purchased_electricity_stands_beside_the_totals(compiler: User, draft: Inventory) -> None:
    add_row(user=compiler, pk=draft.pk, entry=electricity())
    assert total(draft, 0, "CO2") == ""
    assert total(draft, 2, "CO2") != ""


def test_sinks_count_only_in_the_total_with_land(compiler: User, draft: Inventory) -> None:
    cells = {"gas": "CO2", "removed_t": "500", "evidence": "森林资源清查"}
    add_row(user=compiler, pk=draft.pk, entry=Entry("land_removal", "3.B.1.a", cells))
    add_row(user=compiler, pk=draft.pk, entry=direct("CO2", "800"))
    assert (total(draft, 0, "CO2"), total(draft, 1, "CO2")) == ("800", "300")


def test_a_number_leads_to_the_rows_behind_it_largest_first(compiler: User, draft: Inventory) -> None:
    small = add_row(user=compiler, pk=draft.pk, entry=diesel("1"))
    large = add_row(user=compiler, pk=draft.pk, entry=diesel("5"))
    label, found = behind(draft, View.IPCC, "1/1.A/1.A.2", "CO2")
    assert label == "制造业和建筑业"
    assert [each.row.pk for each in found] == [large.pk, small.pk]


def test_the_pages_show_the_named_gwp_set_and_the_rows(client: Client, compiler: User, draft: Inventory) -> None:
    client.force_login(compiler)
    add_row(user=compiler, pk=draft.pk, entry=diesel("1000"))
    page = client.get(reverse("inventory:summary", args=[draft.pk])).content.decode()
    assert "AR5" in page
    assert "合计（含土地利用变化和林业）" in page
    rows = reverse("inventory:summary_rows", args=[draft.pk])
    told = client.get(rows, {"view": "ipcc", "path": "1/1.A", "gas": "CO2"}).content.decode()
    assert "工业锅炉" in told
    assert "没有活动数据行" in client.get(rows, {"path": "no/such", "gas": "CO2"}).content.decode()


def test_a_summary_takes_two_queries_however_many_rows(compiler: User, draft: Inventory) -> None:
    for amount in ("1", "2", "3"):
        add_row(user=compiler, pk=draft.pk, entry=diesel(amount))
    with CaptureQueriesContext(connection) as asked:
        summary_of(draft, View.GPC)
    assert len(asked) == 2


def test_a_total_leads_to_the_rows_behind_it_without_sinks(compiler: User, draft: Inventory) -> None:
    cells = {"gas": "CO2", "removed_t": "500", "evidence": "森林资源清查"}
    sink = add_row(user=compiler, pk=draft.pk, entry=Entry("land_removal", "3.B.1.a", cells))
    emitted = add_row(user=compiler, pk=draft.pk, entry=direct("CO2", "800"))
    assert [each.row.pk for each in behind(draft, View.IPCC, "", "CO2", "main")[1]] == [emitted.pk]
    assert [each.row.pk for each in behind(draft, View.IPCC, "", "CO2", "land")[1]] == [emitted.pk, sink.pk]
