"""What the operations answer. Amounts are texts: a whole number of booked units with how many of them are a tonne, and tonnes.

An amount that is not known is null and says why; a cell that nobody filled in says `empty`. Nothing is ever a bare zero.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from ninja import Field, Schema

from ditan.core.inventory.booking import SCALES, tonnes
from ditan.core.inventory.summary import Cell
from ditan.core.methods import OutputKind
from ditan.domains.inventory.models import Emission, Inventory, Row
from ditan.domains.inventory.selectors.inventories import RowLine


class InventoryOut(Schema):
    id: int
    region: str
    region_code: str
    year: int
    title: str
    organisation: str
    state: str
    edition: int
    version: int
    revision: int
    demo: bool
    changed_at: datetime.datetime


class ListedOut(InventoryOut):
    rows: int
    open_findings: int


class WholeInventoryOut(InventoryOut):
    """With its choices: `factor_sets` in the order in which they are asked."""

    factor_sets: list[str]
    gwp_set: str
    unverified: bool
    base_year: int | None
    boundary: str
    reopen_reason: str
    made_at: datetime.datetime
    made_by: str


class PageOut(Schema):
    """`next` is the `after` of the next page; null on the last."""

    items: list[ListedOut]
    next: int | None


class CellOut(Schema):
    """`state` is `known`, `partial` (a number that lacks something), `key`, `unknown` or `empty` (nobody entered anything)."""

    gas: str
    state: str
    complete: bool
    booked: str | None
    scale: int | None = Field(description="一吨有多少个入账单位；二氧化碳当量不入账")
    tonnes: str | None
    key: str | None
    keys: dict[str, list[int]] = Field(description="标识符及其所在的行")
    unknown: list[int] = Field(description="排放量未知的行")
    why: str


class LineOut(Schema):
    path: list[str]
    label: str
    counted: bool
    cells: list[CellOut]


class TotalsOut(Schema):
    """`sums`: territorial with and without land use, purchased electricity and heat, memo items. CO2e under `gwp_set`."""

    inventory: int
    revision: int
    view: str
    gwp_set: str
    gases: list[str]
    sums: dict[str, list[CellOut]]
    lines: list[LineOut]


class EmissionOut(Schema):
    """`amount` as it was computed, in `unit`; `booked` what sums are made of. `problems` say why an amount is null."""

    method: str
    output: str
    gas: str
    kind: str
    unit: str
    amount: float | None
    booked: str | None
    scale: int | None
    tonnes: str | None
    unverified: bool
    problems: list[dict[str, str]]
    trace: dict[str, Any] | None = None


class RowOut(Schema):
    """`values` in the units of the inputs; `typed` what a person wrote where it was not that."""

    id: int
    position: int
    version: int
    kind: str
    category: str
    label: str
    values: dict[str, Any]
    typed: dict[str, str]
    notation: str
    notation_reason: str
    choices: dict[str, Any]
    own: dict[str, Any]
    uncertainty: dict[str, float]
    source_note: str
    emissions: list[EmissionOut]


class RowsOut(Schema):
    items: list[RowOut]
    next: int | None


def inventory_out(each: Inventory) -> dict[str, Any]:
    """The plain facts of an inventory."""
    names = ("year", "title", "state", "edition", "version", "revision", "demo", "changed_at")
    return {
        "id": each.pk,
        "region": each.region.name,
        "region_code": each.region.code,
        "organisation": each.organisation.name if each.organisation else "",
        **{name: getattr(each, name) for name in names},
    }


def cell_out(cell: Cell) -> dict[str, Any]:
    """A cell with every digit."""
    return {
        "gas": cell.gas,
        "state": str(cell.state),
        "complete": cell.complete,
        "booked": None if cell.booked is None else str(cell.booked),
        "scale": cell.scale,
        "tonnes": None if cell.tonnes is None else f"{cell.tonnes:f}",
        "key": None if cell.key is None else str(cell.key),
        "keys": {str(key): [int(row) for row in rows] for key, rows in cell.keys.items()},
        "unknown": [int(row) for row in cell.unknown],
        "why": cell.why,
    }


def row_out(line: RowLine, *, traced: bool) -> dict[str, Any]:
    """A row with what it comes to."""
    names = ("position", "version", "kind", "category", "label", "values", "typed", "notation", "notation_reason")
    row: Row = line.row
    return {
        "id": row.pk,
        **{name: getattr(row, name) for name in (*names, "choices", "own", "uncertainty", "source_note")},
        "emissions": [emission_out(each, traced=traced) for each in line.emissions],
    }


def emission_out(each: Emission, *, traced: bool) -> dict[str, Any]:
    """An amount with every digit; with its whole working where that is asked for."""
    names = ("method", "output", "gas", "kind", "unit", "amount", "unverified", "problems")
    told: Mapping[str, Any] = {name: getattr(each, name) for name in names}
    booked = each.booked is not None
    return {
        **told,
        "booked": str(each.booked) if booked else None,
        "scale": SCALES.get(each.gas) if each.kind != OutputKind.ENERGY else None,
        "tonnes": f"{tonnes(each.gas, each.booked):f}" if each.booked is not None else None,
        "trace": each.trace if traced else None,
    }
