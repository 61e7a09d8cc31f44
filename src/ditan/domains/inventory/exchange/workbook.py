"""Activity data as a workbook: a sheet a kind, drop-downs from what may be chosen, a hidden row of codes that says what each
column is."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_col_to_name

from ditan.base.directory.sheets import FORMULA
from ditan.base.reporting.sheet import _sheet_name
from ditan.core.inventory.categories import categories
from ditan.core.inventory.kind import Kind
from ditan.core.inventory.notation import LABELS
from ditan.core.inventory.showing import categories_of, columns_of, plain_cells
from ditan.core.methods import InputKind
from ditan.domains.inventory.models import Inventory, Row

ABOUT, CHOICES = "填写说明", "选项"
KEY, SAID = "row", "said"
"""The column that says which stored row is meant, and the one that says what is wrong with it."""
BEFORE = (("category", "类别"), ("label", "名称"))
AFTER = (("source_note", "数据来源"), ("notation", "标识符"), ("notation_reason", "标识符理由"))
CODES_ROW, HEAD_ROW, FIRST_ROW = 0, 1, 2
"""Counted from 0."""
OPEN_ROWS = 1000
HINTED = 40


@dataclass(frozen=True, slots=True)
class Head:
    """A column of a sheet: its code, its title, whether a row needs it, what may be chosen."""

    code: str
    title: str
    width: int
    note: str = ""
    options: tuple[str, ...] = ()
    number: bool = False


@cache
def heads_of(kind: str) -> tuple[Head, ...]:
    """The columns of a kind's sheet, in their order."""
    places = tuple(f"{each.code} {each.name}" for each in categories_of(kind))
    inputs = []
    for each in columns_of(kind):
        unit = f"（{each.unit}）" if each.unit and each.unit != "1" else ""
        note = each.hint
        if each.kind == InputKind.CONTROLS:
            note = f"{note}\n可选措施：{'、'.join(each.options[:HINTED])}"
        options = each.options if each.kind == InputKind.CHOICE else ()
        title = f"{each.label}{unit}{'*' if each.required else ''}"
        wide = 30 if each.kind in (InputKind.CONTROLS, InputKind.SERIES) else 16
        inputs.append(Head(each.name, title, wide, note, options, each.kind == InputKind.NUMBER))
    return (
        Head(KEY, "平台行号", 10, "系统填写：行号/版本。新增的行留空，修改已有的行不要改动。"),
        Head("category", "类别*", 28, "填编号或从列表选择，如 1.A.2.f。", places),
        Head("label", "名称", 20),
        *inputs,
        Head("source_note", "数据来源", 24, "统计报表、台账或文件的名称和页码。"),
        Head("notation", "标识符", 10, "没有数值时填写，不能与数值同时填写。", tuple(str(key) for key in LABELS)),
        Head("notation_reason", "标识符理由", 24, "NE、IE、C 须写明理由。"),
    )


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a sheet holds: rows as cells by code, and what is said of each."""

    kind: Kind
    rows: Sequence[Mapping[str, Any]] = ()


def row_cells(row: Row, kind: Kind) -> dict[str, Any]:
    """A stored row as the cells of its sheet."""
    category = categories().get(row.category) if row.category in categories() else None
    return {
        KEY: f"{row.pk}/{row.version}",
        "category": f"{row.category} {category.name}" if category else row.category,
        "label": row.label,
        **plain_cells(kind, row.values),
        "source_note": row.source_note,
        "notation": row.notation,
        "notation_reason": row.notation_reason,
    }


def written(inventory: Inventory, sheets: Iterable[Sheet], said: bool = False) -> bytes:
    """The workbook. Text is never taken for a formula; with `said` a column at the right says what is wrong."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    looks = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format(
            {"bold": True, "bg_color": "#E6F4F1", "border": 1, "border_color": "#C9D6D2", "text_wrap": True}
        ),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        "said": book.add_format({"font_color": "#B42318", "text_wrap": True}),
        "key": book.add_format({"font_color": "#667085", "num_format": "@"}),
        "text": book.add_format({"num_format": "@"}),
    }
    asked = list(sheets)
    names = _names(each.kind for each in asked)
    _about(book, looks, inventory, [(names[each.kind.code], each.kind) for each in asked])
    lists = _Lists()
    for each in asked:
        _sheet(book.add_worksheet(names[each.kind.code]), looks, each, lists, said)
    lists.write(book.add_worksheet(CHOICES))
    book.close()
    return stream.getvalue()


