"""The workbook of values: an empty one with drop-downs out, and a filled one back in a row at a time."""

from __future__ import annotations

import datetime
import io
import json
import math
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from django.utils.translation import gettext as _

from ditan.base.directory.sheets import refuse_dangerous, whole
from ditan.base.records.models import Basis, Status, Subject
from ditan.base.refusal import ImportRefused

SUBJECT, SUBJECT_CODE, KIND = "统计对象", "对象代码", "对象类别"
METRIC, CODE, PERIOD, PERIOD_CODE = "统计指标", "指标代码", "报告期", "报告期代码"
VALUE, UNIT, REPORTED, REPORTED_UNIT = "数值", "单位", "原报值", "原报单位"
STATUS, BASIS, ROLE, QUALIFIER = "数据状态", "数值类型", "用途", "限定"
ISSUER, NOTE, REASON, DEMO = "发布单位", "说明", "理由", "演示"
TITLES = (
    SUBJECT, SUBJECT_CODE, KIND, METRIC, CODE, PERIOD, PERIOD_CODE, VALUE, UNIT, REPORTED, REPORTED_UNIT, STATUS, BASIS,
    ROLE, QUALIFIER, ISSUER, NOTE, REASON, DEMO,
)  # fmt: skip
TEMPLATE = (SUBJECT, KIND, METRIC, CODE, PERIOD, VALUE, UNIT, STATUS, BASIS, ISSUER, NOTE, REASON)
WIDTHS = (18, 14, 34, 20, 16, 14, 14, 12, 12, 18, 30, 24)
EITHER = ((SUBJECT, SUBJECT_CODE), (METRIC, CODE), (PERIOD, PERIOD_CODE), (VALUE, REPORTED), (STATUS,))
"""Of each of these one column is needed."""
MARK_SHEET, LIST_SHEET = "模板信息", "可选项"
TEMPLATE_VERSION = 1
MOST_ROWS = 200_000
MOST_BYTES = 40_000_000
MOST_UNPACKED = 600_000_000
PREPARED_ROWS = 5_000
"""Rows of the template that have drop-downs."""
MERGED = re.compile(rb'<mergeCell ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')


class DateCell(str):
    """A cell that the spreadsheet holds for a date, as text."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its number as the workbook counts, and its cells by title."""

    number: int
    cells: dict[str, str]


def write_template(path: Path, subjects: Sequence[str], metrics: Sequence[tuple[str, str, str]], year: int) -> None:
    """An empty workbook whose cells offer what the platform knows; metrics are code, name, unit."""
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False})
    page, lists, mark = (book.add_worksheet(name) for name in ("数据", LIST_SHEET, MARK_SHEET))
    head = book.add_format({"bold": True, "bg_color": "#E6F4F1", "border": 1, "border_color": "#C9D6D2"})
    text = book.add_format({"num_format": "@"})
    for place, (title, width) in enumerate(zip(TEMPLATE, WIDTHS, strict=True)):
        page.set_column(place, place, width, text)
        page.write_string(0, place, title, head)
    page.freeze_panes(1, 0)
    offered = {
        SUBJECT: list(subjects),
        KIND: [str(label) for label in Subject.Kind.labels],
        METRIC: [name for _code, name, _unit in metrics],
        CODE: [code for code, _name, _unit in metrics],
        UNIT: sorted({unit for _code, _name, unit in metrics if unit}),
        STATUS: [str(label) for label in Status.labels],
        BASIS: [str(label) for label in Basis.labels],
    }
    for column, (title, choices) in enumerate(offered.items()):
        lists.write_string(0, column, title, head)
        lists.write_column(1, column, choices, text)
        place, letter = TEMPLATE.index(title), chr(ord("A") + column)
        if choices:
            page.data_validation(
                1,
                place,
                PREPARED_ROWS,
                place,
                {
                    "validate": "list",
                    "source": f"={LIST_SHEET}!${letter}$2:${letter}${len(choices) + 1}",
                    "error_type": "stop" if title in (KIND, STATUS, BASIS) else "information",
                    "error_title": title,
                    "error_message": "请从下拉列表中选择。",
                },
            )
    mark.write_string(0, 0, json.dumps({"kind": "records.values", "version": TEMPLATE_VERSION, "year": year}))
    mark.hide()
    book.close()


