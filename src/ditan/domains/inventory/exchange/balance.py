"""An energy balance table as it is handed in: a workbook, or cells pasted from one, as rows of text."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from ditan.base.directory.sheets import MOST_BYTES, refuse_dangerous, whole
from ditan.base.refusal import ImportRefused, RowError
from ditan.core.factors.fuels import fuel_named

MOST_TEXT = 300_000
MOST_ROWS, MOST_COLUMNS = 200, 80


def text_of_workbook(data: bytes) -> str:
    """The sheet that holds the table, as cells set apart by tabs; `ImportRefused` says why there is none.

    A formula without a stored result would be read as an empty cell, and an empty cell says that nothing flowed: each is
    named instead.
    """
    if len(data) > MOST_BYTES:
        raise whole(_("文件超过 %d MB；请只保留能源平衡表所在的工作表。") % (MOST_BYTES // 1_000_000))
    refuse_dangerous(data)
    try:
        shown = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        behind = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        pages = [(page.title, _cells(page), _cells(behind[page.title])) for page in shown.worksheets]
    except ImportRefused:
        raise
    except Exception as error:  # openpyxl raises whatever the broken part made it stumble over
        raise whole(_("工作簿无法读取，可能已损坏或加密；请另存为 xlsx，或复制表格粘贴。")) from error
    for title, cells, formulas in pages:
        if not any(_is_fuel(cell) for row in cells for cell in row[1:]):
            continue
        if faults := _not_computed(title, cells, formulas):
            raise ImportRefused(faults)
        return "\n".join("\t".join(_text(cell) for cell in row) for row in cells)
    raise whole(_("工作簿中没有能源平衡表：没有一张表的表头有能源品种，如“原煤（万吨）”；请核对文件。"))


def cells_of_text(text: str) -> list[list[str]]:
    """The cells of a pasted table."""
    if len(text) > MOST_TEXT:
        raise whole(_("内容超过 %d 个字；请只粘贴能源平衡表。") % MOST_TEXT)
    if not text.strip():
        raise whole(_("还没有内容；请选择 xlsx 文件，或从表格软件复制能源平衡表粘贴。"))
    if "\t" not in text:
        raise whole(_("粘贴的内容没有分列；请在表格软件中选中整张表复制，再粘贴到这里。"))
    rows = csv.reader(io.StringIO(text.strip("\r\n"), newline=""), delimiter="\t")
    try:
        return [[cell.strip() for cell in row] for row in rows]
    except csv.Error as error:
        raise whole(_("粘贴的内容无法分列；请在表格软件中选中整张表复制，再粘贴到这里。")) from error


def _cells(page: Any) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for row in page.iter_rows(max_col=MOST_COLUMNS, values_only=True):
        rows.append(row)
        if len(rows) > MOST_ROWS:
            raise whole(
                _("工作表“%(name)s”超过 %(most)d 行，不是能源平衡表；请核对文件。")
                % {"name": page.title, "most": MOST_ROWS}
            )
    while rows and all(cell is None for cell in rows[-1]):
        rows.pop()
    width = max((at for row in rows for at, cell in enumerate(row, 1) if cell is not None), default=0)
    return [row[:width] for row in rows]


def _not_computed(title: str, cells: Sequence[Sequence[Any]], formulas: Sequence[Sequence[Any]]) -> list[RowError]:
    found = []
    for number, row in enumerate(formulas, 1):
        for place, cell in enumerate(row):
            stored = cells[number - 1][place] if number <= len(cells) and place < len(cells[number - 1]) else None
            if isinstance(cell, str) and cell.startswith("=") and stored is None:
                where = f"{get_column_letter(place + 1)}{number}"
                message = _(
                    "工作表“%(sheet)s”%(cell)s 是公式而没有保存结果；请用表格软件打开并保存后再上传，或粘贴数值。"
                )
                found.append(RowError(0, "", message % {"sheet": title, "cell": where}))
    return found


def _is_fuel(cell: Any) -> bool:
    return isinstance(cell, str) and fuel_named(cell.replace("(", "（").split("（")[0]) is not None


def _text(cell: Any) -> str:
    """With every digit of a number; no tab or line break, which would be taken for another cell."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return repr(cell)
    text = " ".join(str(cell).replace("\x00", "").split())
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if '"' in text else text
