"""Cells of a row under the heads of its table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.tables.align import align, score
from ditan.core.reading.tables.cells import fit, is_amount, is_nature, is_nothing, is_period, is_unit, is_value
from ditan.core.reading.tables.columns import read_column, read_columns
from ditan.core.reading.tables.table import Cell, row_bounds

INDICATORS = read_columns(["类别", "序号", "指标", "2020", "2025", "指标性质", "责任部门"])
PROJECTS = read_columns(
    ["序号", "类别", "项目名称", "建设内容", "建设年限", "总投资", "中央资金", "地方资金", "责任单位"]
)


def cells(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(text, place, place + bool(text)) for place, text in enumerate(texts))


def placed(row: tuple[Cell, ...], columns: object) -> list[str | None]:
    return [cell.text if cell else None for cell in align(row, columns)]  # type: ignore[arg-type]


def test_a_full_row_is_taken_as_it_stands() -> None:
    row = cells("综合", "1", "森林覆盖率(%)", "45", "46", "约束性", "区林业局")

    assert align(row, INDICATORS) == row


def test_a_merged_category_is_missing_from_the_rows_below_it() -> None:
    row = cells("2", "森林蓄积量(万立方米)", "95.7", "160", "约束性", "区林业局")

    assert placed(row, INDICATORS) == [None, "2", "森林蓄积量(万立方米)", "95.7", "160", "约束性", "区林业局"]


def test_an_empty_cell_keeps_its_place() -> None:
    row = cells("2", "水土流失治理面积(平方公里)", "", "48", "预期性", "区水利局")

    assert placed(row, INDICATORS) == [None, "2", "水土流失治理面积(平方公里)", "", "48", "预期性", "区水利局"]


def test_a_category_before_the_first_head_is_left_over() -> None:
    columns = read_columns(["指标", "2015年", "2020年", "累计", "属性"])

    row = cells("1.空气质量", "优良天数比率(%)", "76.7", ">80", "-", "约束性")

    assert placed(row, columns) == ["优良天数比率(%)", "76.7", ">80", "-", "约束性"]


def test_a_bracketed_sum_goes_to_the_column_of_sums() -> None:
    columns = read_columns(["指标", "2015年", "2020年", "累计", "属性"])

    assert placed(cells("浓度下降(%)", "〔18〕", "约束性"), columns) == ["浓度下降(%)", None, None, "〔18〕", "约束性"]


def test_a_project_without_category_finds_its_columns() -> None:
    row = cells("7", "充电桩建设", "新建充电桩300个", "2021-2025", "900", "400", "500", "县交通局")

    assert placed(row, PROJECTS) == [
        "7",
        None,
        "充电桩建设",
        "新建充电桩300个",
        "2021-2025",
        "900",
        "400",
        "500",
        "县交通局",
    ]


def test_a_better_row_scores_higher() -> None:
    good = cells("1", "森林覆盖率", "45", "46", "约束性", "区林业局")
    bad = cells("约束性", "45", "区林业局", "1")

    assert score(good, INDICATORS) > score(bad, INDICATORS)


@given(
    st.lists(st.sampled_from(["1", "", "-", "45", "约束性", "区林业局", "森林覆盖率", "2021-2025", "%"]), max_size=12)
)
def test_order_is_kept_and_nothing_is_made_up(texts: list[str]) -> None:
    row = cells(*texts)

    found = [cell for cell in align(row, INDICATORS) if cell is not None]

    assert [cell for cell in row if cell in found] == found
    assert len(align(row, INDICATORS)) == len(INDICATORS)


@pytest.mark.parametrize(
    "text",
    [
        "45",
        "≥70",
        "20%",
        "[22]",
        "〔18〕",
        "【3.5】",
        "约15",
        "15左右",
        "80%以上",
        "-3.2",
        "1,200",
        "30-35",
        "0.5216",
        "160万立方米",
    ],
)
def test_values_look_like_values(text: str) -> None:
    assert is_value(text)


@pytest.mark.parametrize("text", ["市级下达", "不减少", "约束性", "区林业局", "PM2.5", "森林覆盖率", ""])
def test_words_do_not_look_like_values(text: str) -> None:
    assert not is_value(text)


@pytest.mark.parametrize("text", ["-", "—", "——", "/", "", "无"])
def test_dashes_say_nothing(text: str) -> None:
    assert is_nothing(text)


@pytest.mark.parametrize("text", ["约束性", "预期性", "引导性", "约 束 性", "预期", "约束性指标", "监测性"])
def test_natures_look_like_natures(text: str) -> None:
    assert is_nature(text)


@pytest.mark.parametrize(
    "text",
    [
        "2021-2025",
        "2021—2025年",
        "2022",
        "2023年",
        "2022.03-2023.12",
        "2023年12月底前",
        "“十四五”期间",
        "2021年6月至2022年底",
        "长期",
    ],
)
def test_periods_look_like_periods(text: str) -> None:
    assert is_period(text)


@pytest.mark.parametrize("text", ["30000", "5202.5", "区林业局", "新建2座"])
def test_other_cells_do_not_look_like_periods(text: str) -> None:
    assert not is_period(text)


@pytest.mark.parametrize("text", ["%", "万立方米", "平方公里", "个", "μg/m3", "吨标准煤/万元", "平方米/人", "万辆"])
def test_units_look_like_units(text: str) -> None:
    assert is_unit(text)


@pytest.mark.parametrize("text", ["约束性", "45", "区林业局", "森林覆盖率达到先进水平的比例"])
def test_other_cells_do_not_look_like_units(text: str) -> None:
    assert not is_unit(text)


@pytest.mark.parametrize("text", ["30000", "1,200.5", "约3000", "3000万元", "1.2亿元"])
def test_amounts_look_like_amounts(text: str) -> None:
    assert is_amount(text)


def test_a_nature_sits_nowhere_but_in_its_column() -> None:
    assert fit("约束性", read_column("属性")) > 3
    assert all(fit("约束性", read_column(head)) < -3 for head in ("指标", "2025年", "单位", "责任单位", "类别"))


def test_a_row_begins_where_its_own_cells_begin() -> None:
    assert row_bounds((Cell("减缓", 0, 2), Cell("森林", 9, 11), Cell("", 12, 12)), 8) == (9, 11)
    assert row_bounds((Cell("减缓", 0, 2),), 8) == (0, 2)
