"""What a document holds, before anything is said of its look.

Plain values: a document is built by a domain, compared in a test, frozen as JSON, and rendered as often as asked. Texts are
texts: nothing in them is ever taken for markup, by whatever renderer.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

UNKNOWN = "—"
"""What stands in a cell whose value is not known: never a zero, never nothing."""

Align = Literal["left", "center", "right", "justify"]
Look = Literal["", "strong", "faint"]
Number = int | float | Decimal


class DocumentWrong(ValueError):
    """A document that cannot be set: a row of another width, a chart whose series do not fit its categories."""


@dataclass(frozen=True, slots=True)
class Note:
    """Where a number comes from, in words. Equal notes of one document share one number."""

    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with its notes. `strong` is set in the face of headings, `faint` in grey."""

    text: str
    notes: tuple[Note, ...] = ()
    look: Look = ""


Text = str | Run | Sequence[str | Run]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section: level 2 （一）, 3 1., 4 （1）. Numbers are set by the document."""

    text: str
    level: Literal[2, 3, 4] = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; its first line is indented by two characters unless told otherwise."""

    text: Text
    align: Align = "justify"
    indent: bool = True


@dataclass(frozen=True, slots=True)
class Items:
    """A list, each entry on its own line: numbered 1. 2. or with dots."""

    entries: Sequence[Text]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that says more than its text: columns and rows that it covers, its place, whether it is a head."""

    text: Text
    span: int = 1
    down: int = 1
    align: Align | None = None
    head: bool = False


Cells = Sequence["Text | Cell | None"]


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table. None in a row is an unknown value and shown as such.

    head
        The names of the columns, repeated on every page; empty for a form whose labels are `Cell(head=True)`.
    widths
        Shares of the width by column; left empty they follow from the longest texts.
    align
        By column; left empty, columns of nothing but numbers stand to the right.
    notes
        Remarks below the table, each on its line.
    totals
        How many of the last rows are sums, set apart by their face.
    """

    head: Cells
    rows: Sequence[Cells]
    caption: Text = ""
    widths: Sequence[float] = ()
    align: Sequence[Align] = ()
    notes: Sequence[Text] = ()
    totals: int = 0

    @property
    def columns(self) -> int:
        """How many columns the table has."""
        first = self.head or (self.rows[0] if self.rows else ())
        return sum(cell.span if isinstance(cell, Cell) else 1 for cell in first)

    def __post_init__(self) -> None:
        if not self.columns:
            raise DocumentWrong("a table needs a head or at least one row")
        placed((self.head,) if self.head else (), self.columns, "head")
        placed(self.rows, self.columns)
        for name, given in (("widths", self.widths), ("align", self.align)):
            if given and len(given) != self.columns:
                raise DocumentWrong(f"{len(given)} {name} for {self.columns} columns")
        if any(width <= 0 for width in self.widths):
            raise DocumentWrong(f"widths must be above 0, found {list(self.widths)}")
        if any(notes_of(cell) for cell in self.head):
            raise DocumentWrong("a head is repeated on every page and cannot hold notes; give them to the caption")


