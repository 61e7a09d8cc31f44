"""A method carried out on a row: amounts with their whole working, and what keeps an amount from being known."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ditan.core.factors import Choice, FactorBook
from ditan.core.methods import (
    Context,
    Control,
    Evaluation,
    Input,
    InputKind,
    Line,
    Output,
    Parameter,
    evaluate,
    need_of,
)
from tests.core.methods.heating import AMOUNT, BOOK, FACTORS, HEATING, PLACE, ROW, TABLE, factor

UNVERIFIED = replace(TABLE, unverified=True)
GAS_FUEL = Input("fuel", "燃料", kind=InputKind.CHOICE)


def evaluated(choice: Choice = UNVERIFIED, book: FactorBook = BOOK, **values: Any) -> Evaluation:
    """The row with these values."""
    return evaluate(HEATING, {**ROW, **values}, book, choice, PLACE)


def line(evaluation: Evaluation, name: str) -> Line:
    """The line of one output."""
    return next(each for each in evaluation.lines if each.output.name == name)


def without(code: str) -> FactorBook:
    """The book without one factor."""
    return FactorBook([each for each in FACTORS if each.code != code])


def test_every_output_has_its_amount_in_its_unit() -> None:
    done = evaluated(controls=(Control("bag", 0.5, 0.9), Control("wet", 0.5)))
    assert done.faults == ()
    assert line(done, "CO2").amount == 1900.0
    assert line(done, "N2O").amount == 0.03
    assert line(done, "energy:").amount == 20.0
    assert line(done, "PM10").amount == pytest.approx(10 * (1 - 0.5 * 0.9 * 0.99 - 0.5 * 0.8), abs=1e-12)


def test_the_working_names_inputs_and_parameters_in_the_order_of_the_formula() -> None:
    told = line(evaluated(), "CO2").operands
    assert [(each.name, each.label, each.value, each.unit) for each in told] == [
        ("amount", "消费量", 1000.0, "t"),
        ("ncv", "热值", 20.0, "GJ/t"),
        ("co2", "CO2排放因子", 95.0, "t/TJ"),
    ]
    assert [[factor.code for factor in each.factors] for each in told] == [[], ["ncv"], ["co2"]]


def test_controls_have_a_factor_each_in_their_order() -> None:
    removal = line(evaluated(controls=(Control("wet", 0.2), Control("bag", 0.8))), "PM10").operands[-1]
    assert removal.value == (0.8, 0.99)
    assert [each.code for each in removal.factors] == ["wet", "bag"]


def test_an_unverified_factor_is_named_on_the_lines_that_rest_on_it() -> None:
    done = evaluated()
    assert [each.code for each in line(done, "N2O").unverified] == ["n2o"]
    assert line(done, "CO2").unverified == ()


def test_without_the_users_word_an_unverified_factor_leaves_its_own_output_unknown() -> None:
    done = evaluated(TABLE)
    assert line(done, "CO2").amount == 1900.0
    assert line(done, "N2O").amount is None
    assert [(each.name, each.code) for each in line(done, "N2O").problems] == [("n2o", "unverified")]


@pytest.mark.parametrize(
    ("code", "unknown"),
    [("n2o", ["N2O"]), ("co2", ["CO2"]), ("dust", ["PM10"]), ("ncv", ["CO2", "N2O", "energy:"]), ("wet", ["PM10"])],
)
def test_a_missing_parameter_leaves_only_those_outputs_unknown_that_need_it(code: str, unknown: list[str]) -> None:
    done = evaluated(book=without(code), controls=(Control("bag", 0.5), Control("wet", 0.5)))
    assert [each.output.name for each in done.lines if each.amount is None] == unknown
    for name in unknown:
        assert [each.code for each in line(done, name).problems] == ["missing"]


def test_an_unknown_amount_keeps_the_operands_that_were_found() -> None:
    told = line(evaluated(book=without("co2")), "CO2")
    assert [each.name for each in told.operands] == ["amount", "ncv"]
    assert told.problems[0].message.startswith("因子库中没有CO2排放因子（CO2，煤）")


def test_an_output_whose_input_was_left_out_is_unknown_and_says_which() -> None:
    told = line(evaluated(), "PM10")
    assert told.amount is None
    assert [each.message for each in told.problems] == ["计算PM10需要“除尘措施”，本行没有填写。"]


def test_a_fault_of_an_input_leaves_every_amount_unknown() -> None:
    done = evaluated(amount=-1.0)
    assert [each.code for each in done.faults] == ["range"]
    assert [(each.amount, each.problems) for each in done.lines] == [(None, done.faults)] * 4


def test_a_broken_rule_leaves_every_amount_unknown() -> None:
    done = evaluated(sold=2000.0)
    assert [each.code for each in done.faults] == ["rule"]
    assert all(each.amount is None for each in done.lines)


def test_nothing_burnt_gives_zero_and_not_unknown() -> None:
    done = evaluated(amount=0.0)
    assert (line(done, "CO2").amount, line(done, "energy:").amount) == (0.0, 0.0)


def test_a_value_of_the_row_itself_goes_before_the_book() -> None:
    own = replace(factor("own", "ncv", 22.0, "GJ/t", fuel="coal"), factor_set="own", source_title="化验单")
    done = evaluated(replace(UNVERIFIED, own={"ncv": own}))
    assert line(done, "CO2").amount == pytest.approx(1000 * 22 / 1000 * 95, abs=1e-9)
    assert line(done, "CO2").operands[1].factors == (own,)


def test_a_factor_of_a_control_is_named_under_parameter_and_technology() -> None:
    better = factor("bag.new", "removal_efficiency", 0.995, "1", "PM10", technology="bag")
    choice = replace(UNVERIFIED, codes={"removal:bag": "bag.new"})
    done = evaluated(choice, BOOK.with_local([better]), controls=(Control("bag", 1.0), Control("wet", 0.0)))
    assert line(done, "PM10").operands[-1].value == (0.995, 0.8)


def test_a_factor_outside_the_range_of_its_parameter_is_refused() -> None:
    own = factor("own", "ncv", 20000.0, "GJ/t", fuel="coal")
    told = line(evaluated(replace(UNVERIFIED, own={"ncv": own})), "CO2")
    assert told.amount is None
    assert [each.code for each in told.problems] == ["range"]
    assert told.problems[0].message == "因子 own 的值 20000.0 不在“热值”允许的范围内（0—100 GJ/t）。"


def test_a_parameter_that_no_output_needs_is_not_looked_for() -> None:
    idle = Parameter("idle", "无用", "1", "no_such_quantity")
    method = replace(HEATING, parameters=(*HEATING.parameters, idle))
    assert line(evaluate(method, ROW, BOOK, UNVERIFIED, PLACE), "CO2").amount == 1900.0


@pytest.mark.parametrize(
    "compute", [lambda amount: amount * float("inf"), lambda amount: 1 / (amount - 1000), lambda amount: amount**1000.0]
)
def test_a_result_that_is_no_number_is_unknown(compute: Any) -> None:
    method = replace(HEATING, parameters=(), outputs=(Output("CO2", compute, "…"),))
    (told,) = evaluate(method, ROW, BOOK, UNVERIFIED, PLACE).lines
    assert told.amount is None
    assert [(each.code, each.message) for each in told.problems] == [
        ("number", "CO2的计算结果不是有效数字；请核对各项数值，尤其是为零的除数。")
    ]


def test_region_and_year_of_the_inventory_are_what_a_factor_must_have() -> None:
    grid = Parameter("grid", "电力因子", "kgCO2/kWh", "grid_factor", "CO2", by={"region": "region", "year": "year"})
    need = need_of(grid, {}, Context("重庆", 2023))
    assert need.match == {"region": "重庆", "year": "2023"}
    assert (need.quantity, need.gas, need.unit, need.label) == ("grid_factor", "CO2", "kgCO2/kWh", "电力因子")


def test_what_is_fixed_never_depends_on_the_row() -> None:
    clinker = Parameter(
        "clinker", "熟料", "t/t", "emission_factor", fixed={"process": "clinker"}, by={"technology": "kiln"}
    )
    assert need_of(clinker, {"kiln": "nsp"}, PLACE).match == {"process": "clinker", "technology": "nsp"}


@pytest.mark.parametrize(("fuel", "unit"), [("natural_gas", "GJ/万Nm³"), ("diesel", "GJ/t"), ("", "GJ/t|GJ/万Nm³")])
def test_a_heat_is_asked_for_per_the_unit_in_which_the_fuel_is_counted(fuel: str, unit: str) -> None:
    heat = Parameter("ncv", "热值", "GJ/t|GJ/万Nm³", "ncv", by={"fuel": "fuel"})
    assert need_of(heat, {"fuel": fuel}, PLACE).unit == unit


def test_a_heat_per_tonne_of_a_gas_counted_by_volume_is_refused_and_not_multiplied() -> None:
    per_tonne = replace(factor("own", "ncv", 48.0, "GJ/t", fuel="natural_gas"), factor_set="own")
    heat = Parameter("ncv", "热值", "GJ/t|GJ/万Nm³", "ncv", by={"fuel": "fuel"})
    burning = replace(HEATING, inputs=(GAS_FUEL, AMOUNT), parameters=(heat,), outputs=HEATING.outputs[3:], rules=())
    choice = Choice((), own={"ncv": per_tonne})
    (told,) = evaluate(burning, {"fuel": "natural_gas", "amount": 100.0}, FactorBook([]), choice, PLACE).lines
    assert told.amount is None
    assert [(each.code, each.message) for each in told.problems] == [
        ("unfit", "因子 own 的单位是 GJ/t，热值（天然气）应为 GJ/万Nm³；请选用该单位的因子。")
    ]


def test_the_working_shows_the_unit_of_the_factor_that_was_picked() -> None:
    heat = replace(HEATING.parameters[0], unit="GJ/t|GJ/万Nm³")
    method = replace(HEATING, parameters=(heat, *HEATING.parameters[1:]))
    assert line(evaluate(method, ROW, BOOK, UNVERIFIED, PLACE), "CO2").operands[1].unit == "GJ/t"
