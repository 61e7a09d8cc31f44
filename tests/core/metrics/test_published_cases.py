"""Published figures that a formula must give: of a statistics bureau's worked example, and of the city's own reports."""

import json
from pathlib import Path

import pytest

from ditan.core.assessment import cumulative_decline, intensity_change
from ditan.core.metrics import read_formula
from tests.core.metrics.catalogues import CATALOGUE, lacking_at, run, value_at, values

CASES = {
    case["id"]: case
    for case in json.loads(
        (Path(__file__).parents[2] / "data" / "methods" / "assessment.json").read_text(encoding="utf-8")
    )["cases"]
}
GROWTH_FORM = "累计降低(1 - 能源消费总量 / 上年同期(能源消费总量) / (1 + 地区生产总值增长))"


def test_annual_decline_of_the_hunan_bulletin() -> None:
    given = CASES["energy_intensity_change"]["inputs"]
    row = values(energy={2015: given["E0"], 2016: given["E1"]}, gdp_constant={2015: given["GDP0"], 2016: given["GDP1"]})
    result, grid, _table = run("年降低(能源消费总量, 地区生产总值（不变价）)", "energy_reduction", row)
    assert value_at(result, grid, 2016) == pytest.approx(
        -CASES["energy_intensity_change"]["expected"]["rounded4"], abs=1e-9
    )


def test_cumulative_decline_of_the_qinghai_example() -> None:
    changes = CASES["qinghai_11fyp"]["inputs"]["annual_change"]
    rising = {2006 + place: -100 * change for place, change in enumerate(changes)}
    result, grid, _table = run("累计降低(地区生产总值增长)", "energy_reduction", values(gdp_growth=rising))
    assert value_at(result, grid, 2008) == pytest.approx(100 * CASES["qinghai_11fyp"]["expected"]["exact"]["cum"])


def test_growth_form_of_the_published_algebra() -> None:
    given = CASES["growth_form"]["inputs"]
    row = values(energy={2020: 100, 2021: 100 * (1 + given["e"])}, gdp_growth={2021: 100 * given["g"]})
    result, grid, _table = run(GROWTH_FORM, "energy_reduction", row)
    assert value_at(result, grid, 2021) == pytest.approx(100 * CASES["growth_form"]["expected"]["decline"])


@pytest.mark.parametrize("at, energy, gdp, printed", [(2020, 8874.54, 25002.79, 0.355), (2021, 9271, 27894.02, 0.332)])
def test_energy_per_gdp_of_chongqing_as_printed(at: int, energy: float, gdp: float, printed: float) -> None:
    row = values(energy={at: energy}, gdp={at: gdp})
    result, grid, _table = run("能源消费总量 / 地区生产总值", "energy_per_gdp", row)
    assert round(value_at(result, grid, at) or 0, 3) == printed


def test_cumulative_decline_is_that_of_the_assessment_package() -> None:
    energy = {2020: 500.0, 2021: 490.0, 2022: 505.0, 2023: 480.0}
    gdp = {2020: 1000.0, 2021: 1061.0, 2022: 1082.0, 2023: 1139.0}
    text = "累计降低(年降低(能源消费总量, 地区生产总值（不变价）))"
    result, grid, _table = run(text, "energy_reduction", values(energy=energy, gdp_constant=gdp))
    declines = [-intensity_change(energy[y], gdp[y], energy[y - 1], gdp[y - 1]) for y in (2021, 2022, 2023)]
    assert value_at(result, grid, 2023) == pytest.approx(100 * cumulative_decline(declines), rel=1e-12)


def test_a_plan_begins_anew() -> None:
    result, grid, _table = run("累计降低(地区生产总值增长)", "share", values(gdp_growth={2025: 3.0, 2026: 4.0}))
    assert value_at(result, grid, 2026) == pytest.approx(4.0)
    assert value_at(result, grid, 2025) is None


def test_a_missing_year_of_the_plan_is_named() -> None:
    result, grid, table = run("累计降低(地区生产总值增长)", "share", values(gdp_growth={2021: 3.0, 2023: 4.0}))
    assert value_at(result, grid, 2023) is None
    assert lacking_at(result, grid, table, 2023) == ["gdp_growth 2022"]


def test_several_years_taken_together_multiply_their_years() -> None:
    from ditan.core.periods import multi_year

    row = values(gdp_growth={2021: 10.0, 2022: 20.0}, gdp_growth_={"2021-2022": 0.0})
    result, grid, _table = run("累计降低(地区生产总值增长)", "share", row)
    assert value_at(result, grid, multi_year(2021, 2022)) == pytest.approx(28.0)


def test_formulas_that_add_up_years_say_so() -> None:
    assert read_formula(GROWTH_FORM, "energy_reduction", CATALOGUE).cumulates
