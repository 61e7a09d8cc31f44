"""Working days, lights and levels on the calendar of 2026 (国庆 1—7 October; 10 October is worked)."""

from __future__ import annotations

import datetime

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ditan.core.clocks import Light, Step, WorkingDays, YearUnknown, light_of, steps_reached
from ditan.core.clocks.lights import LONGEST_BREAK

Day = datetime.date
CALENDAR = WorkingDays.of(2025, 2026, chinese_calendar.is_workday)
CHAIN = [(1, -3), (2, 1), (3, 3), (4, 10)]
DUE = Day(2026, 9, 30)
WAIT = datetime.timedelta(days=22)
"""What three working days take at most."""


def test_a_holiday_is_skipped_and_a_make_up_day_counts() -> None:
    assert CALENDAR.shift(DUE, 1) == Day(2026, 10, 8)
    assert CALENDAR.shift(DUE, 3) == Day(2026, 10, 10)
    assert CALENDAR.between(DUE, Day(2026, 10, 10)) == 3


def test_days_before_a_deadline_are_counted_back_from_it_wherever_it_falls() -> None:
    assert CALENDAR.shift(DUE, -3) == Day(2026, 9, 24), "25 September is 中秋"
    assert CALENDAR.shift(Day(2026, 11, 29), -1) == Day(2026, 11, 27)
    assert CALENDAR.shift(Day(2026, 11, 29), 1) == Day(2026, 11, 30)
    assert CALENDAR.shift(Day(2026, 11, 29), 0) == Day(2026, 11, 29)


def test_a_year_without_published_holidays_is_named_and_not_guessed() -> None:
    with pytest.raises(YearUnknown, match="2027 年的节假日安排尚未公布") as found:
        CALENDAR.shift(Day(2026, 12, 31), 1)
    assert found.value.year == 2027
    with pytest.raises(YearUnknown):
        CALENDAR.between(Day(2026, 12, 31), Day(2027, 1, 8))
    with pytest.raises(YearUnknown):
        CALENDAR.shift(Day(2025, 1, 2), -5)
    assert CALENDAR.late(Day(2026, 12, 31), Day(2027, 1, 8)) is None


def test_a_deadline_is_late_by_at_least_a_day_even_where_only_a_weekend_lies_behind_it() -> None:
    assert CALENDAR.late(Day(2026, 11, 27), Day(2026, 11, 27)) == 0
    assert CALENDAR.late(Day(2026, 11, 27), Day(2026, 11, 28)) == 1
    assert CALENDAR.late(Day(2026, 11, 27), Day(2026, 12, 1)) == 2


def test_lights_turn_yellow_so_many_working_days_before_and_red_behind_the_last_day() -> None:
    assert light_of(DUE, Day(2026, 9, 23), 3, CALENDAR) is Light.GREEN
    assert light_of(DUE, Day(2026, 9, 24), 3, CALENDAR) is Light.YELLOW
    assert light_of(DUE, DUE, 0, CALENDAR) is Light.YELLOW
    assert light_of(DUE, Day(2026, 10, 1), 3, CALENDAR) is Light.RED
    assert light_of(None, DUE, 3, CALENDAR) is Light.GREY


def test_a_light_beyond_the_published_years_is_green_only_where_that_is_certain() -> None:
    assert light_of(Day(2030, 12, 31), Day(2026, 11, 29), 3, CALENDAR) is Light.GREEN
    assert light_of(Day(2027, 1, 8), Day(2026, 12, 30), 3, CALENDAR) is Light.YELLOW
    assert light_of(Day(2027, 1, 23), Day(2026, 12, 30), 3, CALENDAR) is Light.YELLOW
    assert light_of(Day(2027, 1, 24), Day(2026, 12, 30), 3, CALENDAR) is Light.GREEN
    assert light_of(Day(2027, 1, 8), Day(2027, 1, 9), 3, CALENDAR) is Light.RED


