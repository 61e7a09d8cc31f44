"""Methane of coal mines, oil and gas, and the reference approach."""

from __future__ import annotations

from typing import Any

import pytest

from ditan.core.factors import Choice, Factor, book
from ditan.core.ghg import bunkers, coal_mining, coal_post_mining, oil_gas, reference_approach
from ditan.core.ghg.reference_approach import compare
from ditan.core.inventory.entries import entry_of
from ditan.core.inventory.kinds.energy import OIL_GAS, REFERENCE_FUEL
from ditan.core.methods import Context, OutputKind, evaluate

HERE = Context("重庆", 2023)
IPCC = Choice(("ipcc_2006",))
MINE = {
    "coal_production_t": 100_000.0,
    "mine_type": "underground",
    "mine_depth": "gt400",
    "methane_recovered_10k_m3": 0.0,
}


@pytest.mark.parametrize(
    ("kind", "depth", "mined", "post"),
    [
        ("underground", "lt200", 10.0, 0.9),
        ("underground", "200_400", 18.0, 2.5),
        ("underground", "gt400", 25.0, 4.0),
        ("surface", "lt25", 0.3, 0.0),
        ("surface", "25_50", 1.2, 0.1),
        ("surface", "gt50", 2.0, 0.2),
    ],
)
def test_methane_of_a_mine_follows_its_type_and_depth(kind: str, depth: str, mined: float, post: float) -> None:
    """IPCC 2006 Volume 2 Chapter 4, EFDB 120580–120591."""
    row = {**MINE, "mine_type": kind, "mine_depth": depth}
    (mining,) = evaluate(coal_mining.METHOD, row, book(), IPCC, HERE).lines
    (after,) = evaluate(coal_post_mining.METHOD, row, book(), IPCC, HERE).lines
    assert mining.amount == pytest.approx(100_000 * mined * 0.00067)
    assert after.amount == pytest.approx(100_000 * post * 0.00067)


def test_the_measured_value_of_chongqing_and_that_of_the_depth_are_both_offered() -> None:
    """Su et al. 2011, EFDB 121780: 38 m³/t by ventilation; EFDB 124262: 12.16 m³/t below 400 m."""
    (line,) = evaluate(coal_mining.METHOD, MINE, book(), Choice(("efdb_china",)), HERE).lines
    assert (line.amount, [fault.code for fault in line.problems]) == (None, ["ambiguous"])
    assert "=38 m³/t" in line.problems[0].message
    assert "=12.16 m³/t" in line.problems[0].message


def test_the_measured_value_of_chongqing_is_taken_when_named() -> None:
    named = Choice(("efdb_china",), {"mine_methane": "efdb_china:coal.underground.121780"})
    (line,) = evaluate(coal_mining.METHOD, MINE, book(), named, HERE).lines
    assert line.amount == pytest.approx(2546.0)


def test_elsewhere_in_china_the_depth_decides() -> None:
    (line,) = evaluate(coal_mining.METHOD, MINE, book(), Choice(("efdb_china",)), Context("四川", 2023)).lines
    assert line.amount == pytest.approx(100_000 * 12.16 * 0.00067)


def test_methane_drained_and_used_is_taken_off() -> None:
    row = {**MINE, "methane_recovered_10k_m3": 100.0}
    (line,) = evaluate(coal_mining.METHOD, row, book(), IPCC, HERE).lines
    assert line.amount == pytest.approx((2_500_000 - 1_000_000) * 0.00067)


def test_more_methane_drained_than_the_mine_gives_off_is_no_number() -> None:
    row = {**MINE, "methane_recovered_10k_m3": 251.0}
    (line,) = evaluate(coal_mining.METHOD, row, book(), IPCC, HERE).lines
    assert (line.amount, [fault.code for fault in line.problems]) == (None, ["number"])


def test_a_surface_depth_in_an_underground_mine_is_refused() -> None:
    result = evaluate(coal_mining.METHOD, {**MINE, "mine_depth": "25_50"}, book(), IPCC, HERE)
    assert "矿井类型是“井工”，深度却选了“露天：25—50 m”" in result.faults[0].message
    assert result.lines[0].amount is None


def test_oil_vented_by_the_default_of_developed_countries() -> None:
    """EFDB 124687, 124688: 0.00072 and 0.000095 Gg for 10³ m³ of conventional oil."""
    row = {"segment": "oil_production_conventional_oil.venting", "throughput": 10.0, "practice": "developed"}
    (co2,) = evaluate(oil_gas.METHOD, row, book(), IPCC, HERE).lines
    (ch4,) = evaluate(oil_gas.METHANE, row, book(), IPCC, HERE).lines
    assert (ch4.amount, co2.amount) == pytest.approx((7.2, 0.95))


