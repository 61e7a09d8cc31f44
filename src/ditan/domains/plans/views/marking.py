"""The source text with its items marked: pure, and the only place that turns uploaded text into HTML.

Marks may nest and overlap. The text is cut at every edge of a mark, so that each piece knows all marks over it; the
shortest of them gives the colour and answers a click first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

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
    """Characters under the same marks, the innermost first."""

    start: int
    text: str
    marks: tuple[Mark, ...] = ()
    opens: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source; `level` is that of the heading that starts in it, 0 for running text."""

    start: int
    pieces: tuple[Piece, ...]
    level: int = 0


def marked_lines(text: str, marks: Iterable[Mark], levels: Mapping[int, int] | None = None) -> Iterator[Line]:
    """Lines of the text that hold more than blanks, cut at the edges of the marks.

    `levels` maps the start of a heading to its depth.
    """
    usable = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    opening: dict[int, list[Mark]] = defaultdict(list)
    closing: dict[int, list[Mark]] = defaultdict(list)
    for mark in usable:
        opening[mark.start].append(mark)
        closing[mark.end].append(mark)
    edges = sorted({*opening, *closing})
    depth = sorted((levels or {}).items())
    active: dict[tuple[str, int], Mark] = {}
    opened: list[Mark] = []
    edge = heading = position = 0
    for row in text.split("\n"):
        end = position + len(row)
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
            pieces.append(Piece(start, text[start:stop], covering, tuple(opened)))
            start, opened = stop, []
        level = 0
        while heading < len(depth) and depth[heading][0] <= end:
            level = depth[heading][1] if depth[heading][0] >= position else level
            heading += 1
        if row.strip():
            yield Line(position, tuple(pieces), level)
        position = end + 1


def source_chunks(text: str, marks: Iterable[Mark], levels: Mapping[int, int] | None = None) -> list[SafeString]:
    """The marked text as HTML, in chunks of some lines. Every character of the text is escaped."""
    lines = [_line_html(line) for line in marked_lines(text, marks, levels)]
    return [
        mark_safe("\n".join(lines[first : first + LINES_IN_CHUNK]))  # noqa: S308 - built from escaped parts only
        for first in range(0, len(lines), LINES_IN_CHUNK)
    ]


def excerpt(text: str, start: int, end: int, around: int = 60) -> tuple[str, str, str]:
    """What stands before a span, the span, and what follows, within its neighbourhood, line breaks shown as blanks."""
    before = text[max(0, start - around) : start].replace("\n", " ").lstrip()
    after = text[end : end + around].replace("\n", " ").rstrip()
    return ("…" if start > around else "") + before, text[start:end], after + ("…" if end + around < len(text) else "")


def _line_html(line: Line) -> str:
    kind = f' class="h h{min(line.level, 4)}"' if line.level else ""
    return f'<p{kind} data-s="{line.start}">{"".join(_piece_html(piece) for piece in line.pieces)}</p>'


def _piece_html(piece: Piece) -> str:
    anchors = "".join(f'<i class="at k-{mark.kind}" data-at="{mark.identity}"></i>' for mark in piece.opens)
    if not piece.marks:
        return f'{anchors}<span data-s="{piece.start}">{escape(piece.text)}</span>'
    identities = " ".join(dict.fromkeys(mark.identity for mark in piece.marks))
    return (
        f'{anchors}<span class="s {_kinds(piece.marks)}" data-i="{identities}" data-s="{piece.start}">'
        f"{escape(piece.text)}</span>"
    )


def _kinds(marks: Sequence[Mark]) -> str:
    """The innermost item's kind gives the wash; a finding anywhere over the piece adds its wavy line."""
    items = [mark.kind for mark in marks if mark.kind != "finding"]
    found = ["k-" + items[0]] if items else []
    return " ".join([*found, *(["k-finding"] if len(items) < len(marks) else [])])
