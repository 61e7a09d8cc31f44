"""The data of a chart or a page as a file: xlsx or csv, the same cells in both."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils import timezone

from ditan.base.answers import XLSX, attachment
from ditan.base.reporting.sheet import Cell, Sheet

FORMATS = ("xlsx", "csv")
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Table:
    """A title, the names of the columns, and rows of plain cells: None where a value is not known."""

    title: str
    head: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    widths: tuple[int, ...] = ()


def table_file(table: Table, form: str) -> HttpResponse:
    """The table as a file to save, its name with today's date; any form but `csv` is a workbook."""
    day = timezone.localtime().strftime("%Y%m%d-%H%M")
    if form == "csv":
        return attachment(as_csv(table), f"{table.title}-{day}.csv", "text/csv; charset=utf-8")
    return attachment(as_xlsx(table), f"{table.title}-{day}.xlsx", XLSX)


def as_xlsx(table: Table) -> bytes:
    """One sheet; numbers are numbers, texts never formulas."""
    kept = io.BytesIO()
    with Sheet(kept, table.title) as sheet:
        sheet.head(table.head, table.widths)
        for row in table.rows:
            sheet.row(row)
    return kept.getvalue()


def as_csv(table: Table) -> bytes:
    """UTF-8 with the mark that Excel and WPS look for. A text that a spreadsheet would run gets an apostrophe."""
    kept = io.StringIO(newline="")
    writer = csv.writer(kept)
    writer.writerow(_harmless(cell) for cell in table.head)
    writer.writerows([_harmless(cell) for cell in row] for row in table.rows)
    return kept.getvalue().encode("utf-8-sig")


def _harmless(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return "是" if cell else "否"
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(STARTS_FORMULA) else cell
