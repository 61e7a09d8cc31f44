"""Trend tests, peaks, and curves: what they say, and what they refuse."""

from __future__ import annotations

import pytest

from ditan.core.assessment import AssessmentRefused, Refusal
from ditan.core.trends import Peak, PeakStatus, Trend, TrendTest, gompertz, logistic_through, mann_kendall, peak_status

SHAMPOO = (
    "266.0 145.9 183.1 119.3 180.3 168.5 231.8 224.5 192.8 122.9 336.5 185.9 194.3 149.5 210.1 273.3 191.4 287.0 "
    "226.0 303.6 289.9 421.6 264.5 342.3 339.7 440.4 315.9 439.3 401.3 437.4 575.5 407.6 682.0 475.3 581.3 646.9"
)


def trend_of(*args: object) -> TrendTest:
    found = mann_kendall(*args)  # type: ignore[arg-type]
    assert isinstance(found, TrendTest)
    return found


def test_the_shampoo_series_gives_its_published_figures() -> None:
    found = trend_of([float(each) for each in SHAMPOO.split()])
    assert (found.s, found.variance, found.trend) == (440, 5390, Trend.RISING)
    assert found.z == pytest.approx(5.979573, abs=1e-6)
    assert found.p == pytest.approx(2.237e-9, rel=1e-3)
    assert found.slope == pytest.approx(11.509375, abs=1e-9)


def test_turning_a_series_around_turns_its_trend() -> None:
    falling, rising = trend_of([9, 8, 6, 5, 1]), trend_of([1, 5, 6, 8, 9])
    assert (falling.trend, rising.trend) == (Trend.FALLING, Trend.RISING)
    assert (falling.s, falling.z, falling.slope) == (-rising.s, -rising.z, -rising.slope)


def test_a_slope_is_by_the_year_where_years_are_missing() -> None:
    assert trend_of([10, 12, 18], [2020, 2021, 2024]).slope == 2.0
    assert trend_of([10, None, 12, 18], [2019, 2020, 2021, 2024]).count == 3


def test_two_values_and_equal_values_have_no_trend_to_test() -> None:
    assert mann_kendall([1, 2]) == Refusal("too_short", "仅有 2 个年度值，趋势检验至少需要 3 个；请先补齐历年数据。")
    assert mann_kendall([5, 5, 5, 5]) == Refusal("undefined", "4 个年度值完全相同，没有可检验的趋势。")


def test_years_must_fit_their_values_and_rise() -> None:
    assert mann_kendall([1, 2, 3], [2020, 2021]) == Refusal("undefined", "有 3 个数值、2 个年份，应一一对应；请核对。")
    assert mann_kendall([1, 2, 3], [2020, 2019, 2021]) == Refusal(
        "undefined", "2019 年排在 2020 年之后；请按年份从早到晚排列。"
    )
    refused = mann_kendall([1, float("nan"), 3])
    assert isinstance(refused, Refusal)
    assert refused.message == "1 年的数值为 nan，不是有限的数；请核对。"


def test_two_falling_years_are_no_peak() -> None:
    found = peak_status(range(2010, 2018), [100, 104, 109, 112, 115, 118, 116, 113])
    assert found == Peak(PeakStatus.RECENT, 2015, 2)


def test_a_series_of_five_years_is_too_short_for_a_peak() -> None:
    refused = peak_status(range(2015, 2020), [118, 116, 113, 110, 107])
    assert refused == Refusal("too_short", "仅有 5 个年度值，判断达峰至少需要 6 个；请先补齐历年数据。")


def test_a_curve_needs_two_points_below_its_ceiling() -> None:
    with pytest.raises(AssessmentRefused, match="两个点都在 2024 年"):
        logistic_through((2024, 0.1), (2024, 0.7))
    with pytest.raises(AssessmentRefused, match=r"数值为 1\.2，应在 0 与上限 1 之间"):
        logistic_through((2024, 0.1), (2035, 1.2))
    with pytest.raises(AssessmentRefused, match="没有变化"):
        logistic_through((2024, 0.1), (2035, 0.1))


def test_a_stock_curve_refuses_parameters_that_do_not_saturate() -> None:
    with pytest.raises(AssessmentRefused, match="应都小于 0"):
        gompertz(10, ceiling=450, shift=5.2, rate=-0.12)
