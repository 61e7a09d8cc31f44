"""The source text with its items marked: pure, and the only place that turns uploaded text into HTML.

Marks may nest and overlap. The text is cut at every edge of a mark, so that each piece knows all marks over it; the
shortest of them gives the colour and answers a click first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

ROWS = ("indicator", "task", "project")
"""Kinds whose items are rows of a table."""

SHORT = ("", 0)
"""Stands for lines of a few words outside any mark; three of them in a row are taken for cells."""

LINES_IN_CHUNK = 60
"""A browser lays out a chunk only when it comes near the window (`content-visibility`)."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters [start, end) that belong to an item. `identity` is the item's name in the page (`target-12`)."""

    identity: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters under the same marks, the innermost first. `title` tells words of a heading within a longer line."""

    start: int
    text: str
    marks: tuple[Mark, ...] = ()
    opens: tuple[Mark, ...] = ()
    title: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source; `level` is that of the heading that fills it, 0 for running text."""

    start: int
    pieces: tuple[Piece, ...]
    level: int = 0


@dataclass(frozen=True, slots=True)
class Title:
    """Characters [start, end) of a heading and its depth."""

    start: int
    end: int
    level: int


def marked_lines(text: str, marks: Iterable[Mark], titles: Iterable[Title] = ()) -> Iterator[Line]:
    """Lines of the text that hold more than blanks, cut at the edges of marks and of titles."""
    usable = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    headings = sorted((title for title in titles if title.start < title.end), key=lambda title: title.start)
    opening: dict[int, list[Mark]] = defaultdict(list)
    closing: dict[int, list[Mark]] = defaultdict(list)
    for mark in usable:
        opening[mark.start].append(mark)
        closing[mark.end].append(mark)
    edges = sorted({*opening, *closing, *(place for title in headings for place in (title.start, title.end))})
    active: dict[tuple[str, int], Mark] = {}
    opened: list[Mark] = []
    edge = heading = position = 0
    for row in text.split("\n"):
        end = position + len(row)
        while heading < len(headings) and headings[heading].end <= position:
            heading += 1
        here = headings[heading] if heading < len(headings) and headings[heading].start < end else None
        pieces: list[Piece] = []
        start = position
        while True:
            while edge < len(edges) and edges[edge] <= start:
                for mark in closing[edges[edge]]:
                    active.pop((mark.identity, mark.start), None)
                for mark in opening[edges[edge]]:
                    active[mark.identity, mark.start] = mark
                    opened.append(mark)
                edge += 1
            if start >= end:
                break
            stop = min(end, edges[edge]) if edge < len(edges) else end
            covering = tuple(sorted(active.values(), key=lambda mark: (mark.end - mark.start, mark.start)))
            titled = here is not None and here.start <= start < here.end
            pieces.append(Piece(start, text[start:stop], covering, tuple(opened), titled))
            start, opened = stop, []
        if row.strip():
            yield Line(position, tuple(pieces), _level(pieces, here))
        position = end + 1


def _level(pieces: Sequence[Piece], title: Title | None) -> int:
    """A line is a heading where no more than a closing mark stands outside its title."""
    outside = sum(len(piece.text.strip()) for piece in pieces if not piece.title)
    return title.level if title is not None and outside <= 2 else 0


def source_chunks(text: str, marks: Iterable[Mark], titles: Iterable[Title] = ()) -> list[SafeString]:
    """The marked text as HTML, in chunks of some lines. Every character of the text is escaped.

    A page that prints a table one cell a line gets its rows back: lines under one row's mark stand side by side.
    """
    lines: list[str] = []
    for row, group in groupby(marked_lines(text, marks, titles), key=_row_of):
        cells = [_line_html(line) for line in group]
        least = 3 if row == SHORT else 2
        lines += [f'<div class="row-of-cells">{"".join(cells)}</div>'] if row and len(cells) >= least else cells
    return [
        mark_safe("\n".join(lines[first : first + LINES_IN_CHUNK]))  # noqa: S308 - built from escaped parts only
        for first in range(0, len(lines), LINES_IN_CHUNK)
    ]


def excerpt(text: str, start: int, end: int, around: int = 60) -> tuple[str, str, str]:
    """What stands before a span, the span, and what follows, within its neighbourhood, line breaks shown as blanks."""
    before = text[max(0, start - around) : start].replace("\n", " ").lstrip()
    after = text[end : end + around].replace("\n", " ").rstrip()
    return ("…" if start > around else "") + before, text[start:end], after + ("…" if end + around < len(text) else "")


def _row_of(line: Line) -> tuple[str, int] | None:
    """The row of a table that covers the whole line; `SHORT` for words such as a table's head; None for running text."""
    covering = [mark for mark in line.pieces[0].marks if mark.kind in ROWS]
    outer = max(covering, key=lambda mark: mark.end - mark.start, default=None)
    if outer is None:
        words = "".join(piece.text for piece in line.pieces).strip()
        return SHORT if not line.level and len(words) <= 10 and words[-1] not in "。；：！？" else None
    if any(outer not in piece.marks for piece in line.pieces):
        return None
    return outer.identity, outer.start


def _line_html(line: Line) -> str:
    classes = [f"hd hd{min(line.level, 4)}"] if line.level else []
    if all(any(mark.kind == "measure" for mark in piece.marks) for piece in line.pieces if piece.text.strip(" 　。；")):
        classes.append("rail")
    named = f' class="{" ".join(classes)}"' if classes else ""
    return f'<p{named} data-s="{line.start}">{"".join(_piece_html(piece) for piece in line.pieces)}</p>'


def _piece_html(piece: Piece) -> str:
    anchors = "".join(f'<i class="at k-{mark.kind}" data-at="{mark.identity}"></i>' for mark in piece.opens)
    if not piece.marks:
        title = ' class="t"' if piece.title else ""
        return f'{anchors}<span{title} data-s="{piece.start}">{escape(piece.text)}</span>'
    identities = " ".join(dict.fromkeys(mark.identity for mark in piece.marks))
    title = " t" if piece.title else ""
    return (
        f'{anchors}<span class="s {_kinds(piece.marks)}{title}" data-i="{identities}" data-s="{piece.start}">'
        f"{escape(piece.text)}</span>"
    )


def _kinds(marks: Sequence[Mark]) -> str:
    """The innermost item's kind gives the wash; a finding anywhere over the piece adds its wavy line."""
    items = [mark.kind for mark in marks if mark.kind != "finding"]
    found = ["k-" + items[0]] if items else []
    return " ".join([*found, *(["k-finding"] if len(items) < len(marks) else [])])
