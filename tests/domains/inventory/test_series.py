"""A region through the years: what was recalculated and why, and numbers that are filled from other years."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from ditan.base.directory.models import Region
from ditan.base.refusal import InvalidFields
from ditan.core.inventory.series import Reason
from ditan.domains.inventory.errors import WrongState
from ditan.domains.inventory.models import Inventory
from ditan.domains.inventory.selectors.series import missing_in, series_of
from ditan.domains.inventory.services import add_row, make_inventory, reopen, save_row
from ditan.domains.inventory.services.filling import fill_gap
from tests.domains.inventory.entries import SETS, direct
from tests.domains.inventory.settling import locked


def year(user: User, region: Region, number: int, amount: str) -> Inventory:
    """The inventory of that year, with an amount of methane."""
    made = make_inventory(
        user=user,
        region=region,
        year=number,
        title=f"重庆市 {number} 年清单",
        gwp_set="AR5",
        factor_sets=SETS,
        unverified=True,
    )
    add_row(user=user, pk=made.pk, entry=direct("CH4", amount))
    return made


def restated(user: User, inventory: Inventory, amount: str) -> None:
    """Lock it, open it again, and lock it with another amount."""
    locked(user, inventory)
    now = Inventory.objects.get(pk=inventory.pk)
    reopen(user=user, pk=now.pk, version=now.version, reason="活动数据更正")
    row = inventory.rows.get()
    save_row(user=user, pk=now.pk, row=row.pk, version=row.version, entry=direct("CH4", amount), reason="更正")
    locked(user, inventory)


def test_years_stand_in_order_with_their_editions(compiler: User, draft: Inventory, chongqing: Region) -> None:
    base = year(compiler, chongqing, 2020, "10")
    restated(compiler, base, "11")
    add_row(user=compiler, pk=draft.pk, entry=direct("CH4", "20"))
    found = series_of(compiler, draft, 5.0)
    assert [(each.inventory.year, each.co2e) for each in found.lines] == [(2020, 308), (2023, 560)]
    one, two = found.lines[0].editions
    assert (one.co2e, one.change, two.co2e, two.change, two.reason) == (280, None, 308, 28, "活动数据更正")
    assert found.verdict is None


def test_a_base_year_that_moved_beyond_the_threshold_is_to_be_published_anew(
    compiler: User, draft: Inventory, chongqing: Region
) -> None:
    Inventory.objects.filter(pk=draft.pk).update(base_year=2020)
    restated(compiler, year(compiler, chongqing, 2020, "10"), "11")
    now = Inventory.objects.get(pk=draft.pk)
    verdict = series_of(compiler, now, 5.0).verdict
    assert verdict is not None
    assert (verdict.republish, verdict.because) == (True, "基准年变化 +10.00%，阈值 ±5%，需重新发布。")
    assert verdict.changes[0].reasons == (Reason.ACTIVITY,)
    wider = series_of(compiler, now, 15.0).verdict
    assert wider is not None
    assert wider.republish is False


def test_a_number_that_other_years_have_is_missing(compiler: User, draft: Inventory, chongqing: Region) -> None:
    year(compiler, chongqing, 2021, "10")
    year(compiler, chongqing, 2025, "30")
    add_row(user=compiler, pk=draft.pk, entry=direct("CH4", ""))
    (found,) = missing_in(compiler, draft)
    assert (found.input.name, found.known) == ("emitted_t", {2021: 10.0, 2025: 30.0})


def test_a_number_is_interpolated_and_the_row_says_how(compiler: User, draft: Inventory, chongqing: Region) -> None:
    year(compiler, chongqing, 2021, "10")
    year(compiler, chongqing, 2025, "30")
    row = add_row(user=compiler, pk=draft.pk, entry=direct("CH4", ""))
    saved, filled = fill_gap(
        user=compiler, pk=draft.pk, row=row.pk, version=1, name="emitted_t", method="interpolation"
    )
    assert saved.values["emitted_t"] == 20.0
    assert saved.source_note == "监测报告；推算：排放量，内插法，10 + (30 − 10) × 2 ÷ 4 = 20 t"
    assert filled.inputs == {"已知 2021": 10.0, "已知 2025": 30.0}
    assert draft.rows.get().emissions.get(gas="CH4").amount == 20.0
    assert missing_in(compiler, draft) == []


def test_substitute_data_scale_the_nearest_year(compiler: User, draft: Inventory, chongqing: Region) -> None:
    year(compiler, chongqing, 2022, "10")
    row = add_row(user=compiler, pk=draft.pk, entry=direct("CH4", ""))
    asked = {"user": compiler, "pk": draft.pk, "row": row.pk, "version": 1, "name": "emitted_t", "method": "surrogate"}
    with pytest.raises(InvalidFields, match="替代数据没有 2023 年的值"):
        fill_gap(**asked, other={2022: 200.0})
    saved, _filled = fill_gap(**asked, other={2022: 200.0, 2023: 220.0})
    assert saved.values["emitted_t"] == pytest.approx(11.0)


def test_what_no_method_can_fill_stays_empty(compiler: User, draft: Inventory, chongqing: Region) -> None:
    year(compiler, chongqing, 2022, "10")
    row = add_row(user=compiler, pk=draft.pk, entry=direct("CH4", ""))
    asked = {"user": compiler, "pk": draft.pk, "row": row.pk, "version": 1, "name": "emitted_t"}
    with pytest.raises(InvalidFields, match="前后没有都有已知值"):
        fill_gap(**asked, method="interpolation")
    with pytest.raises(InvalidFields, match="请选择推算方法"):
        fill_gap(**asked, method="guess")
    assert "emitted_t" not in draft.rows.get().values


def test_a_number_that_is_there_is_not_filled_over(compiler: User, draft: Inventory, chongqing: Region) -> None:
    year(compiler, chongqing, 2022, "10")
    row = add_row(user=compiler, pk=draft.pk, entry=direct("CH4", "15"))
    with pytest.raises(WrongState, match="已有值"):
        fill_gap(user=compiler, pk=draft.pk, row=row.pk, version=1, name="emitted_t", method="surrogate")
    assert draft.rows.get().values["emitted_t"] == 15.0


def test_the_page_shows_the_series_and_keeps_what_was_typed(
    compiler: User, draft: Inventory, chongqing: Region
) -> None:
    year(compiler, chongqing, 2022, "10")
    row = add_row(user=compiler, pk=draft.pk, entry=direct("CH4", ""))
    client = Client()
    client.force_login(compiler)
    page = client.get(reverse("inventory:series", args=[draft.pk])).content.decode()
    assert "2022: 10" in page
    asked = {"row": row.pk, "version": 1, "input": "emitted_t", "method": "surrogate", "other": "2022: 5"}
    answer = client.post(reverse("inventory:series_fill", args=[draft.pk]), asked)
    assert answer.status_code == 422
    assert "替代数据没有 2023 年的值" in answer.content.decode()
    assert 'value="2022: 5"' in answer.content.decode()
    done = client.post(reverse("inventory:series_fill", args=[draft.pk]), {**asked, "other": "2022: 5；2023: 6"})
    assert done.status_code == 302
    assert draft.rows.get().values["emitted_t"] == 12.0
