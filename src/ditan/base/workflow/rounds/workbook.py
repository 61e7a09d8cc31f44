"""A sheet as a workbook: out with drop-downs and all that a clerk needs to see, and back in a row at a time."""

from __future__ import annotations

import datetime
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import openpyxl
import xlsxwriter
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from ditan.base.directory.sheets import refuse_dangerous
from ditan.base.refusal import ImportRefused
from ditan.base.workflow.models import CellState
from ditan.base.workflow.rounds.errors import SheetRefused
from ditan.base.workflow.rounds.selectors.sheet import Row, Sheet

CODE, SECTION, NAME, UNIT, VALUE, STATE, NOTE = "指标编码", "分组", "指标", "单位", "数值", "数据情况", "说明"
LAST, YEAR_AGO, MEANING = "上期", "上年同期", "口径"
TITLES = (CODE, SECTION, NAME, UNIT, VALUE, STATE, NOTE, LAST, YEAR_AGO, MEANING)
NEEDED = (CODE, VALUE, NOTE)
WIDTHS = (18, 14, 34, 12, 16, 12, 36, 14, 14, 60)
NUMBER, UNKNOWN, NOT_APPLICABLE = "数值", "未知", "不适用"
STATES = (NUMBER, UNKNOWN, NOT_APPLICABLE)
MARK_SHEET = "模板信息"
MOST_ROWS = 2_000
MOST_UNPACKED = 20_000_000
"""It is opened whole, since merged cells are told in no other way."""
LARGEST = 10**15
"""Larger numbers are written as the workbook holds them: their last digits are not certain."""
HEAD_ROW = 3
"""The row of the titles, counted from 1: above it stand the title and how to fill it in."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a template says of itself."""

    round: int
    assignment: int
    version: int
    period: str
    title: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a workbook: its number as the workbook counts, its cells by title, and the letters of their columns."""

    number: int
    cells: dict[str, str]
    columns: dict[str, str]

    def place(self, title: str) -> str:
        """Where a cell stands, as the spreadsheet names it: E5."""
        return f"{self.columns.get(title, '')}{self.number}"


def write_sheet(sheet: Sheet) -> bytes:
    """The workbook of a sheet, with what is filled in already."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet("填报表")
    looks = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "about": book.add_format({"font_color": "#667085"}),
        "head": book.add_format({"bold": True, "bg_color": "#E6F4F1", "border": 1, "border_color": "#C9D6D2"}),
        "fixed": book.add_format({"bg_color": "#F5F7F6", "border": 1, "border_color": "#E3E8E6", "num_format": "@"}),
        "open": book.add_format({"border": 1, "border_color": "#0F766E", "num_format": "@", "locked": False}),
    }
    page.write_string(0, 0, f"{sheet.assignment.round.title}（{sheet.assignment.organisation.name}）", looks["title"])
    page.write_string(
        1, 0, _("只填“数值”“数据情况”“说明”三列；没有数据选“未知”，与本单位无关选“不适用”，不要填 0。"), looks["about"]
    )
    for place, (title, width) in enumerate(zip(_heads(sheet), WIDTHS, strict=True)):
        page.set_column(place, place, width)
        page.write_string(HEAD_ROW - 1, place, title, looks["head"])
    for number, row in enumerate(sheet.rows, start=HEAD_ROW):
        for place, (title, text) in enumerate(zip(TITLES, _cells(row), strict=True)):
            look = looks["open"] if title in (VALUE, STATE, NOTE) else looks["fixed"]
            page.write_string(number, place, text, look) if text else page.write_blank(number, place, None, look)
    end = HEAD_ROW + max(len(sheet.rows), 1) - 1
    page.data_validation(
        HEAD_ROW,
        TITLES.index(STATE),
        end,
        TITLES.index(STATE),
        {
            "validate": "list",
            "source": list(STATES),
            "error_title": "数据情况",
            "error_message": "请从下拉列表中选择。",
        },
    )
    page.freeze_panes(HEAD_ROW, 3)
    _mark(book, sheet)
    book.close()
    return stream.getvalue()


def _heads(sheet: Sheet) -> list[str]:
    names = {LAST: sheet.periods.last_name, YEAR_AGO: sheet.periods.year_ago_name}
    return [f"{title}（{names[title]}）" if names.get(title) else title for title in TITLES]


