"""A declaration that contradicts itself is a fault of the programmer, found when it is made."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ditan.core.methods import Input, Method, Output, OutputKind, Parameter
from tests.core.methods.heating import AMOUNT, CONTROLS, HEATING, NCV, co2_t, heat_tj


def method(
    *outputs: Output, inputs: tuple[Input, ...] = (AMOUNT,), parameters: tuple[Parameter, ...] = (NCV,)
) -> Method:
    """A method with these parts."""
    return Method("ghg.x", "甲", inputs, parameters, outputs, "测试", verified=True)


def test_a_formula_asks_by_the_names_of_its_arguments() -> None:
    assert Output("CO2", co2_t, "…").needs == ("amount", "ncv", "co2")


def test_a_formula_that_asks_for_what_is_not_declared_is_refused() -> None:
    with pytest.raises(ValueError, match=r"ghg\.x CO2: no input or parameter \['co2'\]"):
        method(Output("CO2", co2_t, "…"))


def test_an_input_and_a_parameter_cannot_share_a_name() -> None:
    with pytest.raises(ValueError, match="share a name"):
        method(inputs=(AMOUNT, Input("ncv", "热值")))


def test_two_outputs_of_one_gas_and_kind_are_refused() -> None:
    with pytest.raises(ValueError, match="same gas and kind"):
        method(Output("CO2", heat_tj, "…"), Output("CO2", heat_tj, "…"))


def test_the_same_gas_may_be_an_emission_and_a_memo() -> None:
    made = method(Output("CO2", heat_tj, "…"), Output("CO2", heat_tj, "…", kind=OutputKind.MEMO))
    assert [each.name for each in made.outputs] == ["CO2", "memo:CO2"]
    assert made.gases == ("CO2",)


def test_a_gas_named_by_the_row_needs_a_choice_that_names_it() -> None:
    with pytest.raises(ValueError, match="the gas is named by an input"):
        method(Output("", heat_tj, "…", gas_input="gas"))
    with pytest.raises(ValueError, match="the gas is named by an input"):
        method(Output("CO2", heat_tj, "…", gas_input="amount"))


def test_parts_are_found_by_name() -> None:
    assert HEATING.input("controls") is CONTROLS
    assert HEATING.parameter("ncv") is NCV
    assert HEATING.output("energy:").label == "热量"
    assert (HEATING.input("ncv"), HEATING.parameter("amount")) == (None, None)


def test_gases_are_those_of_the_outputs_without_energy() -> None:
    assert HEATING.gases == ("CO2", "N2O", "PM10")


def test_a_declaration_stays_as_it_is() -> None:
    changed = replace(HEATING, code="ghg.other")
    assert (changed.code, HEATING.code) == ("ghg.other", "ghg.heating")
