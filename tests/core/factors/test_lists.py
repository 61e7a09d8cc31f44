"""The lists that factors refer to, and factors found by words."""

from __future__ import annotations

import pytest

from ditan.core.factors import (
    book,
    burnt_fuels,
    fuel_named,
    fuels,
    gases,
    label_of_fuel,
    label_of_quantity,
    label_of_set,
    quantities,
    sets,
)
from ditan.core.factors.finding import find
from ditan.core.factors.loading import LISTS
from ditan.core.factors.registry import rows_of
from ditan.core.inventory import booking
from ditan.core.methods.inputs import GREENHOUSE_GASES, POLLUTANTS


@pytest.mark.parametrize("name", LISTS)
def test_a_code_stands_once_in_its_list(name: str) -> None:
    codes = [row["code"] for row in rows_of(name)]
    assert len(codes) == len(set(codes))
    assert all(row["label"] for row in rows_of(name))


def test_quantities_stand_in_the_order_of_their_codes() -> None:
    assert list(quantities()) == sorted(quantities())


def test_labels_are_chinese_and_an_unknown_code_is_its_own() -> None:
    assert label_of_set("mee_grid_notices") == "生态环境部电力二氧化碳排放因子公告"
    assert label_of_quantity("oxidation") == "碳氧化率"
    assert label_of_fuel("lng") == "液化天然气"
    assert (label_of_set("x"), label_of_quantity("x"), label_of_fuel("x")) == ("x", "x", "x")


def test_gases_are_counted_by_volume_and_the_rest_by_mass() -> None:
    units = {each.code: each.amount_unit for each in burnt_fuels()}
    assert {units[each.code] for each in burnt_fuels() if each.state in ("solid", "liquid")} == {"t"}
    assert (units["natural_gas"], units["coke_oven_gas"], units["refinery_gas"]) == ("万Nm³", "万Nm³", "t")


def test_electricity_and_heat_are_counted_but_not_burnt() -> None:
    burnt = {each.code for each in burnt_fuels()}
    assert {"electricity", "heat", "hybrid_diesel"} & burnt == set()
    assert (fuels()["electricity"].amount_unit, fuels()["heat"].amount_unit) == ("MWh", "GJ")


def test_biomass_is_marked() -> None:
    assert {each.code for each in fuels().values() if each.biomass} == {
        "wood",
        "straw",
        "charcoal",
        "biogas",
        "biofuel",
    }


def test_every_fuel_that_refers_to_standard_coal_finds_it() -> None:
    for fuel in fuels().values():
        if fuel.standard_coal:
            factor = book().get(fuel.standard_coal)
            assert (factor.quantity, factor.fuel) == ("standard_coal", fuel.code)


@pytest.mark.parametrize(
    ("name", "code"),
    [("原煤", "raw_coal"), ("一般煤油", "kerosene"), ("LPG", "lpg"), (" 天然气 ", "natural_gas"), ("diesel", "diesel")],
)
def test_a_fuel_is_known_by_its_names(name: str, code: str) -> None:
    fuel = fuel_named(name)
    assert fuel is not None
    assert fuel.code == code


def test_no_two_fuels_share_a_name() -> None:
    names = [name for each in fuels().values() for name in (each.label, *each.aliases)]
    assert sorted(names) == sorted(set(names))
    assert fuel_named("火") is None


def test_the_gases_of_an_inventory_and_the_pollutants_are_there() -> None:
    kinds = {code: each.kind for code, each in gases().items()}
    assert [code for code, kind in kinds.items() if kind == "ghg"][:6] == ["CO2", "CH4", "N2O", "SF6", "NF3", "CF4"]
    assert {"SO2", "NOx", "CO", "NMVOC", "NH3", "PM10", "PM2.5", "BC", "OC"} <= {
        code for code, kind in kinds.items() if kind == "pollutant"
    }


def test_gases_that_people_choose_have_the_names_of_the_list() -> None:
    for code, label in (*GREENHOUSE_GASES, *POLLUTANTS):
        assert gases()[code].label == label
    assert [code for code, each in gases().items() if each.kind == "ghg"] == sorted(
        booking.GREENHOUSE_GASES, key=list(gases()).index
    )


def test_sets_say_what_they_are() -> None:
    assert {each.kind for each in sets().values()} <= {
        *("guide", "standard", "notice", "ipcc", "database", "paper", "gwp", "local"),
    }


def test_words_find_a_factor_by_name_alias_code_source_and_list() -> None:
    (nation,) = find(book(), "全国 2023 平均 公告2025年第47号")
    assert nation.value == 0.5306
    assert {each.fuel for each in find(book(), "lpg ncv")} == {"lpg"}
    assert find(book(), "LPG NCV") == find(book(), "lpg ncv")
    assert find(book(), "没有这种东西") == ()


def test_what_is_looked_for_can_be_narrowed() -> None:
    found = find(book(), quantity="carbon_content", match={"fuel": "bituminous"}, gas="CO2", verified=True)
    assert ("provincial_guide_2025", 26.1) in {(each.factor_set, each.value) for each in found}
    assert all(each.verified and each.fuel == "bituminous" for each in found)
    doubtful = find(book(), quantity="carbon_content", match={"fuel": "bituminous"}, verified=False)
    assert {each.factor_set for each in doubtful} >= {"ndrc_industry_guides", "gbt_32151", "provincial_guide_2011"}
    assert not any(each.verified for each in doubtful)


def test_entries_of_databases_come_last() -> None:
    kinds = [each.quantity == "efdb" for each in find(book(), "methane")]
    assert kinds == sorted(kinds)
    assert True in kinds
