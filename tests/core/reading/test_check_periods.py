"""Years outside the plan's period."""

from __future__ import annotations

import pytest

from ditan.core.reading.check.periods import outside_period, past_targets
from tests.core.reading.made_plans import Maker, made_draft, made_plan

QUOTE = "新建铜梁区同心桥水库工程"


def project(period: str, plan_period: tuple[int, int] | None = (2021, 2025), confidence: float = 0.9) -> list[str]:
    make = Maker(QUOTE)
    item = make.project(QUOTE, "24", 70800.0, period=period, confidence=confidence)
    draft = made_draft(QUOTE, period=plan_period, projects=(item,))
    return [one.code for one in outside_period(made_plan(draft))]


def test_plan_004_begins_a_reservoir_before_its_period() -> None:
    assert project("2020-2022") == ["outside-period"]


def test_a_project_that_ends_behind_the_period() -> None:
    assert project("2024-2027") == ["outside-period"]


def test_a_project_that_ends_before_it_begins() -> None:
    assert project("2024-2022") == ["period-reversed"]


@pytest.mark.parametrize("period", ["2021-2025", "2022年", "2023", "长期", ""])
def test_periods_inside_the_plan(period: str) -> None:
    assert project(period) == []


def test_without_a_plan_period_or_a_sure_reading_nothing_is_said() -> None:
    assert project("2020-2022", None) == []
    assert project("2020-2022", confidence=0.5) == []


def target(
    year: int | None,
    issued: str | None,
    quote: str = "森林覆盖率达到50%",
    period: tuple[int, int] | None = (2021, 2025),
    confidence: float = 0.95,
) -> list[str]:
    make = Maker(quote)
    item = make.target(quote, "森林覆盖率", 50.0, "%", year, confidence=confidence)
    draft = made_draft(quote, issued=issued, period=period, targets=(item,))
    return [one.code for one in past_targets(made_plan(draft))]


def test_a_target_for_a_year_that_had_passed_at_issue() -> None:
    assert target(2020, "2021-11-25") == ["target-in-the-past"]


@pytest.mark.parametrize(
    ("year", "issued"), [(2021, "2021-11-25"), (2025, "2021-11-25"), (None, "2021-11-25"), (2020, None)]
)
def test_targets_that_lie_ahead(year: int | None, issued: str | None) -> None:
    assert target(year, issued) == []


def test_results_unsure_readings_and_republished_plans_are_no_targets_of_the_past() -> None:
    assert target(2020, "2021-11-25", "累计造林使森林覆盖率达到50%") == []
    assert target(2020, "2021-11-25", confidence=0.8) == []
    assert target(2022, "2024-03-01") == []
    assert target(2020, "2021-11-25", period=None) == []
