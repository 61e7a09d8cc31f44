"""Ruled tables of a PDF page: cells from their boxes, merged cells from the lines that they cross."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ditan.core.reading.formats.layout import Glyph, join, to_lines
from ditan.core.reading.formats.writer import GridCell

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom."""

NEAR = 2.5


@dataclass(slots=True)
class PageTable:
    """A table of one page: its box, its column edges and its cells by row.

    `open_top` and `open_bottom` say that no line closes it there: the page's end cut it.
    """

    box: Box
    columns: tuple[float, ...]
    grid: list[list[GridCell]]
    open_top: bool = False
    open_bottom: bool = False


def closing_lines(
    verticals: Sequence[tuple[float, float, float]], horizontals: Sequence[float]
) -> tuple[list[float], list[float]]:
    """Heights at which several vertical lines (x, top, bottom) begin or end without a horizontal line: the page's end
    cut a table there."""

    def unclosed(ends: Sequence[float]) -> list[float]:
        counted = Counter(round(end / NEAR) for end in ends)
        heights = [one * NEAR for one, count in counted.items() if count >= 2]
        return [height for height in heights if not any(abs(height - line) < 2 * NEAR for line in horizontals)]

    tall = [(top, bottom) for _, top, bottom in verticals if bottom - top > 3 * NEAR]
    return unclosed([top for top, _ in tall]), unclosed([bottom for _, bottom in tall])


def build_table(cells: Sequence[Box], glyphs: Sequence[Glyph]) -> PageTable | None:
    """The table that boxes of cells make; None for a frame around text."""
    columns = _edges([cell[0] for cell in cells] + [cell[2] for cell in cells])
    rows = _edges([cell[1] for cell in cells] + [cell[3] for cell in cells])
    if len(columns) < 3 or len(rows) < 2:
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


def append(before: PageTable, table: PageTable) -> PageTable:
    """Two parts of a table as one: the header that a page prints again is left out, a row that was cut is mended."""
    skip = 0
    while skip < min(len(before.grid), len(table.grid), 3):
        if [cell.text for cell in before.grid[skip]] != [cell.text for cell in table.grid[skip]]:
            break
        skip += 1
    rows = table.grid[skip:]
    grid = [*before.grid]
    cut = (before.open_bottom and table.open_top) or _lacks_number(grid, rows)
    if rows and len(grid) > 1 and cut and len(rows[0]) == len(grid[-1]):
        grid[-1] = [
            GridCell(join([one.text, two.text]), one.rows, one.columns)
            for one, two in zip(grid[-1], rows[0], strict=True)
        ]
        rows = rows[1:]
    return PageTable(table.box, before.columns, [*grid, *rows], before.open_top, table.open_bottom)


def _lacks_number(grid: Sequence[Sequence[GridCell]], rows: Sequence[Sequence[GridCell]]) -> bool:
    """Whether the first of new rows has no running number although every row before it has one."""
    if not rows or len(grid) < 3 or rows[0][0].text:
        return False
    return all(row[0].text.isdecimal() for row in grid[1:] if row)


def _edges(values: Sequence[float]) -> tuple[float, ...]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > NEAR:
            edges.append(value)
    return tuple(edges)


def _at(edges: Sequence[float], value: float) -> int:
    return min(bisect_left(edges, value - NEAR), len(edges) - 1)
