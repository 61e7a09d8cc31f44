"""When rules of alerts fire, how grave, and what they say; when they keep still."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.alerts import (
    GRAVEST_FIRST,
    SPECS,
    Firing,
    Level,
    Owed,
    TargetState,
    Value,
    ended_periods,
    evaluate_forecast,
    evaluate_light,
    is_worse,
    jump,
    lateness,
    read_parameters,
    threshold,
    worst,
)
from ditan.core.periods import as_of, month, year

Day = datetime.date
PM25 = {"comparator": "gt", "red": 75.0, "orange": 50.0, "yellow": 35.0}
UGM3 = "微克/立方米"
NUMBERS = st.floats(-1e9, 1e9)


def level(fired: Firing | None) -> str:
    return "" if fired is None else fired.level.value


def figures(fired: Firing | None) -> list[tuple[str, str]]:
    assert fired is not None
    return [(each.role, each.text) for each in fired.figures]


def test_the_gravest_limit_that_is_passed_gives_the_colour() -> None:
    found = [level(threshold.evaluate(PM25, Value(year(2023), number))) for number in (35, 35.1, 50, 67, 75.5)]
    assert found == ["", "yellow", "yellow", "orange", "red"]


def test_a_limit_itself_counts_where_the_rule_says_so() -> None:
    at_least = {"comparator": "ge", "red": 50.0}
    assert level(threshold.evaluate(at_least, Value(year(2023), 50.0))) == "red"
    assert threshold.evaluate({"comparator": "gt", "red": 50.0}, Value(year(2023), 50.0)) is None


def test_where_less_is_worse_the_lowest_limit_is_the_gravest() -> None:
    days = {"comparator": "lt", "red": 280.0, "yellow": 300.0}
    found = [level(threshold.evaluate(days, Value(year(2023), number, "天"))) for number in (300, 299, 280, 279)]
    assert found == ["", "yellow", "yellow", "red"]


def test_a_firing_names_value_limit_and_gap() -> None:
    fired = threshold.evaluate(PM25, Value(month(2023, 12), 67.0, UGM3))
    assert fired is not None
    assert fired.sentence == "67 微克/立方米，高于橙色限值 50 微克/立方米，超出 17 微克/立方米"
    assert figures(fired) == [("value", "67"), ("limit", "50")]
    assert fired.figures[0].period == "2023M12"


def test_what_is_unknown_fires_nothing() -> None:
    unknown = Value(year(2024), None)
    assert threshold.evaluate({"comparator": "lt", "red": 1.0}, unknown) is None
    assert jump.evaluate(jumping(), unknown, Value(year(2023), 1.0)) is None
    assert jump.evaluate(jumping(), Value(year(2024), 1.0), Value(year(2023), None)) is None
    assert jump.evaluate(jumping(), Value(year(2024), 1.0), None) is None
    assert lateness.evaluate({"grace": 1, "red": 1.0}, Owed(year(2024), Day(2025, 1, 1), None)) is None
    assert evaluate_light({"red": "red"}, TargetState()) is None
    assert evaluate_forecast({"whole": "red"}, TargetState(target=60.0)) is None


@given(NUMBERS, NUMBERS)
def test_a_graver_value_never_gives_a_milder_colour(one: float, other: float) -> None:
    low, high = sorted((one, other))
    milder = threshold.evaluate(PM25, Value(year(2023), low))
    graver = threshold.evaluate(PM25, Value(year(2023), high))
    assert milder is None or (graver is not None and not is_worse(milder.level, graver.level))


def jumping(**changes: Any) -> dict[str, Any]:
    return {"against": "previous", "way": "either", "measure": "percent", "yellow": 20.0, "red": 50.0} | changes


def test_a_jump_is_measured_against_the_size_of_the_base() -> None:
    fired = jump.evaluate(jumping(), Value(year(2024), 45.0), Value(year(2023), 100.0))
    assert level(fired) == "red"
    assert figures(fired) == [("value", "45"), ("base", "100"), ("change", "55"), ("limit", "50")]
    assert level(jump.evaluate(jumping(), Value(year(2024), -80.0), Value(year(2023), -100.0))) == "yellow"


def test_a_rule_for_rises_does_not_mind_falls() -> None:
    before, after = Value(year(2023), 100.0), Value(year(2024), 40.0)
    assert jump.evaluate(jumping(way="up"), after, before) is None
    assert level(jump.evaluate(jumping(way="down"), after, before)) == "red"


def test_against_nothing_there_is_no_rate_but_a_difference() -> None:
    before, after = Value(year(2023), 0.0), Value(year(2024), 60.0, "%")
    assert jump.evaluate(jumping(), after, before) is None
    fired = jump.evaluate(jumping(measure="difference"), after, before)
    assert fired is not None
    assert fired.sentence == "60%，比上期（2023年）0% 上升 60%，达到红色限值 50%"


def test_a_jump_is_told_from_the_last_period_or_the_year_before() -> None:
    assert jump.base_period(jumping(), month(2024, 1)) == month(2023, 12)
    assert jump.base_period(jumping(against="last_year"), month(2024, 1)) == month(2023, 1)
    assert jump.base_period(jumping(), as_of(Day(2024, 6, 30))) is None


@given(NUMBERS, NUMBERS)
def test_no_change_is_no_jump_and_a_jump_says_a_real_change(before: float, after: float) -> None:
    fired = jump.evaluate(jumping(yellow=0.0), Value(year(2024), after), Value(year(2023), before))
    assert fired is None or before != after


def test_lateness_counts_working_days() -> None:
    rule = {"grace": 10, "red": 20.0, "orange": 10.0, "yellow": 1.0}
    found = [level(lateness.evaluate(rule, Owed(month(2026, 9), Day(2026, 10, 21), late))) for late in (0, 1, 10, 20)]
    assert found == ["", "yellow", "orange", "red"]


@pytest.mark.parametrize(
    ("frequency", "today", "newest"),
    [
        ("year", Day(2026, 1, 1), "2025"),
        ("year", Day(2026, 12, 31), "2025"),
        ("month", Day(2026, 3, 1), "2026M02"),
        ("month", Day(2026, 2, 28), "2026M01"),
        ("quarter", Day(2026, 1, 1), "2025Q4"),
    ],
)
def test_a_period_is_owed_once_it_has_ended(frequency: str, today: Day, newest: str) -> None:
    assert str(ended_periods(frequency, today)[0]) == newest


def test_of_irregular_figures_none_is_owed() -> None:
    assert ended_periods("irregular", Day(2026, 1, 1)) == ended_periods("half", Day(2026, 1, 1)) == ()


def test_a_light_fires_what_the_rule_gives_it() -> None:
    rule = {"red": "red", "yellow": "yellow"}
    assert [level(evaluate_light(rule, TargetState(light))) for light in ("red", "yellow", "grey", "green", "")] == [
        "red",
        "yellow",
        "",
        "",
        "",
    ]


def test_a_forecast_misses_whole_or_with_its_middle_alone() -> None:
    rule = {"whole": "red", "point": "yellow"}
    state = {"target": 60.0, "unit": "%", "forecast": 55.0, "method": "线性趋势"}
    assert level(evaluate_forecast(rule, TargetState(**state, low=50.0, high=58.0))) == "red"
    assert level(evaluate_forecast(rule, TargetState(**state, low=50.0, high=61.0))) == "yellow"
    assert evaluate_forecast({"whole": "red"}, TargetState(**state, low=50.0, high=61.0)) is None
    assert evaluate_forecast(rule, TargetState(**(state | {"forecast": 60.0}), low=50.0, high=70.0)) is None


def test_where_less_is_better_a_forecast_above_the_target_misses_it() -> None:
    fired = evaluate_forecast(
        {"whole": "red"}, TargetState(target=28.0, comparator="<=", unit=UGM3, forecast=33.0, low=30.0, high=36.0)
    )
    assert fired is not None
    assert fired.sentence == (
        "预测期末值 33 微克/立方米（区间 30 微克/立方米—36 微克/立方米），高于目标 28 微克/立方米，整个区间都达不到"
    )


def test_levels_are_ordered() -> None:
    assert worst(Level) is Level.RED
    assert worst([]) is None
    assert [each.value for each in GRAVEST_FIRST] == ["red", "orange", "yellow", "blue"]


def refused(kind: str, **given: Any) -> dict[str, str]:
    return read_parameters(SPECS[kind], given)[1]


def test_parameters_come_as_people_type_them() -> None:
    read, errors = read_parameters(
        SPECS["threshold"], {"comparator": "gt", "red": "１,０００．５", "yellow": 35, "orange": " ", "blue": None}
    )
    assert errors == {}
    assert read == {"comparator": "gt", "red": 1000.5, "yellow": 35.0}


@pytest.mark.parametrize(
    ("kind", "given", "message"),
    [
        ("threshold", {"comparator": "gt"}, "至少填写一种颜色的限值"),
        ("threshold", {"red": "1"}, "请填写“报警条件”"),
        ("threshold", {"comparator": "gt", "red": "约35"}, "应为数字，收到“约35”"),
        ("threshold", {"comparator": "gt", "red": "1e400"}, "应为数字"),
        ("threshold", {"comparator": "gt", "red": "nan"}, "应为数字"),
        ("threshold", {"comparator": "gt", "red": True}, "应为数字"),
        ("threshold", {"comparator": "maybe", "red": 1}, "应为数值高于限值"),
        ("threshold", {"comparator": "gt", "red": 30, "yellow": 35}, "红色限值 30 应大于黄色限值 35"),
        ("threshold", {"comparator": "lt", "red": 35, "yellow": 30}, "红色限值 35 应小于黄色限值 30"),
        ("threshold", {"comparator": "gt", "rde": 30}, "“rde”不是“阈值”规则的参数"),
        ("lateness", {"grace": "2.5", "red": 1}, "应为整数，收到 2.5"),
        ("lateness", {"grace": 500, "red": 1}, "应在 0—400 之间，收到 500"),
        ("jump", {"against": "previous", "way": "up", "measure": "percent", "red": -1}, "应不小于 0"),
        ("light", {}, "至少为一种灯"),
        ("forecast", {"whole": "purple"}, "应为红色、橙色、黄色、蓝色之一"),
    ],
)
def test_a_wrong_parameter_is_refused_in_words(kind: str, given: dict[str, Any], message: str) -> None:
    assert message in "".join(refused(kind, **given).values())
