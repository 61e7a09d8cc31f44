"""The checks: limits, jumps, slipped points, sums; and the days of a deadline."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.base.workflow.rounds.rules import Asked, Level, Related, Term, check_values
from ditan.base.workflow.rounds.working_days import calendar_warning, days_left, late_days

Day = datetime.date


def codes(*values: Asked) -> dict[int, list[str]]:
    return {key: [found.code for found in rules] for key, rules in check_values(values).items()}


def test_limits_are_held_to() -> None:
    assert codes(Asked(1, 101.0, floor=0, ceiling=100)) == {1: ["above"]}
    assert codes(Asked(1, -0.1, floor=0, ceiling=100)) == {1: ["below"]}
    assert codes(Asked(1, 100.0, floor=0, ceiling=100)) == {}


def levels(*values: Asked) -> dict[int, list[str]]:
    return {key: [found.level.value for found in rules] for key, rules in check_values(values).items()}


@pytest.mark.parametrize("power", [power for power in range(-9, 10) if power])
def test_a_slipped_point_and_a_mixed_unit_are_seen(power: int) -> None:
    (found,) = check_values([Asked(1, 5.2 * 10.0**power, last=5.1)])[1]
    assert (found.code, found.level) == ("shifted", Level.EXPLAIN)
    assert found.figures["factor"] == pytest.approx(10.0**power)


def test_ten_times_the_last_month_is_no_slip_where_it_was_so_a_year_ago() -> None:
    assert codes(Asked(1, 51.0, last=5.1, year_ago=48.0)) == {1: ["jump_last"]}
    assert codes(Asked(1, 51.0, last=5.1, year_ago=4.9)) == {1: ["shifted"]}


def test_a_slip_against_the_same_period_of_last_year_is_seen_without_a_last_one() -> None:
    assert codes(Asked(1, 510.0, year_ago=5.0)) == {1: ["shifted"]}


def test_three_times_as_much_is_a_jump_and_no_slip() -> None:
    assert codes(Asked(1, 30.0, last=10.0)) == {1: ["jump_last"]}
    assert codes(Asked(1, 75.0, last=10.0)) == {1: ["jump_last"]}


def test_a_jump_is_asked_about_and_a_small_change_is_mentioned() -> None:
    assert codes(Asked(1, 16.0, last=10.0)) == {1: ["jump_last"]}
    assert codes(Asked(1, 13.0, last=10.0)) == {1: ["change_last"]}
    assert codes(Asked(1, 11.0, last=10.0)) == {}


def test_both_earlier_periods_are_compared() -> None:
    assert codes(Asked(1, 16.0, last=10.0, year_ago=15.9)) == {1: ["jump_last"]}
    assert codes(Asked(1, 16.0, last=15.9, year_ago=10.0)) == {1: ["jump_year"]}
    assert codes(Asked(1, 16.0, last=9.0, year_ago=10.0)) == {1: ["jump_last", "jump_year"]}


def test_a_jump_of_the_season_is_looked_at_and_any_other_explained() -> None:
    assert levels(Asked(1, 62.0, last=35.0, year_ago=60.0)) == {1: ["verify"]}
    assert levels(Asked(1, 62.0, last=35.0, year_ago=40.0)) == {1: ["explain", "explain"]}
    assert levels(Asked(1, 62.0, last=35.0)) == {1: ["explain"]}


def test_a_negative_value_is_looked_at_unless_it_was_so_before() -> None:
    assert levels(Asked(1, -3.0)) == {1: ["verify"]}
    assert codes(Asked(1, -3.0, last=-2.9)) == {}
    assert levels(Asked(1, -3.0, floor=0)) == {1: ["must"]}


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


@pytest.mark.parametrize(
    "left, comparator, right, broken",
    [
        (35.0, "le", 61.0, False),
        (61.0, "le", 35.0, True),
        (35.0, "le", 35.0, False),
        (35.0, "ge", 61.0, True),
        (61.0, "ge", 35.0, False),
        (35.0, "eq", 35.0, False),
        (35.0, "eq", 35.2, True),
    ],
)
def test_two_values_are_held_against_each_other(left: float, comparator: str, right: float, broken: bool) -> None:
    relation = Related(1, (Term(left),), comparator, (Term(right),), level=Level.EXPLAIN, words="细颗粒物 不大于 …")
    found = check_values([Asked(1, left), Asked(2, right)], [relation])
    assert {key: [(each.level, each.words) for each in rules] for key, rules in found.items()} == (
        {1: [(Level.EXPLAIN, "细颗粒物 不大于 …")]} if broken else {}
    )


def test_what_was_rounded_breaks_no_relation() -> None:
    shares = (Term(33.4, 0.05), Term(33.3, 0.05), Term(33.4, 0.05))
    assert check_values([], [Related(1, shares, "eq", (), 100.0)]) == {}
    (found,) = check_values([], [Related(1, (*shares, Term(0.4, 0.05)), "eq", (), 100.0)])[1]
    assert found.figures == pytest.approx({"left": 100.5, "right": 100.0})


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=5), st.lists(st.floats(-1e6, 1e6), max_size=5))
def test_of_less_and_more_at_least_one_holds_and_both_only_where_equal_does(
    left: list[float], right: list[float]
) -> None:
    def holds(comparator: str) -> bool:
        terms = (tuple(map(Term, left)), comparator, tuple(map(Term, right)))
        return not check_values([], [Related(1, *terms)])

    assert holds("le") or holds("ge")
    assert holds("eq") == (holds("le") and holds("ge"))


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
