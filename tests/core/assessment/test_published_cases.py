"""Every case of assessment.json, by its id. A case without a test fails the last test of this file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ditan.core import assessment

CASES: dict[str, dict[str, Any]] = {
    case["id"]: case
    for case in json.loads(Path("tests/data/methods/assessment.json").read_text(encoding="utf-8"))["cases"]
}


def near(value: object, case: str) -> Any:
    return pytest.approx(value, abs=CASES[case]["tol"], rel=0)


def qinghai_11fyp(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    exact = {"abs": 1e-15}
    target, years = inputs["target"], inputs["years_total"]
    cumulative = assessment.cumulative_decline(-change for change in inputs["annual_change"])
    annual = assessment.average_annual_decline(cumulative, 3)
    remaining = assessment.remaining_decline(target, cumulative)
    remaining_annual = assessment.remaining_annual_decline(target, cumulative, 2)
    target_annual = assessment.average_annual_decline(target, years)
    logarithmic = assessment.logarithmic_progress(cumulative, target)
    assert [cumulative, annual, remaining, remaining_annual, target_annual, logarithmic] == pytest.approx(
        [
            expected["exact"][name]
            for name in ("cum", "annual", "remaining", "remaining_annual", "target_annual", "progress")
        ],
        **exact,
    )
    assert cumulative == near(expected["cum"], "qinghai_11fyp")
    assert annual == near(expected["annual_decline"], "qinghai_11fyp")
    assert remaining == near(expected["remaining_total"], "qinghai_11fyp")
    assert remaining_annual == near(expected["remaining_annual"], "qinghai_11fyp")
    assert target_annual == near(expected["target_annual"], "qinghai_11fyp")
    assert round(logarithmic, 3) == expected["progress"]
    assert assessment.linear_progress(cumulative, target) == pytest.approx(expected["linear_alternative"], **exact)


def energy_intensity_change(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    four = (inputs["E1"], inputs["GDP1"], inputs["E0"], inputs["GDP0"])
    assert 100 * assessment.intensity_change(*four) == near(expected["rounded4"], "energy_intensity_change")
    unrounded = 100 * assessment.intensity_change(*four, decimals=None)
    assert unrounded == near(expected["unrounded"], "energy_intensity_change")


def growth_form(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    assert assessment.decline_of_growth(inputs["e"], inputs["g"]) == near(expected["decline"], "growth_form")
    assert assessment.elasticity(inputs["e"], inputs["g"]) == near(expected["elasticity"], "growth_form")


def trajectory_18pct(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    target, years = inputs["target"], inputs["n"]
    assert list(assessment.geometric_declines(target, years)) == near(expected["geometric"], "trajectory_18pct")
    assert list(assessment.linear_declines(target, years)) == near(expected["linear"], "trajectory_18pct")


def score_rate_times_points(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    scores = [assessment.rate_times_points(completion, inputs["points"]) for completion in inputs["completion"]]
    assert scores == near(expected["score"], "score_rate_times_points")


def score_huairou(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    assert inputs == {}
    for annual_met, cumulative_met, points in expected["cases"]:
        assert assessment.intensity_points(annual_met, cumulative_met) == points
    for ratio, points in expected["total"]:
        assert assessment.total_points(ratio) == points


def score_bonus_per10pct(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    scores = [assessment.points_with_bonus(completion) for completion in inputs["completion"]]
    assert ["未完成等级" if score.missed else score.points for score in scores] == expected["score"]


def reverse_indicator(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    found = assessment.completion_of(assessment.Direction.DOWN, inputs["actual"], inputs["target"], base=inputs["base"])
    assert isinstance(found, assessment.Completion)
    assert found.ratio == near(expected["completion"], "reverse_indicator")
    assert found.ratio != near(expected["naive_ratio"], "reverse_indicator")


def sponge_weighted_capture(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    assert assessment.weighted_mean(inputs["a"], inputs["A"]) == near(expected["alpha"], "sponge_weighted_capture")


def sponge_share_chongqing(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    whole = assessment.whole_of(inputs["area_km2"], inputs["share"])
    assert whole == near(expected["implied_builtup_km2"], "sponge_share_chongqing")
    assert assessment.share(inputs["area_km2"], whole) == near(inputs["share"], "sponge_share_chongqing")


def fifteenth_fyp_2026(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    target, years, first = inputs["target"], inputs["n"], inputs["plan_2026"]
    found = {
        "geometric_annual": assessment.average_annual_decline(target, years),
        "log_progress_2026": assessment.logarithmic_progress(first, target),
        "linear_progress_2026": assessment.linear_progress(first, target),
        "needed_annual_2027_2030": assessment.remaining_annual_decline(target, first, years - 1),
    }
    assert found == near(expected, "fifteenth_fyp_2026")


TESTS: dict[str, Callable[[dict[str, Any], dict[str, Any]], None]] = {
    test.__name__: test
    for test in (
        qinghai_11fyp,
        energy_intensity_change,
        growth_form,
        trajectory_18pct,
        score_rate_times_points,
        score_huairou,
        score_bonus_per10pct,
        reverse_indicator,
        sponge_weighted_capture,
        sponge_share_chongqing,
        fifteenth_fyp_2026,
    )
}


@pytest.mark.parametrize("case", TESTS)
def test_published_case(case: str) -> None:
    TESTS[case](CASES[case]["inputs"], CASES[case]["expected"])


def test_every_case_of_the_file_has_a_test() -> None:
    assert set(TESTS) == set(CASES)
