"""Land taken from forest, and green of towns."""

from __future__ import annotations

from typing import Any

import pytest

from ditan.core.factors import Choice, Factor
from ditan.core.factors.loading import book
from ditan.core.ghg import land_conversion, urban_green, urban_trees
from ditan.core.methods import Context, Evaluation, OutputKind, evaluate

IPCC = Choice(("ipcc_2006", "ipcc_2019"))
CHONGQING = Context("重庆", 2023)


def converted(choice: Choice = IPCC, **changed: Any) -> Evaluation:
    values: dict[str, Any] = {
        "land_before": "forest_natural",
        "converted_area_ha": 10.0,
        "carbon_after_tc_ha": 0.0,
        "burnt_share": 0.5,
    }
    return evaluate(land_conversion.METHOD, values | changed, book(), choice, CHONGQING)


def test_forest_that_is_built_over_loses_all_its_biomass() -> None:
    """EFDB 515370 (180 t/ha, subtropical humid forest of continental Asia), 515168 (0.24), 515150 (0.47)."""
    assert converted().lines[0].amount == pytest.approx(10 * 180 * 1.24 * 0.47 * 44 / 12)


def test_what_grows_there_afterwards_is_taken_off() -> None:
    """EFDB 510999: 5 t C/ha for annual crops after a year."""
    built, farmed = converted().lines[0].amount, converted(carbon_after_tc_ha=5.0).lines[0].amount
    assert built - farmed == pytest.approx(10 * 5 * 44 / 12)  # type: ignore[operator]


def test_burning_on_the_spot_adds_methane_and_nitrous_oxide_but_no_second_carbon_dioxide() -> None:
    """EFDB 327541 (0.51), 515133 (4.7 g CH4/kg), 515138 (0.26 g N2O/kg)."""
    burnt, left = converted(), converted(burnt_share=0.0)
    assert [line.amount for line in burnt.lines[1:]] == [
        pytest.approx(10 * 180 * 0.5 * 0.51 * 4.7 / 1000),
        pytest.approx(10 * 180 * 0.5 * 0.51 * 0.26 / 1000),
    ]
    assert [line.amount for line in left.lines[1:]] == [0.0, 0.0]
    assert burnt.lines[0].amount == left.lines[0].amount


def test_an_unknown_share_burnt_leaves_those_two_unknown_and_not_the_carbon_dioxide() -> None:
    lines = converted(burnt_share=None).lines
    assert lines[0].amount is not None
    assert [(line.amount, line.problems[0].code) for line in lines[1:]] == [(None, "missing"), (None, "missing")]


def test_a_share_above_one_is_refused() -> None:
    assert [(each.name, each.code) for each in converted(burnt_share=50.0).faults] == [("burnt_share", "range")]


def test_grassland_counts_its_roots_once() -> None:
    """EFDB 511044: 13.5 t/ha above and below ground; the climate of the row is inferred, so unconfirmed."""
    choice = Choice(IPCC.factor_sets, unverified=True)
    line = converted(choice, land_before="grassland_warm_wet").lines[0]
    assert line.amount == pytest.approx(10 * 13.5 * 0.47 * 44 / 12)


@pytest.mark.parametrize(("tree_class", "growth"), [("mixed_hardwood", 0.0100), ("pine", 0.0087), ("aspen", 0.0096)])
def test_trees_of_towns_take_up_by_number(tree_class: str, growth: float) -> None:
    """EFDB 513517, 513523, 513515."""
    values = {"tree_class": tree_class, "trees": 10_000.0}
    line = evaluate(urban_trees.METHOD, values, book(), IPCC, CHONGQING).lines[0]
    assert (line.amount, line.output.kind) == (pytest.approx(-10_000 * growth * 44 / 12), OutputKind.REMOVAL)


def test_a_species_of_east_asia_is_in_the_refinement() -> None:
    """EFDB 328651: 0.0204 t C a year."""
    values = {"tree_class": "zelkova", "trees": 100.0}
    line = evaluate(urban_trees.METHOD, values, book(), IPCC, CHONGQING).lines[0]
    assert line.amount == pytest.approx(-100 * 0.0204 * 44 / 12)


def test_green_by_area_gives_no_number_until_a_local_value_is_entered() -> None:
    values = {"green_area_ha": 100.0}
    line = evaluate(urban_green.METHOD, values, book(), IPCC, CHONGQING).lines[0]
    assert (line.amount, line.problems[0].code) == (None, "missing")
    assert "录入带出处的本地因子" in line.problems[0].message
    own = Factor("local", "绿地固碳", "urban_green_growth", 2.5, "tC/ha/a", "local", region="重庆", verified=True)
    entered = evaluate(urban_green.METHOD, values, book(), Choice((), own={"green_growth": own}), CHONGQING)
    assert entered.lines[0].amount == pytest.approx(-100 * 2.5 * 44 / 12)


def test_a_local_value_in_the_book_serves_its_region() -> None:
    local = Factor("local", "绿地固碳", "urban_green_growth", 2.5, "tC/ha/a", "local", region="重庆", verified=True)
    ours = book().with_local([local])
    values = {"green_area_ha": 1.0}
    choice = Choice(("local",))
    assert evaluate(urban_green.METHOD, values, ours, choice, CHONGQING).lines[0].amount == pytest.approx(
        -2.5 * 44 / 12
    )
    assert evaluate(urban_green.METHOD, values, ours, choice, Context("四川", 2023)).lines[0].amount is None
