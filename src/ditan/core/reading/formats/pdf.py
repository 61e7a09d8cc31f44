"""PDF: the text layer, put together to lines and paragraphs, and tables that are ruled with lines."""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field

import pdfplumber
import pypdf
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pypdf.errors import LimitReachedError

from ditan.core.reading.errors import TooLarge, UnreadableFile
from ditan.core.reading.formats import ocr
from ditan.core.reading.formats.layout import Glyph, PrintedLine, goes_on, join, margins, running_heads, to_lines
from ditan.core.reading.formats.pdftables import (
    NEAR,
    PageTable,
    append,
    build_table,
    closing_lines,
    continues,
    inside,
)
from ditan.core.reading.formats.writer import Writer
from ditan.core.reading.source import SourceText

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every font that is not embedded
logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it finds wrong with a file is said by our refusal

MOST_PAGES = 800
MOST_COMMANDS = 10_000_000
FEW_CHARACTERS = 12
"""A page with fewer characters and a picture is a scan."""
SHORTEST_LINE = 7.5
"""The end of a vertical line that is drawn as a thin box is no horizontal line."""
UNMAPPED = "(cid:"
BROKEN = "PDF 已损坏或不完整,无法读取;请在浏览器或阅读器中打开后另存(或“打印为 PDF”),再重新上传"
LOCKED = "PDF 有打开密码;请用阅读器输入密码后另存一份不加密的文件,再重新上传"
MOST_NAMED = 20
RECOGNISED_WARNING = "第 {pages} 页是扫描件,文字由识别得出,可能有错,表格按行读取;请对照原件核对"
SKIPPED_WARNING = "第 {pages} 页是图片,没有文字层,未读取;安装 ditan[ocr] 后可识别"


@dataclass(slots=True)
class _Page:
    height: float
    lines: list[PrintedLine] = field(default_factory=list)
    tables: list[PageTable] = field(default_factory=list)
    scanned: bool = False


def read(data: bytes) -> SourceText:
    """What the pages print; scanned pages go to the `[ocr]` extra."""
    _refuse_bomb(data)
    pages = _read_pages(data)
    scanned = [index for index, page in enumerate(pages) if page.scanned]
    named = "、".join(str(index + 1) for index in scanned[:MOST_NAMED]) + ("……" if len(scanned) > MOST_NAMED else "")
    warnings: tuple[str, ...] = ()
    if scanned and (ocr.is_installed() or 2 * len(scanned) >= len(pages)):
        for index, (height, glyphs) in zip(scanned, ocr.read_pages(data, scanned), strict=True):
            pages[index] = _Page(height, to_lines(glyphs))
        warnings = (RECOGNISED_WARNING.format(pages=named),)
    elif scanned:
        warnings = (SKIPPED_WARNING.format(pages=named),)
    writer = Writer()
    _write(writer, pages)
    return SourceText(writer.text(), "", "pdf", tuple(writer.tables), warnings)


def read_picture(data: bytes) -> SourceText:
    """What a picture of a page prints, by the `[ocr]` extra."""
    height, glyphs = ocr.read_picture(data)
    writer = Writer()
    _write(writer, [_Page(height, to_lines(glyphs))])
    return SourceText(writer.text(), "", "ocr", (), (RECOGNISED_WARNING.format(pages="1"),))


def _refuse_bomb(data: bytes) -> None:
    """Raise where a page's drawing commands unpack beyond all measure; the library that reads them sets no limit.

    pypdf unpacks under a limit of its own. What else it finds wrong is left to the reading itself.
    """
    try:
        for page in pypdf.PdfReader(io.BytesIO(data)).pages[: MOST_PAGES + 1]:
            contents = page.get_contents()
            size = len(contents.get_data()) if contents is not None else 0
            if size > MOST_COMMANDS:
                raise LimitReachedError(f"{size} bytes of drawing commands")
    except LimitReachedError as error:
        raise TooLarge(
            "PDF 有一页解压后远大于文件本身,疑似压缩炸弹;请用阅读器打开后另存(或“打印为 PDF”),再重新上传",
            f"PDF page unpacks beyond {MOST_COMMANDS} bytes: {error}",
        ) from error
    except Exception:  # a broken file is told by the reading, with its own message
        return


