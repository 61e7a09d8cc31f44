"""Indicators of a glued table, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.draft import Indicator, Nature, Value
from ditan.core.reading.indicators.evidence import Mentions
from ditan.core.reading.indicators.glued import GluedRow, read_glued_row
from ditan.core.reading.indicators.rows import basis_of, key_of, set_unit, tidy, unit_beside
from ditan.core.reading.indicators.schema import Schema, categories, nature_of
from ditan.core.reading.indicators.values import read_value
from ditan.core.reading.tables.cells import is_nothing
from ditan.core.reading.tables.table import Cell, Table

SURE = 0.7
"""Rows from this confidence on tell how often a column of the table holds nothing."""

UNPARTED_CATEGORY = 0.6


def read_lines(page: CleanText, table: Table, schema: Schema, mentions: Mentions) -> Iterator[Indicator]:
    """The indicators of a glued table; lines that hold no values are categories."""
    lines = [row[0] for row in table.rows]
    first = list(_parted(lines, schema, mentions, ()))
    often = _often_empty([row for _, row in first if row is not None], schema)
    category = ""
    nature: Nature | None = None
    for cell, row in _parted(lines, schema, mentions, often):
        if row is None:
            announced = nature_of(cell.text) if "指标" in cell.text and len(cell.text) <= 12 else None
            nature = announced or nature
            category = category if announced else categories([cell.text])
            continue
        category = categories([row.category]) if row.category else category
        yield _indicator(page, table, schema, cell, row, category, nature)


def _parted(
    lines: Sequence[Cell], schema: Schema, mentions: Mentions, often: Sequence[float]
) -> Iterator[tuple[Cell, GluedRow | None]]:
    expected = 1 if schema.of_role("number") else None
    for cell in lines:
        row = read_glued_row(cell.text, schema, mentions, often, expected)
        if row is not None and row.number and expected is not None:
            expected = int(row.number) + 1
        yield cell, row


def _often_empty(rows: Sequence[GluedRow], schema: Schema) -> tuple[float, ...]:
    """For each value column, the share of sure rows without a value there."""
    sure = [row.split.cells for row in rows if row.split.confidence >= SURE and not row.split.ambiguous]
    if len(sure) < 4:
        return ()
    return tuple(sum(is_nothing(cells[place]) for cells in sure) / len(sure) for place in range(len(schema.values)))


def _indicator(
    page: CleanText, table: Table, schema: Schema, cell: Cell, row: GluedRow, category: str, nature: Nature | None
) -> Indicator:
    values = _by_key(schema, row.split.cells)
    start = cell.start + row.name_at
    department = ""
    if row.department is not None:
        left, right = row.department
        department = tidy(page.printed(cell.start + left, cell.start + right))
    return Indicator(
        quote=page.quote(cell.start, cell.end),
        span=page.span(cell.start, cell.end),
        confidence=min(row.split.confidence, UNPARTED_CATEGORY if _category_runs_in(schema) else 1.0),
        name=tidy(page.printed(start + row.name.start, start + row.name.end)),
        unit=unit_beside(set_unit(page, cell, row.unit), table, schema, values),
        category=category,
        nature=nature_of(row.nature) if row.nature else nature,
        department=department,
        basis=basis_of(row.name.basis, schema, values),
        values=values,
        ambiguous=row.split.ambiguous,
        alternatives=tuple(_by_key(schema, cells) for cells in row.split.alternatives),
        number=row.number or re.sub(r"\s", "", row.name.number),
        table=table.title,
    )


def _category_runs_in(schema: Schema) -> bool:
    """Whether the table prints a category before the names and nothing shows where it ends."""
    return bool(schema.of_role("category")) and not schema.of_role("number")


def _by_key(schema: Schema, cells: Sequence[str]) -> dict[str, Value | None]:
    return {key_of(schema, index): read_value(text) for index, text in zip(schema.values, cells, strict=True)}
