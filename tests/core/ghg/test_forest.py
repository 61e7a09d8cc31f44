"""Forests: what they take up is negative, by three methods."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ditan.core.factors import Choice, Factor
from ditan.core.factors.loading import book
from ditan.core.ghg import forest_growth_loss, forest_stock_change, forest_volume_function
from ditan.core.methods import Context, Evaluation, Method, OutputKind, evaluate
from tests.core.ghg.examples import forest_case

CHONGQING = Context("重庆", 2023)
UNCONFIRMED = Choice(("papers",), unverified=True)
TYPES = {"马尾松": "masson_pine", "柏木": "cypress"}


def on(method: Method, values: dict[str, Any], choice: Choice) -> Evaluation:
    return evaluate(method, values, book(), choice, CHONGQING)


def stock(forest_type: str, start: float, end: float, years: float = 5.0, choice: Choice = UNCONFIRMED) -> Evaluation:
    values = {
        "forest_type": forest_type,
        "stand_biomass": "below_125",
        "volume_start_m3": start,
        "volume_end_m3": end,
        "period_years": years,
    }
    return on(forest_stock_change.METHOD, values, choice)


def test_two_types_over_five_years_take_up_what_the_worked_case_gives() -> None:
    """forest.json `forest_stock_change`: stock difference (form: 李文武 2016); parameters not confirmed."""
    case = forest_case("forest_stock_change")
    inputs = case["inputs"]
    rows = [stock(TYPES[name], inputs["V1"][name], inputs["V2"][name], inputs["years"]) for name in TYPES]
    total = sum(row.lines[0].amount for row in rows)  # type: ignore[misc]
    assert total == pytest.approx(-case["expected"]["tCO2_per_year"], rel=1e-9)
    assert total == pytest.approx(-45_764.7, abs=0.05)


def test_the_stocks_of_both_dates_are_those_of_the_worked_case() -> None:
    case = forest_case("forest_stock_change")
    inputs, expected = case["inputs"], case["expected"]
    for volumes, stored in (("V1", "C1"), ("V2", "C2")):
        carbon = sum(
            forest_stock_change.carbon_t(inputs[volumes][name], *inputs["params_D_BEF_R_CF"][name]) for name in TYPES
        )
        assert carbon == pytest.approx(expected[stored], rel=1e-9)


def test_the_parameters_of_the_worked_case_are_delivered_as_unconfirmed() -> None:
    line = stock("masson_pine", 1.0, 2.0).lines[0]
    assert [(each.code, each.value) for each in line.unverified] == [
        ("papers:ar-density-masson_pine", 0.38),
        ("papers:ar-bef-masson_pine", 1.472),
        ("papers:ar-root-shoot-masson_pine", 0.187),
        ("papers:ar-carbon-masson_pine", 0.46),
    ]
    assert stock("masson_pine", 1.0, 2.0, choice=Choice(("papers",))).lines[0].amount is None


def test_what_forests_take_up_is_a_removal_and_negative() -> None:
    line = stock("cypress", 100.0, 120.0).lines[0]
    assert line.output.kind == OutputKind.REMOVAL
    assert line.amount < 0  # type: ignore[operator]


def test_a_stock_that_shrank_is_positive_by_the_same_amount() -> None:
    grown, shrunk = stock("cypress", 100.0, 120.0).lines[0], stock("cypress", 120.0, 100.0).lines[0]
    assert shrunk.amount == -grown.amount  # type: ignore[operator]


def test_the_ratio_of_the_ipcc_goes_by_the_biomass_of_the_stand_where_no_type_has_its_own() -> None:
    """EFDB 515167 and 515168: 0.20 below 125 t/ha, 0.24 above."""
    density = Factor("own", "密度", "wood_density", 0.5, "t dm/m³", "local", verified=True)
    choice = Choice(("efdb_china", "ipcc_2006"), own={"wood_density": density})
    values = {"forest_type": "cypress", "volume_start_m3": 0.0, "volume_end_m3": 100.0, "period_years": 1.0}
    below, above = (
        on(forest_stock_change.METHOD, values | {"stand_biomass": each}, choice).lines[0].amount
        for each in ("below_125", "above_125")
    )
    assert below == pytest.approx(-100 * 0.5 * 1.51 * 1.20 * 0.47 * 44 / 12)
    assert above == pytest.approx(-100 * 0.5 * 1.51 * 1.24 * 0.47 * 44 / 12)


def test_no_years_between_two_surveys_is_refused() -> None:
    assert [(each.name, each.code) for each in stock("cypress", 1.0, 2.0, years=0.0).faults] == [
        ("period_years", "range")
    ]


def test_growth_less_loss_takes_up_what_the_worked_case_gives() -> None:
    """forest.json `guideline_growth_loss`: variables of 湖南省温室气体清单林业分报告 §1.4, illustrative numbers."""
    case = forest_case("guideline_growth_loss")
    inputs = case["inputs"]
    own = {
        "wood_density": Factor("d", "密度", "wood_density", inputs["SVD"], "t dm/m³", "local", verified=True),
        "whole_tree_expansion": Factor(
            "b", "系数", "biomass_expansion_whole_tree", inputs["BEF"], "1", "local", verified=True
        ),
        "carbon_fraction": Factor(
            "c", "含碳率", "biomass_carbon_fraction", inputs["CF"], "tC/t dm", "local", verified=True
        ),
    }
    values = {
        "forest_type": "all",
        "volume_m3": inputs["V"],
        "growth_rate_percent": inputs["GR"] * 100,
        "loss_rate_percent": inputs["CR"] * 100,
    }
    line = on(forest_growth_loss.METHOD, values, Choice((), own=own)).lines[0]
    assert line.amount == pytest.approx(-case["expected"]["net_tCO2"], rel=1e-9)
    assert line.amount == pytest.approx(-71_465.6, abs=0.05)


def test_gain_and_loss_of_the_worked_case_stand_apart() -> None:
    case = forest_case("guideline_growth_loss")
    gain = forest_growth_loss.co2_t(1_650_000.0, 6.0, 0.0, 0.45, 1.5, 0.5) * 12 / 44
    loss = forest_growth_loss.co2_t(1_650_000.0, 0.0, 2.5, 0.45, 1.5, 0.5) * 12 / 44
    assert gain == pytest.approx(-case["expected"]["gain_tC"])
    assert loss == pytest.approx(case["expected"]["loss_tC"])


def test_the_density_of_the_municipality_serves_a_forest_of_no_named_type() -> None:
    """Provincial guide 2011, chapter 5, not confirmed: Chongqing 0.431 t/m³, whole tree 1.784, carbon 0.5."""
    values = {"forest_type": "all", "volume_m3": 1000.0, "growth_rate_percent": 6.0, "loss_rate_percent": 2.0}
    guide = Choice(("provincial_guide_2011",), unverified=True)
    line = on(forest_growth_loss.METHOD, values, guide).lines[0]
    assert line.amount == pytest.approx(-1000 * 0.04 * 0.431 * 1.784 * 0.5 * 44 / 12)


def test_of_another_province_the_guide_as_delivered_has_no_density() -> None:
    values = {"forest_type": "all", "volume_m3": 1.0, "growth_rate_percent": 6.0, "loss_rate_percent": 2.0}
    guide = Choice(("provincial_guide_2011",), unverified=True)
    line = evaluate(forest_growth_loss.METHOD, values, book(), guide, Context("湖北", 2023)).lines[0]
    assert [(each.name, each.code) for each in line.problems] == [("wood_density", "missing")]


@pytest.mark.parametrize(
    ("forest_type", "slope", "intercept"),
    [
        ("chinese_fir", 0.3999, 22.5410),
        ("masson_pine", 0.5101, 1.0451),
        ("yunnan_pine", 0.5101, 1.0451),
        ("cypress", 0.6129, 46.1451),
        ("oak", 1.1453, 8.5473),
        ("poplar", 0.4754, 30.6034),
    ],
)
def test_the_function_of_each_type_is_that_of_the_database(forest_type: str, slope: float, intercept: float) -> None:
    """Fang et al. 2001 in EFDB 521375, 521376, 521377, 521383 and 521386; carbon fraction 0.47 (515150)."""
    values = {
        "forest_type": forest_type,
        "volume_start_m3": 5000.0,
        "volume_end_m3": 6000.0,
        "area_start_ha": 100.0,
        "area_end_ha": 110.0,
        "period_years": 5.0,
    }
    line = on(forest_volume_function.METHOD, values, Choice(("efdb_china", "ipcc_2006"))).lines[0]
    assert line.amount == pytest.approx(-(slope * 1000 + intercept * 10) * 0.47 / 5 * 44 / 12)


def test_the_function_is_the_expansion_factor_times_the_volume() -> None:
    volume, area = 5000.0, 80.0
    factor = 0.3999 + 22.5410 / (volume / area)
    assert forest_volume_function.biomass_t(volume, area, 0.3999, 22.5410) == pytest.approx(factor * volume)


def test_a_type_without_a_function_gives_no_number() -> None:
    values = {
        "forest_type": "phoebe",
        "volume_start_m3": 1.0,
        "volume_end_m3": 2.0,
        "area_start_ha": 1.0,
        "area_end_ha": 1.0,
        "period_years": 1.0,
    }
    line = on(forest_volume_function.METHOD, values, Choice(("efdb_china", "ipcc_2006"))).lines[0]
    assert line.amount is None
    assert {each.code for each in line.problems} == {"missing"}


def test_draws_of_density_go_through_as_arrays() -> None:
    density = np.array([0.3, 0.4])
    drawn = forest_stock_change.co2_t(0.0, 100.0, 1.0, density, 1.5, 0.2, 0.5)  # type: ignore[arg-type]
    assert list(drawn) == [forest_stock_change.co2_t(0.0, 100.0, 1.0, each, 1.5, 0.2, 0.5) for each in density]
