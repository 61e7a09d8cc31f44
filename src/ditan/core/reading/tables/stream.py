"""Tables printed one cell a line.

A web page that loses its table markup leaves header lines, then every cell on a line of its own. What holds such a
table together is its running number (序号): rows are cut where 1, 2, 3 … stand alone on a line. Without a number
column, rows are cut behind the cells of a last column whose values are known (约束性, a department).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.outline import Outline
from ditan.core.reading.tables.stream_lines import (
    GROUP_LINE,
    NOTE_LINE,
    SURE_HEADER,
    TOTAL_LINE,
    UNIT_LINE,
    VALUE,
    ColumnKind,
    Line,
    cells_of,
    column_kind,
    fits,
    header_end,
    is_head,
    joined_heads,
    lines_of,
    row_number,
    spread,
    unwrapped,
)
from ditan.core.reading.tables.table import Cell, Table

__all__ = ["Line", "find_stream_tables", "lines_of"]

LOST_NUMBERS = 3
"""So many numbers in a row may be lost by the page before the table is taken to end."""


def find_stream_tables(page: CleanText, outline: Outline) -> tuple[Table, ...]:
    """Tables whose cells stand one a line.

    Rows hold the cells that are printed, in order, their number included; a cell that a merge or an empty box has
    swallowed is missing, except where a doubled empty line still shows its place. A 合计 line and the title of a group
    of rows (`一、产业结构`) are rows of their own.
    """
    lines = unwrapped(page)
    finder = _Finder(lines, outline)
    tables: list[Table] = []
    index = 0
    while index < len(lines):
        found = finder.table_at(index) if is_head(lines[index]) and outline.is_body(lines[index].start) else None
        if found is None:
            index += 1
        else:
            table, index = found
            tables.append(table)
    return tuple(tables)


class _Finder:
    """The lines of one page, and where its headings stand."""

    def __init__(self, lines: Sequence[Line], outline: Outline) -> None:
        self.lines = lines
        self.outline = outline
        self.headings = {
            entry.start
            for entry in outline.entries
            if entry.kind in ("title", "chapter", "section", "annex", "table", "box")
        }

    def table_at(self, first: int) -> tuple[Table, int] | None:
        """The table whose header begins at a line, and the index behind it."""
        stop = header_end(self.lines, first)
        heads = spread(joined_heads(self.lines[first:stop]))
        if len(heads) < 3 or sum(bool(SURE_HEADER.search(head.text)) for head in heads) < 2:
            return None
        numbers = self._running_numbers(first, stop, heads)
        if len(numbers) >= 2:
            return self._numbered_table(first, heads, numbers)
        return self._keyed_table(first, stop, heads)

    def _running_numbers(self, first: int, stop: int, heads: Sequence[Cell]) -> list[tuple[int, int]]:
        """(line index, number) of 1, 2, 3 … each alone on its line and followed by a cell of words."""
        found: list[tuple[int, int]] = []
        near = range(max(first + 2, stop - 3), min(stop + 4, len(self.lines)))
        at = next((index for index in near if row_number(self.lines, index) == 1), None)
        width = 4 * len(heads) + 8
        number = 1
        while at is not None:
            found.append((at, number))
            window = range(at + 2, min(at + width, len(self.lines)))
            printed = [(index, row_number(self.lines, index)) for index in window]
            following = next(
                (
                    (index, value)
                    for step in range(1, LOST_NUMBERS + 1)
                    for index, value in printed
                    if value == number + step
                ),
                None,
            )
            at, number = (following[0], following[1] or 0) if following else (None, number)
        return found

    def _numbered_table(self, first: int, heads: tuple[Cell, ...], numbers: list[tuple[int, int]]) -> tuple[Table, int]:
        before = next((i for i, head in enumerate(heads) if column_kind(head.text) == "number"), 0)
        header, opening = self._split_header(first, numbers[0][0], before)
        starts = [at for at, _ in numbers]
        kind = column_kind(header[-1].text) if header else "text"
        end = self._end_of_last_row(starts[-1], len(header) - before, kind)
        rows: list[tuple[Cell, ...]] = []
        carried: list[Line] = opening
        for left, right in zip(starts, [*starts[1:], end], strict=True):
            body = _without_repeated_header(self.lines[left:right], header)
            own, carried_on = _own_lines(body, before if right != end else 0, kind)
            rows.extend(cells_of(part) for part in _parts([*carried, *own], before))
            carried = carried_on
        return self._finished(first, header, rows, end)

    def _split_header(self, first: int, number_at: int, before: int) -> tuple[tuple[Cell, ...], list[Line]]:
        """The heads, and the cells of the first row that stand before its number (as many as columns before 序号)."""
        between = list(self.lines[first:number_at])
        opening = between[len(between) - before :] if before else []
        start = opening[0].start if opening else self.lines[number_at].start
        groups = [line for line in between if GROUP_LINE.match(line.tight) and line.start < start]
        heads = [head for head in joined_heads(between) if head.start < start]
        if groups:
            heads = [head for head in heads if head.start < groups[0].start]
            opening = [*groups, *opening]
        return spread(heads), opening

    def _end_of_last_row(self, at: int, width: int, kind: ColumnKind) -> int:
        """Index behind the last row: a full row, a note, a heading, the end of the body, or a wide gap."""
        stop = at + 1
        while stop < len(self.lines) and stop - at < max(width, 2) and not self._ends_table(self.lines[stop]):
            stop += 1
        fitting = [index for index in range(at + 1, stop) if fits(self.lines[index].tight, kind)]
        return fitting[-1] + 1 if fitting else stop

    def _ends_table(self, line: Line) -> bool:
        return (
            line.blanks > 3
            or TOTAL_LINE.match(line.tight) is not None
            or NOTE_LINE.match(line.text) is not None
            or line.start in self.headings
            or re.match(r"附[表件]\s*\d|第[一二三四五六七八九十]+[章节]", line.text) is not None
            or not self.outline.is_body(line.start)
        )

    def _keyed_table(self, first: int, stop: int, heads: tuple[Cell, ...]) -> tuple[Table, int] | None:
        """A table without running numbers, its rows cut behind the cells of its last column."""
        kind = column_kind(heads[-1].text)
        if kind not in ("nature", "department") or column_kind(heads[0].text) == "number":
            return None
        rows: list[tuple[Cell, ...]] = []
        row: list[Line] = []
        end = at = stop
        while at < len(self.lines) and not self._ends_table(self.lines[at]) and len(row) <= len(heads):
            row.append(self.lines[at])
            at += 1
            if len(row) > 1 and fits(row[-1].tight, kind):
                rows.extend(cells_of(part) for part in _parts(_without_repeated_header(row, heads), 0))
                row, end = [], at
        if len(rows) < 2:
            return None
        return self._finished(first, heads, rows, end)

    def _finished(
        self, first: int, header: tuple[Cell, ...], rows: list[tuple[Cell, ...]], end: int
    ) -> tuple[Table, int]:
        """Add the 合计 line, the notes and the title."""
        end = self._with_total(end, header, rows)
        notes = ""
        if end < len(self.lines) and NOTE_LINE.match(self.lines[end].text):
            notes = self.lines[end].text
            end += 1
        title_at, title, unit = self._title(first)
        notes = f"{unit} {notes}".strip()
        table = Table(title, header, tuple(rows), self.lines[title_at].start, self.lines[end - 1].end, "stream", notes)
        return table, end

    def _with_total(self, end: int, header: tuple[Cell, ...], rows: list[tuple[Cell, ...]]) -> int:
        """Take the 合计 line behind the last row, with the values that follow it."""
        if end >= len(self.lines) or not TOTAL_LINE.match(self.lines[end].tight):
            return end
        stop = end + 1
        while stop < len(self.lines) and stop - end < len(header) and VALUE.match(self.lines[stop].tight):
            stop += 1
        rows.append(cells_of(self.lines[end:stop]))
        return stop

    def _title(self, first: int) -> tuple[int, str, str]:
        """The table's title: a short line above the header; and the line that only gives the unit, if one is between."""
        unit = ""
        for at in range(first - 1, max(-1, first - 3), -1):
            text = self.lines[at].text
            if UNIT_LINE.match(self.lines[at].tight):
                unit = text
                continue
            if len(text) <= 60 and not re.search(r"[。;,]$", text) and self.outline.is_body(self.lines[at].start):
                return at, text, unit
            break
        return first, "", unit


