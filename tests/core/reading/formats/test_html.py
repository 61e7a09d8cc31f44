"""HTML pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.decode import decode
from ditan.core.reading.errors import ReadingError
from ditan.core.reading.formats.html import looks_like
from ditan.core.reading.source import SourceText


def page(body: str, head: str = "") -> SourceText:
    return decode(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), "plan.html")


def rows(source: SourceText, table: int = 0) -> list[list[str]]:
    return [[source.text[start:end] for start, end in row] for row in source.tables[table]]


def test_paragraphs_and_headings_are_lines() -> None:
    assert page("<h1>某区规划</h1><p>一、总体要求</p><div>内容</div>").text == "某区规划\n一、总体要求\n内容\n"


def test_line_breaks_are_lines() -> None:
    assert page("<p>甲<br>乙<br/>丙</p>").text == "甲\n乙\n丙\n"


def test_inline_marks_part_no_words() -> None:
    assert page("<p>推<b>进</b><span>节</span>能</p>").text == "推进节能\n"


def test_scripts_styles_and_hidden_parts_are_left_out() -> None:
    body = "<script>alert('目标')</script><style>p{}</style><p>内容<span style='display: none'>a b</span><i hidden>x</i></p><noscript>y</noscript>"
    assert page(body, "<title>站点</title><script>var a;</script>").text == "内容\n"


def test_character_references_are_resolved() -> None:
    assert page("<p>A&lt;B&nbsp;&ldquo;双碳&rdquo;&#8212;</p>").text == "A<B\xa0“双碳”—\n"


def test_a_line_end_inside_chinese_text_is_no_blank() -> None:
    assert page("<p>推进\n  节能 减排\nLED\nlight</p>").text == "推进节能 减排 LED light\n"


def test_a_table_is_ruled() -> None:
    source = page("<table><tr><th>序号</th><th>任务</th></tr><tr><td>1</td><td>节能</td></tr></table>")
    assert source.text == "序号\t任务\n1\t节能\n"
    assert rows(source) == [["序号", "任务"], ["1", "节能"]]


def test_merged_cells_are_given_in_every_row_and_column() -> None:
    source = page(
        "<table><tr><td rowspan=2>指标</td><td colspan=2>目标</td></tr><tr><td>2025</td><td>2030</td></tr>"
        "<tr><td>能耗</td><td></td><td>18</td></tr></table>"
    )
    assert rows(source) == [["指标", "目标", "目标"], ["指标", "2025", "2030"], ["能耗", "", "18"]]
    assert source.text.count("指标") == 1


def test_a_caption_stands_above_its_table() -> None:
    source = page(
        "<table><caption>表1 指标</caption><tr><td>指标</td><td>值</td></tr><tr><td>a</td><td>1</td></tr></table>"
    )
    assert source.text.startswith("表1 指标\n指标\t值\n")


def test_a_table_that_arranges_the_page_is_no_table() -> None:
    inner = "<table><tr><td>序号</td><td>任务</td></tr><tr><td>1</td><td>节能</td></tr></table>"
    source = page(f"<table><tr><td>菜单</td><td><p>正文</p>{inner}</td></tr></table>")
    assert source.text == "菜单\n正文\n序号\t任务\n1\t节能\n"
    assert len(source.tables) == 1


def test_a_frame_around_text_is_no_table() -> None:
    source = page("<table><tr><td>专栏1 工程<br>建设管网。</td></tr></table>")
    assert (source.text, source.tables) == ("专栏1 工程\n建设管网。\n", ())


def test_paragraphs_inside_a_cell_are_lines_of_the_cell() -> None:
    source = page("<table><tr><td>1</td><td><p>甲</p><p>乙</p></td></tr><tr><td>2</td><td>丙</td></tr></table>")
    assert rows(source) == [["1", "甲\n乙"], ["2", "丙"]]


def test_missing_end_tags_do_no_harm() -> None:
    source = page("<table><tr><td>1<td>甲<tr><td>2<td>乙</table><p>后文<p>结束")
    assert rows(source) == [["1", "甲"], ["2", "乙"]]
    assert source.text.endswith("后文\n结束\n")


def test_the_declared_encoding_is_heeded() -> None:
    data = "<html><head><meta charset='gb2312'></head><body><p>总体要求</p></body></html>".encode("gb18030")
    assert decode(data, "plan.htm").text == "总体要求\n"


def test_an_xml_head_does_no_harm() -> None:
    data = '<?xml version="1.0" encoding="utf-8"?><html><body><p>总体要求</p></body></html>'.encode()
    assert decode(data, "plan.html").text == "总体要求\n"


def test_very_deep_pages_are_read_or_refused() -> None:
    data = ("<html><body>" + "<div>" * 20_000 + "总体要求" + "</div>" * 20_000).encode()
    try:
        text = decode(data, "plan.html").text
    except ReadingError as error:
        text = error.message
    assert "总体要求" in text or "没有文字" in text


@pytest.mark.parametrize("text", ["指标<5,>80", "a < b and c > d", "如<国发>所示", "见<table>一个标签"])
def test_a_text_that_quotes_a_tag_is_no_page(text: str) -> None:
    assert not looks_like(text)


@given(
    st.lists(
        st.sampled_from(
            [
                "<table>",
                "</table>",
                "<tr>",
                "<td rowspan=3>",
                "<td colspan='x'>",
                "</td>",
                "<p>",
                "甲",
                "<br>",
                "<script>",
                "</script>",
                "<caption>",
                "<!--",
                "-->",
                "&amp;",
                "\x00",
            ]
        ),
        max_size=40,
    )
)
def test_any_tags_give_cells_that_stand_where_they_say(pieces: list[str]) -> None:
    try:
        source = decode(("<html><body>总体" + "".join(pieces)).encode(), "plan.html")
    except ReadingError:
        return
    assert all(0 <= start <= end <= len(source.text) for table in source.tables for row in table for start, end in row)
