"""The 59 tasks of one plan, given as a table of each format, are the same tasks."""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from ditan.core.lexicon import load_lexicon
from ditan.core.reading import Draft, read_document
from ditan.core.reading.clean import clean
from tests.core.reading.packages import saved, workbook
from tests.core.reading.pdf_writer import PdfPage, write_pdf

LEXICON = load_lexicon()
TEXT = clean(Path("examples/plans/002-guangyangwan-eco-city.txt").read_text("utf-8")).text
ROWS = [[cell.strip() for cell in line.split("|")][:3] for line in TEXT.split("\n") if line.count(" | ") == 2]
TITLE = "创建广阳湾智创生态城任务分工"
COLUMNS = [60.0, 100.0, 400.0, 540.0]
SIZE = 9


def as_docx() -> bytes:
    document = docx.Document()
    document.add_paragraph(TITLE)
    table = document.add_table(rows=len(ROWS), cols=3)
    for row, cells in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    return saved(document)


def as_html() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in ROWS)
    return f"<html><body><h1>{TITLE}</h1><table>{rows}</table></body></html>".encode()


def as_pdf() -> bytes:
    """Ruled over several pages, the text of each cell wrapped to its column."""
    pages = [PdfPage()]
    pages[0].text(200, 40, TITLE, 14)
    top = 80.0
    for row in ROWS:
        wrapped = [_wrap(text, column) for column, text in enumerate(row)]
        height = 4 + 12.0 * max(len(lines) for lines in wrapped)
        if top + height > 780:
            pages.append(PdfPage())
            top = 60.0
        pages[-1].table(COLUMNS, [top, top + height], {})
        for column, lines in enumerate(wrapped):
            for number, line in enumerate(lines):
                pages[-1].text(COLUMNS[column] + 3, top + 2 + 12 * number, line, SIZE)
        top += height
    return write_pdf(pages)


def _wrap(text: str, column: int) -> list[str]:
    width = int((COLUMNS[column + 1] - COLUMNS[column] - 6) / SIZE)
    return [text[at : at + width] for at in range(0, len(text), width)] or [""]


def as_xlsx() -> bytes:
    return workbook(*[list(row) for row in ROWS], title=TITLE)


def tasks(draft: Draft) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    return [(task.number, task.text, task.lead, task.cooperating) for task in draft.tasks]


EXPECTED = tasks(read_document(TEXT.encode(), name="plan.txt", lexicon=LEXICON))


@pytest.mark.parametrize(("make", "name"), [(as_docx, "docx"), (as_html, "html"), (as_pdf, "pdf"), (as_xlsx, "xlsx")])
def test_every_format_gives_the_same_tasks(make: Callable[[], bytes], name: str) -> None:
    draft = read_document(make(), name=f"tasks.{name}", lexicon=LEXICON)
    assert draft.format == name
    assert draft.warnings == ()
    assert len(draft.tasks) == 59
    assert tasks(draft) == EXPECTED
    assert all(draft.text[slice(*task.span)] == task.quote for task in draft.tasks)
