"""Word documents."""

import docx
import pytest

from ditan.core.reading.decode import decode
from ditan.core.reading.errors import UnreadableFile
from ditan.core.reading.source import SourceText
from tests.core.reading.packages import WORD, saved, word_body


def rows(source: SourceText, table: int = 0) -> list[list[str]]:
    return [[source.text[start:end] for start, end in row] for row in source.tables[table]]


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def test_paragraphs_and_tables_stand_in_order() -> None:
    document = docx.Document()
    document.add_paragraph("一、总体要求")
    table = document.add_table(rows=2, cols=2)
    for (row, column), text in {(0, 0): "序号", (0, 1): "任务", (1, 0): "1", (1, 1): "节能"}.items():
        table.cell(row, column).text = text
    document.add_paragraph("二、保障")
    source = decode(saved(document), "plan.docx")
    assert source.text == "一、总体要求\n序号\t任务\n1\t节能\n二、保障\n"
    assert rows(source) == [["序号", "任务"], ["1", "节能"]]


def test_merged_cells_are_given_in_every_row_and_column() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 1).merge(table.cell(0, 2)).text = "目标"
    table.cell(0, 0).merge(table.cell(1, 0)).text = "指标"
    for (row, column), text in {(1, 1): "2025", (1, 2): "2030", (2, 0): "能耗", (2, 2): "18"}.items():
        table.cell(row, column).text = text
    source = decode(saved(document), "plan.docx")
    assert rows(source) == [["指标", "目标", "目标"], ["指标", "2025", "2030"], ["能耗", "", "18"]]


def test_list_numbers_that_word_keeps_apart_are_printed() -> None:
    numbering = (
        f'<w:numbering {WORD}><w:abstractNum w:abstractNumId="7">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>'
        '<w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )
    body = "".join(
        paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')
        for text, level in [("总体要求", 0), ("思想", 1), ("目标", 1), ("能耗", 2), ("任务", 0), ("工业", 1)]
    )
    source = decode(word_body(body, numbering=numbering), "plan.docx")
    assert source.text.split() == ["一、总体要求", "（一）思想", "（二）目标", "3.能耗", "二、任务", "（一）工业"]


def test_list_numbers_of_a_style_are_printed() -> None:
    numbering = (
        f'<w:numbering {WORD}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="第%1章 "/></w:lvl></w:abstractNum><w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    styles = (
        f'<w:styles {WORD}><w:style w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Head"><w:basedOn w:val="Base"/></w:style></w:styles>'
    )
    body = paragraph("总体", '<w:pStyle w:val="Head"/>') + paragraph("任务", '<w:pStyle w:val="Head"/>')
    assert decode(word_body(body, numbering=numbering, styles=styles), "plan.docx").text == "第1章 总体\n第2章 任务\n"


def test_bullets_print_nothing() -> None:
    document = docx.Document()
    document.add_paragraph("推进节能", style="List Bullet")
    assert decode(saved(document), "plan.docx").text == "推进节能\n"


def test_text_boxes_follow_their_paragraph_once() -> None:
    box = f"<w:txbxContent>{paragraph('专栏1 重点工程')}</w:txbxContent>"
    body = f"<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    assert decode(word_body(body), "plan.docx").text == "正文\n专栏1 重点工程\n"


def test_deleted_and_hidden_text_is_left_out_and_inserted_text_is_kept() -> None:
    body = (
        "<w:p><w:r><w:t>推进</w:t></w:r><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r></w:p>"
    )
    assert decode(word_body(body), "plan.docx").text == "推进新\n"


def test_content_controls_and_links_are_looked_into() -> None:
    body = f"<w:sdt><w:sdtContent>{paragraph('甲')}</w:sdtContent></w:sdt><w:p><w:hyperlink><w:r><w:t>乙</w:t></w:r></w:hyperlink></w:p>"
    assert decode(word_body(body), "plan.docx").text == "甲\n乙\n"


def test_a_table_inside_a_cell_is_text_of_the_cell() -> None:
    inner = f"<w:tbl><w:tr>{cell('内一')}{cell('内二')}</w:tr></w:tbl>"
    body = f"<w:tbl><w:tr>{cell('1')}<w:tc>{paragraph('外')}{inner}</w:tc></w:tr><w:tr>{cell('2')}{cell('乙')}</w:tr></w:tbl>"
    assert rows(decode(word_body(body), "plan.docx")) == [["1", "外\n内一\n内二"], ["2", "乙"]]


def test_a_frame_around_text_is_no_table() -> None:
    body = f"<w:tbl><w:tr>{cell('专栏1 工程')}</w:tr><w:tr>{cell('建设管网。')}</w:tr></w:tbl>"
    source = decode(word_body(body), "plan.docx")
    assert (source.text, source.tables) == ("专栏1 工程\n建设管网。\n", ())


def test_breaks_are_line_ends() -> None:
    assert decode(word_body("<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>"), "plan.docx").text == "甲\n乙\n"


@pytest.mark.parametrize("main", ["<w:document", "<other/>", "plain"])
def test_a_broken_main_part_is_refused(main: str) -> None:
    from tests.core.reading.packages import zipped

    with pytest.raises(UnreadableFile, match="已损坏或不完整"):
        decode(zipped({"word/document.xml": main}), "plan.docx")
