"""A small PDF of Chinese text at given places, with ruled lines: made here so that no font is needed."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842


@dataclass
class PdfPage:
    """Text runs (x, top, size, text) and lines (x0, top, x1, bottom), y growing downwards."""

    runs: list[tuple[float, float, float, str]] = field(default_factory=list)
    lines: list[tuple[float, float, float, float]] = field(default_factory=list)
    picture: bool = False
    blanks: int = 0
    """So many blanks are packed behind the commands."""

    def text(self, x: float, top: float, text: str, size: float = 12) -> None:
        """Print a run; every character is as wide as it is high."""
        self.runs.append((x, top, size, text))

    def table(self, x: list[float], y: list[float], cells: dict[tuple[int, int], str]) -> None:
        """Rule a grid and print its cells."""
        self.lines += [(x[0], top, x[-1], top) for top in y] + [(left, y[0], left, y[-1]) for left in x]
        for (row, column), text in cells.items():
            self.text(x[column] + 3, y[row] + 4, text, 9)

    def content(self) -> bytes:
        """The page's drawing commands, packed."""
        out = [f"{x0} {HEIGHT - top} m {x1} {HEIGHT - bottom} l S" for x0, top, x1, bottom in self.lines]
        for x, top, size, text in self.runs:
            codes = text.encode("utf-16-be").hex().upper()
            out.append(f"BT /F1 {size} Tf {x} {HEIGHT - top - size} Td <{codes}> Tj ET")
        if self.picture:
            out.append("q 500 0 0 700 40 60 cm /Im1 Do Q")
        return zlib.compress("\n".join(out).encode("ascii") + b" " * self.blanks)


def write_pdf(pages: list[PdfPage]) -> bytes:
    """The bytes of a PDF."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 5 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -120 1000 880] /ItalicAngle 0"
        b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
        _stream(
            b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", b"\x80"
        ),
    ]
    kids = []
    for page in pages:
        objects.append(_stream(b"<< /Filter /FlateDecode", page.content()))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {len(objects)} 0 R"
            " /Resources << /Font << /F1 3 0 R >> /XObject << /Im1 6 0 R >> >> >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(kids)}] >>".encode()
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    tail = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n".encode()
    return out + head + table + tail


def _stream(head: bytes, data: bytes) -> bytes:
    return head + f" /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"
