"""Livestock: digestion and manure."""

from __future__ import annotations

from typing import Any

import pytest

from ditan.core.factors import Choice
from ditan.core.factors.loading import book
from ditan.core.ghg import enteric_fermentation, manure_management, manure_nitrogen, manure_volatile_solids
from ditan.core.methods import Context, Evaluation, Line, Method, evaluate

GUIDE = Choice(("provincial_guide_2011",), unverified=True)
IPCC = Choice(("ipcc_2006",))
REFINED = Choice(("ipcc_2019",))


def on(method: Method, values: dict[str, Any], choice: Choice) -> Evaluation:
    return evaluate(method, values, book(), choice, Context("重庆", 2023))


def enteric(livestock: str, rearing: str, choice: Choice) -> Line:
    values = {"livestock": livestock, "rearing": rearing, "head": 1000.0}
    return on(enteric_fermentation.METHOD, values, choice).lines[0]


def manure(livestock: str, region: str = "西南", choice: Choice = GUIDE) -> tuple[Line, ...]:
    values = {"livestock": livestock, "guide_region": region, "head": 1000.0}
    return on(manure_management.METHOD, values, choice).lines


@pytest.mark.parametrize(
    ("livestock", "rearing", "factor"),
    [
        ("dairy", "farm", 88.1),
        ("dairy", "grazing", 99.3),
        ("other_cattle", "household", 67.9),
        ("buffalo", "farm", 70.5),
        ("goat", "household", 9.4),
        ("sheep", "grazing", 7.5),
        ("pig", "farm", 1.0),
        ("pig", "household", 1.0),
        ("mule_ass", "household", 10.0),
    ],
)
def test_the_guide_goes_by_species_and_where_it_says_so_by_rearing(livestock: str, rearing: str, factor: float) -> None:
    """Provincial guide 2011, table 4.8, original not read."""
    assert enteric(livestock, rearing, GUIDE).amount == pytest.approx(factor)


@pytest.mark.parametrize(
    ("livestock", "factor"),
    [("dairy", 68.0), ("other_cattle", 47.0), ("buffalo", 55.0), ("sheep", 5.0), ("goat", 5.0), ("pig", 1.0)],
)
def test_the_ipcc_makes_no_difference_of_rearing(livestock: str, factor: float) -> None:
    """EFDB 415945, 415946 (Asia), 415926 to 415928 and 415934 (developing countries)."""
    assert [enteric(livestock, each, IPCC).amount for each in ("farm", "household")] == [pytest.approx(factor)] * 2


def test_the_refinement_tells_high_from_low_productivity() -> None:
    """EFDB 328713 and 328714: sheep 9 and 5 kg."""
    assert enteric("sheep", "high_productivity", REFINED).amount == pytest.approx(9.0)
    assert enteric("sheep", "low_productivity", REFINED).amount == pytest.approx(5.0)
    assert enteric("sheep", "farm", REFINED).problems[0].code == "missing"


def test_buffalo_that_graze_have_no_factor_in_the_guide_and_take_none_of_another_rearing() -> None:
    assert [each.code for each in enteric("buffalo", "grazing", GUIDE).problems] == ["missing"]


def test_poultry_has_no_enteric_factor() -> None:
    assert enteric("layer", "farm", IPCC).problems[0].code == "missing"


@pytest.mark.parametrize(
    ("livestock", "ch4", "n2o"),
    [
        ("dairy", 6.51, 1.884),
        ("other_cattle", 3.21, 0.691),
        ("buffalo", 1.53, 1.197),
        ("goat", 0.53, 0.064),
        ("pig", 4.18, 0.159),
        ("layer", 0.02, 0.007),
        ("broiler", 0.02, 0.007),
        ("other_poultry", 0.02, 0.007),
    ],
)
def test_manure_gives_methane_and_nitrous_oxide_from_one_row(livestock: str, ch4: float, n2o: float) -> None:
    """Provincial guide 2011, tables 4.10 and 4.12 (Southwest), original not read."""
    assert [line.amount for line in manure(livestock)] == [pytest.approx(ch4), pytest.approx(n2o)]


def test_of_other_regions_the_manure_tables_were_not_found() -> None:
    assert {each.code for line in manure("pig", "华东") for each in line.problems} == {"missing"}


@pytest.mark.parametrize(
    ("system", "ef3", "refined"),
    [("solid_storage", 0.005, 0.010), ("digester", 0.0, 0.0006), ("pit", 0.002, 0.002), ("dry_lot", 0.02, 0.02)],
)
def test_nitrous_oxide_by_excreted_nitrogen_goes_by_the_system(system: str, ef3: float, refined: float) -> None:
    """EFDB 417262, 417268, 417267, 417263 and 329684, 329694, 329693, 329688; pigs of Asia 0.40 and 0.61 kg N."""
    values = {"livestock": "pig", "manure_system": system, "head": 1000.0, "body_mass_kg": 50.0}
    old, new = (on(manure_nitrogen.METHOD, values, each).lines[0].amount for each in (IPCC, REFINED))
    assert old == pytest.approx(1000 * 50 / 1000 * 0.40 * 365 * ef3 * 44 / 28 / 1000)
    assert new == pytest.approx(1000 * 50 / 1000 * 0.61 * 365 * refined * 44 / 28 / 1000)


@pytest.mark.parametrize(
    ("livestock", "system", "solids", "factor"),
    [
        ("pig", "high_pit_long", 5.8, 111.6),
        ("pig", "high_pit_short", 5.8, 39.2),
        ("pig", "high_solid_storage", 5.8, 12.1),
        ("dairy", "high_lagoon", 9.0, 117.4),
        ("dairy", "low_solid_storage", 9.0, 3.5),
        ("layer", "high_solid_storage", 9.3, 10.5),
        ("broiler", "high_solid_storage", 15.7, 10.5),
    ],
)
def test_methane_by_volatile_solids_goes_by_system_and_productivity(
    livestock: str, system: str, solids: float, factor: float
) -> None:
    """EFDB entries of the 2019 Refinement: Asia, mean; warm temperate moist, or temperate where not told apart."""
    values = {"livestock": livestock, "solids_system": system, "head": 1000.0, "body_mass_kg": 60.0}
    line = on(manure_volatile_solids.METHOD, values, REFINED).lines[0]
    assert line.amount == pytest.approx(60 * solids * 365 * factor / 1e6)
    assert line.unverified == ()


def test_by_volatile_solids_goats_of_asia_have_no_rate() -> None:
    values = {"livestock": "goat", "solids_system": "high_solid_storage", "head": 1.0, "body_mass_kg": 30.0}
    assert {each.code for each in on(manure_volatile_solids.METHOD, values, REFINED).lines[0].problems} == {"missing"}


def test_negative_heads_are_refused_and_give_nothing() -> None:
    values = {"livestock": "pig", "guide_region": "西南", "head": -1.0}
    evaluation = on(manure_management.METHOD, values, GUIDE)
    assert [(each.name, each.code) for each in evaluation.faults] == [("head", "range")]
    assert "不能为负" in evaluation.faults[0].message
    assert [line.amount for line in evaluation.lines] == [None, None]


def test_an_unknown_species_is_refused_with_the_list_to_choose_from() -> None:
    evaluation = on(manure_management.METHOD, {"livestock": "猪", "guide_region": "西南", "head": 1.0}, GUIDE)
    assert [(each.name, each.code) for each in evaluation.faults] == [("livestock", "choice")]
