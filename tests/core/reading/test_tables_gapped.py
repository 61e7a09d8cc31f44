"""Tables of values whose cells stand under one another, parted by gaps of blanks."""

import re
import unicodedata

import pytest

from ditan.core.reading.clean.breaks import break_at_indents
from tests.core.reading.table_pages import Reading

HEAD = ["领域", "指标", "2020年", "2025年", "属性", "责任单位"]
ROWS = [
    ["产业", "绿色工厂数量（家）", "3", "10", "预期性", "区经信局"],
    ["", "战略性新兴产业产值占比（%）", "21.6", "28", "预期性", "区经信局"],
    ["能源", "能源消费总量（万吨标准煤）", "—", "完成市下达目标", "约束性", "区发改局"],
    ["", "单位产值能耗（吨标准煤/万元）", "0.31", "0.26", "约束性", "区发改局"],
]
VALUES: dict[str, dict[str, str | None]] = {
    "绿色工厂数量": {"2020": "3", "2025": "10"},
    "战略性新兴产业产值占比": {"2020": "21.6", "2025": "28"},
    "能源消费总量": {"2020": None, "2025": "完成市下达目标"},
    "单位产值能耗": {"2020": "0.31", "2025": "0.26"},
}


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def aligned(rows: list[list[str]]) -> str:
    widths = [max(width(row[column]) for row in rows) + 3 for column in range(len(rows[0]))]
    return "\n".join(
        "".join(cell + " " * (room - width(cell)) for cell, room in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def test_cells_set_under_one_another_are_read_as_they_stand() -> None:
    reading = Reading(f"表1 主要指标\n{aligned([HEAD, *ROWS])}\n二、重点任务\n")

    assert reading.values == VALUES
    assert [one.category for one in reading.indicators] == ["产业", "产业", "能源", "能源"]
    assert [one.department for one in reading.indicators] == ["区经信局", "区经信局", "区发改局", "区发改局"]


def test_a_cell_may_hold_one_blank() -> None:
    rows = [
        ["指标", "2020年", "2025年", "属性"],
        ["新能源 汽车占比", "5.4", "30", "预期性"],
        ["森林覆盖率", "51", "52", "约束性"],
    ]

    assert list(Reading(f"表1 主要指标\n{aligned(rows)}\n").values) == ["新能源汽车占比", "森林覆盖率"]


@pytest.mark.parametrize("gap", ["  ", "\t", "\u3000\u3000", "      "])
def test_a_head_that_only_says_kind_stands_over_natures(gap: str) -> None:
    rows = [
        ["序号", "指标", "单位", "基期值（2021年）", "2025年", "2030年", "指标类型"],
        ["1", "碳排放强度较2020年下降", "%", "-", "20", "45", "约束性"],
        ["2", "零碳园区", "个", "0", "1", "3", "引导性"],
    ]
    reading = Reading("表1 建设指标\n" + "\n".join(gap.join(row) for row in rows) + "\n")

    assert reading.values == {
        "碳排放强度较2020年下降": {"2021": None, "2025": "20", "2030": "45"},
        "零碳园区": {"2021": "0", "2025": "1", "2030": "3"},
    }
    assert [one.nature for one in reading.indicators] == ["约束性", "引导性"]


def test_a_row_with_more_cells_than_heads_is_left_to_the_evidence_of_its_digits() -> None:
    text = "表1 主要指标\n指标  2020年  2025年  属性\n绿地  率  30  35  约束性\n湿地保护率  52  55  预期性\n"

    assert [table.form for table in Reading(text).tables] == ["glued"]


def test_a_gap_behind_a_bracket_in_a_row_begins_no_paragraph() -> None:
    row = "化学需氧量减排量（吨）      900     1860      约束性    市生态环境局"

    assert break_at_indents(row) == row
    assert break_at_indents("总体要求（略）。    二、任务") == "总体要求（略）。\n   二、任务"


def test_growth_or_sum_is_one_column() -> None:
    text = (
        "专栏2 主要指标\n指标 2020年 2025年 年均增速〔累计〕 属性\n森林覆盖率（%） 55.2 56 〔0.8〕 约束性\n"
        "林草产业产值（亿元） 410 620 8.6 预期性\n湿地保护率（%） 52 55 〔3〕 预期性\n"
    )

    assert Reading(text).values == {
        "森林覆盖率": {"2020": "55.2", "2025": "56", "年均增速〔累计〕": "〔0.8〕"},
        "林草产业产值": {"2020": "410", "2025": "620", "年均增速〔累计〕": "8.6"},
        "湿地保护率": {"2020": "52", "2025": "55", "年均增速〔累计〕": "〔3〕"},
    }


def test_a_row_of_two_decimals_loses_none_to_a_footnote() -> None:
    text = (
        "| 指标 | 单位 | 2020年 | 2025年 | 属性 |\n| 单位产值能耗 | 吨标准煤/万元 | 0.31 | 0.26 | 约束性 |\n"
        "| 可再生能源应用比例 | % | 4.2 | 8.5 | 预期性 |\n| 再生水利用率 | % | 22.5 | 30.5 | 预期性 |\n"
    )

    assert Reading(text).values["单位产值能耗"] == {"2020": "0.31", "2025": "0.26"}


def test_a_note_behind_cells_parted_by_empty_lines_is_no_cell() -> None:
    cells = [
        "序号",
        "指标",
        "2020年",
        "2025年",
        "属性",
        "1",
        "森林覆盖率",
        "51",
        "52",
        "约束性",
        "2",
        "湿地保护率",
        "50",
        "55",
        "预期性",
    ]
    reading = Reading("表1 主要指标\n\n" + "\n\n".join(cells) + "\n注：1.〔 〕内为累计数。\n")

    assert reading.values == {
        "森林覆盖率": {"2020": "51", "2025": "52"},
        "湿地保护率": {"2020": "50", "2025": "55"},
    }


def test_a_number_in_words_and_a_name_group_the_projects_below_them() -> None:
    text = (
        "重点项目清单\n序号\t项目名称\t建设内容\t建设年限\t总投资（万元）\t责任单位\n一\t清洁能源类\n"
        "1\t甲光伏电站项目\t建设光伏电站50兆瓦\t2022—2023\t24500\t县发改局\n二\t节能改造类\n"
        "2\t乙余热发电项目\t改造熟料线1条\t2023—2024\t7200\t县工信局\n"
    )

    assert [(one.name, one.category, one.investment.total) for one in Reading(text).projects if one.investment] == [
        ("甲光伏电站项目", "清洁能源类", 24500),
        ("乙余热发电项目", "节能改造类", 7200),
    ]


GROUPED = (
    "表2 建设指标\n序号|指标名称|单位|指标值|指标属性|2021年现状|2025年|2030年\n（一）生态制度\n"
    "1|生态文明考核占比|%|≥20|约束性|20|22|25\n（二）生态经济\n2|单位产值能耗|吨标准煤/万元|完成任务|约束性|0.412|0.36|0.31\n"
    "3|农膜回收率|%|≥80|参考性|82.3|85|90\n"
)


@pytest.mark.parametrize("layout", ["bars", "tabs", "lines"])
def test_titles_of_groups_between_rows_part_no_table(layout: str) -> None:
    text = GROUPED if layout == "bars" else GROUPED.replace("|", "\t" if layout == "tabs" else "\n")
    reading = Reading(text)

    assert reading.values == {
        "生态文明考核占比": {"目标": "≥20", "2021": "20", "2025": "22", "2030": "25"},
        "单位产值能耗": {"目标": "完成任务", "2021": "0.412", "2025": "0.36", "2030": "0.31"},
        "农膜回收率": {"目标": "≥80", "2021": "82.3", "2025": "85", "2030": "90"},
    }
    assert [one.category for one in reading.indicators] == ["生态制度", "生态经济", "生态经济"]


TWO_LINES = [
    ["类别", "序号", "指标", "单位", "2020年", "目标值", "", "属性"],
    ["", "", "", "", "", "2025年", "2030年", ""],
    ["低碳", "1", "非化石能源消费比重", "%", "11.8", "15", "22", "预期性"],
    ["", "2", "公共机构人均能耗", "千克标准煤", "286", "268", "250", "预期性"],
    ["循环", "3", "秸秆综合利用率", "%", "92.5", "≥95", "≥97", "约束性"],
]


@pytest.mark.parametrize("layout", ["bars", "outer bars", "tabs", "lines"])
def test_years_below_the_head_that_spans_them(layout: str) -> None:
    if layout == "lines":
        text = "\n".join(cell for row in TWO_LINES for cell in row if cell)
    else:
        mark = "\t" if layout == "tabs" else "|"
        text = "\n".join(mark.join(row) for row in TWO_LINES)
        text = re.sub(r"(?m)^|$", "|", text) if layout == "outer bars" else text
    reading = Reading(f"表3 主要指标\n{text}\n")

    assert reading.values == {
        "非化石能源消费比重": {"2020": "11.8", "2025": "15", "2030": "22"},
        "公共机构人均能耗": {"2020": "286", "2025": "268", "2030": "250"},
        "秸秆综合利用率": {"2020": "92.5", "2025": "≥95", "2030": "≥97"},
    }
    assert [one.nature for one in reading.indicators] == ["预期性", "预期性", "约束性"]


def test_the_unit_of_the_money_may_stand_above_cells_on_lines_of_their_own() -> None:
    cells = ["序号", "项目名称", "建设内容", "总投资", "建设年限", "责任单位"]
    rows = [
        ["1", "城东污水厂二期", "新增处理规模2万吨/日", "18600", "2022-2024", "县住建局"],
        ["2", "青河流域综合治理", "治理河道32公里", "12500", "2021-2025", "县水利局"],
    ]
    text = "附表3 重点项目\n（单位：万元）\n" + "\n".join(cell for row in [cells, *rows] for cell in row)

    assert [
        (one.name, one.lead, one.investment and (one.investment.total, one.investment.unit))
        for one in Reading(text).projects
    ] == [
        ("城东污水厂二期", ("县住建局",), (18600, "万元")),
        ("青河流域综合治理", ("县水利局",), (12500, "万元")),
    ]


def test_departments_may_stand_behind_the_values_where_no_nature_does() -> None:
    text = (
        "建设指标\n一级指标\t三级指标\t2020年（基准值）\t2025年（目标值）\t数据来源\n"
        "源头减量\t固体废物产生强度（吨/万元）\t0.42\t0.35\t区生态环境局、区统计局\n最终处置\t填埋量下降幅度（%）\t—\t10\t区生态环境局\n"
    )

    assert Reading(text).values == {
        "固体废物产生强度": {"2020": "0.42", "2025": "0.35"},
        "填埋量下降幅度": {"2020": None, "2025": "10"},
    }
