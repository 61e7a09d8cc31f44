"""From bytes to text: the format is told by content, never by the file's ending alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from ditan.core.reading.errors import EmptyFile, TooLarge, UnreadableFile
from ditan.core.reading.formats import docx, html, pdf, txt, xlsx
from ditan.core.reading.formats.package import Package
from ditan.core.reading.source import SourceText

__all__ = ["LARGEST", "SourceText", "decode"]

LARGEST = 100 * 1024 * 1024
MOST_CHARACTERS = 3_000_000
"""Ten times the longest five-year plan of a province."""
MOST_MARKUP = 20_000_000
ENDINGS = {
    "txt": "txt", "text": "txt", "md": "txt", "htm": "html", "html": "html", "docx": "docx", "pdf": "pdf", "xlsx": "xlsx", "xlsm": "xlsx",
}  # fmt: skip
FOREIGN = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "旧版 Word/Excel(.doc/.xls)",
        "请在 Word、Excel 或 WPS 中另存为 .docx 或 .xlsx",
    ),
    (b"{\\rtf", "RTF 文档", "请在 Word 或 WPS 中另存为 .docx"),
    (b"Rar!\x1a\x07", "RAR 压缩包", "请解压后上传其中的文件"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包", "请解压后上传其中的文件"),
    (b"\x1f\x8b\x08", "gzip 压缩包", "请解压后上传其中的文件"),
    (b"MZ", "可执行程序", "请上传规划文件本身"),
    (b"\x7fELF", "可执行程序", "请上传规划文件本身"),
    (b"AT&TFORM", "DjVu 图书", "请转换为 PDF"),
)
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"GIF8")
ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
READABLE = "可读取的格式有 txt、html、docx、pdf(带文字层)和 xlsx"
ENDING_WARNING = "文件名以 .{ending} 结尾,内容却是 {found} 格式;已按 {found} 读取"


def decode(data: bytes, name: str) -> SourceText:
    """The text of a file.

    Parameters
    ----------
    data
        The file's bytes.
    name
        The file's name; its ending is only compared with the content, never believed.

    Raises
    ------
    EmptyFile, TooLarge, UnreadableFile, NeedsOcr
        Each says in Chinese what was found, what was expected, and what to do.
    """
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xfe\xff"):
        raise EmptyFile(f"文件是空的({len(data)} 字节,没有文字);请重新选择文件", f"{name} is empty")
    if len(data) >= LARGEST:
        raise TooLarge(
            f"文件有 {len(data) / 2**20:.0f} MB,达到上限 {LARGEST // 2**20} MB;请拆分或去掉图片后再上传",
            f"{name} has {len(data)} bytes, the limit is {LARGEST}",
        )
    source = _read(data, name)
    if not source.text.strip("\ufeff \t\n\u3000\xa0"):
        raise EmptyFile("文件中没有文字;请确认上传的是规划正文,而不是空白模板或图片", f"{name} holds no text")
    _refuse_long(len(source.text), MOST_CHARACTERS, name)
    ending = PurePath(name).suffix.lower().lstrip(".")
    if ENDINGS.get(ending, source.format) != source.format:
        warning = ENDING_WARNING.format(ending=ending, found=source.format)
        return replace(source, warnings=(warning, *source.warnings))
    return source


def _read(data: bytes, name: str) -> SourceText:
    if data[:1024].lstrip().startswith(b"%PDF-") or b"%PDF-" in data[:1024]:
        return pdf.read(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(data, name)
    binary = b"\0" in data[:64]
    for magic, kind, advice in FOREIGN:
        if data.startswith(magic) and (binary or len(magic) > 2):
            if magic == FOREIGN[0][0] and ENCRYPTED_OFFICE in data:
                raise UnreadableFile(
                    "文件是有密码的 Office 文档;请在 Word、Excel 或 WPS 中去掉密码后另存,再重新上传",
                    "encrypted Office file",
                )
            raise UnreadableFile(f"文件内容是{kind},不能直接读取;{READABLE};{advice}", f"{name} starts with {magic!r}")
    if data.startswith(PICTURES) and binary:
        return pdf.read_picture(data)
    text, encoding, warnings = txt.decode_text(data, html.declared_charset(data))
    if not html.looks_like(text):
        return txt.read(text, encoding, warnings)
    _refuse_long(len(text), MOST_MARKUP, name)
    return html.read(text, encoding, warnings)


def _refuse_long(length: int, most: int, name: str) -> None:
    if length > most:
        raise TooLarge(
            f"文件有 {length / 10_000:.0f} 万字,超过上限 {most // 10_000} 万字,不像一份规划;请只保留规划正文和附表后再上传",
            f"{name} has {length} characters, at most {most} are read",
        )


def _packed(data: bytes, name: str) -> SourceText:
    package = Package(data)
    if docx.MAIN in package.names:
        return docx.read(package)
    if xlsx.MAIN in package.names:
        return xlsx.read(package)
    inside = sorted(package.names)[:3]
    kind = (
        "OFD 版式文档"
        if "OFD.xml" in package.names
        else "演示文稿"
        if "ppt/presentation.xml" in package.names
        else "压缩包"
    )
    advice = "请转换为 PDF 或 docx" if kind != "压缩包" else f"请解压后上传其中的文件({'、'.join(inside) or '空包'})"
    raise UnreadableFile(f"文件内容是{kind},不能直接读取;{READABLE};{advice}", f"{name} is a zip of {inside}")
