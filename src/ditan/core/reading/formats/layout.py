"""From characters on a page to lines, and from lines to paragraphs, by where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…、。]")
PAGE_NUMBER = re.compile(r"[-—–－·• ]*(?:第? ?\d{1,4} ?页?(?: ?[/,共] ?共? ?\d{1,4} ?页?)?|[ivxIVX]{1,6})[-—–－·• ]*$")
REPEATED_ON = 3
STOPS = ("。", "：", ":", "；", ";", "！", "？")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed character (or a recognised stretch of text) and its box; y grows downwards."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def size(self) -> float:
        """Height of the box."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def size(self) -> float:
        """Height of the line."""
        return self.bottom - self.top


def to_lines(glyphs: Iterable[Glyph]) -> list[PrintedLine]:
    """Characters gathered to lines from top to bottom, each from left to right."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: (one.top + one.bottom, one.x0)):
        middle = (glyph.top + glyph.bottom) / 2
        if rows and any(one.top < middle < one.bottom for one in rows[-1][-3:]):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [line for row in rows if (line := _line(sorted(row, key=lambda one: one.x0 + one.x1))).text]


def _line(row: Sequence[Glyph]) -> PrintedLine:
    pieces: list[str] = []
    before: Glyph | None = None
    for glyph in row:
        if before is not None and glyph.text.strip() and before.text.strip():
            wide = WIDE.match(glyph.text) is not None and WIDE.match(before.text[-1]) is not None
            if glyph.x0 - before.x1 > before.size * (0.8 if wide else 0.25):
                pieces.append(" ")
        pieces.append(glyph.text)
        before = glyph
    printed = [glyph for glyph in row if glyph.text.strip()] or list(row)
    return PrintedLine(
        re.sub(r"[ \u3000\xa0]+", " ", "".join(pieces)).strip(),
        printed[0].x0,
        max(glyph.x1 for glyph in printed),
        min(glyph.top for glyph in printed),
        max(glyph.bottom for glyph in printed),
    )


def join(lines: Sequence[str]) -> str:
    """Wrapped lines as one: no blank between Chinese characters, one between words.

    Examples
    --------
    >>> join(["单位地区生产总值二氧", "化碳排放降低"]), join(["LEED", "gold"])
    ('单位地区生产总值二氧化碳排放降低', 'LEED gold')
    """
    text = ""
    for line in lines:
        blank = text and text[-1].isascii() and text[-1].isalpha() and line[:1].isascii() and line[:1].isalpha()
        text += (" " if blank else "") + line
    return text


@dataclass(frozen=True, slots=True)
class Margins:
    """How the lines of a document stand: where they begin and end, how far apart, and whether paragraphs are indented."""

    left: float
    right: float
    pitch: float
    indented: bool


def margins(lines: Sequence[PrintedLine]) -> Margins:
    """The left edge that long lines share, the right edge that full lines reach, the usual distance of lines."""
    if not lines:
        return Margins(0.0, 0.0, 0.0, True)
    longest = sorted(lines, key=lambda line: line.x1 - line.x0)[len(lines) // 2 :]
    left = sorted(line.x0 for line in longest)[len(longest) // 10]
    right = sorted(line.x1 for line in longest)[-max(1, len(longest) // 4)]
    steps = sorted(two.top - one.top for one, two in pairwise(lines) if two.top > one.top)
    starts = [two for one, two in pairwise(lines) if one.x1 < right - 3 * one.size and two.x1 > right - 3 * two.size]
    indented = sum(line.x0 > left + 0.9 * line.size for line in starts)
    return Margins(left, right, steps[(len(steps) - 1) // 2] if steps else 0.0, 2 * indented >= len(starts))


def goes_on(before: PrintedLine, line: PrintedLine, edges: Margins) -> bool:
    """Whether a line goes on with the paragraph of the line before it.

    That one was full and no wider gap lies between. Where paragraphs are indented, this one is not; where they are
    not, that one did not end a sentence. A line that stops in the middle of a sentence may be a little short, for a
    word or a bracket that would not fit.
    """
    size = max(before.size, 1.0)
    full = before.x1 > edges.right - (1.6 if before.text.endswith(STOPS) or not edges.indented else 4.0) * size
    alike = 0.8 < line.size / size < 1.25
    near = line.top < before.top or line.top - before.top < 1.5 * edges.pitch
    begins = line.x0 > edges.left + 0.9 * size if edges.indented else before.text.endswith(STOPS)
    return full and alike and near and not begins


def running_heads(pages: Sequence[Sequence[PrintedLine]], heights: Sequence[float]) -> set[tuple[int, int]]:
    """(page, line) of running heads, running feet and page numbers.

    A running head stands at the top or foot of at least three pages and of two in five, digits aside.
    """
    edge: dict[str, list[tuple[int, int]]] = {}
    found: set[tuple[int, int]] = set()
    for page, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        for index in {0, 1, len(lines) - 2, len(lines) - 1}:
            if not 0 <= index < len(lines):
                continue
            line = lines[index]
            if not (line.bottom < 0.12 * height or line.top > 0.88 * height):
                continue
            if PAGE_NUMBER.match(line.text):
                found.add((page, index))
            else:
                edge.setdefault(re.sub(r"\d+", "#", line.text), []).append((page, index))
    for places in edge.values():
        on = {page for page, _ in places}
        if len(on) >= REPEATED_ON and len(on) >= 0.4 * len(pages):
            found.update(places)
    return found
