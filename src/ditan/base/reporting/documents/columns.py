"""How wide the columns of a table are, and which hold numbers. Widths are told in letters of Chinese."""

from __future__ import annotations

import re
import unicodedata

from ditan.base.reporting.documents.model import Cell, DataTable, Text, notes_of, plain

NUMBER = re.compile(r"[<>≤≥≈±+\-−]?\d[\d,，]*(\.\d+)?\s*[%％‰]?[▲▼]?")
LINE = {False: 45.0, True: 68.0}
"""Letters of a table that stand beside each other on upright paper and on paper laid across."""
NARROWEST = 3.0
SHORT = 7.0
"""A column no wider than this keeps its width where others must give way; so does one of numbers."""
PADDING = 1.2


def is_number(text: str) -> bool:
    """Whether a cell holds one number, or says that it is not known."""
    return text in ("", "—") or NUMBER.fullmatch(text) is not None


def measure(text: str) -> float:
    """The width of the longest line: what is not Chinese counts for a little more than half.

    >>> measure("万元ab")
    3.1
    """
    return max((round(sum(map(_letter, line)), 2) for line in text.split("\n")), default=0.0)


def _letter(letter: str) -> float:
    return 1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.55


def column_shares(table: DataTable, *, landscape: bool = False) -> tuple[float, ...]:
    """Shares of the width that add up to 1: those given, else by the longest text of each column.

    Where the texts do not fit beside each other, columns of numbers and short ones keep their width and the others share
    what is left by their length.
    """
    widths = list(table.widths) or _natural(table)
    if not table.widths and sum(widths) > LINE[landscape]:
        widths = _fitted(widths, _firm(table, widths), LINE[landscape])
    whole = sum(widths)
    return tuple(round(width / whole, 4) for width in widths)


def _natural(table: DataTable) -> list[float]:
    rows = [row for row in (table.head, *table.rows) if len(row) == table.columns]
    return [max([NARROWEST, *(_needed(row[column]) for row in rows)]) + PADDING for column in range(table.columns)]


def _needed(cell: Text | Cell | None) -> float:
    return measure(plain(cell)) + 0.75 * len(set(notes_of(cell)))


def _firm(table: DataTable, widths: list[float]) -> list[bool]:
    rows = [row for row in table.rows if len(row) == table.columns]
    return [width <= SHORT or all(is_number(plain(row[column])) for row in rows) for column, width in enumerate(widths)]


def _fitted(widths: list[float], firm: list[bool], line: float) -> list[float]:
    left = line - sum(width for width, keeps in zip(widths, firm, strict=True) if keeps)
    yielding = [min(width, line) for width, keeps in zip(widths, firm, strict=True) if not keeps]
    if not yielding or left < NARROWEST * len(yielding):
        return widths
    share = iter(_water(yielding, left))
    return [width if keeps else next(share) for width, keeps in zip(widths, firm, strict=True)]


def _water(wanted: list[float], there: float) -> list[float]:
    """Give each what it wants as long as that is below an equal share; those that want more share the rest by want."""
    equal = there / len(wanted)
    small = sum(each for each in wanted if each <= equal)
    large = sum(each for each in wanted if each > equal)
    return [each if each <= equal else max((there - small) * each / large, equal * 0.6) for each in wanted]
