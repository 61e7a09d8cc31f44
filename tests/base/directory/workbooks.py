"""Workbooks as somebody fills them in."""

from __future__ import annotations

import io
from collections.abc import Iterable

import openpyxl


def workbook(head: Iterable[str], *rows: tuple[str, ...]) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(list(head))
    for row in rows:
        book.active.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
