"""Indicators of a plan: the rows of its indicator tables, whatever form the page gives them."""

from __future__ import annotations

from collections.abc import Sequence

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.draft import Indicator
from ditan.core.reading.indicators.evidence import Mentions
from ditan.core.reading.indicators.lines import read_lines
from ditan.core.reading.indicators.rows import read_rows
from ditan.core.reading.indicators.schema import read_schema
from ditan.core.reading.indicators.values import read_value
from ditan.core.reading.sentences import Sentence
from ditan.core.reading.tables.table import Table

HEAD = 400
"""Characters at the beginning of a page among which its title stands."""

__all__ = ["read_indicators", "read_value"]


def read_indicators(
    page: CleanText, tables: Sequence[Table], sentences: Sequence[Sentence] = ()
) -> tuple[Indicator, ...]:
    """The indicators of every indicator table, in order of the page.

    `sentences` is the running text: the numbers that it states for a like name are evidence where digits run together.
    """
    mentions = Mentions(page.text, [(table.start, table.end) for table in tables])
    found: list[Indicator] = []
    for table in tables:
        schema = read_schema(table, page.text[:HEAD])
        if schema is None:
            continue
        rows = read_lines(page, table, schema, mentions) if table.form == "glued" else read_rows(page, table, schema)
        found.extend(rows)
    return tuple(found)
