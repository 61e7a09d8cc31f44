"""The checks: limits, jumps, slipped points, sums; and the days of a deadline."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.base.workflow.rounds.rules import Asked, Level, check_values
from ditan.base.workflow.rounds.working_days import calendar_warning, days_left, late_days

Day = datetime.date


def codes(*values: Asked) -> dict[int, list[str]]:
    return {key: [found.code for found in rules] for key, rules in check_values(values).items()}


def test_limits_are_held_to() -> None:
    assert codes(Asked(1, 101.0, floor=0, ceiling=100)) == {1: ["above"]}
    assert codes(Asked(1, -0.1, floor=0, ceiling=100)) == {1: ["below"]}
    assert codes(Asked(1, 100.0, floor=0, ceiling=100)) == {}


@pytest.mark.parametrize("factor", [0.001, 0.01, 0.1, 10, 100, 1000, 10_000, 1e8])
def test_a_slipped_point_and_a_mixed_unit_are_seen(factor: float) -> None:
    assert codes(Asked(1, 5.2 * factor, last=5.1)) == {1: ["shifted"]}


def test_a_jump_is_asked_about_and_a_small_change_is_mentioned() -> None:
    assert codes(Asked(1, 16.0, last=10.0)) == {1: ["jump_last"]}
    assert codes(Asked(1, 13.0, last=10.0)) == {1: ["change_last"]}
    assert codes(Asked(1, 11.0, last=10.0)) == {}


def test_both_earlier_periods_are_compared() -> None:
    assert codes(Asked(1, 16.0, last=10.0, year_ago=15.9)) == {1: ["jump_last"]}
    assert codes(Asked(1, 16.0, last=15.9, year_ago=10.0)) == {1: ["jump_year"]}


def test_a_small_percentage_may_double_without_a_question() -> None:
    assert codes(Asked(1, 2.0, last=1.0, percent=True)) == {}
    assert codes(Asked(1, 90.0, last=50.0, percent=True)) == {1: ["jump_last"]}


def test_the_same_figure_as_last_time_is_mentioned() -> None:
    assert codes(Asked(1, 10.0, last=10.0)) == {1: ["same"]}


def test_parts_make_their_whole_within_what_was_rounded() -> None:
    whole, coal, gas = Asked(1, 53.2, 1), Asked(2, 20.54, 2, whole=1), Asked(3, 32.70, 2, whole=1)
    assert codes(whole, coal, gas) == {}
    assert codes(Asked(1, 53.4, 1), coal, gas) == {1: ["sum"]}


def test_a_part_that_is_not_known_says_nothing_of_the_whole() -> None:
    assert codes(Asked(1, 53.2), Asked(2, 20.0, whole=1), Asked(3, None, whole=1)) == {}


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_no_figures_break_the_checks(number: float, last: float, year_ago: float) -> None:
    for rules in check_values([Asked(1, number, last=last, year_ago=year_ago)]).values():
        assert all(found.level in Level for found in rules)


def test_make_up_days_are_worked_and_holidays_are_not() -> None:
    # 2026-10-10 (Saturday) makes up for the holidays of 1 to 7 October.
    assert days_left(Day(2026, 9, 30), Day(2026, 10, 10)) == 3
    assert late_days(Day(2026, 9, 30), Day(2026, 10, 5)) == 1
    assert calendar_warning(Day(2026, 9, 1), Day(2026, 10, 10)) == ""


def test_a_year_that_is_not_published_is_not_guessed() -> None:
    assert days_left(Day(2050, 12, 1), Day(2051, 1, 5)) is None
    assert late_days(Day(2050, 12, 1), Day(2051, 1, 5)) is None
    assert "2051 年的节假日安排尚未公布" in calendar_warning(Day(2050, 12, 1), Day(2051, 1, 5))
