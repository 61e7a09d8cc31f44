"""Sentences of the running text, in positions of the cleaned text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.outline import Outline
from ditan.core.reading.tables.table import Table

Span = tuple[int, int]

ANNOUNCES = re.compile(
    r"(?:《[^《》\n]{2,40}》|(?:规划|方案|计划|意见|通知|纲要|办法)[》”]?)(?:\((?:以下)?简称[^()]{2,16}\))?(?:中)?,?(?:还|也|明确|同时)*(?:提出|明确|指出|要求)"
    r"|(?:印发|出台|发布|公布)[^。\n]{0,12}《[^《》\n]{2,40}》"
)
"""How a reporter's lead above a plan tells what the plan wants."""
BY_WHEN = re.compile(r"(?:到|至)\s?(?:20\d\d\s?年|“?十[三四五六]五)|20\d\d\s?年(?:底|末)")
LEAD_AT_LEAST = 60
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

    A sentence ends at 。!? or at the end of its line; brackets and quotation marks that close there belong to it. A
    reporter's lead above the plan that tells what it wants is read too.
    """
    leads = find_leads(page, outline)
    outside = [part for stretch in outline.outside for part in _outside_of(leads, stretch)]
    barred = sorted([(table.start, table.end) for table in tables] + outside)
    sentences: list[Sentence] = []
    paragraph = 0
    for line_start, line_end in _free(page.text, barred):
        found = False
        for start, end in _parts(page.text, line_start, line_end):
            heading = outline.heading_at(start)
            paragraph += found and heading != sentences[-1].heading
            sentences.append(Sentence(start, end, heading, paragraph))
            found = True
        paragraph += found
    return tuple(sentences)


def find_leads(page: CleanText, outline: Outline) -> tuple[Span, ...]:
    """The paragraphs above the plan's title which announce the plan and tell its targets."""
    title = next((entry.start for entry in outline.entries if entry.kind == "title"), 0)
    long = [line for line in PARAGRAPH.finditer(page.text, 0, title) if len(line[0]) >= LEAD_AT_LEAST]
    first = next((index for index, line in enumerate(long) if ANNOUNCES.search(line[0])), len(long))
    return tuple(line.span() for line in long[first:] if BY_WHEN.search(line[0]))


def _outside_of(leads: Sequence[Span], stretch: Span) -> Iterator[Span]:
    """A stretch without the leads inside it."""
    at, end = stretch
    for start, stop in leads:
        if at <= start and stop <= end:
            if at < start:
                yield at, start
            at = stop
    if at < end:
        yield at, end


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
