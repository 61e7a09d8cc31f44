"""Packed formats (docx, xlsx): open the package with care for bombs, broken and encrypted files."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from ditan.core.reading.errors import TooLarge, UnreadableFile

UNPACKED = 400 * 1024 * 1024
PART = 32 * 1024 * 1024
RATIO = 200
RATIO_FROM = 20 * 1024 * 1024
"""Small files may be packed tightly; from here on a ratio above `RATIO` is a bomb."""
ENTRIES = 20_000
BROKEN = "文件已损坏或不完整(可能上传时中断);请在 Word、Excel 或 WPS 中打开并另存一份,再重新上传"


class Package:
    """A zip archive whose sizes were looked at before anything is unpacked."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            entries = self._archive.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, OverflowError) as error:
            raise UnreadableFile(BROKEN, f"broken zip: {error}") from error
        total = sum(entry.file_size for entry in entries)
        if total > UNPACKED or len(entries) > ENTRIES or (total > RATIO_FROM and total > RATIO * len(data)):
            raise TooLarge(
                f"文件解压后有 {total / 1024 / 1024:.0f} MB、{len(entries)} 个部件,远大于文件本身,疑似压缩炸弹;"
                "请去掉图片和多余内容后另存,再重新上传",
                f"unpacks to {total} bytes in {len(entries)} entries from {len(data)} bytes",
            )
        self._sizes = {entry.filename: entry.file_size for entry in entries}

    @property
    def names(self) -> frozenset[str]:
        """Names of the parts."""
        return frozenset(self._sizes)

    def read(self, name: str) -> bytes:
        """A part's bytes, empty where the package has no such part."""
        if name not in self._sizes:
            return b""
        if self._sizes[name] > PART:
            raise TooLarge(
                f"文件中的部件 {name} 解压后有 {self._sizes[name] / 1024 / 1024:.0f} MB,超过上限;请拆分文件后再上传",
                f"part {name} has {self._sizes[name]} bytes",
            )
        try:
            with self._archive.open(name) as part:
                data = part.read(PART + 1)
        except RuntimeError as error:
            raise UnreadableFile(
                "文件有密码保护;请去掉密码后另存,再重新上传", f"encrypted part {name}: {error}"
            ) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise UnreadableFile(BROKEN, f"broken part {name}: {error}") from error
        if len(data) > PART:
            raise TooLarge(
                f"文件中的部件 {name} 解压后超过上限;请拆分文件后再上传", f"part {name} exceeds {PART} bytes"
            )
        return data

    def xml(self, name: str) -> etree._Element | None:
        """A part's XML, None where the package has no such part. Entities are never resolved."""
        data = self.read(name)
        if not data:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise UnreadableFile(BROKEN, f"broken XML in {name}: {error}") from error
