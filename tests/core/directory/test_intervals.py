"""Intervals of days: every day belongs to exactly one side of a cut."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.directory import Gap, Interval, faults_of_succession, holding_on

Day = datetime.date
DAYS = st.dates(Day(2000, 1, 1), Day(2040, 1, 1))
INTERVALS = (
    st.tuples(st.none() | DAYS, st.none() | DAYS)
    .filter(lambda ends: ends[0] is None or ends[1] is None or ends[0] < ends[1])
    .map(lambda ends: Interval(*ends))
)


def test_the_last_day_of_an_interval_is_the_one_before_its_end() -> None:
    interval = Interval(Day(2025, 1, 1), Day(2025, 7, 1))
    assert [interval.holds(day) for day in (Day(2024, 12, 31), Day(2025, 1, 1), Day(2025, 6, 30), Day(2025, 7, 1))] == [
        False,
        True,
        True,
        False,
    ]


def test_an_interval_of_no_day_is_none() -> None:
    with pytest.raises(ValueError, match="no day"):
        Interval(Day(2025, 7, 1), Day(2025, 7, 1))


@given(INTERVALS, DAYS, DAYS)
def test_a_cut_leaves_each_day_on_one_side(interval: Interval, on: Day, day: Day) -> None:
    try:
        before, after = interval.cut(on)
    except ValueError:
        return
    assert before.holds(day) + after.holds(day) == interval.holds(day)
    assert not before.overlaps(after)
    assert before.within(interval)
    assert after.within(interval)


@given(INTERVALS, INTERVALS, DAYS)
def test_two_intervals_that_share_a_day_overlap(one: Interval, other: Interval, day: Day) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    assert one.overlaps(other) or not (one.holds(day) and other.holds(day))


@given(INTERVALS, INTERVALS, DAYS)
def test_what_is_within_has_no_day_of_its_own(one: Interval, other: Interval, day: Day) -> None:
    assert not one.within(other) or not one.holds(day) or other.holds(day)


@given(INTERVALS, st.lists(DAYS, max_size=5), DAYS)
def test_rows_cut_one_after_another_follow_without_fault(interval: Interval, cuts: list[Day], day: Day) -> None:
    rows = [interval]
    for on in sorted(cuts):
        try:
            rows[-1:] = rows[-1].cut(on)
        except ValueError:
            continue
    assert faults_of_succession(rows) == []
    assert len(holding_on(rows, day)) == interval.holds(day)


def test_missing_and_double_days_are_told_apart() -> None:
    first, late, early = (
        Interval(None, Day(2025, 7, 1)),
        Interval(Day(2025, 8, 1), None),
        Interval(Day(2025, 6, 1), None),
    )
    assert faults_of_succession([late, first]) == [Gap(first, late, False)]
    assert faults_of_succession([first, early]) == [Gap(first, early, True)]
