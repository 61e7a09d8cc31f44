"""Headers of two lines: one head of the upper line spans several of the lower."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ditan.core.reading.tables.columns import read_column
from ditan.core.reading.tables.table import Cell

Row = tuple[Cell, ...]

SPANNING = ("value", "investment", "funding", "slice", "cumulative", "other")
"""Roles of heads that may span others."""

LONGEST_HEAD = 20
SPANS_SOURCES = re.compile(r"其中|来源|构成|渠道|筹措")


def known_heads(row: Sequence[Cell]) -> int:
    """How many cells of a row are heads that a rule knows."""
    return sum(read_column(cell.text).role != "other" for cell in row)


def under(upper: Cell, lower: Cell) -> str:
    """The text of a lower head with what it needs of the upper one (目标值 over 2025年, 资金来源 over 地方配套)."""
    if SPANS_SOURCES.search(upper.text):
        return f"{re.sub(r'[:：]', '', upper.text)}:{lower.text}"
    if upper.text and read_column(f"{upper.text}{lower.text}").role != "other":
        return f"{upper.text} {lower.text}"
    return lower.text


def join_in_place(header: Row, second: Row) -> Row:
    """One header of two lines of equal width, each lower head in its own column."""
    joined = []
    upper = header[0]
    for head, lower in zip(header, second, strict=True):
        upper = head if head.text else upper
        if not lower.text or (lower.start == head.start and head.text):
            joined.append(head)
        else:
            joined.append(Cell(under(upper, lower), lower.start, lower.end))
    return tuple(joined)


def join_spanned(header: Row, second: Row, width: int) -> Row | None:
    """One header of an upper line and a shorter lower one, where one upper head spans the lower heads.

    `width` is how many cells the rows below have; None where no head accounts for it.
    """
    lower = tuple(cell for cell in second if cell.text)
    if len(lower) < 2 or len(header) - 1 + len(lower) != width or any(len(cell.text) > LONGEST_HEAD for cell in lower):
        return None
    spans = [index for index, cell in enumerate(header) if read_column(cell.text).role in SPANNING]
    if not spans:
        return None
    at = max(spans, key=lambda index: (*_room(header[index].text), index))
    if not known_heads(lower) and not SPANS_SOURCES.search(header[at].text):
        return None
    merged = tuple(Cell(under(header[at], cell), cell.start, cell.end) for cell in lower)
    return (*header[:at], *merged, *header[at + 1 :])


def _room(head: str) -> tuple[bool, bool, bool]:
    """How much a head asks for others below it: sources, a word without a year, a year without a word."""
    return (
        SPANS_SOURCES.search(head) is not None,
        re.search(r"\d", head) is None,
        re.fullmatch(r"20\d\d年?", head.strip()) is not None,
    )
