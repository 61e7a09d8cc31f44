"""Local factors are entered with a source, corrected by later ones, and used by inventories that choose them."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ditan.base.append_only import Unchangeable
from ditan.base.audit.models import Entry as Logged
from ditan.base.directory.models import Region
from ditan.base.refusal import InvalidFields, NotAllowed
from ditan.domains.inventory.models import Inventory, LocalFactor
from ditan.domains.inventory.selectors.books import factor_book
from ditan.domains.inventory.selectors.tracing import trace_of
from ditan.domains.inventory.services import (
    add_row,
    change_settings,
    choose_factor,
    lock,
    make_inventory,
    recompute_all,
    save_row,
)
from ditan.domains.inventory.services.factors import add_factor
from tests.domains.inventory.entries import SETS, electricity
from tests.domains.inventory.settling import settle

GRID = {
    "name": "本地电网 2023",
    "quantity": "grid_factor",
    "gas": "CO2",
    "value": "0.5500",
    "unit": "kgCO2/kWh",
    "region": "重庆",
    "year": "2023",
    "source_title": "市电力公司核算报告",
    "source_number": "渝电〔2024〕8号",
    "source_page": "表 3",
}


def co2_of(inventory: Inventory) -> float | None:
    found: float | None = inventory.rows.get().emissions.get(method="ghg.purchased_electricity", gas="CO2").amount
    return found


def now(inventory: Inventory) -> Inventory:
    return Inventory.objects.get(pk=inventory.pk)


def use_local(user: User, draft: Inventory) -> None:
    held = now(draft)
    change_settings(user=user, pk=held.pk, version=held.version, given={"factor_sets": ["local", *SETS]})


def errors_of(user: User, **changes: str) -> dict[str, str]:
    before = LocalFactor.objects.count(), Logged.objects.count()
    supersedes = changes.pop("supersedes", "")
    with pytest.raises(InvalidFields) as refused:
        add_factor(user=user, given={**GRID, **changes}, supersedes=supersedes)
    assert (LocalFactor.objects.count(), Logged.objects.count()) == before
    return dict(refused.value.errors)


def test_it_is_kept_with_its_source_and_logged(compiler: User) -> None:
    made = add_factor(user=compiler, given=GRID, verified=True)
    assert (made.code, made.value, made.verified, made.by_name) == ("local:1", 0.55, True, "陈编制")
    kept = factor_book().get(made.code)
    assert (kept.factor_set, kept.source_title, kept.source_number, kept.source_page) == (
        "local",
        "市电力公司核算报告",
        "渝电〔2024〕8号",
        "表 3",
    )
    logged = Logged.objects.get(act="inventory.factor_added")
    assert (logged.target_key, logged.target_name) == (made.code, "本地电网 2023")


def test_without_a_source_nothing_is_kept(compiler: User) -> None:
    assert errors_of(compiler, source_title=" ") == {"source_title": "请填写出处。"}


def test_unit_and_range_are_those_of_the_quantity(compiler: User) -> None:
    assert set(errors_of(compiler, unit="GJ/t")) == {"unit"}
    assert errors_of(compiler, value="550") == {
        "value": "550 超出电力平均二氧化碳排放因子的范围 0—2；请核对数值和单位。"
    }


def test_every_wrong_field_is_named_at_once(compiler: User) -> None:
    found = errors_of(compiler, name="电" * 201, value="约0.55", unit="")
    assert set(found) == {"name", "value", "unit"}
    assert found["name"] == "最多 200 字，现为 201 字。"


def test_who_may_only_compile_enters_none(compiler: User) -> None:
    compiler.user_permissions.remove(*compiler.user_permissions.filter(codename="manage_factors"))
    with pytest.raises(NotAllowed):
        add_factor(user=User.objects.get(pk=compiler.pk), given=GRID)
    assert not LocalFactor.objects.exists()


def test_a_second_local_value_of_the_same_thing_is_refused_and_names_the_first(compiler: User) -> None:
    add_factor(user=compiler, given=GRID)
    assert "local:1（0.55 kgCO2/kWh）" in errors_of(compiler, value="0.56")["name"]


def test_it_never_changes(compiler: User) -> None:
    made = add_factor(user=compiler, given=GRID)
    made.value = 0.1
    with pytest.raises(Unchangeable):
        made.save()


def test_a_correction_is_a_new_one_that_names_the_old_and_says_why(compiler: User) -> None:
    old = add_factor(user=compiler, given=GRID, verified=True)
    assert errors_of(compiler, value="0.56", supersedes=old.code) == {"note": "请写明为何更正；说明将随新因子保存。"}
    new = add_factor(user=compiler, given={**GRID, "value": "0.56", "note": "报告修订"}, supersedes=old.code)
    assert (new.code, new.supersedes) == ("local:2", "local:1")
    assert LocalFactor.objects.get(code="local:1").value == 0.55


def test_a_corrected_factor_is_not_corrected_twice(compiler: User) -> None:
    old = add_factor(user=compiler, given=GRID)
    add_factor(user=compiler, given={**GRID, "value": "0.56", "note": "修订"}, supersedes=old.code)
    found = errors_of(compiler, value="0.57", note="再修订", supersedes=old.code)
    assert found == {"supersedes": "local:1 已由 local:2 更正；请改为更正 local:2。"}


def test_a_number_that_somebody_took_meanwhile_is_refused_and_nothing_is_kept(
    compiler: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_factor(user=compiler, given=GRID)
    monkeypatch.setattr(type(LocalFactor.objects), "count", lambda manager: 0)
    with pytest.raises(InvalidFields) as refused:
        add_factor(user=compiler, given={**GRID, "year": "2024"})
    assert refused.value.errors == {"code": "编号 local:1 刚由他人录入的因子占用；您填写的内容还在，请再保存一次。"}
    assert [each.year for each in LocalFactor.objects.all()] == ["2023"]


def test_a_correction_keeps_quantity_and_gas(compiler: User) -> None:
    old = add_factor(user=compiler, given=GRID)
    assert set(errors_of(compiler, quantity="grid_factor_fossil", note="改", supersedes=old.code)) == {"quantity"}


def test_a_factor_of_the_house_is_not_corrected(compiler: User) -> None:
    found = errors_of(compiler, note="改", supersedes="mee_grid_notices:avg-chongqing-2023")
    assert set(found) == {"supersedes"}


def test_an_inventory_that_puts_the_local_set_first_computes_with_it(compiler: User, draft: Inventory) -> None:
    """1000 MWh × 0.5581 by the notice, × 0.55 by the local factor."""
    add_row(user=compiler, pk=draft.pk, entry=electricity("1000"))
    add_factor(user=compiler, given=GRID, verified=True)
    assert co2_of(draft) == pytest.approx(558.1)
    use_local(compiler, draft)
    assert co2_of(draft) == pytest.approx(550.0)


def test_a_row_may_choose_it_by_its_code_with_a_reason(compiler: User, draft: Inventory) -> None:
    row = add_row(user=compiler, pk=draft.pk, entry=electricity("1000"))
    made = add_factor(user=compiler, given=GRID, verified=True)
    offered = trace_of(draft, row, "CO2").parameters["grid_factor"].candidates
    assert made.code in {each.factor.code for each in offered}
    choose_factor(
        user=compiler, pk=draft.pk, row=row.pk, version=1, parameter="grid_factor", code=made.code, reason="本地核算"
    )
    assert co2_of(draft) == pytest.approx(550.0)


def test_an_old_result_keeps_the_old_factor(compiler: User, draft: Inventory) -> None:
    old = add_factor(user=compiler, given=GRID, verified=True)
    add_row(user=compiler, pk=draft.pk, entry=electricity("1000"))
    use_local(compiler, draft)
    settle(compiler, draft)
    held = now(draft)
    edition = lock(user=compiler, pk=held.pk, version=held.version, revision=held.revision)
    add_factor(user=compiler, given={**GRID, "value": "0.56", "note": "修订"}, verified=True, supersedes=old.code)
    assert co2_of(draft) == pytest.approx(550.0)
    assert "local:2" not in edition.content["factors"]
    assert edition.content["factors"]["local:1"]["value"] == 0.55


def test_a_draft_takes_the_correction_when_it_is_computed_again(compiler: User, draft: Inventory) -> None:
    old = add_factor(user=compiler, given=GRID, verified=True)
    add_row(user=compiler, pk=draft.pk, entry=electricity("1000"))
    use_local(compiler, draft)
    add_factor(user=compiler, given={**GRID, "value": "0.56", "note": "修订"}, verified=True, supersedes=old.code)
    assert co2_of(draft) == pytest.approx(550.0)
    held = now(draft)
    recompute_all(user=compiler, pk=held.pk, version=held.version)
    assert co2_of(draft) == pytest.approx(560.0)


def test_a_row_that_named_the_old_factor_goes_on_using_it(compiler: User, draft: Inventory) -> None:
    old = add_factor(user=compiler, given=GRID, verified=True)
    row = add_row(user=compiler, pk=draft.pk, entry=electricity("1000"))
    choose_factor(
        user=compiler, pk=draft.pk, row=row.pk, version=1, parameter="grid_factor", code=old.code, reason="本地核算"
    )
    add_factor(user=compiler, given={**GRID, "value": "0.56", "note": "修订"}, verified=True, supersedes=old.code)
    save_row(user=compiler, pk=draft.pk, row=row.pk, version=2, entry=electricity("2000"))
    assert co2_of(draft) == pytest.approx(1100.0)


def test_an_unverified_local_factor_serves_only_where_the_inventory_says_so(compiler: User, draft: Inventory) -> None:
    add_factor(user=compiler, given=GRID)
    add_row(user=compiler, pk=draft.pk, entry=electricity("1000"))
    use_local(compiler, draft)
    held = now(draft)
    change_settings(user=compiler, pk=held.pk, version=held.version, given={"unverified": False})
    emission = draft.rows.get().emissions.get(method="ghg.purchased_electricity", gas="CO2")
    assert emission.amount is None
    assert "未核实" in emission.problems[0]["message"]


def test_a_working_that_lacks_a_factor_leads_to_a_form_that_says_what_it_asks_for(
    compiler: User, chongqing: Region, client: Client
) -> None:
    """No notice gives a factor of 重庆 for 2019: the one that is entered from there is found."""
    made = make_inventory(
        user=compiler, region=chongqing, year=2019, title="2019", gwp_set="AR5", factor_sets=("local", *SETS)
    )
    row = add_row(user=compiler, pk=made.pk, entry=electricity("1000"))
    wanted = dict(trace_of(made, row, "CO2").parameters["grid_factor"].wanted)
    assert wanted == {
        "name": "电力平均二氧化碳排放因子",
        "quantity": "grid_factor",
        "gas": "CO2",
        "unit": "kgCO2/kWh",
        "region": "重庆",
        "year": "2019",
    }
    client.force_login(compiler)
    shown = client.get(f"/inventory/{made.pk}/rows/{row.pk}/trace/", {"gas": "CO2"}).content.decode()
    assert "/inventory/factors/new/?name=" in shown
    filled = client.get("/inventory/factors/new/", wanted).content.decode()
    assert 'value="2019"' in filled
    add_factor(user=compiler, given={**wanted, "value": "0.44", "source_title": "核算报告"}, verified=True)
    save_row(user=compiler, pk=made.pk, row=row.pk, version=1, entry=electricity("2000"))
    assert co2_of(made) == pytest.approx(880.0)
