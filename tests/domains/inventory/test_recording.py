"""Totals of an inventory become values of metrics, and a target's actual follows from them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ditan.base.records.models import Metric, Observation, Standing, Subject
from ditan.base.records.services import (
    load_shipped_formulas,
    load_shipped_metrics,
    name_subject,
    record,
)
from ditan.core.inventory.entries import Entry
from ditan.core.inventory.notation import Key
from ditan.domains.inventory.models import Inventory, Row
from ditan.domains.inventory.selectors.amounts import gwp_of
from ditan.domains.inventory.services import add_row, make_inventory
from ditan.domains.inventory.services.recording import fed_by, record_totals
from tests.domains.inventory.entries import SETS, diesel

NO = [Entry("a", "E.1", "CO2", key=Key.NO), Entry("b", "E.2", "CO2", key=Key.NO)]


def test_energy_carbon_dioxide_is_what_was_burnt_and_the_net_electricity_and_heat() -> None:
    burnt = Entry("1", "1.A.2.f", "CO2", 30_000 * 10**6)
    bought = Entry("2", "E.1", "CO2", 10_000 * 10**6)
    energy, *_ = fed_by([burnt, bought, NO[1], Entry("3", "2.A.1", "CO2", 10**12)], gwp_of("AR5", False))
    assert energy.amount == Decimal("4")


def test_without_a_word_on_electricity_nothing_is_said() -> None:
    energy, *_ = fed_by([Entry("1", "1.A.2.f", "CO2", 10**10)], gwp_of("AR5", False))
    assert energy.amount is None
    assert energy.missing == (
        "没有“调入电力”的数据；请补充，或填写标识符 NO、NA。",
        "没有“调入热力”的数据；请补充，或填写标识符 NO、NA。",
    )


def test_an_unknown_row_and_what_was_not_estimated_are_named() -> None:
    entries = [Entry("1", "1.A.2.f", "CO2", 10**10), Entry("2", "1.A.2.a", "CO2", problem="缺"), *NO[:1]]
    energy, *_ = fed_by([*entries, Entry("b", "E.2", "CO2", key=Key.NE)], gwp_of("AR5", False), {"2": "钢厂"}.get)
    assert energy.missing == ("“化石燃料燃烧”中“钢厂”的排放量未知。", "“调入热力”有标识符 NE，合计不完整。")


def test_greenhouse_gases_are_added_under_the_named_set_with_and_without_land() -> None:
    """AR5: CH4 28, N2O 265."""
    entries = [
        Entry("1", "1.A.2.f", "CO2", 10_000 * 10**6),
        Entry("2", "4.A", "CH4", 1_000 * 10**6),
        Entry("3", "3.B.1.a", "CO2", -8_000 * 10**6),
        Entry("4", "E.1", "CO2", 99_000 * 10**6),
    ]
    _energy, gross, net = fed_by(entries, gwp_of("AR5", False))
    assert (gross.metric, gross.amount) == ("ghg_emissions", Decimal("3.8"))
    assert (net.metric, net.amount) == ("ghg_net_emissions", Decimal("3.0"))


def test_categories_that_a_total_leaves_out_are_named_with_it() -> None:
    entries = [
        Entry("1", "1.A.2.f", "CO2", 10_000 * 10**6),
        Entry("2", "3.C.1", "CH4", key=Key.NE),
        Entry("3", "2.B.1", "CO2", key=Key.NO),
        Entry("4", "3.B.2", "CO2", key=Key.C),
    ]
    _energy, gross, net = fed_by(entries, gwp_of("AR5", False))
    assert gross.note == "合计不含未估算或保密的类别：3.C.1 NE。"
    assert net.note == "合计不含未估算或保密的类别：3.B.2 C、3.C.1 NE。"


@pytest.fixture
def catalogue(db: None) -> None:
    """The shipped metrics and formulas."""
    load_shipped_metrics()
    load_shipped_formulas()


def signed_totals(user: User, draft: Inventory, amount: str) -> Inventory:
    """An inventory of diesel alone, nothing bought."""
    add_row(user=user, pk=draft.pk, entry=diesel(amount))
    for place, category in enumerate(("E.1", "E.2"), 2):
        Row.objects.create(inventory=draft, position=place, kind="stationary_fuel", category=category, notation="NO")
    record_totals(user=user, inventory=draft, edition=1, digest="d" * 64)
    return draft


def test_the_reduction_of_carbon_intensity_is_computed_from_two_inventories(
    catalogue: None, compiler: User, draft: Inventory
) -> None:
    """单位GDP二氧化碳排放降低 = 1 - (C1/C0) / (1 + g): 10 % less CO2 at 5 % growth is 14.2857 %."""
    for year, amount in ((2020, "10000"), (2021, "9000")):
        asked = {"year": year, "title": f"{year}", "gwp_set": "AR5", "factor_sets": SETS, "unverified": True}
        signed_totals(compiler, make_inventory(user=compiler, region=draft.region, **asked), amount)
    subject = name_subject(kind=Subject.Kind.REGION, code="500000", name="重庆市")
    growth = Metric.objects.get(code="gdp_growth")
    record(
        user=None,
        subject=subject,
        metric=growth,
        period="2021",
        status="final",
        origin="manual",
        number=5.0,
        permission=None,
    )
    energy = Standing.objects.get(metric__code="energy_co2", period="2021").observation
    assert energy.number == pytest.approx(9000 * 3.095909637 / 10_000)
    assert energy.origin == "system"
    assert energy.trace["digest"] == "d" * 64
    (reduction,) = Standing.objects.filter(metric__code="co2_per_gdp_reduction", number__isnull=False)
    assert reduction.number == pytest.approx((1 - 0.9 / 1.05) * 100)


def test_the_value_leads_back_to_its_inventory(
    catalogue: None, compiler: User, draft: Inventory, client: Client
) -> None:
    signed_totals(compiler, draft, "1000")
    compiler.user_permissions.add(*_permissions("records"))
    client.force_login(compiler)
    value = Observation.objects.get(metric__code="energy_co2")
    shown = client.get(f"/records/values/{value.pk}/")
    shown = shown if shown.status_code == 200 else client.get(shown.url)
    assert f"/inventory/{draft.pk}/" in shown.content.decode()
    assert "重庆市 2023 年清单 第 1 版" in shown.content.decode()


def test_a_total_that_is_not_whole_is_not_recorded(catalogue: None, compiler: User, draft: Inventory) -> None:
    add_row(user=compiler, pk=draft.pk, entry=diesel(""))
    fed = record_totals(user=compiler, inventory=draft, edition=1, digest="d" * 64)
    assert [each.amount for each in fed] == [None, None, None]
    assert not Observation.objects.exists()


def _permissions(app: str) -> list[object]:
    from django.contrib.auth.models import Permission

    return list(Permission.objects.filter(content_type__app_label=app))
