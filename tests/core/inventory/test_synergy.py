"""Pollutants and CO2e of two sides: what is known on both is compared, what is not is told and never counts as zero.

The first case is that of the synergy cases: 620 of 10,000 t SO2 with 45 kt of 1 Mt CO2 (elasticity 1.3778).
"""

from __future__ import annotations

import pytest

from ditan.core.factors import book as factors
from ditan.core.ghg.grid_effect import split_all
from ditan.core.inventory.booking import book
from ditan.core.inventory.categories import categories
from ditan.core.inventory.co2e import gwp_set
from ditan.core.inventory.entries import Entry
from ditan.core.inventory.notation import Key
from ditan.core.inventory.synergy import EQUIVALENTS, Amount, CoControls, amount_of, co_controls, place_of
from ditan.core.synergy.elasticity import Meaning, Quadrant
from ditan.core.synergy.equivalents import particle_equivalents, particle_kind

AR5 = gwp_set(factors(), "AR5")


def amount(category: str, gas: str, tonnes: float, **more: object) -> Entry:
    return Entry("1", category, gas, book(gas, tonnes), **more)  # type: ignore[arg-type]


def keyed(category: str, gas: str, key: Key) -> Entry:
    return Entry("1", category, gas, key=key)


def unknown(category: str, gas: str) -> Entry:
    return Entry("1", category, gas, problem="没有因子")


def both(before: list[Entry], after: list[Entry], pollutant: str = "SO2") -> CoControls:
    return co_controls(before, after, pollutant, categories(), AR5)


def test_a_pollutant_that_falls_more_than_the_gas_has_an_elasticity_above_one() -> None:
    found = both(
        [amount("1.A.2", "CO2", 1_000_000), amount("1.A.2", "SO2", 10_000)],
        [amount("1.A.2", "CO2", 955_000), amount("1.A.2", "SO2", 9_380)],
    )
    control = found.together.control
    assert control is not None
    assert control.elasticity == pytest.approx(1.3778, abs=5e-5)
    assert (control.pollutant_percent, control.gas_percent) == (pytest.approx(6.2), pytest.approx(4.5))
    assert (control.quadrant, control.meaning) == (Quadrant.BOTH_FALL, Meaning.POLLUTANT_MORE)
    assert (found.together.gas_reduction, found.together.pollutant_reduction) == (45_000, 620)
    assert found.left_out == {}


def test_two_rises_have_the_same_elasticity_and_another_meaning() -> None:
    found = both(
        [amount("1.A.2", "CO2", 100), amount("1.A.2", "SO2", 10)],
        [amount("1.A.2", "CO2", 110), amount("1.A.2", "SO2", 11)],
    )
    control = found.together.control
    assert control is not None
    assert control.elasticity == pytest.approx(1.0)
    assert (control.quadrant, control.meaning) == (Quadrant.BOTH_RISE, Meaning.BOTH_RISE)


def test_equal_falls_that_differ_by_the_rounding_of_a_gram_are_called_the_same() -> None:
    found = both(
        [amount("1.A.2", "CO2", 1000), amount("1.A.2", "SO2", 3.333333)],
        [amount("1.A.2", "CO2", 900), amount("1.A.2", "SO2", 3.0)],
    )
    control = found.together.control
    assert control is not None
    assert control.elasticity != 1.0
    assert control.meaning == Meaning.SAME


def test_methane_counts_by_the_named_set() -> None:
    """AR5: 28."""
    found = both(
        [amount("4.A", "CH4", 10), amount("4.A", "NH3", 1)], [amount("4.A", "CH4", 5), amount("4.A", "NH3", 1)], "NH3"
    )
    (change,) = found.categories
    assert (change.gas_before.value, change.gas_after.value) == (280.0, 140.0)
    assert change.control is not None
    assert change.control.meaning == Meaning.NEUTRAL


def test_an_amount_unknown_on_one_side_takes_no_part_and_is_told() -> None:
    found = both(
        [
            amount("1.A.2", "SO2", 10),
            amount("1.A.2", "CO2", 100),
            amount("1.A.4", "SO2", 5),
            amount("1.A.4", "CO2", 50),
        ],
        [amount("1.A.2", "SO2", 8), amount("1.A.2", "CO2", 90), unknown("1.A.4", "SO2"), amount("1.A.4", "CO2", 40)],
    )
    assert found.left_out == {"1.A.4": "本期SO2 1 行未知"}
    assert (found.together.pollutant_before.value, found.together.pollutant_after.value) == (10.0, 8.0)
    assert (found.together.gas_before.value, found.together.gas_after.value) == (150.0, 130.0)
    lacking = found.categories[1]
    assert (lacking.code, lacking.control, lacking.pollutant_reduction) == ("1.A.4", None, None)
    assert lacking.why == "本期污染物 1 行未知"


