"""Outlines of texts, for tests."""

from ditan.core.reading.clean import clean
from ditan.core.reading.outline import Outline, read_outline


def outline_of(text: str) -> tuple[str, Outline]:
    """The cleaned text and its outline."""
    page = clean(text)
    return page.text, read_outline(page)


def tree_of(text: str) -> list[tuple[int, str, str]]:
    """Level, number and title of each heading."""
    return [(entry.level, entry.number, entry.title) for entry in outline_of(text)[1].entries]
