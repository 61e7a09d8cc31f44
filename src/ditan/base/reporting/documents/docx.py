"""Docx by python-docx: to be edited on, with real headings, footnotes, tables and captions."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

import docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt

from ditan.base.reporting.documents import docx_parts as parts
from ditan.base.reporting.documents import docx_styles as styles
from ditan.base.reporting.documents.arranging import (
    Mark,
    Pieces,
    SetBlock,
    SetBreak,
    SetCell,
    SetChart,
    SetDocument,
    SetHeading,
    SetItems,
    SetParagraph,
    SetSignature,
    SetTable,
)
from ditan.base.reporting.documents.look import FORMS
from ditan.base.reporting.documents.pdf import png_of

ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
HEAD_FILL = "E6F4F1"


def docx_of(arranged: SetDocument) -> bytes:
    """An arranged document as docx; a chart is a picture with its description."""
    return _Writer(arranged).write()


class _Writer:
    def __init__(self, arranged: SetDocument) -> None:
        self.arranged = arranged
        self.look = FORMS[arranged.form]
        self.docx: Any = docx.Document()
        self.width = Mm(210 - self.look.left - self.look.right)

    def write(self) -> bytes:
        styles.set_styles(self.docx, self.look)
        self.properties()
        for place, part in enumerate(self.arranged.parts):
            section = self.docx.sections[-1] if place == 0 else self.docx.add_section()
            styles.set_paper(section, self.look, landscape=part.landscape)
            across = 297 if part.landscape else 210
            self.width = Mm(across - self.look.left - self.look.right)
            if place == 0:
                self.title()
            for block in part.blocks:
                self.block(block)
        self.margins()
        parts.add_footnotes(self.docx, self.arranged.notes, self.look.note)
        return parts.packed(self.docx)

    def properties(self) -> None:
        told = self.docx.core_properties
        moment = datetime.combine(self.arranged.date, time())
        told.title, told.author, told.last_modified_by = self.arranged.title[:255], self.arranged.issuer[:255], ""
        told.comments, told.language, told.revision = "", "zh-CN", 1
        told.created = told.modified = moment

    def title(self) -> None:
        shown = self.docx.add_paragraph(style="Title")
        shown.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _lines(shown.add_run(), self.arranged.title_lines)
        told = self.arranged
        named = (
            (told.subtitle, self.look.first, styles.KAI),
            (told.number, self.look.body, styles.FANG),
            ("　".join(filter(None, (told.issuer, told.day))), self.look.small, styles.KAI),
        )
        for text, size, name in named:
            if text:
                paragraph = self.docx.add_paragraph()
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                styles.face(_lines(paragraph.add_run(), text.split("\n")), name, size)
        if told.contents:
            self.contents()

    def contents(self) -> None:
        """A list of contents that a program fills with pages when the reader asks; till then it names the sections."""
        head = self.docx.add_paragraph()
        head.alignment = WD_ALIGN_PARAGRAPH.CENTER
        styles.face(head.add_run("目　录"), styles.HEI, self.look.first)
        lines = [heading.text for heading in self.arranged.headings]
        runs = parts.field('TOC \\o "1-2" \\h \\z \\u', lines[0] if lines else "")
        paragraph = self.docx.add_paragraph()
        paragraph._p.extend(runs[:-1])
        for line in lines[1:]:
            paragraph = self.docx.add_paragraph(line)
        paragraph._p.append(runs[-1])
        self.docx.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def block(self, block: SetBlock) -> None:
        match block:
            case SetHeading(text, level):
                _lines(self.docx.add_heading(level=level).add_run(), text.split("\n"))
            case SetParagraph(pieces, align, indent):
                paragraph = self.docx.add_paragraph()
                paragraph.alignment = ALIGN[align]
                if indent:
                    _indent(paragraph, self.look.body)
                self.pieces(paragraph, pieces)
            case SetItems(entries):
                self.items(entries)
            case SetTable():
                self.table(block)
            case SetChart():
                self.chart(block)
            case SetSignature(lines):
                self.signature(lines)
            case SetBreak():
                self.docx.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def pieces(self, paragraph: Any, pieces: Pieces, *, name: str = "") -> None:
        for piece in pieces:
            if piece.text:
                run = _lines(paragraph.add_run(), piece.text.split("\n"))
                if piece.look == "strong" or name:
                    size = run.font.size or paragraph.style.font.size
                    styles.face(run, styles.HEI if piece.look == "strong" else name, size.pt)
                if piece.look == "faint":
                    run.font.color.rgb = styles.FAINT
            for place, mark in enumerate(piece.marks):
                self.mark(paragraph, mark, place)

    def mark(self, paragraph: Any, mark: Mark, place: int) -> None:
        if place:
            paragraph.add_run(",").font.superscript = True
        paragraph._p.extend(parts.footnote_mark(mark.number) if mark.first else parts.note_reference(mark.number))

    def items(self, entries: Sequence[tuple[str, Pieces]]) -> None:
        for sign, pieces in entries:
            paragraph = self.docx.add_paragraph()
            paragraph.paragraph_format.left_indent = Pt(self.look.body * 2)
            paragraph.paragraph_format.first_line_indent = Pt(-self.look.body * 1.5)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(self.look.body * 2))
            paragraph.add_run(f"{sign}\t")
            self.pieces(paragraph, pieces)

    def table(self, table: SetTable) -> None:
        if table.caption:
            self.caption(table.caption).paragraph_format.keep_with_next = True
        rows = ([table.head] if table.head else []) + list(table.rows)
        made = self.docx.add_table(len(rows), len(table.shares))
        made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        styles.borders(made)
        styles.close_margins(made)
        widths = [Emu(round(self.width * share)) for share in table.shares]
        for column, width in zip(made.columns, widths, strict=True):
            column.width = width
        _fill(made, rows, widths, self.cell)
        if table.head:
            repeated = made.rows[0]._tr.get_or_add_trPr()
            repeated.append(parts.element("tblHeader"))
        for row in made.rows:
            row._tr.get_or_add_trPr().insert(0, parts.element("cantSplit"))
        for note in table.notes:
            paragraph = self.docx.add_paragraph(style="TableText")
            self.pieces(paragraph, note)
        self.docx.add_paragraph(style="TableText")

    def cell(self, place: Any, cell: SetCell) -> None:
        paragraph = place.paragraphs[0]
        paragraph._p.style = "TableText"  # by its id: a search for the name each time takes most of a long table's time
        paragraph.alignment = ALIGN["left" if cell.align == "justify" else cell.align]
        if cell.head:
            place._tc.get_or_add_tcPr().append(parts.element("shd", val="clear", color="auto", fill=HEAD_FILL))
        place.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        self.pieces(paragraph, cell.pieces, name=styles.HEI if cell.head or cell.total else "")

    def caption(self, pieces: Pieces) -> Any:
        paragraph = self.docx.add_paragraph(style="Caption")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self.pieces(paragraph, pieces)
        return paragraph

    def chart(self, chart: SetChart) -> None:
        paragraph = self.docx.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = True
        picture = io.BytesIO(png_of(chart.picture))
        drawn = paragraph.add_run().add_picture(picture, width=min(Pt(chart.picture.width), self.width))
        told = drawn._inline.docPr
        told.set("descr", chart.alt)
        told.set("title", "".join(piece.text for piece in chart.caption))
        self.caption(chart.caption)

    def signature(self, lines: Sequence[str]) -> None:
        for place, line in enumerate(lines):
            paragraph = self.docx.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.right_indent = Pt(self.look.body * 2)
            if place == 0:
                paragraph.paragraph_format.space_before = Pt(self.look.body * 2)
            paragraph.paragraph_format.keep_with_next = place + 1 < len(lines)
            _lines(paragraph.add_run(), line.split("\n"))

    def margins(self) -> None:
        """Header, watermark and 第 x 页 共 y 页; later sections take them over."""
        section = self.docx.sections[0]
        header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
        header.alignment = footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if self.arranged.header:
            run = header.add_run(self.arranged.header)
            styles.face(run, styles.FANG, 9)
            run.font.color.rgb = styles.FAINT
        if self.arranged.watermark:
            header._p.append(parts.watermark(self.arranged.watermark, 1))
        for text, instruction in (("第 ", "PAGE"), (" 页　共 ", "NUMPAGES"), (" 页", "")):
            styles.face(footer.add_run(text), styles.FANG, 9)
            if instruction:
                footer._p.extend(parts.field(instruction, "1"))


def _lines(run: Any, lines: Sequence[str]) -> Any:
    for place, line in enumerate(lines):
        if place:
            run.add_break()
        if line:
            run.add_text(line)
    return run


def _indent(paragraph: Any, size: float) -> None:
    """Two characters, also where somebody changes their size."""
    paragraph.paragraph_format.first_line_indent = Pt(size * 2)
    paragraph._p.pPr.ind.set(qn("w:firstLineChars"), "200")


def _fill(table: Any, rows: Sequence[Sequence[SetCell]], widths: Sequence[Any], write: Any) -> None:
    """Set the cells of the rows into the grid, merging what covers more than one place."""
    columns = len(widths)
    flat = list(table._cells)
    grid = [flat[line * columns : (line + 1) * columns] for line in range(len(rows))]
    for cells in grid:
        for place, width in zip(cells, widths, strict=True):
            place.width = width  # before merging, which adds widths up
    covered: set[tuple[int, int]] = set()
    for line, row in enumerate(rows):
        free = [column for column in range(columns) if (line, column) not in covered]
        for cell in row:
            column = free[0]
            place = grid[line][column]
            if cell.span > 1 or cell.down > 1:
                place = place.merge(grid[line + cell.down - 1][column + cell.span - 1])
            covered |= {(line + down, column + across) for down in range(cell.down) for across in range(cell.span)}
            write(place, cell)
            free = free[cell.span :]
