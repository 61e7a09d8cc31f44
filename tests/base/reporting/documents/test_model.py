"""A document that cannot be set is refused where it is built."""

from __future__ import annotations

from typing import Any

import pytest

from ditan.base.reporting.documents import Cell, Chart, DataTable, DocumentWrong, Note, Run, Series
from ditan.base.reporting.documents.model import placed
from tests.base.reporting.documents.samples import form


def chart(**changes: Any) -> Chart:
    told = {"kind": "columns", "title": "降低率", "categories": ["2024"], "series": [Series("实际", [3])]}
    return Chart(**(told | changes))


def test_a_row_fills_exactly_the_columns() -> None:
    with pytest.raises(DocumentWrong, match="row 2 of rows fills 3 of 2 columns"):
        DataTable(head=["甲", "乙"], rows=[["1", "2"], ["1", "2", "3"]])


def test_cells_that_reach_down_take_the_place_of_cells_below() -> None:
    rows = placed(form().rows, 4)
    assert [[column for column, _ in row] for row in rows] == [[0, 1], [0, 1, 2, 3], [0, 1], [1]]


def test_a_cell_does_not_reach_below_the_table() -> None:
    with pytest.raises(DocumentWrong, match="covers more rows than there are"):
        DataTable(head=["甲"], rows=[[Cell("1", down=2)]])


def test_a_cell_covers_at_least_itself() -> None:
    with pytest.raises(DocumentWrong, match="at least one column"):
        DataTable(head=["甲"], rows=[[Cell("1", span=0)]])


def test_a_table_of_nothing_is_refused() -> None:
    with pytest.raises(DocumentWrong, match="head or at least one row"):
        DataTable(head=[], rows=[])


def test_there_are_as_many_widths_as_columns_and_each_is_above_zero() -> None:
    with pytest.raises(DocumentWrong, match="1 widths for 2 columns"):
        DataTable(head=["甲", "乙"], rows=[], widths=[1])
    with pytest.raises(DocumentWrong, match="above 0"):
        DataTable(head=["甲", "乙"], rows=[], widths=[1, 0])


def test_a_head_that_is_repeated_takes_no_notes() -> None:
    with pytest.raises(DocumentWrong, match="give them to the caption"):
        DataTable(head=[Run("甲", (Note("公报"),))], rows=[])


def test_a_chart_has_a_value_or_an_unknown_for_each_category() -> None:
    with pytest.raises(DocumentWrong, match="1 values of '实际' for 2 categories"):
        chart(categories=["2024", "2025"])
    with pytest.raises(DocumentWrong, match="no categories"):
        chart(categories=[], series=[])


def test_a_chart_takes_numbers_alone() -> None:
    with pytest.raises(DocumentWrong, match="not a number"):
        chart(series=[Series("实际", [float("nan")])])


@pytest.mark.parametrize("kind", ["stacked", "bars"])
def test_parts_below_zero_are_not_stacked(kind: str) -> None:
    with pytest.raises(DocumentWrong, match="cannot be below 0"):
        chart(kind=kind, series=[Series("实际", [-1])])
    assert chart(kind="columns", series=[Series("实际", [-1])]).series[0].values == [-1]
