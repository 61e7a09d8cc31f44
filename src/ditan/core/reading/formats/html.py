"""HTML pages: the text that a browser shows, tables with their cells. Scripts, styles and hidden parts are left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from ditan.core.reading.errors import UnreadableFile
from ditan.core.reading.formats.writer import GridCell, Writer
from ditan.core.reading.source import SourceText

PAGE_HEAD = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
TAG = re.compile(
    r"</?(?:body|meta|title|div|table|tbody|tr|td|p|span|br|h[1-6]|font|section|article|script|style)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
SEARCHED = 60_000
FEWEST_TAGS = 3
XML_HEAD = re.compile(r"^\ufeff?\s*<\?xml[^>]*>")
CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)

DROPPED = frozenset(
    "script style noscript template head svg iframe object select option textarea button audio video math map".split()
)
BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6"
    " header hr li main nav ol p pre section ul html table caption tbody thead tfoot tr td th".split()
)
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.IGNORECASE)
BLANKS = re.compile(r"[ \t\n\r\f]+")
WRAPPED = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*\n[ \t\n]*(?=[\u3000-\u9fff\uff00-\uffef])")


def looks_like(text: str) -> bool:
    """Whether a decoded text is an HTML page rather than one that quotes a tag.

    Examples
    --------
    >>> looks_like("<html><body>规划"), looks_like("<p>一</p><p>二</p>"), looks_like("指标<5，>80")
    (True, True, False)
    """
    return PAGE_HEAD.match(text[:SEARCHED]) is not None or len(TAG.findall(text[:SEARCHED])) >= FEWEST_TAGS


def declared_charset(data: bytes) -> str:
    """The encoding that a page says it has, empty where it says none."""
    found = CHARSET.search(data[:4096])
    return found.group(1).decode("ascii", "replace").lower() if found is not None else ""


def read(markup: str, encoding: str, warnings: tuple[str, ...] = ()) -> SourceText:
    """What the page shows."""
    page = _Page()
    parser = etree.HTMLParser(target=page, huge_tree=False)
    try:
        parser.feed(XML_HEAD.sub("", markup).replace("\0", ""))
        parser.close()
    except etree.LxmlError as error:
        raise UnreadableFile(
            "网页无法解析,可能已损坏;请在浏览器中打开后另存为“网页,仅 HTML”,或复制正文存为 .txt 再上传",
            f"HTML cannot be parsed: {error}",
        ) from error
    writer = Writer()
    page.write(writer)
    return SourceText(writer.text(), encoding, "html", tuple(writer.tables), warnings)


@dataclass(slots=True)
class _Cell:
    rows: int
    columns: int
    blocks: list[str | _Table] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    captions: list[str] = field(default_factory=list)
    rows: list[list[_Cell]] = field(default_factory=list)

    def last_cell(self) -> _Cell | None:
        """The cell that is being filled."""
        return self.rows[-1][-1] if self.rows and self.rows[-1] else None

    def is_layout(self) -> bool:
        """A table that holds another arranges the page; its cells are no cells of a plan's table."""
        return any(isinstance(block, _Table) for row in self.rows for cell in row for block in cell.blocks)


class _Page:
    """Target of the parser: collects blocks of text and tables, events in, no tree and no recursion."""

    def __init__(self) -> None:
        self.blocks: list[str | _Table] = []
        self._open: list[_Table] = []
        self._line: list[str] = []
        self._dropped: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._dropped:
            if tag not in VOID:
                self._dropped.append(tag)
            return
        if tag in DROPPED or "hidden" in attributes or HIDDEN.search(attributes.get("style") or ""):
            if tag not in VOID:
                self._dropped.append(tag)
            return
        if tag == "br":
            self._line.append("\n")
        elif tag in BLOCKS:
            self._end_line()
        if tag == "table":
            table = _Table()
            cells = [cell for outer in self._open if (cell := outer.last_cell()) is not None]
            (cells[-1].blocks if cells else self.blocks).append(table)
            self._open.append(table)
        elif tag == "tr" and self._open:
            self._open[-1].rows.append([])
        elif tag in ("td", "th") and self._open:
            table = self._open[-1]
            if not table.rows:
                table.rows.append([])
            table.rows[-1].append(_Cell(_count(attributes.get("rowspan")), _count(attributes.get("colspan"))))

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._dropped:
            if tag in self._dropped:
                while self._dropped.pop() != tag:
                    pass
            return
        if tag in BLOCKS:
            self._end_line()
        if tag == "table" and self._open:
            self._open.pop()

    def data(self, text: str) -> None:
        """Text between tags."""
        if not self._dropped:
            self._line.append(BLANKS.sub(" ", WRAPPED.sub("", text)))

    def comment(self, text: str) -> None:
        """Comments print nothing."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Instructions print nothing."""

    def close(self) -> None:
        """The page ends."""
        self._end_line()

    def write(self, writer: Writer) -> None:
        """Lay the page out."""
        for block in _flat(self.blocks):
            if isinstance(block, str):
                writer.paragraph(block)
            else:
                for caption in block.captions:
                    writer.paragraph(caption)
                writer.table(
                    [[GridCell(_cell_text(cell), cell.rows, cell.columns) for cell in row] for row in block.rows if row]
                )

    def _end_line(self) -> None:
        lines = [line.strip(" ") for line in "".join(self._line).split("\n")]
        self._line.clear()
        cell = self._open[-1].last_cell() if self._open else None
        for line in filter(None, lines):
            if cell is not None:
                cell.blocks.append(line)
            elif self._open:
                self._open[-1].captions.append(line)
            else:
                self.blocks.append(line)


def _count(printed: str | None) -> int:
    return min(int(printed), 1000) if printed is not None and printed.isdecimal() and 0 < len(printed) < 6 else 1


def _cell_text(cell: _Cell) -> str:
    return "\n".join(block for block in cell.blocks if isinstance(block, str))


def _flat(blocks: list[str | _Table]) -> list[str | _Table]:
    """Paragraphs and real tables in order; layout tables give way to what their cells hold."""
    flat: list[str | _Table] = []
    waiting = list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        if isinstance(block, _Table) and block.is_layout():
            inner = [inside for row in block.rows for cell in row for inside in cell.blocks]
            waiting.extend(reversed([*block.captions, *inner]))
        else:
            flat.append(block)
    return flat
