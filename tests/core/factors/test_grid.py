"""The grid of 重庆 became dirtier while that of the nation became cleaner; each year is a value with its source.

Source: 生态环境部 关于发布 2021、2022、2023 年电力二氧化碳排放因子的公告.
"""

from __future__ import annotations

import pytest

from ditan.core.factors import Factor, FactorBook, book
from ditan.core.factors.comparing import change, others
from ditan.core.factors.grid import grid_series


def values(region: str, quantity: str = "grid_factor") -> dict[str, float | None]:
    (found,) = (each for each in grid_series(book(), quantity) if each.region == region)
    return {year: factor.value for year, factor in sorted(found.by_year.items())}


def test_chongqing_rises_and_the_nation_falls() -> None:
    assert values("重庆") == {"2021": 0.4743, "2022": 0.5227, "2023": 0.5581}
    assert values("全国") == {"2021": 0.5568, "2022": 0.5366, "2023": 0.5306}
    changes = {each.region: each.change for each in grid_series(book())}
    assert changes["重庆"] == pytest.approx(0.17668, abs=1e-5)
    assert changes["全国"] == pytest.approx(-0.04705, abs=1e-5)


def test_the_nation_stands_first_and_then_the_dirtiest_grid() -> None:
    found = grid_series(book())
    newest = [each.newest.value or 0.0 for each in found[1:]]
    assert found[0].region == "全国"
    assert newest == sorted(newest, reverse=True)


def test_the_value_for_reports_of_power_stations_is_no_part_of_the_series() -> None:
    """全国 2022 is 0.5366 in the notice and 0.5703 in the notice of reporting."""
    assert values("全国")["2022"] == 0.5366
    assert "2015" not in values("全国")


def test_residual_factors_are_those_of_the_nation_alone() -> None:
    assert {each.region for each in grid_series(book(), "grid_factor_residual")} == {"全国"}
    assert values("全国", "grid_factor_residual")["2023"] == 0.6096


def test_a_single_year_has_no_change() -> None:
    one = Factor("a", "甲", "grid_factor", 0.5, "kgCO2/kWh", "local", "CO2", region="甲", year="2024")
    (found,) = grid_series(FactorBook([one]))
    assert (found.change, found.newest, found.span) == (None, one, "2024—2024")


def test_what_other_sets_say_stands_beside_a_factor_with_its_difference() -> None:
    notice = book().get("mee_grid_notices:avg-nation-2022")
    (other,) = others(book(), notice)
    assert other.factor.code == "mee_power_reporting:avg-nation-2022"
    assert other.change == pytest.approx((0.5703 - 0.5366) / 0.5366)


def test_entries_of_a_database_are_not_held_against_each_other() -> None:
    entry = next(each for each in book() if each.quantity == "efdb")
    assert others(book(), entry) == ()


def test_a_change_across_units_or_from_nothing_is_not_computed() -> None:
    heat = Factor("a", "", "ncv", 42.0, "GJ/t", "x")
    assert change(heat, Factor("b", "", "ncv", 42000.0, "kJ/kg", "y")) is None
    assert change(heat, Factor("b", "", "ncv", None, "GJ/t", "y")) is None
    assert change(Factor("z", "", "ncv", 0.0, "GJ/t", "x"), heat) is None
