"""Tables whose cells are parted by bars.

Three prints are known: a row a line (`| a | b |`), a row a line without outer bars (`a | b`), and a cell a line, where
a line that ends with a bar ends the row. A box printed as a table of one cell is no table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.outline import Outline
from ditan.core.reading.tables.columns import read_column
from ditan.core.reading.tables.stream import Line, lines_of
from ditan.core.reading.tables.table import Cell, Table

RULE = re.compile(r"[-:=+\s|]+")
NOTE = re.compile(r"(?:备\s*注|注|说\s*明)\s*\d?\s*[:：.、]")
LONGEST_OPEN_ROW = 12
"""Lines without a bar that a row may run on for, before it is taken for text that is no table."""

Row = tuple[Cell, ...]


def find_pipe_tables(page: CleanText, outline: Outline) -> tuple[Table, ...]:
    """Tables of bars, each with at least two columns and one row under its header."""
    if "|" not in page.text:
        return ()
    lines = [line for line in lines_of(page) if outline.is_body(line.start)]
    return tuple(table for group in _groups(lines) for table in _tables(page.text, group))


def _groups(lines: Sequence[Line]) -> Iterator[list[tuple[Line, ...]]]:
    """Rows that follow one another, each as its lines."""
    group: list[tuple[Line, ...]] = []
    index = 0
    while index < len(lines):
        row = _row_lines(lines, index)
        if row:
            group.append(row)
            index += len(row)
            continue
        if group:
            yield group
            group = []
        index += 1
    if group:
        yield group


def _row_lines(lines: Sequence[Line], index: int) -> tuple[Line, ...]:
    """The lines of the row that begins here; none where no row begins."""
    first = lines[index].text
    follows = index + 1 < len(lines) and lines[index + 1].text.startswith("|")
    if "|" not in first and not follows:
        return ()
    if first.endswith("|") and len(first) > 1:
        return (lines[index],)
    cell_a_line = follows and first.count("|") <= 1
    if not cell_a_line:
        return _open_row(lines, index)
    end = index + 1
    while end < len(lines) and lines[end].text.startswith("|"):
        end += 1
        if lines[end - 1].text.endswith("|"):
            break
    return tuple(lines[index:end])


def _open_row(lines: Sequence[Line], index: int) -> tuple[Line, ...]:
    """A line of cells without a bar at its end: cells of several paragraphs run on to the line that has one."""
    for end in range(index + 1, min(index + LONGEST_OPEN_ROW, len(lines))):
        text = lines[end].text
        if "|" in text:
            closes = text.endswith("|") and not text.startswith("|") and text.count("|") < lines[index].text.count("|") + 1
            return tuple(lines[index : end + 1]) if closes and end > index and _prose(lines[index + 1 : end]) else (lines[index],)
    return (lines[index],)


def _prose(lines: Sequence[Line]) -> bool:
    return all("|" not in line.text for line in lines)


def _tables(text: str, group: Sequence[tuple[Line, ...]]) -> Iterator[Table]:
    rows = [_cells(text, lines) for lines in group]
    outer = sum(len(row) > 2 and not row[0].text for row in rows) > len(rows) / 2
    rows = [row[1:] if outer and row and not row[0].text else row for row in rows]
    rows = [row for row in rows if row and not all(RULE.fullmatch(cell.text) or not cell.text for cell in row if cell.text)]
    heads = [index for index, row in enumerate(rows) if _is_header(row)]
    heads = [index for place, index in enumerate(heads) if place == 0 or heads[place - 1] != index - 1]
    for place, index in enumerate(heads):
        stop = heads[place + 1] if place + 1 < len(heads) else len(rows)
        table = _table(rows, index, stop)
        if table is not None:
            yield table


def _table(rows: Sequence[Row], index: int, stop: int) -> Table | None:
    titles = [rows[at] for at in range(max(0, index - 2), index) if len(_filled(rows[at])) == 1]
    title = _filled(titles[-1])[0].text if titles and not _is_note(titles[-1]) else ""
    start = titles[-1][0].start if title else rows[index][0].start
    body = list(rows[index + 1 : stop])
    notes: list[str] = []
    while body and len(_filled(body[-1])) <= 1 and (not _filled(body[-1]) or _is_note(body[-1]) or _is_title(body[-1], stop < len(rows))):
        notes.extend(cell.text for cell in _filled(body[-1]) if _is_note(body[-1]))
        body.pop()
    if not any(len(_filled(row)) >= 2 for row in body):
        return None
    header = rows[index]
    if body and _continues_header(header, body[0]):
        header = merge_header(header, body.pop(0))
    end = body[-1][-1].end if body else header[-1].end
    return Table(title, header, tuple(body), start, end, "pipe", "\n".join(reversed(notes)))


def _is_title(row: Row, another_follows: bool) -> bool:
    return another_follows and re.match(r"专栏|附?表|附件", _filled(row)[0].text) is not None


def _is_note(row: Row) -> bool:
    filled = _filled(row)
    return bool(filled) and NOTE.match(filled[0].text) is not None


def _filled(row: Row) -> tuple[Cell, ...]:
    return tuple(cell for cell in row if cell.text)


def _is_header(row: Row) -> bool:
    """A row of heads: at least two that a rule knows, and more known than unknown."""
    filled = _filled(row)
    known = sum(read_column(cell.text).role != "other" for cell in filled)
    return len(filled) >= 2 and known >= 2 and known * 2 > len(filled) and all(len(cell.text) <= 40 for cell in filled)


def _continues_header(header: Row, row: Row) -> bool:
    """Whether a row is the second line of the header: nothing in it but heads, some under a head that spans them."""
    filled = _filled(row)
    return len(filled) >= 2 and all(read_column(cell.text).role != "other" for cell in filled) and any(
        read_column(cell.text).role in ("value", "funding", "slice", "investment", "cumulative") for cell in filled
    )


def merge_header(header: Row, second: Row) -> Row:
    """One header of two lines: each lower head under the upper one of its column."""
    if len(second) == len(header):
        return tuple(
            Cell(" ".join(part for part in (upper.text, lower.text) if part), lower.start or upper.start, lower.end or upper.end)
            if lower.text and upper.text != lower.text
            else upper
            for upper, lower in zip(header, second, strict=True)
        )
    spanning = [index for index, cell in enumerate(header) if read_column(cell.text).role in ("value", "investment", "funding", "slice", "other")]
    if not spanning or len(second) < 2:
        return header
    at = spanning[0] if len(spanning) == 1 else max(spanning, key=lambda index: not re.search(r"\d", header[index].text))
    upper = header[at]
    lower = tuple(Cell(f"{upper.text} {cell.text}", cell.start, cell.end) for cell in _filled(second))
    return (*header[:at], *lower, *header[at + 1 :])


def _cells(text: str, lines: Sequence[Line]) -> Row:
    start, end = lines[0].start, lines[-1].end
    cells: list[Cell] = []
    at = start
    while at <= end:
        bar = text.find("|", at, end)
        stop = bar if bar >= 0 else end
        cells.append(_cell(text, at, stop))
        if bar < 0:
            break
        at = bar + 1
    if len(cells) > 1 and not cells[-1].text and text[end - 1] == "|":
        cells.pop()
    return tuple(cells)


def _cell(text: str, start: int, end: int) -> Cell:
    piece = text[start:end]
    stripped = piece.strip()
    first = start + len(piece) - len(piece.lstrip()) if stripped else start
    return Cell(stripped, first, first + len(stripped))
