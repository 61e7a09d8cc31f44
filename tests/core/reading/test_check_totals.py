"""Totals that are not the sums of what they total."""

from __future__ import annotations

import pytest

from ditan.core.reading.check.totals import differing_totals
from ditan.core.reading.tables.table import Cell, Table
from tests.core.reading.made_plans import Maker, made_draft, made_plan, quotes

ROWS = ("建设充电站10座", "改造农村客车34台", "治理水土流失48平方公里")


def project_list(amounts: tuple[float, ...], line: str) -> list[tuple[str, str, list[str]]]:
    text = "\n\n".join(
        f"{number}\n\n{row}\n\n{amount}" for number, (row, amount) in enumerate(zip(ROWS, amounts, strict=True), 1)
    )
    text += f"\n\n{line}\n"
    make = Maker(text)
    projects = [
        make.project(row, str(number), amount)
        for number, (row, amount) in enumerate(zip(ROWS, amounts, strict=True), 1)
    ]
    found = differing_totals(made_plan(made_draft(text, projects=projects)))
    return [(one.code, one.level, quotes(one)) for one in found]


def test_the_funding_columns_of_plan_004_add_to_four_hundred_yuan_too_much() -> None:
    line = "合 计\n\n/\n\n497379.19\n\n263993.3\n\n60499.93\n\n172886\n\n附表2 规划任务分工表"
    found = project_list((400000.0, 90000.0, 7379.19), line)
    assert found == [("total-differs", "warning", ["497379.19", "263993.3", "60499.93", "172886"])]


def test_a_printed_total_that_the_rows_do_not_add_to() -> None:
    found = project_list((1000.0, 200.5, 30.0), "合计\n\n1250.5")
    assert [(code, level, sides[-1]) for code, level, sides in found] == [("total-differs", "error", "1250.5")]


@pytest.mark.parametrize(
    "line",
    [
        "合计\n\n1230.5",
        "合 计 | / | 1,230.5 |",
        "合计\n\n1230.5\n\n1000\n\n230.5",
        "附表2 任务分工表\n\n1\n\n99",
        "备注:合计数以实际为准",
    ],
)
def test_totals_that_hold_or_are_not_printed(line: str) -> None:
    assert project_list((1000.0, 200.5, 30.0), line) == []


def test_a_column_line_far_from_the_total_is_another_table() -> None:
    assert project_list((1000.0, 200.5, 30.0), "合计\n\n1230.5\n\n12\n\n45") == []


def sources(total: float, amounts: tuple[float, ...], number: str = "7") -> list[str]:
    quote = "新建铜梁区同心桥水库工程"
    make = Maker(quote)
    project = make.project(quote, number, total, amounts)
    return [one.level for one in differing_totals(made_plan(made_draft(quote, projects=(project,))))]


def test_a_row_whose_sources_do_not_add_to_its_total() -> None:
    assert sources(70800.0, (53100.0, 17000.0)) == ["error"]
    assert sources(3032.0, (4000.0,), "") == ["error"]


def test_a_row_whose_sources_add_up_or_are_named_in_part() -> None:
    assert sources(70800.0, (53100.0, 17700.0)) == []
    assert sources(3032.0, (1819.0,), "") == []
    assert sources(0.3, (0.1, 0.2)) == []


def table(rows: list[list[str]], header: list[str], form: str = "ruled") -> tuple[str, Table]:
    text, cells = "", []
    for row in [header, *rows]:
        line = []
        for word in row:
            line.append(Cell(word, len(text), len(text) + len(word)))
            text += word + "\t"
        text += "\n"
        cells.append(tuple(line))
    return text, Table("减排任务分解表", cells[0], tuple(cells[1:]), 0, len(text), form)  # type: ignore[arg-type]


BODY = [["巴川街道", "10", "1.5"], ["南城街道", "20", "2.5"], ["安居镇", "30", "3"]]
HEADER = ["镇街", "造林面积(亩)", "投资(万元)"]


def columns(total: list[str], header: list[str] = HEADER, form: str = "ruled") -> list[tuple[str, list[str]]]:
    text, made = table([*BODY, total], header, form)
    found = differing_totals(made_plan(made_draft(text), (made,)))
    return [(one.message, quotes(one)) for one in found]


