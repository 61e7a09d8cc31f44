"""A workbook of one sheet that is written row by row and never held in memory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import xlsxwriter
from django.utils import timezone

MOST_CHARACTERS = 32_000
"""A cell holds 32,767; Excel calls a file with more damaged."""

Cell = str | int | float | Decimal | bool | date | datetime | None


class Sheet:
    """Write the head, then the rows. Text is never taken for a formula or an address."""

    def __init__(self, path: Path | BinaryIO, title: str) -> None:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(path, options)
        name = _sheet_name(title)
        self._sheet = self._book.add_worksheet(name or "Sheet1")
        self.rows = 0

    def __enter__(self) -> Sheet:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._book.close()

    def head(self, titles: Sequence[str], widths: Sequence[int] = ()) -> None:
        """The first row, which stays in sight."""
        look = self._book.add_format({"bold": True, "bg_color": "#E6F4F1", "border": 1, "border_color": "#C9D6D2"})
        for number, width in enumerate(widths):
            self._sheet.set_column(number, number, width)
        self._sheet.freeze_panes(1, 0)
        for number, title in enumerate(titles):
            self._sheet.write_string(0, number, title, look)

    def row(self, cells: Sequence[Cell]) -> None:
        """One more row. Nothing stays nothing; times are of the district's clock."""
        self.rows += 1
        for number, cell in enumerate(cells):
            if isinstance(cell, bool):
                self._sheet.write_string(self.rows, number, "是" if cell else "否")
            elif isinstance(cell, (int, float, Decimal)):
                self._sheet.write_number(self.rows, number, cell)
            elif cell is not None and cell != "":
                self._sheet.write_string(self.rows, number, _as_text(cell)[:MOST_CHARACTERS])


def _as_text(cell: str | date | datetime) -> str:
    if isinstance(cell, datetime):
        return timezone.localtime(cell).strftime("%Y-%m-%d %H:%M:%S")
    return cell.isoformat() if isinstance(cell, date) else cell


def _sheet_name(title: str) -> str:
    """The part of a title that a sheet may be called: Excel counts halves of letters (UTF-16), 31 at most.

    >>> _sheet_name("2025年[指标]")
    '2025年指标'
    >>> len(_sheet_name("𠀀" * 40))
    15
    """
    fits = "".join(letter for letter in title if letter.isprintable() and letter not in "[]:*?/\\'")
    return fits.encode("utf-16-le", "ignore")[:62].decode("utf-16-le", "ignore")