def test_what_is_not_estimated_is_no_zero_and_what_does_not_occur_is() -> None:
    sides = [amount("1.A.2", "SO2", 10), amount("1.A.2", "CO2", 100)]
    not_estimated = both(sides, [keyed("1.A.2", "SO2", Key.NE), amount("1.A.2", "CO2", 90)])
    assert not_estimated.left_out == {"1.A.2": "本期SO2 1 行标识 NE"}
    gone = both(sides, [keyed("1.A.2", "SO2", Key.NO), amount("1.A.2", "CO2", 90)])
    assert gone.left_out == {}
    assert gone.together.pollutant_reduction == 10.0


def test_a_source_that_is_on_one_side_alone_is_left_out_and_told() -> None:
    found = both([], [amount("1.A.2", "SO2", 10), amount("1.A.2", "CO2", 100)])
    assert found.left_out == {"1.A.2": "基准CO2e 没有产生它的源；基准SO2 没有产生它的源"}
    assert found.together.control is None


def test_dust_without_a_greenhouse_gas_counts_in_the_sum_and_has_no_elasticity_of_its_own() -> None:
    found = both(
        [amount("P.2", "PM10", 40), amount("1.A.2", "PM10", 10), amount("1.A.2", "CO2", 100)],
        [amount("P.2", "PM10", 30), amount("1.A.2", "PM10", 10), amount("1.A.2", "CO2", 90)],
        "PM10",
    )
    dust = found.categories[-1]
    assert (dust.code, dust.control, dust.why) == ("P.2", None, "没有温室气体源，不算弹性")
    assert found.together.pollutant_reduction == 10.0
    assert found.together.control is not None
    assert found.left_out == {}


def test_forests_electricity_and_memo_items_are_no_source_of_the_place() -> None:
    found = both(
        [amount("3.B.1.a", "CO2", -500), amount("E.1", "CO2", 900), amount("1.A.4", "CO2", 70, memo=True)],
        [amount("3.B.1.a", "CO2", -600), amount("E.1", "CO2", 950), amount("1.A.4", "CO2", 70, memo=True)],
    )
    assert found.categories == ()
    assert found.together.gas_before == Amount(None, "没有产生它的源", True)


def test_a_gas_that_emits_in_another_category_than_the_pollutant_still_counts_in_the_sum() -> None:
    found = both(
        [amount("2.A.1", "CO2", 300), amount("1.A.2", "SO2", 10), amount("1.A.2", "CO2", 100)],
        [amount("2.A.1", "CO2", 200), amount("1.A.2", "SO2", 10), amount("1.A.2", "CO2", 100)],
    )
    assert [each.code for each in found.categories] == ["1.A.2"]
    assert (found.together.gas_before.value, found.together.gas_after.value) == (400.0, 300.0)


def test_pollution_equivalents_are_asked_for_like_a_pollutant() -> None:
    """120 t SO2 and 200 t NOx: 120000/0.95 + 200000/0.95; 16.7 t CO are 1000 more."""
    entries = [amount("1.A.2", "SO2", 120), amount("1.A.2", "NOx", 200), amount("1.A.2", "CO", 16.7)]
    assert amount_of(entries, EQUIVALENTS).value == pytest.approx(320_000 / 0.95 + 1000)
    assert amount_of([*entries, unknown("1.A.2", "CO")], EQUIVALENTS) == Amount(None, "CO 1 行未知")
    assert amount_of([amount("1.A.2", "CO2", 1)], EQUIVALENTS).nothing


def test_particles_are_soot_where_fuel_burns_and_dust_elsewhere_and_soot_is_marked_unconfirmed() -> None:
    assert (particle_kind("1.A").name, particle_kind("1.A.1.a").verified) == ("烟尘", False)
    assert (particle_kind("2.A.1").name, particle_kind("2.A.1").verified) == ("一般性粉尘", True)
    assert particle_equivalents("1.A.1.a", 2.18) == pytest.approx(1000.0)
    assert particle_equivalents("2.A.1", 40.0) == 10_000.0


def test_categories_stand_in_the_order_of_their_numbers() -> None:
    assert sorted(["2.A.10", "P.1", "2.A.2", "1.A.1.a", "1.A.1"], key=place_of) == [
        "1.A.1",
        "1.A.1.a",
        "2.A.2",
        "2.A.10",
        "P.1",
    ]


def test_effects_of_several_supplies_add_up_and_a_new_one_is_activity() -> None:
    """重庆 2022 → 2023: 0.5227 → 0.5581 tCO2/MWh."""
    found = split_all({"甲": (1000.0, 0.5227)}, {"甲": (1000.0, 0.5581), "乙": (100.0, 0.5581)})
    assert found.factor == pytest.approx(35.4)
    assert found.activity == pytest.approx(55.81)
    assert found.activity + found.factor == pytest.approx(found.change)


def test_a_supply_that_ended_is_activity_too() -> None:
    found = split_all({"甲": (100.0, 0.5)}, {})
    assert (found.change, found.activity, found.factor) == (-50.0, -50.0, 0.0)
