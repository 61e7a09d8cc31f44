"""What holds for every method of greenhouse gases and every kind of energy and industry."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from ditan.core.factors import book, quantities
from ditan.core.ghg import ammonia_output, ferroalloys, oil_gas
from ditan.core.ghg.catalogue import ENERGY, INDUSTRY, METHODS
from ditan.core.inventory.categories import categories
from ditan.core.inventory.kind import Kind
from ditan.core.inventory.kinds import KINDS, energy, industry
from ditan.core.methods import InputKind, Method, OutputKind, Parameter

OURS = (*ENERGY, *INDUSTRY)
PARAMETERS = [(method, parameter) for method in OURS for parameter in method.parameters]


def test_no_two_methods_share_a_code() -> None:
    assert [code for code, times in Counter(each.code for each in METHODS).items() if times > 1] == []


def test_no_two_kinds_share_a_code() -> None:
    assert [code for code, times in Counter(each.code for each in KINDS).items() if times > 1] == []


def test_every_method_of_energy_and_industry_stands_in_a_kind() -> None:
    used = {id(method) for kind in KINDS for method in kind.methods}
    assert [each.code for each in OURS if id(each) not in used] == []


@pytest.mark.parametrize("kind", [*energy.KINDS, *industry.KINDS], ids=lambda kind: kind.code)
def test_every_category_of_a_kind_exists(kind: Kind) -> None:
    assert [each for each in kind.categories if each not in categories()] == []


@pytest.mark.parametrize("method", OURS, ids=lambda method: method.code)
def test_a_method_says_its_source_formulas_and_units(method: Method) -> None:
    assert method.code.startswith("ghg.")
    assert method.source
    assert all(output.formula for output in method.outputs)
    assert all(output.unit == "t" for output in method.outputs if output.gas or output.gas_input)
    assert all(output.label for output in method.outputs if output.kind == OutputKind.ENERGY)
    assert all(each.unit for each in method.inputs if each.kind == InputKind.NUMBER)


@pytest.mark.parametrize(("method", "parameter"), PARAMETERS, ids=lambda each: getattr(each, "code", each.label))
def test_the_book_holds_factors_for_every_parameter_in_a_unit_that_it_takes(
    method: Method, parameter: Parameter
) -> None:
    fit = [
        each
        for each in book()
        if (each.quantity, each.gas) == (parameter.quantity, parameter.gas)
        and all(each.attribute(name) == value for name, value in parameter.fixed.items())
        and each.unit in parameter.unit.split("|")
    ]
    assert parameter.quantity in quantities()
    assert fit, f"{method.code} {parameter.name}"


CHOICES = [
    (method, parameter, attribute, asked)
    for method, parameter in PARAMETERS
    for attribute, name in parameter.by.items()
    if (asked := method.input(name)) is not None and name != "fuel" and attribute not in parameter.loose
]
BY_FUEL = {code for code, _ in ammonia_output.PROCESS.choices} - {"coal"}
NOT_FLARED = {code for code, _ in oil_gas.SEGMENT.choices if not code.endswith(".flaring")}
CARBON_DIOXIDE = {code for code, _ in oil_gas.SEGMENT.choices if code.endswith(".raw_co2_venting")}
WITHOUT_METHANE = {code for code, _ in ferroalloys.ALLOY.choices} - set(ferroalloys.WITH_METHANE)
WITHOUT = {
    "ghg.ammonia_output": {"coal"},
    "ghg.ammonia_coal": BY_FUEL,
    "ghg.oil_gas_flaring_n2o": NOT_FLARED,
    "ghg.ferroalloys_methane": WITHOUT_METHANE,
    "ghg.oil_gas_methane": CARBON_DIOXIDE,
}
"""Choices that the method leaves to another one of the same kind."""


@pytest.mark.parametrize(
    ("method", "parameter", "attribute", "asked"),
    CHOICES,
    ids=lambda each: getattr(each, "code", getattr(each, "name", "")),
)
def test_a_choice_that_is_offered_leads_to_some_factor(
    method: Method, parameter: Parameter, attribute: str, asked: Any
) -> None:
    held = {
        each.attribute(attribute)
        for each in book()
        if (each.quantity, each.gas) == (parameter.quantity, parameter.gas)
        and all(each.attribute(name) == value for name, value in parameter.fixed.items())
    }
    offered = {code for code, _ in asked.choices} - WITHOUT.get(method.code, set())
    assert offered - held == set()
