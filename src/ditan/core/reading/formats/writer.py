"""Lay paragraphs and ruled tables out as one text, and remember where each cell came to stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ditan.core.reading.source import CellSpan, RuledTable

_UNPRINTED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(slots=True)
class GridCell:
    """A cell with its text and how many rows and columns it spans."""

    text: str
    rows: int = 1
    columns: int = 1


Grid = Sequence[Sequence[GridCell]]
"""Rows of cells as a file gives them: a merged cell stands once, where it begins."""

LONGEST_CELL = 2500
MOST_PARAGRAPHS = 8
WIDEST = 200
TALLEST = 20_000


class Writer:
    """Collects the text of a file.

    Examples
    --------
    >>> writer = Writer()
    >>> writer.paragraph("附表")
    >>> writer.table([[GridCell("序号"), GridCell("任务")], [GridCell("1"), GridCell("节能")]])
    >>> writer.text()
    '附表\\n序号\\t任务\\n1\\t节能\\n'
    >>> [writer.text()[start:end] for start, end in writer.tables[0][1]]
    ['1', '节能']
    """

    def __init__(self) -> None:
        self.tables: list[RuledTable] = []
        self._pieces: list[str] = []
        self._length = 0

    def text(self) -> str:
        """All that was written."""
        return "".join(self._pieces)

    def paragraph(self, text: str) -> None:
        """A paragraph on a line of its own."""
        self._write(_printable(text) + "\n")

    def table(self, grid: Grid) -> None:
        """A ruled table; one that has a single column or row, or a cell that holds pages, is a frame around text."""
        rows = place(grid)
        width = max((len(row) for row in rows), default=0)
        if width < 2 or len(rows) < 2 or any(_holds_pages(cell.text) for row in grid for cell in row):
            for row in grid:
                for cell in row:
                    if cell.text.strip():
                        self.paragraph(cell.text)
            return
        self.tables.append(self._write_rows(rows, width))

    def _write_rows(self, rows: Sequence[Sequence[GridCell | None]], width: int) -> RuledTable:
        placed: dict[int, CellSpan] = {}
        result: list[tuple[CellSpan, ...]] = []
        for row in rows:
            spans: list[CellSpan] = []
            for column in range(width):
                if column:
                    self._write("\t")
                cell = row[column] if column < len(row) else None
                if cell is None:
                    spans.append((self._length, self._length))
                    continue
                if id(cell) not in placed:
                    start = self._length
                    self._write(_printable(cell.text).strip())
                    placed[id(cell)] = (start, self._length)
                spans.append(placed[id(cell)])
            self._write("\n")
            result.append(tuple(spans))
        return tuple(result)

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)


def place(grid: Grid) -> list[list[GridCell | None]]:
    """The grid as full rows: a merged cell is given again in every row and column that it spans.

    Examples
    --------
    >>> rows = place([[GridCell("类别", rows=2), GridCell("目标", columns=2)], [GridCell("2025"), GridCell("2030")]])
    >>> [[cell.text for cell in row] for row in rows]
    [['类别', '目标', '目标'], ['类别', '2025', '2030']]
    """
    rows: list[list[GridCell | None]] = [[] for _ in grid]
    for index, cells in enumerate(grid):
        column = 0
        for cell in cells:
            while column < len(rows[index]) and rows[index][column] is not None:
                column += 1
            last_row = min(index + max(1, min(cell.rows, TALLEST)), len(rows))
            for covered in rows[index:last_row]:
                for at in range(column, min(column + max(1, cell.columns), WIDEST)):
                    covered.extend([None] * (at + 1 - len(covered)))
                    if covered[at] is None:
                        covered[at] = cell
            column += max(1, cell.columns)
    return [row for row in rows if row]


def _holds_pages(text: str) -> bool:
    """A cell of thousands of characters in many paragraphs arranges a page; it is no cell of a plan's table."""
    return len(text) > LONGEST_CELL and text.count("\n") >= MOST_PARAGRAPHS


def _printable(text: str) -> str:
    """Line ends made even, and characters that print nothing and no encoding takes left out."""
    return _UNPRINTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
