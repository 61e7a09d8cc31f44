"""All methods of pollutants together: where they stand, what they give, and that what they ask for can be had."""

from __future__ import annotations

import pytest

from ditan.core.air.catalogue import METHODS
from ditan.core.factors.quantities import quantities
from ditan.core.inventory.categories import categories
from ditan.core.inventory.kinds import KINDS, kind_of
from ditan.core.methods import Method
from ditan.core.methods.inputs import POLLUTANTS


@pytest.mark.parametrize("method", METHODS, ids=lambda each: each.code)
def test_every_method_is_carried_out_on_some_kind_of_row(method: Method) -> None:
    assert any(method in kind.methods for kind in KINDS)


@pytest.mark.parametrize("method", METHODS, ids=lambda each: each.code)
def test_every_method_gives_pollutants_alone_in_tonnes_with_a_formula_and_a_source(method: Method) -> None:
    assert {each.gas for each in method.outputs} <= {code for code, _ in POLLUTANTS}
    assert all(each.unit == "t" and each.formula for each in method.outputs)
    assert method.source


@pytest.mark.parametrize("method", METHODS, ids=lambda each: each.code)
def test_every_parameter_is_of_a_quantity_and_unit_that_the_book_knows(method: Method) -> None:
    for each in method.parameters:
        allowed = quantities()[each.quantity].units
        assert set(each.unit.split("|")) <= set(allowed or each.unit.split("|")), each.name


def test_together_they_give_all_nine_pollutants() -> None:
    assert {output.gas for method in METHODS for output in method.outputs} == {code for code, _ in POLLUTANTS}


@pytest.mark.parametrize(
    "kind, source_class",
    [
        ("stationary_fuel", "stationary"),
        ("vehicle", "mobile"),
        ("cement_kiln", "process"),
        ("road_dust", "dust"),
        ("construction_dust", "dust"),
        ("pile_handling", "dust"),
        ("pile_erosion", "dust"),
    ],
)
def test_kinds_stand_in_categories_of_their_source_class_of_tcses_144(kind: str, source_class: str) -> None:
    found = {categories().get(code).source_class for code in kind_of(kind).categories}
    assert found == {source_class}
