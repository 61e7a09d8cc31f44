"""The outline: titles, chapters, sections, items, boxes, tables and annexes, in positions of the cleaned text."""

from ditan.core.reading.outline.entries import Entry, Outline
from ditan.core.reading.outline.read import read_outline

__all__ = ["Entry", "Outline", "read_outline"]
