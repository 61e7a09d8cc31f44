"""Word documents: paragraphs and tables in order, with list numbers, text boxes and merged cells.

The package is read directly, since python-docx knows neither text boxes, content controls nor list numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ditan.core.reading.errors import UnreadableFile
from ditan.core.reading.formats.numbering import Numbering, W
from ditan.core.reading.formats.package import BROKEN, Package
from ditan.core.reading.formats.writer import GridCell, Writer
from ditan.core.reading.source import SourceText

ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
WRAPPERS = frozenset(
    W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple")
)
SILENT = frozenset(
    W + name for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "sectPr", "tblPr", "tcPr")
)
MAIN = "word/document.xml"
DEEPEST = 60


def read(package: Package) -> SourceText:
    """What the document prints."""
    root = package.xml(MAIN)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise UnreadableFile(BROKEN, f"{MAIN} holds no body")
    numbering = Numbering(package.xml("word/numbering.xml"), package.xml("word/styles.xml"))
    writer = Writer()
    for block in _blocks(body):
        if block.tag == f"{W}tbl":
            writer.table(_grid(block, numbering))
        else:
            for text in _paragraphs(block, numbering):
                writer.paragraph(text)
    return SourceText(writer.text(), "", "docx", tuple(writer.tables))


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables below an element in order, whatever wraps them."""
    waiting: list[etree._Element] = [*reversed(parent)]
    while waiting:
        element = waiting.pop()
        if element.tag in (f"{W}p", f"{W}tbl"):
            yield element
        elif element.tag == ALTERNATIVE:
            chosen = element.find(CHOICE)
            waiting.extend(reversed(chosen if chosen is not None else element))
        elif element.tag in WRAPPERS:
            waiting.extend(reversed(element))


def _paragraphs(paragraph: etree._Element, numbering: Numbering) -> list[str]:
    """The paragraph with its number, then the paragraphs of the text boxes that hang on it."""
    pieces: list[str] = []
    boxes: list[etree._Element] = []
    waiting: list[etree._Element] = [*reversed(paragraph)]
    while waiting:
        element = waiting.pop()
        tag = element.tag
        if tag == f"{W}t":
            pieces.append(element.text or "")
        elif tag in (f"{W}tab", f"{W}ptab"):
            pieces.append(" ")
        elif tag in (f"{W}br", f"{W}cr"):
            pieces.append("\n")
        elif tag == f"{W}noBreakHyphen":
            pieces.append("-")
        elif tag == f"{W}txbxContent":
            boxes.append(element)
        elif tag == ALTERNATIVE:
            chosen = element.find(CHOICE)
            waiting.extend(reversed(chosen if chosen is not None else element))
        elif tag == f"{W}r" and element.find(f"{W}rPr/{W}vanish") is not None:
            continue
        elif tag not in SILENT:
            waiting.extend(reversed(element))
    text = "".join(pieces)
    number = numbering.next(paragraph) if text.strip() else ""
    lines = [number + text]
    for box in boxes:
        for block in _blocks(box):
            lines.extend(_table_lines(block, numbering) if block.tag == f"{W}tbl" else _paragraphs(block, numbering))
    return lines


def _table_lines(table: etree._Element, numbering: Numbering) -> list[str]:
    return [" | ".join(cell.text for cell in row) for row in _grid(table, numbering)]


def _grid(table: etree._Element, numbering: Numbering) -> list[list[GridCell]]:
    rows: list[list[GridCell]] = []
    above: dict[int, GridCell] = {}
    for row in _parts(table, f"{W}tr"):
        cells: list[GridCell] = []
        column = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
        if column:
            cells.append(GridCell("", 1, column))
        for cell in _parts(row, f"{W}tc"):
            width = _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            if merge is not None and merge.get(f"{W}val", "continue") == "continue" and column in above:
                above[column].rows += 1
            else:
                new = GridCell(_cell_text(cell, numbering), 1, width)
                cells.append(new)
                if merge is not None:
                    above[column] = new
                else:
                    above.pop(column, None)
            column += width
        rows.append(cells)
    return rows


def _parts(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    waiting: list[etree._Element] = [*reversed(parent)]
    while waiting:
        element = waiting.pop()
        if element.tag == tag:
            yield element
        elif element.tag in WRAPPERS:
            waiting.extend(reversed(element))


def _cell_text(cell: etree._Element, numbering: Numbering) -> str:
    lines: list[str] = []
    waiting = [*reversed(list(_blocks(cell)))]
    while waiting:
        block = waiting.pop()
        if block.tag == f"{W}tbl":
            inner = [
                paragraph
                for row in _parts(block, f"{W}tr")
                for one in _parts(row, f"{W}tc")
                for paragraph in _blocks(one)
            ]
            waiting.extend(reversed(inner))
        else:
            lines.extend(_paragraphs(block, numbering))
    return "\n".join(line for line in lines if line.strip())


def _number(element: etree._Element | None, default: int) -> int:
    printed = element.get(f"{W}val", "") if element is not None else ""
    return min(int(printed), 100) if printed.isdecimal() and len(printed) < 6 else default