@dataclass(frozen=True, slots=True)
class Series:
    """One row of a chart's data. None is unknown: a gap, never a zero. A `target` is drawn dashed."""

    name: str
    values: Sequence[Number | None]
    target: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart, drawn by us from its numbers and followed by them as a table unless `table` is off.

    kind
        `columns` side by side, `stacked` columns, `lines`, or `bars` lying one below the other and stacked: the one for
        long names.
    colours
        A colour a series (`#0f766e`) where the meaning asks for one; else the palette in its order.
    lower, upper
        Of `lines`: a band around the first series, its 95 % range; None is unknown, a gap.
    """

    kind: Literal["columns", "stacked", "lines", "bars"]
    title: str
    categories: Sequence[str]
    series: Sequence[Series]
    unit: str = ""
    notes: tuple[Note, ...] = ()
    table: bool = True
    colours: Sequence[str] = ()
    lower: Sequence[Number | None] = ()
    upper: Sequence[Number | None] = ()

    def __post_init__(self) -> None:
        if (self.lower or self.upper) and not (
            self.kind == "lines" and len(self.lower) == len(self.upper) == len(self.categories)
        ):
            raise DocumentWrong(f"chart {self.title!r}: a band stands around lines, with a range for every category")
        if not self.categories or not self.series:
            raise DocumentWrong(f"chart {self.title!r} has no categories or no series")
        for series in self.series:
            if len(series.values) != len(self.categories):
                raise DocumentWrong(
                    f"chart {self.title!r}: {len(series.values)} values of {series.name!r} for "
                    f"{len(self.categories)} categories"
                )
            if any(value is not None and not math.isfinite(value) for value in series.values):
                raise DocumentWrong(f"chart {self.title!r}: a value of {series.name!r} is not a number")
        if self.kind in ("stacked", "bars") and any(
            value is not None and value < 0 for series in self.series for value in series.values
        ):
            raise DocumentWrong(f"chart {self.title!r}: parts that are stacked cannot be below 0")


@dataclass(frozen=True, slots=True)
class FlowNode:
    """Something that flows come from or go to, in a column counted from the left."""

    name: str
    column: int
    colour: str = ""


@dataclass(frozen=True, slots=True)
class FlowLink:
    """So much from one node to another further right."""

    source: str
    target: str
    value: Number


@dataclass(frozen=True, slots=True)
class Flow:
    """A chart of flows (桑基图): bands as wide as what they carry. Followed by its numbers as a table unless `table` is off."""

    title: str
    nodes: Sequence[FlowNode]
    links: Sequence[FlowLink]
    unit: str = ""
    notes: tuple[Note, ...] = ()
    table: bool = True

    def __post_init__(self) -> None:
        columns = {node.name: node.column for node in self.nodes}
        if len(columns) != len(self.nodes) or not self.links:
            raise DocumentWrong(f"flows {self.title!r} need nodes with different names and at least one link")
        for link in self.links:
            if link.source not in columns or link.target not in columns:
                raise DocumentWrong(f"flows {self.title!r}: {link.source!r} → {link.target!r} names no node")
            if columns[link.source] >= columns[link.target]:
                raise DocumentWrong(f"flows {self.title!r}: {link.source!r} → {link.target!r} does not go right")
            if not math.isfinite(link.value) or link.value < 0:
                raise DocumentWrong(f"flows {self.title!r}: {link.source!r} → {link.target!r} carries {link.value}")


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Lines at the right below the text: the issuer and the date, or places to sign."""

    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


Block = Heading | Paragraph | Items | DataTable | Chart | Flow | SignatureBlock | PageBreak


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the first level (一、) and what stands below it. An empty title gives no heading; one that is not
    `numbered`, such as that of an annex, takes no part in the counting."""

    title: str
    blocks: Sequence[Block] = ()
    landscape: bool = False
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """A document.

    date
        The day that stands under the title and in the file: the file of equal input is equal to the last byte.
    number
        发文字号.
    form
        `official` is set like a 公文 (三号, wide margins), `report` smaller, for many tables.
    watermark
        Stands slantwise behind every page: the name of whoever exports it, and when.
    contents
        Whether a list of the sections stands before them.
    numbered
        Whether headings are numbered.
    """

    title: str
    date: date
    sections: Sequence[Section]
    subtitle: str = ""
    number: str = ""
    issuer: str = ""
    watermark: str = ""
    header: str = ""
    form: Literal["report", "official"] = "report"
    contents: bool = False
    numbered: bool = True


def runs_of(text: Text) -> tuple[Run, ...]:
    """The runs of a text, however it was given; empty ones are left out."""
    parts = (text,) if isinstance(text, str | Run) else text
    runs = (Run(part) if isinstance(part, str) else part for part in parts)
    return tuple(run for run in runs if run.text or run.notes)


def plain(text: Text | Cell | None) -> str:
    """The text alone."""
    if text is None:
        return UNKNOWN
    return "".join(run.text for run in runs_of(text.text if isinstance(text, Cell) else text))


def notes_of(text: Text | Cell | None) -> tuple[Note, ...]:
    """All notes of a text, in order."""
    if text is None:
        return ()
    return tuple(note for run in runs_of(text.text if isinstance(text, Cell) else text) for note in run.notes)


def placed(rows: Sequence[Cells], columns: int, name: str = "rows") -> list[list[tuple[int, Text | Cell | None]]]:
    """Each row's cells with the column at which they stand; refuses rows that do not fill exactly the columns, those
    that cells above cover counted."""
    covered = [0] * columns
    found = []
    for number, row in enumerate(rows, 1):
        free = [column for column in range(columns) if not covered[column]]
        spans = [(cell.span, cell.down) if isinstance(cell, Cell) else (1, 1) for cell in row]
        if any(span < 1 or down < 1 for span, down in spans):
            raise DocumentWrong(f"row {number} of {name}: a cell covers at least one column and one row")
        if sum(span for span, _ in spans) != len(free):
            filled = columns - len(free) + sum(span for span, _ in spans)
            raise DocumentWrong(f"row {number} of {name} fills {filled} of {columns} columns")
        covered = [max(left - 1, 0) for left in covered]
        line: list[tuple[int, Text | Cell | None]] = []
        for cell, (span, down) in zip(row, spans, strict=True):
            line.append((free[0], cell))
            for column in free[:span]:
                covered[column] = down - 1
            free = free[span:]
        found.append(line)
    if any(covered):
        raise DocumentWrong(f"a cell of {name} covers more rows than there are")
    return found
