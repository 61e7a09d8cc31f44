"""PDF by typst, with fonts from a package: nothing of the machine and nothing of the net is asked for.

The compiler gets our own template and, beside it, the document as JSON. It has no folder to read from and no package to
fetch, and the template never evaluates a text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import typst

from ditan.base.reporting.documents.arranging import SetDocument
from ditan.base.reporting.documents.charts import Picture
from ditan.base.reporting.documents.look import FORMS

TEMPLATE = Path(__file__).with_name("typst")


def pdf_of(arranged: SetDocument) -> bytes:
    """An arranged document as PDF: tagged, with bookmarks, real footnotes and its fonts inside."""
    data = asdict(arranged) | {"date": arranged.date.isoformat(), "look": asdict(FORMS[arranged.form])}
    stamp = datetime.combine(arranged.date, time(), UTC)
    return _compile("report.typ", data, format="pdf", timestamp=stamp)


def png_of(picture: Picture, ppi: float = 220.0) -> bytes:
    """A chart as a picture."""
    return _compile("picture.typ", asdict(picture), format="png", ppi=ppi)


def _compile(name: str, data: Mapping[str, Any], **options: Any) -> bytes:
    source = _template("shapes.typ") + _template(name)
    inputs = {"document": json.dumps(data, ensure_ascii=False)}
    compiler = typst.Compiler(source, font_paths=_fonts(), ignore_system_fonts=True, sys_inputs=inputs)
    made = compiler.compile(**options)
    # A picture of several pages would be a list; ours have one.
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> Any:
    folder = pylopdf_fonts_zh_cn.sans_path().parent
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


@cache
def _template(name: str) -> bytes:
    return (TEMPLATE / name).read_bytes()
