"""Key categories by level and trend."""

from dataclasses import replace

import pytest

from ditan.core.inventory.key_categories import (
    VERIFIED,
    AssessmentRefused,
    Candidate,
    Ranked,
    level,
    level_with_uncertainty,
    trend,
)

POWER = Candidate("1.A.1", "CO2", 600, 500)
CEMENT = Candidate("2.A.1", "CO2", 250, 300)
FOREST = Candidate("3.B.1", "CO2", -400, -350, land=True)
RICE = Candidate("3.C.7", "CH4", 110, 150)
LANDFILL = Candidate("4.A", "CH4", 40, 50)
ALL = (LANDFILL, POWER, FOREST, CEMENT, RICE)


def keys(found: tuple[Ranked, ...]) -> list[str]:
    """Codes of the key categories, in order."""
    return [each.candidate.category for each in found if each.key]


def test_without_land_use_the_largest_sources_are_key() -> None:
    found = level(ALL, land=False)

    assert keys(found) == ["1.A.1", "2.A.1", "3.C.7"]
    assert [round(each.cumulated, 3) for each in found] == [0.6, 0.85, 0.96, 1.0]


def test_with_land_use_a_sink_counts_with_its_size() -> None:
    found = level(ALL, land=True)

    assert keys(found) == ["1.A.1", "3.B.1", "2.A.1", "3.C.7"]
    assert found[1].assessment == 400 / 1400


def test_the_category_that_crosses_the_threshold_is_key_and_the_next_is_not() -> None:
    at_95 = (Candidate("a", "CO2", 95), Candidate("b", "CO2", 5))

    assert keys(level(at_95, land=False)) == ["a"]
    assert keys(level((Candidate("a", "CO2", 94), Candidate("b", "CO2", 6)), land=False)) == ["a", "b"]


def test_the_trend_finds_what_moves_otherwise_than_the_whole() -> None:
    found = {each.candidate.category: each.assessment for each in trend(ALL, land=False)}

    # Σ 1000 in both years, so the whole does not change and each stands for its own change over the sum.
    assert found == {
        "1.A.1": 0.1,
        "2.A.1": pytest.approx(0.05),
        "3.C.7": pytest.approx(0.04),
        "4.A": pytest.approx(0.01),
    }


def test_what_grows_as_the_whole_does_is_no_key_of_the_trend() -> None:
    alike = (Candidate("a", "CO2", 110, 100), Candidate("b", "CO2", 220, 200))

    assert keys(trend(alike, land=False)) == []


def test_a_category_that_was_nothing_is_assessed_by_its_current_size() -> None:
    found = trend((Candidate("a", "CO2", 100, 100), Candidate("new", "SF6", 20, 0)), land=False)

    assert next(each.assessment for each in found if each.candidate.category == "new") == 0.2


def test_the_trend_needs_every_base_year() -> None:
    with pytest.raises(AssessmentRefused, match=r"4\.A CH4 没有基准年数值，无法做趋势评估"):
        trend((POWER, replace(LANDFILL, base=None)), land=False)
    with pytest.raises(AssessmentRefused, match="基准年各类别之和为 0"):
        trend((Candidate("a", "CO2", 5, 0),), land=False)


def test_uncertainty_brings_small_unsure_categories_up() -> None:
    unsure = (replace(POWER, percent=5.0), replace(RICE, percent=100.0), replace(LANDFILL, percent=60.0))

    assert keys(level_with_uncertainty(unsure, land=False)) == ["3.C.7", "1.A.1", "4.A"]


def test_an_unknown_uncertainty_is_not_zero() -> None:
    with pytest.raises(AssessmentRefused, match=r"1\.A\.1 CO2 没有不确定性"):
        level_with_uncertainty((POWER,), land=False)


def test_nothing_has_no_key_categories() -> None:
    assert level((), land=True) == ()
    assert trend((), land=True) == ()
    assert keys(level((Candidate("a", "CO2", 0),), land=True)) == []


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(AssessmentRefused, match="不是有效数字"):
        level((Candidate("a", "CO2", float("nan")),), land=True)


def test_the_equations_are_marked_as_not_confirmed() -> None:
    assert VERIFIED is False
