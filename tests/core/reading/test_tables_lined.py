"""Tables of tasks and projects that print a row a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.outline import Outline
from ditan.core.reading.tables import find_tables
from ditan.core.reading.tables.lined import find_lined_tables
from ditan.core.reading.tables.table import Table


def find(text: str, outline: Outline | None = None) -> tuple[Table, ...]:
    return find_lined_tables(CleanText.unchanged(text), outline or Outline())


def printed(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


TABS = "附件 任务分工表\n序号\t重点任务\t牵头单位\t配合单位\n"


def test_tabs_keep_empty_cells() -> None:
    (table,) = find(TABS + "1\t推进节能。\t区发改委\t区经信委\n2\t发展交通。\t\t区财政局\n3\t植树。\t区林业局\t\n")

    assert table.title == "附件 任务分工表"
    assert table.form == "pipe"
    assert printed(table) == [
        ["1", "推进节能。", "区发改委", "区经信委"],
        ["2", "发展交通。", "", "区财政局"],
        ["3", "植树。", "区林业局", ""],
    ]


def test_a_tab_at_the_beginning_is_an_empty_first_cell() -> None:
    (table,) = find(TABS + "1\t推进节能。\t区发改委\n\t清洁生产。\t区经信委\n")

    assert printed(table)[1] == ["", "清洁生产。", "区经信委", ""]


def test_a_line_break_inside_a_cell_goes_on_with_its_row() -> None:
    (table,) = find(TABS + "1\t推进节能。\n开展审核。\t区发改委\t区经信委\n2\t植树。\t区林业局\t\n")

    assert printed(table) == [
        ["1", "推进节能。\n开展审核。", "区发改委", "区经信委"],
        ["2", "植树。", "区林业局", ""],
    ]


def test_blanks_part_cells_and_lose_the_empty_ones() -> None:
    text = "附件 任务分工表\n序号 重点任务 牵头单位 配合单位\n1 推进节能。 区发改委 区经信委\n2 发展交通。 区交通局\n"

    (table,) = find(text)

    assert table.form == "stream"
    assert printed(table) == [["1", "推进节能。", "区发改委", "区经信委"], ["2", "发展交通。", "区交通局"]]


def test_rows_without_any_mark_are_cut_before_their_departments() -> None:
    text = (
        "序号重点任务责任单位\n1推进节能改造。区发改委、区经信委\n2发展绿色交通区交通局\n3.植树造林。区林业局、各镇街\n"
    )

    (table,) = find(text)

    assert [cell.text for cell in table.header] == ["序号", "重点任务", "责任单位"]
    assert printed(table) == [
        ["1", "推进节能改造。", "区发改委、区经信委"],
        ["2", "发展绿色交通", "区交通局"],
        ["3", "植树造林。", "区林业局、各镇街"],
    ]


def test_two_glued_columns_of_departments_part_where_a_name_follows_without_a_mark() -> None:
    text = (
        "序号重点任务牵头单位配合单位\n1推进节能改造。区发改委、区经信委区财政局、区统计局\n2植树造林。区林业局各镇街\n"
    )

    (table,) = find(text)

    assert [row[2:] for row in printed(table)] == [["区发改委、区经信委", "区财政局、区统计局"], ["区林业局", "各镇街"]]


def test_projects_with_tabs_are_found() -> None:
    text = "附表 重点项目\n序号\t项目名称\t建设内容\t总投资(万元)\t责任单位\n1\t污水厂\t新建1座\t3000\t区住建委\n2\t管网\t改造20公里\t2000\t区水利局\n合计\t\t\t5000\t\n备注:投资为估算。\n"

    (table,) = find(text)

    assert printed(table)[-1] == ["合计", "", "", "5000", ""]
    assert table.notes == "备注:投资为估算。"


def test_titles_of_groups_are_rows_of_their_own() -> None:
    (table,) = find(TABS + "一、能源转型\n1\t发展光伏。\t区发改委\t\n二、工业转型\n2\t改造电机。\t区经信委\t\n")

    assert [row[0] for row in printed(table)] == ["一、能源转型", "1", "二、工业转型", "2"]


def test_the_text_below_the_table_is_left_alone() -> None:
    (table,) = find(TABS + "1\t推进节能。\t区发改委\t\n2\t植树。\t区林业局\t\n各单位要抓好落实。\n")

    assert len(table.rows) == 2


@pytest.mark.parametrize(
    "text",
    [
        "指标\t单位\t2020年\t2025年\t属性\n森林覆盖率\t%\t43\t45\t约束性\n绿地率\t%\t30\t35\t预期性\n",
        "各单位 主要任务 完成情况 如下\n1 甲 乙\n2 丙 丁\n",
        "序号\t重点任务\t牵头单位\n1\t推进节能。\t区发改委\n",
        "推进项目建设 加强部门协同 落实重点任务\n其他文字\n",
        "",
    ],
)
def test_other_lines_are_no_such_table(text: str) -> None:
    assert find(text) == ()


def test_nothing_is_found_outside_the_body() -> None:
    text = TABS + "1\t推进节能。\t区发改委\t\n2\t植树。\t区林业局\t\n"

    assert find(text, Outline(contents=((0, len(text)),))) == ()


def test_one_stretch_is_one_table_among_all_forms() -> None:
    page = CleanText.unchanged(TABS + "1\t推进节能。\t区发改委\t\n2\t植树。\t区林业局\t\n")

    assert len(find_tables(page, Outline())) == 1


LINE = st.lists(
    st.sampled_from(["序号", "重点任务", "牵头单位", "1", "2", "推进节能。", "区发改委", "", "合计", "区林业局各镇街"]),
    min_size=1,
    max_size=6,
)


@given(st.lists(LINE, max_size=8), st.sampled_from(["\t", " ", ""]))
def test_cells_of_any_lines_stand_where_they_say(rows: list[list[str]], mark: str) -> None:
    text = mark.join(["序号", "重点任务", "牵头单位"]) + "\n" + "\n".join(mark.join(row) for row in rows)

    for table in find(text):
        cells = [cell for row in table.rows for cell in row]
        assert all(text[cell.start : cell.end] == cell.text for cell in cells)
        assert [cell.start for cell in cells] == sorted(cell.start for cell in cells)


def test_blanks_that_part_every_row_into_all_cells_are_a_sure_mark() -> None:
    head = "附件 任务台账\n序号  任务名称  主要措施  责任单位  责任人  配合单位\n"
    (table,) = find(
        head + "1  节能  完成空调改造  县机关中心  李强  县财政局\n2  出行  新增公交36辆  县交通局  王芳  县财政局\n"
    )
    (lossy,) = find(
        head + "1  节能  完成空调改造  县机关中心  李强  县财政局\n2  出行  新增公交36辆  县交通局  县财政局\n"
    )

    assert (table.form, lossy.form) == ("pipe", "stream")
