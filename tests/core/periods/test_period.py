"""A period is its kind and its days: what can be built, and in which order periods stand."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given

from ditan.core import periods
from ditan.core.periods import Kind, Period, PeriodRefused
from tests.core.periods.strategies import PERIODS

Day = datetime.date


def test_each_kind_has_its_first_and_last_day() -> None:
    built = [
        periods.year(2025),
        periods.quarter(2025, 3),
        periods.month(2024, 2),
        periods.cumulative_months(2025, 10),
        periods.cumulative_days(Day(2024, 6, 25)),
        periods.multi_year(2016, 2020),
        periods.end_of(2020),
        periods.as_of(Day(2025, 6, 30)),
    ]
    assert [(each.start.isoformat(), each.end.isoformat()) for each in built] == [
        ("2025-01-01", "2025-12-31"),
        ("2025-07-01", "2025-09-30"),
        ("2024-02-01", "2024-02-29"),
        ("2025-01-01", "2025-10-31"),
        ("2024-01-01", "2024-06-25"),
        ("2016-01-01", "2020-12-31"),
        ("2020-12-31", "2020-12-31"),
        ("2025-06-30", "2025-06-30"),
    ]


@pytest.mark.parametrize(
    ("kind", "start", "end"),
    [
        (Kind.YEAR, Day(2025, 1, 1), Day(2025, 12, 30)),
        (Kind.QUARTER, Day(2025, 2, 1), Day(2025, 4, 30)),
        (Kind.MONTH, Day(2025, 2, 1), Day(2025, 2, 27)),
        (Kind.CUMULATIVE_MONTHS, Day(2025, 2, 1), Day(2025, 3, 31)),
        (Kind.CUMULATIVE_DAYS, Day(2024, 1, 1), Day(2025, 3, 31)),
        (Kind.MULTI_YEAR, Day(2025, 1, 1), Day(2025, 12, 31)),
        (Kind.END_OF, Day(2025, 12, 30), Day(2025, 12, 30)),
        (Kind.AS_OF, Day(2025, 12, 30), Day(2025, 12, 31)),
        (Kind.YEAR, Day(2025, 12, 31), Day(2025, 1, 1)),
    ],
)
def test_days_that_do_not_fit_the_kind_cannot_be_a_period(kind: Kind, start: Day, end: Day) -> None:
    with pytest.raises(PeriodRefused, match="请核对"):
        Period(kind, start, end)


@pytest.mark.parametrize("of", [0, 1899, 2201, 20255])
def test_a_year_that_is_a_slip_of_the_pen_is_refused(of: int) -> None:
    with pytest.raises(PeriodRefused, match=f"年份为 {of}，应在 1900—2200 之间"):
        periods.year(of)


def test_a_quarter_or_month_that_does_not_exist_is_refused() -> None:
    with pytest.raises(PeriodRefused, match="季度为 5，应为 1—4"):
        periods.quarter(2025, 5)
    with pytest.raises(PeriodRefused, match="月份为 0，应为 1—12"):
        periods.month(2025, 0)


def test_the_last_day_decides_the_order_then_the_first_then_the_kind() -> None:
    of_2020 = [
        periods.multi_year(2016, 2020),
        periods.cumulative_months(2020, 12),
        periods.year(2020),
        periods.quarter(2020, 4),
        periods.month(2020, 12),
        periods.as_of(Day(2020, 12, 31)),
        periods.end_of(2020),
    ]
    shuffled = of_2020[3:] + of_2020[:3]
    assert sorted(shuffled) == of_2020
    assert periods.year(2020) < periods.month(2021, 1)


def test_january_and_the_cumulated_january_are_two_periods() -> None:
    assert periods.month(2025, 1) != periods.cumulative_months(2025, 1)
    assert periods.month(2025, 1) < periods.cumulative_months(2025, 1)


def test_a_year_has_its_quarters_and_not_the_span_of_years() -> None:
    assert periods.quarter(2025, 4) in periods.year(2025)
    assert periods.end_of(2025) in periods.year(2025)
    assert periods.multi_year(2021, 2025) not in periods.year(2025)


def test_moments_are_told_from_times() -> None:
    assert periods.end_of(2020).is_moment
    assert periods.as_of(Day(2025, 6, 30)).is_moment
    assert not periods.month(2025, 6).is_moment


@given(PERIODS, PERIODS)
def test_order_is_total_and_agrees_with_equality(one: Period, other: Period) -> None:
    assert (one < other) + (one == other) + (one > other) == 1
    assert (one <= other) == (one < other or one == other)
    assert (one >= other) == (not one < other)


@given(PERIODS, PERIODS)
def test_a_period_inside_another_overlaps_it_and_does_not_end_later(one: Period, other: Period) -> None:
    if one in other:
        assert one.overlaps(other)
        assert one.end <= other.end
    assert one.overlaps(other) == other.overlaps(one)
    assert one in one
