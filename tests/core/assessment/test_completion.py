"""Completion by direction, and the lights."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core import assessment
from ditan.core.assessment import Completion, Convention, Direction, Light, Refusal, Thresholds, light

UP, DOWN, KEEP, TEXT = Direction.UP, Direction.DOWN, Direction.KEEP, Direction.TEXT


def test_an_indicator_that_should_rise_is_measured_against_its_target() -> None:
    assert assessment.completion_of(UP, 24.2, 45) == Completion(24.2 / 45, 24.2 / 45, False, "24.2 ÷ 45")


def test_completion_is_capped_unless_a_bonus_rule_lifts_the_cap() -> None:
    assert assessment.completion_of(UP, 50, 40) == Completion(1.0, 1.25, True, "50 ÷ 40")
    assert assessment.completion_of(UP, 50, 40, cap=None) == Completion(1.25, 1.25, True, "50 ÷ 40")


def test_an_indicator_that_should_fall_is_measured_from_its_base() -> None:
    assert assessment.completion_of(DOWN, 35, 33, base=38) == Completion(0.6, 0.6, False, "(38 − 35) ÷ (38 − 33)")


def test_an_indicator_that_moved_away_is_below_zero() -> None:
    assert assessment.completion_of(DOWN, 40, 33, base=38) == Completion(-0.4, -0.4, False, "(38 − 40) ÷ (38 − 33)")


def test_what_is_to_be_kept_is_kept_or_not() -> None:
    assert assessment.completion_of(KEEP, 100, 100) == Completion(None, None, True, "|100 − 100| ≤ 0")
    assert assessment.completion_of(KEEP, 99.2, 100, tolerance=0.5) == Completion(
        None, None, False, "|99.2 − 100| ≤ 0.5"
    )


def test_a_text_is_met_where_both_say_the_same_and_else_left_to_a_person() -> None:
    assert assessment.completion_of_text("Ⅱ 类", "II类") == Completion(None, None, True, "“Ⅱ 类” = “II类”")
    left = assessment.completion_of_text("Ⅲ类", "优于Ⅲ类")
    assert isinstance(left, Refusal)
    assert left.message == "实际为“Ⅲ类”，目标为“优于Ⅲ类”，文字不同，无法自动判定；请由人评定。"
    assert assessment.completion_of(TEXT, 1, 1) == Refusal(
        "not_numeric", "该目标以文字表述，无法计算完成率；请由人对照目标原文评定。"
    )


@pytest.mark.parametrize(
    ("actual", "target", "base", "missing"),
    [
        (None, 33, 38, ("实际值",)),
        (35, None, 38, ("目标值",)),
        (35, 33, None, ("基期值",)),
        (None, None, None, ("实际值", "目标值", "基期值")),
    ],
)
def test_what_is_missing_is_named(
    actual: float | None, target: float | None, base: float | None, missing: tuple[str, ...]
) -> None:
    refusal = assessment.completion_of(DOWN, actual, target, base=base)
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.missing) == ("unknown", missing)
    assert not refusal


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (assessment.completion_of(DOWN, 35, 38, base=33), "不构成下降目标"),
        (assessment.completion_of(DOWN, 35, 38, base=38), "不构成下降目标"),
        (assessment.completion_of(UP, 35, 0), "要求目标值大于 0"),
        (assessment.completion_of(UP, math.inf, 5), "不是有限的数"),
        (assessment.completion_of_decline(5, 17, Convention.LINEAR), "应按小数填写"),
        (assessment.completion_of_decline(None, 0.17, Convention.LINEAR), "缺少累计降幅"),
        (assessment.completion_of_text("", "优于Ⅲ类"), "缺少实际情况"),
    ],
)
def test_a_completion_that_has_no_value_is_refused_with_words(refusal: object, words: str) -> None:
    assert isinstance(refusal, Refusal)
    assert words in refusal.message


def test_a_cumulative_decline_is_judged_by_the_convention_of_its_target() -> None:
    by_logarithm = assessment.completion_of_decline(0.0487299, 0.17, Convention.LOGARITHMIC)
    by_line = assessment.completion_of_decline(0.0487299, 0.17, Convention.LINEAR)
    assert isinstance(by_logarithm, Completion)
    assert isinstance(by_line, Completion)
    assert (round(by_logarithm.uncapped or 0, 3), round(by_line.uncapped or 0, 3)) == (0.268, 0.287)
    assert by_line.formula == "0.0487299 ÷ 0.17"


@given(st.floats(1, 1e4), st.floats(1, 1e4), st.floats(1, 1e4))
def test_a_reduction_is_complete_exactly_where_it_is_met(base: float, target: float, actual: float) -> None:
    found = assessment.completion_of(DOWN, actual, target, base=base)
    if base <= target:
        assert isinstance(found, Refusal)
        return
    assert isinstance(found, Completion)
    assert found.ratio is not None
    assert found.ratio <= 1
    assert found.met == (actual <= target)


@pytest.mark.parametrize(
    ("progress", "colour"),
    [
        (0.60, Light.GREEN),
        (0.75, Light.GREEN),
        (0.599, Light.YELLOW),
        (0.55, Light.YELLOW),
        (0.549, Light.RED),
        (-0.1, Light.RED),
    ],
)
def test_lights_by_points_behind_time(progress: float, colour: Light) -> None:
    assert light(progress, 0.6).light is colour


def test_a_light_says_its_rule_its_numbers_and_that_no_source_confirms_them() -> None:
    verdict = light(0.57, 0.6)
    assert verdict.rule == "进度 57.0%，序时 60.0%，落后 3.0 个百分点；黄灯：落后不超过 5 个百分点"
    assert verdict.label == "略低于序时进度"
    assert verdict.gap_points == -3.0
    assert not verdict.thresholds.verified


def test_thresholds_of_a_district_are_used_and_kept_with_the_light() -> None:
    own = Thresholds(yellow_points=10, light_green_points=2, verified=True, source="区考核办法第八条")
    assert [light(progress, 0.6, thresholds=own).light for progress in (0.59, 0.55, 0.4)] == [
        Light.LIGHT_GREEN,
        Light.YELLOW,
        Light.RED,
    ]
    assert light(0.59, 0.6, thresholds=own).thresholds.source == "区考核办法第八条"


def test_what_is_not_known_is_grey_and_never_red_or_green() -> None:
    missing = assessment.completion_of(UP, None, 45)
    assert isinstance(missing, Refusal)
    assert light(missing, 0.6).rule == "缺少实际值，无法计算；请先补齐。"
    assert light(None, 0.6).light is Light.GREY
    assert light(math.nan, 0.6).light is Light.GREY
    assert light(0.9, 0.6, stale="最近数据为2021年").rule == "数据不可用：最近数据为2021年"


def test_a_missed_veto_is_red_and_a_met_target_green_whatever_the_time() -> None:
    assert light(0.99, 0.6, veto_missed=True).rule == "一票否决指标未完成"
    assert light(0.99, 0.6, veto_missed=True).light is Light.RED
    assert light(None, 0.6, met=True).light is Light.GREEN
