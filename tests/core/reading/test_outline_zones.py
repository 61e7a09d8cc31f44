"""Which lines are rows or cells of a table."""

from __future__ import annotations

import pytest

from ditan.core.reading.outline.lines import read_lines
from ditan.core.reading.outline.zones import is_header, table_lines


def flagged(text: str) -> list[str]:
    lines = read_lines(text)
    return [line.text for line, flag in zip(lines, table_lines(lines), strict=True) if flag]


@pytest.mark.parametrize(
    "line",
    [
        "序号",
        "主要指标2020年末2025年末2030年末性质",
        "指标名称单位2020年2025年属性",
        "类别序号具体指标2020年2025年指标性质责任部门",
        "任务名称 牵头单位 配合单位 完成时限",
        "项目名称建设内容投资(万元)责任单位",
    ],
)
def test_headers_are_known(line: str) -> None:
    assert is_header(line)


@pytest.mark.parametrize(
    "line",
    [
        "主要指标",
        "二、主要任务和责任单位",
        "任务落实到位,责任明确。",
        "到2025年目标任务全面完成",
        "指标:2025年目标、任务、责任单位",
        "项目推进有力",
        "",
    ],
)
def test_other_lines_are_no_headers(line: str) -> None:
    assert not is_header(line)


def test_a_stream_of_cells_runs_from_its_header_to_its_note() -> None:
    text = "前文。\n序号\n指标\n1\n能耗\n一、类别\n备注:暂定。\n后文。"
    assert flagged(text) == ["序号", "指标", "1", "能耗", "一、类别"]


@pytest.mark.parametrize("end", ["第三章 任务", "附表2 清单", "专栏3 工程", "第二节 目标", "表3 指标"])
def test_a_heading_of_the_outer_order_ends_a_table(end: str) -> None:
    assert flagged(f"序号\n1\n能耗\n{end}\n后文") == ["序号", "1", "能耗"]


def test_a_run_in_heading_ends_a_table() -> None:
    heading = "(一)优化布局。" + "推进城市组团式发展,完善综合交通体系," * 5 + "提升效率。"
    assert flagged(f"序号\n1\n能耗\n{heading}") == ["序号", "1", "能耗"]


def test_the_bodys_numbering_ends_a_table() -> None:
    assert flagged("(一)目标\n序号\n1\n能耗\n(二)任务\n内容") == ["序号", "1", "能耗"]


def test_a_category_that_begins_at_one_ends_none() -> None:
    assert flagged("二、目标\n序号\n一、能源\n1\n能耗\n") == ["序号", "一、能源", "1", "能耗"]


def test_lines_with_bars_and_tabs_are_rows_wherever_they_stand() -> None:
    assert flagged("前文\n1 | 节能 |\n2\t减排\n后文") == ["1 | 节能 |", "2\t减排"]


def test_lines_that_end_with_a_nature_are_rows() -> None:
    assert flagged("绿地率(%)26.33545约束性\n后文") == ["绿地率(%)26.33545约束性"]
