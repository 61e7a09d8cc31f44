"""Docx and pdf, read back by other programs than those that wrote them."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from functools import cache
from typing import Any

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from lxml import etree

from ditan.base.reporting.documents import (
    DataTable,
    Document,
    Note,
    Run,
    Section,
    arrange,
    render,
    render_docx,
    render_pdf,
)
from tests.base.reporting.documents.samples import BULLETIN, HARMLESS, PLAN, hostile, report

PARTS = ("word/document.xml", "word/footnotes.xml", "word/settings.xml", "word/header1.xml", "word/footer1.xml")


@cache
def as_pdf() -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(render_pdf(report())))


@cache
def as_docx() -> bytes:
    return render_docx(report())


@cache
def opened() -> Any:
    return docx.Document(io.BytesIO(as_docx()))


def part(name: str, data: bytes | None = None) -> Any:
    with zipfile.ZipFile(io.BytesIO(as_docx() if data is None else data)) as file:
        return etree.fromstring(file.read(name))


def words(element: Any) -> str:
    return "".join(element.itertext())


def squeezed(text: str) -> str:
    """Without blanks: where a line ends is the renderer's affair."""
    return re.sub(r"\s", "", text)


def text_of(reader: pypdf.PdfReader) -> str:
    return squeezed("".join(page.extract_text() for page in reader.pages))


def test_the_pdf_says_what_the_document_says() -> None:
    text = text_of(as_pdf())
    for said in (
        "一、总体情况",
        "（一）指标",
        "能耗强度降低14.5%",
        "表1主要指标",
        "注：—为无数据。",
        "图1降低率（%）",
        "二、图表",
    ):
        assert said in text
    assert text.count("合计1,0007.5") == 1


def test_every_page_of_the_pdf_says_which_it_is_and_whose() -> None:
    pages = as_pdf().pages
    for number, page in enumerate(pages, 1):
        text = squeezed(page.extract_text())
        assert f"第{number}页共{len(pages)}页" in text
        assert "张三2026-11-2914:05" in text
        assert "年度评估报告" in text


def test_notes_of_the_pdf_stand_at_the_foot_of_their_page() -> None:
    first = squeezed(as_pdf().pages[0].extract_text())
    assert f"1{squeezed(PLAN.text)}" in first
    assert f"2{squeezed(BULLETIN.text)}" in first
    assert text_of(as_pdf()).count(squeezed(BULLETIN.text)) == 1


def test_rows_of_the_pdf_stay_on_one_page_unless_a_cell_would_fill_it() -> None:
    rows = [[f"甲{number}", f"始{number}" + "推进节能降碳" * (30 + number) + f"终{number}完"] for number in range(24)]
    tall = ["甲", "开头" + "推进节能降碳" * 600 + "结尾"]
    document = Document(
        "表", datetime.date(2026, 3, 31), (Section("一", (DataTable(["序", "文"], [*rows, tall], widths=[1, 9]),)),)
    )
    pages = [squeezed(each.extract_text()) for each in pypdf.PdfReader(io.BytesIO(render_pdf(document))).pages]
    assert len(pages) > 3
    for number in range(24):
        assert [f"始{number}推" in each for each in pages] == [f"碳终{number}完" in each for each in pages]
    assert [sum(word in each for each in pages) for word in ("开头推", "碳结尾")] == [1, 1]


def test_the_mark_of_a_note_never_begins_a_line_of_the_pdf() -> None:
    marked = Run("市级下达（2025年）", (Note("出处"),))
    tables = [DataTable(["甲", "乙"], [["碳", marked]], widths=[100 - width, width]) for width in range(16, 26)]
    document = Document("表", datetime.date(2026, 3, 31), (Section("一", tuple(tables)),))
    text = "".join(each.extract_text() for each in pypdf.PdfReader(io.BytesIO(render_pdf(document))).pages)
    assert len(re.findall("）\u2060?1", text)) == 10


def test_the_pdf_carries_its_fonts() -> None:
    found = {}
    for page in as_pdf().pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            one = font.get_object()
            inner = one["/DescendantFonts"][0].get_object() if "/DescendantFonts" in one else one
            keys = inner["/FontDescriptor"].get_object().keys()
            found[str(one["/BaseFont"])] = any(key.startswith("/FontFile") for key in keys)
    assert all(found.values())
    assert {name.split("+")[-1].split("-")[0] for name in found} == {"NotoSerifSC", "NotoSansSC"}


