"""Tables of values whose cells are parted by gaps of at least two blanks, often set under one another.

A gap is a surer mark than a single blank, which may stand inside a cell. An empty cell leaves a wider gap, so a row
with fewer cells than heads is put together by where its cells stand on the page, a Chinese character taking two places.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from ditan.core.reading.tables.columns import read_column
from ditan.core.reading.tables.stream import Line
from ditan.core.reading.tables.table import Cell, Table

CELL = re.compile(r"\S+(?:[ \u3000\xa0]\S+)*")
FULL_SHARE = 0.5
"""So many rows, at least, have a cell for every head, or every row stands under its heads."""

SLACK = 2
"""Places by which a cell may begin before its head."""


def find_gapped(
    text: str,
    lines: Sequence[Line],
    index: int,
    deep: int,
    header: tuple[Cell, ...],
    found: tuple[Table, int] | None,
) -> tuple[Table, int] | None:
    """The table with its rows cut at their gaps, None where gaps do not part its header into the same heads."""
    if found is None or deep != 1:
        return None
    table, stop = found
    heads = _cells(text, lines[index].start)
    if len(heads) != len(header) or any(read_column(head.text).role == "other" for head in heads):
        return None
    rows = [_cells(text, row[0].start) for row in table.rows]
    many = [row for row in rows if len(row) > 1]
    full = sum(len(row) == len(heads) for row in many)
    if not many or full < FULL_SHARE * len(many) or any(len(row) > len(heads) for row in many):
        return None
    placed = [_under(text, row, heads) if 1 < len(row) < len(heads) else row for row in rows]
    return replace(table, header=heads, rows=tuple(placed), form="pipe"), stop


def _cells(text: str, at: int) -> tuple[Cell, ...]:
    """The cells of the line that holds a place."""
    start = text.rfind("\n", 0, at) + 1
    stop = text.find("\n", at)
    line = text[start : stop if stop >= 0 else len(text)]
    return tuple(Cell(one[0], start + one.start(), start + one.end()) for one in CELL.finditer(line))


def _under(text: str, row: Sequence[Cell], heads: Sequence[Cell]) -> tuple[Cell, ...]:
    """The row with an empty cell where no cell stands under a head; unchanged where its cells stand under none."""
    places = [_place(text, head.start) for head in heads]
    filled: list[Cell | None] = [None] * len(heads)
    for cell in row:
        at = _place(text, cell.start)
        column = max((index for index, place in enumerate(places) if place <= at + SLACK), default=0)
        if filled[column] is not None:
            return tuple(row)
        filled[column] = cell
    end = row[-1].end
    return tuple(cell or Cell("", end, end) for cell in filled)


def _place(text: str, at: int) -> int:
    """How far from the left a character stands."""
    start = text.rfind("\n", 0, at) + 1
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text[start:at])
