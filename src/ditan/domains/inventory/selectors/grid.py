"""The grid of an inventory: the rows of one kind with their cells as they were written and what each comes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from ditan.base.paging import Paged
from ditan.core.inventory.categories import Category, categories
from ditan.core.inventory.kind import Kind
from ditan.core.inventory.kinds import KINDS, kind_of
from ditan.core.inventory.notation import LABELS, Key
from ditan.core.inventory.showing import (
    NOWHERE,
    SECTORS,
    Column,
    categories_of,
    columns_of,
    gases_of,
    sector_of,
    shown_cells,
    unit_of,
)
from ditan.domains.inventory.models import Inventory, Row
from ditan.domains.inventory.selectors.results import Amount, Part, amounts_of, parts_of, result_columns

PAGE = 100


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of an input: its column, what stands in it, the unit that holds on this row."""

    column: Column
    text: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """How a row stands: how many amounts are unknown, why, and whether a factor or method is not confirmed."""

    unknown: int
    unverified: bool
    why: str
    key: str = ""

    @property
    def plain(self) -> dict[str, Any]:
        return {"unknown": self.unknown, "unverified": self.unverified, "why": self.why, "key": self.key}


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of the grid; `row` is None of a blank one."""

    row: Row | None
    category: str
    cells: tuple[Cell, ...]
    amounts: tuple[Amount, ...]
    mark: Mark

    @property
    def category_name(self) -> str:
        return categories().get(self.category).name if self.category in categories() else ""

    @property
    def plain(self) -> dict[str, Any]:
        """What a page needs to show the row anew."""
        row = self.row
        assert row is not None
        return {
            "row": row.pk,
            "version": row.version,
            "position": row.position,
            "cells": {
                "category": row.category,
                "label": row.label,
                **{each.column.name: each.text for each in self.cells},
                "source_note": row.source_note,
                "notation": row.notation,
                "notation_reason": row.notation_reason,
            },
            "category_name": self.category_name,
            "units": {each.column.name: each.unit for each in self.cells if each.unit},
            "amounts": {each.gas: each.plain for each in self.amounts},
            "mark": self.mark.plain,
        }


@dataclass(frozen=True, slots=True)
class Grid:
    """One kind's rows, and what its cells may be chosen from."""

    kind: Kind
    columns: tuple[Column, ...]
    gases: tuple[str, ...]
    rows: tuple[GridRow, ...]
    blank: GridRow
    categories: tuple[Category, ...]
    pages: Paged

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        return tuple((str(key), str(label)) for key, label in LABELS.items())


def kind_asked(inventory: Inventory, code: str, counts: dict[str, int] | Any) -> Kind:
    """The kind that a page shows: the one asked for, else the first that has rows, else the first of all."""
    known = {each.code: each for each in KINDS}
    if code in known:
        return known[code]
    return next((each for each in KINDS if counts.get(each.code)), KINDS[0])


def grid_of(inventory: Inventory, kind: Kind, page: str | int = 1, row: int | None = None) -> Grid:
    """A page of the rows of one kind; with `row` the page on which that row stands. Four queries."""
    found = inventory.rows.filter(removed_at__isnull=True, kind=kind.code).order_by("position", "pk")
    paginator = Paginator(found, PAGE)
    if row is not None:
        keys = list(found.values_list("pk", flat=True))
        page = keys.index(row) // PAGE + 1 if row in keys else page
    shown = paginator.get_page(page)
    elided = paginator.get_elided_page_range(shown.number, on_each_side=2, on_ends=1)
    pages = Paged(shown, tuple(each if isinstance(each, int) else None for each in elided), PAGE, sizes=(PAGE,))
    return Grid(
        kind,
        columns_of(kind.code),
        result_columns(gases_of(kind.code)),
        tuple(lines_of(inventory, list(shown.object_list))),
        blank_of(kind),
        categories_of(kind.code),
        pages,
    )


def lines_of(inventory: Inventory, rows: Sequence[Row]) -> list[GridRow]:
    """These rows with what each comes to. One query."""
    parts = parts_of([each.pk for each in rows])
    return [_line(inventory, each, parts.get(each.pk, [])) for each in rows]


def _line(inventory: Inventory, row: Row, parts: Sequence[Part]) -> GridRow:
    kind = kind_of(row.kind)
    texts = shown_cells(kind, row.values, row.typed)
    cells = tuple(
        Cell(each, texts.get(each.name, ""), unit_of(kind, each.name, row.values)) for each in columns_of(kind.code)
    )
    amounts = amounts_of(parts, gases_of(kind.code), row.notation, inventory)
    return GridRow(row, row.category, cells, tuple(amounts.values()), _mark(parts, row.notation))


def _mark(parts: Sequence[Part], notation: str) -> Mark:
    if notation:
        return Mark(0, False, str(LABELS[Key(notation)]), notation)
    unknown = [each for each in parts if each.amount is None]
    told = dict.fromkeys(problem["message"] for each in unknown for problem in each.problems)
    why = "\n".join(told) if parts else _("本行还没有可用的方法；请补充各栏。")
    return Mark(len(unknown), any(each.unverified for each in parts), why)


def blank_of(kind: Kind) -> GridRow:
    """A row that nobody has written yet; where a kind stands in one category only, that stands in it."""
    fitting = categories_of(kind.code)
    cells = tuple(Cell(each, "", each.unit) for each in columns_of(kind.code))
    amounts = tuple(Amount(gas, "", "none") for gas in result_columns(gases_of(kind.code)))
    return GridRow(None, fitting[0].code if len(fitting) == 1 else "", cells, amounts, Mark(0, False, ""))


def kinds_by_sector(counts: Any) -> list[tuple[str, list[tuple[Kind, int]]]]:
    """Every kind with the number of its rows, below its sector."""
    listed: dict[str, list[tuple[Kind, int]]] = {label: [] for _code, label in SECTORS}
    listed[NOWHERE] = []
    for kind in KINDS:
        listed[sector_of(kind)].append((kind, counts.get(kind.code, 0)))
    return [(label, found) for label, found in listed.items() if found]
