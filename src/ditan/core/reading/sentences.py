"""Sentences of the running text, in positions of the cleaned text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.outline import Outline
from ditan.core.reading.tables.table import Table

Span = tuple[int, int]

STOP = re.compile(r"[。!?！？]+[”’」』\")）]*")
PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, its innermost heading, and its paragraph (a count; sentences of one paragraph share it)."""

    start: int
    end: int
    heading: int | None
    paragraph: int


def split_sentences(page: CleanText, outline: Outline, tables: Sequence[Table]) -> tuple[Sentence, ...]:
    """The sentences of the body: outside tables, contents and the site's own text.

    A sentence ends at 。!? or at the end of its line; brackets and quotation marks that close there belong to it.
    """
    barred = sorted([(table.start, table.end) for table in tables] + list(outline.outside))
    sentences: list[Sentence] = []
    paragraph = 0
    for line_start, line_end in _free(page.text, barred):
        found = False
        for start, end in _parts(page.text, line_start, line_end):
            sentences.append(Sentence(start, end, outline.heading_at(start), paragraph))
            found = True
        paragraph += found
    return tuple(sentences)


def _free(text: str, barred: Sequence[Span]) -> Iterator[Span]:
    """Lines without their parts that lie in barred stretches."""
    index = 0
    for line in PARAGRAPH.finditer(text):
        start, end = line.span()
        while index < len(barred) and barred[index][1] <= start:
            index += 1
        at = start
        for low, high in barred[index:]:
            if low >= end:
                break
            if at < low:
                yield at, low
            at = max(at, high)
        if at < end:
            yield at, end


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    for stop in STOP.finditer(text, start, end):
        yield from _trimmed(text, at, stop.end())
        at = stop.end()
    yield from _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        first = start + len(piece) - len(piece.lstrip())
        yield first, first + len(stripped)
