"""Factors that contradict each other, and two sets side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ditan.core.factors import Factor, FactorBook, book
from ditan.core.factors.comparing import Pair, compare, conflicts, spread

LEFT = Factor("l", "汽油热值", "ncv", 43.07, "GJ/t", "left", fuel="gasoline", verified=True)
RIGHT = replace(LEFT, code="r", value=44.8, factor_set="right", verified=False)
ONLY_LEFT = replace(LEFT, code="o", fuel="diesel", value=42.652)
SAME_LEFT, SAME_RIGHT = replace(LEFT, code="sl", fuel="coke"), replace(RIGHT, code="sr", fuel="coke", value=43.07)
BOOK = FactorBook([ONLY_LEFT, LEFT, RIGHT, SAME_LEFT, SAME_RIGHT])


def test_a_conflict_holds_every_factor_of_one_thing_with_its_set() -> None:
    (conflict,) = conflicts(BOOK)
    assert conflict.factors == (LEFT, RIGHT)
    assert conflict.sets == ("left", "right")
    assert conflict.spread == pytest.approx(1.73 / 43.07, abs=1e-12)


def test_conflicts_can_be_asked_of_one_quantity_gas_or_fuel() -> None:
    assert conflicts(BOOK, "oxidation") == ()
    assert conflicts(BOOK, "ncv", {"fuel": "diesel"}) == ()
    assert conflicts(BOOK, gas="CO2") == ()
    assert len(conflicts(BOOK, "ncv", {"fuel": "gasoline"})) == 1


def test_another_year_or_region_is_no_conflict() -> None:
    assert conflicts(FactorBook([replace(LEFT, year="2022"), replace(RIGHT, year="2023")])) == ()


def test_entries_of_a_database_do_not_contradict_each_other() -> None:
    entries = [replace(LEFT, quantity="efdb"), replace(RIGHT, quantity="efdb")]
    assert conflicts(FactorBook(entries)) == ()


def test_a_number_against_a_text_and_another_unit_are_conflicts_without_a_spread() -> None:
    text = replace(RIGHT, value=None, text="43—45")
    unit = replace(RIGHT, value=10290.0, unit="kcal/kg")
    assert [each.spread for each in conflicts(FactorBook([LEFT, text]))] == [None]
    assert [each.spread for each in conflicts(FactorBook([LEFT, unit]))] == [None]


def test_a_spread_from_zero_says_nothing() -> None:
    assert spread([replace(LEFT, value=0.0), RIGHT]) is None


def test_two_sets_stand_side_by_side_what_both_say_first() -> None:
    pairs = compare(BOOK, "left", "right")
    assert [(each.left, each.right) for each in pairs] == [
        ((SAME_LEFT,), (SAME_RIGHT,)),
        ((LEFT,), (RIGHT,)),
        ((ONLY_LEFT,), ()),
    ]
    assert [each.same for each in pairs] == [True, False, False]
    assert [each.change for each in pairs] == [0.0, pytest.approx(1.73 / 43.07, abs=1e-12), None]
    assert pairs[2].either is ONLY_LEFT


def test_a_comparison_can_be_of_one_quantity() -> None:
    assert compare(BOOK, "left", "right", "oxidation") == ()


@pytest.mark.parametrize(
    "right",
    [
        (),
        (RIGHT, replace(RIGHT, value=44.0)),
        (replace(RIGHT, unit="kcal/kg"),),
        (replace(RIGHT, value=None, text="?"),),
    ],
)
def test_a_change_is_given_only_between_two_numbers_of_one_unit(right: tuple[Factor, ...]) -> None:
    assert Pair((LEFT,), right).change is None


def test_a_change_from_zero_is_not_given_and_one_from_below_has_its_own_sign() -> None:
    assert Pair((replace(LEFT, value=0.0),), (RIGHT,)).change is None
    assert Pair((replace(LEFT, value=-2.0),), (replace(RIGHT, value=-1.0),)).change == 0.5


def test_the_known_contradictions_of_the_delivered_fuels_are_all_there() -> None:
    values = {
        (each.factors[0].fuel, each.factors[0].quantity): {factor.value for factor in each.factors}
        for each in conflicts(book())
        if each.factors[0].quantity in ("ncv", "carbon_content", "oxidation") and each.factors[0].fuel
    }
    assert values["gasoline", "ncv"] >= {43.07, 44.8}
    assert values["diesel", "ncv"] >= {42.652, 43.33}
    assert values["natural_gas", "carbon_content"] >= {15.3, 15.32}
    assert values["coke_oven_gas", "ncv"] >= {179.81, 173.854}
    assert values["coke_oven_gas", "carbon_content"] >= {13.58, 13.6, 12.1}
    assert values["lpg", "ncv"] >= {50.179, 47.31}
    assert values["lpg", "oxidation"] >= {0.98, 0.99}
    assert values["lng", "ncv"] >= {51.498, 41.868}
    assert values["lng", "carbon_content"] >= {15.3, 17.2}
    assert values["bituminous", "carbon_content"] >= {26.1, 26.18, 23.08}
    assert values["blast_furnace_gas", "ncv"] >= {33.0, 37.69}
