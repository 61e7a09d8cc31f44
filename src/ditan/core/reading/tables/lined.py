"""Tables of tasks and projects with a row a line: cells parted by tabs, by blanks, or by nothing at all.

A tab is a sure mark, so such rows keep their empty cells. Blanks are not: a page that parts cells by blanks alone
loses empty cells, and its rows are read like those of a stream. Where nothing parts them, a row of a task table is cut
behind its number and before its departments. Tables of values belong to the glued form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.departments import is_department_list
from ditan.core.reading.outline import Outline
from ditan.core.reading.tables.columns import read_column
from ditan.core.reading.tables.glued import part_heads
from ditan.core.reading.tables.stream_lines import GROUP_LINE, NOTE_LINE, TOTAL_LINE, UNIT_LINE
from ditan.core.reading.tables.table import Cell, Table, TableForm

HINT = re.compile(r"单\s*位|部\s*门|任\s*务|项\s*目|措\s*施|举\s*措")
NUMBER = re.compile(r"[(]?\d{1,3}[)]?[.、]?")
GROUP_NUMBER = re.compile(r"[(]?[一二三四五六七八九十]{1,3}[)]?[.、]?")
"""一 and a name in a row of their own: the title of the rows below it."""
GLUED_NUMBER = re.compile(r"(\d{1,3})[.、]?\s*(?=[\u4e00-\u9fff“《])")
LIST_START = re.compile(r"(?<=[。;])(?=\S)|(?<![、,和及与])(?=[区市县省各])")
SEAM = re.compile(r"(?<=[局委办厅会])(?=[区市县省各][^、,]{1,10}?[局委办厅会街])|(?<=公司|中心|政府)(?=[区市县省各])")
WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
SHORTEST_TASK = 4
LONGEST_HEADER = 120
LONGEST_GAP = 2
"""Empty lines between two rows."""

Row = tuple[Cell, ...]
Span = tuple[int, int]
Cut = Callable[[str, int, int], Row]


def find_lined_tables(page: CleanText, outline: Outline) -> tuple[Table, ...]:
    """Tables of tasks and projects that print a row a line, each with a header and two rows at least."""
    lines = _lines(page.text)
    tables: list[Table] = []
    index = 0
    while index < len(lines):
        found = _table_at(page.text, lines, index, outline)
        if found is None:
            index += 1
        else:
            table, index = found
            tables.append(table)
    return tuple(tables)


def _lines(text: str) -> list[Span]:
    spans = []
    start = 0
    for line in text.split("\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def _table_at(text: str, lines: Sequence[Span], index: int, outline: Outline) -> tuple[Table, int] | None:
    start, end = lines[index]
    line = text[start:end]
    if not 5 <= len(line.strip()) <= LONGEST_HEADER or "|" in line or not HINT.search(line):
        return None
    if not outline.is_body(start):
        return None
    cut: Cut = _tabbed if "\t" in line.strip() else _blank
    header = cut(text, start, end)
    if len(header) == 1:
        cut = _glued
        header = _glued_header(header[0])
    if not _is_header(header):
        return None
    rows, stop = _rows(text, lines, index + 1, header, cut)
    if sum(len(row) > 1 for row in rows) < 2:
        return None
    notes, stop = _notes(text, lines, stop)
    title_at, title, unit = _title(text, lines, index)
    notes = f"{unit} {notes}".strip()
    whole = all(len(row) in (1, len(header)) for row in rows)
    form: TableForm = "pipe" if cut is _tabbed or (cut is _blank and whole) else "stream"
    return Table(title, header, tuple(rows), title_at, lines[stop - 1][1], form, notes), stop


def _is_header(cells: Row) -> bool:
    """Whether a line holds nothing but heads, of tasks or projects and not of values."""
    if len(cells) < 3 or any(not cell.text or len(cell.text) > 18 for cell in cells):
        return False
    roles = [read_column(cell.text).role for cell in cells]
    known = sum(role != "other" for role in roles)
    asks = any(role in ("task", "content", "project") for role in roles)
    return known * 2 > len(cells) and asks and not any(role in ("value", "nature", "cumulative") for role in roles)


def _rows(text: str, lines: Sequence[Span], index: int, header: Row, cut: Cut) -> tuple[list[Row], int]:
    """The rows below the header, and the index behind the last of them."""
    numbered = read_column(header[0].text).role == "number"
    rows: list[Row] = []
    stop, empty = index, 0
    while index < len(lines) and empty <= LONGEST_GAP:
        start, end = lines[index]
        if not text[start:end].strip():
            index, empty = index + 1, empty + 1
            continue
        cells = cut(text, start, end)
        if rows and cut is _tabbed and _goes_on(rows[-1], cells, header, numbered):
            rows[-1] = _joined(text, rows[-1], cells)
        elif _is_row(cells, header, numbered):
            rows.append(cells)
        else:
            break
        index, empty, stop = index + 1, 0, index + 1
    return [_padded(row, len(header)) if cut is _tabbed else row for row in rows], stop


def _is_row(cells: Row, header: Row, numbered: bool) -> bool:
    first = cells[0].text
    if len(cells) == 1:
        return GROUP_LINE.match(first) is not None
    if NOTE_LINE.match(first) or len(cells) > len(header) + 2:
        return False
    if not numbered:
        return not any("。" in cell.text for cell in cells[-1:]) or len(cells) == len(header)
    if GROUP_NUMBER.fullmatch(first):
        return len([cell for cell in cells if cell.text]) >= 2 and WORDS.search(cells[1].text) is not None
    return not first or NUMBER.fullmatch(first) is not None or TOTAL_LINE.match(first) is not None


def _goes_on(row: Row, cells: Row, header: Row, numbered: bool) -> bool:
    """Whether a line is the rest of a row whose cell holds a line break."""
    missing = len(header) - len(row)
    fits = len(row) > 1 and 1 < len(cells) <= missing + 1
    return numbered and fits and bool(cells[0].text) and not _is_row(cells, header, numbered)


def _joined(text: str, row: Row, cells: Row) -> Row:
    start, end = row[-1].start, cells[0].end
    return (*row[:-1], Cell(text[start:end], start, end), *cells[1:])


def _padded(row: Row, width: int) -> Row:
    at = row[-1].end
    return (*row, *(Cell("", at, at) for _ in range(width - len(row)))) if len(row) > 1 else row


def _cell(text: str, start: int, end: int) -> Cell:
    piece = text[start:end]
    kept = piece.strip()
    left = start + len(piece) - len(piece.lstrip())
    return Cell(kept, left, left + len(kept))


def _tabbed(text: str, start: int, end: int) -> Row:
    """Cells between tabs, empty ones too; a line without tabs is one cell."""
    cells: list[Cell] = []
    for piece in text[start:end].split("\t"):
        cells.append(_cell(text, start, start + len(piece)))
        start += len(piece) + 1
    return tuple(cells)


def _blank(text: str, start: int, end: int) -> Row:
    """Cells between blanks."""
    return tuple(
        _cell(text, start + found.start(), start + found.end()) for found in re.finditer(r"\S+", text[start:end])
    )


def _glued_header(cell: Cell) -> Row:
    """The heads of a header without blanks; its rows are only told by their number, so it begins with 序号."""
    heads = (part_heads(cell.text) or ()) if cell.text.startswith(("序号", "编号")) else ()
    return tuple(Cell(head, cell.start + at, cell.start + at + len(head)) for at, head in heads)


def _glued(text: str, start: int, end: int) -> Row:
    """Number, task and departments of a row that nothing parts; one cell where it does not look like such a row."""
    whole = _cell(text, start, end)
    numbered = GLUED_NUMBER.match(whole.text)
    if numbered is None:
        return (whole,)
    first = numbered.end()
    for found in LIST_START.finditer(whole.text, first + SHORTEST_TASK):
        departments = whole.text[found.start() :]
        if is_department_list(departments):
            at = whole.start + found.start()
            names = [at, *(at + seam for seam in _seam(departments)), whole.end]
            return (
                Cell(numbered[1], whole.start, whole.start + len(numbered[1])),
                _cell(text, whole.start + first, at),
                *(_cell(text, left, right) for left, right in pairwise(names)),
            )
    return (whole,)


def _seam(departments: str) -> list[int]:
    """Where the one name of a list ends that the next follows without a mark: there the next column begins."""
    seams = [found.start() for found in SEAM.finditer(departments)]
    return seams if len(seams) == 1 else []


def _notes(text: str, lines: Sequence[Span], stop: int) -> tuple[str, int]:
    if stop < len(lines):
        note = text[slice(*lines[stop])].strip()
        if NOTE_LINE.match(note):
            return note, stop + 1
    return "", stop


def _title(text: str, lines: Sequence[Span], index: int) -> tuple[int, str, str]:
    """The last short line above the header; and the line that only gives the unit, if one is between."""
    unit = ""
    for at in range(index - 1, max(-1, index - 6), -1):
        line = text[slice(*lines[at])].strip()
        if not line or UNIT_LINE.match(line):
            unit = line or unit
            continue
        if len(line) <= 60 and not re.search(r"[。;,]$", line):
            return lines[at][0], line, unit
        break
    return lines[index][0], "", unit
