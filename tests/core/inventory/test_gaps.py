"""Years filled by a named method, with what they were made from."""

import pytest

from ditan.core.inventory.gaps import (
    LABELS,
    Filling,
    FillingRefused,
    extrapolation,
    interpolation,
    overlap,
    surrogate,
)


def test_overlap_scales_the_old_method_by_the_mean_ratio() -> None:
    filled = overlap({2011: 12.0, 2012: 14.0}, {2010: 8.0, 2011: 10.0, 2012: 10.0}, 2010)

    assert (filled.year, filled.value, filled.method) == (2010, pytest.approx(10.4), Filling.OVERLAP)
    assert filled.inputs["共同年份平均比值"] == pytest.approx(1.3)
    assert set(filled.inputs) == {
        "旧方法 2010",
        "旧方法 2011",
        "旧方法 2012",
        "新方法 2011",
        "新方法 2012",
        "共同年份平均比值",
    }
    assert filled.formula == "8 × 1.3 = 10.4"


def test_overlap_needs_a_year_that_both_cover() -> None:
    with pytest.raises(FillingRefused, match="没有共同年份"):
        overlap({2012: 12.0}, {2010: 8.0, 2011: 10.0}, 2010)
    with pytest.raises(FillingRefused, match="没有共同年份（或旧方法在共同年份为 0）"):
        overlap({2011: 12.0}, {2010: 8.0, 2011: 0.0}, 2010)
    with pytest.raises(FillingRefused, match="旧方法没有 2009 年的值"):
        overlap({2011: 12.0}, {2010: 8.0, 2011: 10.0}, 2009)


def test_a_surrogate_scales_the_nearest_known_year() -> None:
    filled = surrogate({2015: 40.0, 2019: 50.0}, {2015: 100.0, 2019: 200.0, 2020: 220.0}, 2020)

    assert filled.value == pytest.approx(55.0)
    assert filled.inputs == {"已知 2019": 50.0, "替代 2019": 200.0, "替代 2020": 220.0}
    assert filled.formula == "50 × 220 ÷ 200 = 55"


def test_a_surrogate_of_zero_or_none_gives_no_ratio() -> None:
    with pytest.raises(FillingRefused, match="都没有不为 0 的替代数据"):
        surrogate({2019: 50.0}, {2019: 0.0, 2020: 220.0}, 2020)
    with pytest.raises(FillingRefused, match="替代数据没有 2020 年的值"):
        surrogate({2019: 50.0}, {2019: 10.0}, 2020)


def test_interpolation_takes_the_known_years_on_either_side() -> None:
    filled = interpolation({2010: 0.0, 2015: 10.0, 2020: 20.0, 2025: 99.0}, 2017)

    assert filled.value == 14.0
    assert filled.inputs == {"已知 2015": 10.0, "已知 2020": 20.0}
    assert filled.formula == "10 + (20 − 10) × 2 ÷ 5 = 14"


def test_interpolation_beyond_the_known_years_is_refused() -> None:
    with pytest.raises(FillingRefused, match="2021 年前后没有都有已知值，不能内插"):
        interpolation({2015: 10.0, 2020: 20.0}, 2021)


def test_extrapolation_follows_the_line_of_the_nearest_years() -> None:
    filled = extrapolation({2010: 500.0, 2017: 10.0, 2018: 12.0, 2019: 14.0, 2020: 16.0}, 2021, years=4)

    assert filled.value == pytest.approx(18.0)
    assert "已知 2010" not in filled.inputs
    assert filled.formula == "13 + 2 × (2021 − 2018.5) = 18"


@pytest.mark.parametrize(
    ("known", "year", "says"),
    [
        ({2019: 1.0, 2020: 2.0}, 2021, "外推至少需要 3 个"),
        ({2017: 1.0, 2018: 2.0, 2020: 3.0}, 2019, "应使用内插法"),
        ({2018: 1.0, 2019: 2.0, 2020: 3.0}, 2023, "距已知年份 3 年，超过趋势所依据的 2 年"),
        ({2018: 9.0, 2019: 4.0, 2020: 1.0}, 2021, "小于 0，不合理"),
    ],
)
def test_extrapolation_that_would_mislead_is_refused(known: dict[int, float], year: int, says: str) -> None:
    with pytest.raises(FillingRefused, match=says):
        extrapolation(known, year)


def test_a_sink_may_be_extrapolated_below_zero() -> None:
    assert extrapolation({2018: -1.0, 2019: -2.0, 2020: -3.0}, 2021).value == pytest.approx(-4)


def test_a_known_year_is_never_filled_over() -> None:
    for fill in (interpolation, extrapolation):
        with pytest.raises(FillingRefused, match="2019 年已有值 2，不能用推算值覆盖"):
            fill({2018: 1.0, 2019: 2.0, 2020: 3.0}, 2019)
    with pytest.raises(FillingRefused, match="已有值"):
        surrogate({2019: 2.0}, {2019: 1.0}, 2019)
    with pytest.raises(FillingRefused, match="已有值"):
        overlap({2019: 2.0}, {2019: 1.0}, 2019)


def test_what_is_no_number_fills_nothing() -> None:
    with pytest.raises(FillingRefused, match="不是有效数字"):
        interpolation({2015: float("nan"), 2020: 20.0}, 2017)


def test_every_method_has_a_name() -> None:
    assert set(LABELS) == set(Filling)
