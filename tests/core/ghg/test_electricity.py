"""Electricity and heat bought: by place, by contract, in standard coal, and what moved them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ditan.core.factors import Choice, Factor, book
from ditan.core.ghg import market_electricity, purchased_electricity, purchased_heat, standard_coal
from ditan.core.ghg.grid_effect import split
from ditan.core.inventory.entries import entry_of
from ditan.core.inventory.kinds.energy import PURCHASED_ELECTRICITY
from ditan.core.methods import Context, OutputKind, check_inputs, evaluate
from tests.core.ghg.cases import cases

NOTICES = Choice(("mee_grid_notices", "gbt_32150", "gbt_2589"))
USED = {"electricity_purchased_mwh": 1000.0, "electricity_sold_mwh": 0.0}
GREEN = {**USED, "green_power_mwh": 200.0, "certificates_mwh": 50.0}


def test_the_electricity_of_a_published_verification_report_is_reproduced() -> None:
    """Verification report HNDT-THC-25-009 for 2024, second-hand: 173.502 MWh, 93.1 tCO2; its factor is that of 2022."""
    (case,) = cases("electricity_company_2024")
    row = {"electricity_purchased_mwh": case["inputs"]["MWh"], "electricity_sold_mwh": 0.0}
    line = evaluate(purchased_electricity.METHOD, row, book(), NOTICES, Context("全国", 2022)).lines[0]
    assert line.amount == pytest.approx(case["recomputed"], abs=5e-5)
    assert round(line.amount or 0, 1) == case["expected"]


def test_the_factor_that_the_same_report_prints_does_not_give_its_total() -> None:
    """It prints 0.5633, two digits swapped: 97.7 t against its own 93.1 t."""
    assert round(purchased_electricity.co2_t(173.502, 0.0, 0.5633), 1) == 97.7


@pytest.mark.parametrize(("year", "factor"), [(2021, 0.4743), (2022, 0.5227), (2023, 0.5581)])
def test_the_factor_is_that_of_chongqing_and_of_the_year(year: int, factor: float) -> None:
    """生态环境部公告2024年第12号、2024年第33号、2025年第47号, second-hand."""
    line = evaluate(purchased_electricity.METHOD, USED, book(), NOTICES, Context("重庆", year)).lines[0]
    assert line.amount == pytest.approx(1000 * factor)


def test_a_year_without_a_factor_is_refused_and_no_other_year_is_taken() -> None:
    lines = evaluate(purchased_electricity.METHOD, USED, book(), NOTICES, Context("重庆", 2024)).lines
    assert (lines[0].output.gas, lines[0].amount) == ("CO2", None)
    assert [fault.code for fault in lines[0].problems] == ["missing"]
    assert lines[1].amount == pytest.approx(3.6)


def test_what_is_sold_on_is_taken_off() -> None:
    row = {"electricity_purchased_mwh": 1000.0, "electricity_sold_mwh": 400.0}
    line = evaluate(purchased_electricity.METHOD, row, book(), NOTICES, Context("重庆", 2023)).lines[0]
    assert line.amount == pytest.approx(600 * 0.5581)


@pytest.mark.parametrize("method", [purchased_electricity.METHOD, standard_coal.ELECTRICITY_CALORIFIC])
def test_more_sold_than_bought_gives_no_number_and_names_both(method: Any) -> None:
    row = {"electricity_purchased_mwh": 100.0, "electricity_sold_mwh": 101.0}
    result = evaluate(method, row, book(), NOTICES, Context("重庆", 2023))
    assert "转售电量 101 MWh 大于购入电量 100 MWh" in result.faults[0].message
    assert {line.amount for line in result.lines} == {None}


def test_the_market_based_figure_takes_contracts_off_and_names_the_residual_factor() -> None:
    """公告2025年第47号表4: 0.6096 kgCO2/kWh without market-traded non-fossil power, 2023."""
    (line,) = evaluate(market_electricity.METHOD, GREEN, book(), NOTICES, Context("重庆", 2023)).lines
    assert line.amount == pytest.approx(750 * 0.6096)
    (factor,) = line.operands[-1].factors
    assert factor.code == "mee_grid_notices:residual-nation-2023"
    assert "不包括市场化交易的非化石能源电量" in line.operands[-1].label


def test_only_the_location_based_figure_counts_so_that_none_is_added_twice() -> None:
    here = Context("重庆", 2023)
    lines = [
        line
        for method in PURCHASED_ELECTRICITY.methods
        for line in evaluate(method, GREEN, book(), NOTICES, here).lines
        if line.output.gas == "CO2"
    ]
    entries = [entry for line in lines if (entry := entry_of("1", "E.1.c", line))]
    assert [each.memo for each in entries] == [False, True]
    assert [str(each.tonnes) for each in entries if not each.memo] == ["558.100000"]


def test_more_green_power_than_was_used_is_refused() -> None:
    row = {**USED, "green_power_mwh": 900.0, "certificates_mwh": 200.0}
    result = evaluate(market_electricity.METHOD, row, book(), NOTICES, Context("重庆", 2023))
    assert "之和大于实际用电 1000 MWh" in result.faults[0].message
    assert result.lines[0].amount is None


def test_a_row_that_says_nothing_of_contracts_has_no_market_based_figure_and_no_fault() -> None:
    codes = [each.code for each in PURCHASED_ELECTRICITY.methods_for(USED)]
    assert "ghg.market_electricity" not in codes
    assert "ghg.purchased_electricity" in codes
    assert "ghg.market_electricity" in [each.code for each in PURCHASED_ELECTRICITY.methods_for(GREEN)]


def test_certificates_without_a_word_on_green_power_are_not_taken_for_none_of_it() -> None:
    row = {**USED, "certificates_mwh": 50.0}
    result = evaluate(market_electricity.METHOD, row, book(), NOTICES, Context("重庆", 2023))
    assert [(fault.name, fault.code) for fault in result.faults] == [("green_power_mwh", "missing")]


def test_all_electricity_green_is_zero_and_not_an_error() -> None:
    row = {**USED, "green_power_mwh": 1000.0, "certificates_mwh": 0.0}
    (line,) = evaluate(market_electricity.METHOD, row, book(), NOTICES, Context("重庆", 2023)).lines
    assert line.amount == 0.0


def test_a_left_out_amount_is_unknown_and_not_zero() -> None:
    result = evaluate(
        purchased_electricity.METHOD, {"electricity_purchased_mwh": 5.0}, book(), NOTICES, Context("重庆", 2023)
    )
    assert [(fault.name, fault.code) for fault in result.faults] == [("electricity_sold_mwh", "missing")]
    assert {line.amount for line in result.lines} == {None}


def test_heat_takes_the_standard_default() -> None:
    """GB/T 32150-2025, 0.11 tCO2/GJ, second-hand."""
    row = {"heat_purchased_gj": 10_000.0, "heat_sold_gj": 1000.0}
    co2, heat = evaluate(purchased_heat.METHOD, row, book(), NOTICES, Context("重庆", 2023)).lines
    assert (co2.amount, heat.amount) == pytest.approx((990.0, 9.0))


def test_more_heat_sold_than_bought_is_refused() -> None:
    row = {"heat_purchased_gj": 1.0, "heat_sold_gj": 2.0}
    assert (
        "转售热量 2 GJ"
        in evaluate(purchased_heat.METHOD, row, book(), NOTICES, Context("重庆", 2023)).faults[0].message
    )


@pytest.mark.parametrize(
    ("method", "row", "tce"),
    [
        (standard_coal.METHOD, {"fuel": "raw_coal", "fuel_amount": 325_200.0}, 232_290.36),
        (standard_coal.METHOD, {"fuel": "diesel", "fuel_amount": 100.0}, 145.71),
        (standard_coal.GAS, {"fuel": "natural_gas", "fuel_amount": 100.0}, 1330.0),
        (standard_coal.ELECTRICITY_CALORIFIC, USED, 122.9),
        (standard_coal.ELECTRICITY_EQUIVALENT, USED, 404.0),
        (standard_coal.HEAT, {"heat_purchased_gj": 1000.0, "heat_sold_gj": 0.0}, 34.1),
    ],
)
def test_energy_is_counted_in_standard_coal(method: Any, row: dict[str, Any], tce: float) -> None:
    """GB/T 2589 as ChinaXiv-201704.00217V1 and 201706.00468V1 quote it; raw coal of 铜梁 2020."""
    (line,) = evaluate(method, row, book(), NOTICES, Context("重庆", 2023)).lines
    assert line.output.unit == "tce"
    assert line.amount == pytest.approx(tce)


def test_a_sum_of_energy_in_standard_coal_holds_electricity_once_by_its_heat() -> None:
    held = [
        output.label
        for method in PURCHASED_ELECTRICITY.methods
        for output in method.outputs
        if output.kind == OutputKind.ENERGY and output.unit == "tce"
    ]
    assert held == ["标准煤（当量值）"]
    assert standard_coal.ELECTRICITY_EQUIVALENT.outputs[0].kind == OutputKind.CHECK


def test_gas_is_not_converted_by_a_coefficient_for_mass() -> None:
    own = Choice((), own={"standard_coal": Factor("x", "x", "standard_coal", 1.33, "kgce/kg", "local", verified=True)})
    row = {"fuel": "natural_gas", "fuel_amount": 1.0}
    (line,) = evaluate(standard_coal.GAS, row, book(), own, Context("重庆", 2023)).lines
    assert (line.amount, [fault.code for fault in line.problems]) == (None, ["unfit"])


def test_the_kind_refuses_green_power_beyond_use_when_a_row_is_entered() -> None:
    row = {**USED, "green_power_mwh": 1001.0, "certificates_mwh": 0.0}
    faults = check_inputs(PURCHASED_ELECTRICITY.inputs, row, PURCHASED_ELECTRICITY.rules)
    assert [fault.code for fault in faults] == ["rule"]


class TestGridEffect:
    def test_the_rise_of_chongqing_at_equal_use_is_all_of_the_grid(self) -> None:
        """0.4743 → 0.5581 kgCO2/kWh, 2021 → 2023."""
        effects = split(1000.0, 0.4743, 1000.0, 0.5581)
        assert effects.activity == 0.0
        assert effects.factor == pytest.approx(83.8)
        assert effects.change == pytest.approx(83.8)

    def test_saving_is_seen_though_the_total_rose(self) -> None:
        """5 % less electricity and a grid 17.7 % dirtier: the total rises by 11.8 %."""
        effects = split(1000.0, 0.4743, 950.0, 0.5581)
        assert effects.change == pytest.approx(55.895)
        assert effects.activity == pytest.approx(-25.7353, abs=1e-4)
        assert effects.factor == pytest.approx(81.6303, abs=1e-4)

    @pytest.mark.parametrize(
        "years", [(1000.0, 0.47, 950.0, 0.56), (10.0, 0.5, 3e6, 0.01), (0.0, 0.5, 10.0, 0.4), (10.0, 0.5, 0.0, 0.4)]
    )
    def test_the_parts_add_up_to_the_change(self, years: tuple[float, float, float, float]) -> None:
        effects = split(*years)
        assert effects.activity + effects.factor == pytest.approx(effects.change, rel=1e-12, abs=1e-9)

    def test_turning_the_years_round_turns_the_signs_round(self) -> None:
        there, back = split(1000.0, 0.4743, 950.0, 0.5581), split(950.0, 0.5581, 1000.0, 0.4743)
        assert back.activity == pytest.approx(-there.activity)
        assert back.factor == pytest.approx(-there.factor)

    def test_opposite_effects_of_equal_weight_leave_no_change(self) -> None:
        effects = split(1000.0, 0.4, 500.0, 0.8)
        assert effects.change == 0.0
        assert effects.activity == pytest.approx(-effects.factor)
        assert effects.activity == pytest.approx(-400 * np.log(2))

    @pytest.mark.parametrize("bad", [-1.0, float("nan"), float("inf")])
    def test_a_number_that_is_none_is_refused_by_name(self, bad: float) -> None:
        with pytest.raises(ValueError, match="报告期因子"):
            split(1.0, 0.5, 1.0, bad)
