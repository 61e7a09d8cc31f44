"""Codes of periods, their Chinese names, and the way from one period to another."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given

from ditan.core import periods
from ditan.core.periods import Kind, Period, PeriodRefused, chinese, code_of, parse_code, parse_printed
from tests.core.periods.strategies import MULTI_YEAR, PERIODS, REGULAR

Day = datetime.date


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("2025", "2025年"),
        ("2025Q3", "2025年三季度"),
        ("2025M10", "2025年10月"),
        ("2026M01-10", "2026年1—10月"),
        ("2024-01-01..2024-06-25", "2024年1月1日—6月25日"),
        ("2016-2020", "2016—2020年"),
        ("2020E", "2020年末"),
        ("2025-06-30", "2025年6月30日"),
    ],
)
def test_codes_and_chinese_names(code: str, name: str) -> None:
    assert code_of(parse_code(code)) == code
    assert str(parse_code(code)) == code
    assert chinese(parse_code(code)) == name


@given(PERIODS)
def test_code_and_chinese_name_lead_back_to_the_period(period: Period) -> None:
    assert parse_code(code_of(period)) == period
    assert parse_printed(code_of(period)).period == period
    assert parse_printed(chinese(period)) == periods.Printed(period)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "25",
        "2025Q5",
        "2025M13",
        "2025M1",
        "2025M02-10",
        "2020-2016",
        "2025-02-30",
        "２０２５",
        "2025 ",
        "2024-01-01..2025-06-25",
    ],
)
def test_what_is_no_code_is_refused_with_words(code: str) -> None:
    with pytest.raises(PeriodRefused, match="请"):
        parse_code(code)


def test_the_period_before() -> None:
    before = {
        "2025": "2024",
        "2025Q1": "2024Q4",
        "2025Q3": "2025Q2",
        "2025M01": "2024M12",
        "2025M01-10": "2025M01-09",
        "2025M01-01": "2024M01-12",
        "2016-2020": "2011-2015",
        "2020E": "2019E",
    }
    assert {code: str(periods.previous(parse_code(code))) for code in before} == before
    assert periods.previous(periods.as_of(Day(2025, 6, 30))) is None
    assert periods.previous(periods.year(1900)) is None


def test_the_same_period_last_year() -> None:
    last_year = {
        "2025": "2024",
        "2025Q3": "2024Q3",
        "2025M10": "2024M10",
        "2025M01-10": "2024M01-10",
        "2024M02": "2023M02",
        "2020E": "2019E",
        "2024-02-29": "2023-02-28",
        "2024-01-01..2024-02-29": "2023-01-01..2023-02-28",
    }
    assert {code: str(periods.same_period_last_year(parse_code(code))) for code in last_year} == last_year
    assert periods.same_period_last_year(periods.multi_year(2016, 2020)) is None
    assert periods.same_period_last_year(periods.year(1900)) is None


def test_periods_of_a_frequency() -> None:
    assert [str(each) for each in periods.periods_of_year(Kind.MONTH, 2025)][-1] == "2025M12"
    assert [str(each) for each in periods.periods_of_year(Kind.CUMULATIVE_MONTHS, 2025)][:2] == [
        "2025M01-01",
        "2025M01-02",
    ]
    assert [str(each) for each in periods.periods_between(Kind.END_OF, 2020, 2022)] == ["2020E", "2021E", "2022E"]
    with pytest.raises(PeriodRefused, match="固定频率"):
        periods.periods_of_year(Kind.AS_OF, 2025)
    with pytest.raises(PeriodRefused, match="起不晚于止"):
        periods.periods_between(Kind.YEAR, 2025, 2024)


def test_five_year_plans() -> None:
    assert [str(periods.five_year_plan(number)) for number in (9, 13, 14, 15)] == [
        "1996-2000",
        "2016-2020",
        "2021-2025",
        "2026-2030",
    ]
    assert [periods.plan_name(periods.five_year_plan(number)) for number in (9, 10, 14, 20)] == [
        "九五",
        "十五",
        "十四五",
        "二十五",
    ]
    assert periods.plan_name(periods.year(2025)) is None
    with pytest.raises(PeriodRefused, match="应从第 6 个起"):
        periods.five_year_plan(5)


@given(REGULAR)
def test_previous_touches_its_successor_without_a_gap(period: Period) -> None:
    before = periods.previous(period)
    assert before is not None
    assert before.kind == period.kind
    assert before < period
    if period.kind in (Kind.YEAR, Kind.QUARTER, Kind.MONTH):
        assert period.start - before.end == datetime.timedelta(days=1)


@given(REGULAR | MULTI_YEAR)
def test_what_follows_a_period_has_it_for_its_previous(period: Period) -> None:
    after = periods.following(period)
    assert after is not None
    assert (after.kind, periods.previous(after)) == (period.kind, period)


def test_nothing_follows_a_moment_or_the_end_of_time() -> None:
    assert periods.following(periods.as_of(Day(2025, 6, 30))) is None
    assert periods.following(periods.year(2200)) is None


@given(MULTI_YEAR)
def test_previous_of_several_years_is_as_long(period: Period) -> None:
    before = periods.previous(period)
    assert before is not None
    assert len(before.years) == len(period.years)
    assert before.end.year + 1 == period.start.year


@given(REGULAR)
def test_a_year_of_steps_back_is_the_same_period_last_year(period: Period) -> None:
    at: Period | None = period
    for _ in periods.periods_of_year(period.kind, period.end.year):
        assert at is not None
        at = periods.previous(at)
    assert at == periods.same_period_last_year(period)


@given(REGULAR)
def test_every_regular_period_is_among_those_of_its_year(period: Period) -> None:
    assert period in list(periods.periods_of_year(period.kind, period.end.year))
