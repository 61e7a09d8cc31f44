"""Industrial processes: the published factors, the conflicts between sets, and what is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ditan.core.factors import Choice, Factor, FactorBook, book
from ditan.core.ghg import (
    aluminium,
    ammonia,
    ammonia_output,
    carbide,
    carbonates,
    clinker,
    clinker_cao,
    ferroalloys,
    glass,
    iron_steel,
    lime,
    magnesium,
    nitrogen_acids,
    refrigeration,
    steel_balance,
    switchgear,
)
from ditan.core.inventory.kinds.industry import IRON_STEEL, REFRIGERATION
from ditan.core.methods import Context, Line, Method, evaluate
from tests.core.ghg.cases import cases

HERE = Context("重庆", 2023)
IPCC = Choice(("ipcc_2006",))
TRIAL = Choice(("provincial_guide_2011",), unverified=True)


def first(method: Method, choice: Choice, **row: Any) -> Line:
    """The first line that a row gives with the delivered book."""
    return evaluate(method, row, book(), choice, HERE).lines[0]


def own(name: str, quantity: str, value: float, unit: str = "1", gas: str = "") -> Factor:
    """A measured value."""
    return Factor(f"own:{name}", "实测", quantity, value, unit, "local", gas=gas, verified=True)


class TestClinker:
    def test_the_lime_of_clinker_gives_the_factor_of_the_ipcc(self) -> None:
        """IPCC 2006 Volume 3 Chapter 2: CaO 0.65 × 44.01/56.08 = 0.5101, printed 0.510."""
        (case,) = cases("ipcc_clinker_tier2")
        found = clinker_cao.co2_t(1.0, case["inputs"]["CaO"], 1.0)
        assert round(found, 4) == case["recomputed"]
        assert round(found, 2) == case["expected"]

    def test_with_two_percent_of_dust_it_is_the_default_of_the_database(self) -> None:
        """EFDB 213926 prints 0.52: CaO 65 %, corrected by 1.02 (EFDB 213927)."""
        line = first(clinker_cao.METHOD, IPCC, clinker_t=1000.0)
        assert line.amount == pytest.approx(0.65 * 44.01 / 56.08 * 1.02 * 1000)
        assert round(line.amount or 0, -1) == 520.0
        assert first(clinker.METHOD, IPCC, clinker_t=1000.0).amount == pytest.approx(520.0)

    def test_all_factors_stand_side_by_side_from_the_highest(self) -> None:
        found = clinker.side_by_side(book())
        values = [each.value or 0.0 for each in found]
        assert values == sorted(values, reverse=True)
        assert {0.538, 0.52284, 0.510, 0.52} <= set(values)
        assert (found[0].code, found[0].verified) == ("provincial_guide_2011:clinker", False)

    def test_the_choice_of_the_set_moves_cement_by_five_percent(self) -> None:
        high = first(clinker.METHOD, TRIAL, clinker_t=1e6).amount
        low = first(
            clinker.METHOD, Choice((), {"clinker_factor": "ipcc_2006:clinker_without_ckd"}), clinker_t=1e6
        ).amount
        assert (high, low) == pytest.approx((538_000.0, 510_000.0))

    def test_the_value_of_the_trial_guide_is_used_only_where_unverified_values_are_allowed(self) -> None:
        line = first(clinker.METHOD, Choice(("provincial_guide_2011",)), clinker_t=1.0)
        assert (line.amount, [fault.code for fault in line.problems]) == (None, ["unverified"])
        assert [each.code for each in first(clinker.METHOD, TRIAL, clinker_t=1.0).unverified] == [
            "provincial_guide_2011:clinker"
        ]

    def test_the_chinese_measurements_differ_so_that_one_has_to_be_named(self) -> None:
        """EFDB 223691 ff., peer-reviewed."""
        line = first(clinker.METHOD, Choice(("efdb_china",)), clinker_t=1000.0)
        assert [fault.code for fault in line.problems] == ["ambiguous"]
        assert "efdb_china:clinker-nsp=0.52266" in line.problems[0].message
        named = Choice(("efdb_china",), {"clinker_factor": "efdb_china:clinker-nsp_large"})
        assert first(clinker.METHOD, named, clinker_t=1000.0).amount == pytest.approx(522.84)

    def test_an_impossible_lime_content_is_refused(self) -> None:
        choice = Choice(("ipcc_2006",), own={"cao_content": own("cao", "cao_content", 0.9)})
        line = first(clinker_cao.METHOD, choice, clinker_t=1.0)
        assert (line.amount, [fault.code for fault in line.problems]) == (None, ["range"])


@pytest.mark.parametrize(
    ("method", "row", "amount"),
    [
        (lime.METHOD, {"lime_t": 1000.0}, 750.0),
        (lime.METHOD, {"lime_t": 1000.0, "lime_type": "high_calcium"}, 750.0),
        (lime.METHOD, {"lime_t": 1000.0, "lime_type": "dolomitic"}, 770.0),
        (lime.METHOD, {"lime_t": 1000.0, "lime_type": "dolomitic_developed"}, 860.0),
        (lime.METHOD, {"lime_t": 1000.0, "lime_type": "hydraulic"}, 590.0),
        (glass.METHOD, {"glass_t": 1000.0, "cullet_share": 0.5}, 100.0),
        (glass.METHOD, {"glass_t": 1000.0, "glass_type": "float", "cullet_share": 0.0}, 210.0),
        (glass.METHOD, {"glass_t": 1000.0, "glass_type": "tableware", "cullet_share": 1.0}, 0.0),
        (carbide.METHOD, {"carbide_t": 1000.0, "carbide_used_t": 100.0}, 1200.0),
        (iron_steel.METHOD, {"iron_steel_product": "bof", "product_t": 1000.0}, 1460.0),
        (iron_steel.METHOD, {"iron_steel_product": "eaf", "product_t": 1000.0}, 80.0),
        (iron_steel.METHOD, {"iron_steel_product": "sinter", "product_t": 1000.0}, 200.0),
        (iron_steel.METHOD, {"iron_steel_product": "pig_iron", "product_t": 1000.0}, 1350.0),
        (aluminium.METHOD, {"aluminium_t": 1000.0, "aluminium_cell": "cwpb"}, 1600.0),
        (aluminium.METHOD, {"aluminium_t": 1000.0, "aluminium_cell": "hss"}, 1700.0),
        (ferroalloys.METHOD, {"ferroalloy": "simn", "ferroalloy_t": 1000.0}, 1400.0),
        (ferroalloys.METHANE, {"ferroalloy": "si_metal", "ferroalloy_t": 1000.0}, 1.2),
        (magnesium.METHOD, {"magnesium_t": 1000.0, "magnesium_ore": "dolomite"}, 5130.0),
        (magnesium.COVER_GAS, {"magnesium_cast_t": 1000.0, "magnesium_step": "magnesium_casting"}, 1.0),
        (nitrogen_acids.METHOD, {"nitric_acid_t": 1000.0, "nitric_acid_process": "high_pressure"}, 9.0),
        (nitrogen_acids.ADIPIC, {"adipic_acid_t": 1000.0, "n2o_destroyed_share": 0.0}, 300.0),
    ],
)
def test_the_defaults_of_the_ipcc_of_2006(method: Method, row: dict[str, Any], amount: float) -> None:
    """EFDB 23028–23030, 214101–214155, 27514, 213930–213946, 22974 f., 214091–214097, 213990, 23037."""
    assert first(method, IPCC, **row).amount == pytest.approx(amount)


@pytest.mark.parametrize(
    ("carbonate", "factor"),
    [("limestone", 0.43971), ("magnesite", 0.52197), ("dolomite", 0.47732), ("soda_ash", 0.41492)],
)
def test_carbonates_give_off_what_their_weights_say(carbonate: str, factor: float) -> None:
    """IPCC 2006 Volume 3 Table 2.1, EFDB 213919–213925."""
    line = first(carbonates.METHOD, IPCC, carbonate=carbonate, carbonate_t=100.0, calcined_share=0.5)
    assert line.amount == pytest.approx(50 * factor)


def test_soda_ash_by_stoichiometry_differs_in_the_third_digit() -> None:
    line = first(carbonates.METHOD, Choice(("papers",)), carbonate="soda_ash", carbonate_t=1000.0, calcined_share=1.0)
    assert line.amount == pytest.approx(44.01 / 105.99 * 1000, abs=0.3)


def test_a_carbonate_whose_source_gives_a_range_asks_for_a_value() -> None:
    line = first(carbonates.METHOD, IPCC, carbonate="ankerite", carbonate_t=1.0, calcined_share=1.0)
    assert (line.amount, [fault.code for fault in line.problems]) == (None, ["no_number"])


def test_more_than_all_of_a_carbonate_cannot_be_burnt() -> None:
    row = {"carbonate": "limestone", "carbonate_t": 1.0, "calcined_share": 1.2}
    result = evaluate(carbonates.METHOD, row, book(), IPCC, HERE)
    assert [(fault.name, fault.code) for fault in result.faults] == [("calcined_share", "range")]
    assert result.lines[0].amount is None


class TestSteel:
    def test_the_refinement_of_2019_raises_converter_steel(self) -> None:
        row = {"iron_steel_product": "bof", "product_t": 1000.0}
        assert first(iron_steel.METHOD, Choice(("ipcc_2019", "ipcc_2006")), **row).amount == pytest.approx(1580.0)

    def test_a_product_that_the_refinement_has_not_falls_back_to_the_next_set_chosen(self) -> None:
        row = {"iron_steel_product": "eaf", "product_t": 1000.0}
        assert first(iron_steel.METHOD, Choice(("ipcc_2019", "ipcc_2006")), **row).amount == pytest.approx(80.0)

    def test_only_sinter_gives_methane(self) -> None:
        sinter = {"iron_steel_product": "sinter", "product_t": 1000.0}
        assert [each.code for each in IRON_STEEL.methods_for(sinter)] == ["ghg.iron_steel", "ghg.iron_steel_sinter_ch4"]
        assert [each.code for each in IRON_STEEL.methods_for({**sinter, "iron_steel_product": "bof"})] == [
            "ghg.iron_steel"
        ]
        assert first(iron_steel.SINTER_CH4, IPCC, **sinter).amount == pytest.approx(0.07)

    def test_fluxes_and_carbon_balance_with_the_values_of_the_trial_guide(self) -> None:
        """省级指南（试行）第3章, unconfirmed: 0.430, 0.474, 4.1 %, 0.248 %."""
        row = {"flux_limestone_t": 100.0, "flux_dolomite_t": 50.0, "pig_iron_charged_t": 1000.0, "steel_t": 1000.0}
        line = first(steel_balance.METHOD, TRIAL, **row)
        assert line.amount == pytest.approx(43 + 23.7 + (41 - 2.48) * 44 / 12)
        assert len(line.unverified) == 4

    def test_steel_without_iron_is_sent_to_the_method_for_scrap(self) -> None:
        row = {"flux_limestone_t": 0.0, "flux_dolomite_t": 0.0, "pig_iron_charged_t": 0.0, "steel_t": 5.0}
        result = evaluate(steel_balance.METHOD, row, book(), TRIAL, HERE)
        assert "电炉废钢炼钢" in result.faults[0].message
        assert result.lines[0].amount is None

    def test_chinese_converters_have_factors_of_their_own_scope(self) -> None:
        """EFDB 223631 ff. (Steel Research Int. 86, 2015): kg/t of the converter alone."""
        named = Choice((), {"product_factor": "efdb_china:iron_steel-bof-y260"})
        row = {"iron_steel_product": "bof", "product_t": 1000.0}
        assert first(iron_steel.METHOD, named, **row).amount == pytest.approx(118.32)


class TestAmmonia:
    GUIDE = Choice(("provincial_guide_2025", "ipcc_2006"))

    def test_natural_gas_metered_gives_the_carbon_of_the_gas(self) -> None:
        row = {"fuel": "natural_gas", "feedstock_amount": 100.0, "co2_recovered_t": 162.1888}
        assert first(ammonia.METHOD, self.GUIDE, **row).amount == pytest.approx(2000.0, abs=1e-4)

    def test_more_recovered_for_urea_than_came_of_the_gas_is_no_number(self) -> None:
        row = {"fuel": "natural_gas", "feedstock_amount": 100.0, "co2_recovered_t": 2163.0}
        line = first(ammonia.METHOD, self.GUIDE, **row)
        assert (line.amount, [fault.code for fault in line.problems]) == (None, ["number"])

    def test_the_fuel_that_a_plant_needs_gives_the_factor_of_the_same_table(self) -> None:
        """IPCC 2006 Volume 3 Table 3.1, EFDB 213974 (30.2 GJ/t) and 213980 (1.694 t/t)."""
        row = {"ammonia_t": 1.0, "ammonia_process": "conventional", "fuel": "natural_gas", "co2_recovered_t": 0.0}
        line = first(ammonia_output.METHOD, IPCC, **row)
        assert round(line.amount or 0, 3) == 1.694 == book().get("ipcc_2006:ammonia-conventional").value

    def test_factors_that_repeat_the_fuel_need_by_mistake_are_not_delivered(self) -> None:
        """EFDB 213981–213985 print 29.7 to 42.5 tCO2/t, the numbers of the column beside."""
        plausible = [each.value for each in book() if (each.process, each.quantity) == ("ammonia", "emission_factor")]
        assert sorted(each or 0.0 for each in plausible) == [1.694, 3.92]

    def test_ammonia_from_coal_has_a_chinese_factor(self) -> None:
        """EFDB 225706, Applied Energy 236 (2019) 540–550."""
        row = {"ammonia_t": 100.0, "ammonia_process": "coal", "co2_recovered_t": 0.0}
        assert first(ammonia_output.COAL, Choice(("efdb_china",)), **row).amount == pytest.approx(392.0)
        assert (ammonia_output.METHOD.applies(row), ammonia_output.COAL.applies(row)) == (False, True)


class TestRefrigeration:
    ROW = {
        "refrigerant": "HFC-134a",
        "refrigeration_application": "mobile_ac",
        "charged_kg": 1000.0,
        "bank_kg": 10_000.0,
        "retired_charge_kg": 500.0,
    }
    RATES = {"initial_loss": 0.005, "annual_leak": 0.15, "remaining_charge": 0.5, "recovery_efficiency": 0.25}

    def test_the_source_gives_ranges_so_that_no_number_appears_by_itself(self) -> None:
        """IPCC 2006 Volume 3 Table 7.9, EFDB 214389: x = 10–20 %."""
        line = first(refrigeration.METHOD, IPCC, **self.ROW)
        assert (line.amount, {fault.code for fault in line.problems}) == (None, {"no_number"})
        assert len(line.problems) == 4
        assert any("10—20 %" in fault.message for fault in line.problems)

    def test_with_rates_of_its_own_the_row_gives_the_refrigerant_that_it_names(self) -> None:
        choice = Choice((), own={name: own(name, name, value) for name, value in self.RATES.items()})
        line = first(refrigeration.METHOD, choice, **self.ROW)
        assert line.output.gas == "HFC-134a"
        assert line.amount == pytest.approx((5 + 1500 + 500 * 0.5 * 0.75) / 1000)

    def test_the_ranges_of_the_book_hold_the_rates_of_a_careful_choice(self) -> None:
        for name, value in self.RATES.items():
            factor = book().get(f"ipcc_2006:refrigeration-{name}-mobile_ac")
            assert (factor.lower or 0) <= value <= (factor.upper or 0)

    def test_the_kind_gives_any_hydrofluorocarbon(self) -> None:
        assert set(REFRIGERATION.gases) >= {"HFC-32", "HFC-125", "HFC-134a", "HFC-143a"}
        assert "SF6" not in REFRIGERATION.gases


class TestSwitchgear:
    ROW = {
        "switchgear_type": "closed_hv",
        "sf6_filled_kg": 100.0,
        "sf6_installed_kg": 10_000.0,
        "sf6_retired_kg": 200.0,
        "sf6_recovered_kg": 150.0,
    }

    def test_filling_leaking_and_scrapping_add_up(self) -> None:
        """EFDB 214452–214454: 0.085, 0.026, 0.95; Europe in 1995."""
        assert first(switchgear.METHOD, IPCC, **self.ROW).amount == pytest.approx(0.3085)

    def test_medium_voltage_gear_leaks_a_thirteenth_of_it(self) -> None:
        row = {**self.ROW, "switchgear_type": "sealed_mv", "sf6_filled_kg": 0.0, "sf6_retired_kg": 0.0}
        assert first(switchgear.METHOD, IPCC, **{**row, "sf6_recovered_kg": 0.0}).amount == pytest.approx(0.02)

    def test_more_recovered_than_was_left_in_the_gear_is_no_number(self) -> None:
        line = first(switchgear.METHOD, IPCC, **{**self.ROW, "sf6_recovered_kg": 195.0})
        assert (line.amount, [fault.code for fault in line.problems]) == (None, ["number"])

    def test_no_more_can_be_recovered_than_was_scrapped(self) -> None:
        result = evaluate(switchgear.METHOD, {**self.ROW, "sf6_recovered_kg": 201.0}, book(), IPCC, HERE)
        assert "报废时回收 201 kg 大于报废设备铭牌充气量 200 kg" in result.faults[0].message
        assert result.lines[0].amount is None


def test_perfluorocarbons_of_the_usual_chinese_cell_have_only_unverified_values() -> None:
    """省级指南（试行）: CF4 0.0888 and C2F6 0.0114 kg/t, not seen in the original."""
    row = {"aluminium_t": 1000.0, "aluminium_cell": "pfpb"}
    plain = evaluate(aluminium.METHOD, row, book(), Choice(("provincial_guide_2011", "ipcc_2006")), HERE).lines
    assert [line.amount for line in plain] == [1600.0, None, None]
    said = evaluate(
        aluminium.METHOD, row, book(), Choice(("provincial_guide_2011", "ipcc_2006"), unverified=True), HERE
    ).lines
    assert [line.amount for line in said] == pytest.approx([1600.0, 0.0888, 0.0114])


def test_methane_is_computed_of_those_alloys_alone_for_which_the_source_names_it() -> None:
    assert ferroalloys.METHANE.applies({"ferroalloy": "fesi75"})
    assert not ferroalloys.METHANE.applies({"ferroalloy": "simn"})


def test_an_empty_book_refuses_and_says_what_to_do() -> None:
    (line,) = evaluate(lime.METHOD, {"lime_t": 1.0}, FactorBook([]), IPCC, HERE).lines
    assert line.amount is None
    assert "石灰二氧化碳排放因子" in line.problems[0].message


def test_the_formulas_take_whole_columns() -> None:
    tonnes = np.array([0.0, 10.0])
    assert np.allclose(clinker.co2_t(tonnes, 0.538), [0.0, 5.38])
    assert np.allclose(switchgear.sf6_t(tonnes, tonnes, tonnes, tonnes, 0.1, 0.1, 1.0), [0.0, 0.002])
    assert np.allclose(refrigeration.hfc_t(tonnes, tonnes, tonnes, 0.1, 0.1, 1.0, 0.5), [0.0, 0.007])
