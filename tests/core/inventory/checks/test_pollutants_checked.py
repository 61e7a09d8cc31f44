"""Pollutants of a row beside each other, and factors that are hard to believe."""

from __future__ import annotations

from ditan.core.air.oil_combustion import METHOD
from ditan.core.air.vehicle_evaporation import METHOD as EVAPORATION
from ditan.core.air.vehicle_exhaust import METHOD as EXHAUST
from ditan.core.inventory.checks import Severity, doubtful, particles
from ditan.core.inventory.checks.facts import row_facts
from ditan.core.methods import Control
from tests.core.air.rows import carry_out
from tests.core.air.test_vehicles import CAR
from tests.core.inventory.checks.rows import facts, row

LPG = {
    "fuel": "lpg",
    "fuel_amount": 100.0,
    "department": "industry",
    "controls": (Control("无控制技术", 1.0),),
}


def test_more_fine_particles_than_particles_is_an_error_with_its_remedy() -> None:
    (found,) = particles.check(facts(row("窑", amounts={"PM10": 1.0, "PM2.5": 10.0})))
    assert (found.severity, found.row, found.gas) == (Severity.ERROR, "窑", "PM2.5")
    assert found.message == "“窑”（2.A.1）：PM2.5（10 t）多于 PM10（1 t）。"
    assert found.remedy == "PM2.5 是 PM10 的一部分，请核对系数和治理措施。"


def test_both_faults_of_a_row_are_told_apart() -> None:
    both = particles.check(facts(row("窑", amounts={"PM10": 1.0, "PM2.5": 2.0, "BC": 1.5, "OC": 1.0})))
    assert len({each.key for each in both}) == 2


def test_particles_that_fit_into_each_other_are_no_finding() -> None:
    assert particles.check(facts(row("窑", amounts={"PM10": 3.0, "PM2.5": 2.0, "BC": 0.5}), row("炉"))) == ()


def test_a_value_kept_although_it_is_hard_to_believe_is_a_finding() -> None:
    lines = carry_out(METHOD, LPG).lines
    held = facts(row_facts("7", "食堂", "1.A.4.a", "stationary_fuel", LPG, lines))
    (found,) = doubtful.check(held)
    assert (found.severity, found.gas) == (Severity.WARNING, "NMVOC")
    assert found.message == (
        "“食堂”（1.A.4.a）用的“采矿业和制造业液化石油气燃气锅炉NMVOC产生系数”为 33 g/kg，"
        "33 g/kg远高于同表其他燃料（0.04—4.5），按原表保留，使用前请核对。"
    )


def test_a_fuel_whose_sulphur_the_table_leaves_out_is_a_finding() -> None:
    coke = LPG | {"fuel": "petroleum_coke"}
    lines = carry_out(METHOD, coke).lines
    found = doubtful.check(facts(row_facts("8", "炉", "1.A.2", "stationary_fuel", coke, lines)))
    assert [each.gas for each in found] == ["SO2", "NMVOC"]
    assert "原表为0，未计燃料含硫" in found[0].message


def test_a_gas_that_two_methods_give_is_added_up() -> None:
    driven = CAR | {"mean_speed_kmh": 25.0}
    lines = (*carry_out(EXHAUST, driven).lines, *carry_out(EVAPORATION, driven).lines)
    held = row_facts("9", "轿车", "1.A.3.b", "vehicle", driven, lines)
    assert round(held.amounts["NMVOC"], 9) == round(0.191 + 0.6465, 9)
