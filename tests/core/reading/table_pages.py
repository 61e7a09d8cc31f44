"""Pages with tables, for tests: read a text, or a grid of cells that a file rules."""

from collections.abc import Sequence

from ditan.core.reading.clean import clean
from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.draft import Indicator, Project
from ditan.core.reading.indicators import read_indicators
from ditan.core.reading.lexicon import Lexicon
from ditan.core.reading.outline import Outline, read_outline
from ditan.core.reading.projects import read_projects
from ditan.core.reading.sentences import split_sentences
from ditan.core.reading.tables import find_tables
from ditan.core.reading.tables.table import Table

Grid = Sequence[Sequence[str | None]]
"""Rows of cells. None is a cell merged with the one above it, "<" with the one to its left."""

Spans = tuple[tuple[tuple[int, int], ...], ...]


class Reading:
    """A page with all that was read from it."""

    def __init__(self, text: str, ruled: Sequence[Spans] = ()) -> None:
        self.page: CleanText = clean(text)
        self.outline: Outline = read_outline(self.page)
        self.tables: tuple[Table, ...] = find_tables(self.page, self.outline, ruled)
        sentences = split_sentences(self.page, self.outline, self.tables)
        self.indicators: tuple[Indicator, ...] = read_indicators(self.page, self.tables, sentences)
        self.projects: tuple[Project, ...] = read_projects(self.page, self.tables, self.outline, sentences, Lexicon())

    @property
    def values(self) -> dict[str, dict[str, str | None]]:
        """Printed values by name and year."""
        return {indicator.name: printed(indicator) for indicator in self.indicators}


def printed(indicator: Indicator) -> dict[str, str | None]:
    """The printed values of an indicator by year."""
    return {key: value.text if value is not None else None for key, value in indicator.values.items()}


def texts(rows: Sequence[Sequence[object]]) -> list[list[str]]:
    """The text of each cell of a table's rows."""
    return [[str(getattr(cell, "text", "")) for cell in row] for row in rows]


def heads(table: Table) -> list[str]:
    """The printed heads."""
    return [cell.text for cell in table.header]


def ruled_text(grid: Grid, before: str = "", behind: str = "") -> tuple[str, Spans]:
    """A text that holds a ruled table, and the places of its cells."""
    text = f"{before}\n" if before else ""
    rows: list[tuple[tuple[int, int], ...]] = []
    for row in grid:
        spans: list[tuple[int, int]] = []
        for place, cell in enumerate(row):
            if cell is None:
                spans.append(rows[-1][place])
            elif cell == "<":
                spans.append(spans[-1])
            else:
                spans.append((len(text), len(text) + len(cell)))
                text += f"{cell}\t"
        text += "\n"
        rows.append(tuple(spans))
    return text + behind, tuple(rows)


def read_ruled(grid: Grid, before: str = "", behind: str = "") -> Reading:
    """Read a page with one ruled table."""
    text, spans = ruled_text(grid, before, behind)
    return Reading(text, [spans])


def wrong_quotes(reading: Reading) -> list[str]:
    """Quotes that differ from the stretch that their span points to."""
    items = (*reading.indicators, *reading.projects)
    return [item.quote for item in items if reading.page.original[slice(*item.span)] != item.quote]
