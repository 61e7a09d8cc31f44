"""Which tables hold tasks, and which of their columns holds what."""

import pytest

from ditan.core.reading.tables.table import Cell, Table, TableForm
from ditan.core.reading.tasks.layout import Layout, read_layout
from ditan.core.reading.tasks.rows import task_rows

LONG = "推进重点行业节能改造和清洁生产审核工作"


def table(header: list[str], *rows: list[str], form: TableForm = "ruled") -> Table:
    at = 0
    placed = []
    for row in (header, *rows):
        cells = []
        for text in row:
            cells.append(Cell(text, at, at + len(text)))
            at += len(text) + 1
        placed.append(tuple(cells))
    return Table("", placed[0], tuple(placed[1:]), 0, at, form)


def layout(header: list[str], *rows: list[str], form: TableForm = "ruled") -> Layout:
    found = read_layout(table(header, *rows, form=form))
    assert found is not None
    return found


def test_columns_are_known_by_their_heads() -> None:
    found = layout(
        ["序号", "类别", "重点任务", "具体举措", "牵头单位", "配合单位", "完成时限"],
        ["1", "工业", "节能", LONG, "区经信委", "区发改委", "2025年"],
    )

    assert (found.number, found.category, found.title, found.text) == (0, 1, 2, 3)
    assert (found.departments, found.deadline) == ((4, 5), 6)
    assert found.leads(4)
    assert found.works_along(5)
    assert not found.leads(5)


def test_a_column_of_the_responsible_does_not_lead() -> None:
    found = layout(["序号", "工作任务", "责任单位"], ["1", LONG, "区经信委"])

    assert not found.leads(2)
    assert not found.works_along(2)


def test_the_longest_column_is_the_task_and_the_one_before_it_its_title() -> None:
    found = layout(["序号", "工作任务", "工作要求", "责任单位"], ["1", "节能", LONG, "区经信委"])

    assert (found.title, found.text) == (1, 2)


def test_columns_behind_the_departments_never_hold_the_task() -> None:
    found = layout(["序号", "工作任务", "责任单位", "工作要求"], ["1", "节能", "区经信委", LONG])

    assert found.text == 1


def test_the_first_of_two_titles_is_the_category() -> None:
    found = layout(["序号", "工作任务", "重点举措", "具体内容", "责任单位"], ["1", "工业", "节能", LONG, "区经信委"])

    assert (found.category, found.title, found.text) == (1, 2, 3)


def test_people_stand_beside_the_task() -> None:
    found = layout(["序号", "工作任务", "责任领导", "责任单位"], ["1", LONG, "某某某", "区经信委"])

    assert found.has_people
    assert found.text == 1


@pytest.mark.parametrize(
    "header",
    [
        ["序号", "项目名称", "建设内容", "总投资(万元)", "责任单位"],
        ["序号", "指标", "2020年", "2025年", "责任单位"],
        ["指标", "单位", "属性", "责任部门"],
        ["镇街", "联系人", "电话"],
        ["重点任务"],
    ],
)
def test_tables_of_other_things_have_no_layout(header: list[str]) -> None:
    assert read_layout(table(header, [LONG for _ in header])) is None


def test_short_cells_below_an_unknown_head_are_no_tasks() -> None:
    assert read_layout(table(["序号", "名录", "责任单位"], ["1", "某某厂", "区经信委"])) is None


def test_dates_alone_make_a_task_table_too() -> None:
    found = layout(["序号", "工作任务", "完成时限"], ["1", LONG, "2025年"])

    assert (found.departments, found.deadline) == ((), 2)


def test_rows_of_too_few_cells_are_read_by_their_looks() -> None:
    header = ["序号", "类别", "工作任务", "牵头单位", "配合单位"]
    found = table(header, ["1", "工业", LONG, "区经信委", "区发改委"], ["2", LONG, "区住建委"], form="pipe")
    shape = read_layout(found)
    assert shape is not None

    first, second = task_rows(found, shape, None)

    assert (first.sure, second.text.text, second.category) == (True, LONG, first.category)
    assert [(column, cell.text) for column, cell in second.departments] == [(3, "区住建委")]


def test_a_stream_row_without_departments_keeps_its_text() -> None:
    found = table(["序号", "工作任务", "牵头单位", "配合单位"], ["1", LONG + "。"], form="stream")
    shape = read_layout(found)
    assert shape is not None

    (row,) = task_rows(found, shape, None)

    assert (row.text.text, row.departments, row.sure) == (LONG + "。", (), False)


def test_what_a_task_shall_reach_stands_beside_it() -> None:
    found = layout(
        ["序号", "工作任务", "目标要求", "牵头单位", "责任单位"], ["1", "节能", LONG, "区经信委", "区财政局"]
    )

    assert (found.title, found.text, found.goal) == (None, 1, 2)
    assert found.leads(3)
    assert found.works_along(4)
