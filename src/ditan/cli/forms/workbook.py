"""A workbook: one sheet a kind, one row an item, one row a finding."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import xlsxwriter

from ditan.cli.forms.columns import SHEETS, Sheet
from ditan.core.reading import Draft

WIDTHS = {"原文": 60, "内容": 60, "说明": 60, "数值": 36, "指标": 28, "目标": 28, "标题": 36, "项目": 36}


def to_workbook(draft: Draft) -> bytes:
    """The draft as xlsx. Text stays text: nothing of a plan is ever taken for a formula or an address."""
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        for sheet in SHEETS:
            _add_sheet(book, sheet, sheet.items(draft), heading, body)
    return buffer.getvalue()


def _add_sheet(book: Any, sheet: Sheet, items: tuple[Any, ...], heading: Any, body: Any) -> None:
    page = book.add_worksheet(sheet.title)
    page.freeze_panes(1, 0)
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, WIDTHS.get(column.title, 14))
        page.write_string(0, index, column.title, heading)
        for row, item in enumerate(items, start=1):
            cell = column.cell(item)
            if isinstance(cell, float | int):
                page.write_number(row, index, cell, body)
            elif cell:
                page.write_string(row, index, cell[:32767], body)
    if items:
        page.autofilter(0, 0, len(items), len(sheet.columns) - 1)