def test_a_column_over_a_total_row_must_add_to_it() -> None:
    found = columns(["合计", "60", "8"])
    assert [sides for _, sides in found] == [["1.5", "3", "8"]]
    assert "“投资(万元)”一列相加为7,合计写的是8" in found[0][0]


@pytest.mark.parametrize(
    ("total", "header", "form"),
    [
        (["合计", "60", "7.0"], HEADER, "ruled"),
        (["合计", "60", ""], HEADER, "ruled"),
        (["安溪镇", "1", "99"], HEADER, "ruled"),
        (["合计", "60", "33"], ["镇街", "面积(亩)", "下降率(%)"], "ruled"),
        (["合计", "60", "99"], HEADER, "glued"),
    ],
)
def test_columns_that_give_no_finding(total: list[str], header: list[str], form: str) -> None:
    assert columns(total, header, form) == []


def test_a_column_with_words_in_it_is_not_summed() -> None:
    text, made = table([["甲", "10"], ["乙", "约20"], ["丙", "30"], ["丁", "5"], ["合计", "99"]], ["镇街", "亩"])
    assert list(differing_totals(made_plan(made_draft(text), (made,)))) == []


@pytest.mark.parametrize("word", ["合计", "合 计", "总计", "总 计"])
def test_the_words_of_a_total_line(word: str) -> None:
    assert [level for _, level, _ in project_list((1000.0, 200.5, 30.0), f"{word}\n\n1250.5")] == ["error"]


def test_a_subtotal_is_not_the_total_of_the_list() -> None:
    assert project_list((1000.0, 200.5, 30.0), "小计\n\n200.5") == []


def test_a_list_with_a_gap_in_its_numbers_may_be_our_own_miss() -> None:
    text = "\n\n".join(ROWS) + "\n\n合计\n\n999\n"
    make = Maker(text)
    projects = [make.project(row, number, 100.0) for row, number in zip(ROWS, ("1", "2", "4"), strict=True)]
    assert list(differing_totals(made_plan(made_draft(text, projects=projects)))) == []


def test_two_projects_are_no_list() -> None:
    text = "\n\n".join(ROWS[:2]) + "\n\n合计\n\n999\n"
    make = Maker(text)
    projects = [make.project(row, str(number), 100.0) for number, row in enumerate(ROWS[:2], 1)]
    assert list(differing_totals(made_plan(made_draft(text, projects=projects)))) == []


def test_an_unsure_row_keeps_the_sum_from_being_told() -> None:
    text = "\n\n".join(ROWS) + "\n\n合计\n\n999\n"
    make = Maker(text)
    projects = [
        make.project(row, str(number), 100.0, confidence=0.5 if number == 2 else 0.9)
        for number, row in enumerate(ROWS, 1)
    ]
    assert list(differing_totals(made_plan(made_draft(text, projects=projects)))) == []


def test_sums_are_printed_without_empty_decimals() -> None:
    text = "\n\n".join(ROWS) + "\n\n合计\n\n1250.5\n"
    make = Maker(text)
    projects = [make.project(row, str(number), 400.0) for number, row in enumerate(ROWS, 1)]
    (found,) = differing_totals(made_plan(made_draft(text, projects=projects)))
    assert "相加为1,200万元,合计行写的是1,250.5万元,相差-50.5。" in found.message


def test_the_first_total_row_stands_above_its_columns() -> None:
    text, made = table([["合计", "61", "7"], *BODY], HEADER)
    found = list(differing_totals(made_plan(made_draft(text), (made,))))
    assert [quotes(one)[0] for one in found] == ["61"]


def test_subtotals_in_the_rows_that_head_a_group_are_not_summed_again() -> None:
    rows = [
        ["(一)", "能源项目", "3000"],
        ["1", "甲", "1000"],
        ["2", "乙", "2000"],
        ["(二)", "水利项目", "500"],
        ["3", "丙", "500"],
        ["合计", "", "3500"],
    ]
    text, made = table(rows, ["序号", "项目", "投资(万元)"])
    assert list(differing_totals(made_plan(made_draft(text), (made,)))) == []

    text, made = table([*rows[:-1], ["合计", "", "3600"]], ["序号", "项目", "投资(万元)"])
    assert [one.code for one in differing_totals(made_plan(made_draft(text), (made,)))] == ["total-differs"]