def test_a_range_of_the_source_is_not_made_a_number() -> None:
    row = {"segment": "oil_production_conventional_oil.venting", "throughput": 10.0, "practice": "developing"}
    (ch4,) = evaluate(oil_gas.METHANE, row, book(), IPCC, HERE).lines
    assert (ch4.amount, [fault.code for fault in ch4.problems]) == (None, ["no_number"])
    assert "0.72—0.99 t/10³m³" in ch4.problems[0].message


def test_a_segment_gives_the_gases_that_it_lets_out() -> None:
    flared = {"segment": "gas_production.flaring", "throughput": 100.0, "practice": "developed"}
    vented = {"segment": "gas_transmission_storage_transmission.venting", "throughput": 1.0, "practice": "developed"}
    stripped = {**vented, "segment": "gas_processing.raw_co2_venting"}
    assert [each.outputs[0].gas for each in OIL_GAS.methods_for(flared)] == ["CO2", "CH4", "N2O"]
    assert [each.outputs[0].gas for each in OIL_GAS.methods_for(vented)] == ["CO2", "CH4"]
    assert [each.outputs[0].gas for each in OIL_GAS.methods_for(stripped)] == ["CO2"]
    (line,) = evaluate(oil_gas.FLARING_N2O, flared, book(), IPCC, HERE).lines
    assert line.amount == pytest.approx(0.0021)


@pytest.mark.parametrize("segment", [code for code, _ in oil_gas.SEGMENT.choices])
def test_every_segment_that_is_offered_has_its_factors(segment: str) -> None:
    has = {each.gas for each in book() if each.quantity == "fugitive_factor" and each.process == segment}
    assert has & {"CH4", "CO2"}


SUPPLY: dict[str, Any] = {
    "fuel": "diesel",
    "production": 0.0,
    "brought_in": 1500.0,
    "taken_out": 300.0,
    "bunkers": 100.0,
    "stock_increase": -50.0,
    "non_energy": 150.0,
}
GUIDE = Choice(("provincial_guide_2025", "ipcc_2006"))


def test_the_reference_approach_burns_what_came_and_neither_left_nor_stayed() -> None:
    """0 + 1500 − 300 − 100 + 50 − 150 = 1000 t of diesel at 3.095910 tCO2/t; 1150 t apparent."""
    (co2,) = evaluate(reference_approach.METHOD, SUPPLY, book(), GUIDE, HERE).lines
    (apparent,) = evaluate(reference_approach.APPARENT, SUPPLY, book(), GUIDE, HERE).lines
    assert co2.amount == pytest.approx(3095.910, abs=1e-3)
    assert apparent.amount == pytest.approx(1150 * 42.652 / 1000)


def test_the_reference_approach_is_in_no_total_and_names_no_gas_that_a_sum_could_take() -> None:
    for method in REFERENCE_FUEL.methods:
        (line,) = evaluate(method, SUPPLY, book(), GUIDE, HERE).lines
        assert (line.output.kind, line.output.gas) == (OutputKind.CHECK, "")
        assert entry_of("1", "1.A", line) is None
    assert REFERENCE_FUEL.gases == ()


def test_a_fall_of_stocks_is_negative_and_allowed_but_negative_production_is_not() -> None:
    assert evaluate(reference_approach.METHOD, SUPPLY, book(), GUIDE, HERE).faults == ()
    result = evaluate(reference_approach.METHOD, {**SUPPLY, "production": -1.0}, book(), GUIDE, HERE)
    assert [(fault.name, fault.code) for fault in result.faults] == [("production", "range")]


def test_two_approaches_within_five_percent_need_no_explanation() -> None:
    assert compare(104.0, 100.0).message == ""
    assert compare(104.0, 100.0).percent == pytest.approx(4.0)


def test_a_gap_names_both_figures_the_percentage_and_what_to_look_into() -> None:
    found = compare(112.0, 100.0)
    assert (found.difference, found.percent, found.explained) == (12.0, pytest.approx(12.0), False)
    assert "参考方法 112.00 t，部门方法 100.00 t，相差 +12.00%" in found.message
    assert "库存变化" in found.message


def test_nothing_reported_by_sectors_is_a_finding_and_no_division() -> None:
    found = compare(10.0, 0.0)
    assert (found.percent, found.explained) == (None, False)
    assert "部门方法为 0" in found.message
    assert compare(0.0, 0.0).explained


def test_bunkers_are_memo_items_and_give_no_energy_to_the_region() -> None:
    assert {each.kind for each in bunkers.METHOD.outputs} == {OutputKind.MEMO}
    row = {"fuel": "jet_kerosene", "fuel_amount": 1000.0, "transport_mode": "aviation"}
    own = Choice(("ipcc_2006",), own={"ncv": Factor("x", "化验", "ncv", 44.1, "GJ/t", "local", verified=True)})
    co2, ch4, n2o = evaluate(bunkers.METHOD, row, book(), own, HERE).lines
    assert (co2.amount, ch4.amount, n2o.amount) == pytest.approx((44.1 * 19.5 * 44 / 12, 0.02205, 0.0882))
