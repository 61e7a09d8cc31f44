"""Ruled tables of a PDF page: cells from their boxes, merged cells from the lines that they cross."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from ditan.core.reading.formats.layout import Glyph, join, to_lines
from ditan.core.reading.formats.writer import GridCell

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom."""

NEAR = 2.5


@dataclass(slots=True)
class PageTable:
    """A table of one page: its box, its column edges and its cells by row."""

    box: Box
    columns: tuple[float, ...]
    grid: list[list[GridCell]]


def build_table(cells: Sequence[Box], glyphs: Sequence[Glyph]) -> PageTable | None:
    """The table that boxes of cells make; None for a frame around text."""
    columns = _edges([cell[0] for cell in cells] + [cell[2] for cell in cells])
    rows = _edges([cell[1] for cell in cells] + [cell[3] for cell in cells])
    if len(columns) < 3 or len(rows) < 3:
        return None
    box = columns[0], rows[0], columns[-1], rows[-1]
    grid: list[list[GridCell]] = [[] for _ in rows[:-1]]
    for cell in sorted(cells, key=lambda one: (one[1], one[0])):
        first_row, last_row = _at(rows, cell[1]), _at(rows, cell[3])
        first_column, last_column = _at(columns, cell[0]), _at(columns, cell[2])
        if last_row > first_row and last_column > first_column:
            text = join([line.text for line in to_lines(inside(glyphs, cell))])
            grid[first_row].append(GridCell(text, last_row - first_row, last_column - first_column))
    return PageTable(box, columns, [row for row in grid if row])


def inside(glyphs: Sequence[Glyph], box: Box) -> list[Glyph]:
    """Characters whose middle lies in a box."""
    x0, top, x1, bottom = box
    return [
        glyph
        for glyph in glyphs
        if x0 <= (glyph.x0 + glyph.x1) / 2 <= x1 and top <= (glyph.top + glyph.bottom) / 2 <= bottom
    ]


def continues(before: PageTable, table: PageTable) -> bool:
    """Whether a table at the head of a page goes on with the one at the foot of the page before."""
    return len(before.columns) == len(table.columns) and all(
        abs(left - right) < 4 * NEAR for left, right in zip(before.columns, table.columns, strict=True)
    )


def without_repeated_header(before: PageTable, table: PageTable) -> list[list[GridCell]]:
    """The rows of a table that goes on, without the header that its page prints again."""
    skip = 0
    while skip < min(len(before.grid), len(table.grid), 3):
        if [cell.text for cell in before.grid[skip]] != [cell.text for cell in table.grid[skip]]:
            break
        skip += 1
    return table.grid[skip:]


def _edges(values: Sequence[float]) -> tuple[float, ...]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > NEAR:
            edges.append(value)
    return tuple(edges)


def _at(edges: Sequence[float], value: float) -> int:
    return min(bisect_left(edges, value - NEAR), len(edges) - 1)
