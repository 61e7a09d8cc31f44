"""Read the outline of a cleaned text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.outline.annexes import annex_lists, find_absent
from ditan.core.reading.outline.chrome import chrome_above, chrome_below
from ditan.core.reading.outline.contents import bare, find_contents
from ditan.core.reading.outline.entries import Entry, Outline
from ditan.core.reading.outline.filters import OUTER, drop_lone_decimals, ranked
from ditan.core.reading.outline.headings import Found, read_heading
from ditan.core.reading.outline.lines import Line, read_lines
from ditan.core.reading.outline.marks import read_mark
from ditan.core.reading.outline.nest import nest
from ditan.core.reading.outline.runon import part_run_on
from ditan.core.reading.outline.titles import Title, find_title
from ditan.core.reading.outline.zones import table_lines

Span = tuple[int, int]


def read_outline(page: CleanText, ruled: Sequence[Span] = ()) -> Outline:
    """The headings of a page, its contents, and what is not the plan's own text.

    Parameters
    ----------
    page
        The cleaned text.
    ruled
        Stretches of tables that the file itself rules, in cleaned positions: a numbered cell there is no heading.
    """
    lines = part_run_on(read_lines(page.text))
    if not lines:
        return Outline()
    contents = find_contents(lines)
    title = find_title(lines, contents)
    above, below = chrome_above(lines, title), chrome_below(lines)
    notice = None
    if title is not None and title.letter is not None and title.letter < title.first:
        notice = lines[title.letter].start, lines[title.first].start
    listed = (lines[contents[0]].start, lines[contents[1] - 1].end) if contents is not None else None
    outside = [stretch for stretch in (above, below, notice, listed) if stretch is not None]
    lists = annex_lists(lines)
    barred = _barred(lines, outside, ruled, lists, title)
    found = drop_lone_decimals(_headings(lines, barred, contents))
    heads = [heading.first for heading in found if heading.mark.kind == "annex"]
    last = below[0] if below is not None else len(page.text)
    entries = nest([(heading.entry, rank) for heading, rank in ranked(found)], last)
    return Outline(
        entries=_with_title(entries, title),
        contents=(listed,) if listed is not None else (),
        chrome=tuple(stretch for stretch in (above, below) if stretch is not None),
        absent_annexes=find_absent(page.text, lines, lists, heads),
        notices=(notice,) if notice is not None else (),
    )


def _barred(
    lines: Sequence[Line],
    outside: Sequence[Span],
    ruled: Sequence[Span],
    lists: Sequence[tuple[int, int]],
    title: Title | None,
) -> list[bool]:
    """Lines that cannot be headings, whatever mark they carry."""
    barred = [any(start <= line.start < end for start, end in (*outside, *ruled)) for line in lines]
    for first, last in lists:
        barred[first:last] = [True] * (last - first)
    if title is not None:
        barred[title.first : title.last] = [True] * (title.last - title.first)
    return barred


def _headings(lines: Sequence[Line], barred: Sequence[bool], contents: tuple[int, int] | None) -> list[Found]:
    cells = table_lines(lines)
    bare_contents = {bare(line.text) for line in lines[contents[0] : contents[1]]} if contents is not None else set()
    found: list[Found] = []
    at = 0
    while at < len(lines):
        mark = None if barred[at] else read_mark(lines[at].text)
        if mark is None or (cells[at] and mark.kind not in OUTER) or _is_prose(lines[at], mark.kind):
            at += 1
            continue
        found.append(read_heading(lines, at, mark, bare_contents))
        at = found[-1].last
    return found


def _is_prose(line: Line, kind: str) -> bool:
    """A sentence that begins with 附件1 or 表2 and heads nothing."""
    return kind in ("annex", "table", "box") and (len(line.text) > 60 or re.search(r"[。,;]$", line.text) is not None)


def _with_title(entries: tuple[Entry, ...], title: Title | None) -> tuple[Entry, ...]:
    """The outline headed by the title, which ends where the first heading behind it begins."""
    if title is None:
        return entries
    at = next((index for index, entry in enumerate(entries) if entry.start >= title.end), len(entries))
    end = entries[at].start if at < len(entries) else title.end
    head = Entry(title.start, title.end, end, "", title.text, 1, "title")
    shifted = [
        entry if entry.parent is None else replace(entry, parent=entry.parent + (entry.parent >= at))
        for entry in entries
    ]
    return (*shifted[:at], head, *shifted[at:])
