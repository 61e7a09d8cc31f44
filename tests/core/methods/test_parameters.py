"""What every method asks of the book: quantities that are listed, units that they have, values that are delivered."""

from __future__ import annotations

import pytest

from ditan.core.air.catalogue import METHODS as AIR
from ditan.core.factors import book, gases, quantities
from ditan.core.ghg.catalogue import METHODS as GHG
from ditan.core.methods import Method

METHODS = (*GHG, *AIR)
ONLY_LOCAL = {"urban_green_growth"}
"""Quantities for which no source was found: a district enters its own, or the category stays NE."""


def of(method: Method) -> str:
    """The name of a case."""
    return method.code


@pytest.mark.parametrize("method", METHODS, ids=of)
def test_every_quantity_is_listed_and_has_the_unit_that_is_asked(method: Method) -> None:
    for parameter in method.parameters:
        quantity = quantities()[parameter.quantity]
        asked = set(parameter.unit.split("|"))
        assert not quantity.units or asked <= set(quantity.units), (parameter.name, asked, quantity.units)
        assert parameter.gas == "" or parameter.gas in gases()


def test_every_parameter_is_spoken_of_by_a_delivered_factor_or_is_a_districts_own() -> None:
    delivered = {(each.quantity, each.gas, each.unit) for each in book()}
    unmet = {
        parameter.quantity
        for method in METHODS
        for parameter in method.parameters
        if not any((parameter.quantity, parameter.gas, unit) in delivered for unit in parameter.unit.split("|"))
    }
    assert unmet == ONLY_LOCAL


def test_entries_that_are_there_to_be_cited_and_margins_are_asked_by_no_method() -> None:
    asked = {parameter.quantity for method in METHODS for parameter in method.parameters}
    assert {"efdb", "grid_operating_margin", "uncertainty"} & asked == set()


def test_no_two_methods_share_a_code() -> None:
    assert len({each.code for each in METHODS}) == len(METHODS)
