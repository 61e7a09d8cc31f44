"""Workbooks of activity data: out with drop-downs and hidden codes, in with a check of every row, and there and back."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ditan.base.refusal import Changed, ImportRefused
from ditan.core.inventory.kinds import KINDS, kind_of
from ditan.domains.inventory.exchange.reading import read_workbook
from ditan.domains.inventory.exchange.workbook import Sheet, heads_of, row_cells, written
from ditan.domains.inventory.models import Inventory, Row
from ditan.domains.inventory.services import Entry, add_row, save_row
from ditan.domains.inventory.services.importing import check, hand_in, take
from ditan.domains.inventory.views.exchange import marked
from tests.domains.inventory.entries import diesel, direct, electricity

FUEL = kind_of("stationary_fuel")
FILLED = {"category": "1.A.2.f 非金属矿物制品", "label": "水泥窑", "fuel": "柴油", "fuel_amount": 12.5}


def book_of(draft: Inventory, *rows: dict[str, Any], change: Callable[[Any], None] | None = None) -> bytes:
    """A filled template of burnt fuel, changed by hand where asked."""
    data = written(draft, [Sheet(FUEL, rows)])
    if change is None:
        return data
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book[FUEL.label])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def exported(draft: Inventory) -> bytes:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in draft.rows.filter(removed_at__isnull=True):
        found.setdefault(row.kind, []).append(row_cells(row, kind_of(row.kind)))
    return written(draft, [Sheet(kind_of(code), rows) for code, rows in found.items()])


def handed(user: User, draft: Inventory, data: bytes) -> Any:
    return hand_in(user=user, pk=draft.pk, name="活动数据.xlsx", data=data)


def test_a_template_has_a_sheet_for_every_kind_with_hidden_codes_and_choices(draft: Inventory) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(draft, [Sheet(each) for each in KINDS])))
    assert len(book.worksheets) == len(KINDS) + 2
    page = book[FUEL.label]
    assert page["A1"].value == "row@stationary_fuel"
    assert page.row_dimensions[1].hidden
    assert [cell.value for cell in page[2]] == [each.title for each in heads_of("stationary_fuel")]
    assert len(page.data_validations.dataValidation) >= 4
    assert book["选项"].sheet_state == "hidden"
    assert "不要填 0" in str(list(book["填写说明"].iter_rows(values_only=True)))


def test_rows_that_go_out_come_back_the_same(compiler: User, draft: Inventory) -> None:
    cells = {"fuel": "原煤", "fuel_amount": "3.2 万t", "controls": "石灰石/石膏法 80% × 95%", "sulphur_percent": "1.2"}
    add_row(user=compiler, pk=draft.pk, entry=Entry("stationary_fuel", "1.A.2.f", cells, label="=水泥窑"))
    add_row(user=compiler, pk=draft.pk, entry=diesel("0.1"))
    add_row(user=compiler, pk=draft.pk, entry=electricity())
    add_row(user=compiler, pk=draft.pk, entry=direct("SF6", "0.0125"))
    add_row(user=compiler, pk=draft.pk, entry=Entry("rice", "3.C.7", {}, notation="NO"))
    checked = check(draft, handed(compiler, draft, exported(draft)))
    assert [each.outcome for each in checked] == ["same"] * 5
    assert {each.twice for each in checked} == {""}


def test_nothing_is_stored_before_rows_are_chosen_and_then_only_those(compiler: User, draft: Inventory) -> None:
    found = handed(compiler, draft, book_of(draft, FILLED, {**FILLED, "label": "另一座"}))
    assert not Row.objects.exists()
    take(user=compiler, pk=draft.pk, handed=found.pk, version=1, chosen=[1])
    row = Row.objects.get()
    assert (row.label, row.category, row.values["fuel_amount"]) == ("另一座", "1.A.2.f", 12.5)
    assert row.emissions.get(gas="CO2").amount == pytest.approx(12.5 * 3.095909637, rel=1e-6)


def test_a_workbook_is_taken_once(compiler: User, draft: Inventory) -> None:
    found = handed(compiler, draft, book_of(draft, FILLED))
    take(user=compiler, pk=draft.pk, handed=found.pk, version=1, chosen=[0])
    with pytest.raises(Changed, match="已经写入过"):
        take(user=compiler, pk=draft.pk, handed=found.pk, version=1, chosen=[0])
    assert Row.objects.count() == 1


def test_a_changed_row_says_what_it_said_and_what_it_would_say(compiler: User, draft: Inventory) -> None:
    row = add_row(user=compiler, pk=draft.pk, entry=diesel("1000"))
    cells = {**row_cells(row, FUEL), "fuel_amount": 1200}
    found = handed(compiler, draft, book_of(draft, cells))
    (checked,) = check(draft, found)
    assert checked.outcome == "changed"
    assert checked.changes[0][1:] == ("1000.0", "1200.0")
    take(user=compiler, pk=draft.pk, handed=found.pk, version=1, chosen=[0])
    assert Row.objects.get().values["fuel_amount"] == 1200


def test_a_row_that_somebody_changed_after_the_export_is_not_written_over(compiler: User, draft: Inventory) -> None:
    row = add_row(user=compiler, pk=draft.pk, entry=diesel("1000"))
    data = book_of(draft, {**row_cells(row, FUEL), "fuel_amount": 1200})
    save_row(user=compiler, pk=draft.pk, row=row.pk, version=1, entry=diesel("1100"))
    (checked,) = check(draft, handed(compiler, draft, data))
    assert checked.outcome == "conflict"
    assert "导出后被修改过" in checked.faults[0][1]


@pytest.mark.parametrize(
    ("cells", "place", "told"),
    [
        ({"fuel_amount": -3}, "E3 燃料消费量", "不能为负"),
        ({"fuel_amount": "NaN"}, "E3 燃料消费量", "不是数字"),
        ({"fuel_amount": "5 kWh"}, "E3 燃料消费量", "不能换算"),
        ({"fuel": "木头渣"}, "D3 燃料品种", "没有“木头渣”"),
        ({"category": "9.Z"}, "B3 类别", "没有类别 9.Z"),
        ({"category": "4.A"}, "B3 类别", "不能填在类别 4.A"),
        ({"notation": "NE", "notation_reason": "无"}, "标识符", "不能与数值同时填写"),
        ({"controls": "石灰石/石膏法 70% × 90%；双碱法 50%"}, "治理措施", "不能超过 100%"),
        ({"row": "77/1"}, "A3 平台行号", "本清单没有平台行号 77"),
        ({"row": "七"}, "A3 平台行号", "不是系统填写的样子"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named_with_rule_and_remedy(
    compiler: User, draft: Inventory, cells: dict[str, Any], place: str, told: str
) -> None:
    (checked,) = check(draft, handed(compiler, draft, book_of(draft, {**FILLED, **cells})))
    assert checked.outcome == "refused"
    where, message = checked.faults[0]
    assert place in where
    assert told in message


def test_a_number_shown_as_percent_is_read_as_it_is_shown(compiler: User, draft: Inventory) -> None:
    def percent(page: Any) -> None:
        head = [cell.value for cell in page[1]].index("sulphur_percent") + 1
        page.cell(3, head, 0.012).number_format = "0.0%"

    data = book_of(draft, {**FILLED, "fuel": "原煤"}, change=percent)
    (checked,) = check(draft, handed(compiler, draft, data))
    assert checked.typed.entry.cells["sulphur_percent"] == "1.2%"
    assert checked.outcome == "new"


def test_the_same_source_twice_is_flagged_and_not_ticked(client: Client, compiler: User, draft: Inventory) -> None:
    add_row(user=compiler, pk=draft.pk, entry=Entry("stationary_fuel", "1.A.2.f", {"fuel": "柴油"}, label="水泥窑"))
    found = handed(compiler, draft, book_of(draft, FILLED, {**FILLED, "label": "新窑"}, {**FILLED, "label": "新窑"}))
    assert [each.twice for each in check(draft, found)] == ["清单第 1 行", "", "“固定源燃料燃烧”第 4 行"]
    client.force_login(compiler)
    page = client.get(reverse("inventory:import_report", args=[draft.pk, found.pk])).content.decode()
    assert page.count("疑似重复</span>") == 2
    assert page.count(" checked") == 1


def swap(page: Any) -> None:
    """Somebody moves a column with its head, codes and all."""
    for row in range(1, 4):
        page.cell(row, 4).value, page.cell(row, 5).value = page.cell(row, 5).value, page.cell(row, 4).value


def rename(page: Any) -> None:
    page["E2"] = "用煤量"


def add_column(page: Any) -> None:
    page.cell(3, len(heads_of("stationary_fuel")) + 1, "备注")


@pytest.mark.parametrize(
    ("change", "told"), [(swap, "D 列应为“燃料品种"), (rename, "现为“用煤量”"), (add_column, "在模板的列之外")]
)
def test_moved_renamed_and_added_columns_are_refused_by_name(
    compiler: User, draft: Inventory, change: Callable[[Any], None], told: str
) -> None:
    with pytest.raises(ImportRefused, match=told):
        handed(compiler, draft, book_of(draft, FILLED, change=change))
    assert not draft.imports.exists()


def test_a_workbook_of_another_make_and_a_broken_file_are_refused_in_words(draft: Inventory) -> None:
    with pytest.raises(ImportRefused, match=r"不是 \.xlsx 工作簿"):
        read_workbook(b"hello")
    stream = io.BytesIO()
    book = openpyxl.Workbook()
    book.active["A1"] = "名称"
    book.save(stream)
    with pytest.raises(ImportRefused, match="没有隐藏的列编码"):
        read_workbook(stream.getvalue())
    with pytest.raises(ImportRefused, match="没有数据行"):
        read_workbook(written(draft, [Sheet(FUEL)]))


def test_the_error_file_says_what_is_wrong_and_may_be_handed_in_again(compiler: User, draft: Inventory) -> None:
    found = handed(compiler, draft, book_of(draft, {**FILLED, "fuel_amount": -3}, FILLED))
    data = marked(draft, found.rows, check(draft, found))
    page = openpyxl.load_workbook(io.BytesIO(data))[FUEL.label]
    assert "不能为负" in page.cell(3, len(heads_of("stationary_fuel")) + 1).value
    (line,) = read_workbook(data)
    assert line.cells["fuel_amount"] == "-3"


def test_pages_lead_from_upload_to_rows(client: Client, compiler: User, draft: Inventory) -> None:
    client.force_login(compiler)
    upload = SimpleUploadedFile("填好.xlsx", book_of(draft, FILLED))
    answer = client.post(reverse("inventory:import", args=[draft.pk]), {"file": upload})
    report = answer.headers["Location"]
    assert "水泥窑" in client.get(report).content.decode()
    answer = client.post(report, {"version": 1, "row": ["0"]})
    assert answer.headers["Location"] == reverse("inventory:inventory", args=[draft.pk])
    assert Row.objects.get().label == "水泥窑"


def test_a_workbook_that_cannot_be_read_is_told_on_the_page(client: Client, compiler: User, draft: Inventory) -> None:
    client.force_login(compiler)
    answer = client.post(
        reverse("inventory:import", args=[draft.pk]), {"file": SimpleUploadedFile("x.xlsx", b"nonsense")}
    )
    assert answer.status_code == 422
    assert "没有导入" in answer.content.decode()


def test_a_colleague_does_not_see_what_another_handed_in(
    client: Client, compiler: User, reviewer: User, draft: Inventory
) -> None:
    found = handed(compiler, draft, book_of(draft, FILLED))
    client.force_login(reviewer)
    assert client.get(reverse("inventory:import_report", args=[draft.pk, found.pk])).status_code == 404


def test_rows_beyond_those_that_are_listed_are_taken_where_one_says_so(
    client: Client, compiler: User, draft: Inventory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ditan.domains.inventory.views.exchange.SHOWN", 1)
    rows = [{**FILLED, "label": name} for name in ("一号", "二号", "三号")]
    found = handed(compiler, draft, book_of(draft, *rows))
    client.force_login(compiler)
    report = reverse("inventory:import_report", args=[draft.pk, found.pk])
    assert "未列出的 2 行" in client.get(report).content.decode()
    client.post(report, {"version": 1, "rest": "1"})
    assert list(Row.objects.order_by("position").values_list("label", flat=True)) == ["二号", "三号"]
