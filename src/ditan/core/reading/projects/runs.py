"""Cells of a project's row that a page has run together: name, content, period and money without a mark between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ditan.core.reading.projects.schema import ProjectSchema
from ditan.core.reading.tables.table import Cell

YEAR = r"20[0-4]\d"
TAIL = re.compile(
    rf"(?P<words>.*[\u4e00-\u9fff)）。;])(?P<period>{YEAR}年?(?:[-—–~至]{YEAR})?年?)(?P<amount>\d+(?:\.\d+)?)?$",
    re.DOTALL,
)
NAME = re.compile(r"(?P<name>.{2,40}?(?:项目|工程))(?P<told>[\u4e00-\u9fff].{4,})$", re.DOTALL)


def part_runs(row: Sequence[Cell], schema: ProjectSchema) -> tuple[Cell, ...]:
    """The row with its runs parted, as far as years and the words 项目 and 工程 show where a cell ends.

    A row that has a cell for every column, or a table without a column of years, is left alone.
    """
    if len(row) >= len(schema.columns) or not schema.of_role("period"):
        return tuple(row)
    parted: list[Cell] = []
    for cell in row:
        tail = TAIL.fullmatch(cell.text)
        if tail is None or not _rises(tail["period"]):
            parted.append(cell)
            continue
        parted.extend(_words(_part(cell, *tail.span("words")), schema))
        parted.append(_part(cell, *tail.span("period")))
        if tail["amount"]:
            parted.append(_part(cell, *tail.span("amount")))
    return tuple(parted)


def _words(cell: Cell, schema: ProjectSchema) -> list[Cell]:
    """Name and content, where the table has a column for each."""
    named = NAME.fullmatch(cell.text)
    if named is None or not (schema.of_role("project") and schema.of_role("content")):
        return [cell]
    return [_part(cell, *named.span("name")), _part(cell, *named.span("told"))]


def _part(cell: Cell, start: int, end: int) -> Cell:
    return Cell(cell.text[start:end], cell.start + start, cell.start + end)


def _rises(period: str) -> bool:
    years = [int(year) for year in re.findall(YEAR, period)]
    return years == sorted(years)
