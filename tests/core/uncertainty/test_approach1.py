"""Propagation of errors."""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from ditan.core.uncertainty.approach1 import (
    TREND_VERIFIED,
    Source,
    UncertaintyRefused,
    approach1,
    of_product,
    of_sum,
)

CASES = {
    each["id"]: each
    for each in json.loads((Path(__file__).parents[2] / "data/inventory/worked_examples.json").read_text())
}


def case(name: str) -> tuple[dict[str, Any], float]:
    """Inputs and expected value of a worked example."""
    return CASES[name]["inputs"], CASES[name]["expected"]


def test_a_product_is_as_in_the_worked_case_of_eq_3_1() -> None:
    """IPCC 2006 Vol. 1 Ch. 3 eq. 3.1; computed from the formula, not a published table."""
    given, expected = case("eq31_computed")

    assert of_product([given["U1"], given["U2"]]) == pytest.approx(expected, abs=1e-9)


def test_a_sum_is_as_in_the_worked_case_of_eq_3_2() -> None:
    """IPCC 2006 Vol. 1 Ch. 3 eq. 3.2; computed from the formula, not a published table."""
    given, expected = case("eq32_computed")

    percent = of_sum([given["x1"], given["x2"]], [given["U1"], given["U2"]])
    assert percent == pytest.approx(expected, abs=1e-9)


def test_a_sink_adds_to_the_uncertainty_and_takes_from_the_total() -> None:
    assert of_sum([100, -50], [10, 20]) == pytest.approx(math.hypot(1000, 1000) / 50)


def test_sources_and_sinks_that_cancel_have_no_percentage() -> None:
    with pytest.raises(UncertaintyRefused, match="各项之和为 0"):
        of_sum([100, -100], [10, 20])


def test_the_total_follows_from_the_variances_of_the_rows() -> None:
    done = approach1([Source("煤", 90, 100, 3, 4), Source("稻田", 55, 50, 12, 16)])

    assert [each.combined for each in done.rows] == [5, 20]
    assert done.total_percent == pytest.approx(of_sum([100, 50], [5, 20]))
    assert done.trend == pytest.approx((150 - 145) / 145 * 100)


def test_the_trend_of_a_lone_source_does_not_feel_its_factor() -> None:
    """A factor that is wrong in both years alike moves base and current year by the same share."""
    done = approach1([Source("煤", 100, 120, 5, 50)])

    assert done.rows[0].type_a == pytest.approx(0, abs=1e-9)
    assert done.rows[0].type_b == 1.2
    assert done.trend_percent == pytest.approx(1.2 * 5 * math.sqrt(2))


def test_type_a_is_the_change_of_the_trend_for_one_percent_more_in_both_years() -> None:
    done = approach1([Source("煤", 100, 150, 0, 10), Source("气", 100, 100, 0, 0)])

    before, after = (250 / 200 - 1) * 100, (251.5 / 201 - 1) * 100
    assert done.rows[0].type_a == pytest.approx(after - before)
    assert done.trend_percent == pytest.approx((after - before) * 10)


def test_correlation_can_be_said_the_other_way_round() -> None:
    alike = Source("煤", 100, 120, 5, 50, activity_correlated=True, factor_correlated=False)

    assert approach1([alike]).trend_percent == pytest.approx(1.2 * 50 * math.sqrt(2))


def test_the_trend_is_marked_as_not_confirmed_and_wide_sources_are_named() -> None:
    done = approach1([Source("煤", 90, 100, 3, 4), Source("土壤", 9, 10, 20, 100)])

    assert done.trend_verified is TREND_VERIFIED is False
    assert done.wide == ("土壤",)


@pytest.mark.parametrize("percent", [-1.0, float("nan"), float("inf")])
def test_a_percentage_that_is_none_is_refused_by_the_name_of_its_source(percent: float) -> None:
    with pytest.raises(UncertaintyRefused, match="稻田 的不确定性为"):
        approach1([Source("稻田", 1, 1, 5, percent)])


def test_a_base_year_of_nothing_is_refused() -> None:
    with pytest.raises(UncertaintyRefused, match="总量为 0"):
        approach1([Source("稻田", 0, 1, 5, 5)])
    with pytest.raises(UncertaintyRefused, match="总量为 0"):
        approach1([])
