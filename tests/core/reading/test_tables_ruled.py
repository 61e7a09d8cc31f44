"""Tables whose cells the file itself rules."""

from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.tables.ruled import find_ruled_tables
from ditan.core.reading.tables.table import Table
from ditan.core.reading.tables.titles import is_title, title_above
from tests.core.reading.table_pages import Grid, Reading, heads, ruled_text, texts


def find(grid: Grid, before: str = "") -> tuple[Table, ...]:
    text, spans = ruled_text(grid, before)
    return find_ruled_tables(CleanText.unchanged(text), [spans])


def test_a_plain_grid_is_a_table() -> None:
    (table,) = find([["序号", "项目名称", "总投资(万元)"], ["1", "河道治理", "1200"]], "附表1 重点项目")

    assert table.title == "附表1 重点项目"
    assert table.form == "ruled"
    assert heads(table) == ["序号", "项目名称", "总投资(万元)"]
    assert texts(table.rows) == [["1", "河道治理", "1200"]]


def test_a_header_of_two_rows_with_merged_heads_is_one() -> None:
    (table,) = find(
        [
            ["指标", "单位", "2020年", "目标值", "<", "属性"],
            [None, None, None, "2025年", "2030年", None],
            ["煤炭消费占比", "%", "48", "44", "40", "预期性"],
        ]
    )

    assert heads(table) == ["指标", "单位", "2020年", "目标值 2025年", "目标值 2030年", "属性"]
    assert len(table.rows) == 1


def test_a_header_of_two_rows_with_empty_cells_is_one() -> None:
    (table,) = find(
        [
            ["指标", "单位", "2020年", "目标值", "", "属性"],
            ["", "", "", "2025年", "2030年", ""],
            ["煤炭消费占比", "%", "48", "44", "40", "预期性"],
        ]
    )

    assert heads(table) == ["指标", "单位", "2020年", "目标值 2025年", "目标值 2030年", "属性"]


def test_sources_below_one_head_become_columns() -> None:
    (table,) = find(
        [
            ["序号", "项目名称", "总投资", "资金来源", "<", "责任单位"],
            [None, None, None, "中央预算内", "地方配套", None],
            ["1", "河道治理", "1200", "600", "600", "水利局"],
        ]
    )

    assert heads(table)[3:5] == ["资金来源:中央预算内", "资金来源:地方配套"]


def test_a_title_and_a_unit_inside_the_grid_are_no_rows() -> None:
    (table,) = find(
        [
            ["重点项目表", "<", "<"],
            ["单位:万元", "<", "<"],
            ["序号", "项目名称", "总投资"],
            ["1", "河道治理", "1200"],
        ]
    )

    assert table.title == "重点项目表 单位:万元"
    assert len(table.rows) == 1


def test_notes_below_are_taken_off() -> None:
    (table,) = find([["指标", "2020年", "2025年"], ["森林覆盖率", "45", "46"], ["注:森林覆盖率为预计数", "<", "<"]])

    assert table.notes == "注:森林覆盖率为预计数"
    assert len(table.rows) == 1


def test_a_grid_without_known_heads_is_no_table() -> None:
    assert find([["甲", "乙"], ["丙", "丁"]]) == ()
    assert find([["指标", "2020年", "2025年"]]) == ()
    assert find([]) == ()


def test_a_data_row_is_not_taken_for_a_second_header() -> None:
    (table,) = find([["指标", "2020年", "2025年"], ["", "45", "46"], ["湿地保护率", "50", "55"]])

    assert len(table.rows) == 2


def test_each_table_takes_its_own_title() -> None:
    first, spans = ruled_text([["指标", "2020年", "2025年"], ["森林覆盖率", "45", "46"]], "表1 生态指标")
    second, more = ruled_text([["指标", "2020年", "2025年"], ["PM2.5浓度", "38", "35"]], "表2 环境指标")
    moved = tuple(tuple((left + len(first), right + len(first)) for left, right in row) for row in more)

    tables = find_ruled_tables(CleanText.unchanged(first + second), [spans, moved])

    assert [table.title for table in tables] == ["表1 生态指标", "表2 环境指标"]


def test_places_are_turned_into_the_cleaned_text() -> None:
    text, spans = ruled_text([["指標", "2020年", "2025年"], ["創(chuàng)新指數(shù)", "45", "46"]])

    reading = Reading(text, [spans])

    assert reading.tables[0].rows[0][0].text == "创新指数"
    assert reading.indicators[0].quote == "創(chuàng)新指數(shù)\t45\t46"


def test_a_ruled_table_is_not_read_again_in_another_form() -> None:
    text, spans = ruled_text(
        [["指标 | 属性", "2020年", "2025年"], ["指标", "2020年", "2025年"], ["森林覆盖率", "45", "46"]]
    )

    assert [table.form for table in Reading(text, [spans]).tables] == ["ruled"]


def test_a_title_is_a_short_line_and_no_sentence() -> None:
    assert is_title("附表1 重点项目库")
    assert not is_title("各有关单位要加强组织领导。")
    assert title_above("前文结束。\n", 0, 6) == ""
    assert title_above("表1 指标\n(单位:%)\n", 0, 14) == "表1 指标 (单位:%)"


@given(
    st.lists(
        st.lists(
            st.sampled_from(["指标", "2020年", "", "45", "森林", "属性", "约束性", "单位:万元"]), min_size=1, max_size=4
        ),
        max_size=6,
    )
)
def test_no_grid_breaks_the_finder(grid: list[list[str]]) -> None:
    text, spans = ruled_text(grid)

    reading = Reading(text, [spans])

    assert all(reading.page.original[slice(*item.span)] == item.quote for item in reading.indicators)
