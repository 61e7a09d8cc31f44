"""What the category of a row says of it already."""

from __future__ import annotations

import pytest

from ditan.core.inventory.categories import categories
from ditan.core.inventory.kind import Kind
from ditan.core.inventory.kinds import KINDS, kind_of
from ditan.core.inventory.kinds.energy import COAL_MINING, MOBILE_FUEL, STATIONARY_FUEL


@pytest.mark.parametrize(
    ("kind", "category", "said"),
    [
        ("stationary_fuel", "1.A.1.a.i", {"combustion_sector": "energy_industries"}),
        ("stationary_fuel", "1.A.2.f", {"combustion_sector": "manufacturing"}),
        ("stationary_fuel", "1.A.4.c.i", {"combustion_sector": "agriculture"}),
        ("stationary_fuel", "1.A.5.a", {}),
        ("mobile_fuel", "1.A.3.b.iii", {"transport_mode": "road"}),
        ("mobile_fuel", "1.A.4.c.ii", {}),
        ("bunkers", "M.2.b", {"transport_mode": "waterways"}),
        ("coal_mining", "1.B.1.a.ii.1", {"mine_type": "surface"}),
        ("clinker", "2.A.1", {}),
    ],
)
def test_a_category_fills_in_what_it_says(kind: str, category: str, said: dict[str, str]) -> None:
    assert kind_of(kind).completed(category, {}) == said


def test_what_the_row_says_itself_stays() -> None:
    row = {"fuel": "diesel", "combustion_sector": "commercial"}
    assert STATIONARY_FUEL.completed("1.A.2", row) == row
    assert STATIONARY_FUEL.completed("1.A.2", {"combustion_sector": None}) == {"combustion_sector": "manufacturing"}


def test_a_row_that_says_another_thing_than_its_category_is_a_fault_of_that_cell() -> None:
    found = MOBILE_FUEL.contradictions("1.A.3.b", {"transport_mode": "railway"})
    assert found == {"transport_mode": "类别 1.A.3.b 应为“道路”，本行填的是“铁路”；请改类别，或清空这一格由类别决定。"}
    assert MOBILE_FUEL.contradictions("1.A.3.b", {"transport_mode": "road"}) == {}
    assert MOBILE_FUEL.contradictions("1.A.3.b", {}) == {}
    assert COAL_MINING.contradictions("1.B.1.a.i.1", {"mine_type": "surface"}).keys() == {"mine_type"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_what_any_category_of_a_kind_implies_is_a_choice_that_the_kind_offers(kind: Kind) -> None:
    for category in (each.code for each in categories() if kind.allows(each.code)):
        for name, value in kind.implied(category).items():
            (asked,) = (each for each in kind.inputs if each.name == name)
            assert value in dict(asked.choices)
