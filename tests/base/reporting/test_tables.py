"""A table as a file: the same cells as xlsx and csv, unknown as nothing, no text that a spreadsheet runs."""

from __future__ import annotations

import csv
import io

import openpyxl

from ditan.base.reporting.tables import Table, as_csv, as_xlsx, table_file

TABLE = Table("地区对比", ("地区", "数值"), [("渝中区", 1781.8), ("=1+1", None), ("铜梁区", 0)])


def test_a_workbook_keeps_numbers_as_numbers_and_unknown_as_nothing() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(TABLE))).worksheets[0]
    assert list(sheet.iter_rows(values_only=True)) == [
        ("地区", "数值"),
        ("渝中区", 1781.8),
        ("=1+1", None),
        ("铜梁区", 0),
    ]
    assert sheet["A3"].data_type == "s"


def test_a_csv_opens_in_a_spreadsheet_and_runs_nothing() -> None:
    data = as_csv(TABLE)
    assert data.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig")))) == [
        ["地区", "数值"],
        ["渝中区", "1781.8"],
        ["'=1+1", ""],
        ["铜梁区", "0"],
    ]


def test_a_file_has_its_title_and_its_form_in_its_name() -> None:
    assert ".csv" in table_file(TABLE, "csv")["Content-Disposition"]
    assert ".xlsx" in table_file(TABLE, "anything")["Content-Disposition"]
