"""From a document to what every renderer sets: numbers of headings, captions and notes, widths, clean text.

Done once and in one place, so that docx, pdf and the page on the screen say the same.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from ditan.base.reporting.documents.charts import Picture, data_rows, describe, draw
from ditan.base.reporting.documents.columns import column_shares, is_number, measure
from ditan.base.reporting.documents.flows import describe_flows, draw_flows, flow_rows
from ditan.base.reporting.documents.model import (
    UNKNOWN,
    Align,
    Cell,
    Chart,
    DataTable,
    Document,
    Flow,
    Heading,
    Items,
    Look,
    Note,
    PageBreak,
    Paragraph,
    Run,
    Section,
    SignatureBlock,
    Text,
    placed,
    plain,
    runs_of,
)

ONES = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Mark:
    """A note at its place: its number, its text, and whether it stands here for the first time."""

    number: int
    text: str
    first: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A run with its notes numbered."""

    text: str
    look: Look = ""
    marks: tuple[Mark, ...] = ()


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SetHeading:
    text: str
    level: int
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class SetParagraph:
    pieces: Pieces
    align: Align
    indent: bool
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class SetItems:
    entries: tuple[tuple[str, Pieces], ...]
    kind: Literal["items"] = "items"


@dataclass(frozen=True, slots=True)
class SetCell:
    pieces: Pieces
    align: Align
    span: int = 1
    down: int = 1
    head: bool = False
    total: bool = False


@dataclass(frozen=True, slots=True)
class SetTable:
    caption: Pieces
    shares: tuple[float, ...]
    head: tuple[SetCell, ...]
    rows: tuple[tuple[SetCell, ...], ...]
    notes: tuple[Pieces, ...] = ()
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class SetChart:
    caption: Pieces
    alt: str
    picture: Picture
    kind: Literal["chart"] = "chart"


@dataclass(frozen=True, slots=True)
class SetSignature:
    lines: tuple[str, ...]
    kind: Literal["signature"] = "signature"


@dataclass(frozen=True, slots=True)
class SetBreak:
    kind: Literal["break"] = "break"


SetBlock = SetHeading | SetParagraph | SetItems | SetTable | SetChart | SetSignature | SetBreak


@dataclass(frozen=True, slots=True)
class SetPart:
    """Blocks that stand on paper of one direction."""

    landscape: bool
    blocks: tuple[SetBlock, ...]


@dataclass(frozen=True, slots=True)
class SetDocument:
    """Everything decided but the look."""

    title: str
    title_lines: tuple[str, ...]
    subtitle: str
    number: str
    issuer: str
    day: str
    date: date
    header: str
    watermark: str
    form: str
    contents: bool
    parts: tuple[SetPart, ...]
    notes: tuple[str, ...] = ()

    @property
    def headings(self) -> tuple[SetHeading, ...]:
        """The headings of the first level, for a list of contents."""
        blocks = (block for part in self.parts for block in part.blocks)
        return tuple(block for block in blocks if isinstance(block, SetHeading) and block.level == 1)


def arrange(document: Document) -> SetDocument:
    """Number, clean and measure a document."""
    arranging = _Arranging(document.numbered)
    parts: list[SetPart] = []
    for section in document.sections:
        blocks: list[SetBlock] = []
        arranging.landscape = section.landscape
        if section.title:
            blocks.append(arranging.section(section))
        for block in section.blocks:
            blocks.extend(arranging.block(block))
        if parts and parts[-1].landscape == section.landscape:
            parts[-1] = SetPart(section.landscape, (*parts[-1].blocks, *blocks))
        else:
            parts.append(SetPart(section.landscape, tuple(blocks)))
    return SetDocument(
        title=clean(document.title),
        title_lines=balanced(clean(document.title), 20 if document.form == "official" else 22),
        subtitle=clean(document.subtitle),
        number=clean(document.number),
        issuer=clean(document.issuer),
        day=chinese_day(document.date),
        date=document.date,
        header=clean(document.header),
        watermark=clean(document.watermark),
        form=document.form,
        contents=document.contents,
        parts=tuple(parts),
        notes=tuple(arranging.numbers),
    )


