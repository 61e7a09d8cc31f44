"""Plain text in any usual encoding."""

from __future__ import annotations

import codecs
import re

from ditan.core.reading.source import SourceText

BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
COMMON = frozenset("的一是在和发展建设工作市区年月政府单位责任环境生态部门推进加强")
MIXED_WARNING = "文件中有 {count} 处字节不属于 {encoding} 编码,已用 � 代替;请核对原文,或以正确编码另存后重新上传"


def read(data: bytes) -> SourceText:
    """Decode by content."""
    text, encoding, warnings = decode_text(data)
    return SourceText(text=universal_newlines(text), encoding=encoding, format="txt", warnings=warnings)


def universal_newlines(text: str) -> str:
    """Every line ended by `\\n`."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def decode_text(data: bytes, declared: str = "") -> tuple[str, str, tuple[str, ...]]:
    """Text, encoding and warnings. A UTF-8 byte order mark stays a character of the text."""
    for mark, name in BOMS:
        if data.startswith(mark):
            return _with_marks(data, name)
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        pass
    wide = _wide_encoding(data)
    if wide:
        return _with_marks(data, wide)
    candidates = [name for name in (declared, "gb18030", "big5") if name]
    readings = []
    for name in candidates:
        try:
            readings.append((_familiarity(data.decode(name)), name))
        except (UnicodeDecodeError, LookupError):
            continue
    if readings:
        best = max(readings)[1]
        return data.decode(best), best, ()
    lossy = []
    for name in ("utf-8", *candidates):
        try:
            text = data.decode(name, errors="replace")
        except LookupError:
            continue
        lossy.append((-text.count("\ufffd"), _familiarity(text), name))
    return _with_marks(data, max(lossy)[2])


def _with_marks(data: bytes, name: str) -> tuple[str, str, tuple[str, ...]]:
    text = data.decode(name, errors="replace")
    count = len(re.findall("\ufffd+", text))
    return text, name, (MIXED_WARNING.format(count=count, encoding=name),) if count else ()


def _wide_encoding(data: bytes) -> str:
    """UTF-16 without its mark: half of the bytes of its line ends and digits are zero."""
    if len(data) < 4 or b"\0" not in data[:4000]:
        return ""
    sample = data[:4000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < 3 * (min(even, odd) + 1):
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _familiarity(text: str) -> float:
    """How much of a text is made of characters that every plan holds."""
    return sum(map(text.count, COMMON)) / max(1, len(text))