@pytest.mark.parametrize("soon", [0, 1, 3, 10, 30])
def test_no_arrangement_of_holidays_has_left_fewer_days_than_a_light_without_calendar_takes_for_certain(
    soon: int,
) -> None:
    known = WorkingDays.of(2006, 2026, chinese_calendar.is_workday)
    days = [Day(2006, 1, 1) + datetime.timedelta(days=number) for number in range(0, 20 * 365, 3)]
    assert all(known.between(day, day + datetime.timedelta(days=3 * soon + LONGEST_BREAK)) > soon for day in days)


def test_each_level_comes_up_on_its_own_day() -> None:
    reached, unknown = steps_reached(CHAIN, DUE, Day(2026, 1, 1), Day(2026, 10, 10), CALENDAR)
    assert [step.order for step in reached] == [1, 2, 3]
    assert reached[1:] == [Step(2, Day(2026, 10, 8)), Step(3, Day(2026, 10, 10))]
    assert unknown is None
    assert steps_reached(CHAIN, DUE, Day(2026, 1, 1), Day(2026, 9, 1), CALENDAR) == ([], None)


def test_what_begins_late_begins_at_the_level_where_it_stands() -> None:
    assert steps_reached(CHAIN, DUE, Day(2026, 10, 12), Day(2026, 10, 12), CALENDAR) == (
        [Step(3, Day(2026, 10, 10))],
        None,
    )
    reached, _unknown = steps_reached(CHAIN, DUE, Day(2026, 10, 9), Day(2026, 10, 10), CALENDAR)
    assert reached == [Step(2, Day(2026, 10, 8)), Step(3, Day(2026, 10, 10))]


def test_nobody_is_reminded_of_a_deadline_that_was_just_set() -> None:
    assert steps_reached(CHAIN, DUE, Day(2026, 9, 24), DUE, CALENDAR) == ([], None)
    assert steps_reached(CHAIN, DUE, Day(2026, 9, 23), DUE, CALENDAR)[0] == [Step(1, Day(2026, 9, 24))]


def test_a_level_that_cannot_be_placed_waits_for_the_day_that_no_holidays_outlast_and_says_which_year() -> None:
    chain, due = [(1, -3), (2, 0), (3, 1), (4, 3)], Day(2027, 1, 8)
    assert steps_reached(chain, due, Day(2026, 1, 1), Day(2027, 1, 23), CALENDAR) == ([Step(2, due)], 2027)
    reached, unknown = steps_reached(chain, due, Day(2026, 1, 1), Day(2027, 1, 30), CALENDAR)
    assert (reached[1:], unknown) == ([Step(3, Day(2027, 1, 24)), Step(4, Day(2027, 1, 30))], 2027)
    reached, unknown = steps_reached(CHAIN, Day(2026, 12, 29), Day(2026, 1, 1), Day(2027, 1, 20), CALENDAR)
    assert [(step.order, step.on) for step in reached[1:]] == [(2, Day(2026, 12, 30)), (3, Day(2026, 12, 29) + WAIT)]
    assert unknown == 2027


@settings(max_examples=30)
@given(st.dates(Day(2025, 3, 1), Day(2026, 10, 1)), st.integers(1, 40))
def test_as_many_days_back_as_forth(day: Day, days: int) -> None:
    ahead = CALENDAR.shift(day, days)
    assert CALENDAR.between(day, ahead) == days
    assert CALENDAR.shift(ahead, -days) <= day or CALENDAR.between(CALENDAR.shift(ahead, -days), day) == 0


@settings(max_examples=30)
@given(st.dates(Day(2025, 3, 1), Day(2026, 9, 1)), st.integers(-10, 30), st.integers(0, 30))
def test_a_night_that_was_missed_changes_no_level(due: Day, first: int, more: int) -> None:
    """Asked each day or only at the end, the same levels come up."""
    since, then = due - datetime.timedelta(days=40), due + datetime.timedelta(days=first)
    today = then + datetime.timedelta(days=more)
    early = steps_reached(CHAIN, due, since, then, CALENDAR)[0]
    late = steps_reached(CHAIN, due, since, today, CALENDAR)[0]
    assert late[: len(early)] == early
