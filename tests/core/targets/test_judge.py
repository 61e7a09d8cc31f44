"""Targets held against their values: every light says its rule, and what is not known is never nought."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.assessment import Convention, Direction, Light, Refusal
from ditan.core.targets import Actual, Asked, Basis, Judgement, Situation, is_handed_down, judge, meets, path_of
from ditan.core.trends import Forecast

TODAY = datetime.date(2026, 11, 29)


def value(year: int, number: float | None, **more: Any) -> Actual:
    return Actual(year, datetime.date(year, 12, 31), number, name=f"{year}年", **more)


def values(**numbers: float) -> list[Actual]:
    return [value(int(year.removeprefix("y")), number) for year, number in numbers.items()]


PARK = Asked(Direction.UP, ">=", value=13.0, year=2027, base_year=2024)


def test_a_level_is_judged_by_the_way_gone_from_its_base_and_not_by_its_share_of_the_target() -> None:
    found = judge(PARK, values(y2024=12.0, y2025=12.2), TODAY)
    assert found.completion is not None
    assert round(found.completion.ratio, 4) == 0.9385  # type: ignore[union-attr]
    assert round(found.progress.linear, 6) == 0.2  # type: ignore[union-attr]
    assert found.verdict.light is Light.RED
    assert found.verdict.rule == "进度 20.0%，序时 33.3%，落后 13.3 个百分点；红灯：落后超过 5 个百分点"


def test_the_official_case_counts_by_logarithms_where_the_target_says_so() -> None:
    asked = Asked(
        Direction.UP,
        basis=Basis.CUMULATIVE,
        value=17.0,
        year=2010,
        base_year=2005,
        is_decline=True,
        convention=Convention.LOGARITHMIC,
    )
    found = judge(asked, [value(2008, 4.87299)], datetime.date(2009, 9, 17))
    assert (round(found.progress.logarithmic, 3), round(found.progress.linear, 3)) == (0.268, 0.287)  # type: ignore[union-attr]
    assert found.needed is not None
    assert round(found.needed[0], 2) == 6.59  # type: ignore[index]
    assert found.verdict.gap_points is not None
    assert round(found.verdict.gap_points, 1) == -33.2


def test_a_reduction_needs_its_base_and_says_which_year_is_missing() -> None:
    asked = Asked(Direction.DOWN, "<=", value=33.0, year=2027, base_year=2022)
    found = judge(asked, values(y2025=35.0), TODAY)
    assert (found.situation, found.verdict.light) == (Situation.UNCLEAR, Light.GREY)
    assert found.verdict.rule == "缺少 2022 年（基年）的值，无法计算序时进度；请先补齐。"
    assert isinstance(found.completion, Refusal)
    assert judge(asked, values(y2022=38.0, y2025=35.0), TODAY).completion.ratio == 0.6  # type: ignore[union-attr]


def test_a_target_without_any_value_is_a_gap_of_ours_and_grey() -> None:
    found = judge(PARK, [value(2025, None)], TODAY)
    assert (found.situation, found.verdict.light, found.completion) == (Situation.NO_DATA, Light.GREY, None)


def test_some_months_of_a_year_are_named_but_not_judged_by() -> None:
    part = Actual(2026, datetime.date(2026, 10, 31), 14.0, whole=False, name="2026年1—10月")
    found = judge(PARK, [part], TODAY)
    assert found.situation is Situation.NO_DATA
    assert "2026年1—10月" in found.verdict.rule


def test_a_target_that_waits_for_its_value_is_no_gap_of_ours() -> None:
    asked = Asked(Direction.UP, text="市级下达", year=2027, awaits_value=True)
    found = judge(asked, [], TODAY)
    assert (found.situation, found.verdict.label) == (Situation.AWAITING, "待下达")
    assert found.forecast is found.needed is found.progress is None


def test_after_its_year_only_the_value_of_that_year_counts_and_there_is_no_pace_or_forecast() -> None:
    asked = Asked(Direction.UP, ">=", value=40.0, year=2025, base_year=2020)
    series = values(y2020=36.0, y2021=37.0, y2022=37.4, y2023=38.0, y2024=41.0)
    found = judge(asked, series, TODAY)
    assert found.situation is Situation.TO_ASSESS
    assert found.progress is found.needed is found.forecast is found.met is found.completion is None
    assert (found.latest and found.latest.name, found.has_final) == ("2024年", False)
    assert found.verdict.rule == "目标年 2025 已过，缺 2025 年的定稿或公布值；最近一次是 2024年 的值，不用于评定"
    nothing = judge(asked, values(y2020=36.0), TODAY)
    assert (nothing.latest, nothing.verdict.rule) == (None, "目标年 2025 已过，缺 2025 年的定稿或公布值")
    final = judge(asked, [*series, value(2025, 39.9, is_final=True)], TODAY)
    assert (final.has_final, final.met, final.verdict.light) == (True, False, Light.GREY)
    assert final.verdict.rule == "目标年 2025 已过，终值 39.9 对 ≥ 40，按此为未达成，待人评定"


@pytest.mark.parametrize(
    ("decided", "light", "word"),
    [("met", Light.GREEN, "达成"), ("not_met", Light.RED, "未达成"), ("undecidable", Light.GREY, "无法判定")],
)
def test_what_a_person_assessed_stands(decided: str, light: Light, word: str) -> None:
    asked = Asked(Direction.UP, value=40.0, year=2025, assessed=decided)
    found = judge(asked, [value(2025, 41.0, is_final=True)], TODAY)
    assert (found.situation, found.verdict.light, found.verdict.label) == (Situation.ASSESSED, light, word)


def test_a_drafts_target_is_grey_whatever_its_numbers_say() -> None:
    asked = Asked(Direction.UP, ">=", value=13.0, year=2030, base_year=2020, is_draft=True)
    found = judge(asked, values(y2020=3.5, y2025=6.0), TODAY)
    assert (found.verdict.light, found.verdict.label) == (Light.GREY, "征求意见稿")
    assert found.verdict.rule.startswith("征求意见稿的目标不具约束力，不作考核；仅供参考：进度 26.3%")


def test_an_old_value_tells_nothing_of_today() -> None:
    found = judge(PARK, [value(2023, 12.5), value(2024, 12.9)], datetime.date(2027, 3, 1))
    assert found.latest is None  # 2024 is the base
    stale = judge(Asked(Direction.UP, value=13.0, year=2030, base_year=2020), values(y2020=1.0, y2023=9.0), TODAY)
    assert (stale.verdict.light, stale.situation) == (Light.GREY, Situation.UNCLEAR)
    assert "超过 24 个月" in stale.verdict.rule


def test_a_yearly_rate_asks_for_all_of_itself_each_year() -> None:
    asked = Asked(Direction.UP, ">=", Basis.ANNUAL, value=15.0, year=2027, base_year=2024)
    found = judge(asked, values(y2025=14.7), TODAY)
    assert found.verdict.rule.startswith("进度 98.0%，序时 100.0%")
    assert found.verdict.light is Light.YELLOW
    assert isinstance(found.needed, Refusal)


def test_a_level_that_stood_at_its_target_is_to_be_kept() -> None:
    asked = Asked(Direction.UP, value=100.0, year=2030, base_year=2020)
    assert judge(asked, values(y2020=100.0, y2025=100.0), TODAY).verdict.light is Light.GREEN
    assert judge(asked, values(y2020=100.0, y2025=98.0), TODAY).verdict.light is Light.YELLOW
    assert judge(asked, values(y2020=100.0, y2025=90.0), TODAY).verdict.light is Light.RED


def test_a_fall_of_the_plan_before_says_nothing_of_this_one() -> None:
    asked = Asked(Direction.UP, basis=Basis.CUMULATIVE, value=14.0, year=2027, base_year=2025, is_decline=True)
    earlier = value(2025, 22.0, first_year=2021)
    other_start = value(2026, 30.0, first_year=2021)
    assert judge(asked, [earlier, other_start], datetime.date(2027, 5, 1)).situation is Situation.NO_DATA
    assert judge(asked, [value(2026, 7.2, first_year=2026)], datetime.date(2027, 5, 1)).situation is Situation.RUNNING


def test_the_forecast_comes_with_its_interval_and_refuses_short_series() -> None:
    asked = Asked(Direction.UP, ">=", value=13.0, year=2028, base_year=2019, ceiling=100.0)
    long = judge(asked, values(y2019=10.0, y2021=10.9, y2022=11.2, y2023=11.8, y2024=12.1, y2025=12.6), TODAY)
    assert isinstance(long.forecast, Forecast)
    assert long.forecast.end.low < long.forecast.end.mean < long.forecast.end.high
    short = judge(asked, values(y2019=10.0, y2025=12.6), TODAY)
    assert isinstance(short.forecast, Refusal)
    assert short.forecast.message.startswith("仅有 2 个年度值")


def test_words_are_met_by_the_same_words_and_else_left_to_a_person() -> None:
    asked = Asked(Direction.TEXT, text="Ⅱ类", year=2027, base_year=2024)
    same = Actual(2025, datetime.date(2025, 12, 31), None, "II类")
    other = Actual(2025, datetime.date(2025, 12, 31), None, "Ⅲ类")
    assert judge(asked, [same], TODAY).verdict.light is Light.GREEN
    assert judge(asked, [other], TODAY).situation is Situation.UNCLEAR


@pytest.mark.parametrize(
    ("comparator", "direction", "number", "reached"),
    [
        (">=", Direction.DOWN, 34.0, True),
        ("<=", Direction.UP, 34.1, False),
        (">", Direction.UP, 34.0, False),
        ("<", Direction.DOWN, 34.0, False),
        ("=", Direction.DOWN, 33.0, True),
        ("=", Direction.KEEP, 33.0, False),
        ("approx", Direction.UP, 33.9, None),
        ("approx", Direction.UP, 34.0, True),
    ],
)
def test_the_printed_comparison_decides(
    comparator: str, direction: Direction, number: float, reached: bool | None
) -> None:
    assert meets(Asked(direction, comparator, value=34.0), number) is reached


def test_what_comes_from_above_is_told_by_its_words() -> None:
    assert is_handed_down("市级下达")
    assert not is_handed_down("按规划入廊管线种类入廊")


@given(
    st.sampled_from(list(Direction)),
    st.sampled_from(["=", ">=", "<=", ">", "<", "approx"]),
    st.sampled_from(list(Basis)),
    st.one_of(st.none(), st.floats(-1e6, 1e6)),
    st.one_of(st.none(), st.integers(2015, 2035)),
    st.one_of(st.none(), st.integers(2010, 2035)),
    st.booleans(),
    st.booleans(),
    st.lists(st.tuples(st.integers(2010, 2026), st.one_of(st.none(), st.floats(-1e6, 1e6))), max_size=8),
)
def test_any_target_gets_a_light_with_a_rule_and_never_an_error(
    direction: Direction,
    comparator: str,
    basis: Basis,
    number: float | None,
    year: int | None,
    base: int | None,
    decline: bool,
    draft: bool,
    known: list[tuple[int, float | None]],
) -> None:
    asked = Asked(
        direction,
        comparator,
        basis,
        number,
        "" if number is not None else "不减少",
        year,
        base,
        is_decline=decline,
        is_draft=draft,
        convention=Convention.LOGARITHMIC,
    )
    found = judge(asked, [value(each, of) for each, of in known], TODAY)
    assert found.verdict.rule
    assert _never_more_than_is_known(found)
    path_of(asked, found.base)


def _never_more_than_is_known(found: Judgement) -> bool:
    """A coloured light stands on a value."""
    return found.latest is not None or found.verdict.light is Light.GREY


@given(st.floats(1, 99), st.floats(1, 99), st.integers(1, 10), st.sampled_from(list(Convention)))
def test_who_keeps_to_the_path_is_at_the_share_of_time(
    base: float, target: float, years: int, convention: Convention
) -> None:
    asked = Asked(
        Direction.UP if target > base else Direction.DOWN,
        value=target,
        year=2020 + years,
        base_year=2020,
        convention=convention,
    )
    if abs(target - base) < 0.5:
        return
    path = path_of(asked, base)
    assert path[0] == (2020, base)
    assert path[-1][1] == pytest.approx(target)
    for year, level in path[1:-1]:
        found = judge(asked, [value(2020, base), value(year, level)], datetime.date(year, 12, 31))
        assert found.progress is not None
        assert found.progress.by(convention) == pytest.approx((year - 2020) / years)  # type: ignore[union-attr]