def _cells(row: Row) -> list[str]:
    cell, metric = row.cell, row.metric
    without = cell.state in (CellState.UNKNOWN, CellState.NOT_APPLICABLE)
    state = {CellState.UNKNOWN: UNKNOWN, CellState.NOT_APPLICABLE: NOT_APPLICABLE}.get(cell.state, "")  # type: ignore[call-overload]
    return [
        metric.code,
        cell.asked.section,
        metric.name + ("*" if cell.asked.required else ""),
        cell.unit,
        "" if without else cell.reported,
        state,
        cell.note,
        row.last.shown if row.last else "",
        row.year_ago.shown if row.year_ago else "",
        metric.definition[:2000],
    ]


def _mark(book: Any, sheet: Sheet) -> None:
    """What tells this template from that of another round, organisation or year."""
    page = book.add_worksheet(MARK_SHEET)
    asking = sheet.assignment.round
    mark = {
        "round": asking.pk,
        "assignment": sheet.assignment.pk,
        "version": asking.template_version,
        "period": asking.period,
        "title": asking.title,
    }
    page.write_string(0, 0, json.dumps(mark, ensure_ascii=False))
    page.hide()


def read_workbook(data: bytes) -> tuple[Mark, list[Line]]:
    """The mark and the rows of a workbook that was handed in; `SheetRefused` says why it cannot be read."""
    try:
        refuse_dangerous(data, MOST_UNPACKED)
    except ImportRefused as refused:
        raise SheetRefused(refused.message) from refused
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=False)
    except Exception as error:  # openpyxl raises whatever the broken part made it stumble over
        raise SheetRefused(_("工作簿无法读取，可能已损坏或加密；请重新下载模板后填写。")) from error
    mark = _mark_of(book)
    page = book.worksheets[0]
    if page.max_row > MOST_ROWS + HEAD_ROW:
        raise SheetRefused(_("工作簿超过 %d 行；请使用本轮模板，不要粘贴其他表格。") % MOST_ROWS)
    if page.merged_cells.ranges:
        raise SheetRefused(
            _("工作表有合并单元格（%s）；请取消合并，逐行填写后再上传。")
            % "、".join(str(each) for each in sorted(page.merged_cells.ranges, key=str)[:5])
        )
    rows = [[shown_text(cell.value, cell.number_format) for cell in row] for row in page.iter_rows()]
    return mark, _lines(rows)


def _mark_of(book: Any) -> Mark:
    missing = SheetRefused(_("这不是本平台的填报模板（缺少“模板信息”）；请在填报页下载模板，把数据填进去再上传。"))
    if MARK_SHEET not in book.sheetnames:
        raise missing
    try:
        found = json.loads(str(book[MARK_SHEET]["A1"].value))
        return Mark(
            int(found["round"]),
            int(found["assignment"]),
            int(found["version"]),
            str(found["period"])[:40],
            str(found["title"])[:200],
        )
    except (ValueError, KeyError, TypeError) as error:
        raise missing from error


def _lines(rows: Sequence[Sequence[str]]) -> list[Line]:
    head = next((number for number, row in enumerate(rows) if CODE in row), None)
    if head is None:
        raise SheetRefused(_("没有找到“%s”一列；请使用本轮模板，不要改动表头。") % CODE)
    titles = [each.partition("（")[0] for each in rows[head]]
    doubled = sorted({each for each in titles if each in TITLES and titles.count(each) > 1})
    if doubled:
        raise SheetRefused(_("“%s”列出现了两次；请删去多余的一列。") % "”“".join(doubled))
    absent = [each for each in NEEDED if each not in titles]
    if absent:
        raise SheetRefused(_("缺少“%s”列；请使用本轮模板，不要删列。") % "”“".join(absent))
    columns = {title: get_column_letter(place) for place, title in enumerate(titles, start=1)}
    return [
        Line(number + 1, dict(zip(titles, row, strict=False)), columns)
        for number, row in enumerate(rows)
        if number > head and any(row)
    ]


def shown_text(cell: Any, shown_as: str = "General") -> str:
    """A cell as text. A date stays one, so that it is refused as a value; a number keeps the digits that it shows, and
    its percent sign where it shows one."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime.date):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, (int, float)):
        return _digits(cell, shown_as)
    return str(cell).strip()


def _digits(number: float, shown_as: str) -> str:
    """A number with all its digits, and as many after the point as its format shows."""
    percent = "%" in shown_as
    value = Decimal(str(number)) * (100 if percent else 1)
    text = f"{value.normalize():f}" if abs(value) < LARGEST else str(number)
    zeros = re.search(r"0\.(0+)", shown_as.partition(";")[0])
    written = len(text.partition(".")[2])
    if zeros and written < len(zeros[1]):
        text = f"{value:.{len(zeros[1])}f}"
    return text + ("%" if percent else "")
