"""The columns of a list's workbook, the same for writing and for reading."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ditan.domains.plans.kinds import Content, Field, Kind
from ditan.domains.plans.kinds.types import show_number

ITEM = "条目编号"
VERSION = "修订号"
PLAN = "规划编号"
PLAN_TITLE = "规划名称"
REGION = "地区"
STATE = "审核状态"
DECIDED_BY = "审核人"
DECIDED_AT = "审核时间"
DECIDED_HOW = "审核方式"
CONFIDENCE = "把握"
QUOTE = "原文"
START = "原文起"
END = "原文止"

BEFORE = (ITEM, VERSION, PLAN, PLAN_TITLE, REGION)
AFTER = (STATE, DECIDED_BY, DECIDED_AT, DECIDED_HOW, CONFIDENCE, QUOTE, START, END)
WIDTHS = {PLAN_TITLE: 36, QUOTE: 60, DECIDED_AT: 17, REGION: 14}
VALUE_PREFIX = "数值 "


@dataclass(frozen=True, slots=True)
class Column:
    """A column that holds a field, or one year of an indicator's values."""

    title: str
    field: Field
    year: str = ""

    @property
    def width(self) -> int:
        return 12 if self.year else self.field.width


def content_columns(kind: Kind, years: Iterable[str]) -> list[Column]:
    """The columns of a kind's fields; an indicator has one for each year."""
    columns = []
    for field in kind.fields:
        if field.name == "values":
            columns += [Column(f"{VALUE_PREFIX}{year}", field, year) for year in years]
        else:
            columns.append(Column(str(field.label), field))
    return columns


def years_of(contents: Iterable[Content]) -> list[str]:
    """All printed years of these indicators, in order."""
    return sorted({year for content in contents for year in content.get("values", {})})


def shown_in(column: Column, content: Content) -> str:
    """What stands in a column for this content."""
    value = content[column.field.name]
    if column.year:
        cell = value.get(column.year)
        return "" if cell is None else str(cell["text"])
    return column.field.type.show(value)


def as_number(column: Column, content: Content) -> float | None:
    """The number to write in a column, where the shown text is no more than that number.

    A workbook keeps 16 digits of a number; one that needs more is written as text, which keeps them all.
    """
    value = content[column.field.name]
    if column.year:
        cell = value.get(column.year)
        if cell is None or cell["comparator"] != "=" or show_number(cell["value"]) != cell["text"]:
            return None
        value = cell["value"]
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if float(f"{value:.16G}") == value else None


_LEADS_A_FORMULA = re.compile(r"'*[=+\-@\t\r|]")


def escaped(text: str) -> str:
    """The text, with a mark before it where a spreadsheet might take it for a formula.

    >>> escaped("=1+1"), escaped("重点区域")
    ("'=1+1", '重点区域')
    """
    return f"'{text}" if _LEADS_A_FORMULA.match(text) else text


def unescaped(value: Any) -> Any:
    """What `escaped` was given; anything that is no text stays as it is."""
    if isinstance(value, str) and value.startswith("'") and _LEADS_A_FORMULA.match(value):
        return value[1:]
    return value
