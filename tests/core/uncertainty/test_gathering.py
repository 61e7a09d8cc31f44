"""Evaluated rows made ready for approach 1."""

from __future__ import annotations

import math

import pytest

from ditan.core.factors import Choice, Factor, FactorBook
from ditan.core.methods import Context, Input, Line, Method, Output, Parameter, evaluate
from ditan.core.uncertainty.approach1 import approach1
from ditan.core.uncertainty.gathering import Gathering

BOOK = FactorBook(
    [
        Factor("ef", "因子", "emission_factor", 2.0, "t/t", "s", gas="CO2", lower=1.8, upper=2.2, verified=True),
        Factor("bare", "因子", "oxidation", 0.5, "1", "s", gas="CO2", verified=True),
    ]
)
WHERE = ("1.A.2", "CO2")


def burnt(bought: float, sold: float) -> Line:
    """(bought − sold) × factor: no plain product."""
    method = Method(
        "m",
        "试",
        (Input("bought", "购入", "t"), Input("sold", "售出", "t")),
        (Parameter("ef", "因子", "t/t", "emission_factor", "CO2"),),
        (Output("CO2", lambda bought, sold, ef: (bought - sold) * ef, "（购入 − 售出）× 因子"),),
        source="",
        verified=True,
    )
    values = {"bought": bought, "sold": sold}
    return evaluate(method, values, BOOK, Choice(("s",)), Context("重庆", 2023)).lines[0]


def test_a_product_gives_what_equation_three_point_one_says() -> None:
    found = Gathering()
    found.add(WHERE, "1", burnt(100.0, 0.0), percents={"bought": 5.0, "sold": 0.0})
    assert found.activity_percent(WHERE) == pytest.approx(5)
    assert found.factor_percent(WHERE) == pytest.approx(10)
    assert found.combined(WHERE) == pytest.approx(math.sqrt(125))


def test_a_difference_is_more_uncertain_than_either_part() -> None:
    """100 ± 5 less 80 ± 4 is 20 ± 6.4."""
    found = Gathering()
    found.add(WHERE, "1", burnt(100.0, 80.0), percents={"bought": 5.0, "sold": 5.0})
    assert found.activity_percent(WHERE) == pytest.approx(math.hypot(5, 4) / 20 * 100)


def test_rows_that_share_a_factor_move_together_and_their_activity_does_not() -> None:
    found = Gathering()
    for row in range(4):
        found.add(WHERE, str(row), burnt(100.0, 0.0), percents={"bought": 6.0, "sold": 0.0})
    assert found.factor_percent(WHERE) == pytest.approx(10)
    assert found.activity_percent(WHERE) == pytest.approx(3)


def test_what_has_no_range_is_no_certainty() -> None:
    found = Gathering()
    found.add(WHERE, "1", burnt(100.0, 0.0), percents={"bought": 5.0})
    assert found.combined(WHERE) is None
    assert found.fixed == {WHERE}


def test_an_assumed_range_fills_the_gap() -> None:
    found = Gathering()
    found.add(WHERE, "1", burnt(100.0, 0.0), percents={"bought": 5.0}, assumed={"sold": 20.0})
    assert found.combined(WHERE) == pytest.approx(math.sqrt(125))


def test_sources_carry_the_base_year_and_the_cells_that_only_it_has() -> None:
    found = Gathering()
    found.add(WHERE, "1", burnt(100.0, 0.0), percents={"bought": 5.0, "sold": 0.0}, weight=2.0)
    one, two = found.sources({WHERE: 300.0, ("4.A", "CH4"): 50.0})
    assert (one.base, one.current, two.base, two.current) == (300.0, 400.0, 50.0, 0.0)
    done = approach1([one, two])
    assert done.total_percent == pytest.approx(math.sqrt(125))
    assert done.trend == pytest.approx((400 - 350) / 350 * 100)
