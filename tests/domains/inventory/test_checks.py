"""Findings of an inventory: kept from run to run, answered, opened again when they say something else, gone when mended."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest
from django.contrib.auth.models import User

from ditan.base.directory.models import Region
from ditan.base.refusal import Changed, InvalidFields, NotAllowed
from ditan.domains.inventory.errors import WrongState
from ditan.domains.inventory.models import Emission, Finding, FindingState, Inventory, Published, PublishedValue
from ditan.domains.inventory.selectors.books import factor_book
from ditan.domains.inventory.services import (
    Entry,
    add_row,
    answer_findings,
    choose_factor,
    fill_with_key,
    give_own_value,
    make_inventory,
    recompute_all,
    remove_row,
    reopen_findings,
    run_checks,
    save_row,
)
from tests.domains.inventory.entries import SETS, diesel, direct, electricity
from tests.domains.inventory.settling import locked


def of(inventory: Inventory, check: str, state: str = "open") -> list[str]:
    return list(inventory.findings.filter(check_code=check, state=state).values_list("message", flat=True))


def earlier(user: User, region: Region, amount: str, year: int = 2022) -> Inventory:
    made = make_inventory(
        user=user, region=region, year=year, title=f"{year}", gwp_set="AR5", factor_sets=SETS, unverified=True
    )
    add_row(user=user, pk=made.pk, entry=direct("CH4", amount))
    return made


def test_a_required_category_without_number_or_key_is_found(compiler: User, draft: Inventory) -> None:
    add_row(user=compiler, pk=draft.pk, entry=electricity())
    run_checks(user=compiler, pk=draft.pk)
    told = of(draft, "completeness")
    assert "类别 2.A.1 水泥生产 既没有数值也没有标识符。" in told
    assert not any(each.startswith("类别 E.1") for each in told)


def test_a_finding_keeps_its_row_when_checks_run_again(compiler: User, draft: Inventory) -> None:
    add_row(user=compiler, pk=draft.pk, entry=electricity())
    run_checks(user=compiler, pk=draft.pk)
    before = set(Finding.objects.values_list("pk", "version"))
    again = run_checks(user=compiler, pk=draft.pk)
    assert (again.new, again.back, again.gone) == (0, 0, 0)
    assert set(Finding.objects.values_list("pk", "version")) == before


def test_the_same_source_entered_twice_is_an_error_that_points_at_its_row(compiler: User, draft: Inventory) -> None:
    first = add_row(user=compiler, pk=draft.pk, entry=direct("CH4", "10"))
    second = add_row(user=compiler, pk=draft.pk, entry=direct("CH4", "10"))
    run_checks(user=compiler, pk=draft.pk)
    found = Finding.objects.get(check_code="duplicate")
    assert (found.severity, found.row_id) == ("error", first.pk)
    remove_row(user=compiler, pk=draft.pk, row=second.pk, version=1, reason="重复")
    assert run_checks(user=compiler, pk=draft.pk).gone == 1
    found.refresh_from_db()
    assert found.state == FindingState.GONE


def test_a_slip_of_the_unit_is_seen_against_another_year(compiler: User, draft: Inventory, chongqing: Region) -> None:
    earlier(compiler, chongqing, "10")
    add_row(user=compiler, pk=draft.pk, entry=direct("CH4", "10000"))
    run_checks(user=compiler, pk=draft.pk)
    assert any("1.B.3" in each and "约为 2022 年 10 吨的 10^3 倍" in each for each in of(draft, "unit_slip"))
    assert of(draft, "outlier") == []


def test_a_jump_against_another_year_is_an_outlier(compiler: User, draft: Inventory, chongqing: Region) -> None:
    earlier(compiler, chongqing, "10")
    add_row(user=compiler, pk=draft.pk, entry=direct("CH4", "15"))
    run_checks(user=compiler, pk=draft.pk)
    assert any("比 2022 年（10 吨）增加 50%" in each for each in of(draft, "outlier"))


def test_a_factor_of_another_year_is_found(compiler: User, draft: Inventory) -> None:
    """A grid factor of 重庆 of 2022 chosen for 2023."""
    row = add_row(user=compiler, pk=draft.pk, entry=electricity())
    code = next(
        each.code
        for each in factor_book()
        if (each.quantity, each.region, each.year, each.unit) == ("grid_factor", "重庆", "2022", "kgCO2/kWh")
    )
    choose_factor(
        user=compiler, pk=draft.pk, row=row.pk, version=1, parameter="grid_factor", code=code, reason="尚未公布"
    )
    run_checks(user=compiler, pk=draft.pk)
    told = of(draft, "vintage") + of(draft, "completeness")
    assert any("2022" in each for each in told)


def test_a_value_far_from_all_others_of_its_kind_is_found(compiler: User, draft: Inventory) -> None:
    row = add_row(user=compiler, pk=draft.pk, entry=electricity())
    given = {"value": 1.9, "unit": "kgCO2/kWh", "lower": None, "upper": None, "source": "核算报告"}
    give_own_value(user=compiler, pk=draft.pk, row=row.pk, version=1, parameter="grid_factor", value=given)
    run_checks(user=compiler, pk=draft.pk)
    (told,) = of(draft, "factor_range")
    assert "1.9 kgCO2/kWh" in told


def test_shares_are_held_against_what_others_published(compiler: User, draft: Inventory, chongqing: Region) -> None:
    """Two categories of the same size here, of which the other inventory gives one a tenth."""
    published = Published.objects.create(code="t", title="CEADs", region=chongqing, loaded_at=draft.made_at)
    for sector, value in (("Total Consumption", 100.0), ("Construction", 10.0), ("Others", 90.0)):
        PublishedValue.objects.create(
            published=published, year=2019, sector=sector, item="Scope 1 Total", gas="CO2", value=value, unit="MtCO2"
        )
    for category in ("1.A.2.k", "1.A.4.a"):
        add_row(user=compiler, pk=draft.pk, entry=replace(diesel(), category=category))
    run_checks(user=compiler, pk=draft.pk)
    told = sorted(of(draft, "shares"))
    assert [each.split(" ")[0] for each in told] == ["1.A.2.k", "1.A.4.a"]
    assert "占 50.0%，CEADs 2019 年为 10.0%，相差 +40.0 个百分点" in told[0]


def test_the_sectoral_approach_is_held_against_the_reference_approach(compiler: User, draft: Inventory) -> None:
    """1,000 t of diesel burnt, 1,500 t supplied."""
    supplied = {
        "fuel": "柴油",
        "production": "0",
        "brought_in": "1500",
        "taken_out": "0",
        "bunkers": "0",
        "stock_increase": "0",
        "non_energy": "0",
    }
    reference = Entry("reference_fuel", "1.A", supplied, label="柴油供应")
    add_row(user=compiler, pk=draft.pk, entry=reference)
    add_row(user=compiler, pk=draft.pk, entry=diesel("1000"))
    run_checks(user=compiler, pk=draft.pk)
    (told,) = of(draft, "reference")
    assert "部门方法 3095.91 吨，参考方法 4643.86 吨，相差 -33.3%" in told


def test_amounts_that_the_methods_no_longer_give_are_found_until_computed_anew(
    compiler: User, draft: Inventory
) -> None:
    add_row(user=compiler, pk=draft.pk, entry=direct("CH4", "10"))
    Emission.objects.update(booked=9_000_000)
    run_checks(user=compiler, pk=draft.pk)
    assert of(draft, "out_of_date") == ["第 1 行（共 1 行）按现行因子和方法算出的结果与页面所示不同。"]
    now = Inventory.objects.get(pk=draft.pk)
    assert recompute_all(user=compiler, pk=now.pk, version=now.version) == 1
    run_checks(user=compiler, pk=draft.pk)
    assert of(draft, "out_of_date") == []


def test_findings_are_closed_with_an_answer_against_the_version_seen(compiler: User, draft: Inventory) -> None:
    add_row(user=compiler, pk=draft.pk, entry=electricity())
    run_checks(user=compiler, pk=draft.pk)
    one, two = draft.findings.filter(check_code="completeness", severity="error")[:2]
    with pytest.raises(InvalidFields, match="请写明处理说明"):
        answer_findings(user=compiler, pk=draft.pk, versions={one.pk: 1}, answer=" ")
    with pytest.raises(InvalidFields, match="请先勾选"):
        answer_findings(user=compiler, pk=draft.pk, versions={}, answer="无此源")
    with pytest.raises(Changed, match="刚被处理或重新检查过"):
        answer_findings(user=compiler, pk=draft.pk, versions={one.pk: 1, two.pk: 2}, answer="无此源")
    assert not Finding.objects.filter(state=FindingState.CLOSED).exists()
    assert answer_findings(user=compiler, pk=draft.pk, versions={one.pk: 1, two.pk: 1}, answer="无此源") == 2
    one.refresh_from_db()
    assert (one.state, one.answer, one.answered_by_name, one.version) == ("closed", "无此源", "陈编制", 2)
    run_checks(user=compiler, pk=draft.pk)
    one.refresh_from_db()
    assert one.state == FindingState.CLOSED


def test_an_answered_finding_is_opened_again_when_the_value_changes(
    compiler: User, draft: Inventory, chongqing: Region
) -> None:
    earlier(compiler, chongqing, "10")
    row = add_row(user=compiler, pk=draft.pk, entry=direct("CH4", "15"))
    run_checks(user=compiler, pk=draft.pk)
    found = draft.findings.filter(check_code="outlier", key="|1.B.3|CH4|").get()
    answer_findings(user=compiler, pk=draft.pk, versions={found.pk: found.version}, answer="新增监测点")
    save_row(user=compiler, pk=draft.pk, row=row.pk, version=1, entry=direct("CH4", "18"), reason="更正")
    run_checks(user=compiler, pk=draft.pk)
    found.refresh_from_db()
    assert (found.state, found.answer) == ("open", "新增监测点")
    assert "增加 80%" in found.message


def test_an_answer_comes_back_with_the_finding_that_it_was_given_to(compiler: User, draft: Inventory) -> None:
    row = add_row(user=compiler, pk=draft.pk, entry=electricity())
    run_checks(user=compiler, pk=draft.pk)
    found = draft.findings.get(key="|2.A.1||")
    answer_findings(user=compiler, pk=draft.pk, versions={found.pk: 1}, answer="无水泥厂")
    Finding.objects.filter(pk=found.pk).update(state=FindingState.GONE)
    run_checks(user=compiler, pk=draft.pk)
    found.refresh_from_db()
    assert (found.state, found.answer) == ("closed", "无水泥厂")
    reopen_findings(user=compiler, pk=draft.pk, versions={found.pk: found.version})
    found.refresh_from_db()
    assert (found.state, found.answer) == ("open", "无水泥厂")
    assert row.pk


def test_silent_categories_are_given_a_key_with_its_reason(compiler: User, draft: Inventory) -> None:
    add_row(user=compiler, pk=draft.pk, entry=electricity())
    run_checks(user=compiler, pk=draft.pk)
    silent = draft.findings.filter(key__in=["|2.A.1||", "|2.A.2||"])
    versions = dict(silent.values_list("pk", "version"))
    assert fill_with_key(user=compiler, pk=draft.pk, versions=versions, notation="NO", reason="区内无此类企业") == 2
    rows = draft.rows.filter(notation="NO")
    assert sorted(rows.values_list("category", "notation_reason")) == [
        ("2.A.1", "区内无此类企业"),
        ("2.A.2", "区内无此类企业"),
    ]
    assert set(silent.values_list("state", flat=True)) == {"gone"}


def test_other_findings_take_no_key(compiler: User, draft: Inventory) -> None:
    for _time in range(2):
        add_row(user=compiler, pk=draft.pk, entry=direct("CH4", "10"))
    run_checks(user=compiler, pk=draft.pk)
    found = draft.findings.get(check_code="duplicate")
    with pytest.raises(WrongState, match="只有“类别既没有数值也没有标识符”的问题"):
        fill_with_key(user=compiler, pk=draft.pk, versions={found.pk: 1}, notation="NO", reason="无")
    assert draft.rows.count() == 2


def test_findings_of_a_locked_inventory_stay_as_they_are(compiler: User, draft: Inventory) -> None:
    add_row(user=compiler, pk=draft.pk, entry=electricity())
    edition = locked(compiler, draft)
    answers = edition.content["about"]["answers"]
    assert {each["answer"] for each in answers} == {"本地无此类源，已核实"}
    with pytest.raises(WrongState, match="质检结果不再变动"):
        run_checks(user=compiler, pk=draft.pk)
    closed = draft.findings.filter(state="closed")[0]
    with pytest.raises(WrongState, match="质检问题不能再处理"):
        reopen_findings(user=compiler, pk=draft.pk, versions={closed.pk: closed.version})


def test_who_may_only_look_settles_nothing(draft: Inventory, django_user_model: type[User]) -> None:
    with pytest.raises(NotAllowed):
        run_checks(user=django_user_model.objects.create_user("visitor"), pk=draft.pk)
    assert not Finding.objects.exists()


def test_checks_cost_the_same_for_many_rows(
    compiler: User,
    draft: Inventory,
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    for number in range(30):
        add_row(user=compiler, pk=draft.pk, entry=direct("CH4", str(number + 1)))
    with django_assert_max_num_queries(30):
        run_checks(user=compiler, pk=draft.pk)
