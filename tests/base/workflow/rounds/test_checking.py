"""The words of the checks, and what they leave to do: on cells that no database holds."""

from __future__ import annotations

import pytest

from ditan.base.records.models import Metric
from ditan.base.workflow.models import Cell, RoundMetric
from ditan.base.workflow.rounds.checking import Background, Checked, check_cells
from ditan.base.workflow.rounds.errors import Problem
from ditan.base.workflow.rounds.past import Earlier, periods_of
from ditan.base.workflow.rounds.values import read_value

KEY = 7


def cell(text: str, *, unit: str = "万吨", note: str = "", verified: str = "", **more: object) -> Cell:
    """A cell in which this text was typed; what else is given goes to its metric or to what is asked of it."""
    required, whole = bool(more.pop("required", True)), more.pop("part_of", None)
    key = int(str(more.pop("key", KEY)))
    metric = Metric(pk=key, code=f"m{key}", name=f"指标{key}", unit=str(more.pop("metric_unit", unit)), **more)
    asked = RoundMetric(pk=key, metric=metric, required=required, part_of_id=whole)
    value = read_value(text, unit=unit)
    return Cell(
        asked=asked,
        state=value.state,
        reported=value.reported,
        number=value.number,
        unit=unit,
        note=note,
        verified=verified,
    )


def stood(period: str, number: float | None, unit: str = "万吨", key: int = KEY) -> dict[tuple[int, str], Earlier]:
    return {(key, period): Earlier(period, str(number), number, unit, 1)}


def checked(*cells: Cell, period: str = "2025", earlier: dict[tuple[int, str], Earlier] | None = None) -> Checked:
    return check_cells(cells, Background(earlier or {}), periods_of(period))


def said(result: Checked, key: int = KEY) -> list[tuple[str, str]]:
    return [(str(each.label), each.text) for each in result.remarks.get(key, ())]


def test_a_value_within_its_limits_is_left_in_peace() -> None:
    result = checked(cell("20.5", floor=0, ceiling=100), earlier=stood("2024", 20.0))
    assert (result.remarks, result.problems, result.verdict) == ({}, [], "")


@pytest.mark.parametrize(
    "text, words",
    [
        ("-1", "-1 低于下限 0万吨；请核对数值。"),
        ("101", "101 高于上限 100万吨；请核对数值和单位。"),
    ],
)
def test_a_limit_is_named_with_its_unit(text: str, words: str) -> None:
    result = checked(cell(text, floor=0, ceiling=100))
    assert said(result) == [("强制", words)]
    assert (result.must_fix, result.problems) == (1, [Problem(KEY, "指标7", words)])


def test_limits_and_earlier_values_are_turned_into_the_unit_of_the_sheet() -> None:
    result = checked(cell("250", metric_unit="亿吨", ceiling=0.02), earlier=stood("2024", 2_000_000, unit="吨"))
    assert said(result) == [
        ("强制", "250 高于上限 200万吨；请核对数值和单位。"),
        ("提示", "比2024年的 200 高 25%。"),
    ]


def test_an_earlier_value_in_a_unit_of_another_kind_is_not_compared() -> None:
    assert checked(cell("250"), earlier=stood("2024", 2, unit="亿元")).remarks == {}


@pytest.mark.parametrize(
    "number, label, words",
    [
        (10.0, "提示", "与2024年完全相同；请确认不是照抄上期。"),
        (13.0, "提示", "比2024年的 10 高 30%。"),
        (7.0, "提示", "比2024年的 10 低 30%。"),
        (16.0, "准强制", "比2024年的 10 高 60%；请核对，确实如此请说明原因。"),
        (1020.0, "准强制", "与以往相差约 100 倍，可能是小数点或单位（元、万元、亿元）有误；确实如此请说明原因。"),
        (0.01, "准强制", "与以往相差约 1,000 分之一，可能是小数点或单位（元、万元、亿元）有误；确实如此请说明原因。"),
    ],
)
def test_a_change_against_the_period_before_is_told_in_words(number: float, label: str, words: str) -> None:
    assert said(checked(cell(f"{number:g}"), earlier=stood("2024", 10.0))) == [(label, words)]


