"""What a file gives before it is cleaned."""

from __future__ import annotations

from dataclasses import dataclass

CellSpan = tuple[int, int]
RuledTable = tuple[tuple[CellSpan, ...], ...]
"""Rows of cells; a cell is [start, end) in the source's text, empty (start == end) where it holds nothing."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """The decoded text of a file.

    Parameters
    ----------
    text
        All that the file prints, lines ended by `\\n`.
    encoding
        The character encoding that was found, empty for packed formats.
    format
        txt, html, docx, pdf, xlsx, or ocr for a picture of a page; told by content.
    tables
        Tables whose cells the file itself rules.
    warnings
        Chinese sentences on what was lost on the way.
    """

    text: str
    encoding: str = "utf-8"
    format: str = "txt"
    tables: tuple[RuledTable, ...] = ()
    warnings: tuple[str, ...] = ()
