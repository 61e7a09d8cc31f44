"""What stands against issuing a rubric."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from ditan.core.rubrics import KINDS, Line, Part, Rubric, faults, read_parameters

GOOD = Line("1", "碳强度", Decimal(100), "rate")


def said(*lines: Line, **more: Any) -> str:
    return "".join(fault.message for fault in faults(Rubric(lines, **more)))


def test_a_rubric_of_a_hundred_points_has_no_fault() -> None:
    assert said(GOOD, replace(GOOD, code="2", points=Decimal(5), part=Part.BONUS)) == ""


@pytest.mark.parametrize("points, gap", [("99.5", "还差 0.5 分"), ("120", "多出 20 分")])
def test_weights_that_do_not_add_to_a_hundred_are_told_with_the_gap(points: str, gap: str) -> None:
    found = said(replace(GOOD, points=Decimal(points)))
    assert f"合计 {points} 分，应为 100 分，{gap}" in found


@pytest.mark.parametrize(
    "line, message",
    [
        (replace(GOOD, name=" "), "请填写考核内容"),
        (replace(GOOD, points=Decimal(-1)), "分值为 -1，应大于 0"),
        (replace(GOOD, kind="magic"), "评分方法应为按完成率"),
        (replace(GOOD, kind="manual", veto=True), "不能一票否决"),
        (replace(GOOD, veto=True), "没有写否决后的等级"),
        (replace(GOOD, veto=True, part=Part.PENALTY), "不能兼作一票否决"),
        (replace(GOOD, parameters={"bonus_step": 10}), "同时填写"),
        (replace(GOOD, parameters={"slip": 1}), "“slip”不是“按完成率”的参数"),
    ],
)
def test_a_line_that_is_wrong_is_named(line: Line, message: str) -> None:
    assert message in said(line)


def test_a_code_that_is_used_twice_and_grades_out_of_order_are_told() -> None:
    half = replace(GOOD, points=Decimal(50))
    found = said(half, half, grades=((Decimal(60), "合格"), (Decimal(90), "优秀")), bonus_most=Decimal(-1))
    assert "编号“1”用了 2 次" in found
    assert "从高到低" in found
    assert "不能小于 0" in found


@pytest.mark.parametrize(
    "kind, given, field, message",
    [
        ("tiers", {"compare": "at_most", "tiers": "1.1=10\n1=15"}, "tiers", "从小到大"),
        ("tiers", {"compare": "at_least", "tiers": "90=5\n80=10"}, "tiers", "分值应越低"),
        ("tiers", {"compare": "at_most", "tiers": "1=99"}, "tiers", "满分 15"),
        ("tiers", {"compare": "at_most", "tiers": "很好=9"}, "tiers", "“分档”应为数字"),
        ("tiers", {"compare": "at_most", "tiers": "十"}, "tiers", "应写作“条件=分值”"),
        ("tiers", {"tiers": "1=15"}, "compare", "请填写“比较”"),
        ("interpolate", {"knots": "1=0"}, "knots", "至少要有两个插值点"),
        ("interpolate", {"knots": "2=0\n1=10"}, "knots", "从小到大"),
        ("cases", {"cases": "、=3"}, "cases", "要写条件"),
        ("count", {"each": "0"}, "each", "不小于 0.01"),
        ("progress", {"convention": "cubic"}, "convention", "应为对数法"),
    ],
)
def test_parameters_are_read_from_text_and_refused_by_field(
    kind: str, given: dict[str, Any], field: str, message: str
) -> None:
    _read, wrong = read_parameters(KINDS[kind], given, Decimal(15))
    assert message in wrong[field]


def test_rows_are_read_with_full_width_marks() -> None:
    read, wrong = read_parameters(KINDS["tiers"], {"compare": "at_most", "tiers": "１＝15\n1.1＝10\n"}, Decimal(15))
    assert (read["tiers"], wrong) == ([["1", 15.0], ["1.1", 10.0]], {})
