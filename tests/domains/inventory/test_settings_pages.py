"""Another choice of factors: what it would change is read before it is made, and after."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from ditan.domains.inventory.models import Inventory
from ditan.domains.inventory.selectors.difference import choices_of, difference
from ditan.domains.inventory.selectors.inventories import row_lines
from ditan.domains.inventory.services import Entry, add_row
from tests.domains.inventory.entries import SETS, diesel, direct, electricity

OTHER = ["ndrc_industry_guides", "gbt_32150", "tcses_144_2024"]


@pytest.fixture
def desk(client: Client, compiler: User) -> Client:
    """The browser of the one who compiles."""
    client.force_login(compiler)
    return client


def form(draft: Inventory, sets: list[str] | tuple[str, ...], **more: object) -> dict[str, object]:
    orders = {f"order-{code}": str(place) for place, code in enumerate(sets, 1)}
    return {"version": draft.version, "title": draft.title, "gwp_set": "AR5", "unverified": "1", **orders, **more}


def post(desk: Client, draft: Inventory, sent: dict[str, object]) -> tuple[int, str, str]:
    answer = desk.post(reverse("inventory:settings", args=[draft.pk]), sent)
    return answer.status_code, answer.content.decode(), answer.headers.get("Location", "")


def test_a_preview_says_tonnes_and_percent_and_changes_nothing(desk: Client, compiler: User, draft: Inventory) -> None:
    """NDRC guides: 43.33 GJ/t against 42.652 of the provincial guide."""
    add_row(user=compiler, pk=draft.pk, entry=diesel("1000"))
    status, page, _to = post(desk, draft, form(draft, OTHER, action="preview"))
    assert status == 200
    assert "3,095.91" in page
    assert "+49.2129" in page
    assert "+1.59%" in page
    assert Inventory.objects.get().factor_sets == list(SETS)
    assert row_lines(draft)[0].amount("CO2") == pytest.approx(3095.909637)


def test_what_was_applied_can_be_read_against_what_was_before(desk: Client, compiler: User, draft: Inventory) -> None:
    add_row(user=compiler, pk=draft.pk, entry=diesel("1000"))
    status, _page, to = post(desk, draft, form(draft, OTHER, action="apply"))
    assert status == 302
    page = desk.get(to).content.decode()
    assert "与此前设置相比的差异" in page
    assert "+1.59%" in page
    assert Inventory.objects.get().factor_sets == OTHER


def test_another_gwp_set_changes_co2e_alone(compiler: User, draft: Inventory) -> None:
    add_row(user=compiler, pk=draft.pk, entry=direct("CH4", "10"))
    now = choices_of(draft)
    found = difference(draft, now, {**now, "gwp_set": "AR6"})
    co2e = next(each for each in found.totals if each.gas == "CO2e")
    assert (co2e.before, co2e.after) == (280, 279)
    assert found.rows == ()


def test_an_amount_that_becomes_unknown_is_a_dash_and_no_zero(compiler: User, draft: Inventory) -> None:
    add_row(user=compiler, pk=draft.pk, entry=electricity())
    now = choices_of(draft)
    (change,) = difference(draft, now, {**now, "factor_sets": ["gbt_2589"]}).rows
    assert (change.after, change.after_text, change.difference_text) == (None, "—", "—")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"order-ipcc_2006": "x"}, "1—99 的整数"),
        ({"order-ipcc_2006": "1"}, "次序相同"),
        ({"base_year": "20"}, "四位年份"),
        ({"title": ""}, "请填写清单名称"),
        ({"gwp_set": "AR9"}, "AR4、AR5 或 AR6"),
    ],
)
def test_choices_that_cannot_be_taken_stay_in_the_form(
    desk: Client, draft: Inventory, more: dict[str, str], told: str
) -> None:
    status, page, _to = post(desk, draft, form(draft, OTHER, action="apply", boundary="辖区全部", **more))
    assert status == 422
    assert told in page
    assert "辖区全部" in page
    assert Inventory.objects.get().factor_sets == list(SETS)


def test_of_two_who_change_the_choices_one_is_told(desk: Client, draft: Inventory) -> None:
    Inventory.objects.update(version=5)
    status, page, _to = post(desk, draft, form(draft, OTHER, action="apply"))
    assert status == 409
    assert "刚由他人修改" in page


def test_without_consent_unverified_factors_leave_amounts_unknown(compiler: User, draft: Inventory) -> None:
    entry = Entry("stationary_fuel", "1.A.2", {"fuel": "柴油", "fuel_amount": "1"})
    add_row(user=compiler, pk=draft.pk, entry=entry)
    now = choices_of(draft)
    found = difference(draft, now, {**now, "unverified": False})
    assert all(each.after is None for each in found.rows)
