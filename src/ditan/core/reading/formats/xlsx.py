"""Excel workbooks: each visible sheet a ruled table under its name.

The package is read directly, as for Word documents: nothing is unpacked before its size is known, and a cell far out
on an empty sheet costs nothing.
"""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from lxml import etree

from ditan.core.reading.errors import TooLarge, UnreadableFile
from ditan.core.reading.formats.cellvalues import format_of, print_value
from ditan.core.reading.formats.package import BROKEN, Package
from ditan.core.reading.formats.writer import GridCell, Writer
from ditan.core.reading.source import SourceText

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MAIN = "xl/workbook.xml"
LARGEST_AREA = 2_000_000
REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
BLANK_ROWS_APART = 2
HIDDEN_WARNING = "工作表“{name}”是隐藏的,未读取"

Cells = dict[tuple[int, int], str]


def read(package: Package) -> SourceText:
    """What the workbook's visible sheets print."""
    workbook = package.xml(MAIN)
    if workbook is None:
        raise UnreadableFile(BROKEN, f"{MAIN} is missing")
    strings = [_string(item) for item in _children(package.xml("xl/sharedStrings.xml"), f"{S}si")]
    formats = _formats(package.xml("xl/styles.xml"))
    properties = workbook.find(f"{S}workbookPr")
    from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    targets = {
        one.get("Id", ""): one.get("Target", "") for one in _children(package.xml("xl/_rels/workbook.xml.rels"), "*")
    }
    writer = Writer()
    warnings = []
    for sheet in workbook.iterfind(f"{S}sheets/{S}sheet"):
        name = sheet.get("name", "")
        if sheet.get("state", "visible") != "visible":
            warnings.append(HIDDEN_WARNING.format(name=name))
            continue
        target = targets.get(sheet.get(f"{R}id", ""), "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        root = package.xml(path)
        if root is None:
            continue
        cells = _cells(root, strings, formats, from_1904)
        if cells:
            writer.paragraph(name)
            for grid in _grids(cells, _merges(root)):
                writer.table(grid)
    return SourceText(writer.text(), "", "xlsx", tuple(writer.tables), tuple(warnings))


def _children(root: etree._Element | None, tag: str) -> Iterator[etree._Element]:
    if root is not None:
        yield from root.iterchildren(tag)


def _string(item: etree._Element) -> str:
    return "".join(text.text or "" for text in item.iter(f"{S}t") if text.getparent().tag != f"{S}rPh")


def _formats(styles: etree._Element | None) -> list[str]:
    """The number format of each cell style."""
    if styles is None:
        return []
    custom = {}
    for one in styles.iterfind(f"{S}numFmts/{S}numFmt"):
        if one.get("numFmtId", "").isdecimal():
            custom[int(one.get("numFmtId", "0"))] = one.get("formatCode", "")
    codes = [one.get("numFmtId", "0") for one in styles.iterfind(f"{S}cellXfs/{S}xf")]
    return [format_of(int(code), custom) if code.isdecimal() else "General" for code in codes]


def _cells(root: etree._Element, strings: list[str], formats: list[str], from_1904: bool) -> Cells:
    """Every cell that prints something, by row and column."""
    cells: Cells = {}
    row_at = 0
    for row in root.iterfind(f"{S}sheetData/{S}row"):
        printed_row = row.get("r", "")
        row_at = int(printed_row) if printed_row.isdecimal() and len(printed_row) < 8 else row_at + 1
        column_at = 0
        for cell in row.iterchildren(f"{S}c"):
            place = _place(cell.get("r", ""))
            column_at = place[1] if place is not None else column_at + 1
            text = _text(cell, strings, formats, from_1904).strip()
            if text:
                cells[row_at, column_at] = text
    return cells


def _text(cell: etree._Element, strings: list[str], formats: list[str], from_1904: bool) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find(f"{S}is")
        return _string(inline) if inline is not None else ""
    stored = cell.findtext(f"{S}v") or ""
    if kind == "s":
        return strings[int(stored)] if stored.isdecimal() and len(stored) < 9 and int(stored) < len(strings) else ""
    if kind == "b":
        return "是" if stored == "1" else "否"
    if kind != "n" or not stored:
        return stored
    style = cell.get("s", "0")
    known = style.isdecimal() and len(style) < 9 and int(style) < len(formats)
    return print_value(stored, formats[int(style)] if known else "General", from_1904)


def _place(reference: str) -> tuple[int, int] | None:
    found = REFERENCE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found.group(1):
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found.group(2)), column


def _merges(root: etree._Element) -> dict[tuple[int, int], tuple[int, int]]:
    """First cell of each merged range to its last."""
    merges = {}
    for one in root.iterfind(f"{S}mergeCells/{S}mergeCell"):
        first, _, last = one.get("ref", "").partition(":")
        start, end = _place(first), _place(last)
        if start is not None and end is not None and start <= end:
            merges[start] = end
    return merges


def _grids(cells: Cells, merges: dict[tuple[int, int], tuple[int, int]]) -> Iterator[list[list[GridCell]]]:
    """The sheet's tables: what two blank rows part is two tables. Blank rows and columns are left out."""
    rows = sorted({row for row, _ in cells})
    columns = sorted({column for _, column in cells})
    if len(rows) * len(columns) > LARGEST_AREA:
        raise TooLarge(
            f"工作表有 {len(rows)} 行 × {len(columns)} 列,超过上限;请只保留任务、指标或项目表后再上传",
            f"sheet of {len(rows)} rows and {len(columns)} columns",
        )
    spans, covered = _spans(cells, merges, rows, columns)
    grid: list[list[GridCell]] = []
    for index, row in enumerate(rows):
        if grid and row - rows[index - 1] > BLANK_ROWS_APART:
            yield grid
            grid = []
        places = [(row, column) for column in columns if (row, column) not in covered]
        grid.append([GridCell(cells.get(place, ""), *spans.get(place, (1, 1))) for place in places])
    if grid:
        yield grid


def _spans(
    cells: Cells, merges: dict[tuple[int, int], tuple[int, int]], rows: list[int], columns: list[int]
) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """How many of the kept rows and columns each merged cell spans, and the places that it covers."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for start, end in merges.items():
        if start not in cells:
            continue
        inner_rows = rows[bisect_left(rows, start[0]) : bisect_right(rows, end[0])]
        inner_columns = columns[bisect_left(columns, start[1]) : bisect_right(columns, end[1])]
        spans[start] = len(inner_rows), len(inner_columns)
        covered.update((row, column) for row in inner_rows for column in inner_columns)
        covered.discard(start)
    return spans, covered
