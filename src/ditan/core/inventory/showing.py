"""A row as people see it: its columns, its cells as they may be handed in again, its category by code or by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ditan.core.factors.fuels import fuels
from ditan.core.inventory.booking import GREENHOUSE_GASES, POLLUTANTS
from ditan.core.inventory.categories import Category, categories
from ditan.core.inventory.cells import from_plain, write_cell
from ditan.core.inventory.entry import as_asked
from ditan.core.inventory.kind import Kind
from ditan.core.inventory.kinds import kind_of
from ditan.core.methods import Input, InputKind

SECTORS = (
    ("1", "能源活动"),
    ("2", "工业生产过程"),
    ("3", "农业、林业和土地利用"),
    ("4", "废弃物处理"),
    ("E", "外购电力和热力"),
    ("P", "大气污染物专有源"),
    ("M", "信息项"),
)
"""The first letter of a category and what its kinds are listed under."""
NOWHERE = "其他"
FORMATS = {
    InputKind.CONTROLS: "措施 应用比例% × 投运率%；用分号隔开，如 湿法脱硫 80% × 95%；无 20%",
    InputKind.SERIES: "年份: 数值；用分号隔开，如 2019: 1.2；2020: 1.3",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One input of a kind as a column: `options` are the names that may be chosen, `hint` says how to write a cell."""

    name: str
    label: str
    unit: str
    kind: InputKind
    required: bool
    options: tuple[str, ...]
    hint: str


@cache
def columns_of(kind: str) -> tuple[Column, ...]:
    """The inputs of the kind of that code, in their order."""
    return tuple(_column(each) for each in kind_of(kind).inputs)


def _column(plain: Input) -> Column:
    asked = as_asked(plain, {})
    hint = "；".join(filter(None, (asked.note, FORMATS.get(asked.kind, ""))))
    return Column(asked.name, asked.label, asked.unit, asked.kind, asked.required, names_of(asked), hint)


def names_of(asked: Input) -> tuple[str, ...]:
    """The Chinese name of each choice, the first of several."""
    return tuple(dict(reversed(asked.choices)).values())[::-1]


def shown_cells(kind: Kind, values: Mapping[str, Any], typed: Mapping[str, str]) -> dict[str, str]:
    """Every cell of a row as it was written, or as the value is written."""
    return {
        each.name: typed.get(each.name) or write_cell(as_asked(each, values), from_plain(each, values.get(each.name)))
        for each in kind.inputs
    }


def plain_cells(kind: Kind, values: Mapping[str, Any]) -> dict[str, Any]:
    """Every cell of a row for a workbook: a number as a number in the unit of its column, all else as it is written."""
    return {
        each.name: values[each.name]
        if each.kind == InputKind.NUMBER
        else write_cell(as_asked(each, values), from_plain(each, values[each.name]))
        for each in kind.inputs
        if values.get(each.name) is not None
    }


def unit_of(kind: Kind, name: str, values: Mapping[str, Any]) -> str:
    """The unit of a cell on a row: that of the chosen fuel where the fuel decides."""
    fuel = fuels().get(str(values.get("fuel") or ""))
    if name == "fuel_amount" and fuel is not None:
        return fuel.amount_unit
    return next((each.unit for each in columns_of(kind.code) if each.name == name), "")


@cache
def gases_of(kind: str) -> tuple[str, ...]:
    """The gases that rows of a kind show in columns of their own; none where each row names its own gas."""
    fixed = {output.gas for method in kind_of(kind).methods for output in method.outputs}
    return tuple(each for each in (*GREENHOUSE_GASES, *POLLUTANTS) if each in fixed)


@cache
def categories_of(kind: str) -> tuple[Category, ...]:
    """Categories that a row of the kind may stand in."""
    asked = kind_of(kind)
    return tuple(each for each in categories() if asked.allows(each.code))


def category_named(kind: str, text: str) -> str:
    """The code of a category that is written as code, as name, or as both; what is neither comes back as it is written."""
    written = text.strip()
    first = written.split(" ")[0] if written else ""
    if first in categories():
        return first
    named = [each.code for each in categories_of(kind) if each.name == written]
    return named[0] if len(named) == 1 else written


def sector_of(kind: Kind) -> str:
    """What a kind is listed under; one that may stand in several sectors under its own."""
    first = {each[:1] for each in kind.categories}
    return dict(SECTORS).get(first.pop(), NOWHERE) if len(first) == 1 else NOWHERE
