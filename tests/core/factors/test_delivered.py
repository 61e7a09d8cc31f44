"""The factors that are delivered: exact values, and the traps of published data sets that ours does not fall into."""

from __future__ import annotations

import pytest

from ditan.core.factors import Choice, Factor, FactorRefused, Need, book
from ditan.core.factors.loading import load
from ditan.core.factors.registry import FOLDER

NOTICES = Choice(("mee_grid_notices",))


def grid(region: str, year: int, quantity: str = "grid_factor") -> float | None:
    """The factor of the notices, kgCO2/kWh."""
    return book().pick(Need(quantity, "CO2", {"region": region, "year": str(year)}, unit="kgCO2/kWh"), NOTICES).value


def of_set(factor_set: str, quantity: str, fuel: str) -> Factor:
    """The factor of one set, verified or not."""
    gas = "" if quantity in ("ncv", "standard_coal") else "CO2"
    return book().pick(Need(quantity, gas, {"fuel": fuel}), Choice((factor_set,), unverified=True))


@pytest.mark.parametrize(
    ("region", "values"),
    [
        ("重庆", [0.4743, 0.5227, 0.5581]),
        ("四川", [0.1255, 0.1404, 0.1564]),
        ("湖北", [0.3672, 0.4364, 0.4044]),
        ("全国", [0.5568, 0.5366, 0.5306]),
    ],
)
def test_the_grid_factor_is_that_of_its_province_and_year(region: str, values: list[float]) -> None:
    assert [grid(region, year) for year in (2021, 2022, 2023)] == values


def test_chongqing_rises_while_the_nation_falls() -> None:
    chongqing = [grid("重庆", year) or 0.0 for year in (2021, 2022, 2023)]
    nation = [grid("全国", year) or 0.0 for year in (2021, 2022, 2023)]
    assert chongqing == sorted(chongqing)
    assert nation == sorted(nation, reverse=True)


def test_the_national_factors_of_2021_and_2022_are_not_swapped_as_in_one_published_data_set() -> None:
    assert (grid("全国", 2021), grid("全国", 2022)) == (0.5568, 0.5366)
    notices = [book().get(f"mee_grid_notices:avg-nation-{year}").source_number for year in (2021, 2022)]
    assert notices == ["公告2024年第12号", "公告2024年第33号"]


def test_every_notice_is_of_its_own_data_year() -> None:
    numbers = {"2021": "公告2024年第12号", "2022": "公告2024年第33号", "2023": "公告2025年第47号"}
    of_notices = [each for each in book() if each.factor_set == "mee_grid_notices"]
    assert len(of_notices) == 110
    assert all(each.source_number == numbers[each.year] and each.year in each.source_title for each in of_notices)


def test_market_based_and_fossil_factors_are_quantities_of_their_own() -> None:
    assert [grid("全国", year, "grid_factor_residual") for year in (2021, 2022, 2023)] == [0.5942, 0.5856, 0.6096]
    assert [grid("全国", year, "grid_factor_fossil") for year in (2021, 2022, 2023)] == [0.8426, 0.8325, 0.8273]


def test_operating_margins_are_never_picked_as_averages() -> None:
    margins = [each for each in book() if each.factor_set == "grid_baselines"]
    assert {each.region: each.value for each in margins}["华中"] == 0.8587
    assert {each.quantity for each in margins} == {"grid_operating_margin"}
    assert all("不是平均因子" in each.note and not each.verified for each in margins)
    every = Choice(("grid_baselines",), unverified=True)
    with pytest.raises(FactorRefused):
        book().pick(Need("grid_factor", "CO2", {"region": "华中", "year": "2019"}), every)


def test_a_year_without_a_notice_is_refused_with_the_years_at_hand() -> None:
    with pytest.raises(FactorRefused) as refused:
        grid("重庆", 2024)
    assert str(refused.value) == (
        "因子库中没有电力平均二氧化碳排放因子（CO2，重庆、2024）；年份须与数据一致，现有年份：2021、2022、2023；"
        "请录入带出处的本地因子，或改填标识符 NE 并写明原因。"
    )


def test_a_region_without_a_factor_is_refused_with_the_regions_at_hand() -> None:
    with pytest.raises(FactorRefused, match=r"现有地区：上海、云南、.*等 32 个"):
        grid("西藏", 2023)


def test_a_factor_of_another_year_cannot_be_named_by_its_code_either() -> None:
    choice = Choice((), {"grid": "mee_grid_notices:avg-chongqing-2022"})
    with pytest.raises(FactorRefused, match="适用于 2022，本行是 2023") as refused:
        book().pick(Need("grid_factor", "CO2", {"region": "重庆", "year": "2023"}), choice, "grid")
    assert refused.value.code == "unfit"


@pytest.mark.parametrize(
    ("fuel", "ncv", "carbon", "oxidation", "unit"),
    [
        ("gasoline", 43.07, 18.9, 0.98, "GJ/t"),
        ("diesel", 42.652, 20.2, 0.98, "GJ/t"),
        ("natural_gas", 389.31, 15.3, 0.99, "GJ/万Nm³"),
        ("bituminous", 19.57, 26.1, 0.93, "GJ/t"),
        ("coke_oven_gas", 179.81, 13.58, 0.99, "GJ/万Nm³"),
    ],
)
def test_the_guide_of_2025_gives_heat_carbon_and_oxidation(
    fuel: str, ncv: float, carbon: float, oxidation: float, unit: str
) -> None:
    told = [of_set("provincial_guide_2025", each, fuel) for each in ("ncv", "carbon_content", "oxidation")]
    assert [each.value for each in told] == [ncv, carbon, oxidation]
    assert [each.unit for each in told] == [unit, "tC/TJ", "1"]
    assert all(each.verified and "二手转录" in each.note for each in told)


