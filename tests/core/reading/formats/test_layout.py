"""Characters to lines, lines to paragraphs, by where they stand."""

from itertools import pairwise

import pytest

from ditan.core.reading.formats.layout import Glyph, PrintedLine, goes_on, join, margins, running_heads, to_lines
from ditan.core.reading.formats.ocr import to_glyphs


def glyphs(text: str, x: float, top: float, size: float = 12.0) -> list[Glyph]:
    return [Glyph(char, x + size * at, x + size * (at + 1), top, top + size) for at, char in enumerate(text)]


def line(text: str, x0: float, x1: float, top: float, size: float = 12.0) -> PrintedLine:
    return PrintedLine(text, x0, x1, top, top + size)


def test_characters_gather_to_lines_from_top_to_bottom() -> None:
    assert [one.text for one in to_lines([*glyphs("第二行", 90, 120), *glyphs("第一行", 90, 100)])] == [
        "第一行",
        "第二行",
    ]


def test_characters_of_one_line_may_stand_a_little_higher() -> None:
    assert [one.text for one in to_lines([*glyphs("PM", 90, 100), *glyphs("2.5", 114, 104, 8)])] == ["PM2.5"]


def test_a_wide_gap_is_a_blank() -> None:
    assert to_lines([*glyphs("市财政局", 90, 100), *glyphs("市水利局", 160, 100)])[0].text == "市财政局 市水利局"


def test_characters_that_overlap_keep_the_order_of_their_middles() -> None:
    row = [Glyph("(", 497.6, 502.0, 0, 12), Glyph("“", 496.0, 508.0, 0, 12), Glyph("碳", 508.0, 520.0, 0, 12)]
    assert to_lines(row)[0].text == "(“碳"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["二氧", "化碳"], "二氧化碳"),
        (["LEED", "gold"], "LEED gold"),
        (["2025", "年"], "2025年"),
        (["PM", "2.5"], "PM2.5"),
        ([], ""),
    ],
)
def test_wrapped_lines_are_joined(lines: list[str], text: str) -> None:
    assert join(lines) == text


def test_indented_documents_go_on_with_flush_lines() -> None:
    page = [
        line("甲" * 33, 120, 516, 100),
        line("乙" * 35, 96, 516, 120),
        line("丙", 96, 108, 140),
        line("丁" * 33, 120, 516, 160),
    ]
    edges = margins(page)
    assert edges.indented
    assert [goes_on(one, two, edges) for one, two in pairwise(page)] == [True, True, False]


def test_documents_without_indents_begin_anew_behind_a_full_stop() -> None:
    page = [
        line("甲" * 35, 96, 516, 100),
        line("乙。", 96, 120, 120),
        line("丙" * 35, 96, 516, 140),
        line("丁" * 34 + "。", 96, 516, 160),
        line("戊" * 35, 96, 516, 180),
    ]
    edges = margins(page)
    assert not edges.indented
    assert [goes_on(one, two, edges) for one, two in pairwise(page)] == [True, False, True, False]


def test_a_wider_gap_ends_a_paragraph() -> None:
    page = [line("甲" * 35, 96, 516, 100), line("乙" * 35, 96, 516, 120), line("丙" * 35, 96, 516, 180)]
    edges = margins(page)
    assert [goes_on(one, two, edges) for one, two in pairwise(page)] == [True, False]


def test_no_lines_have_no_margins() -> None:
    assert margins([]).right == 0.0


def test_a_line_at_the_head_of_three_pages_is_a_running_head() -> None:
    pages = [[line("某区规划", 200, 260, 30), line(f"正文{number}", 96, 200, 100)] for number in range(3)]
    assert running_heads(pages, [842.0] * 3) == {(0, 0), (1, 0), (2, 0)}


def test_a_line_at_the_head_of_two_pages_is_none() -> None:
    pages = [[line("某区规划", 200, 260, 30)], [line("某区规划", 200, 260, 30)], [line("正文", 96, 200, 100)]]
    assert running_heads(pages, [842.0] * 3) == set()


def test_a_repeated_line_in_the_middle_of_pages_is_none() -> None:
    pages = [[line("约束性", 200, 260, 400)] for _ in range(4)]
    assert running_heads(pages, [842.0] * 4) == set()


def test_recognised_stretches_are_scaled_and_doubtful_ones_left_out() -> None:
    box = [(10.0, 20.0), (110.0, 20.0), (110.0, 45.0), (10.0, 45.0)]
    assert to_glyphs([box, box], ["总体", "?"], [0.98, 0.2], 2.5) == [Glyph("总体", 4.0, 44.0, 8.0, 18.0)]
