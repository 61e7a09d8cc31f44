"""Intensities, progress and paths: properties, limits and refusals beside the published cases."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core import assessment
from ditan.core.assessment import AssessmentRefused, Convention

DECLINES = st.floats(-0.5, 0.9)
TARGETS = st.floats(0.01, 0.9)
YEARS = st.integers(1, 20)


def test_two_years_of_the_national_example_add_up_to_16_049_percent() -> None:
    assert assessment.cumulative_decline([0.105, 0.062]) == pytest.approx(0.16049, abs=1e-15)


def test_no_year_is_no_decline() -> None:
    assert assessment.cumulative_decline([]) == 0.0


@given(st.lists(DECLINES, min_size=1, max_size=8))
def test_the_average_decline_taken_as_often_gives_the_cumulative_one(declines: list[float]) -> None:
    cumulative = assessment.cumulative_decline(declines)
    average = assessment.average_annual_decline(cumulative, len(declines))
    assert assessment.cumulative_decline([average] * len(declines)) == pytest.approx(cumulative, abs=1e-9)


@given(DECLINES, TARGETS, YEARS)
def test_what_remains_and_what_is_done_together_are_the_target(cumulative: float, target: float, years: int) -> None:
    remaining = assessment.remaining_decline(target, cumulative)
    assert assessment.cumulative_decline([cumulative, remaining]) == pytest.approx(target, abs=1e-9)
    annual = assessment.remaining_annual_decline(target, cumulative, years)
    assert assessment.cumulative_decline([cumulative, *[annual] * years]) == pytest.approx(target, abs=1e-9)


@given(TARGETS, YEARS)
def test_along_its_own_path_each_convention_keeps_step_with_time(target: float, years: int) -> None:
    geometric = assessment.geometric_declines(target, years)
    linear = assessment.linear_declines(target, years)
    for passed, (one, other) in enumerate(zip(geometric, linear, strict=True), start=1):
        time = assessment.time_progress(passed, years)
        assert assessment.decline_progress(one, target, Convention.LOGARITHMIC) == pytest.approx(time)
        assert assessment.decline_progress(other, target, Convention.LINEAR) == pytest.approx(time)
        assert other <= one + 1e-12
    assert geometric[-1] == pytest.approx(target)


@given(st.floats(0.1, 1e4), st.floats(0.1, 1e4), YEARS)
def test_paths_of_levels_end_at_the_target(base: float, target: float, years: int) -> None:
    assert assessment.linear_levels(base, target, years)[-1] == pytest.approx(target)
    assert assessment.geometric_levels(base, target, years)[-1] == pytest.approx(target)
    assert base + years * assessment.needed_pace(base, target, years) == pytest.approx(target)
    assert base * (1 + assessment.needed_rate(base, target, years)) ** years == pytest.approx(target)


@given(st.floats(-0.9, 5), st.floats(-0.9, 5))
def test_growth_form_is_the_unrounded_intensity_change(energy: float, gdp: float) -> None:
    change = assessment.intensity_change(1 + energy, 1 + gdp, 1, 1, decimals=None)
    assert assessment.decline_of_growth(energy, gdp) == pytest.approx(-change, abs=1e-12)


def test_time_never_runs_beyond_its_end_or_before_its_start() -> None:
    assert [assessment.time_progress(passed, 5) for passed in (-1, 0, 2.5, 5, 9)] == [0.0, 0.0, 0.5, 1.0, 1.0]


@pytest.mark.parametrize(
    ("refused", "words"),
    [
        (lambda: assessment.cumulative_decline([17.0]), "年度降幅为 17.0，应小于 1（按小数填写，17% 为 0.17）"),
        (lambda: assessment.logarithmic_progress(0.05, 17.0), "目标降幅为 17.0，应在 0 与 1 之间"),
        (lambda: assessment.logarithmic_progress(math.nan, 0.17), "累计降幅为 nan"),
        (lambda: assessment.linear_progress(0.05, 0.0), "目标降幅为 0.0"),
        (lambda: assessment.average_annual_decline(0.17, 0), "年数为 0，应大于 0"),
        (lambda: assessment.geometric_declines(0.17, 0), "应至少为 1"),
        (lambda: assessment.geometric_levels(0, 5, 5), "几何路径要求两者都大于 0"),
        (lambda: assessment.needed_rate(-1, 5, 5), "请改用年均变化量"),
        (lambda: assessment.intensity_change(0, 1, 1, 1), "本年能耗或排放为 0，应大于 0"),
        (lambda: assessment.intensity_change(1, 1e6, 1, 1e6), "取 4 位小数后为 0"),
        (lambda: assessment.decline_of_growth(0.02, -1), "GDP增速为 -1，应大于 -1"),
        (lambda: assessment.elasticity(0.02, 0), "弹性系数没有意义"),
        (lambda: assessment.weighted_mean([1.0], [1.0, 2.0]), "有 1 个数值、2 个权重"),
        (lambda: assessment.weighted_mean([1.0], [0.0]), "合计大于 0"),
        (lambda: assessment.weighted_mean([math.nan], [1.0]), "未知不能按 0 计"),
        (lambda: assessment.share(1, 0), "总量为 0，应大于 0"),
        (lambda: assessment.whole_of(1, 0), "占比为 0，应大于 0"),
        (lambda: assessment.rate_times_points(math.nan, 20), "完成率未知，不能计分"),
    ],
)
def test_numbers_outside_of_a_formula_are_refused_with_words(refused: Callable[[], object], words: str) -> None:
    with pytest.raises(AssessmentRefused) as refusal:
        refused()
    assert words in str(refusal.value)


def test_scores_at_their_edges() -> None:
    assert assessment.total_points(1.1) == 10.0
    assert assessment.total_points(1.2) == 5.0
    assert assessment.rate_times_points(-0.3, 20) == 0.0
    assert assessment.points_with_bonus(1.1) == assessment.BonusScore(31.0, missed=False)
    assert assessment.points_with_bonus(1.3) == assessment.BonusScore(33.0, missed=False)
    assert assessment.points_with_bonus(1.0999) == assessment.BonusScore(30.0, missed=False)
