"""From bytes to text: the format is told by content, never by the file's ending alone."""

from __future__ import annotations

from ditan.core.reading.errors import EmptyFile, TooLarge
from ditan.core.reading.formats import txt
from ditan.core.reading.source import SourceText

__all__ = ["LARGEST", "SourceText", "decode"]

LARGEST = 100 * 1024 * 1024


def decode(data: bytes, name: str) -> SourceText:
    """The text of a file."""
    if not data:
        raise EmptyFile("文件是空的(0 字节);请重新选择文件", f"{name} is empty")
    if len(data) > LARGEST:
        raise TooLarge(
            f"文件有 {len(data) / 1024 / 1024:.0f} MB,超过上限 100 MB;请拆分或去掉图片后再上传",
            f"{name} has {len(data)} bytes, at most {LARGEST} are read",
        )
    return txt.read(data)
