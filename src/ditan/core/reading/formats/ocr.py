"""Scanned pages through the `[ocr]` extra (rapidocr). The extra is loaded when the first scan comes."""

from __future__ import annotations

import importlib.util
import io
from collections.abc import Iterator, Sequence
from typing import Any

from ditan.core.reading.errors import NeedsOcr, TooLarge, UnreadableFile
from ditan.core.reading.formats.layout import Glyph

SCALE = 2.5
"""180 dpi: enough for text of 10 points."""
MOST_PAGES = 200
SURE_FROM = 0.5
MISSING = (
    "文件是扫描件(图片),没有文字层;请先安装识别组件再上传:./ditan setup --ocr(或 pip install 'ditan[ocr]'),"
    "或者上传带文字层的版本"
)


def is_installed() -> bool:
    """Whether the extra is there."""
    return importlib.util.find_spec("rapidocr") is not None and importlib.util.find_spec("pypdfium2") is not None


def read_picture(data: bytes) -> tuple[float, list[Glyph]]:
    """Height and recognised stretches of a picture of a page."""
    engine = _engine()
    from PIL import Image, UnidentifiedImageError

    try:
        picture = Image.open(io.BytesIO(data)).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnreadableFile("图片无法打开,可能已损坏;请重新扫描或另存后上传", f"broken picture: {error}") from error
    return float(picture.height), _recognise(engine, picture, 1.0)


def read_pages(data: bytes, pages: Sequence[int]) -> Iterator[tuple[float, list[Glyph]]]:
    """Height and recognised stretches of each page asked for."""
    engine = _engine()
    if len(pages) > MOST_PAGES:
        raise TooLarge(
            f"扫描页有 {len(pages)} 页,超过识别上限 {MOST_PAGES} 页;请拆分后再上传", f"{len(pages)} scanned pages"
        )
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        for index in pages:
            page = document[index]
            picture = page.render(scale=SCALE).to_pil().convert("RGB")
            yield page.get_height(), _recognise(engine, picture, SCALE)
    finally:
        document.close()


def _engine() -> Any:
    if not is_installed():
        raise NeedsOcr(MISSING, "pages are pictures; install ditan[ocr]")
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "error"})


def _recognise(engine: Any, picture: Any, scale: float) -> list[Glyph]:
    import numpy

    result = engine(numpy.asarray(picture))
    if result.boxes is None:
        return []
    boxes = [[(float(x), float(y)) for x, y in box] for box in result.boxes]
    return to_glyphs(boxes, result.txts, result.scores, scale)


def to_glyphs(
    boxes: Sequence[Sequence[tuple[float, float]]], texts: Sequence[str], scores: Sequence[float], scale: float
) -> list[Glyph]:
    """Recognised stretches in points of the page; what the engine itself doubts is left out.

    Examples
    --------
    >>> to_glyphs([[(10, 20), (110, 21), (110, 46), (10, 45)]], ["总体要求"], [0.98], 2.5)
    [Glyph(text='总体要求', x0=4.0, x1=44.0, top=8.0, bottom=18.4)]
    """
    return [
        Glyph(
            text,
            min(x for x, _ in box) / scale,
            max(x for x, _ in box) / scale,
            min(y for _, y in box) / scale,
            max(y for _, y in box) / scale,
        )
        for box, text, score in zip(boxes, texts, scores, strict=True)
        if score >= SURE_FROM
    ]
