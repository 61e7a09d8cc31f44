"""Workbooks that are handed in: cells as text, and files that no sheet can be read from."""

from __future__ import annotations

import datetime
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.base.directory.errors import ImportRefused
from ditan.base.directory.sheets import FORMULA, MOST_BYTES, empty_sheet, places_of, read_sheet, text_of


def packed(name: str, data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(name, data)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (2025.0, "2025"),
        (2.5, "2.5"),
        (" 甲\x00 ", "甲"),
        ("'=SUM(A1)", "=SUM(A1)"),
        ("'甲", "'甲"),
        (datetime.datetime(2026, 7, 1), "2026-07-01"),
    ],
)
def test_a_cell_is_read_as_text(cell: object, text: str) -> None:
    assert text_of(cell) == text


@given(st.sampled_from(FORMULA), st.text("abc甲乙1", min_size=1))
def test_what_is_guarded_against_computing_comes_back_as_it_was(mark: str, text: str) -> None:
    assert text_of(f"'{mark}{text}") == f"{mark}{text}"


def test_an_empty_workbook_has_its_head_alone() -> None:
    data = empty_sheet("行业分类", ("代码", "名称"))
    assert read_sheet(data) == [["代码", "名称"]]
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    assert (sheet.title, sheet.max_row) == ("行业分类", 1)


def test_columns_are_found_by_title_in_any_order() -> None:
    assert places_of(["名称", "备注", "代码"], ("代码", "名称"), ("代码",)) == {"名称": 0, "代码": 2}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "文件是空的（0 字节）"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 .xls 请另存为 .xlsx"),
        (b"0" * (MOST_BYTES + 1), "文件超过 10 MB"),
        (packed("a.txt", b"not a workbook"), "工作簿无法读取，可能已损坏"),
    ],
)
def test_what_is_no_workbook_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        read_sheet(data)
    assert says in refused.value.message
    assert [error.row for error in refused.value.rows] == [0]


@pytest.mark.slow
def test_a_workbook_that_unpacks_to_a_flood_is_not_opened() -> None:
    with pytest.raises(ImportRefused, match="解压后超过 100 MB，已拒绝打开"):
        read_sheet(packed("xl/workbook.xml", b" " * 100_000_001))
