"""Workbooks that are handed in and given out: is it one, is it of a sane size, its cells as text; and an empty one."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Sequence
from typing import Any

import openpyxl
import xlsxwriter
from django.utils.translation import gettext as _

from ditan.base.directory.errors import ImportRefused, RowError

MOST_ROWS = 5_000
MOST_BYTES = 10_000_000
MOST_UNPACKED = 100_000_000
FORMULA = ("=", "+", "-", "@", "\t", "\r", "|")
"""What a cell must not begin with, lest a spreadsheet computes it."""


def read_sheet(data: bytes) -> list[list[str]]:
    """All rows of the first sheet as text, the head first; `ImportRefused` says why it cannot be read."""
    refuse_dangerous(data)
    rows: list[list[str]] = []
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for row in book.worksheets[0].iter_rows(values_only=True):
            if len(rows) > MOST_ROWS:
                raise whole(_("工作簿超过 %(most)d 行；请分批导入。") % {"most": MOST_ROWS})
            rows.append([text_of(cell) for cell in row])
    except ImportRefused:
        raise
    except Exception as error:  # openpyxl raises whatever the broken part made it stumble over
        raise whole(_("工作簿无法读取，可能已损坏；请重新下载模板后填写。")) from error
    return rows


def places_of(head: Sequence[str], titles: Sequence[str], needed: Sequence[str]) -> dict[str, int]:
    """Where each title stands in the head; `ImportRefused` names those that are needed and missing."""
    found = {title: place for place, title in enumerate(head) if title in titles}
    missing = [title for title in needed if title not in found]
    if missing:
        raise whole(_("首行缺少“%s”列；请使用导入模板的表头。") % "”“".join(missing))
    return found


def empty_sheet(title: str, columns: Sequence[str]) -> bytes:
    """A workbook with its head and nothing else. Cells are text, so that codes keep their zeros."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet(title)
    head = book.add_format({"bold": True, "bg_color": "#E6F4F1", "border": 1, "border_color": "#C9D6D2"})
    text = book.add_format({"num_format": "@"})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, 24, text)
        sheet.write_string(0, place, column, head)
    sheet.freeze_panes(1, 0)
    book.close()
    return stream.getvalue()


def whole(message: str) -> ImportRefused:
    """The refusal of a whole workbook."""
    return ImportRefused([RowError(0, "", message)])


def text_of(cell: Any) -> str:
    """A cell as text: `2025` for 2025.0, nothing for an empty cell, the text behind an apostrophe that guards it."""
    if cell is None:
        return ""
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = str(cell).strip().replace("\x00", "")
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text


def refuse_dangerous(data: bytes, most_unpacked: int = MOST_UNPACKED, most_bytes: int = MOST_BYTES) -> None:
    """Refuse what is empty, too large or no workbook, before anything of it is opened."""
    if not data:
        raise whole(_("文件是空的（0 字节）；请重新选择 .xlsx 文件。"))
    if len(data) > most_bytes:
        raise whole(_("文件超过 %(most)d MB；请分批导入。") % {"most": most_bytes // 1_000_000})
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
    except zipfile.BadZipFile as error:
        raise whole(_("这不是 .xlsx 工作簿；旧版 .xls 请另存为 .xlsx，再重新选择文件。")) from error
    if unpacked > most_unpacked:
        raise whole(_("工作簿解压后超过 %(most)d MB，已拒绝打开。") % {"most": most_unpacked // 1_000_000})
