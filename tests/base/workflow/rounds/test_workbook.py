"""Sheets as workbooks: out, filled in, back, row by row; and everything that is no such workbook."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ditan.base.workflow.models import Assignment, SheetImport
from ditan.base.workflow.rounds.errors import NotReady, SheetRefused, WrongState
from ditan.base.workflow.rounds.selectors import sheet_of
from ditan.base.workflow.rounds.services.sheets import read_workbook, take_rows
from ditan.base.workflow.rounds.workbook import HEAD_ROW, TITLES, write_sheet
from tests.base.workflow.rounds.conftest import GOOD, Office, cells_of, fill, seen, step
from tests.fresh_code import signed_in

pytestmark = pytest.mark.django_db
Change = Callable[[Any], None]
CODES = ("energy_total", "coal", "gas", "forest_cover")


def column(title: str) -> int:
    return TITLES.index(title) + 1


def workbook(office: Office, assignment: Assignment, change: Change | None = None) -> bytes:
    """The template of this sheet, changed as somebody would in a spreadsheet."""
    data = write_sheet(sheet_of(office.clerk, seen(office.clerk, assignment)))
    if change is None:
        return data
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def put(title: str, code: str, value: object) -> Change:
    """Write into a cell."""

    def change(book: Any) -> None:
        book.worksheets[0].cell(HEAD_ROW + 1 + CODES.index(code), column(title)).value = value

    return change


def both(*changes: Change) -> Change:
    def change(book: Any) -> None:
        for each in changes:
            each(book)

    return change


def read(office: Office, assignment: Assignment, data: bytes) -> SheetImport:
    return read_workbook(user=office.clerk, assignment=seen(office.clerk, assignment), name="表.xlsx", data=data)


def row_of(sheet: SheetImport, code: str) -> dict[str, Any]:
    return next(each for each in sheet.rows if each["code"] == code)


def test_a_template_that_comes_back_unchanged_changes_nothing(office: Office, owed: Assignment, past: None) -> None:
    fill(office.clerk, owed, {**GOOD, "gas": "未知", "coal": "２０．５０"}, gas="管道改造，台账缺失")
    sheet = read(office, owed, workbook(office, owed))
    assert {each["outcome"] for each in sheet.rows} == {"same"}


def test_the_template_offers_a_list_and_says_what_stood_before(office: Office, owed: Assignment, past: None) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(office, owed)))
    page = book.worksheets[0]
    (rule,) = page.data_validations.dataValidation
    assert rule.formula1 == '"数值,未知,不适用"'
    assert page.cell(HEAD_ROW, column("上期")).value == "上期（2024年）"
    assert page.cell(HEAD_ROW + 1, column("上期")).value == "52.10"
    assert book.worksheets[1].sheet_state == "hidden"


def test_nothing_is_stored_until_rows_are_chosen_and_then_these_alone(office: Office, owed: Assignment) -> None:
    data = workbook(office, owed, both(put("数值", "coal", 20.5), put("数值", "gas", "32.70")))
    sheet = read(office, owed, data)
    assert cells_of(owed)["coal"].reported == ""
    chosen = {row_of(sheet, "coal")["row"]}
    take_rows(user=office.clerk, assignment=seen(office.clerk, owed), sheet=sheet.pk, chosen=chosen)
    assert (cells_of(owed)["coal"].reported, cells_of(owed)["gas"].reported) == ("20.5", "")
    with pytest.raises(WrongState, match="重新上传"):
        take_rows(user=office.clerk, assignment=seen(office.clerk, owed), sheet=sheet.pk, chosen=chosen)


def test_what_was_typed_since_the_workbook_was_read_is_not_overwritten(office: Office, owed: Assignment) -> None:
    sheet = read(office, owed, workbook(office, owed, put("数值", "coal", 20.5)))
    fill(office.colleague, owed, {"coal": "21.0"})
    chosen = {row_of(sheet, "coal")["row"]}
    (written,) = take_rows(user=office.clerk, assignment=seen(office.clerk, owed), sheet=sheet.pk, chosen=chosen)
    assert (written.outcome, cells_of(owed)["coal"].reported) == ("conflict", "21.0")


@pytest.mark.parametrize(
    "change, place, words",
    [
        (put("数值", "coal", "=1+1"), "E5", "公式"),
        (put("数值", "coal", "+A1"), "E5", "公式"),
        (put("数值", "coal", "-A1*2"), "E5", "公式"),
        (put("数值", "coal", "@cmd"), "E5", "公式"),
        (put("数值", "coal", "2025-03-01"), "E5", "是日期"),
        (put("数值", "coal", datetime.date(2025, 3, 1)), "E5", "“2025-03-01”是日期，不是数值；请检查单元格格式"),
        (put("数值", "coal", datetime.datetime(2025, 3, 1, 8, 30)), "E5", "是日期"),
        (put("数值", "coal", True), "E5", "不是数值"),
        (put("数值", "coal", 1e300), "E5", "超出可记录的范围"),
        (put("数值", "coal", "1e400"), "E5", "超出可记录的范围"),
        (put("数值", "coal", "20.5亿元"), "E5", "不能换算"),
        (put("数值", "coal", "#DIV/0!"), "E5", "不是数值"),
        (put("单位", "coal", "亿元"), "D5", "不是同类单位；请恢复原单位"),
        (put("单位", "coal", "吨标准煤"), "D5", "乘以 0.0001"),
        (put("数据情况", "coal", "大概"), "F5", "下拉列表"),
        (both(put("数据情况", "coal", "未知"), put("数值", "coal", 3)), "F5", "矛盾；请只留一个"),
        (put("指标编码", "coal", "mei"), "A5", "本轮没有编码为“mei”"),
        (put("指标编码", "coal", "gas"), "A5", "出现了 2 行，不知以哪一行为准；请只留一行"),
        (put("说明", "coal", "@cmd"), "G5", "公式符号"),
        (put("说明", "coal", "长" * 1001), "G5", "最多 1000 个；请精简"),
    ],
)
def test_a_row_that_cannot_be_taken_in_says_where_and_why(
    office: Office, owed: Assignment, change: Change, place: str, words: str
) -> None:
    sheet = read(office, owed, workbook(office, owed, change))
    refused = [each for each in sheet.rows if each["outcome"] == "refused"]
    assert refused[0]["place"] == place
    assert all(words in each["message"] for each in refused)
    assert cells_of(owed)["coal"].reported == ""


def shaped(code: str, value: float, number_format: str) -> Change:
    """A number in a cell that shows it in a format of its own."""

    def change(book: Any) -> None:
        cell = book.worksheets[0].cell(HEAD_ROW + 1 + CODES.index(code), column("数值"))
        cell.value, cell.number_format = value, number_format

    return change


@pytest.mark.parametrize(
    "change, code, reported",
    [
        (put("数值", "coal", 20.5), "coal", "20.5"),
        (put("数值", "coal", 20), "coal", "20"),
        (put("数值", "coal", "２０．５０"), "coal", "２０．５０"),
        (put("数值", "coal", "1,020.50"), "coal", "1,020.50"),
        (put("数值", "coal", "20.50 万吨标准煤"), "coal", "20.50"),
        (shaped("coal", 20.5, "0.00"), "coal", "20.50"),
        (shaped("coal", 20.537, "#,##0.0"), "coal", "20.537"),
        (shaped("coal", 0.1, "General"), "coal", "0.1"),
        (shaped("forest_cover", 0.551, "0.0%"), "forest_cover", "55.1"),
    ],
)
def test_a_number_keeps_the_digits_that_its_cell_shows(
    office: Office, owed: Assignment, change: Change, code: str, reported: str
) -> None:
    sheet = read(office, owed, workbook(office, owed, change))
    assert (row_of(sheet, code)["outcome"], row_of(sheet, code)["reported"]) == ("change", reported)


def test_a_percentage_where_none_is_asked_for_is_not_taken_for_a_number(office: Office, owed: Assignment) -> None:
    sheet = read(office, owed, workbook(office, owed, shaped("coal", 0.5, "0%")))
    assert "“50%”的单位是“%”，本指标的单位是“万吨标准煤”，两者不能换算" in row_of(sheet, "coal")["message"]


def test_totals_that_do_not_add_are_taken_in_and_keep_the_sheet_from_being_handed_in(
    office: Office, owed: Assignment
) -> None:
    values = {**GOOD, "gas": "30.00"}
    sheet = read(office, owed, workbook(office, owed, both(*(put("数值", *each) for each in values.items()))))
    rows = {each["row"] for each in sheet.rows}
    written = take_rows(user=office.clerk, assignment=seen(office.clerk, owed), sheet=sheet.pk, chosen=rows)
    assert [each.outcome for each in written] == ["saved"] * 4
    with pytest.raises(NotReady) as refused:
        step(office.clerk, owed, "submit")
    assert [each.text for each in refused.value.problems] == [
        "各分项合计 50.5，与本项 53.20 相差 2.7；请核对分项和合计。"
    ]


def test_a_newer_upload_drops_the_one_before_and_that_is_taken_in_no_more(office: Office, owed: Assignment) -> None:
    first = read(office, owed, workbook(office, owed, put("数值", "coal", 20.5)))
    read(office, owed, workbook(office, owed, put("数值", "coal", 21)))
    with pytest.raises(WrongState, match="已放弃"):
        take_rows(user=office.clerk, assignment=seen(office.clerk, owed), sheet=first.pk, chosen={5})
    assert cells_of(owed)["coal"].reported == ""


def test_the_drop_down_says_unknown(office: Office, owed: Assignment) -> None:
    sheet = read(office, owed, workbook(office, owed, put("数据情况", "coal", "未知")))
    assert (row_of(sheet, "coal")["outcome"], row_of(sheet, "coal")["reported"]) == ("change", "未知")


def _mark(**values: object) -> Change:
    import json

    def change(book: Any) -> None:
        cell = book["模板信息"]["A1"]
        cell.value = json.dumps({**json.loads(cell.value), **values}, ensure_ascii=False)

    return change


def _drop_mark(book: Any) -> None:
    del book["模板信息"]


def _merge(book: Any) -> None:
    book.worksheets[0].merge_cells("E4:E5")


def _drop_column(book: Any) -> None:
    book.worksheets[0].cell(HEAD_ROW, column("数值")).value = "数"


@pytest.mark.parametrize(
    "change, words",
    [
        (
            _mark(round=999, title="2024年度低碳指标年报", period="2024"),
            "这是“2024年度低碳指标年报”（2024年）的模板，本轮是2025年",
        ),
        (_mark(version=1), "模板已更新"),
        (_mark(assignment=999), "其他单位"),
        (_drop_mark, "不是本平台的填报模板"),
        (_merge, "合并单元格（E4:E5）"),
        (_drop_column, "缺少“数值”列"),
    ],
)
def test_another_template_is_refused_with_what_to_do(
    office: Office, owed: Assignment, change: Change, words: str
) -> None:
    with pytest.raises(SheetRefused, match=words):
        read(office, owed, workbook(office, owed, change))
    assert not SheetImport.objects.exists()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0", b"code,value"])
def test_what_is_no_workbook_is_refused_in_words(office: Office, owed: Assignment, data: bytes) -> None:
    with pytest.raises(SheetRefused, match=r"工作簿|文件"):
        read(office, owed, data)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    office: Office, owed: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ditan.base.workflow.rounds.views.exchange.MOST_BYTES", 1_000_000)
    upload = SimpleUploadedFile("巨表.xlsx", b"0" * 2_000_000)
    answer = signed_in(office.clerk).post(reverse("workflow:sheet_import", args=[owed.pk]), {"file": upload})
    assert answer.status_code == 422
    assert "“巨表.xlsx”有 2 MB，填报模板最多 1 MB" in answer.content.decode()


def test_a_workbook_goes_through_the_pages(office: Office, owed: Assignment) -> None:
    client = signed_in(office.clerk)
    data = workbook(office, owed, both(put("数值", "coal", 20.5), put("数值", "gas", "=A1")))
    upload = SimpleUploadedFile("填报.xlsx", data)
    answer = client.post(reverse("workflow:sheet_import", args=[owed.pk]), {"file": upload}, follow=True)
    text = answer.content.decode()
    assert "将改动 1 行，不能导入 1 行，没有变化 2 行" in text
    sheet = SheetImport.objects.get()
    address = reverse("workflow:sheet_report", args=[owed.pk, sheet.pk])
    done = client.post(address, {"row": [str(row_of(sheet, "coal")["row"])]}, follow=True)
    assert "已导入 1 格" in done.content.decode()
    assert cells_of(owed)["coal"].number == 20.5


def test_the_results_of_a_round_leave_the_house_as_text(office: Office, owed: Assignment) -> None:
    fill(office.clerk, owed, {"coal": "20.50"}, coal="含洗煤")
    answer = signed_in(office.coordinator).get(reverse("workflow:round_export", args=[owed.round_id]))
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    assert len(rows) == 6
    found = next(row for row in rows if row[2] == "coal")
    assert (found[0], found[4], found[5], found[8]) == ("区经济信息委", "2025年", "20.50", "含洗煤")
