"""The published scoring rules of assessment.json, written as lines of a rubric."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ditan.core.rubrics import FAILED, Line, Rubric, score, score_line

CASES: dict[str, dict[str, Any]] = {
    case["id"]: case
    for case in json.loads(Path("tests/data/methods/assessment.json").read_text(encoding="utf-8"))["cases"]
}


def test_the_rate_of_shaanxi() -> None:
    case = CASES["score_rate_times_points"]
    line = Line("1", "年度下降率", Decimal(case["inputs"]["points"]), "rate")
    found = [score_line(line, {"completion": 100 * each}).points for each in case["inputs"]["completion"]]
    assert found == [Decimal(str(each)) for each in case["expected"]["score"]]


@pytest.mark.parametrize("annual, cumulative, points", CASES["score_huairou"]["expected"]["cases"])
def test_the_intensity_of_huairou(annual: bool, cumulative: bool, points: int) -> None:
    cases = [["年度达标、累计达标", 35], ["累计达标", 20], ["年度达标", 10]]
    line = Line("1", "单耗", Decimal(35), "cases", {"cases": cases})
    assert score_line(line, {"年度达标": annual, "累计达标": cumulative}).points == points


@pytest.mark.parametrize("ratio, points", CASES["score_huairou"]["expected"]["total"])
def test_the_total_of_huairou(ratio: float, points: int) -> None:
    parameters = {"measure": "ratio", "compare": "at_most", "tiers": [["1", 15], ["1.1", 10], ["1.2", 5]]}
    line = Line("2", "用能总量", Decimal(15), "tiers", parameters)
    assert score_line(line, {"actual": 200 * ratio, "target": 200}).points == points


def test_a_bonus_for_each_ten_percent_beyond_and_a_grade_for_a_miss() -> None:
    case = CASES["score_bonus_per10pct"]
    parameters = {"miss": "fail", "bonus_step": 10, "bonus_points": 1, "bonus_most": 5}
    rubric = Rubric((Line("1", "单耗", Decimal(30), "rate", parameters),))
    found = [score(rubric, {"1": {"completion": 100 * each}}) for each in case["inputs"]["completion"]]
    assert [sheet.total for sheet in found[:-1]] == case["expected"]["score"][:-1]
    assert (found[-1].grade, found[-1].vetoed_by) == (FAILED, ("1",))
    assert case["expected"]["score"][-1] == "未完成等级"


def test_a_reduction_is_not_the_naive_ratio() -> None:
    case = CASES["reverse_indicator"]
    line = Line("1", "PM2.5", Decimal(10), "rate", {"measure": "down"})
    assert score_line(line, case["inputs"]).points == Decimal(10) * Decimal(str(case["expected"]["completion"]))


@pytest.mark.parametrize("convention, key", [("logarithmic", "progress"), ("linear", "linear_alternative")])
def test_progress_by_both_conventions(convention: str, key: str) -> None:
    case = CASES["qinghai_11fyp"]
    expected = case["expected"].get(key) or case["expected"]["exact"][key]
    line = Line("1", "累计下降", Decimal(100), "progress", {"convention": convention})
    cumulative = 100 * case["expected"]["exact"]["cum"]
    found = score_line(line, {"decline": cumulative, "target": 17}, decimals=1)
    assert found.points == Decimal(str(round(100 * expected, 1)))
