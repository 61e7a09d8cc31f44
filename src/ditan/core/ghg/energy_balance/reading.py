"""Cells of a sheet become an energy balance, or a list of every cell that cannot be read."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ditan.core.factors.fuels import Fuel, fuel_named
from ditan.core.ghg.energy_balance.flows import Flow, flow_named

UNITS: Mapping[str, tuple[str, float]] = {
    "t": ("t", 1.0),
    "吨": ("t", 1.0),
    "万吨": ("t", 1e4),
    "万立方米": ("万Nm³", 1.0),
    "亿立方米": ("万Nm³", 1e4),
    "万m³": ("万Nm³", 1.0),
    "亿m³": ("万Nm³", 1e4),
    "万Nm³": ("万Nm³", 1.0),
    "MWh": ("MWh", 1.0),
    "万千瓦时": ("MWh", 10.0),
    "亿千瓦时": ("MWh", 1e5),
    "GJ": ("GJ", 1.0),
    "百万千焦": ("GJ", 1.0),
    "万百万千焦": ("GJ", 1e4),
}
"""Units of tables, and what one is in the unit in which an inventory counts."""

BLANK = ("", "-", "—", "－", "…", "··")
_HEADING = re.compile(r"^(?P<name>[^(（]+)(?:[(（](?P<unit>[^)）]+)[)）])?$")


class BalanceRefused(ValueError):
    """A table that cannot be read; every fault on a line of its own, with its cell."""


@dataclass(frozen=True)
class Balance:
    """An energy balance in the units of an inventory.

    Parameters
    ----------
    fuels
        In the order of the columns.
    values
        By row and fuel; what the table leaves blank is not there, and no zero.
    """

    fuels: tuple[Fuel, ...]
    values: Mapping[tuple[str, str], float]

    def value(self, flow: str, fuel: str) -> float | None:
        """What stands in a cell; None where it is blank."""
        return self.values.get((flow, fuel))

    def amount(self, flow: str, fuel: str) -> float:
        """What stands in a cell; a blank cell of the table says that nothing flowed there."""
        return self.values.get((flow, fuel), 0.0)


def read_balance(cells: Sequence[Sequence[object]]) -> Balance:
    """The balance that a sheet holds.

    Parameters
    ----------
    cells
        Rows of a sheet: a row of fuels, `原煤（万吨）`, or of fuels with a row of units below; then a row for each flow, its
        label in the first column. Rows and columns that are wholly empty are passed over.

    Raises
    ------
    BalanceRefused
        With every fault: fuels, units and rows that are not known or occur twice, cells that hold no number.
    """
    start = next((n for n, row in enumerate(cells) if any(_fuel(cell) for cell in row[1:])), None)
    if start is None:
        raise BalanceRefused("没有找到能源品种的表头；第一行应为“项目、原煤（万吨）、焦炭（万吨）……”，请核对工作表。")
    faults: list[str] = []
    columns, used = _columns(cells, start, faults)
    values: dict[tuple[str, str], float] = {}
    seen: dict[str, int] = {}
    for number, row in enumerate(cells[start + used :], start + used + 1):
        flow = _flow(row, number, seen, faults)
        if flow is None:
            continue
        for index, (fuel, factor) in columns.items():
            cell = row[index] if index < len(row) else None
            value = _number(cell, f"第 {number} 行 {flow.label}、{fuel.label}", faults)
            if value is not None:
                values[flow.code, fuel.code] = value * factor
    if not seen and not faults:
        faults.append("表头下面没有任何能源平衡表的项目；第一列应为“可供本地区消费的能源量”等。")
    if faults:
        raise BalanceRefused("\n".join(faults))
    return Balance(tuple(fuel for fuel, _ in columns.values()), values)


def _columns(
    cells: Sequence[Sequence[object]], start: int, faults: list[str]
) -> tuple[dict[int, tuple[Fuel, float]], int]:
    below = cells[start + 1] if start + 1 < len(cells) else ()
    has_units = not _text(below[0] if below else "") and any(_text(cell) in UNITS for cell in below[1:])
    columns: dict[int, tuple[Fuel, float]] = {}
    for index, cell in enumerate(cells[start][1:], 1):
        text = _text(cell)
        if not text:
            continue
        where = f"第 {start + 1} 行第 {index + 1} 列"
        heading = _HEADING.match(text)
        fuel = fuel_named(heading["name"]) if heading else None
        unit = _text(below[index]) if has_units and index < len(below) else (heading["unit"] or "" if heading else "")
        if fuel is None:
            faults.append(f"{where}：没有“{text}”这种能源；请改用能源品种表中的名称，合计列请删去。")
        elif fuel.code in {each.code for each, _ in columns.values()}:
            faults.append(f"{where}：“{fuel.label}”出现两次；请合并或删去一列。")
        elif unit not in UNITS:
            faults.append(f"{where}：“{fuel.label}”的单位“{unit}”不认识；可用：{'、'.join(UNITS)}。")
        elif UNITS[unit][0] != fuel.amount_unit:
            faults.append(f"{where}：“{fuel.label}”以{fuel.amount_unit}计，不能用“{unit}”；请换算后填写。")
        else:
            columns[index] = (fuel, UNITS[unit][1])
    return columns, 2 if has_units else 1


def _flow(row: Sequence[object], number: int, seen: dict[str, int], faults: list[str]) -> Flow | None:
    label = _text(row[0] if row else "")
    if not label:
        if any(_text(cell) not in BLANK for cell in row):
            faults.append(f"第 {number} 行：有数字而没有项目名称；请补上项目名称。")
        return None
    flow = flow_named(label)
    if flow is None:
        faults.append(f"第 {number} 行：能源平衡表没有“{label}”这一项；请改用标准表的项目名称。")
        return None
    if flow.code in seen:
        faults.append(f"第 {number} 行：“{flow.label}”在第 {seen[flow.code]} 行已有；请删去一行。")
        return None
    seen[flow.code] = number
    return flow


def _number(cell: object, where: str, faults: list[str]) -> float | None:
    text = _text(cell)
    if text in BLANK:
        return None
    try:
        value = math.nan if isinstance(cell, bool) else float(text.replace(",", "").replace("−", "-"))
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        faults.append(f"{where}：“{text}”不是有效数字；请填写数字，没有流量的格留空。")
        return None
    return value


def _fuel(cell: object) -> Fuel | None:
    heading = _HEADING.match(_text(cell))
    return fuel_named(heading["name"]) if heading else None


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()