@dataclass(slots=True)
class _Arranging:
    numbered: bool
    numbers: dict[str, int] = field(default_factory=dict)
    counts: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    tables: int = 0
    charts: int = 0
    landscape: bool = False

    def section(self, section: Section) -> SetHeading:
        if section.numbered:
            return self.heading(section.title, 1)
        self.counts[1:] = [0, 0, 0]
        return SetHeading(clean(section.title), 1)

    def heading(self, text: str, level: int) -> SetHeading:
        self.counts[level - 1] += 1
        self.counts[level:] = [0] * (4 - level)
        number = heading_number(level, self.counts[level - 1]) if self.numbered else ""
        return SetHeading(number + clean(text), level)

    def block(self, block: object) -> tuple[SetBlock, ...]:
        match block:
            case Heading(text, level):
                return (self.heading(text, level),)
            case Paragraph(text, align, indent):
                return (SetParagraph(self.pieces(text), align, indent),)
            case Items(entries, numbered):
                marks = (f"{place}." if numbered else "·" for place in range(1, len(entries) + 1))
                return (SetItems(tuple(zip(marks, map(self.pieces, entries), strict=True))),)
            case DataTable():
                return (self.table(block),)
            case Chart():
                return self.chart(block)
            case Flow():
                return self.flow(block)
            case SignatureBlock(lines):
                return (SetSignature(tuple(map(clean, lines))),)
            case PageBreak():
                return (SetBreak(),)
        raise TypeError(f"not a block of a document: {block!r}")

    def pieces(self, text: Text) -> Pieces:
        return tuple(Piece(clean(run.text), run.look, self.marks(run.notes)) for run in runs_of(text))

    def marks(self, notes: Sequence[Note]) -> tuple[Mark, ...]:
        marks = []
        for note in dict.fromkeys(notes):
            text = " ".join(clean(note.text).split())
            first = text not in self.numbers
            marks.append(Mark(self.numbers.setdefault(text, len(self.numbers) + 1), text, first))
        return tuple(marks)

    def table(self, table: DataTable) -> SetTable:
        caption: Pieces = ()
        if plain(table.caption):
            self.tables += 1
            caption = (Piece(f"表{self.tables}　"), *self.pieces(table.caption))
        aligns = tuple(table.align) or _aligns(table)
        sums = len(table.rows) - table.totals
        head = tuple(self.cell(cell, "center", head=True) for cell in table.head)
        rows = tuple(
            tuple(self.cell(cell, aligns[column], total=number >= sums) for column, cell in row)
            for number, row in enumerate(placed(table.rows, table.columns))
        )
        shares = column_shares(table, landscape=self.landscape)
        return SetTable(caption, shares, head, rows, tuple(map(self.pieces, table.notes)))

    def cell(self, cell: Text | Cell | None, align: Align, *, head: bool = False, total: bool = False) -> SetCell:
        if isinstance(cell, Cell):
            head = head or cell.head
            own = cell.align or ("center" if head else align)
            return SetCell(self.pieces(cell.text), own, cell.span, cell.down, head, total)
        return SetCell(self.pieces(Run(UNKNOWN, look="faint") if cell is None else cell), align, 1, 1, head, total)

    def chart(self, chart: Chart) -> tuple[SetBlock, ...]:
        self.charts += 1
        chart = _cleaned(chart)
        title = f"{chart.title}（{chart.unit}）" if chart.unit else chart.title
        caption = (Piece(f"图{self.charts}　{title}", "", self.marks(chart.notes)),)
        drawn = SetChart(caption, describe(chart), draw(chart))
        return (drawn, self.table(data_rows(chart))) if chart.table else (drawn,)

    def flow(self, flow: Flow) -> tuple[SetBlock, ...]:
        self.charts += 1
        flow = _cleaned_flow(flow)
        title = f"{flow.title}（{flow.unit}）" if flow.unit else flow.title
        caption = (Piece(f"图{self.charts}　{title}", "", self.marks(flow.notes)),)
        drawn = SetChart(caption, describe_flows(flow), draw_flows(flow))
        return (drawn, self.table(flow_rows(flow))) if flow.table else (drawn,)


