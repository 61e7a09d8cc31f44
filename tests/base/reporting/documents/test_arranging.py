"""Numbers of headings, captions and notes; widths; what is left out of texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ditan.base.reporting.documents import (
    DataTable,
    Document,
    Heading,
    Note,
    Paragraph,
    Run,
    Section,
    Series,
    arrange,
)
from ditan.base.reporting.documents.arranging import SetHeading, SetParagraph, SetTable, balanced, clean
from ditan.base.reporting.documents.charts import Box, Dot, Label, Stroke, data_rows, describe, draw, ticks
from ditan.base.reporting.documents.columns import column_shares
from ditan.base.reporting.documents.model import Chart
from tests.base.reporting.documents.samples import BULLETIN, HARMLESS, HOSTILE, PLAN, report


def document(*blocks: object, **told: object) -> Document:
    return Document(title="报告", date=date(2026, 1, 2), sections=[Section("甲", blocks)], **told)  # type: ignore[arg-type]


def labels(chart: Chart) -> list[str]:
    return [shape.text for shape in draw(chart).shapes if isinstance(shape, Label)]


def test_headings_count_as_official_documents_do() -> None:
    blocks = [Heading("a"), Heading("b", 3), Heading("c", 3), Heading("d"), Heading("e", 3), Heading("f", 4)]
    told = Document(title="报告", date=date(2026, 1, 2), sections=[Section("甲", blocks), Section("乙", blocks[:1])])
    found = [block.text for part in arrange(told).parts for block in part.blocks if isinstance(block, SetHeading)]
    assert found == ["一、甲", "（一）a", "1.b", "2.c", "（二）d", "1.e", "（1）f", "二、乙", "（一）a"]


def test_a_document_may_go_without_numbers() -> None:
    (part,) = arrange(document(Heading("a"), numbered=False)).parts
    assert [block.text for block in part.blocks if isinstance(block, SetHeading)] == ["甲", "a"]


def test_equal_notes_share_a_number_in_the_order_of_reading() -> None:
    told = document(Paragraph([Run("1", (BULLETIN,)), Run("2", (PLAN, BULLETIN)), Run("3", (PLAN,))]))
    arranged = arrange(told)
    (block,) = [block for block in arranged.parts[0].blocks if isinstance(block, SetParagraph)]
    assert [[(mark.number, mark.first) for mark in piece.marks] for piece in block.pieces] == [
        [(1, True)],
        [(2, True), (1, False)],
        [(2, False)],
    ]
    assert arranged.notes == (BULLETIN.text, PLAN.text)


def test_notes_that_differ_in_blanks_alone_are_one() -> None:
    assert arrange(document(Paragraph(Run("1", (Note("a  b"), Note("a\nb")))))).notes == ("a b",)


def test_an_unknown_value_is_said_and_numbers_stand_to_the_right() -> None:
    table = DataTable(head=["名称", "值"], rows=[["能耗", "1,234.5"], ["森林", None]])
    (_, found) = arrange(document(table)).parts[0].blocks
    assert isinstance(found, SetTable)
    assert [[(cell.pieces[0].text, cell.align) for cell in row] for row in found.rows] == [
        [("能耗", "left"), ("1,234.5", "right")],
        [("森林", "left"), ("—", "right")],
    ]


def test_columns_of_numbers_keep_their_width_where_texts_must_give_way() -> None:
    long = "很长的责任单位名称" * 8
    shares = column_shares(DataTable(head=["指标", "目标", "单位"], rows=[[long, "1,234,567.89", long]]))
    assert sum(shares) == pytest.approx(1, abs=0.001)
    assert shares[1] * 45 >= 0.55 * len("1,234,567.89")
    assert shares[0] == shares[2]


def test_sections_of_one_direction_share_their_paper() -> None:
    assert [part.landscape for part in arrange(report()).parts] == [False, True]


def test_what_no_file_can_hold_is_left_out() -> None:
    assert clean(HOSTILE) == HARMLESS


def test_a_long_title_is_broken_where_it_reads_well() -> None:
    assert balanced("铜山区“十四五”应对气候变化规划2025年度评估报告", 22) == (
        "铜山区“十四五”应对气候变化规划",
        "2025年度评估报告",
    )
    assert balanced("短", 22) == ("短",)
    assert "".join(balanced("长" * 70, 22)) == "长" * 70


def test_steps_of_an_axis_hold_every_value_and_zero() -> None:
    assert ticks(0, 87) == [0, 20, 40, 60, 80, 100]
    assert ticks(-3, 4) == [-4, -2, 0, 2, 4]
    assert ticks(0, 0) == [0, 0.2, 0.4, 0.6, 0.8, 1.0]
    assert ticks(0, 0.00031)[-1] >= 0.00031


def test_a_column_is_as_high_as_its_value_and_an_unknown_one_is_no_zero() -> None:
    chart = Chart("columns", "降低率", ["2023", "2024", "2025"], [Series("实际", [2, None, 4])])
    heights = [shape.height for shape in draw(chart).shapes if isinstance(shape, Box)]
    assert heights[1] == pytest.approx(2 * heights[0], abs=0.02)
    assert len(heights) == 2
    assert "无数据" in labels(chart)
    assert describe(chart) == "降低率：2023 至 2025；实际 2 至 4，1 项无数据。"


def test_a_target_is_a_dashed_line_and_named_in_the_legend() -> None:
    chart = Chart("columns", "降低率", ["2024"], [Series("实际", [2]), Series("目标", [3], target=True)])
    assert sum(shape.dashed for shape in draw(chart).shapes if isinstance(shape, Stroke)) == 2
    assert {"实际", "目标"} <= set(labels(chart))


def test_a_line_stops_where_a_value_is_not_known() -> None:
    chart = Chart("lines", "总量", ["1", "2", "3", "4"], [Series("实际", [1, None, 3, 4])])
    drawn = [shape for shape in draw(chart).shapes if isinstance(shape, Stroke) and shape.thick > 1]
    assert len(drawn) == 1


def test_numbers_of_a_chart_lie_where_the_categories_are_few() -> None:
    few = Chart("lines", "总量", ["2024", "2025"], [Series("实际", [1, None])])
    assert (data_rows(few).head, data_rows(few).rows) == (["", "2024", "2025"], [["实际", "1", None]])
    names = ["区发展和改革委员会办公室", "乙"]
    assert data_rows(replace(few, categories=names)).rows == [[names[0], "1"], [names[1], None]]


def test_of_two_lines_that_end_together_the_lower_is_named_below() -> None:
    chart = Chart("lines", "总量", ["2024", "2025"], [Series("实际", [1, 8]), Series("目标", [1, 9], target=True)])
    ends = {shape.text: shape.y for shape in draw(chart).shapes if isinstance(shape, Label) and shape.text in "89"}
    dots = sorted({shape.y for shape in draw(chart).shapes if isinstance(shape, Dot)})
    assert ends["9"] < dots[0] < dots[1] < ends["8"]


def test_the_parts_of_a_lying_bar_add_up_to_its_length() -> None:
    chart = Chart("bars", "件数", ["甲局", "乙局"], [Series("按期", [3, 1]), Series("超期", [1, None])])
    widths = [shape.width for shape in draw(chart).shapes if isinstance(shape, Box) and shape.height > 9]
    assert widths[0] == pytest.approx(3 * widths[1], abs=0.05)
    assert widths[1] == pytest.approx(widths[2], abs=0.05)
    assert labels(chart)[-1] == "1"


@pytest.mark.parametrize("kind", ["columns", "stacked", "lines", "bars"])
def test_many_long_categories_stay_on_the_picture(kind: str) -> None:
    names = [f"很长很长很长的部门名称{number}" for number in range(40)]
    chart = Chart(kind, "件数", names, [Series("按期", list(range(40))), Series("超期", [5] * 40)])  # type: ignore[arg-type]
    picture = draw(chart)
    for shape in picture.shapes:
        if isinstance(shape, Box):
            assert 0 <= shape.x <= shape.x + shape.width <= picture.width
            assert 0 <= shape.y <= shape.y + shape.height <= picture.height
