"""The workbook that is written row by row."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ditan.base.reporting.sheet import MOST_CHARACTERS, Sheet


def cells_of(path: Path) -> list[list[object]]:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_values_are_kept_by_their_kind(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with Sheet(path, "表") as sheet:
        sheet.head(["甲", "乙", "丙", "丁", "戊", "己"])
        sheet.row([1, Decimal("2.50"), None, "", True, date(2026, 11, 21)])
    assert cells_of(path)[1] == [1, 2.5, None, None, "是", "2026-11-21"]
    assert sheet.rows == 1


def test_a_time_is_of_the_districts_clock(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with Sheet(path, "表") as sheet:
        sheet.row([datetime(2026, 11, 21, 4, 0, tzinfo=UTC)])
    assert cells_of(path)[1] == ["2026-11-21 12:00:00"]


def test_text_is_never_a_formula_nor_an_address(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with Sheet(path, "表") as sheet:
        sheet.row(["=1+1", "http://example.org/", "@SUM(A1)"])
    book = openpyxl.load_workbook(path).worksheets[0]
    assert [cell.data_type for cell in book[2]] == ["s", "s", "s"]
    assert book["B2"].hyperlink is None


def test_a_long_text_is_cut_to_what_a_cell_holds(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with Sheet(path, "表") as sheet:
        sheet.row(["字" * 40_000])
    assert len(str(cells_of(path)[1][0])) == MOST_CHARACTERS


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(max_size=60))
def test_any_title_makes_a_sheet_that_opens(tmp_path: Path, title: str) -> None:
    path = tmp_path / "a.xlsx"
    with Sheet(path, title) as sheet:
        sheet.row([1])
    assert len(openpyxl.load_workbook(path).worksheets) == 1