def open_workbook(data: bytes, year: int) -> Iterator[Line]:
    """The rows of a workbook, one after another; `ImportRefused` says why it cannot be read at all."""
    refuse_dangerous(data, MOST_UNPACKED, MOST_BYTES)
    _refuse_merged(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
    except Exception as error:  # openpyxl raises whatever the broken part made it stumble over
        raise whole(_("工作簿无法读取，可能已损坏或加密；请重新下载模板后填写。")) from error
    _refuse_old(book, year)
    return _lines(book.worksheets[0])


def _lines(page: Any) -> Iterator[Line]:
    titles: list[str] = []
    try:
        for number, row in enumerate(page.iter_rows(values_only=True), start=1):
            if not titles:
                titles = _titles([_text(cell) for cell in row])
                continue
            if number > MOST_ROWS + 1:
                raise whole(_("工作簿超过 %(most)d 行；请分批导入。") % {"most": MOST_ROWS})
            cells = {title: _text(cell) for title, cell in zip(titles, row, strict=False) if title and cell is not None}
            if any(cells.values()):
                yield Line(number, cells)
    except ImportRefused:
        raise
    except Exception as error:
        raise whole(_("工作簿读到一半无法继续，可能已损坏；没有导入任何数据，请重新保存后上传。")) from error
    if not titles:
        raise whole(_("工作簿是空的；请使用导入模板。"))


def _titles(head: Sequence[str]) -> list[str]:
    doubled = sorted({title for title in head if title in TITLES and head.count(title) > 1})
    if doubled:
        raise whole(_("首行有两列“%s”；请删去一列。") % "”“".join(doubled))
    missing = ["”或“".join(names) for names in EITHER if not any(name in head for name in names)]
    if missing:
        raise whole(_("首行缺少“%s”列；请使用导入模板的表头。") % "”“".join(missing))
    return [title if title in TITLES else "" for title in head]


def _refuse_merged(data: bytes) -> None:
    """Merged cells are told from the file itself, since a workbook that is read row by row does not name them."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        pages = sorted(name for name in packed.namelist() if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name))
        for page in pages[:1]:
            found = _merged(packed, page)
            if found:
                raise whole(_("工作表有合并单元格（%s）；请取消合并，逐行填写后再上传。") % "、".join(found[:5]))


def _merged(packed: zipfile.ZipFile, page: str) -> list[str]:
    tail, found = b"", list[str]()
    with packed.open(page) as stream:
        while piece := stream.read(1 << 20):
            found += [ref.decode() for ref in MERGED.findall(tail + piece)]
            tail = piece[-64:] if b"<mergeCell" not in piece[-64:] else piece[piece.rfind(b"<mergeCell") :]
    return list(dict.fromkeys(found))


def _refuse_old(book: Any, year: int) -> None:
    """A template says of which year it is; other workbooks (an export) are taken by their titles."""
    if MARK_SHEET not in book.sheetnames:
        return
    try:
        cell = next(book[MARK_SHEET].iter_rows(max_row=1, max_col=1, values_only=True))[0]
        mark = json.loads(str(cell))
        kind, version, of = str(mark["kind"]), int(mark["version"]), int(mark["year"])
    except (ValueError, KeyError, TypeError, StopIteration):
        kind, version, of = "", 0, 0
    if kind != "records.values":
        raise whole(_("这不是“数据导入”的模板；请在数据页下载导入模板，把数值贴进去再上传。"))
    if version != TEMPLATE_VERSION or of != year:
        raise whole(
            _("这是 %(of)d 年的模板，指标和下拉选项可能已变；请下载 %(year)d 年的导入模板，把数值贴进去再上传。")
            % {"of": of, "year": year}
        )


def _text(cell: Any) -> str:
    """A cell as text, with the digits that a spreadsheet shows."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime.datetime):
        return DateCell(cell.strftime("%Y-%m-%d"))
    if isinstance(cell, datetime.date | datetime.time):
        return DateCell(cell.isoformat())
    if isinstance(cell, float):
        if not math.isfinite(cell):
            return "1e400"
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.15g}"
    return str(cell).strip()
