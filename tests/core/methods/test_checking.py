"""What is wrong with the inputs of a row, each with its name and what to do."""

from __future__ import annotations

import math
from typing import Any

import pytest

from ditan.core.methods import Control, Fault, check
from tests.core.methods.heating import HEATING, ROW


def faults(**values: Any) -> list[Fault]:
    """The faults of the row with these values."""
    return list(check(HEATING, {**ROW, **values}))


def test_a_sound_row_has_no_fault() -> None:
    assert faults() == []
    assert (
        faults(sold=0.0, moisture=0.05, history={2020: 1, 2021: 2.5}, controls=(Control("bag", 1.0),), remark="x") == []
    )


def test_zero_is_a_value_and_empty_is_none() -> None:
    assert faults(amount=0) == []
    assert [(each.name, each.code) for each in faults(amount=None, fuel="")] == [
        ("fuel", "missing"),
        ("amount", "missing"),
    ]


def test_a_missing_input_says_that_a_notation_key_is_the_other_way() -> None:
    (fault,) = faults(amount=None)
    assert fault.message == "“消费量”没有填写；请填写，或改用标识符并写明原因。"


def test_what_is_not_required_may_be_left_out() -> None:
    assert faults(sold=None, moisture="", history={}, controls=(), remark=None) == []


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, "12", True, 10**400, [1]])
def test_what_is_no_finite_number_is_refused(value: Any) -> None:
    (fault,) = faults(amount=value)
    assert (fault.name, fault.code) == ("amount", "number")
    assert fault.message == f"“消费量”的值“{value}”不是有效数字；请填写数字，单位 t。"


def test_negative_activity_is_refused() -> None:
    (fault,) = faults(amount=-5)
    assert (fault.code, fault.message) == ("range", "“消费量”为 -5，活动数据不能为负；请核对数值和单位（t）。")


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.01, "“水分”为 0.01，应不小于 0.05"), (1.2, "“水分”为 1.2，应不大于 1")],
)
def test_a_value_out_of_range_names_the_end_that_it_passes(value: float, said: str) -> None:
    (fault,) = faults(moisture=value)
    assert fault.code == "range"
    assert fault.message == f"{said}；请核对数值和单位（1）。"


def test_both_ends_of_a_range_are_allowed() -> None:
    assert faults(moisture=0.05) == []
    assert faults(moisture=1.0) == []


@pytest.mark.parametrize("value", ["gas", 3, ["coal"]])
def test_a_choice_outside_its_list_is_refused(value: Any) -> None:
    (fault,) = faults(fuel=value)
    assert (fault.code, fault.message) == ("choice", f"“燃料”没有“{value}”这一项；请从列表中选择。")


def test_a_series_is_checked_year_by_year() -> None:
    found = faults(history={2020: 1.0, 2021: -2.0, 2022: math.nan})
    assert [each.message for each in found] == [
        "“历年消费量”2021 年为 -2，活动数据不能为负；请核对数值和单位（t）。",
        "“历年消费量”2022 年的值“nan”不是有效数字；请填写数字，单位 t。",
    ]


@pytest.mark.parametrize("value", [[1.0, 2.0], 5.0, {"2020": 1.0}])
def test_a_series_that_is_none_is_refused(value: Any) -> None:
    assert [(each.name, each.code) for each in faults(history=value)] == [("history", "number")]


@pytest.mark.parametrize("share", [1.2, -0.1, math.nan, "半"])
def test_a_share_outside_0_and_1_is_refused_for_use_and_for_running(share: Any) -> None:
    used, running = faults(controls=(Control("bag", share),)), faults(controls=(Control("bag", 0.5, share),))
    assert [(each.name, each.code) for each in (*used, *running)] == [("controls", "share")] * 2
    assert "bag 的应用比例为" in used[0].message
    assert "bag 的投运率为" in running[0].message


def test_shares_of_more_than_everything_are_refused() -> None:
    (fault,) = faults(controls=(Control("bag", 0.7), Control("wet", 0.4)))
    assert fault.message == "各治理措施应用比例之和为 110.0%，不能超过 100%；串联的措施请按一种组合填写。"


def test_shares_may_add_up_to_exactly_everything() -> None:
    assert faults(controls=(Control("bag", 0.7), Control("wet", 0.3))) == []


def test_an_unknown_control_is_refused() -> None:
    (fault,) = faults(controls=(Control("magic", 0.5),))
    assert (fault.code, fault.message) == ("choice", "没有“magic”这种治理措施；请从列表中选择。")


def test_controls_that_are_none_are_refused() -> None:
    assert [(each.name, each.code) for each in faults(controls=("bag",))] == [("controls", "choice")]


def test_a_rule_over_several_inputs_is_a_fault_of_none_of_them() -> None:
    assert faults(sold=1001.0) == [Fault("", "外供量大于消费量；请核对。", "rule")]


def test_rules_are_asked_only_where_each_input_is_sound() -> None:
    assert [each.code for each in faults(amount="many", sold=1.0)] == ["number"]


def test_all_faults_come_in_the_order_of_the_inputs() -> None:
    assert [each.name for each in faults(moisture=2.0, amount=-1, fuel="gas")] == ["fuel", "amount", "moisture"]
