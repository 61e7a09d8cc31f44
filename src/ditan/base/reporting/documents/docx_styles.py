"""Faces, sizes and paper of a docx: what official documents use, with faces of every office machine to fall back on."""

from __future__ import annotations

from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from ditan.base.reporting.documents.docx_parts import element
from ditan.base.reporting.documents.look import Measures

SONG_TITLE, HEI, KAI, FANG = "方正小标宋简体", "黑体", "楷体", "仿宋"
LATIN = "Times New Roman"
INSTEAD = {SONG_TITLE: "宋体", FANG: "仿宋_GB2312", KAI: "楷体_GB2312"}
"""What a program takes where a machine lacks the face."""
CELL_MARGIN = 45
"""Twentieths of a point at each side of a cell."""
FAINT = RGBColor(0x6B, 0x72, 0x80)


def face(styled: Any, name: str, size: float, *, bold: bool = False) -> None:
    """Set face and size of a style or a run, for Chinese and for Latin letters."""
    styled.font.name = LATIN
    styled.font.size = Pt(size)
    styled.font.bold = bold
    styled.font.italic = False
    fonts = styled.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), name)


def set_styles(document: Any, look: Measures) -> None:
    """The styles that the document uses; a person who edits it finds them under their usual names."""
    styles = document.styles
    face(styles["Normal"], FANG, look.body)
    spacing(styles["Normal"], look.line)
    for level, name, size in ((1, HEI, look.first), (2, KAI, look.second), (3, HEI, look.third), (4, FANG, look.third)):
        style = styles[f"Heading {level}"]
        face(style, name, size, bold=False)
        style.font.color.rgb = RGBColor(0, 0, 0)
        spacing(style, look.line, before=look.above / 2, after=look.below / 2)
        style.paragraph_format.keep_with_next = True
    face(styles["Title"], SONG_TITLE, look.title)
    styles["Title"].font.color.rgb = RGBColor(0, 0, 0)
    for border in styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break
    spacing(styles["Title"], look.title * 1.5, before=look.drop, after=look.drop / 2)
    _add_own(styles, look)
    _tell_instead(document)


def _add_own(styles: Any, look: Measures) -> None:
    for name, size in (("FootnoteText", look.note), ("TableText", look.table)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        face(style, FANG, size)
        style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(1)
    face(styles["Caption"], HEI, look.table)
    styles["Caption"].font.color.rgb = RGBColor(0, 0, 0)
    spacing(styles["Caption"], look.table * 1.6, before=6, after=3)
    mark = styles.add_style("FootnoteReference", WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript = True


def spacing(style: Any, line: float, *, before: float = 0, after: float = 0) -> None:
    """Lines at a fixed distance, as official documents have them."""
    told = style.paragraph_format
    told.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
    told.line_spacing = Pt(line)
    told.space_before, told.space_after = Pt(before), Pt(after)


def _tell_instead(document: Any) -> None:
    """Write into the table of faces what stands in for one that is missing."""
    for related in document.part.rels.values():
        if related.reltype.endswith("/fontTable"):
            part = related.target_part
            told = "".join(
                f'<w:font w:name="{name}"><w:altName w:val="{instead}"/></w:font>' for name, instead in INSTEAD.items()
            )
            part._blob = part.blob.replace(b"</w:fonts>", told.encode() + b"</w:fonts>")


def set_paper(section: Any, look: Measures, *, landscape: bool) -> None:
    """A4, upright or across, with the margins of the form."""
    width, height = Mm(210), Mm(297)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (height, width) if landscape else (width, height)
    section.top_margin, section.bottom_margin = Mm(look.top), Mm(look.bottom)
    section.left_margin, section.right_margin = Mm(look.left), Mm(look.right)
    section.header_distance, section.footer_distance = Mm(15), Mm(look.bottom - 10)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)


def borders(table: Any) -> None:
    """Hairlines around every cell."""
    told = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        told.append(element(side, val="single", sz="4", space="0", color="8A938F"))
    table._tbl.tblPr.find(qn("w:tblLayout")).addprevious(told)


def close_margins(table: Any) -> None:
    """Leave less air at the sides of cells than Word does by itself: else two digits break in a narrow column."""
    told = element("tblCellMar")
    for side in ("left", "right"):
        told.append(element(side, w=str(CELL_MARGIN), type="dxa"))
    table._tbl.tblPr.find(qn("w:tblLayout")).addnext(told)
