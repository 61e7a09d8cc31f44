"""Tables whose cells are parted by bars."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.clean import clean
from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.outline import Outline, read_outline
from ditan.core.reading.tables import find_tables
from ditan.core.reading.tables.pipe import find_pipe_tables
from ditan.core.reading.tables.table import Table
from tests.core.reading.table_pages import heads, texts

ROOT = Path(__file__).parents[3]


def find(text: str) -> tuple[Table, ...]:
    return find_pipe_tables(CleanText.unchanged(text), Outline())


def test_a_row_a_line_with_a_bar_at_its_end() -> None:
    (table,) = find(
        "附件1 任务清单\n序号 | 目标任务 | 责任单位 |\n1 | 推进节能改造。 | 市发展改革委 |\n2 | 发展绿色交通。 | 市交通局 |\n"
    )

    assert table.title == "附件1 任务清单"
    assert table.form == "pipe"
    assert heads(table) == ["序号", "目标任务", "责任单位"]
    assert texts(table.rows) == [["1", "推进节能改造。", "市发展改革委"], ["2", "发展绿色交通。", "市交通局"]]


def test_a_row_a_line_between_bars_with_a_rule_under_the_header() -> None:
    (table,) = find(
        "| 指标 | 2020年 | 2025年 |\n| --- | :---: | ---: |\n| 森林覆盖率 | 45 | 46 |\n| 湿地保护率 | | 55 |\n"
    )

    assert heads(table) == ["指标", "2020年", "2025年"]
    assert texts(table.rows) == [["森林覆盖率", "45", "46"], ["湿地保护率", "", "55"]]


def test_a_row_a_line_without_outer_bars() -> None:
    (table,) = find("指标 | 2020年 | 2025年\n森林覆盖率 | 45 | 46\n湿地保护率 | 50 | 55\n\n正文继续。\n")

    assert texts(table.rows) == [["森林覆盖率", "45", "46"], ["湿地保护率", "50", "55"]]


def test_a_cell_a_line() -> None:
    (table,) = find(
        "专栏1 主要指标\n |\n指标\n| 2015年\n | 2020年\n | 属性\n |\n森林覆盖率(%)\n| 43\n | 45\n| 约束性\n |\n"
    )

    assert table.title == "专栏1 主要指标"
    assert heads(table) == ["指标", "2015年", "2020年", "属性"]
    assert texts(table.rows) == [["森林覆盖率(%)", "43", "45", "约束性"]]


def test_a_lone_cell_is_a_row_of_its_own() -> None:
    (table,) = find("指标 | 2020年 | 2025年 |\n一、大气环境 |\nPM2.5浓度 | 38 | 35 |\n")

    assert texts(table.rows) == [["一、大气环境"], ["PM2.5浓度", "38", "35"]]


def test_an_empty_cell_keeps_its_place() -> None:
    (table,) = find("序号 | 项目名称 | 总投资 | 责任单位 |\n1 | 造林 | | 林业局 |\n")

    assert texts(table.rows) == [["1", "造林", "", "林业局"]]


def test_notes_do_not_belong_to_the_rows() -> None:
    (table,) = find("指标 | 2020年 | 2025年 |\nPM2.5浓度 | 38 | 35 |\n注:2020年为实况数据 |\n")

    assert len(table.rows) == 1
    assert table.notes == "注:2020年为实况数据"


def test_a_box_of_one_cell_is_no_table() -> None:
    assert find("专栏1 绿色产业重点方向 |\n节能降碳产业:输配电线路节能改造;二氧化碳捕集。 |\n") == ()


def test_a_menu_is_no_table() -> None:
    assert find("首页 | 政务公开 | 政民互动 | 数据开放\n当前位置 | 首页 | 公告\n") == ()


def test_two_tables_under_one_another_are_two() -> None:
    tables = find(
        "专栏1 主要指标 |\n指标 | 2020年 | 2025年 |\n森林覆盖率 | 45 | 46 |\n专栏2 重点项目 |\n序号 | 项目名称 | 责任单位 |\n1 | 造林 | 林业局 |\n"
    )

    assert [table.title for table in tables] == ["专栏1 主要指标", "专栏2 重点项目"]
    assert [len(table.rows) for table in tables] == [1, 1]
    assert tables[0].end <= tables[1].start


def test_a_header_of_two_lines_of_one_width_is_one() -> None:
    (table,) = find(
        "| 指标 | 单位 | 2020年 | 目标值 | | 属性 |\n| | | | 2025年 | 2030年 | |\n| 煤炭消费占比 | % | 48 | 44 | 40 | 预期性 |\n"
    )

    assert heads(table) == ["指标", "单位", "2020年", "目标值 2025年", "目标值 2030年", "属性"]
    assert len(table.rows) == 1


def test_a_second_header_line_goes_under_the_head_that_spans_it() -> None:
    (table,) = find(
        "序号 | 项目名称 | 总投资 | 其中: | 责任单位 |\n中央 | 省级 | 地方及社会 |\n1 | 河道治理 | 12000 | 6000 | 3000 | 3000 | 市水利局 |\n"
    )

    assert heads(table) == ["序号", "项目名称", "总投资", "其中:中央", "其中:省级", "其中:地方及社会", "责任单位"]
    assert len(table.rows) == 1


def test_a_unit_line_above_the_header_is_kept_with_the_title() -> None:
    (table,) = find("附表2 重点工程 |\n单位:万元 |\n序号 | 项目名称 | 总投资 |\n1 | 河道治理 | 12000 |\n")

    assert table.title == "附表2 重点工程 单位:万元"


def test_a_cell_of_two_paragraphs_is_one_cell() -> None:
    (table,) = find(
        "序号 | 重点任务 | 责任单位 |\n1 | 推进节能改造。\n实施能效提升。 | 市发展改革委 |\n2 | 植树。 | 市林业局 |\n"
    )

    assert texts(table.rows)[0] == ["1", "推进节能改造。\n实施能效提升。", "市发展改革委"]
    assert len(table.rows) == 2


def test_cells_know_their_places() -> None:
    text = "附件1 任务清单\n序号 | 目标任务 | 责任单位 |\n1 | 推进节能改造。 | 市发展改革委 |\n"

    (table,) = find(text)

    assert all(text[cell.start : cell.end] == cell.text for row in (table.header, *table.rows) for cell in row)
    assert text[table.start : table.end].startswith("序号")


def test_the_task_table_of_plan_002_has_its_59_rows() -> None:
    page = clean((ROOT / "examples/plans/002-guangyangwan-eco-city.txt").read_text("utf-8"))

    (table,) = find_tables(page, read_outline(page))

    assert len(table.rows) == 59
    assert [row[0].text for row in table.rows] == [str(number) for number in range(1, 60)]
    assert all(len(row) == 3 for row in table.rows)


def test_forum_noise_leaves_the_rows_whole() -> None:
    page = clean((ROOT / "tests/data/more/20_national_135_indicator_table_noise.txt").read_text("utf-8"))

    (table,) = find_tables(page, read_outline(page))

    assert heads(table) == ["指标", "2015年", "2020年", "〔累计〕1", "属性"]
    assert [len(row) for row in table.rows] == [1, 6, 5, 5, 6, 5, 4, 5, 5]


@given(st.text(alphabet="|指标 年2015\n序号-森林覆盖率属性约束", max_size=200))
def test_no_text_breaks_the_finder(text: str) -> None:
    for table in find(text):
        assert table.start < table.end <= len(text)
        assert all(text[cell.start : cell.end] == cell.text for row in table.rows for cell in row)