def test_gases_have_their_heat_per_volume_and_the_rest_per_mass() -> None:
    heats = {each.fuel: each.unit for each in book() if each.quantity == "ncv"}
    volume = {fuel for fuel, unit in heats.items() if unit == "GJ/万Nm³"}
    assert volume == {
        *("natural_gas", "coke_oven_gas", "blast_furnace_gas", "converter_gas", "carbide_furnace_gas", "other_gas"),
    }


def test_the_value_that_its_transcription_altered_keeps_its_warning() -> None:
    altered = of_set("gbt_32151", "carbon_content", "bituminous")
    assert (altered.value, altered.verified) == (23.08, False)
    assert "26.18被改为23.08" in altered.note


def test_a_value_whose_unit_is_cut_off_in_its_source_is_no_number() -> None:
    coal = next(each for each in book() if each.code == "ceads:ncv-raw_coal")
    assert (coal.value, coal.verified, coal.text) == (None, False, "NCV 20.92，转录的单位不全（PJ/1e?）")


def test_standard_coal_of_gas_has_two_values_in_two_sets() -> None:
    assert of_set("gbt_2589", "standard_coal", "natural_gas").amount == "1.33 kgce/m³"
    assert of_set("papers", "standard_coal", "natural_gas").amount == "1.2143 kgce/m³"
    assert of_set("gbt_2589", "standard_coal", "raw_coal").amount == "0.7143 kgce/kg"
    assert of_set("gbt_2589", "standard_coal", "electricity").amount == "0.1229 kgce/kWh"
    assert not of_set("gbt_2589", "standard_coal", "lpg").verified


@pytest.mark.parametrize(
    ("gas", "values"),
    [
        ("CO2", [1, 1, 1, 1]),
        ("CH4", [25, 28, 34, 27.9]),
        ("N2O", [298, 265, 298, 273]),
        ("SF6", [22800, 23500, 26087, 25200]),
        ("NF3", [17200, 16100, 17885, 17400]),
        ("HFC-23", [14800, 12400, 13856, 14600]),
        ("HFC-134a", [1430, 1300, 1549, 1530]),
        ("CF4", [7390, 6630, 7349, 7380]),
        ("C2F6", [12200, 11100, 12340, 12400]),
    ],
)
def test_a_gwp_is_that_of_its_report(gas: str, values: list[float]) -> None:
    sets = ("AR4", "AR5", "AR5_feedback", "AR6")
    picked = [book().pick(Need("gwp", gas), Choice((f"gwp_{each.lower()}",))) for each in sets]
    assert [each.value for each in picked] == values
    assert [each.gwp_set for each in picked] == list(sets)


def test_methane_by_origin_is_unconfirmed_but_for_the_biogenic_of_ar5() -> None:
    by_origin = {(each.gwp_set, each.process): each for each in book() if each.quantity == "gwp" and each.process}
    assert {key: each.value for key, each in by_origin.items()} == {
        ("AR5", "non_fossil"): 28,
        ("AR5", "fossil"): 30,
        ("AR6", "fossil"): 29.8,
        ("AR6", "non_fossil"): 27.0,
    }
    assert [key for key, each in by_origin.items() if each.verified] == [("AR5", "non_fossil")]


@pytest.mark.parametrize(
    ("code", "value", "lower", "upper", "text"),
    [
        ("efdb:117443", 42.3, None, None, ""),
        ("efdb:43325", None, 27.0, 91.0, "27 - 91"),
        ("efdb:510727", 28.0, 23.0, 33.0, "28 (23-33)"),
    ],
)
def test_an_entry_of_the_efdb_is_read_where_it_is_plain(
    code: str, value: float | None, lower: float | None, upper: float | None, text: str
) -> None:
    entry = book().get(code)
    assert (entry.value, entry.lower, entry.upper, entry.text) == (value, lower, upper, text)
    assert entry.quantity == "efdb"
    assert entry.source_number == code.replace("efdb:", "EFDB ")


def test_an_entry_that_is_several_numbers_or_words_keeps_its_text_alone() -> None:
    entries = [each for each in book() if each.quantity == "efdb"]
    assert len(entries) == 8378
    assert sum(each.value is not None for each in entries) == 7655
    assert sum(each.value is None and each.lower is not None for each in entries) == 341
    worded = [each for each in entries if each.value is None and each.lower is None]
    assert len(worded) == 382
    assert all(each.text for each in worded)
    assert "a=0.4642, b=47.4990" in {each.text for each in worded}


def test_the_two_grids_of_notices_and_power_reporting_are_sets_of_their_own() -> None:
    reporting = load([FOLDER / "grid.csv"]).get("mee_power_reporting:avg-nation-2022")
    assert (reporting.value, reporting.factor_set, reporting.region) == (0.5703, "mee_power_reporting", "全国")
    assert grid("全国", 2022) == 0.5366


@pytest.mark.parametrize("name", ["fuels_china.csv", "grid.csv", "gwp.csv", "uncertainty.csv"])
def test_no_set_of_these_files_contradicts_itself(name: str) -> None:
    doubles = [
        factors
        for _, factors in load([FOLDER / name]).places()
        for one in {each.factor_set for each in factors}
        if len({(each.value, each.unit) for each in factors if each.factor_set == one}) > 1
    ]
    assert doubles == []
