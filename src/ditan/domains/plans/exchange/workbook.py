"""Opening a workbook that somebody hands in: is it one, is it of a sane size, what do its cells hold."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
from django.utils.translation import gettext as _

from ditan.domains.plans.errors import ImportRefused, RowError
from ditan.domains.plans.exchange.columns import unescaped
from ditan.domains.plans.kinds.types import plain

MOST_BYTES = 30_000_000
MOST_UNPACKED = 300_000_000
MOST_ROWS = 50_000


def refuse(message: str) -> ImportRefused:
    """The refusal of a whole workbook."""
    return ImportRefused([RowError(0, "", message)])


def read_sheet(data: bytes) -> list[tuple[Any, ...]]:
    """Rows of the first sheet, header first; `ImportRefused` says what is wrong with the file."""
    _refuse_bad_file(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = list(_rows(sheet))
        book.close()
    except ImportRefused:
        raise
    except Exception as error:  # a broken workbook breaks openpyxl in many ways
        raise refuse(
            _("无法打开工作簿（%(reason)s）；请用 Excel 或 WPS 另存为 .xlsx 后再导入。")
            % {"reason": type(error).__name__}
        ) from error
    if not rows or not any(rows[0]):
        raise refuse(_("工作簿的第一张表是空的；请先导出列表或下载模板，再填写导入。"))
    return rows


def _refuse_bad_file(data: bytes) -> None:
    if not data:
        raise refuse(_("文件是空的（0 字节）；请重新选择 .xlsx 文件。"))
    if len(data) > MOST_BYTES:
        raise refuse(
            _("文件有 %(found)d MB，最多 %(most)d MB；请分批导入。")
            % {"found": len(data) // 1_000_000, "most": MOST_BYTES // 1_000_000}
        )
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise refuse(_("这是加密的工作簿或旧版 .xls；请去掉密码，另存为 .xlsx 后再导入。"))
    if not zipfile.is_zipfile(io.BytesIO(data)):
        raise refuse(_("这不是 .xlsx 工作簿；请导入由本平台导出的 .xlsx 文件。"))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
    except zipfile.BadZipFile as error:
        raise refuse(_("工作簿已损坏；请重新导出后再填写。")) from error
    if unpacked > MOST_UNPACKED:
        raise refuse(_("工作簿解压后超过 %(most)d MB，已拒绝打开。") % {"most": MOST_UNPACKED // 1_000_000})


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        if number > MOST_ROWS + 1:
            raise refuse(_("工作簿超过 %(most)d 行；请分批导入。") % {"most": MOST_ROWS})
        yield tuple(unescaped(cell) for cell in row)


def text_of_cell(cell: Any) -> str:
    """A cell as text: `2025` for 2025.0, nothing for an empty cell."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    return plain(cell)