class _Lists:
    """What may be chosen stands once on a hidden sheet, a column a list."""

    def __init__(self) -> None:
        self.columns: dict[tuple[str, ...], int] = {}

    def source(self, options: tuple[str, ...]) -> str:
        place = self.columns.setdefault(options, len(self.columns))
        letter = xl_col_to_name(place, col_abs=True)
        return f"='{CHOICES}'!{letter}$1:{letter}${len(options)}"

    def write(self, page: Any) -> None:
        for options, place in self.columns.items():
            for number, option in enumerate(options):
                page.write_string(number, place, option)
        page.hide()


def _names(kinds: Iterable[Kind]) -> dict[str, str]:
    taken = {ABOUT, CHOICES}
    names: dict[str, str] = {}
    for kind in kinds:
        name = _sheet_name(kind.label) or kind.code
        while name in taken:
            name = f"{name[:28]}_{len(taken)}"
        taken.add(name)
        names[kind.code] = name
    return names


def _about(book: Any, looks: Mapping[str, Any], inventory: Inventory, kinds: Sequence[tuple[str, Kind]]) -> None:
    page = book.add_worksheet(ABOUT)
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 100)
    page.write_string(0, 0, f"{inventory.title} {_('活动数据')}", looks["title"])
    told = (
        (
            _("怎样填写"),
            _("每种源类型一张工作表，从第 3 行起一行一个源。第 1 行是隐藏的列编码，不要改动、移动或删除列。"),
        ),
        (
            _("没有数据"),
            _("留空或填标识符（%s）并写明理由；不要填 0。") % "、".join(f"{k} {v}" for k, v in LABELS.items()),
        ),
        (_("单位"), _("按表头单位填数字；也可带单位填写，如 3.2 万t、1500 kg，系统自动换算。")),
        (_("治理措施"), _("措施 应用比例% × 投运率%，多项用分号隔开，如 湿法脱硫 80% × 95%；无 20%。")),
        (_("逐年数据"), _("年份: 数值，各年用分号隔开，如 2019: 1.2；2020: 1.3。")),
        (_("修改已有的行"), _("保留“平台行号”；新增的行该格留空。导出后被他人改过的行不会被覆盖，会提示重新导出。")),
        (_("上传之后"), _("先逐行检查给您看，只写入您勾选的行；有问题的行可下载带错误说明的工作簿改正。")),
    )
    for number, (title, text) in enumerate(told, 2):
        page.write_string(number, 0, title, looks["wrap"])
        page.write_string(number, 1, text, looks["wrap"])
    start = len(told) + 3
    page.write_string(start, 0, _("工作表"), looks["head"])
    page.write_string(start, 1, _("说明"), looks["head"])
    for number, (name, kind) in enumerate(kinds, start + 1):
        page.write_string(number, 0, name, looks["wrap"])
        page.write_string(number, 1, kind.note, looks["wrap"])


def _sheet(page: Any, looks: Mapping[str, Any], sheet: Sheet, lists: _Lists, said: bool) -> None:
    heads = list(heads_of(sheet.kind.code))
    if said:
        heads.append(Head(SAID, "错误说明", 60))
    for place, head in enumerate(heads):
        code = f"{head.code}@{sheet.kind.code}" if head.code == KEY else head.code
        page.write_string(CODES_ROW, place, code)
        page.write_string(HEAD_ROW, place, head.title, looks["head"])
        page.set_column(place, place, head.width, None if head.number else looks["text"])
        if head.note:
            page.write_comment(HEAD_ROW, place, head.note, {"x_scale": 2, "y_scale": 1.5})
        if head.options:
            rule = {"validate": "list", "source": lists.source(head.options), "error_type": "warning"}
            rule |= {"error_title": head.title[:32], "error_message": _("不在列表中；导入时会检查。")}
            page.data_validation(FIRST_ROW, place, FIRST_ROW + OPEN_ROWS, place, rule)
    page.set_row(CODES_ROW, None, None, {"hidden": True})
    page.freeze_panes(FIRST_ROW, 3)
    for number, cells in enumerate(sheet.rows, FIRST_ROW):
        for place, head in enumerate(heads):
            _write(page, number, place, cells.get(head.code), looks.get("said" if head.code == SAID else "", None))


def _write(page: Any, number: int, place: int, cell: Any, look: Any) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        page.write_number(number, place, cell, look)
        return
    text = str(cell)[:32_000]
    page.write_string(number, place, f"'{text}" if text.startswith(FORMULA) else text, look)
