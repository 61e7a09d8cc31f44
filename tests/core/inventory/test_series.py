"""Recalculated series under a base-year policy."""

import pytest

from ditan.core.inventory.series import LABELS, Policy, Reason, SeriesRefused, recalculation

POLICY = Policy(2015, 5.0)
OLD = {2015: 100.0, 2016: 110.0, 2017: 120.0}
METHOD = dict.fromkeys(OLD, (Reason.METHOD,))


def test_a_change_of_the_base_year_beyond_the_threshold_is_published_anew() -> None:
    done = recalculation(OLD, {2015: 106.0, 2016: 117.0, 2017: 127.2}, METHOD, POLICY)

    assert done.republish
    assert done.because == "基准年变化 +6.00%，阈值 ±5%，需重新发布。"
    assert (done.changes[0].year, done.changes[0].difference, done.changes[0].percent) == (2015, 6.0, 6.0)
    assert (done.trend_before, done.trend_after) == (pytest.approx(20), pytest.approx(20))


def test_a_small_change_of_the_base_year_is_not() -> None:
    done = recalculation(OLD, {**OLD, 2015: 96.0}, {2015: (Reason.ERROR,)}, POLICY)

    assert not done.republish
    assert done.because == "基准年变化 -4.00%，阈值 ±5%，不需重新发布。"


def test_nothing_changed_needs_nothing_even_under_a_threshold_of_zero() -> None:
    assert not recalculation(OLD, OLD, {}, Policy(2015, 0.0)).republish


def test_another_gwp_set_always_asks_for_it() -> None:
    done = recalculation(OLD, OLD, dict.fromkeys(OLD, (Reason.GWP,)), POLICY)

    assert done.republish
    assert done.because == "GWP 改变按规定必须重算基准年。"


def test_a_year_that_changed_without_a_reason_is_refused() -> None:
    with pytest.raises(SeriesRefused, match="2016 年的数值变了但没有写明原因"):
        recalculation(OLD, {**OLD, 2016: 111.0}, {}, POLICY)


def test_a_change_of_method_in_some_years_alone_is_not_consistent() -> None:
    done = recalculation(OLD, {**OLD, 2017: 125.0}, {2017: (Reason.METHOD,)}, POLICY)

    assert done.inconsistent == ("方法改变应用于全部年份，2015、2016 年没有重算；请一并重算，否则趋势不可比。",)


def test_a_mended_error_is_due_only_where_it_was() -> None:
    assert recalculation(OLD, {**OLD, 2017: 125.0}, {2017: (Reason.ERROR,)}, POLICY).inconsistent == ()


def test_years_that_came_or_went_are_named() -> None:
    done = recalculation(OLD, {2015: 100.0, 2016: 110.0, 2018: 130.0}, {}, POLICY)

    assert (done.added, done.removed) == ((2018,), (2017,))


def test_a_series_that_lost_its_base_year_is_refused() -> None:
    with pytest.raises(SeriesRefused, match="缺少基准年 2015"):
        recalculation(OLD, {2016: 110.0}, {}, POLICY)


def test_a_base_year_computed_for_the_first_time_is_published() -> None:
    done = recalculation({2016: 110.0}, OLD, {}, POLICY)

    assert (done.republish, done.trend_before) == (True, None)
    assert done.because == "基准年 2015 是新算出的，需发布。"


def test_a_base_year_of_zero_has_no_percentage() -> None:
    done = recalculation({2015: 0.0}, {2015: 1.0}, {2015: (Reason.ACTIVITY,)}, POLICY)

    assert (done.changes[0].percent, done.republish, done.trend_after) == (None, True, 0.0)
    assert not recalculation({2015: 0.0}, {2015: 0.0}, {}, POLICY).republish


@pytest.mark.parametrize("threshold", [-1.0, 101.0, float("nan")])
def test_a_threshold_outside_of_0_to_100_percent_is_refused(threshold: float) -> None:
    with pytest.raises(SeriesRefused, match="应在 0—100% 之间"):
        Policy(2015, threshold)


def test_every_reason_has_a_name() -> None:
    assert set(LABELS) == set(Reason)
