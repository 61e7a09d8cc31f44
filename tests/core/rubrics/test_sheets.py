"""Sheets: what is missing, vetoes, bonuses and penalties, points above a maximum, digits."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ditan.core.rubrics import Line, Part, Rubric, RubricRefused, from_plain, score, score_line, to_plain

RATE = Line("1", "碳强度", Decimal(60), "rate", veto=True)
WORK = Line("2", "工作措施", Decimal(40), "manual")
PRAISE = Line("3", "先进典型", Decimal(3), "count", {"each": 1.5}, part=Part.BONUS)
BLAME = Line("4", "被通报", Decimal(5), "count", {"each": 2}, part=Part.PENALTY)
GRADES = ((Decimal(90), "优秀"), (Decimal(60), "合格"), (Decimal(0), "不合格"))
RUBRIC = Rubric((RATE, WORK, PRAISE, BLAME), GRADES, "不合格", Decimal(2))
FULL = {"1": {"completion": 100}, "2": {"points": 36.5}, "3": {"count": 1}, "4": {"count": 2}}


def test_a_total_is_basic_and_bonus_points_less_penalties() -> None:
    found = score(RUBRIC, FULL)
    assert [line.points for line in found.lines] == [Decimal(60), Decimal("36.5"), Decimal("1.5"), Decimal(4)]
    assert (found.total, found.grade) == (Decimal("94.0"), "优秀")


def test_all_bonuses_together_have_a_limit() -> None:
    assert score(RUBRIC, {**FULL, "3": {"count": 9}}).total == Decimal("94.5")


def test_a_penalty_stops_at_its_maximum_and_a_total_at_zero() -> None:
    rows = {"1": {"completion": 0}, "2": {"points": 1}, "3": {"count": 0}, "4": {"count": 99}}
    found = score(RUBRIC, rows)
    assert (found.lines[3].points, found.total) == (Decimal(5), Decimal(0))


def test_a_missing_input_is_named_and_is_no_zero() -> None:
    found = score(RUBRIC, {**FULL, "2": {"points": ""}})
    assert (found.total, found.grade, found.missing) == (None, "", {"2": ("得分",)})
    assert found.so_far == Decimal("57.5")
    assert found.lines[1].points is None


def test_a_veto_decides_the_grade_whatever_the_total() -> None:
    found = score(RUBRIC, {**FULL, "1": {"completion": 99}})
    assert (found.total, found.grade, found.vetoed_by) == (Decimal("93.40"), "不合格", ("1",))


@pytest.mark.parametrize(
    "points, said", [(40.01, "满分 40"), (-1, "满分 40"), ("四十", "应为数字"), (True, "应为数字")]
)
def test_points_above_the_maximum_or_that_are_no_number_are_refused_and_the_line_is_named(
    points: object, said: str
) -> None:
    with pytest.raises(RubricRefused, match=f"“工作措施”.*{said}") as refused:
        score(RUBRIC, {**FULL, "2": {"points": points}})
    assert refused.value.line == "2"


def test_a_reviewer_sets_points_within_the_maximum_and_the_veto_stays() -> None:
    found = score(RUBRIC, {**FULL, "1": {"completion": 90, "override": "50"}})
    assert (found.lines[0].points, found.lines[0].overridden, found.grade) == (Decimal(50), True, "不合格")
    with pytest.raises(RubricRefused, match="最高分 60"):
        score_line(RATE, {"completion": 90, "override": 60.5})


def test_points_that_are_set_stand_where_the_input_is_missing() -> None:
    found = score_line(RATE, {"override": 12})
    assert (found.points, found.met, found.missing) == (Decimal(12), None, ())


def test_progress_held_against_the_time_that_has_passed() -> None:
    line = Line("1", "累计下降", Decimal(10), "progress", {"convention": "linear", "against": "schedule"})
    found = score_line(line, {"decline": 5.4, "target": 18, "passed": 2, "years": 5})
    assert (found.points, found.met) == (Decimal("7.50"), False)
    with pytest.raises(RubricRefused, match="已过年数"):
        score_line(line, {"decline": 5.4, "target": 18, "passed": 0, "years": 5})


def test_values_between_two_points_are_interpolated_and_beyond_the_ends_stay() -> None:
    line = Line("1", "绿化", Decimal(10), "interpolate", {"knots": [["60", 0], ["80", 8], ["90", 10]]})
    found = [score_line(line, {"actual": value}).points for value in (50, 60, 70, 85, 90, 99)]
    assert found == [Decimal(each) for each in ("0", "0", "4", "9", "10", "10")]


def test_points_are_taken_off_a_full_line() -> None:
    line = Line("1", "信息报送", Decimal(5), "count", {"each": 0.5, "way": "deduct"})
    assert [score_line(line, {"count": n}).points for n in (0, 3, 20)] == [Decimal(5), Decimal("3.5"), Decimal(0)]
    with pytest.raises(RubricRefused, match="不小于 0 的整数"):
        score_line(line, {"count": 1.5})


def test_a_reduction_that_is_none_is_refused_in_the_words_of_completion() -> None:
    line = Line("1", "PM2.5", Decimal(10), "rate", {"measure": "down"})
    with pytest.raises(RubricRefused, match="不构成下降目标"):
        score_line(line, {"base": 30, "actual": 29, "target": 33})


def test_a_rubric_survives_its_json() -> None:
    there = json.loads(json.dumps(to_plain(RUBRIC), ensure_ascii=False))
    assert from_plain(there) == RUBRIC
    with pytest.raises(ValueError, match="不完整"):
        from_plain({"lines": [{"code": "1"}]})


@given(st.decimals(0, 200, places=2), st.integers(1, 100))
@settings(max_examples=40)
def test_points_never_leave_the_line(completion: Decimal, points: int) -> None:
    found = score_line(Line("1", "x", Decimal(points), "rate"), {"completion": str(completion)})
    assert found.points is not None
    assert 0 <= found.points <= points
    assert found.met == (completion >= 100)
