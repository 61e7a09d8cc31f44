"""Laying out paragraphs and tables."""

from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.formats.writer import GridCell, Writer, place

CELLS = st.builds(GridCell, st.text("甲乙1 ", max_size=4), st.integers(0, 3), st.integers(0, 3))


def test_paragraphs_are_lines() -> None:
    writer = Writer()
    writer.paragraph("甲")
    writer.paragraph("乙")
    assert writer.text() == "甲\n乙\n"


def test_characters_that_no_encoding_takes_are_left_out() -> None:
    writer = Writer()
    writer.paragraph("甲\ud800\x07乙")
    assert writer.text() == "甲乙\n"


def test_a_merged_cell_stands_once_in_the_text_and_in_every_row() -> None:
    writer = Writer()
    writer.table([[GridCell("类别", rows=2), GridCell("甲")], [GridCell("乙")]])
    assert writer.text() == "类别\t甲\n\t乙\n"
    assert writer.tables == [(((0, 2), (3, 4)), ((0, 2), (6, 7)))]


def test_a_row_that_is_short_gets_empty_cells() -> None:
    assert [
        [cell and cell.text for cell in row] for row in place([[GridCell("甲"), GridCell("乙")], [GridCell("丙")]])
    ] == [["甲", "乙"], ["丙"]]


@given(st.lists(st.lists(CELLS, max_size=4), max_size=5))
def test_any_grid_gives_cells_that_stand_where_they_say(grid: list[list[GridCell]]) -> None:
    writer = Writer()
    writer.paragraph("前")
    writer.table(grid)
    printed = {cell.text.strip() for row in grid for cell in row} | {""}
    for table in writer.tables:
        assert len({len(row) for row in table}) == 1
        assert all(writer.text()[start:end] in printed for row in table for start, end in row)


def test_a_cell_that_holds_pages_makes_no_table() -> None:
    writer = Writer()
    pages = "\n".join(["推进重点领域节能降碳工作。" * 20] * 12)
    writer.table([[GridCell("菜单"), GridCell(pages)], [GridCell("页脚"), GridCell("")]])
    assert writer.tables == []
    assert writer.text() == f"菜单\n{pages}\n页脚\n"
