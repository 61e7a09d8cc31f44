"""Rice: by season, by day, and paddies that stay under water in winter."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ditan.core.factors import Choice
from ditan.core.factors.loading import book
from ditan.core.ghg import rice_cultivation, rice_daily, winter_flooded_paddy
from ditan.core.methods import Context, Evaluation, Method, evaluate

GUIDE = Choice(("provincial_guide_2011",), unverified=True)
IPCC = Choice(("ipcc_2006",))
CHINA = Choice(("efdb_china",))
PLAIN = {
    "rice_area_ha": 100.0,
    "cultivation_days": 110.0,
    "water_regime": "continuous",
    "preseason": "dry_short",
    "straw_short_t_ha": 0.0,
    "straw_long_t_ha": 0.0,
    "compost_t_ha": 0.0,
    "farm_manure_t_ha": 0.0,
    "green_manure_t_ha": 0.0,
}


def on(method: Method, values: dict[str, Any], choice: Choice) -> Evaluation:
    return evaluate(method, values, book(), choice, Context("重庆", 2023))


def season(rice_season: str, region: str = "西南", choice: Choice = GUIDE) -> Evaluation:
    values = {"rice_season": rice_season, "guide_region": region, "rice_area_ha": 1000.0}
    return on(rice_cultivation.METHOD, values, choice)


def daily(**changed: Any) -> float | None:
    return on(rice_daily.METHOD, PLAIN | changed, IPCC).lines[0].amount


@pytest.mark.parametrize(
    ("rice_season", "region", "kg_per_ha"),
    [("single", "西南", 156.2), ("early", "西南", 156.2), ("late", "西南", 171.7), ("single", "华东", 215.5)],
)
def test_a_season_takes_the_factor_of_its_region(rice_season: str, region: str, kg_per_ha: float) -> None:
    """Provincial guide 2011, table 4.1, original not read."""
    assert season(rice_season, region).lines[0].amount == pytest.approx(kg_per_ha)


def test_the_guides_table_was_not_confirmed_and_is_refused_without_leave() -> None:
    line = season("single", choice=Choice(("provincial_guide_2011",))).lines[0]
    assert [each.code for each in line.problems] == ["unverified"]


def test_there_is_no_double_crop_in_the_north() -> None:
    assert [each.code for each in season("early", "华北").lines[0].problems] == ["missing"]


def test_a_continuously_flooded_field_emits_the_baseline_every_day() -> None:
    """EFDB 415830: 1.3 kg CH4 per ha and day (IPCC 2006 volume 4 table 5.11)."""
    assert daily() == pytest.approx(100 * 110 * 1.3 / 1000)


@pytest.mark.parametrize(
    ("regime", "scaling"),
    [
        ("upland", 0.0),
        ("single_aeration", 0.60),
        ("multiple_aeration", 0.52),
        ("rainfed_regular", 0.28),
        ("drought_prone", 0.25),
        ("deep_water", 0.31),
        ("irrigated_unknown", 0.78),
        ("rainfed_unknown", 0.27),
    ],
)
def test_the_water_of_the_season_scales_it(regime: str, scaling: float) -> None:
    """EFDB 415831 to 415839."""
    assert daily(water_regime=regime) == pytest.approx(14.3 * scaling)


@pytest.mark.parametrize(("preseason", "scaling"), [("dry_long", 0.68), ("flooded", 1.90), ("unknown", 1.22)])
def test_the_water_before_the_season_scales_it(preseason: str, scaling: float) -> None:
    """EFDB 415841 to 415843."""
    assert daily(preseason=preseason) == pytest.approx(14.3 * scaling)


@pytest.mark.parametrize(
    ("amendment", "conversion"),
    [
        ("straw_short_t_ha", 1.0),
        ("straw_long_t_ha", 0.29),
        ("compost_t_ha", 0.05),
        ("farm_manure_t_ha", 0.14),
        ("green_manure_t_ha", 0.50),
    ],
)
def test_each_amendment_counts_by_its_conversion(amendment: str, conversion: float) -> None:
    """EFDB 415844 to 415848; equation 5.3 with the exponent 0.59."""
    assert daily(**{amendment: 4.0}) == pytest.approx(14.3 * (1 + 4 * conversion) ** 0.59)


def test_amendments_are_summed_before_the_exponent() -> None:
    assert daily(straw_short_t_ha=2.0, compost_t_ha=10.0) == pytest.approx(14.3 * (1 + 2 + 0.5) ** 0.59)


def test_an_amendment_that_is_not_given_is_not_taken_for_none() -> None:
    values = {name: value for name, value in PLAIN.items() if name != "compost_t_ha"}
    evaluation = on(rice_daily.METHOD, values, IPCC)
    assert [(each.name, each.code) for each in evaluation.faults] == [("compost_t_ha", "missing")]
    assert evaluation.lines[0].amount is None


def test_a_season_longer_than_a_year_is_refused() -> None:
    evaluation = on(rice_daily.METHOD, PLAIN | {"cultivation_days": 400.0}, IPCC)
    assert [(each.name, each.code) for each in evaluation.faults] == [("cultivation_days", "range")]


def test_a_paddy_under_water_in_winter_counts_season_and_fallow() -> None:
    """EFDB 423968 and 423969, measured in Southwestern China: 563.8 and 276.5 kg CH4-C/ha."""
    values = {"guide_region": "西南", "flooded_area_ha": 1000.0}
    line = on(winter_flooded_paddy.METHOD, values, CHINA).lines[0]
    assert line.amount == pytest.approx((563.8 + 276.5) * 16 / 12)
    assert line.unverified == ()


def test_it_emits_several_times_what_the_guide_has_for_rice_of_the_southwest() -> None:
    flooded = (
        on(winter_flooded_paddy.METHOD, {"guide_region": "西南", "flooded_area_ha": 1000.0}, CHINA).lines[0].amount
    )
    assert flooded / season("single").lines[0].amount == pytest.approx(7.17, abs=0.01)  # type: ignore[operator]


def test_outside_the_southwest_nothing_was_measured() -> None:
    line = on(winter_flooded_paddy.METHOD, {"guide_region": "华东", "flooded_area_ha": 1.0}, CHINA).lines[0]
    assert [(each.name, each.code) for each in line.problems] == [
        ("growing_factor", "missing"),
        ("fallow_factor", "missing"),
    ]


def test_draws_of_the_baseline_go_through_as_arrays() -> None:
    baseline = np.array([0.8, 1.3, 2.2])
    arguments = {each: PLAIN.get(each, 1.0) for each in rice_daily.METHOD.output("CH4").needs} | {
        "baseline_factor": baseline
    }
    drawn = rice_daily.METHOD.output("CH4").compute(**arguments)
    assert drawn == pytest.approx(100 * 110 * baseline / 1000)
