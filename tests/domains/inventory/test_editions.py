"""An inventory is frozen, signed by two people, and stays what it was whatever comes later."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission, User
from django.db import DatabaseError, connection, transaction

from ditan.base.append_only import Unchangeable
from ditan.base.refusal import Changed, InvalidFields, NotAllowed
from ditan.core.factors import FactorBook
from ditan.core.inventory.freezing import differences
from ditan.domains.inventory.errors import NotSound, WrongState
from ditan.domains.inventory.models import Edition, Emission, Inventory, Signature, State
from ditan.domains.inventory.selectors.books import factor_book
from ditan.domains.inventory.selectors.editions import gwp_for, lines_in, list_editions, totals_of, verified
from ditan.domains.inventory.selectors.inventories import row_lines
from ditan.domains.inventory.services import Entry, add_row, give_own_value, recompute
from ditan.domains.inventory.services.freezing import lock, reopen, sign
from tests.domains.inventory.entries import direct, electricity
from tests.domains.inventory.settling import locked


@pytest.fixture
def filled(compiler: User, draft: Inventory) -> Inventory:
    """A draft with purchased electricity and a measured amount of methane."""
    add_row(user=compiler, pk=draft.pk, entry=electricity("100000"))
    add_row(user=compiler, pk=draft.pk, entry=direct("CH4", "10"))
    return Inventory.objects.get(pk=draft.pk)


def signed(user: User, edition: Edition) -> Signature:
    now = Inventory.objects.get(pk=edition.inventory_id)
    return sign(user=user, pk=now.pk, version=now.version, digest=edition.digest)


def test_locking_keeps_choices_rows_factors_and_amounts_under_one_digest(compiler: User, filled: Inventory) -> None:
    edition = locked(compiler, filled)
    content = edition.content
    assert (edition.number, len(edition.digest), content["about"]["gwp_set"]) == (1, 64, "AR5")
    assert [each["label"] for each in content["rows"]] == ["外购电力", "实测甲烷"]
    assert totals_of(edition)["with_land"] == Decimal("280")
    assert {
        code for row in content["rows"] for line in row["lines"] for _, _, codes in line["operands"] for code in codes
    } <= set(content["factors"])
    assert Inventory.objects.get(pk=filled.pk).state == State.LOCKED


def test_an_edition_is_computed_again_from_its_own_content_to_the_same_digits(
    compiler: User, filled: Inventory
) -> None:
    edition = Edition.objects.get(pk=locked(compiler, filled).pk)
    assert verified(edition) == []
    assert [line.row.label for line in lines_in(edition)] == ["外购电力", "实测甲烷"]
    there, here = lines_in(edition)[0].emissions[0], row_lines(filled)[0].emissions[0]
    assert (there.booked, there.trace) == (here.booked, here.trace)


def test_later_factors_never_change_a_signed_result(compiler: User, reviewer: User, filled: Inventory) -> None:
    """Every factor of the book is doubled afterwards: the edition gives what it gave, a new computation does not."""
    edition = locked(compiler, filled)
    signed(compiler, edition)
    signed(reviewer, edition)
    totals, booked = totals_of(edition), row_lines(filled)[0].emissions[0].booked
    doubled = FactorBook(
        replace(each, value=each.value * 2) if each.value is not None else each for each in factor_book()
    )
    with transaction.atomic():
        recompute(filled, book=doubled)
        assert row_lines(filled)[0].emissions[0].booked == 2 * booked
        again = Edition.objects.get(pk=edition.pk)
        assert (totals_of(again), verified(again)) == (totals, [])
        assert lines_in(again)[0].emissions[0].booked == booked == 55_810_000_000
        transaction.set_rollback(True)


def test_the_gwps_of_a_frozen_inventory_are_those_that_were_frozen(compiler: User, filled: Inventory) -> None:
    locked(compiler, filled)
    assert gwp_for(Inventory.objects.get(pk=filled.pk)).factor("CH4").value == 28


def test_two_people_sign_and_each_signature_names_the_digest(compiler: User, reviewer: User, filled: Inventory) -> None:
    edition = locked(compiler, filled)
    first = signed(compiler, edition)
    assert Inventory.objects.get(pk=filled.pk).state == State.LOCKED
    second = signed(reviewer, edition)
    assert (first.duty, second.duty) == ("compiled", "reviewed")
    assert first.digest == second.digest == edition.digest
    assert Inventory.objects.get(pk=filled.pk).state == State.SIGNED


def test_one_person_does_not_sign_twice(compiler: User, filled: Inventory) -> None:
    edition = locked(compiler, filled)
    signed(compiler, edition)
    with pytest.raises(WrongState, match="复核须由另一人签署"):
        signed(compiler, edition)
    assert Signature.objects.count() == 1
    assert Inventory.objects.get(pk=filled.pk).state == State.LOCKED


def test_nobody_signs_what_was_not_seen_or_is_not_locked(compiler: User, filled: Inventory) -> None:
    with pytest.raises(WrongState, match="只有已锁定的清单可以签署"):
        sign(user=compiler, pk=filled.pk, version=filled.version, digest="")
    locked(compiler, filled)
    now = Inventory.objects.get(pk=filled.pk)
    with pytest.raises(Changed, match="您看到的不是"):
        sign(user=compiler, pk=now.pk, version=now.version, digest="0" * 64)
    assert not Signature.objects.exists()


def test_signing_needs_its_own_permission(compiler: User, filled: Inventory) -> None:
    edition = locked(compiler, filled)
    compiler.user_permissions.remove(Permission.objects.get(codename="sign_inventories"))
    with pytest.raises(NotAllowed):
        signed(User.objects.get(pk=compiler.pk), edition)
    assert not Signature.objects.exists()


def test_a_row_whose_amount_is_not_known_keeps_it_from_being_locked(compiler: User, filled: Inventory) -> None:
    add_row(user=compiler, pk=filled.pk, entry=electricity(""))
    with pytest.raises(NotSound, match="第 3 行“外购电力”排放量未知") as refused:
        locked(compiler, filled)
    assert len(refused.value.reasons) == 1
    assert not Edition.objects.exists()
    assert Inventory.objects.get(pk=filled.pk).state == State.DRAFT


def test_a_notation_key_with_its_reason_may_be_locked(compiler: User, filled: Inventory) -> None:
    bare = Entry(
        electricity("").kind, electricity("").category, {}, label="外购热力", notation="NE", notation_reason="无计量"
    )
    add_row(user=compiler, pk=filled.pk, entry=bare)
    edition = locked(compiler, filled)
    assert edition.content["rows"][2]["notation"] == "NE"
    assert verified(edition) == []


def test_nothing_is_locked_without_rows_or_with_an_open_error(compiler: User, draft: Inventory) -> None:
    with pytest.raises(NotSound, match="没有活动数据"):
        lock(user=compiler, pk=draft.pk, version=draft.version, revision=draft.revision)
    add_row(user=compiler, pk=draft.pk, entry=direct("CH4", "10"))
    now = Inventory.objects.get(pk=draft.pk)
    with pytest.raises(NotSound, match=r"质检问题未处理：类别 1\.A\.1\.a"):
        lock(user=compiler, pk=now.pk, version=now.version, revision=now.revision)
    assert not Edition.objects.exists()


def test_amounts_that_present_factors_no_longer_give_are_to_be_looked_at_first(
    compiler: User, filled: Inventory
) -> None:
    Emission.objects.filter(gas="CH4").update(booked=9_000_000)
    with pytest.raises(NotSound, match="现行因子算出的结果与页面所示不同（第 2 行）"):
        locked(compiler, filled)
    recompute(filled)
    assert locked(compiler, filled).number == 1


def test_who_saw_older_rows_does_not_lock_newer_ones(compiler: User, filled: Inventory) -> None:
    add_row(user=compiler, pk=filled.pk, entry=direct("N2O", "1"))
    with pytest.raises(Changed, match="活动数据刚由他人修改"):
        lock(user=compiler, pk=filled.pk, version=filled.version, revision=filled.revision)
    assert not Edition.objects.exists()


def test_a_locked_inventory_takes_no_row_until_it_is_opened_again(compiler: User, filled: Inventory) -> None:
    locked(compiler, filled)
    with pytest.raises(WrongState, match="已锁定，不能修改"):
        add_row(user=compiler, pk=filled.pk, entry=direct("N2O", "1"))
    now = Inventory.objects.get(pk=filled.pk)
    with pytest.raises(InvalidFields, match="须写明理由"):
        reopen(user=compiler, pk=now.pk, version=now.version, reason=" ")
    reopen(user=compiler, pk=now.pk, version=now.version, reason="补报氧化亚氮")
    add_row(user=compiler, pk=filled.pk, entry=direct("N2O", "1"))
    second = locked(compiler, filled)
    assert (second.number, second.reason) == (2, "补报氧化亚氮")
    assert [each.number for each in list_editions(filled)] == [2, 1]
    assert len(Edition.objects.get(number=1).content["rows"]) == 2


def test_a_signed_inventory_is_opened_by_who_may_sign_and_keeps_its_signed_edition(
    compiler: User, reviewer: User, filled: Inventory
) -> None:
    edition = locked(compiler, filled)
    signed(compiler, edition)
    signed(reviewer, edition)
    now = Inventory.objects.get(pk=filled.pk)
    compiler.user_permissions.remove(Permission.objects.get(codename="sign_inventories"))
    with pytest.raises(NotAllowed):
        reopen(user=User.objects.get(pk=compiler.pk), pk=now.pk, version=now.version, reason="更正")
    assert Inventory.objects.get(pk=filled.pk).state == State.SIGNED
    reopen(user=reviewer, pk=now.pk, version=now.version, reason="更正")
    assert Inventory.objects.get(pk=filled.pk).is_draft
    assert Edition.objects.get().signatures.count() == 2


def test_a_measured_value_is_frozen_with_its_source(compiler: User, draft: Inventory) -> None:
    row = add_row(user=compiler, pk=draft.pk, entry=electricity("100000"))
    given = {"value": 0.4, "unit": "kgCO2/kWh", "lower": None, "upper": None, "source": "绿电核算报告 2023-3"}
    give_own_value(user=compiler, pk=draft.pk, row=row.pk, version=1, parameter="grid_factor", value=given)
    edition = locked(compiler, draft)
    code = f"own:{row.pk}:grid_factor"
    assert edition.content["factors"][code]["source_title"] == "绿电核算报告 2023-3"
    assert verified(edition) == []


def test_a_tampered_edition_is_told_by_its_digest_and_its_arithmetic(compiler: User, filled: Inventory) -> None:
    edition = locked(compiler, filled)
    edition.content["rows"][1]["lines"][0]["booked"] += 1
    told = verified(edition)
    assert told[0].startswith("内容与锁定时的摘要不一致")
    assert any("实测甲烷：CH4 锁定为" in each for each in told)
    assert "各行相加与锁定的合计不一致。" in told


@pytest.mark.parametrize("table", ["inventory_edition", "inventory_signature"])
def test_the_database_itself_keeps_editions_and_signatures(compiler: User, filled: Inventory, table: str) -> None:
    edition = locked(compiler, filled)
    made = signed(compiler, edition)
    for statement in (f"UPDATE {table} SET digest = 'x'", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    with pytest.raises(Unchangeable):
        edition.delete()
    with pytest.raises(Unchangeable):
        made.save()
    assert Edition.objects.get().digest == edition.digest


def test_rows_with_controls_and_measured_efficiencies_compute_again_too(compiler: User, draft: Inventory) -> None:
    """A boiler's nine pollutants beside its gases: a parameter is picked once for each control."""
    cells = {
        "fuel": "柴油",
        "fuel_amount": "100",
        "department": "采矿业和制造业",
        "controls": "选择性催化还原法 100%；袋式除尘法 100%",
    }
    row = add_row(user=compiler, pk=draft.pk, entry=Entry("stationary_fuel", "1.A.2", cells, label="工业锅炉"))
    given = {"value": 0.85, "unit": "1", "lower": None, "upper": None, "source": "监测报告 2023-4"}
    name = "nox_efficiency:选择性催化还原法"
    give_own_value(user=compiler, pk=draft.pk, row=row.pk, version=1, parameter=name, value=given)
    edition = locked(compiler, draft)
    known = {line["gas"] for line in edition.content["rows"][0]["lines"] if line["amount"] is not None}
    assert {"CO2", "SO2", "NOx", "PM2.5"} <= known
    assert f"own:{row.pk}:{name}" in edition.content["factors"]
    assert verified(Edition.objects.get(pk=edition.pk)) == []


def test_what_a_category_says_of_a_row_is_computed_again_with_it(compiler: User, draft: Inventory) -> None:
    """Road diesel leaves the mode of transport to its category."""
    cells = {"fuel": "柴油", "fuel_amount": "1200"}
    add_row(user=compiler, pk=draft.pk, entry=Entry("mobile_fuel", "1.A.3.b", cells, label="道路柴油"))
    made = locked(compiler, draft)
    assert differences(made.content, made.digest) == []
