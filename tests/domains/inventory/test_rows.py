"""Rows are entered, changed and taken out; each is computed at once, and what stood before stays."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from ditan.base.refusal import Changed, NotAllowed
from ditan.domains.inventory.errors import RowRefused
from ditan.domains.inventory.models import Emission, Inventory, Row, RowEdition
from ditan.domains.inventory.selectors.inventories import row_lines
from ditan.domains.inventory.services import Entry, add_row, choose_factor, give_own_value, remove_row, save_row
from tests.domains.inventory.entries import diesel


def test_a_row_of_diesel_gives_the_carbon_dioxide_of_the_provincial_guide(compiler: User, draft: Inventory) -> None:
    """省级温室气体清单编制指南（2025）: 3.095910 tCO2/t."""
    add_row(user=compiler, pk=draft.pk, entry=diesel("1000"))
    (line,) = row_lines(draft)
    assert line.amount("CO2") == pytest.approx(3095.909637, abs=1e-6)
    co2 = next(each for each in line.emissions if each.gas == "CO2" and each.kind == "emission")
    assert co2.booked == 3_095_909_637
    assert co2.trace["formula"].startswith("消费量 ×")
    assert [each["label"] for each in co2.trace["operands"]][:2] == ["燃料消费量", "平均低位发热量"]
    assert co2.trace["operands"][1]["factors"][0]["set"] == "provincial_guide_2025"


def test_the_category_says_who_burns_so_that_methane_appears_at_once(compiler: User, draft: Inventory) -> None:
    """1000 t × 42.652 GJ/t × 3 kg CH4/TJ, IPCC 2006 for manufacturing (EFDB)."""
    add_row(user=compiler, pk=draft.pk, entry=diesel("1000"))
    (line,) = row_lines(draft)
    assert line.amount("CH4") == pytest.approx(42.652 * 3 / 1000)
    assert line.amount("N2O") == pytest.approx(42.652 * 0.6 / 1000)


def test_a_row_that_says_another_sector_than_its_category_is_refused(compiler: User, draft: Inventory) -> None:
    entry = Entry("stationary_fuel", "1.A.2", {"fuel": "柴油", "fuel_amount": "1", "combustion_sector": "居民生活"})
    with pytest.raises(RowRefused) as refused:
        add_row(user=compiler, pk=draft.pk, entry=entry)
    assert "应为“制造业和建筑业”，本行填的是“居民生活”" in refused.value.errors["combustion_sector"]
    assert not Row.objects.exists()


def test_an_amount_may_be_written_in_another_unit(compiler: User, draft: Inventory) -> None:
    row = add_row(user=compiler, pk=draft.pk, entry=diesel("0.1 万吨"))
    assert row.values["fuel_amount"] == 1000.0
    assert row.typed["fuel_amount"] == "0.1 万吨"


@pytest.mark.parametrize(
    "written, told",
    [
        ("-1", "活动数据不能为负"),
        ("nan", "不是数字"),
        ("12 万Nm³", "不能换算为 t"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named_and_nothing_is_stored(
    compiler: User, draft: Inventory, written: str, told: str
) -> None:
    with pytest.raises(RowRefused) as refused:
        add_row(user=compiler, pk=draft.pk, entry=diesel(written))
    assert told in refused.value.errors["fuel_amount"]
    assert not Row.objects.exists()
    assert Inventory.objects.get(pk=draft.pk).revision == draft.revision


def test_a_notation_key_does_not_stand_beside_a_number(compiler: User, draft: Inventory) -> None:
    with pytest.raises(RowRefused, match="不能与数值同时填写"):
        add_row(user=compiler, pk=draft.pk, entry=diesel(notation="NO"))
    bare = Entry("stationary_fuel", "1.A.2", {}, notation="NE")
    with pytest.raises(RowRefused, match="须写明理由"):
        add_row(user=compiler, pk=draft.pk, entry=bare)
    assert not Row.objects.exists()


def test_an_unknown_category_or_kind_is_named(compiler: User, draft: Inventory) -> None:
    with pytest.raises(RowRefused, match=r"没有类别 9\.Z"):
        add_row(user=compiler, pk=draft.pk, entry=Entry("stationary_fuel", "9.Z", {}))
    with pytest.raises(RowRefused, match=r"不能填在类别 4\.A"):
        add_row(user=compiler, pk=draft.pk, entry=Entry("stationary_fuel", "4.A", {}))
    with pytest.raises(RowRefused, match="没有“nothing”这种源类型"):
        add_row(user=compiler, pk=draft.pk, entry=Entry("nothing", "1.A.2", {}))


def test_a_row_without_its_amount_is_kept_and_says_what_is_missing(compiler: User, draft: Inventory) -> None:
    add_row(user=compiler, pk=draft.pk, entry=diesel(""))
    (line,) = row_lines(draft)
    assert line.amount("CO2") is None
    assert any("燃料消费量" in told for told in line.problems)
    assert not Emission.objects.filter(amount__isnull=False).exists()


def test_changing_a_row_keeps_what_it_said(compiler: User, draft: Inventory) -> None:
    row = add_row(user=compiler, pk=draft.pk, entry=diesel("1000"))
    save_row(user=compiler, pk=draft.pk, row=row.pk, version=1, entry=diesel("2000"), reason="补报")
    assert [each.content["values"]["fuel_amount"] for each in RowEdition.objects.order_by("version")] == [1000, 2000]
    assert row_lines(draft)[0].amount("CO2") == pytest.approx(2 * 3095.909637, abs=1e-5)


def test_of_two_people_who_change_a_row_one_is_told(compiler: User, reviewer: User, draft: Inventory) -> None:
    row = add_row(user=compiler, pk=draft.pk, entry=diesel("1000"))
    save_row(user=reviewer, pk=draft.pk, row=row.pk, version=1, entry=diesel("2000"))
    with pytest.raises(Changed, match="刚由他人修改"):
        save_row(user=compiler, pk=draft.pk, row=row.pk, version=1, entry=diesel("3000"))
    assert Row.objects.get().values["fuel_amount"] == 2000


def test_a_row_that_is_taken_out_counts_no_more_and_stays_readable(compiler: User, draft: Inventory) -> None:
    row = add_row(user=compiler, pk=draft.pk, entry=diesel("1000"))
    remove_row(user=compiler, pk=draft.pk, row=row.pk, version=1, reason="重复")
    assert row_lines(draft) == []
    assert RowEdition.objects.filter(row=row).count() == 2
    assert not Emission.objects.exists()


def test_another_factor_is_chosen_with_a_reason_and_shown_in_the_trace(compiler: User, draft: Inventory) -> None:
    row = add_row(user=compiler, pk=draft.pk, entry=diesel("1000"))
    with pytest.raises(RowRefused, match="须写明理由"):
        choose_factor(user=compiler, pk=draft.pk, row=row.pk, version=1, parameter="ncv", code="x", reason="")
    given = {"value": 43.33, "unit": "GJ/t", "lower": None, "upper": None, "source": "化验报告 2023-17"}
    give_own_value(user=compiler, pk=draft.pk, row=row.pk, version=1, parameter="ncv", value=given)
    (line,) = row_lines(draft)
    assert line.amount("CO2") == pytest.approx(1000 * 43.33 / 1000 * 20.2 * 0.98 * 44 / 12)
    co2 = next(each for each in line.emissions if each.gas == "CO2" and each.kind == "emission")
    assert co2.trace["operands"][1]["factors"][0]["source"] == "化验报告 2023-17"


def test_a_measured_efficiency_of_one_control_takes_the_place_of_the_average(compiler: User, draft: Inventory) -> None:
    """T/CSES 144-2024: 0.962 t of NOx of 100 t of diesel; a measured value goes before the table's 42 %."""
    cells = {
        "fuel": "柴油",
        "fuel_amount": "100",
        "department": "采矿业和制造业",
        "controls": "选择性催化还原法 100%；袋式除尘法 100%",
    }
    row = add_row(user=compiler, pk=draft.pk, entry=Entry("stationary_fuel", "1.A.2", cells, label="工业锅炉"))
    assert row_lines(draft)[0].amount("NOx") == pytest.approx(0.962 * 0.58)
    given = {"value": 0.85, "unit": "1", "lower": None, "upper": None, "source": "监测报告 2023-4"}
    parameter = "nox_efficiency:选择性催化还原法"
    give_own_value(user=compiler, pk=draft.pk, row=row.pk, version=1, parameter=parameter, value=given)
    assert row_lines(draft)[0].amount("NOx") == pytest.approx(0.962 * 0.15)
    assert row_lines(draft)[0].amount("PM2.5") == pytest.approx(0.05 * 0.43 * 0.055)


def test_who_may_only_look_changes_nothing(draft: Inventory, django_user_model: type[User]) -> None:
    visitor = django_user_model.objects.create_user("visitor")
    with pytest.raises(NotAllowed):
        add_row(user=visitor, pk=draft.pk, entry=diesel())
    assert not Row.objects.exists()
