"""Tables whose cells are parted by bars.

Three prints are known: a row a line (`| a | b |`), a row a line without outer bars (`a | b`), and a cell a line, where
a line that ends with a bar ends the row. A box printed as a table of one cell is no table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.outline import Outline
from ditan.core.reading.tables.headers import join_in_place, join_spanned, known_heads
from ditan.core.reading.tables.stream import Line, lines_of
from ditan.core.reading.tables.stream_lines import GROUP_LINE
from ditan.core.reading.tables.table import Cell, Table
from ditan.core.reading.tables.titles import UNIT_LINE, title_above

RULE = re.compile(r"[-:=+\s|]+")
NUMBER_CELL = re.compile(r"[\d.,%]+")
NOTE = re.compile(r"(?:备\s*注|注|说\s*明)\s*\d?\s*[:：.、]")
LONGEST_OPEN_ROW = 12
"""Lines without a bar that a row may run on for, before it is taken for text that is no table."""

LONGEST_GROUP_TITLE = 24

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
    index = bars = 0
    while index < len(lines):
        row = _row_lines(lines, index, bars) or _group_title(lines, index, bars)
        if row:
            group.append(row)
            bars = max(bars, row[0].text.count("|")) if len(row) == 1 else bars
            index += len(row)
            continue
        if group:
            yield group
            group, bars = [], 0
        index += 1
    if group:
        yield group


def _row_lines(lines: Sequence[Line], index: int, bars: int) -> tuple[Line, ...]:
    """The lines of the row that begins here; none where no row begins. The rows above have so many bars."""
    first = lines[index].text
    follows = index + 1 < len(lines) and _is_cell_line(lines[index + 1].text)
    if "|" not in first and not follows:
        return ()
    if first.endswith("|") and len(first) > 1:
        return (lines[index],)
    if not (follows and first.count("|") <= 1):
        return _open_row(lines, index, bars)
    end = index + 1
    while end < len(lines) and _is_cell_line(lines[end].text):
        end += 1
        if lines[end - 1].text.endswith("|"):
            break
    return tuple(lines[index:end])


def _group_title(lines: Sequence[Line], index: int, bars: int) -> tuple[Line, ...]:
    """A numbered title of a group of rows that stands without bars between rows: `(二)生态安全`."""
    between = bars > 1 and 0 < index < len(lines) - 1
    if not between or GROUP_LINE.match(lines[index].tight) is None or len(lines[index].text) > LONGEST_GROUP_TITLE:
        return ()
    beside = (lines[index - 1].text, lines[index + 1].text)
    return (lines[index],) if all(text.count("|") >= bars - 1 for text in beside) else ()


def _is_cell_line(text: str) -> bool:
    """Whether a line holds one cell and no more: a bar before it, at most one behind it."""
    return text.startswith("|") and "|" not in text[1:-1]


def _open_row(lines: Sequence[Line], index: int, bars: int) -> tuple[Line, ...]:
    """A line of cells without a bar at its end: a cell of several paragraphs runs on until all bars are there."""
    seen = lines[index].text.count("|")
    for end in range(index + 1, min(index + LONGEST_OPEN_ROW, len(lines)) if seen < bars else index):
        seen += lines[end].text.count("|")
        if seen > bars:
            break
        if seen == bars and lines[end].text.endswith("|"):
            return tuple(lines[index : end + 1])
    return (lines[index],)


def _tables(text: str, group: Sequence[tuple[Line, ...]]) -> Iterator[Table]:
    rows = [_cells(text, lines) for lines in group]
    outer = sum(len(row) > 2 and not row[0].text for row in rows) > len(rows) / 2
    rows = [row[1:] if outer and row and not row[0].text else row for row in rows]
    rows = [
        row for row in rows if row and not all(RULE.fullmatch(cell.text) or not cell.text for cell in row if cell.text)
    ]
    heads = [index for index, row in enumerate(rows) if _is_header(row)]
    heads = [index for place, index in enumerate(heads) if place == 0 or heads[place - 1] != index - 1]
    for place, index in enumerate(heads):
        stop = heads[place + 1] if place + 1 < len(heads) else len(rows)
        table = _table(text, rows, index, stop)
        if table is not None:
            yield table


def _table(text: str, rows: Sequence[Row], index: int, stop: int) -> Table | None:
    title, start = _title(text, rows, index)
    body = list(rows[index + 1 : stop])
    notes: list[str] = []
    while (
        body
        and len(_filled(body[-1])) <= 1
        and (not _filled(body[-1]) or _is_note(body[-1]) or _is_title(body[-1], stop < len(rows)))
    ):
        notes.extend(cell.text for cell in _filled(body[-1]) if _is_note(body[-1]))
        body.pop()
    if not any(len(_filled(row)) >= 2 for row in body):
        return None
    header = _whole_header(rows[index], body)
    end = body[-1][-1].end if body else header[-1].end
    return Table(title, header, tuple(body), start, end, "pipe", "\n".join(reversed(notes)))


def _title(text: str, rows: Sequence[Row], index: int) -> tuple[str, int]:
    """The title, as a row of one cell or as a line above the table, and where the table begins with it."""
    unit = ""
    for at in range(index - 1, max(-1, index - 4), -1):
        filled = _filled(rows[at])
        if len(filled) != 1 or _is_note(rows[at]):
            break
        if UNIT_LINE.fullmatch(filled[0].text):
            unit = f" {filled[0].text}"
            continue
        return f"{filled[0].text}{unit}", filled[0].start
    start = text.rfind("\n", 0, rows[index][0].start) + 1
    return f"{title_above(text, 0, start)}{unit}".strip(), start


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
    known = known_heads(filled)
    return len(filled) >= 2 and known >= 2 and known * 2 > len(filled) and all(len(cell.text) <= 40 for cell in filled)


def _whole_header(header: Row, body: list[Row]) -> Row:
    """The header with its second line, which is taken off the body."""
    second, below = body[0], body[1:]
    width = max((len(row) for row in below[:6]), default=0)
    if len(header) > len(second) > 1 and not second[0].text and known_heads(_filled(second)) == len(_filled(second)):
        # The bar behind an empty last cell is taken for the row's outer one.
        at = second[-1].end
        second = (*second, *(Cell("", at, at) for _ in range(len(header) - len(second))))
    if len(second) == len(header) and not second[0].text and known_heads(_filled(second)) == len(_filled(second)) >= 2:
        body.pop(0)
        return join_in_place(header, second)
    if len(second) < len(header) and not any(NUMBER_CELL.fullmatch(cell.text) for cell in second):
        joined = join_spanned(header, second, width)
        if joined is not None:
            body.pop(0)
            return joined
    return header


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
