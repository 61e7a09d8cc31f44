"""PDF: lines, paragraphs, tables over pages, running heads, scans, locks."""

import io

import pypdf
import pytest

from ditan.core.reading.decode import decode
from ditan.core.reading.errors import NeedsOcr, TooLarge, UnreadableFile
from ditan.core.reading.formats import pdf as pdf_format
from ditan.core.reading.source import SourceText
from tests.core.reading.pdf_writer import PdfPage, write_pdf

COLUMNS = [96.0, 140.0, 300.0, 420.0, 500.0]
HEADER = {(0, 0): "序号", (0, 1): "任务", (0, 2): "责任单位", (0, 3): "时限"}
FULL = "到2025年，全区单位地区生产总值能源消耗比2020年下降百分之十，绿"


def rows(source: SourceText, table: int = 0) -> list[list[str]]:
    return [[source.text[start:end] for start, end in row] for row in source.tables[table]]


def locked(data: bytes, user: str, owner: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(user, owner_password=owner)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_full_lines_go_on_and_indented_lines_begin_anew() -> None:
    page = PdfPage()
    page.text(120, 130, FULL[:33])
    page.text(96, 150, FULL)
    page.text(96, 170, "色低碳。")
    page.text(120, 190, "第二段。")
    assert decode(write_pdf([page]), "a.pdf").text == FULL[:33] + FULL + "色低碳。\n第二段。\n"


def test_headings_of_another_size_stand_alone() -> None:
    page = PdfPage()
    page.text(180, 60, "某区节能减排规划", 18)
    page.text(96, 100, "第一章 总体要求", 14)
    page.text(120, 130, FULL[:33])
    page.text(96, 150, "下降。")
    assert decode(write_pdf([page]), "a.pdf").text.split("\n")[:2] == ["某区节能减排规划", "第一章 总体要求"]


def test_a_paragraph_goes_on_over_the_end_of_the_page() -> None:
    first, second = PdfPage(), PdfPage()
    first.text(120, 740, FULL[:33])
    first.text(96, 760, FULL)
    second.text(96, 60, "色低碳发展。")
    second.text(120, 80, "第二段。")
    assert decode(write_pdf([first, second]), "a.pdf").text == FULL[:33] + FULL + "色低碳发展。\n第二段。\n"


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = []
    for number in range(1, 5):
        page = PdfPage()
        page.text(200, 40, "某区碳达峰规划", 9)
        page.text(120, 130, f"第{number}页正文内容很短。")
        page.text(290, 800, f"— {number} —", 9)
        pages.append(page)
    assert decode(write_pdf(pages), "a.pdf").text.split() == [f"第{number}页正文内容很短。" for number in range(1, 5)]


def test_a_ruled_table_keeps_its_cells() -> None:
    page = PdfPage()
    page.text(120, 60, "附表1 任务分工表，共有下列各项。")
    page.table(COLUMNS, [200, 220, 250], HEADER | {(1, 0): "1", (1, 1): "推进节能", (1, 2): "区发改委", (1, 3): "2025"})
    source = decode(write_pdf([page]), "a.pdf")
    assert rows(source) == [["序号", "任务", "责任单位", "时限"], ["1", "推进节能", "区发改委", "2025"]]
    assert source.text == "附表1 任务分工表，共有下列各项。\n序号\t任务\t责任单位\t时限\n1\t推进节能\t区发改委\t2025\n"


def test_wrapped_lines_of_a_cell_are_one() -> None:
    page = PdfPage()
    page.table(COLUMNS, [200, 220, 260], HEADER | {(1, 0): "1", (1, 1): "推进工业领域节能和", (1, 2): "区发改委"})
    page.text(143, 236, "清洁生产改造", 9)
    assert rows(decode(write_pdf([page]), "a.pdf"))[1][1] == "推进工业领域节能和清洁生产改造"


def test_a_merged_cell_is_given_in_every_row() -> None:
    page = PdfPage()
    page.lines = [(96.0, y, 500.0, y) for y in (200.0, 220.0, 260.0)] + [(140.0, 240.0, 500.0, 240.0)]
    page.lines += [(x, 200.0, x, 260.0) for x in (96.0, 140.0, 300.0, 500.0)]
    for x, top, text in [
        (100, 204, "类别"),
        (143, 204, "任务"),
        (303, 204, "单位"),
        (100, 234, "能源"),
        (143, 224, "甲任务"),
        (143, 244, "乙任务"),
        (303, 224, "发改委"),
        (303, 244, "住建委"),
    ]:
        page.text(x, top, text, 9)
    assert rows(decode(write_pdf([page]), "a.pdf")) == [
        ["类别", "任务", "单位"],
        ["能源", "甲任务", "发改委"],
        ["能源", "乙任务", "住建委"],
    ]


def test_a_table_goes_on_over_the_page_without_its_repeated_header() -> None:
    first, second = PdfPage(), PdfPage()
    first.table(COLUMNS, [700, 720, 750], HEADER | {(1, 0): "1", (1, 1): "推进节能"})
    second.table(COLUMNS, [60, 80, 110], HEADER | {(1, 0): "2", (1, 1): "推进减排"})
    source = decode(write_pdf([first, second]), "a.pdf")
    assert [row[0] for row in rows(source)] == ["序号", "1", "2"]
    assert len(source.tables) == 1


def test_text_between_two_tables_parts_them() -> None:
    page = PdfPage()
    page.table(COLUMNS, [100, 120, 150], HEADER | {(1, 0): "1", (1, 1): "推进节能"})
    page.text(96, 170, "附表2 重点项目表")
    page.table(COLUMNS, [200, 220, 250], HEADER | {(1, 0): "1", (1, 1): "推进减排"})
    assert len(decode(write_pdf([page]), "a.pdf").tables) == 2


def test_a_scan_needs_the_extra() -> None:
    with pytest.raises(NeedsOcr, match="扫描件"):
        decode(write_pdf([PdfPage(picture=True)]), "scan.pdf")


def test_one_scanned_page_among_others_is_skipped_with_a_warning() -> None:
    pages = []
    for number in range(3):
        page = PdfPage()
        page.text(96, 100, f"第{number}页推进节能减排和责任落实工作。")
        pages.append(page)
    source = decode(write_pdf([pages[0], PdfPage(picture=True), *pages[1:]]), "a.pdf")
    assert source.warnings == ("第 2 页是图片,没有文字层,未读取;安装 ditan[ocr] 后可识别",)
    assert len(source.text.split()) == 3


def test_a_locked_pdf_is_refused() -> None:
    page = PdfPage()
    page.text(96, 100, "总体要求")
    with pytest.raises(UnreadableFile, match="打开密码"):
        decode(locked(write_pdf([page]), "geheim", "geheim"), "a.pdf")


def test_a_pdf_locked_against_changes_only_is_read() -> None:
    page = PdfPage()
    page.text(96, 100, "第一章 总体要求")
    assert decode(locked(write_pdf([page]), "", "owner"), "a.pdf").text == "第一章 总体要求\n"


def test_a_pdf_of_too_many_pages_is_refused() -> None:
    with pytest.raises(TooLarge, match="超过上限 800 页"):
        decode(write_pdf([PdfPage() for _ in range(pdf_format.MOST_PAGES + 1)]), "a.pdf")


def test_a_page_that_unpacks_beyond_all_measure_is_refused() -> None:
    data = write_pdf([PdfPage(blanks=pdf_format.MOST_COMMANDS + 1)])
    assert len(data) < 100_000
    with pytest.raises(TooLarge, match="疑似压缩炸弹"):
        decode(data, "a.pdf")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_truncated_pdf_is_read_or_refused(share: float) -> None:
    page = PdfPage()
    page.text(96, 100, "第一章 总体要求")
    data = write_pdf([page])
    try:
        said = decode(data[: int(share * len(data))], "a.pdf").text
    except UnreadableFile as error:
        said = error.message
    assert "总体要求" in said or "PDF 已损坏" in said
