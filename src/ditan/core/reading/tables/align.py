"""Put the cells of a row under the heads of its table.

A page may lose empty cells and print a merged cell once, so rows are shorter, or carry a category before their first
cell. Cells never change their order; each goes to the column that it fits, and what fits nowhere is left over.
"""

from __future__ import annotations

from collections.abc import Sequence

from ditan.core.reading.tables.cells import fit
from ditan.core.reading.tables.columns import Column
from ditan.core.reading.tables.table import Cell

LOST_CELL = -2.5
"""A printed cell that no column takes."""

LOST_EMPTY = -0.2
"""An empty cell that no column takes: a blank line that means nothing."""

EMPTY_COLUMN = -0.3
"""A column without a cell."""


def align(row: Sequence[Cell], columns: Sequence[Column]) -> tuple[Cell | None, ...]:
    """For each column its cell, or None where the row has none.

    A row with as many cells as columns is taken as it stands unless that puts a cell where it cannot be.

    Examples
    --------
    >>> from ditan.core.reading.tables.columns import read_columns
    >>> heads = read_columns(["类别", "序号", "指标", "2020", "2025", "指标性质"])
    >>> cells = [Cell(text, 0, 1) for text in ("3", "森林蓄积量", "95.7", "160", "约束性")]
    >>> [cell and cell.text for cell in align(cells, heads)]
    [None, '3', '森林蓄积量', '95.7', '160', '约束性']
    """
    if len(row) == len(columns) and all(
        fit(cell.text, column) > -2.0 for cell, column in zip(row, columns, strict=True)
    ):
        return tuple(row)
    return _best(row, columns)[0]


def score(row: Sequence[Cell], columns: Sequence[Column]) -> float:
    """How well the cells of a row fit the columns at best."""
    return _best(row, columns)[1]


def _best(row: Sequence[Cell], columns: Sequence[Column]) -> tuple[tuple[Cell | None, ...], float]:
    height, width = len(row), len(columns)
    table = [[0.0] * (width + 1) for _ in range(height + 1)]
    for at in range(width - 1, -1, -1):
        table[height][at] = table[height][at + 1] + EMPTY_COLUMN
    for cell in range(height - 1, -1, -1):
        lost = LOST_CELL if row[cell].text else LOST_EMPTY
        table[cell][width] = table[cell + 1][width] + lost
        for at in range(width - 1, -1, -1):
            table[cell][at] = max(
                fit(row[cell].text, columns[at]) + table[cell + 1][at + 1],
                EMPTY_COLUMN + table[cell][at + 1],
                lost + table[cell + 1][at],
            )
    placed: list[Cell | None] = [None] * width
    cell = at = 0
    while cell < height and at < width:
        here = table[cell][at]
        lost = LOST_CELL if row[cell].text else LOST_EMPTY
        # Of two cells for one column the later one stays: a category stands before what it heads.
        if here == lost + table[cell + 1][at]:
            cell += 1
        elif here == fit(row[cell].text, columns[at]) + table[cell + 1][at + 1]:
            placed[at] = row[cell]
            cell, at = cell + 1, at + 1
        else:
            at += 1
    return tuple(placed), table[0][0]
