"""Methane of sewage and industrial wastewater, nitrous oxide by food and by plant, sludge."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ditan.core.factors import Choice
from ditan.core.factors.loading import book
from ditan.core.ghg import (
    domestic_wastewater,
    industrial_wastewater,
    sludge_digestion,
    wastewater_plant_n2o,
    wastewater_protein,
)
from ditan.core.methods import Context, Evaluation, Method, evaluate
from tests.core.ghg.examples import example

GUIDE = Choice(("provincial_guide_2025",), unverified=True)
IPCC = Choice(("ipcc_2006",))
ONE_M3 = 0.0001
"""In 万m³."""
GWP_OF_THE_SOURCE = 28


def on(method: Method, values: dict[str, Any], choice: Choice) -> Evaluation:
    return evaluate(method, values, book(), choice, Context("重庆", 2023))


def sewage(path: str, choice: Choice = GUIDE, **changed: Any) -> Evaluation:
    values = {
        "sewage_path": path,
        "sewage_10k_m3": ONE_M3,
        "bod_mg_l": 200.0,
        "sludge_bod_t": 0.0,
        "recovered_ch4_t": 0.0,
    }
    return on(domestic_wastewater.METHOD, values | changed, choice)


def industrial(path: str, choice: Choice = GUIDE, **changed: Any) -> Evaluation:
    values = {
        "wastewater_path": path,
        "wastewater_10k_m3": ONE_M3,
        "cod_mg_l": 500.0,
        "sludge_cod_t": 0.0,
        "recovered_ch4_t": 0.0,
    }
    return on(industrial_wastewater.METHOD, values | changed, choice)


@pytest.mark.parametrize(
    ("case", "path"),
    [
        ("wastewater_dom_septic", "septic"),
        ("wastewater_dom_anaerobic", "anaerobic"),
        ("wastewater_dom_aerobic", "aerobic"),
    ],
)
def test_a_cubic_metre_of_sewage_emits_what_the_guide_of_2025_prints(case: str, path: str) -> None:
    """worked_examples.json, after 省级温室气体清单编制指南(2025), secondary; printed as CO2e with a GWP of 28."""
    published = example(case)
    amount = sewage(path).lines[0].amount
    assert amount * GWP_OF_THE_SOURCE == pytest.approx(published["expected"], rel=1e-12)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("case", "path"),
    [
        ("wastewater_ind_anaerobic", "anaerobic"),
        ("wastewater_ind_aerobic", "aerobic"),
        ("wastewater_ind_direct", "discharge"),
    ],
)
def test_a_cubic_metre_of_industrial_wastewater_emits_what_the_guide_prints(case: str, path: str) -> None:
    """worked_examples.json, after 省级温室气体清单编制指南(2025), secondary; printed as CO2e with a GWP of 28."""
    published = example(case)
    amount = industrial(path).lines[0].amount
    assert amount * GWP_OF_THE_SOURCE == pytest.approx(published["expected"], rel=1e-12)  # type: ignore[operator]


def test_the_correction_factors_of_the_guide_are_unconfirmed_and_said_to_be() -> None:
    assert [each.code for each in sewage("septic").lines[0].unverified] == ["provincial_guide_2025:mcf-domestic-septic"]
    refused = sewage("septic", Choice(("provincial_guide_2025",))).lines[0]
    assert [each.code for each in refused.problems] == ["unverified"]


def test_the_ipcc_takes_more_for_septic_tanks() -> None:
    """EFDB 614868: 0.5 where the guide has 0.3."""
    ipcc, guide = sewage("septic", IPCC).lines[0].amount, sewage("septic").lines[0].amount
    assert ipcc / guide == pytest.approx(0.5 / 0.3)  # type: ignore[operator]


def test_sludge_and_recovered_gas_are_taken_off() -> None:
    line = sewage("anaerobic", sewage_10k_m3=100.0, sludge_bod_t=50.0, recovered_ch4_t=10.0).lines[0]
    assert line.amount == pytest.approx((200 - 50) * 0.6 * 0.9 - 10)


@pytest.mark.parametrize("changed", [{"sludge_bod_t": 201.0}, {"recovered_ch4_t": 109.0}])
def test_more_taken_off_than_there_is_gives_no_number(changed: dict[str, float]) -> None:
    assert sewage("anaerobic", sewage_10k_m3=100.0, **changed).lines[0].amount is None


def test_a_tenfold_concentration_beyond_all_sewage_is_refused_by_name() -> None:
    evaluation = sewage("septic", bod_mg_l=200_000.0)
    assert [(each.name, each.code) for each in evaluation.faults] == [("bod_mg_l", "range")]


def test_nitrous_oxide_by_food_follows_the_ipcc() -> None:
    """EFDB 615004 (0.005), 615007 (1.1), 615008 (1.25), 615009 (0.16)."""
    values = {"population": 1e6, "protein_kg": 30.0, "sludge_n_t": 0.0}
    nitrogen = 1e6 * 30 / 1000 * 0.16 * 1.1 * 1.25
    assert on(wastewater_protein.METHOD, values, IPCC).lines[0].amount == pytest.approx(nitrogen * 0.005 * 44 / 28)


def test_the_guide_of_2011_counts_more_protein_that_is_not_eaten() -> None:
    values = {"population": 1e6, "protein_kg": 30.0, "sludge_n_t": 0.0}
    guide = on(wastewater_protein.METHOD, values, Choice(("provincial_guide_2011",), unverified=True)).lines[0]
    ipcc = on(wastewater_protein.METHOD, values, IPCC).lines[0]
    assert guide.amount / ipcc.amount == pytest.approx(1.5 / 1.1)  # type: ignore[operator]


@pytest.mark.parametrize(("process", "percent"), [("ao", 1.37), ("od", 0.25), ("sbr", 2.69), ("aao", 1.29)])
def test_nitrous_oxide_of_a_plant_goes_by_its_process(process: str, percent: float) -> None:
    """EFDB 625400 to 625402 and 623141, measured in Chinese plants."""
    values = {"plant_process": process, "plant_water_10k_m3": 1000.0, "total_n_mg_l": 40.0}
    line = on(wastewater_plant_n2o.METHOD, values, Choice(("efdb_china",))).lines[0]
    assert line.amount == pytest.approx(400 * percent / 100 * 44 / 28)


@pytest.mark.parametrize(("measure", "capacity"), [("bod", 0.6), ("cod", 0.25)])
def test_digested_sludge_goes_by_what_its_organics_are_measured_in(measure: str, capacity: float) -> None:
    """EFDB 614961, 614965 (capacities) and 614864 (0.8)."""
    values = {"organics_measure": measure, "sludge_organics_t": 100.0, "recovered_ch4_t": 5.0}
    assert on(sludge_digestion.METHOD, values, IPCC).lines[0].amount == pytest.approx(100 * capacity * 0.8 - 5)


def test_draws_go_through_as_arrays_and_only_the_impossible_ones_are_lost() -> None:
    drawn = sludge_digestion.ch4_t(100.0, np.array([0.6, 0.01]), 0.8, 5.0)
    assert drawn[0] == pytest.approx(43.0)
    assert np.isnan(drawn[1])
