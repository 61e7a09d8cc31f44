"""The page of activity data and the workings behind its amounts, as somebody meets them in a browser."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ditan.domains.inventory.models import Emission, Inventory, Row
from ditan.domains.inventory.services import add_row
from ditan.domains.inventory.services.grid import Typed, save_rows
from tests.domains.inventory.entries import diesel, direct

OTHER_NCV = "ndrc_industry_guides:ncv-diesel"


@pytest.fixture
def desk(client: Client, compiler: User) -> Client:
    """The browser of the one who compiles."""
    client.force_login(compiler)
    return client


def text_of(desk: Client, name: str, *keys: int, query: str = "") -> str:
    return desk.get(reverse(f"inventory:{name}", args=keys) + query).content.decode()


def test_an_empty_inventory_offers_a_blank_row_and_every_kind(desk: Client, draft: Inventory) -> None:
    page = text_of(desk, "inventory", draft.pk)
    assert 'id="blank-row"' in page
    assert "固定源燃料燃烧" in page
    assert "不要填 0" in page


def test_a_row_shows_its_cells_as_they_were_written_and_its_amounts(
    desk: Client, compiler: User, draft: Inventory
) -> None:
    row = add_row(user=compiler, pk=draft.pk, entry=diesel("0.1 万吨"))
    page = text_of(desk, "inventory", draft.pk)
    assert 'value="0.1 万吨"' in page
    assert "3,095.91" in page
    assert f'href="/inventory/{draft.pk}/rows/{row.pk}/trace/?gas=CO2"' in page


def test_an_amount_of_an_unverified_factor_says_so_in_a_word(desk: Client, compiler: User, draft: Inventory) -> None:
    add_row(user=compiler, pk=draft.pk, entry=diesel("1000"))
    Emission.objects.filter(gas="CO2").update(unverified=False)
    assert (
        'data-from="未核实"' not in text_of(desk, "inventory", draft.pk).split("</thead>")[1].split('data-gas="CH4"')[0]
    )
    Emission.objects.filter(gas="CO2").update(unverified=True)
    assert 'data-from="未核实" data-doubted' in text_of(desk, "inventory", draft.pk)


def test_a_signed_inventory_is_only_read(desk: Client, compiler: User, draft: Inventory) -> None:
    add_row(user=compiler, pk=draft.pk, entry=diesel("1000"))
    Inventory.objects.update(state="signed")
    page = text_of(desk, "inventory", draft.pk)
    assert "data-editable" not in page
    assert "只读" in page


def test_the_page_takes_as_many_queries_for_many_rows_as_for_few(
    desk: Client, compiler: User, draft: Inventory
) -> None:
    save_rows(user=compiler, pk=draft.pk, typed=[Typed(None, 0, diesel("1"))] * 3)
    text_of(desk, "inventory", draft.pk)
    with CaptureQueriesContext(connection) as few:
        text_of(desk, "inventory", draft.pk)
    save_rows(user=compiler, pk=draft.pk, typed=[Typed(None, 0, diesel("1"))] * 60)
    with CaptureQueriesContext(connection) as many:
        text_of(desk, "inventory", draft.pk)
    assert len(many) == len(few)


def test_a_working_names_formula_operands_factors_and_sources(desk: Client, compiler: User, draft: Inventory) -> None:
    row = add_row(user=compiler, pk=draft.pk, entry=diesel("1000"))
    page = text_of(desk, "trace", draft.pk, row.pk, query="?gas=CO2")
    for told in (
        "消费量 × 低位发热量",
        "42.652",
        "tC/TJ",
        "省级温室气体清单编制指南",
        "未核实",
        "工业锅炉",
        "能源统计报表",
    ):
        assert told in page


def test_a_working_shows_what_other_sets_say_of_a_parameter(desk: Client, compiler: User, draft: Inventory) -> None:
    row = add_row(user=compiler, pk=draft.pk, entry=diesel("1000"))
    page = text_of(desk, "trace", draft.pk, row.pk, query="?gas=CO2")
    assert "各套取值不同" in page
    assert "发改委工业行业企业温室气体核算方法与报告指南" in page


def other_factor(desk: Client, draft: Inventory, row: Row, **more: object) -> int:
    sent = {
        "version": row.version,
        "parameter": "ncv",
        "gas": "CO2",
        "code": "ipcc_2006:ncv:diesel",
        "reason": "进口油",
        **more,
    }
    return desk.post(reverse("inventory:factor", args=[draft.pk, row.pk]), sent).status_code


def test_another_factor_needs_a_reason_and_must_fit(desk: Client, compiler: User, draft: Inventory) -> None:
    row = add_row(user=compiler, pk=draft.pk, entry=diesel("1000"))
    assert other_factor(desk, draft, row, code="gwp_ar4:CH4") == 422
    assert Row.objects.get().choices == {}


def test_a_measured_value_replaces_the_factor_and_comes_with_the_row(
    desk: Client, compiler: User, draft: Inventory
) -> None:
    row = add_row(user=compiler, pk=draft.pk, entry=diesel("1000"))
    sent = {"version": 1, "parameter": "ncv", "gas": "CO2", "value": "43.33", "unit": "GJ/t", "source": "化验报告 17"}
    address = reverse("inventory:own_value", args=[draft.pk, row.pk])
    answer = desk.post(address, sent, HTTP_HX_TARGET="drawer")
    page = answer.content.decode()
    assert "化验报告 17" in page
    assert 'id="row-now"' in page
    assert Row.objects.get().own["ncv"]["value"] == 43.33


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"value": "abc"}, "不小于 0 的数字"),
        ({"value": ""}, "请填写实测值"),
        ({"unit": "MJ"}, "单位应为"),
        ({"source": ""}, "须写明来源"),
        ({"lower": "50"}, "从小到大"),
    ],
)
def test_a_measured_value_that_cannot_be_taken_stays_in_its_field(
    desk: Client, compiler: User, draft: Inventory, more: dict[str, str], told: str
) -> None:
    row = add_row(user=compiler, pk=draft.pk, entry=diesel("1000"))
    sent = {"version": 1, "parameter": "ncv", "gas": "CO2", "value": "43.33", "unit": "GJ/t", "source": "报告", **more}
    answer = desk.post(reverse("inventory:own_value", args=[draft.pk, row.pk]), sent)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert Row.objects.get().own == {}


def test_how_sure_a_number_is_stays_with_the_row_when_its_cells_change(
    desk: Client, compiler: User, draft: Inventory
) -> None:
    row = add_row(user=compiler, pk=draft.pk, entry=diesel("1000"))
    answer = desk.post(reverse("inventory:ranges", args=[draft.pk, row.pk]), {"version": 1, "range-fuel_amount": "5%"})
    assert answer.status_code == 302
    save_rows(user=compiler, pk=draft.pk, typed=[Typed(row.pk, 2, diesel("1200"))])
    kept = Row.objects.get()
    assert (kept.values["fuel_amount"], kept.uncertainty) == (1200, {"fuel_amount": 5.0})


def test_a_range_that_is_no_percentage_is_refused_and_stays_in_its_field(
    desk: Client, compiler: User, draft: Inventory
) -> None:
    row = add_row(user=compiler, pk=draft.pk, entry=diesel("1000"))
    sent = {"version": 1, "range-fuel_amount": "很准"}
    answer = desk.post(reverse("inventory:ranges", args=[draft.pk, row.pk]), sent)
    assert answer.status_code == 422
    assert 'value="很准"' in answer.content.decode()
    assert Row.objects.get().uncertainty == {}


def test_the_working_of_co2e_names_each_gwp_with_its_source(desk: Client, compiler: User, draft: Inventory) -> None:
    row = add_row(user=compiler, pk=draft.pk, entry=direct("CH4", "10"))
    page = text_of(desk, "trace", draft.pk, row.pk, query="?gas=CO2e")
    for told in ("gwp_ar5:CH4", "IPCC AR5", '<td class="n">280</td>'):
        assert told in page


def test_a_factor_of_another_set_is_used_with_its_reason_and_given_back(
    desk: Client, compiler: User, draft: Inventory
) -> None:
    """43.33 GJ/t of the NDRC guides in place of 42.652."""
    row = add_row(user=compiler, pk=draft.pk, entry=diesel("1000"))
    assert other_factor(desk, draft, row, code=OTHER_NCV) == 302
    kept = Row.objects.get()
    assert (kept.choices["ncv"]["code"], kept.choices["ncv"]["reason"]) == (OTHER_NCV, "进口油")
    assert kept.emissions.get(gas="CO2").amount == pytest.approx(3145.122493, abs=1e-6)
    page = text_of(desk, "trace", draft.pk, row.pk, query="?gas=CO2")
    assert "理由：进口油" in page
    assert other_factor(desk, draft, kept, code="") == 302
    assert Row.objects.get().choices == {}


def test_a_factor_without_a_reason_is_refused_and_nothing_changes(
    desk: Client, compiler: User, draft: Inventory
) -> None:
    row = add_row(user=compiler, pk=draft.pk, entry=diesel("1000"))
    assert other_factor(desk, draft, row, code=OTHER_NCV, reason=" ") == 422
    assert Row.objects.get().choices == {}
