"""Read the outline of a cleaned text."""

from __future__ import annotations

import re

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.outline.contents import find_contents
from ditan.core.reading.outline.entries import Entry, Outline
from ditan.core.reading.outline.lines import Line, read_lines
from ditan.core.reading.outline.marks import Mark, read_mark
from ditan.core.reading.outline.nest import nest
from ditan.core.reading.outline.zones import table_lines

TITLE_END = re.compile(r"[。:;!?|]|(?<=[\u3400-\u9fff)”])\.(?!\d)")
LONGEST_TITLE = 80


def read_outline(page: CleanText) -> Outline:
    """The headings of a page, its contents, and what is not the plan's own text."""
    lines = read_lines(page.text)
    contents = find_contents(lines)
    in_table = table_lines(lines)
    flat: list[tuple[Entry, int]] = []
    for index, line in enumerate(lines):
        if contents is not None and contents[0] <= index < contents[1]:
            continue
        mark = read_mark(line.text)
        if mark is None or (in_table[index] and mark.kind not in ("chapter", "annex", "box", "table")):
            continue
        flat.append((_entry(line, mark), mark.rank))
    stretch = ((lines[contents[0]].start, lines[contents[1] - 1].end),) if contents is not None else ()
    return Outline(nest(flat, len(page.text)), stretch)


def _entry(line: Line, mark: Mark) -> Entry:
    after = len(mark.number)
    stop = TITLE_END.search(line.text, after)
    title_end = stop.start() if stop is not None else len(line.text)
    title = line.text[after:title_end].strip(" .、")
    return Entry(
        start=line.start,
        title_end=line.start + title_end,
        end=line.end,
        number=mark.number.strip(" .、"),
        title=title,
        level=mark.rank,
        kind=mark.kind,
        run_in=title_end < len(line.text) - 1,
    )
