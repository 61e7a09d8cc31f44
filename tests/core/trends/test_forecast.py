"""Forecasts with their interval, and when there is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.assessment import Refusal
from ditan.core.trends import Forecast, Outlook, forecast_end, outlook

RISING = [100, 103, 101, 106, 109, 108, 113, 115, 119, 121]
YEARS = range(2010, 2020)


def made(*args: object, **options: object) -> Forecast:
    found = forecast_end(*args, **options)  # type: ignore[arg-type]
    assert isinstance(found, Forecast)
    return found


def test_a_forecast_carries_its_method_window_level_and_vintage() -> None:
    found = made(RISING, YEARS, 2022, vintage="2026-11-29")
    assert (found.method, found.level, found.first_year, found.last_year, found.count, found.vintage) == (
        "random_walk_with_drift",
        0.95,
        2010,
        2019,
        10,
        "2026-11-29",
    )
    assert [each.year for each in found.path] == [2020, 2021, 2022]
    assert found.basis == "带漂移随机游走，2010—2019 年 10 个年度值，年均变化 2.333，95% 区间"
    assert found.cautions == ("仅按历年变化外推，未计入尚未见效的措施",)


def test_four_values_are_too_few_and_five_are_enough() -> None:
    refused = forecast_end([38, 37, 35, 36], [2020, 2021, 2022, 2023], 2025)
    assert refused == Refusal(
        "too_short", "仅有 4 个年度值（2020—2023 年），预测至少需要 5 个；请先补齐历年数据，不足时不作预测。"
    )
    assert made([38, 37, 35, 36, 34], range(2020, 2025), 2025).end.mean == 33.0


def test_an_unknown_year_counts_neither_as_a_value_nor_as_zero() -> None:
    refused = forecast_end([38, None, 35, 36, 34], range(2020, 2025), 2025)
    assert isinstance(refused, Refusal)
    assert refused.code == "too_short"


def test_no_value_at_all_is_refused_without_a_window() -> None:
    refused = forecast_end([], [], 2025)
    assert isinstance(refused, Refusal)
    assert refused.message == "仅有 0 个年度值，预测至少需要 5 个；请先补齐历年数据，不足时不作预测。"


def test_a_step_over_two_years_counts_with_twice_the_variance() -> None:
    found = made([10, 11, 15, 16, 19], [2018, 2019, 2021, 2022, 2023], 2024)
    drift = 9 / 5
    squares = (1 - drift) ** 2 + (4 - 2 * drift) ** 2 / 2 + (1 - drift) ** 2 + (3 - drift) ** 2
    assert found.drift == pytest.approx(drift)
    assert found.sigma == pytest.approx((squares / 3) ** 0.5)
    assert "其间有 1 个年份无数据，按跨年变化计入" in found.cautions


def test_a_year_that_has_a_value_is_judged_and_not_forecast() -> None:
    refused = forecast_end(RISING, YEARS, 2019)
    assert isinstance(refused, Refusal)
    assert refused.message == "预测年份 2019 年不晚于最新数据 2019 年，应直接以实际值评定。"


def test_equal_steps_give_no_interval_and_so_no_forecast() -> None:
    refused = forecast_end([100, 100, 100, 100, 100], range(2020, 2025), 2025)
    assert isinstance(refused, Refusal)
    assert (refused.code, "各年变化完全相同" in refused.message) == ("undefined", True)
    assert not forecast_end([0.1, 0.2, 0.3, 0.4, 0.5], range(2020, 2025), 2025)


def test_two_values_of_one_year_are_for_a_person_to_settle() -> None:
    refused = forecast_end([1, 2, 3, 4, 5], [2020, 2021, 2021, 2022, 2023], 2025)
    assert isinstance(refused, Refusal)
    assert refused.message == "2021 年有两个值；请先选定其中一个。"


def test_a_share_never_leaves_its_bounds_and_says_that_it_was_cut() -> None:
    found = made([90, 94, 93, 97, 99], range(2020, 2025), 2026, bounds=(0, 100))
    assert (found.end.mean, found.end.high) == (100, 100)
    assert "外推值 103.5 超出指标取值范围，已按界限截断" in found.cautions


def test_looking_further_ahead_than_back_is_said() -> None:
    found = made([38, 37, 35, 36, 34], range(2020, 2025), 2030)
    assert "外推 6 年，长于数据跨度 4 年，仅供参考" in found.cautions


def test_a_level_outside_of_zero_and_one_is_a_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="区间水平为 95"):
        forecast_end(RISING, YEARS, 2022, level=95)


def test_an_outlook_is_open_as_long_as_the_interval_holds_the_target() -> None:
    found = made(RISING, YEARS, 2022)
    low, high = found.end.low, found.end.high
    assert [outlook(found, target, rising=True) for target in (low, 128, high + 0.1)] == [
        Outlook.LIKELY,
        Outlook.OPEN,
        Outlook.UNLIKELY,
    ]
    assert [outlook(found, target, rising=False) for target in (low - 0.1, 128, high)] == [
        Outlook.UNLIKELY,
        Outlook.OPEN,
        Outlook.LIKELY,
    ]


values = st.lists(st.floats(-1e6, 1e6), min_size=5, max_size=12)


@given(values, st.integers(1, 10))
def test_the_interval_holds_the_middle_and_widens_with_every_year(series: list[float], ahead: int) -> None:
    found = forecast_end(series, range(len(series)), len(series) - 1 + ahead)
    if isinstance(found, Forecast):
        assert all(each.low <= each.mean <= each.high for each in found.path)
        widths = [each.sd for each in found.path]
        assert widths == sorted(widths)


@given(values, st.floats(-1e3, 1e3))
def test_a_shift_of_all_values_shifts_the_forecast(series: list[float], shift: float) -> None:
    years = range(2000, 2000 + len(series))
    found = forecast_end(series, years, years[-1] + 3)
    moved = forecast_end([value + shift for value in series], years, years[-1] + 3)
    if isinstance(found, Forecast) and isinstance(moved, Forecast):
        assert moved.end.mean == pytest.approx(found.end.mean + shift, abs=1e-6)
        assert moved.end.sd == pytest.approx(found.end.sd, abs=1e-6)
