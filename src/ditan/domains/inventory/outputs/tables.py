"""The workbook of an inventory: the tables of the provincial guide, IPCC 2006 and GPC, air pollutants, factors, activity data.

A cell holds a number, a notation key, or words: an unknown amount says 未知 and stands in the sheet of what is missing. No
blank ever stands for a zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from ditan.core.factors.sets import label_of_set
from ditan.core.inventory.categories import categories
from ditan.core.inventory.cells import write_cell
from ditan.core.inventory.entry import as_asked, values_of
from ditan.core.inventory.kinds import kind_of
from ditan.core.inventory.totals import Total
from ditan.core.inventory.views import LABELS, SCOPES, Node, View, tree
from ditan.domains.inventory.outputs.facts import Facts

SHEETS = {View.PROVINCE: "省级清单", View.IPCC: "IPCC2006", View.GPC: "GPC", View.AIR: "大气污染源"}
UNKNOWN, EMPTY = "未知", ""


def workbook(facts: Facts) -> bytes:
    """All sheets of the inventory."""
    kept = BytesIO()
    with xlsxwriter.Workbook(kept, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": facts.inventory.title, "author": "Ditan"})
        writer = _Writer(book)
        writer.sheet(_("说明"), (_("项目"), _("内容")), about(facts), (24, 80))
        for view, name in SHEETS.items():
            gases = facts.pollutants if view == View.AIR else facts.gases
            head = (_("代码"), _("类别"), _("口径"), *_units(gases))
            head = (*head, _("合计 %s tCO2e") % facts.gwp.name) if view != View.AIR else head
            writer.sheet(name, head, view_rows(facts, view, gases), (12, 42, 10, *[15] * len(gases), 18))
        writer.sheet(_("缺少的数"), (_("行"), _("类别"), _("气体"), _("原因")), missing_rows(facts), (30, 12, 10, 100))
        writer.sheet(_("因子出处"), _factor_head(), factor_rows(facts), (34, 40, 14, 16, 24, 60, 10, 8))
        writer.sheet(_("活动数据"), _activity_head(), activity_rows(facts), (8, 12, 24, 30, 70, 10, 30, 40))
    return kept.getvalue()


def about(facts: Facts) -> Iterator[tuple[str, Any]]:
    """What a reader has to know before any number."""
    inventory = facts.inventory
    yield _("名称"), inventory.title
    yield _("地区"), f"{inventory.region.name}（{inventory.region.code}）"
    yield _("年份"), inventory.year
    yield _("状态"), str(inventory.get_state_display())
    if inventory.demo:
        yield _("演示"), _("虚构数据，不得用于考核和对外发布")
    yield _("版次"), inventory.edition or _("未锁定")
    yield _("全球增温潜势"), facts.gwp.name
    if facts.gwp.note:
        yield _("甲烷"), facts.gwp.note
    yield _("因子集次序"), "；".join(label_of_set(each) for each in inventory.factor_sets)
    yield _("未核实因子"), _("允许使用，见“因子出处”") if inventory.unverified else _("不使用")
    yield _("边界与说明"), inventory.boundary
    for land, name in ((False, _("合计（不含土地利用）")), (True, _("合计（含土地利用）"))):
        total = facts.co2e(land=land)
        words = f"{total.tonnes:,.2f} tCO2e（{total.gwp_set}）"
        missing = _("，另有 %d 行未知") % len(total.unknown) if total.unknown else ""
        yield name, words + missing
    yield _("标识符"), _("NO 未发生；NE 未估算；NA 不适用；IE 列于他处；C 保密。空白表示该类别没有这种气体的行。")
    yield _("类别对应"), _("省级清单、GPC 与 IPCC 2006 类别的对应由本平台整理，尚未与原文核对。")


def view_rows(facts: Facts, view: View, gases: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """The lines of a view, the territorial total first."""
    root = tree(view, facts.entries, categories())
    for depth, node in _walk(root, 0):
        scope = SCOPES.get(node.code, "") if view == View.GPC else ""
        said = scope or ("" if node.counted else _("另列"))
        cells = [cell_of(node.total(gas)) for gas in gases]
        label = LABELS[view] if depth == 0 else f"{'　' * (depth - 1)}{node.label}"
        line: tuple[Any, ...] = (node.code or _("合计"), label, said, *cells)
        yield (*line, co2e_of(facts, node)) if view != View.AIR else line


def cell_of(total: Total) -> float | str:
    """What stands in a cell: the number, with a word where it is not whole; a key; 未知; nothing where there is no row."""
    if total.booked is not None and total.tonnes is not None:
        return float(total.tonnes) if not total.unknown else f"{float(total.tonnes):.6g}（{_('不完整')}）"
    if total.unknown:
        return UNKNOWN
    return str(total.key) if total.key is not None else EMPTY


def co2e_of(facts: Facts, node: Node) -> float | str:
    """CO2e of a line, in words where a row of it is unknown."""
    found = facts.gwp.of(node.entries)
    if found.unknown:
        return f"{float(found.tonnes):.6g}（{_('不完整')}）" if found.tonnes else UNKNOWN
    held = [each for each in node.entries if each.booked is not None and not each.memo and each.gas in facts.gases]
    return float(found.tonnes) if held else EMPTY


def missing_rows(facts: Facts) -> Iterator[tuple[Any, ...]]:
    """Every amount that is not known, with its reason."""
    for each in facts.entries:
        if each.unknown:
            yield facts.named(each.row), each.category, each.gas, each.problem


def factor_rows(facts: Facts) -> Iterator[tuple[Any, ...]]:
    """Every factor that a number rests on."""
    for each in facts.factors:
        verified = _("已核实") if each.verified else _("未核实")
        row = (each.code, each.name, each.value, each.unit, label_of_set(each.factor_set), each.source)
        yield (*row, verified, each.rows)


def activity_rows(facts: Facts) -> Iterator[tuple[Any, ...]]:
    """What was entered, as it may be entered again."""
    for number, line in enumerate(facts.lines, 1):
        row, kind = line.row, kind_of(line.row.kind)
        values = values_of(kind, row.values)
        cells = "；".join(
            f"{asked.label} {write_cell(as_asked(asked, row.values), values[asked.name])}{_unit(asked, row.values)}"
            for asked in kind.inputs
            if values[asked.name] is not None
        )
        about_it = row.notation_reason if row.notation else row.source_note
        yield number, row.category, kind.label, row.label, cells, row.notation, about_it, "；".join(line.problems)


def _unit(asked: Any, values: Any) -> str:
    unit = as_asked(asked, values).unit
    return f" {unit}" if unit and unit != "1" else ""


def _walk(node: Node, depth: int) -> Iterator[tuple[int, Node]]:
    yield depth, node
    for child in node.children:
        yield from _walk(child, depth + 1)


def _units(gases: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{gas} t" for gas in gases)


def _factor_head() -> tuple[str, ...]:
    return (*(_("编号"), _("名称"), _("数值"), _("单位"), _("因子集"), _("出处"), _("核实"), _("使用行数")),)


def _activity_head() -> tuple[str, ...]:
    return (
        *(_("序号"), _("类别"), _("源类型"), _("名称"), _("填写内容"), _("标识符"), _("来源或理由"), _("缺少什么")),
    )


class _Writer:
    """Sheets of one look."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.bold = book.add_format({"bold": True, "bg_color": "#E6F4F1", "border": 1, "border_color": "#C9D6D2"})
        self.number = book.add_format({"num_format": "#,##0.000###"})
        self.text = book.add_format({"text_wrap": False})

    def sheet(self, name: str, head: Sequence[str], rows: Iterable[Sequence[Any]], widths: Sequence[int] = ()) -> None:
        made = self.book.add_worksheet(name)
        made.freeze_panes(1, 0)
        for column, width in enumerate(widths):
            made.set_column(column, column, width)
        for column, title in enumerate(head):
            made.write_string(0, column, title, self.bold)
        for place, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                if value is None or value == "":
                    continue
                if isinstance(value, float):
                    made.write_number(place, column, value, self.number)
                elif isinstance(value, int):
                    made.write_number(place, column, value)
                else:
                    made.write_string(place, column, str(value), self.text)