def test_a_month_is_held_against_the_month_before_and_the_same_month_of_last_year() -> None:
    earlier = stood("2025M11", 10.0) | stood("2024M12", 15.0)
    assert said(checked(cell("24"), period="2025M12", earlier=earlier)) == [
        ("准强制", "比2025年11月的 10 高 140%；请核对，确实如此请说明原因。"),
        ("准强制", "比2024年12月的 15 高 60%；请核对，确实如此请说明原因。"),
    ]
    assert said(checked(cell("16"), period="2025M12", earlier=earlier)) == [
        ("核实", "比2025年11月的 10 高 60%；请核对，确实如此请说明原因。")
    ]


def test_a_note_of_four_characters_explains_and_a_shorter_one_does_not() -> None:
    for note, left in (("见附", 1), ("见附件一", 0)):
        result = checked(cell("16", note=note), earlier=stood("2024", 10.0))
        assert (result.unexplained, len(result.problems)) == (left, left)


def test_a_word_that_it_was_looked_at_answers_a_doubt_for_this_value_alone() -> None:
    for verified, left in (("-3", 0), ("-2", 1), ("", 1)):
        assert checked(cell("-3", verified=verified)).unexplained == left


def test_a_word_does_not_answer_what_must_be_explained() -> None:
    assert checked(cell("16", verified="16"), earlier=stood("2024", 10.0)).unexplained == 1


@pytest.mark.parametrize("text", ["未知", "不适用"])
def test_a_required_value_that_is_not_there_asks_why(text: str) -> None:
    result = checked(cell(text))
    assert said(result) == [("准强制", f"必填指标填了“{text}”；请在说明里写明原因。")]
    assert checked(cell(text, note="仪器停用检修")).verdict == ""
    assert checked(cell(text, required=False)).remarks == {}


def test_an_empty_cell_is_counted_where_it_is_required() -> None:
    result = checked(cell(""), cell("", key=8, required=False))
    assert (result.empty, [each.name for each in result.problems]) == (1, ["指标7"])
    assert result.verdict == "还不能提交：1 项还没有填。"


def test_the_heaviest_comes_first_and_the_verdict_counts_all() -> None:
    result = checked(cell("160", ceiling=100), cell("", key=8), cell("-3", key=9), earlier=stood("2024", 10.0))
    assert [label for label, _text in said(result)] == ["强制", "准强制"]
    assert result.verdict == ("还不能提交：1 项还没有填，1 处“强制”问题须改正，2 处“准强制”或“核实”问题须说明或核实。")


def test_parts_are_added_up_at_their_whole() -> None:
    whole = cell("53.2")
    parts = [cell("20.5", key=8, part_of=KEY), cell("30", key=9, part_of=KEY)]
    assert said(checked(whole, *parts)) == [("强制", "各分项合计 50.5，与本项 53.2 相差 2.7；请核对分项和合计。")]
    parts[1] = cell("未知", key=9, part_of=KEY, note="台账缺失")
    assert said(checked(whole, *parts)) == []


@pytest.mark.parametrize(
    "code, last, year_ago, same",
    [
        ("2025", "2024年", "2024年", True),
        ("2025M01", "2024年12月", "2024年1月", False),
        ("2025Q3", "2025年二季度", "2024年三季度", False),
    ],
)
def test_each_period_has_one_before_and_one_a_year_ago(code: str, last: str, year_ago: str, same: bool) -> None:
    periods = periods_of(code)
    assert (periods.last_name, periods.year_ago_name, periods.same) == (last, year_ago, same)


def test_what_is_no_period_stands_for_itself() -> None:
    assert periods_of("十三五").now_name == "十三五"
    assert periods_of("十三五").last == ""
