"""Days of a deadline, by the published holidays; and what lists say of them."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from ditan.base.workflow.models import Submission
from ditan.base.workflow.rounds.working_days import (
    CalendarUnknown,
    calendar_warning,
    days_left,
    days_left_words,
    is_working_day,
    late_days,
    working_days_between,
)

Day = datetime.date
TODAY = Day(2026, 3, 18)
"""A Wednesday."""


@pytest.fixture
def wednesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: TODAY)


@pytest.mark.parametrize(
    "day, works",
    [
        (Day(2026, 3, 18), True),
        (Day(2026, 3, 21), False),  # a Saturday
        (Day(2026, 10, 1), False),  # the National Day
        (Day(2026, 10, 10), True),  # a Saturday that makes up for it
        (Day(2026, 2, 17), False),  # the Spring Festival
        (Day(2025, 1, 26), True),  # a Sunday that makes up for it
    ],
)
def test_people_work_by_the_published_calendar(day: Day, works: bool) -> None:
    assert is_working_day(day) is works


def test_a_year_that_is_not_published_is_named() -> None:
    with pytest.raises(CalendarUnknown, match="2051"):
        is_working_day(Day(2051, 3, 1))


def test_working_days_are_counted_after_one_day_up_to_and_with_another() -> None:
    assert working_days_between(TODAY, TODAY) == 0
    assert working_days_between(TODAY, Day(2026, 3, 19)) == 1
    assert working_days_between(TODAY, Day(2026, 3, 23)) == 3


@given(st.dates(Day(2026, 1, 1), Day(2026, 6, 30)), st.dates(Day(2026, 1, 1), Day(2026, 6, 30)))
def test_left_and_late_are_two_sides_of_one_count(one: Day, other: Day) -> None:
    early, late = sorted((one, other))
    assert days_left(early, late) == working_days_between(early, late)
    assert (late_days(early, late) or 0) >= 1
    assert days_left(late, early) == -working_days_between(early, late)


@given(st.dates(Day(2026, 1, 1), Day(2026, 4, 1)), st.integers(0, 30), st.integers(0, 30))
def test_counts_of_two_stretches_add_up(start: Day, first: int, second: int) -> None:
    middle = start + datetime.timedelta(days=first)
    end = middle + datetime.timedelta(days=second)
    whole = working_days_between(start, end)
    assert whole == working_days_between(start, middle) + working_days_between(middle, end)


@pytest.mark.parametrize(
    "last, tone, text",
    [
        (Day(2026, 3, 17), "bad", "逾期 1 个工作日"),
        (Day(2026, 3, 13), "bad", "逾期 3 个工作日"),
        (Day(2026, 3, 18), "bad", "今天截止"),
        (Day(2026, 3, 20), "caution", "还有 2 个工作日"),
        (Day(2026, 3, 23), "caution", "还有 3 个工作日"),
        (Day(2026, 3, 31), "quiet", "还有 9 个工作日"),
        (Day(2051, 1, 6), "caution", f"还有 {(Day(2051, 1, 6) - TODAY).days} 天（节假日未公布）"),
    ],
)
@pytest.mark.usefixtures("wednesday")
def test_what_is_still_owed_is_told_by_working_days(last: Day, tone: str, text: str) -> None:
    words = days_left_words(last, Submission(state="draft"))
    assert (words.tone, words.text) == (tone, text)


@pytest.mark.usefixtures("wednesday")
def test_what_was_handed_in_is_in_time_or_late_and_no_more_owed() -> None:
    last, at = Day(2026, 3, 13), timezone.now()
    in_time = Submission(state="submitted", submitted_at=at)
    late = Submission(state="approved", submitted_at=at, late=True, late_days=2)
    unknown = Submission(state="locked", submitted_at=at, late=True)
    assert [days_left_words(last, each).text for each in (in_time, late, unknown)] == [
        "按时",
        "迟报 2 个工作日",
        "迟报",
    ]


@pytest.mark.usefixtures("wednesday")
def test_a_restatement_is_not_overdue_and_what_is_not_given_out_shows_its_day() -> None:
    last = Day(2026, 3, 13)
    restated = Submission(state="restating", edition=2, submitted_at=timezone.now())
    assert days_left_words(last, restated).text == "按时"
    assert days_left_words(last, None).text == "2026-03-13"


def test_a_last_day_that_is_none_for_work_is_pointed_out() -> None:
    opens = Day(2026, 3, 2)
    assert calendar_warning(opens, Day(2026, 3, 20)) == ""
    assert calendar_warning(opens, Day(2026, 3, 21)).startswith("截止日期 2026-03-21 不是工作日")
    assert calendar_warning(opens, Day(2051, 3, 21)).startswith("2051 年的节假日安排尚未公布")
