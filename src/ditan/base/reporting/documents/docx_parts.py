"""What python-docx has no words for: real footnotes, fields, a watermark, and a file that is equal for equal input."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
FOOTNOTES_OF = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
EPOCH = (1980, 1, 1, 0, 0, 0)


def element(tag: str, **attributes: str) -> Any:
    """An element of the w namespace with attributes of it."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def add_footnotes(document: Any, texts: tuple[str, ...], size: float) -> None:
    """Store the notes of the document: numbered from 1 as their marks are."""
    if not texts:
        return
    notes = "".join(_footnote(number, text, size) for number, text in enumerate(texts, 1))
    xml = f"<w:footnotes {nsdecls('w')}>{_separator(-1, 'separator')}{_separator(0, 'continuationSeparator')}{notes}</w:footnotes>"
    part = Part(
        PackURI("/word/footnotes.xml"),
        FOOTNOTES,
        ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + xml).encode(),
        document.part.package,
    )
    document.part.relate_to(part, FOOTNOTES_OF)
    settings = document.settings.element
    told = element("footnotePr")
    told.extend([element("footnote", id="-1"), element("footnote", id="0")])
    after = settings.find(qn("w:compat"))
    after.addprevious(told) if after is not None else settings.append(told)


def _separator(number: int, kind: str) -> str:
    return f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'


def _footnote(number: int, text: str, size: float) -> str:
    half = round(size * 2)
    look = f'<w:rPr><w:rFonts w:eastAsia="仿宋"/><w:sz w:val="{half}"/></w:rPr>'
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r>{look}<w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
    )


def footnote_mark(number: int) -> list[Any]:
    """The mark of a note where it stands first, in a bookmark to which later marks refer."""
    run = element("r")
    look = element("rPr")
    look.append(element("rStyle", val="FootnoteReference"))
    run.extend([look, element("footnoteReference", id=str(number))])
    name = {"id": str(number), "name": f"_RefNote{number}"}
    return [element("bookmarkStart", **name), run, element("bookmarkEnd", id=str(number))]


def note_reference(number: int) -> list[Any]:
    """A later mark of the same note: a field that takes its number from the first."""
    return [*field(f"NOTEREF _RefNote{number} \\f \\h", str(number), style="FootnoteReference")]


def field(instruction: str, text: str, style: str = "") -> list[Any]:
    """A field with the text that stands until a program computes it."""
    runs = []
    for kind in ("begin", "instruction", "separate", "text", "end"):
        run = element("r")
        if style:
            look = element("rPr")
            look.append(element("rStyle", val=style))
            run.append(look)
        if kind == "instruction":
            told = element("instrText")
            told.set(qn("xml:space"), "preserve")
            told.text = f" {instruction} "
            run.append(told)
        elif kind == "text":
            words = element("t")
            words.text = text
            run.append(words)
        else:
            run.append(element("fldChar", fldCharType=kind))
        runs.append(run)
    return runs


def watermark(text: str, place: int) -> Any:
    """A run for a header with words slantwise behind the page."""
    words = quoteattr(text)
    return parse_xml(
        f"<w:r {nsdecls('w')}><w:pict {VML}>"
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" path="m@7,l@8,m@5,21600l@6,21600e">'
        '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="PowerPlusWaterMark{place}" o:spid="_x0000_s{2048 + place}" type="#_x0000_t136" alt={words} '
        'style="position:absolute;margin-left:0;margin-top:0;width:400pt;height:44pt;rotation:315;z-index:-251658752;'
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        'mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="#c8cecb" stroked="f">'
        f'<v:fill opacity=".4"/><v:textpath style="font-family:&quot;黑体&quot;" string={words}/></v:shape></w:pict></w:r>'
    )


def packed(document: Any) -> bytes:
    """The file, with the same times and the same order of parts whenever it is written."""
    relations = document.part.package.rels
    for key in [key for key, told in relations.items() if told.reltype.endswith("/thumbnail")]:
        del relations[key]  # a picture of the library's empty page
    written = io.BytesIO()
    document.save(written)
    steady = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            told = zipfile.ZipInfo(name, EPOCH)
            told.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(told, source.read(name))
    return steady.getvalue()
