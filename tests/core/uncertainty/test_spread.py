"""Ranges of quantities."""

from dataclasses import replace

import pytest

from ditan.core.factors import Factor
from ditan.core.factors.loading import book
from ditan.core.uncertainty.defaults import SUBJECTS, suggested
from ditan.core.uncertainty.spread import Distribution, Spread, SpreadRefused, of_factor, of_percent

RICE = Factor("efdb", "水稻基准排放因子", "emission_factor", 1.3, "kgCH4/(ha·d)", "ipcc_2006", lower=0.8, upper=2.2)
"""EFDB, IPCC 2006: 1.3 (0.80–2.20)."""


def test_a_percentage_is_half_of_the_range() -> None:
    spread = of_percent(-50.0, 20.0)

    assert (spread.lower, spread.upper, spread.percent) == (-60.0, -40.0, 20.0)


def test_a_lognormal_percentage_keeps_the_value_as_its_mean() -> None:
    spread = of_percent(10.0, 100.0, Distribution.LOGNORMAL)

    assert 0 < spread.lower < 10.0 < spread.upper
    assert 10.0 - spread.lower < spread.upper - 10.0


def test_a_range_of_no_symmetry_and_no_named_distribution_is_read_as_split() -> None:
    spread = of_factor(RICE)

    assert spread == Spread(1.3, 0.8, 2.2, Distribution.SPLIT, assumed=True)


def test_a_symmetric_range_is_read_as_normal_and_a_named_one_as_named() -> None:
    clinker = replace(RICE, value=0.65, lower=0.611, upper=0.689)
    named = replace(RICE, distribution="triangular")

    assert of_factor(clinker) == Spread(0.65, 0.611, 0.689, Distribution.NORMAL, assumed=True)
    assert of_factor(named) == Spread(1.3, 0.8, 2.2, Distribution.TRIANGULAR)


def test_a_factor_without_a_range_has_no_spread() -> None:
    assert of_factor(replace(RICE, lower=None)) is None
    assert of_factor(replace(RICE, upper=None)) is None
    assert of_factor(replace(RICE, value=None)) is None


def test_a_range_on_both_sides_of_zero_may_change_its_sign() -> None:
    spread = of_factor(replace(RICE, value=0.1, lower=-0.2, upper=0.4))

    assert spread is not None
    assert not spread.signed


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ((1.0, 2.0, 0.5, Distribution.NORMAL), "下限应不大于上限"),
        ((1.0, float("nan"), 2.0, Distribution.NORMAL), "有效数字"),
        ((3.0, 1.0, 2.0, Distribution.SPLIT), "取值 3 不在其范围 1—2 之内"),
        ((3.0, 1.0, 2.0, Distribution.TRIANGULAR), "取值 3 不在其范围"),
        ((1.0, 0.0, 2.0, Distribution.LOGNORMAL), "对数正态分布的下限须大于 0"),
    ],
)
def test_a_range_that_cannot_be_drawn_from_is_refused(
    broken: tuple[float, float, float, Distribution], says: str
) -> None:
    with pytest.raises(SpreadRefused, match=says):
        Spread(*broken)


@pytest.mark.parametrize("percent", [-1.0, float("nan"), float("inf")])
def test_a_percentage_that_is_none_is_refused(percent: float) -> None:
    with pytest.raises(SpreadRefused, match="应为不小于 0 的百分数"):
        of_percent(1.0, percent)


def test_customary_ranges_are_offered_and_none_is_verified() -> None:
    offered = suggested(book(), ("1", "1.A", "1.A.2"), "CO2")

    assert [(each.of, each.low, each.high) for each in offered] == [
        ("activity", 1, 5),
        ("factor", 2, 5),
        ("activity", 10, 20),
        ("factor", 5, 10),
    ]
    assert not any(each.factor.verified for each in offered)
    assert suggested(book(), ("2", "2.B"), "CO2") == ()


def test_one_number_is_a_range_from_it_to_itself() -> None:
    activity, factor = suggested(book(), ("3", "3.A", "3.A.2"), "CH4")

    assert (activity.low, activity.high) == (20, 20)
    assert (factor.low, factor.high) == (30, 30)


def test_what_cannot_be_said_as_a_percentage_is_said_in_words() -> None:
    _, factor = suggested(book(), ("1", "1.A"), "N2O")

    assert (factor.low, factor.high, factor.text) == (None, None, "order of magnitude")


def test_every_subject_of_a_default_is_one_of_the_book() -> None:
    assert {each.process for each in book() if each.quantity == "uncertainty"} == set(SUBJECTS)
