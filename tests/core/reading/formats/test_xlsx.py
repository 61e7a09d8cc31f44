"""Excel workbooks."""

import datetime

import openpyxl
import pytest

from ditan.core.reading.decode import decode
from ditan.core.reading.errors import ReadingError, TooLarge
from ditan.core.reading.formats.cellvalues import print_value
from ditan.core.reading.source import SourceText
from tests.core.reading.packages import saved, workbook, zipped


def rows(source: SourceText, table: int = 0) -> list[list[str]]:
    return [[source.text[start:end] for start, end in row] for row in source.tables[table]]


def test_a_sheet_is_a_ruled_table_under_its_name() -> None:
    source = decode(workbook(["序号", "任务", "责任单位"], [1, "推进节能", "区发改委"], title="任务分工"), "a.xlsx")
    assert source.text == "任务分工\n序号\t任务\t责任单位\n1\t推进节能\t区发改委\n"
    assert rows(source) == [["序号", "任务", "责任单位"], ["1", "推进节能", "区发改委"]]


def test_numbers_are_printed_as_the_sheet_shows_them() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["指标", "值"])
    for row, (value, shown) in enumerate(
        [(0.3, "0%"), (0.125, "0.0%"), (497379.19, "General"), (12.0, "General"), (3.14159, "0.00")], 2
    ):
        sheet.cell(row, 1, "行")
        sheet.cell(row, 2, value).number_format = shown
    assert [row[1] for row in rows(decode(saved(book), "a.xlsx"))] == ["值", "30%", "12.5%", "497379.19", "12", "3.14"]


def test_dates_are_printed_as_dates() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["任务", "时限"])
    sheet.append(["节能", datetime.date(2025, 12, 31)])
    sheet["B2"].number_format = 'yyyy"年"m"月"'
    sheet.append(["减排", datetime.date(2025, 12, 31)])
    assert [row[1] for row in rows(decode(saved(book), "a.xlsx"))] == ["时限", "2025年12月", "2025-12-31"]


def test_merged_cells_are_given_in_every_row_and_column() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["A2"], sheet["B2"], sheet["B3"] = "附件1 任务表", "能源", "任务甲", "任务乙"
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("A2:A3")
    assert rows(decode(saved(book), "a.xlsx")) == [
        ["附件1 任务表", "附件1 任务表"],
        ["能源", "任务甲"],
        ["能源", "任务乙"],
    ]


def test_two_blank_rows_part_two_tables() -> None:
    data = workbook(["序号", "任务"], [1, "甲"], [], [], ["序号", "项目"], [1, "乙"])
    source = decode(data, "a.xlsx")
    assert [rows(source, table)[0] for table in (0, 1)] == [["序号", "任务"], ["序号", "项目"]]


def test_blank_columns_are_left_out() -> None:
    assert rows(decode(workbook(["序号", None, "任务"], [1, None, "甲"]), "a.xlsx")) == [["序号", "任务"], ["1", "甲"]]


def test_a_cell_far_out_costs_nothing() -> None:
    book = openpyxl.Workbook()
    book.active.append(["序号", "任务"])
    book.active.append([1, "甲"])
    book.active["XFD1048576"] = "注"
    source = decode(saved(book), "a.xlsx")
    assert len(source.text) < 60


def test_a_sheet_of_too_many_rows_and_columns_is_refused() -> None:
    book = openpyxl.Workbook()
    for at in range(1, 1601):
        book.active.cell(at, at, "x")
    with pytest.raises(TooLarge, match="1600 行 × 1600 列"):
        decode(saved(book), "a.xlsx")


def test_hidden_sheets_are_left_out_with_a_warning() -> None:
    book = openpyxl.Workbook()
    book.active.append(["序号", "任务"])
    book.active.append([1, "甲"])
    hidden = book.create_sheet("下拉")
    hidden.append(["是", "否"])
    hidden.sheet_state = "hidden"
    source = decode(saved(book), "a.xlsx")
    assert "下拉" not in source.text
    assert source.warnings == ("工作表“下拉”是隐藏的,未读取",)


def test_formulas_give_their_stored_values() -> None:
    parts = {
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="表" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row><c t="inlineStr"><is><t>合计</t></is></c><c><f>SUM(B1:B2)</f><v>12.5</v></c></row>'
        '<row r="2"><c r="A2" t="e"><v>#REF!</v></c><c r="B2" t="b"><v>1</v></c><c r="C2" t="s"><v>99</v></c><c r="D2" s="xx"><v>7</v></c></row>'
        "</sheetData></worksheet>",
    }
    assert decode(zipped(parts), "a.xlsx").text == "表\n合计\t12.5\t\n#REF!\t是\t7\n"


@pytest.mark.parametrize(
    ("stored", "shown", "printed"),
    [
        ("44525", "yyyy-mm-dd", "2021-11-25"),
        ("44525", "m/d", "11-25"),
        ("0", "yyyy-mm-dd", "0"),
        ("9e99", "yyyy-mm-dd", "9e+99"),
        ("abc", "0%", "abc"),
        ("nan", "General", "nan"),
        ("1e400", "0", "1e400"),
        ("1234567", "#,##0", "1234567"),
        ("0.285", "0%", "28%"),
    ],
)
def test_stored_numbers_print_by_their_format(stored: str, shown: str, printed: str) -> None:
    assert print_value(stored, shown) == printed


@pytest.mark.parametrize("broken", ["<workbook", "", "<x/>"])
def test_a_broken_workbook_is_refused(broken: str) -> None:
    with pytest.raises(ReadingError):
        decode(zipped({"xl/workbook.xml": broken}), "a.xlsx")
