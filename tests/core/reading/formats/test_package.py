"""Packages: sizes are looked at before anything is unpacked."""

from __future__ import annotations

import io
import zipfile

import pytest

from ditan.core.reading.errors import TooLarge, UnreadableFile
from ditan.core.reading.formats import package as package_format
from ditan.core.reading.formats.package import Package
from tests.core.reading.packages import zipped


def test_parts_are_read_by_name() -> None:
    package = Package(zipped({"a.xml": "<a/>", "b/c.xml": "<c>节能</c>"}))
    assert package.names == {"a.xml", "b/c.xml"}
    assert package.read("a.xml") == b"<a/>"


def test_a_part_that_is_not_there_is_empty() -> None:
    package = Package(zipped({"a.xml": "<a/>"}))
    assert package.read("b.xml") == b""
    assert package.xml("b.xml") is None


def test_xml_is_parsed() -> None:
    root = Package(zipped({"a.xml": "<a>节能</a>"})).xml("a.xml")
    assert root is not None
    assert root.text == "节能"


@pytest.mark.parametrize("text", ["<a>", "plain", "<a><b></a>"])
def test_broken_xml_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFile, match="已损坏或不完整"):
        Package(zipped({"a.xml": text})).xml("a.xml")


def test_entities_from_outside_are_never_fetched() -> None:
    text = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'
    root = Package(zipped({"a.xml": text})).xml("a.xml")
    assert root is not None
    assert "".join(root.itertext()) == "&x;"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 200, b"plain text"])
def test_what_is_no_package_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        Package(data)


def test_a_locked_part_is_refused() -> None:
    data = bytearray(zipped({"a.xml": "<a/>"}))
    for head, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(head) + flags] |= 1
    with pytest.raises(UnreadableFile, match="密码"):
        Package(bytes(data)).read("a.xml")


def test_a_part_over_the_limit_is_refused() -> None:
    data = zipped({"a.xml": b"0" * (package_format.PART + 1)})
    with pytest.raises(TooLarge):
        Package(data).read("a.xml")


def test_a_package_of_too_many_parts_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(package_format.ENTRIES + 1):
            archive.writestr(str(number), b"")
    with pytest.raises(TooLarge, match="20001 个部件"):
        Package(buffer.getvalue())


def test_small_files_may_be_packed_tightly() -> None:
    assert len(Package(zipped({"a.xml": " " * 5_000_000 + "<a/>"})).read("a.xml")) == 5_000_004
