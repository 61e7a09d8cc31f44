"""Which format a file is, told by its content, and what is refused."""

import io
import zipfile

import pytest

from ditan.core.reading.decode import LARGEST, decode
from ditan.core.reading.errors import EmptyFile, NeedsOcr, ReadingError, TooLarge, UnreadableFile
from tests.core.reading.packages import word, workbook, zipped
from tests.core.reading.pdf_writer import PdfPage, write_pdf


def pdf(text: str = "第一章 总体要求与主要目标任务") -> bytes:
    page = PdfPage()
    page.text(90, 100, text)
    return write_pdf([page])


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (word("一、总体要求"), "docx"),
        (workbook(["序号", "任务"], [1, "节能"]), "xlsx"),
        (pdf(), "pdf"),
        ("<html><body><p>一、总体要求</p></body></html>".encode(), "html"),
        ("一、总体要求".encode(), "txt"),
        ("指标<5、>80、<p值".encode(), "txt"),
        ("MZ/T 012标准的推进任务".encode(), "txt"),
        ("BMP格式的建设任务".encode(), "txt"),
    ],
)
def test_the_format_is_told_by_content(data: bytes, found: str) -> None:
    assert decode(data, "file").format == found


@pytest.mark.parametrize("name", ["plan.docx", "plan.PDF", "plan.html"])
def test_a_wrong_ending_is_read_by_content_with_a_warning(name: str) -> None:
    source = decode("一、总体要求".encode(), name)
    assert source.format == "txt"
    assert source.warnings[0].endswith("内容却是 txt 格式;已按 txt 读取")


@pytest.mark.parametrize("name", ["plan", "plan.txt", "plan.TXT", "plan.doc", "规划.2023"])
def test_other_endings_give_no_warning(name: str) -> None:
    assert decode("一、总体要求".encode(), name).warnings == ()


@pytest.mark.parametrize("data", [b"", b"   \r\n\t", b"\0\0\0", b"\xef\xbb\xbf", "\u3000\n".encode()])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(EmptyFile, match="请"):
        decode(data, "plan.txt")


def test_an_empty_document_is_refused() -> None:
    with pytest.raises(EmptyFile, match="没有文字"):
        decode(word(), "plan.docx")


def test_a_file_of_100_mb_is_refused_before_it_is_looked_at() -> None:
    with pytest.raises(TooLarge, match="文件有 100 MB,达到上限 100 MB"):
        decode(b"a" * LARGEST, "plan.txt")


@pytest.mark.parametrize("text", ["推进节能" * 800_000, "<html><p>" + "推进节能" * 800_000])
def test_a_text_of_millions_of_characters_is_refused(text: str) -> None:
    with pytest.raises(TooLarge, match="万字,超过上限 300 万字"):
        decode(text.encode(), "plan.txt")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\1" * 600, "另存为 .docx 或 .xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "去掉密码"),
        (b"{\\rtf1\\ansi}", "RTF"),
        (b"Rar!\x1a\x07\x00abc", "解压后上传"),
        (b"7z\xbc\xaf\x27\x1cabc", "解压后上传"),
        (b"\x1f\x8b\x08abc", "解压后上传"),
        (b"MZ\x90\x00abc", "可执行程序"),
        (bytes(range(256)) * 8, "二进制"),
        (zipped({"a.txt": "x", "b.txt": "y"}), "请解压后上传其中的文件(a.txt、b.txt)"),
        (zipped({"OFD.xml": "<x/>"}), "OFD"),
        (zipped({"ppt/presentation.xml": "<x/>"}), "演示文稿"),
        (b"PK\x05\x06" + b"\0" * 18, "空包"),
        (b"PK\x03\x04" + b"\7" * 100, "已损坏或不完整"),
        (b"%PDF-1.7\n" + b"\7" * 100, "PDF 已损坏或不完整"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_was_found_and_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        decode(data, "plan.docx")
    assert said in caught.value.message
    assert caught.value.english


@pytest.mark.parametrize("cut", [30, 200, 3000, 20_000])
def test_a_truncated_document_is_refused(cut: int) -> None:
    data = word("一、总体要求")
    with pytest.raises(UnreadableFile, match="已损坏或不完整"):
        decode(data[: min(cut, len(data) - 50)], "plan.docx")


def test_a_zip_bomb_is_refused_before_it_unpacks() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * (60 * 1024 * 1024))
    with pytest.raises(TooLarge, match="疑似压缩炸弹"):
        decode(buffer.getvalue(), "plan.docx")


def test_a_zip_with_a_false_size_is_refused() -> None:
    data = bytearray(zipped({"word/document.xml": "<w/>" * 1000}))
    place = data.rindex(b"PK\x01\x02")
    data[place + 24 : place + 28] = (10).to_bytes(4, "little")
    with pytest.raises(ReadingError):
        decode(bytes(data), "plan.docx")


def test_nested_entities_are_never_unfolded() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><a>&b;</a>'
    with pytest.raises(ReadingError):
        decode(zipped({"word/document.xml": bomb}), "plan.docx")


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n" + b"\0" * 40, b"\xff\xd8\xff\xe0" + b"\0" * 40])
def test_a_picture_needs_the_extra(data: bytes) -> None:
    with pytest.raises(NeedsOcr, match=r"ditan\[ocr\]"):
        decode(data, "scan.png")