def test_the_pdf_has_bookmarks_a_title_and_paper_of_both_directions() -> None:
    reader = as_pdf()
    assert [mark.title for mark in reader.outline if not isinstance(mark, list)] == [
        "一、总体情况",
        "二、图表",
        "三、附表",
    ]
    assert reader.metadata is not None
    assert reader.metadata.title == report().title
    sizes = [(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages]
    assert sizes[0] == (595, 842)
    assert sizes[-1] == (842, 595)
    assert "/StructTreeRoot" in reader.trailer["/Root"]  # type: ignore[operator]


def test_equal_input_gives_equal_bytes() -> None:
    assert render_pdf(report(2)) == render_pdf(report(2))
    assert render_docx(report(2)) == render_docx(report(2))


def test_the_docx_can_be_read_and_edited_with_its_headings() -> None:
    document = opened()
    found = [(line.style.name, line.text) for line in document.paragraphs if line.style.name.startswith("Heading")]
    assert found == [
        ("Heading 1", "一、总体情况"),
        ("Heading 2", "（一）指标"),
        ("Heading 1", "二、图表"),
        ("Heading 1", "三、附表"),
    ]
    assert document.core_properties.title == report().title
    assert str(document.core_properties.created)[:10] == "2026-11-29"
    assert [round(section.page_width.mm) for section in document.sections] == [210, 297]


def test_the_tables_of_the_docx_hold_every_cell_and_repeat_their_head() -> None:
    table, numbers, form = opened().tables[:3]
    assert [cell.text for cell in table.rows[2].cells] == ["指标1", "100" + "1", "—"]  # 1 is the mark of its note
    assert [cell.text for cell in table.rows[-1].cells] == ["合计", "1,000", "7.5"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [cell.text for cell in numbers.rows[1].cells] == ["实际", "3.10", "—", "2.9"]
    assert [cell.text for cell in form.rows[0].cells] == ["事项", *["推进屋顶光伏"] * 3]
    assert form.cell(2, 0)._tc is form.cell(3, 0)._tc


def test_cells_of_the_docx_leave_little_air_so_that_two_digits_stay_on_one_line() -> None:
    sides = opened().tables[0]._tbl.tblPr.find(qn("w:tblCellMar"))
    assert [side.get(qn("w:w")) for side in sides] == ["45", "45"]


def test_a_cell_over_several_columns_is_as_wide_as_they_are() -> None:
    form = opened().tables[2]
    wide, narrow = form.rows[0]._tr.tc_lst[1].width, [cell.width for cell in form.rows[1]._tr.tc_lst]
    assert wide == sum(narrow[1:])


def test_notes_of_the_docx_are_real_footnotes_and_repeated_ones_refer_to_the_first() -> None:
    notes = part("word/footnotes.xml").findall(qn("w:footnote"))
    assert [(note.get(qn("w:id")), words(note).strip()) for note in notes] == [
        ("-1", ""),
        ("0", ""),
        ("1", PLAN.text),
        ("2", BULLETIN.text),
    ]
    body = part("word/document.xml")
    assert [mark.get(qn("w:id")) for mark in body.iter(qn("w:footnoteReference"))] == ["1", "2"]
    fields = [words(told).strip() for told in body.iter(qn("w:instrText"))]
    assert fields.count("NOTEREF _RefNote2 \\f \\h") == 2
    assert {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))} == {"_RefNote1", "_RefNote2"}


def test_a_chart_of_the_docx_is_a_picture_with_its_description() -> None:
    (picture,) = part("word/document.xml").iter(qn("wp:docPr"))
    assert picture.get("descr") == "降低率（%）：2023 至 2025；实际 2.9 至 3.10，1 项无数据；目标 3 至 3。"
    with zipfile.ZipFile(io.BytesIO(as_docx())) as file:
        (name,) = [name for name in file.namelist() if name.endswith(".png")]
        assert file.read(name).startswith(b"\x89PNG")


def test_header_footer_and_watermark_stand_on_every_page_of_the_docx() -> None:
    assert words(part("word/header1.xml")).strip() == "年度评估报告"
    (mark,) = (part("word/header1.xml").iter("{urn:schemas-microsoft-com:vml}textpath"),)
    assert "张三 2026-11-29 14:05" in [each.get("string") for each in mark]
    assert squeezed(words(part("word/footer1.xml"))) == "第PAGE1页共NUMPAGES1页"


@pytest.mark.parametrize(
    "tag, order",
    [
        ("pPr", "pStyle keepNext spacing ind jc"),
        ("tcPr", "tcW gridSpan vMerge shd vAlign"),
        ("tblPr", "tblStyle tblW jc tblBorders tblLayout tblCellMar tblLook"),
    ],
)
def test_elements_stand_in_the_order_that_the_format_asks_for(tag: str, order: str) -> None:
    known = order.split()
    for element in part("word/document.xml").iter(qn(f"w:{tag}")):
        found = [etree.QName(child).localname for child in element]
        places = [known.index(name) for name in found if name in known]
        assert places == sorted(places), found


def test_hostile_text_stays_text_in_pdf() -> None:
    reader = pypdf.PdfReader(io.BytesIO(render_pdf(hostile())))
    text = text_of(reader)
    assert text.count(squeezed(HARMLESS)) >= 6
    assert "root:" not in text
    assert reader.metadata is not None
    assert reader.metadata.title == HARMLESS


def test_hostile_text_stays_text_in_docx() -> None:
    data = render_docx(hostile())
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None
        for name in PARTS:
            etree.fromstring(file.read(name))
    document = docx.Document(io.BytesIO(data))
    assert document.paragraphs[0].text == HARMLESS or HARMLESS.replace(" ", "") in squeezed(document.paragraphs[0].text)
    assert document.tables[0].cell(1, 0).text == HARMLESS
    assert words(part("word/footnotes.xml", data)).strip() == HARMLESS


def test_a_document_is_set_as_docx_or_pdf_alone() -> None:
    with pytest.raises(ValueError, match="known: docx, pdf"):
        render(report(1), "exe")


def test_a_document_without_notes_has_no_part_for_them() -> None:
    told = report(0)
    bare = Document(title=told.title, date=told.date, sections=())
    assert arrange(bare).notes == ()
    with zipfile.ZipFile(io.BytesIO(render_docx(bare))) as file:
        assert "word/footnotes.xml" not in file.namelist()
    assert len(pypdf.PdfReader(io.BytesIO(render_pdf(bare))).pages) == 1
