"""What a table is to the reader, however the page prints it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

TableForm = Literal["ruled", "pipe", "glued", "stream"]
"""ruled: cells given by the file (docx, xlsx, html); pipe: `a | b |`; glued: columns run together without a mark;
stream: one cell a line."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its cleaned text and its place in the cleaned text; `start == end` for a cell that holds nothing."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table: title, header and rows of cells, in positions of the cleaned text.

    Rows may be shorter than the header where the page lost empty cells; who reads the table decides what is missing.
    A merged cell may stand in every row that it spans; `row_bounds` gives what a row prints itself.
    """

    title: str
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    start: int
    end: int
    form: TableForm
    notes: str = ""
    """Text of the 备注 under the table."""


def row_bounds(row: Sequence[Cell], above: int) -> tuple[int, int]:
    """Where the row's own cells begin and end; cells that begin before `above` are merged with a row higher up.

    >>> row_bounds((Cell("减缓", 0, 2), Cell("森林", 9, 11), Cell("45", 12, 14)), 8)
    (9, 14)
    """
    filled = [cell for cell in row if cell.text]
    own = [cell for cell in filled if cell.start >= above] or filled
    return min(cell.start for cell in own), max(cell.end for cell in own)
