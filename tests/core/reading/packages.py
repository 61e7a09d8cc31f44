"""Office files for tests, made with the libraries that offices use."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import docx
import openpyxl

CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document: object) -> bytes:
    """The bytes of a document or a workbook."""
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def word(*paragraphs: str) -> bytes:
    """A Word document of paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def word_body(body: str, **parts: str) -> bytes:
    """A Word document from the XML of its body, and of other parts by name (numbering, styles)."""
    files = {
        "word/document.xml": f'<w:document {WORD} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>{body}</w:body></w:document>'
    }
    files |= {f"word/{name}.xml": text for name, text in parts.items()}
    return zipped({"[Content_Types].xml": CONTENT_TYPES} | files)


def workbook(*rows: list[object], title: str = "任务表") -> bytes:
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return saved(book)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()
