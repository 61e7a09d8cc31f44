"""What holds for every method of farming, land and waste."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from ditan.core.air import livestock_ammonia, residue_smoke
from ditan.core.factors import Factor
from ditan.core.factors.loading import book
from ditan.core.factors.quantities import quantities
from ditan.core.ghg.catalogue import AGRICULTURE, LAND, WASTE
from ditan.core.inventory.kinds import KINDS, land, waste
from ditan.core.methods import InputKind, Method, Output, OutputKind, Parameter

METHODS = (*AGRICULTURE, *LAND, *WASTE, livestock_ammonia.METHOD, residue_smoke.METHOD)
FORMULAS = [
    pytest.param(method, output, id=f"{method.code}-{output.name}") for method in METHODS for output in method.outputs
]
PARAMETERS = [
    pytest.param(method, each, id=f"{method.code}-{each.name}") for method in METHODS for each in method.parameters
]
WITHOUT_A_SOURCE = {"urban_green_growth"}
"""Quantities for which a district has to bring its own value."""


def plain(method: Method, name: str) -> Any:
    """A small sound value of an input or parameter, or of the year."""
    asked = method.input(name)
    if name == "year":
        return 2023
    if asked is not None and asked.kind == InputKind.SERIES:
        return {2021: 30.0, 2022: 40.0}
    return 0.0 if name.startswith(("recovered", "sludge_bod", "sludge_cod", "sludge_n")) else 0.5


@pytest.mark.parametrize(("method", "output"), FORMULAS)
def test_every_formula_takes_arrays_for_each_of_its_numbers(method: Method, output: Output) -> None:
    values = {name: plain(method, name) for name in output.needs}
    single = float(output.compute(**values))
    assert math.isfinite(single)
    for name in output.needs:
        if isinstance(values[name], float):
            drawn = output.compute(**values | {name: np.full(3, values[name])})
            assert np.shape(drawn) == (3,)
            assert list(drawn) == pytest.approx([single] * 3)


@pytest.mark.parametrize(("method", "output"), FORMULAS)
def test_different_draws_of_a_number_give_different_amounts(method: Method, output: Output) -> None:
    values = {name: plain(method, name) for name in output.needs}
    sizes = np.array([0.5, 1.0, 2.0])
    scaled = [name for name in output.needs if isinstance(values[name], float) and values[name] > 0]
    moved = [output.compute(**values | {name: values[name] * sizes}) for name in scaled]
    assert all(len({float(each) for each in drawn}) == 3 for drawn in moved if np.ptp(drawn) != 0)
    assert any(np.ptp(drawn) != 0 for drawn in moved)


@pytest.mark.parametrize(("method", "parameter"), PARAMETERS)
def test_every_parameter_asks_for_a_known_quantity_in_its_units(method: Method, parameter: Parameter) -> None:
    quantity = quantities()[parameter.quantity]
    assert set(parameter.unit.split("|")) <= set(quantity.units)
    assert set(parameter.loose) <= set(parameter.by)


def of(parameter: Parameter) -> list[Factor]:
    return [
        each
        for each in book()
        if (each.quantity, each.gas) == (parameter.quantity, parameter.gas)
        and all(each.attribute(name) == value for name, value in parameter.fixed.items())
    ]


@pytest.mark.parametrize(("method", "parameter"), PARAMETERS)
def test_every_parameter_but_those_without_a_source_has_a_delivered_factor(
    method: Method, parameter: Parameter
) -> None:
    assert bool(of(parameter)) == (parameter.quantity not in WITHOUT_A_SOURCE)


@pytest.mark.parametrize(("method", "parameter"), PARAMETERS)
def test_every_delivered_factor_can_be_reached_by_a_choice_of_the_form(method: Method, parameter: Parameter) -> None:
    asked = {attribute: method.input(name) for attribute, name in parameter.by.items()}
    strange = [
        (factor.code, attribute)
        for factor in of(parameter)
        for attribute, each in asked.items()
        if each is not None
        and factor.attribute(attribute) not in {code for code, _ in each.choices}
        and not (attribute in parameter.loose and not factor.attribute(attribute))
    ]
    shared = {"biomass_carbon_fraction", "wastewater_bo"}
    assert strange == [] or parameter.quantity in shared


@pytest.mark.parametrize("method", METHODS, ids=lambda each: each.code)
def test_every_method_says_in_chinese_what_it_asks_and_where_it_comes_from(method: Method) -> None:
    texts = [method.label, method.source, *(each.label for each in method.inputs)]
    texts += [label for each in method.inputs for _, label in each.choices]
    texts += [each.formula for each in method.outputs]
    assert [each for each in texts if not any("\u4e00" <= sign <= "\u9fff" or sign in "IV" for sign in each)] == []
    numbers = [each for each in method.inputs if each.kind in (InputKind.NUMBER, InputKind.SERIES)]
    assert [each.name for each in numbers if not each.unit] == []


@pytest.mark.parametrize(("method", "output"), FORMULAS)
def test_gases_are_counted_in_tonnes(method: Method, output: Output) -> None:
    assert (bool(output.gas), output.unit) == (True, "t")


def test_only_forests_and_towns_take_up() -> None:
    removing = {each.code for each in METHODS for output in each.outputs if output.kind == OutputKind.REMOVAL}
    assert removing == {
        "ghg.forest_stock_change",
        "ghg.forest_growth_loss",
        "ghg.forest_volume_function",
        "ghg.urban_trees",
        "ghg.urban_green",
    }


def test_every_method_stands_in_a_kind_of_row() -> None:
    in_rows = {method.code for kind in (*land.KINDS, *waste.KINDS) for method in kind.methods}
    assert in_rows == {each.code for each in METHODS}


def test_no_two_kinds_of_rows_share_a_code() -> None:
    codes = [each.code for each in KINDS]
    assert len(codes) == len(set(codes))


def test_unread_guides_are_delivered_as_unconfirmed() -> None:
    doubtful = {each.verified for each in book() if each.factor_set == "provincial_guide_2011"}
    assert doubtful == {False}


def test_both_editions_of_the_guide_stand_side_by_side() -> None:
    carbon = {
        each.factor_set: each.value
        for each in book()
        if each.quantity == "waste_carbon_content" and each.process == "msw"
    }
    assert carbon == {"provincial_guide_2025": 0.4, "provincial_guide_2011": 0.2}


def test_every_delivered_factor_of_the_three_files_names_its_source() -> None:
    quantities_here = {parameter.values[1].quantity for parameter in PARAMETERS}
    assert [each.code for each in book() if each.quantity in quantities_here and not each.source_title] == []