def _own_lines(body: Sequence[Line], before: int, kind: ColumnKind) -> tuple[list[Line], list[Line]]:
    """Part the lines between two numbers into the row's own and the next row's cells before its number."""
    for keep in range(len(body), max(1, len(body) - before) - 1, -1):
        if before and fits(body[keep - 1].tight, kind):
            return list(body[:keep]), list(body[keep:])
    return list(body), []


def _without_repeated_header(body: Sequence[Line], header: tuple[Cell, ...]) -> list[Line]:
    """Drop the header that a page break repeats inside a row."""
    heads = {head.text for head in header}
    halves = tuple(head.text for head in header)
    kept: list[Line] = []
    run: list[Line] = []
    for line in body:
        if line.tight in heads or (run and any(head.endswith(line.tight) for head in halves)):
            run.append(line)
            continue
        kept.extend(run if len(run) < 3 else ())
        run = []
        kept.append(line)
    kept.extend(run if len(run) < 3 else ())
    return kept


def _parts(row: list[Line], before: int) -> list[list[Line]]:
    """A row parted where a 合计 begins, and from the titles of groups that stand before or behind it."""
    parts: list[list[Line]] = [[]]
    for line in row:
        alone = GROUP_LINE.match(line.tight) is not None and before == 0
        if parts[-1] and (alone or TOTAL_LINE.match(line.tight) or GROUP_LINE.match(parts[-1][0].tight)):
            parts.append([])
        parts[-1].append(line)
    return [part for part in parts if part]