def _cleaned_flow(flow: Flow) -> Flow:
    """The flows with every name on one clean line."""
    return replace(
        flow,
        title=_line(flow.title),
        unit=_line(flow.unit),
        nodes=tuple(replace(node, name=_line(node.name)) for node in flow.nodes),
        links=tuple(replace(link, source=_line(link.source), target=_line(link.target)) for link in flow.links),
    )


def _cleaned(chart: Chart) -> Chart:
    """The chart with every name on one clean line."""
    return replace(
        chart,
        title=_line(chart.title),
        unit=_line(chart.unit),
        categories=tuple(map(_line, chart.categories)),
        series=tuple(replace(series, name=_line(series.name)) for series in chart.series),
    )


def _line(text: str) -> str:
    return clean(text).replace("\n", " ")


def _aligns(table: DataTable) -> tuple[Align, ...]:
    """Columns of nothing but numbers to the right, all others to the left."""
    simple = [row for row in table.rows if len(row) == table.columns]
    found: list[Align] = []
    for column in range(table.columns):
        texts = [plain(row[column]) for row in simple]
        found.append("right" if texts and all(is_number(text) for text in texts) else "left")
    return tuple(found)


def heading_number(level: int, number: int) -> str:
    """一、 （一） 1. （1）, as official documents count.

    >>> [heading_number(level, 12) for level in (1, 2, 3, 4)]
    ['十二、', '（十二）', '12.', '（12）']
    """
    return {1: f"{chinese_number(number)}、", 2: f"（{chinese_number(number)}）", 3: f"{number}.", 4: f"（{number}）"}[
        level
    ]


def chinese_number(number: int) -> str:
    """1 to 99 in characters.

    >>> [chinese_number(number) for number in (1, 10, 12, 20, 35)]
    ['一', '十', '十二', '二十', '三十五']
    """
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else f"{ONES[tens]}十") + (ONES[ones] if ones or not tens else "")


def balanced(title: str, most: int) -> tuple[str, ...]:
    """A title in lines of about equal length where one of `most` letters does not hold it, broken at a bracket, a year or
    the word 报告 where one is near.

    >>> balanced("铜山区“十四五”应对气候变化规划2025年度评估报告", 22)
    ('铜山区“十四五”应对气候变化规划', '2025年度评估报告')
    """
    lines = title.split("\n")
    if len(lines) > 1 or measure(title) <= most:
        return tuple(lines)
    count = math.ceil(measure(title) / most)
    middle = round(len(title) / count)
    places = sorted(range(2, len(title) - 1), key=lambda place: abs(place - middle))
    near = [place for place in places if abs(place - middle) <= 5 and measure(title[:place]) <= most]
    best = sorted(near, key=lambda place: _breaks_well(title, place), reverse=True)
    place = (best or places or [middle])[0]
    return (title[:place], *balanced(title[place:], most))


def _breaks_well(title: str, place: int) -> int:
    """2 before a year, 1 beside a bracket, else 0; of equals the one nearest the middle is taken."""
    before, after = title[place - 1], title[place]
    if after.isdigit() and not before.isdigit():
        return 2
    return int(before in "》”）、 " or after in "《“（")


def chinese_day(day: date) -> str:
    """2026年11月29日."""
    return f"{day.year}年{day.month}月{day.day}日"


def clean(text: str) -> str:
    """The text without what no document can hold: control characters, halves of letters, marks that turn the direction
    of what follows.

    >>> clean("a\\x00b\\u202ec\\ud800\\r\\nd")
    'abc\\nd'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(letter for letter in text if letter == "\n" or not _forbidden(ord(letter)))


def _forbidden(code: int) -> bool:
    return (
        code < 0x20
        or 0x7F <= code < 0xA0
        or 0xD800 <= code < 0xE000
        or 0x202A <= code <= 0x202E
        or 0x2066 <= code <= 0x2069
        or code & 0xFFFE == 0xFFFE
        or 0xFDD0 <= code <= 0xFDEF
    )
