"""The workbook of an office: its sheets, their rows as text, their merged areas. Nothing is taken for more than text."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils.cell import range_boundaries

from ditan.base.directory.sheets import refuse_dangerous, whole
from ditan.base.refusal import ImportRefused
from ditan.core.ledgers.columns import Area
from ditan.core.records.typed import clean

MOST_BYTES = 20_000_000
MOST_UNPACKED = 200_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 60
MOST_SHEETS = 12
MOST_AREAS = 100_000
MOST_EMPTY = 1_000
"""Empty rows in a row after which a sheet is taken to have ended: formats are often laid over all of it."""
PREVIEW_ROWS = 36
PREVIEW_TEXT = 120
ERRORS = frozenset(("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"))
MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of a sheet, and the merged areas that begin within them."""

    name: str
    rows: list[list[str]]
    areas: list[Area]


def previews(data: bytes) -> list[Preview]:
    """The visible sheets that hold anything; `ImportRefused` says why the file cannot be read at all."""
    book = _book(data)
    found = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for page in _pages(book):
                rows = [cells for _number, cells in _rows(page, PREVIEW_ROWS)]
                areas = [area for area in _areas(packed, page) if area[0] < PREVIEW_ROWS]
                cut = [[cell[:PREVIEW_TEXT] for cell in row] for row in rows]
                found.append(Preview(page.title, cut, areas))
    except ImportRefused:
        raise
    except Exception as error:
        raise _broken() from error
    if not any(any(map(any, each.rows)) for each in found):
        raise whole(_("工作簿的各张可见工作表都是空的；请选择填有台账的文件。"))
    return found


def read_sheet(data: bytes, sheet: int) -> tuple[list[list[str]], list[Area]]:
    """All rows of a sheet, the first one at 0, and its merged areas."""
    book = _book(data)
    pages = _pages(book)
    if sheet >= len(pages):
        raise whole(_("工作簿没有第 %d 张工作表；请重新选择。") % (sheet + 1))
    rows: list[list[str]] = []
    try:
        for number, cells in _rows(pages[sheet], None):
            if number >= MOST_ROWS:
                raise whole(_("工作表超过 %(most)d 行；请分成几个文件导入。") % {"most": MOST_ROWS})
            rows.append(cells)
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            areas = list(_areas(packed, pages[sheet]))
    except ImportRefused:
        raise
    except Exception as error:  # openpyxl raises whatever the broken part made it stumble over
        raise _broken() from error
    return rows, areas


def _broken() -> ImportRefused:
    return whole(_("工作簿读到一半无法继续，可能已损坏；没有导入任何事项，请重新保存后上传。"))


def _book(data: bytes) -> Any:
    refuse_dangerous(data, MOST_UNPACKED, MOST_BYTES)
    try:
        return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Exception as error:
        raise whole(_("工作簿无法读取，可能已损坏或加密；请用表格软件打开后另存为 .xlsx 再上传。")) from error


def _pages(book: Any) -> list[Any]:
    return [page for page in book.worksheets if page.sheet_state == "visible"][:MOST_SHEETS]


def _rows(page: Any, most: int | None) -> Iterator[tuple[int, list[str]]]:
    """Rows from the first on, empty ones within them too, those at the end left out."""
    page.reset_dimensions()
    waiting = 0
    for number, row in enumerate(page.iter_rows(max_col=MOST_COLUMNS)):
        if most is not None and number >= most:
            return
        cells = [text_of(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            waiting += 1
            if waiting > MOST_EMPTY:
                return
            continue
        for empty in range(number - waiting, number):
            yield empty, []
        waiting = 0
        yield number, cells


def _areas(packed: zipfile.ZipFile, page: Any) -> Iterator[Area]:
    """Merged areas, told from the file itself, since a workbook that is read row by row does not name them."""
    tail, number = b"", 0
    with packed.open(page._worksheet_path) as stream:
        while piece := stream.read(1 << 20):
            data = tail + piece
            end = 0
            for found in MERGED.finditer(data):
                end = found.end()
                number += 1
                if number > MOST_AREAS:
                    raise whole(_("工作表的合并单元格超过 %d 处；请取消合并后再上传。") % MOST_AREAS)
                left, top, right, bottom = range_boundaries(found[1].decode())
                if left and top and right and bottom:
                    yield top - 1, left - 1, bottom - 1, right - 1
            tail = data[max(end, len(data) - 64) :]


def text_of(cell: Any) -> str:
    """A cell as its spreadsheet shows it, as far as that matters: days as days, percentages as percentages."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, (int, float)):
        if "%" in (cell.number_format or ""):
            return f"{value * 100:.10g}%"
        return f"{value:.15g}"
    lines = str(value).replace("_x000D_", "").splitlines()
    return "\n".join(line for each in lines if (line := clean(each)))
