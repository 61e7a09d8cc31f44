"""Tables whose cells the file itself rules (docx, xlsx, html, pdf with lines).

The file gives each cell's place in its text. A merged cell is given again in every row or column that it spans, or
once with empty cells beside it; both are put right here, so that a row tells all of itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.tables.cells import is_value
from ditan.core.reading.tables.columns import read_column
from ditan.core.reading.tables.headers import join_in_place, join_spanned
from ditan.core.reading.tables.table import Cell, Table
from ditan.core.reading.tables.titles import UNIT_LINE, title_above

Span = tuple[int, int]
Row = tuple[Cell, ...]

DEEPEST_HEADER = 6
"""Rows among which the header is looked for; a title and a unit line may stand above it inside the table."""

YEAR_HEAD = r"20\d\d年?"
NOTE = re.compile(r"(?:备\s*注|注|说\s*明)\s*\d?\s*[:：.、]")


def find_ruled_tables(page: CleanText, ruled: Sequence[Sequence[Sequence[Span]]]) -> tuple[Table, ...]:
    """The file's own tables that have a header of at least two known heads.

    `ruled` counts in the original text, as the file format gives it.
    """
    tables = []
    above = 0
    for grid in ruled:
        rows = [tuple(_clean_cell(page, span) for span in row) for row in grid]
        rows = [row for row in rows if any(cell.text for cell in row)]
        table = _table(page, rows, above)
        if table is not None:
            tables.append(table)
        if rows:
            above = max(above, max(cell.end for row in rows for cell in row))
    return tuple(tables)


def _clean_cell(page: CleanText, span: Span) -> Cell:
    start, end = bisect_left(page.starts, span[0]), bisect_left(page.starts, span[1])
    piece = page.text[start:end]
    stripped = piece.strip()
    first = start + len(piece) - len(piece.lstrip()) if stripped else start
    return Cell(stripped, first, first + len(stripped))


def _table(page: CleanText, rows: Sequence[Row], above: int) -> Table | None:
    at = next((index for index, row in enumerate(rows[:DEEPEST_HEADER]) if _is_header(row)), None)
    if at is None:
        return None
    header, first = _header(rows, at)
    body = list(rows[first:])
    notes = []
    while body and _is_note(body[-1]):
        notes.append(_filled(body.pop())[0].text)
    if not body:
        return None
    inside = [_filled(row)[0] for row in rows[:at] if len({cell.start for cell in _filled(row)}) == 1]
    start = min(cell.start for row in rows for cell in row if cell.text)
    titles = [cell.text for cell in inside if UNIT_LINE.fullmatch(cell.text) is None]
    units = [cell.text for cell in inside if UNIT_LINE.fullmatch(cell.text) is not None]
    title = " ".join([titles[0] if titles else title_above(page.text, above, start), *units]).strip()
    end = max(cell.end for row in rows for cell in row)
    return Table(title, header, tuple(body), start, end, "ruled", "\n".join(reversed(notes)))


def _filled(row: Row) -> Row:
    return tuple(cell for cell in row if cell.text)


def _is_note(row: Row) -> bool:
    filled = _filled(row)
    return bool(filled) and len({cell.start for cell in filled}) == 1 and NOTE.match(filled[0].text) is not None


def _is_header(row: Row) -> bool:
    distinct = {cell.start: cell for cell in _filled(row)}.values()
    known = sum(read_column(cell.text).role != "other" for cell in distinct)
    return known >= 2 and known * 2 > len(distinct) and all(len(cell.text) <= 40 for cell in distinct)


def _header(rows: Sequence[Row], at: int) -> tuple[Row, int]:
    """The header, its second line put under the first, and the index of the first row below it."""
    header, index = rows[at], at + 1
    while index < len(rows) and index - at < 3 and _continues(header, rows[index]):
        header = _joined(header, rows[index])
        index += 1
    return header, index


def _continues(header: Row, row: Row) -> bool:
    """Whether a row still belongs to the header: it repeats merged heads, or stands only below heads that span columns."""
    filled = _filled(row)
    own = [cell for cell in filled if cell.start not in {head.start for head in header}]
    if not own:
        return bool(filled)
    if any(is_value(cell.text) and re.fullmatch(YEAR_HEAD, cell.text) is None for cell in own):
        return False
    if len(own) < len(filled):
        return True
    return not row[0].text and all(read_column(cell.text).role != "other" for cell in own)


def _joined(header: Row, second: Row) -> Row:
    if len(header) == len(second):
        return join_in_place(header, second)
    return join_spanned(header, second, len(header) - 1 + len(_filled(second))) or header
