"""Tables that print one cell a line."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.clean import clean
from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.outline import Outline, read_outline
from ditan.core.reading.tables.stream import find_stream_tables
from ditan.core.reading.tables.stream_lines import column_kind
from ditan.core.reading.tables.table import Table

PLAN = Path(__file__).parents[3] / "examples" / "plans" / "004-tongliang-climate.txt"


def find(text: str, outline: Outline | None = None) -> tuple[Table, ...]:
    return find_stream_tables(CleanText.unchanged(text), outline or Outline())


def printed(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def stream(*cells: str) -> str:
    """Cells one a line with an empty line between, as a page prints them; "" leaves the line of an empty cell."""
    return "".join(f"{cell}\n\n" if cell else "\n" for cell in cells)


TASKS = stream("附表2 任务分工表", "序号", "重点任务", "牵头单位", "配合单位")


def test_rows_are_cut_at_the_running_number() -> None:
    (table,) = find(
        TASKS
        + stream(
            "1", "推进节能改造。", "区发改委", "区经信委", "2", "发展绿色交通。", "区交通局", "3", "植树。", "区林业局"
        )
    )

    assert table.title == "附表2 任务分工表"
    assert [cell.text for cell in table.header] == ["序号", "重点任务", "牵头单位", "配合单位"]
    assert printed(table) == [
        ["1", "推进节能改造。", "区发改委", "区经信委"],
        ["2", "发展绿色交通。", "区交通局"],
        ["3", "植树。", "区林业局"],
    ]


def test_cells_know_their_places() -> None:
    text = TASKS + stream("1", "推进节能改造。", "区发改委", "2", "发展绿色交通。", "区交通局")

    (table,) = find(text)

    assert all(text[cell.start : cell.end] == cell.text for row in table.rows for cell in row)
    assert text[table.start : table.start + 3] == "附表2"
    assert text[table.end - 4 : table.end] == "区交通局"


def test_an_empty_line_more_shows_an_empty_cell() -> None:
    heads = stream("类别", "序号", "指标", "2020年", "2025年", "指标性质")
    (table,) = find(heads + stream("综合", "1", "绿地率", "", "20%", "约束性", "2", "蓄积量", "95.7", "160", "约束性"))

    assert printed(table) == [
        ["综合", "1", "绿地率", "", "20%", "约束性"],
        ["2", "蓄积量", "95.7", "160", "约束性"],
    ]


def test_a_category_before_the_number_belongs_to_its_own_row() -> None:
    heads = stream("类别", "序号", "指标", "2025年", "责任部门")
    (table,) = find(
        heads
        + stream("综合指标", "1", "能耗降低", "14", "区发改委")
        + stream("结构指标", "2", "清洁能源比重", "25", "区发改委", "3", "绿电比重", "10", "区经信委")
    )

    assert printed(table) == [
        ["综合指标", "1", "能耗降低", "14", "区发改委"],
        ["结构指标", "2", "清洁能源比重", "25", "区发改委"],
        ["3", "绿电比重", "10", "区经信委"],
    ]


def test_a_value_that_looks_like_the_next_number_does_not_cut_a_row() -> None:
    heads = stream("序号", "指标名称", "2020年", "2025年", "指标性质")
    (table,) = find(
        heads
        + stream(
            "1",
            "绿色工厂",
            "2",
            "3",
            "预期性",
            "2",
            "绿色园区",
            "3",
            "4",
            "预期性",
            "3",
            "示范社区",
            "1",
            "5",
            "预期性",
        )
    )

    assert [row[0] for row in printed(table)] == ["1", "2", "3"]
    assert printed(table)[0] == ["1", "绿色工厂", "2", "3", "预期性"]


def test_a_header_that_a_page_break_repeats_is_dropped() -> None:
    again = stream("序号", "重点任务", "牵头单位", "配合单位")
    (table,) = find(
        TASKS + stream("1", "推进节能改造。", "区发改委") + again + stream("2", "发展绿色交通。", "区交通局")
    )

    assert printed(table) == [["1", "推进节能改造。", "区发改委"], ["2", "发展绿色交通。", "区交通局"]]


def test_a_lost_number_does_not_end_the_table() -> None:
    (table,) = find(TASKS + stream("1", "推进节能。", "区发改委", "发展交通。", "区交通局", "3", "植树。", "区林业局"))

    assert [row[0] for row in printed(table)] == ["1", "3"]


def test_heads_broken_in_two_lines_are_one_head() -> None:
    heads = stream("序", "号", "项目名称", "投资", "(万元)", "牵头", "单位")
    (table,) = find(heads + stream("1", "污水厂改造", "300", "区住建委", "2", "管网改造", "200", "区水利局"))

    assert [cell.text for cell in table.header] == ["序号", "项目名称", "投资(万元)", "牵头单位"]


def test_the_total_is_a_row_of_its_own() -> None:
    heads = stream("序号", "项目名称", "投资(万元)", "牵头单位")
    (table,) = find(
        heads + stream("1", "污水厂改造", "300", "区住建委", "2", "管网改造", "200", "区水利局", "合 计", "500")
    )

    assert printed(table)[-1] == ["合 计", "500"]


def test_titles_of_groups_between_rows_are_rows_of_their_own() -> None:
    (table,) = find(
        TASKS
        + stream("一、调整产业结构", "1", "淘汰落后产能。", "区经信委")
        + stream("二、调整能源结构", "2", "发展光伏。", "区发改委", "3", "推广热泵。", "区住建委")
    )

    assert printed(table) == [
        ["一、调整产业结构"],
        ["1", "淘汰落后产能。", "区经信委"],
        ["二、调整能源结构"],
        ["2", "发展光伏。", "区发改委"],
        ["3", "推广热泵。", "区住建委"],
    ]


def test_the_note_below_the_table_is_kept() -> None:
    heads = stream("序号", "指标", "2025年", "指标性质")
    (table,) = find(
        heads
        + stream("1", "绿地率", "45", "约束性", "2", "能耗降低", "[14]", "约束性", "备注:[]为五年累计数。", "下一段。")
    )

    assert table.notes == "备注:[]为五年累计数。"
    assert printed(table)[-1] == ["2", "能耗降低", "[14]", "约束性"]


def test_the_last_row_does_not_swallow_the_page_below() -> None:
    (table,) = find(TASKS + stream("1", "推进节能。", "区发改委", "2", "植树。", "区林业局", "扫一扫在手机打开当前页"))

    assert printed(table)[-1] == ["2", "植树。", "区林业局"]


def test_a_line_with_the_unit_is_passed_over_in_search_of_the_title() -> None:
    text = stream(
        "表1 主要指标",
        "单位:%",
        "序号",
        "指标",
        "2025年",
        "指标性质",
        "1",
        "绿地率",
        "45",
        "约束性",
        "2",
        "森林覆盖率",
        "50",
        "约束性",
    )

    (table,) = find(text)

    assert table.title == "表1 主要指标"


def test_without_numbers_rows_are_cut_behind_their_nature() -> None:
    text = stream(
        "指标名称",
        "单位",
        "2020年",
        "2025年",
        "指标性质",
        "森林覆盖率",
        "%",
        "43",
        "45",
        "约束性",
        "蓄积量",
        "万立方米",
        "95",
        "160",
        "预期性",
    )

    (table,) = find(text)

    assert printed(table) == [["森林覆盖率", "%", "43", "45", "约束性"], ["蓄积量", "万立方米", "95", "160", "预期性"]]


def test_lines_of_one_cell_are_put_together_where_empty_lines_part_the_cells() -> None:
    text = TASKS + stream(
        "1", "推进节能改造,实施重点行业\n清洁生产审核。", "区发展改革委\n区经济信息委", "2", "植树。", "区林业局"
    )

    (table,) = find(text)

    assert printed(table) == [
        ["1", "推进节能改造,实施重点行业\n清洁生产审核。", "区发展改革委\n区经济信息委"],
        ["2", "植树。", "区林业局"],
    ]


def test_a_table_without_empty_lines_is_cut_at_its_numbers_too() -> None:
    text = "序号\n重点任务\n牵头单位\n1\n推进节能。\n区发改委\n2\n植树。\n区林业局\n"

    (table,) = find(text)

    assert printed(table) == [["1", "推进节能。", "区发改委"], ["2", "植树。", "区林业局"]]


def test_a_run_of_headings_is_no_table() -> None:
    text = stream("主要任务", "保障措施", "工作目标", "各部门要按照职责抓好落实,形成合力。", "1", "下一段文字说明。")

    assert find(text) == ()


def test_nothing_is_found_in_the_contents() -> None:
    text = TASKS + stream("1", "推进节能。", "区发改委", "2", "植树。", "区林业局")

    assert find(text, Outline(contents=((0, len(text)),))) == ()


def test_column_kinds_come_from_the_heads() -> None:
    heads = ["序 号", "责任部门", "属性", "完成时限", "主要内容", "“十四五”累计", "投资(万元)", "业主单位"]

    assert [column_kind(head) for head in heads] == [
        "number",
        "department",
        "nature",
        "value",
        "text",
        "value",
        "value",
        "department",
    ]


def test_the_three_tables_of_a_flattened_plan_are_found_whole() -> None:
    page = clean(PLAN.read_text("utf-8"))

    indicators, projects, tasks = find_stream_tables(page, read_outline(page))

    assert [len(table.rows) for table in (indicators, projects, tasks)] == [12, 46, 140]
    assert indicators.notes.startswith("备注:")
    assert [cell.text for cell in projects.header][5] == "投资(万元)"
    assert projects.rows[-1][0].text.replace(" ", "") == "合计"
    assert [row[0].text for row in tasks.rows] == [str(number) for number in range(1, 141)]
    assert tasks.rows[-1][-1].text == "区生态环境局"


@given(
    st.lists(
        st.sampled_from(
            ["序号", "重点任务", "牵头单位", "1", "2", "3", "推进节能。", "区发改委", "", "合计", "(万元)"]
        ),
        max_size=40,
    )
)
def test_cells_of_any_lines_stand_in_order(lines: list[str]) -> None:
    text = "\n".join(lines)
    for table in find(text):
        cells = [cell for row in table.rows for cell in row]
        assert all(text[cell.start : cell.end] == cell.text for cell in cells)
        assert [cell.start for cell in cells] == sorted(cell.start for cell in cells)
        assert all(table.start <= cell.start <= cell.end <= table.end for cell in cells)


def test_a_year_and_its_kind_on_two_lines_are_one_head() -> None:
    text = (
        "表1 主要指标\n序号\n指标\n单位\n2020年\n实际值\n2025年\n目标值\n指标\n属性\n"
        "1\n森林覆盖率\n%\n42\n45\n约束性\n2\n绿色出行比例\n%\n71\n75\n预期性\n3\n森林蓄积量\n万立方米\n980\n1020\n约束性\n"
    )
    page = clean(text)
    (table,) = find_stream_tables(page, read_outline(page))

    assert [head.text for head in table.header] == ["序号", "指标", "单位", "2020年实际值", "2025年目标值", "指标属性"]
    assert [cell.text for cell in table.rows[-1]] == ["3", "森林蓄积量", "万立方米", "980", "1020", "约束性"]