def _read_pages(data: bytes) -> list[_Page]:
    """Every page's lines and tables. What the PDF library cannot stand is a broken file, whatever it raises."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            count = len(document.pages)
            if count > MOST_PAGES:
                raise TooLarge(
                    f"PDF 有 {count} 页,超过上限 {MOST_PAGES} 页;请只截取规划正文和附表后再上传",
                    f"PDF of {count} pages",
                )
            pages = []
            for page in document.pages:
                pages.append(_read_page(page))
                page.close()
    except TooLarge:
        raise
    except Exception as error:
        if isinstance(error, PDFPasswordIncorrect) or any(isinstance(one, PDFPasswordIncorrect) for one in error.args):
            raise UnreadableFile(LOCKED, "PDF needs a password") from error
        raise UnreadableFile(BROKEN, f"broken PDF: {type(error).__name__}: {error}") from error
    if not pages:
        raise UnreadableFile(BROKEN, "PDF without pages")
    return pages


def _read_page(page: pdfplumber.page.Page) -> _Page:
    printed = [
        Glyph(
            "□" if char["text"].startswith(UNMAPPED) else char["text"],
            float(char["x0"]),
            float(char["x1"]),
            float(char["top"]),
            float(char["bottom"]),
        )
        for char in page.chars
    ]
    glyphs = _once(printed)
    readable = sum(glyph.text.strip() not in ("", "□") for glyph in glyphs)
    if (readable < FEW_CHARACTERS and page.images) or (len(glyphs) > FEW_CHARACTERS and readable < 0.5 * len(glyphs)):
        return _Page(float(page.height), scanned=True)
    tables = _tables(page, glyphs)
    in_tables = {id(glyph) for table in tables for glyph in inside(glyphs, table.box)}
    lines = to_lines(glyph for glyph in glyphs if id(glyph) not in in_tables)
    return _Page(float(page.height), lines, tables)


def _tables(page: pdfplumber.page.Page, glyphs: Sequence[Glyph]) -> list[PageTable]:
    """The ruled tables of a page; one that the page's end cut is closed there."""
    edges = page.edges
    verticals = [
        (float(one["x0"]), float(one["top"]), float(one["bottom"])) for one in edges if one["orientation"] == "v"
    ]
    wide = [one for one in edges if one["orientation"] == "h" and one["x1"] - one["x0"] > SHORTEST_LINE]
    horizontals = [float(one["top"]) for one in wide]
    if len(verticals) < 2:
        return []
    tops, bottoms = closing_lines(verticals, horizontals)
    tables = []
    for found in page.find_tables({"explicit_horizontal_lines": [*tops, *bottoms]}):
        table = build_table(list(found.cells), glyphs)
        if table is not None:
            table.open_top = any(abs(table.box[1] - top) < 2 * NEAR for top in tops)
            table.open_bottom = any(abs(table.box[3] - bottom) < 2 * NEAR for bottom in bottoms)
            tables.append(table)
    return tables


def _once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Without the copies that some printers lay over a character to make it bold."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for glyph in glyphs:
        key = glyph.text, round(glyph.x0 / 1.5), round(glyph.top / 1.5)
        if key not in seen or not glyph.text.strip():
            seen.add(key)
            kept.append(glyph)
    return kept


def _write(writer: Writer, pages: Sequence[_Page]) -> None:
    """Paragraphs and tables in order, over the ends of pages."""
    heads = running_heads([page.lines for page in pages], [page.height for page in pages])
    edges = margins([line for page in pages for line in page.lines])
    paragraph: list[PrintedLine] = []
    open_table: PageTable | None = None
    for number, page in enumerate(pages):
        lines = [line for index, line in enumerate(page.lines) if (number, index) not in heads]
        blocks: list[PrintedLine | PageTable] = sorted([*lines, *page.tables], key=_top)
        for block in blocks:
            if isinstance(block, PageTable):
                _end(writer, paragraph)
                if open_table is not None and continues(open_table, block):
                    open_table = append(open_table, block)
                else:
                    _end_table(writer, open_table)
                    open_table = block
                continue
            _end_table(writer, open_table)
            open_table = None
            if paragraph and not goes_on(paragraph[-1], block, edges):
                _end(writer, paragraph)
            paragraph.append(block)
    _end(writer, paragraph)
    _end_table(writer, open_table)


def _top(block: PrintedLine | PageTable) -> float:
    return block.top if isinstance(block, PrintedLine) else block.box[1]


def _end(writer: Writer, paragraph: list[PrintedLine]) -> None:
    if paragraph:
        writer.paragraph(join([line.text for line in paragraph]))
        paragraph.clear()


def _end_table(writer: Writer, table: PageTable | None) -> None:
    if table is not None:
        writer.table(table.grid)
