"""What the tests of targets share: a text read as the pipeline reads it, and targets as short tuples."""

from __future__ import annotations

from typing import Any

from ditan.core.lexicon import load_lexicon
from ditan.core.reading.clean import clean
from ditan.core.reading.document import read_document_facts
from ditan.core.reading.draft import Target
from ditan.core.reading.outline import read_outline
from ditan.core.reading.sentences import split_sentences
from ditan.core.reading.tables import find_tables
from ditan.core.reading.targets import read_targets

LEXICON = load_lexicon()


def read(text: str) -> tuple[Target, ...]:
    """The targets of a text."""
    page = clean(text)
    outline = read_outline(page)
    tables = find_tables(page, outline, ())
    sentences = split_sentences(page, outline, tables)
    return read_targets(page, outline, sentences, read_document_facts(page, outline, LEXICON))


def found(text: str) -> list[tuple[str, float | str | None, str | None]]:
    """Name, value and unit of each target."""
    return [(target.name, target.value, target.unit) for target in read(text)]


def years(text: str) -> dict[str, int | None]:
    """The year of each name."""
    return {target.name: target.year for target in read(text)}


def only(text: str) -> Target:
    """The one target of a text."""
    (target,) = read(text)
    return target


def plain(target: Target) -> dict[str, Any]:
    """A target as the exchange form has it."""
    return {
        "name": target.name,
        "value": target.value,
        "unit": target.unit,
        "year": target.year,
        "comparator": target.comparator,
        "base_year": target.base_year,
        "span": target.span,
    }
