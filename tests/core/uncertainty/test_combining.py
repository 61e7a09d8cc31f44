"""Percentages of an evaluated row for approach 1."""

from dataclasses import replace

import pytest

from ditan.core.factors import Factor
from ditan.core.methods import Input, Line, Method, Operand, Output, Parameter
from ditan.core.uncertainty.approach1 import of_product
from ditan.core.uncertainty.approach2 import simulate
from ditan.core.uncertainty.combining import combined
from ditan.core.uncertainty.propagating import Propagation

SALT = Method(
    "test.line",
    "试",
    (Input("tonnes", "产量", "t"),),
    (
        Parameter("factor", "因子", "t/t", "emission_factor", "CO2"),
        Parameter("recovered", "回收率", "1", "recovery", "CO2"),
    ),
    (Output("CO2", lambda tonnes, factor, recovered: tonnes * factor * (1 - recovered), "产量 × 因子 × (1 − 回收率)"),),
    "无",
    False,
)


def line(recovered: float = 0.5) -> Line:
    """100 t with a factor of 2 ± 10 % of which a share ± 20 % is recovered."""
    factor = Factor("ef", "因子", "emission_factor", 2.0, "t/t", "guide", "CO2", 1.8, 2.2)
    share = Factor("rec", "回收率", "recovery", recovered, "1", "guide", "CO2", recovered * 0.8, recovered * 1.2)
    operands = (
        Operand("tonnes", "产量", "t", 100.0),
        Operand("factor", "因子", "t/t", 2.0, (factor,)),
        Operand("recovered", "回收率", "1", recovered, (share,)),
    )
    return Line(SALT, SALT.outputs[0], 200.0 * (1 - recovered), operands)


def test_a_product_combines_by_eq_3_1() -> None:
    found = combined("窑", line(recovered=0.0), percents={"tonnes": 5.0})

    assert found is not None
    assert found.activity_percent == pytest.approx(5, rel=1e-5)
    assert found.factor_percent == pytest.approx(10, rel=1e-5)
    assert found.percent == pytest.approx(of_product([5, 10]), rel=1e-5)


def test_what_is_no_product_counts_by_how_far_it_moves_the_amount() -> None:
    """At a share recovered of 0.8, one percent more of it is four percent less of what is left."""
    found = combined("窑", line(recovered=0.8), percents={"tonnes": 0.0})

    assert found is not None
    assert found.factor_percent == pytest.approx(of_product([10, 4 * 20]), rel=1e-4)


def test_approach_1_agrees_with_the_draws_of_the_same_line() -> None:
    prepared = Propagation()
    prepared.add("窑", line(recovered=0.1), percents={"tonnes": 5.0})
    run = simulate(prepared.terms, prepared.sampler(20_000, 3))
    found = combined("窑", line(recovered=0.1), percents={"tonnes": 5.0})

    assert found is not None
    assert run.total.percent == pytest.approx(found.percent, rel=0.02)


def test_what_has_no_range_is_told() -> None:
    found = combined("窑", line(), percents={})

    assert found is not None
    assert (found.activity_percent, [each.label for each in found.without_range]) == (0.0, ["产量"])


def test_an_amount_that_is_unknown_or_zero_has_no_percentage() -> None:
    assert combined("窑", replace(line(), amount=None), percents={}) is None
    assert combined("窑", replace(line(), amount=0.0), percents={}) is None
