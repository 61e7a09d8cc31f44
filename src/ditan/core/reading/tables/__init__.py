"""Tables of a plan, however the page prints them."""

from __future__ import annotations

from collections.abc import Sequence

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.outline import Outline
from ditan.core.reading.tables.glued import find_glued_tables
from ditan.core.reading.tables.lined import find_lined_tables
from ditan.core.reading.tables.pipe import find_pipe_tables
from ditan.core.reading.tables.ruled import find_ruled_tables
from ditan.core.reading.tables.stream import find_stream_tables
from ditan.core.reading.tables.table import Cell, Table

__all__ = ["Cell", "Table", "find_tables"]


def find_tables(
    page: CleanText, outline: Outline, ruled: Sequence[Sequence[Sequence[tuple[int, int]]]] = ()
) -> tuple[Table, ...]:
    """Every table of the body, in order of the page.

    Where two forms claim the same stretch, the one that knows its cells best has it: ruled before bars, bars before
    tabs and blanks, those before glued columns, and cells on lines of their own last.
    """
    kept: list[Table] = []
    for found in (
        find_ruled_tables(page, ruled),
        find_pipe_tables(page, outline),
        find_lined_tables(page, outline),
        find_glued_tables(page, outline),
        find_stream_tables(page, outline),
    ):
        kept.extend(
            table for table in found if not any(table.start < other.end and other.start < table.end for other in kept)
        )
    return tuple(sorted(kept, key=lambda table: table.start))
