"""What controls leave of a pollutant."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from ditan.core.air import controls
from ditan.core.air.controls import DEDUSTING, DENITRIFICATION, DESULPHURISATION, FLUE, NONE, left, pm10_left
from ditan.core.factors.loading import book
from ditan.core.methods import Control
from ditan.core.methods.checking import check_inputs

BAG, FGD, SPRAY = "袋式除尘法", "石灰石/石膏法", "旋转喷雾干燥法"


def test_without_any_control_everything_is_left() -> None:
    assert left((Control(NONE, 1.0),), (0.0,)) == 1.0


def test_a_full_control_of_full_efficiency_leaves_nothing() -> None:
    assert left((Control(BAG, 1.0),), (1.0,)) == 0.0


def test_what_a_control_does_not_reach_is_left_as_it_is() -> None:
    assert left((Control(FGD, 0.5),), (0.8,)) == pytest.approx(0.6, rel=1e-12)


def test_a_control_that_stands_still_removes_nothing() -> None:
    assert left((Control(FGD, 1.0, 0.0),), (0.8,)) == 1.0


def test_the_actual_efficiency_is_the_average_one_times_the_operation_rate() -> None:
    assert left((Control(FGD, 1.0, 0.95),), (0.8,)) == pytest.approx(1 - 0.8 * 0.95, rel=1e-12)


def test_controls_of_one_stage_stand_side_by_side() -> None:
    assert left((Control(FGD, 0.6), Control(SPRAY, 0.4)), (0.8, 0.5)) == pytest.approx(0.32, rel=1e-12)


def test_stages_follow_one_another() -> None:
    assert left((Control(FGD, 1.0), Control(BAG, 1.0)), (0.57, 0.945)) == pytest.approx(0.43 * 0.055, rel=1e-12)


def test_the_order_in_which_controls_are_entered_makes_no_difference() -> None:
    pairs = [(Control(FGD, 0.6, 0.9), 0.57), (Control(SPRAY, 0.3), 0.1), (Control(BAG, 1.0, 0.99), 0.945)]
    shares = {
        round(left(tuple(control for control, _ in order), tuple(value for _, value in order)), 12)
        for order in permutations(pairs)
    }
    assert len(shares) == 1


def test_coarse_and_fine_particles_are_removed_each_with_its_own_efficiency() -> None:
    assert pm10_left(0.23, 0.06, (Control("普通静电除尘法", 1.0),), (0.93,), (0.98,)) == pytest.approx(
        0.06 * 0.07 + 0.17 * 0.02, rel=1e-12
    )


def test_fine_particles_never_exceed_particles_whatever_the_efficiencies() -> None:
    rng = np.random.default_rng(1)
    fine, coarse = rng.random(1000), rng.random(1000)
    through = (Control(BAG, 1.0),)
    assert np.all(0.06 * left(through, (fine,)) <= pm10_left(0.23, 0.06, through, (fine,), (coarse,)) + 1e-15)


def test_draws_of_an_efficiency_give_the_same_as_each_of_them_alone() -> None:
    draws = np.array([0.7, 0.8, 0.9])
    assert left((Control(FGD, 0.9, 0.95),), (draws,)).tolist() == [
        left((Control(FGD, 0.9, 0.95),), (each,)) for each in draws.tolist()
    ]


def test_an_efficiency_for_each_control_is_asked_for() -> None:
    with pytest.raises(ValueError, match="zip"):
        left((Control(FGD, 1.0),), ())


def test_a_boiler_may_have_all_three_stages_in_full() -> None:
    entered = (Control(FGD, 1.0), Control(controls.SCR, 1.0), Control(BAG, 1.0))
    assert check_inputs((FLUE,), {"controls": entered}) == ()


def test_shares_of_a_stage_above_the_whole_are_refused_with_the_remedy() -> None:
    (fault,) = check_inputs((FLUE,), {"controls": (Control(FGD, 0.8), Control(SPRAY, 0.4))})
    assert fault.message == "各脱硫措施应用比例之和为 120.0%，不能超过 100%；并联的请核对比例，串联的请选组合措施。"


def test_a_share_in_per_cent_is_refused() -> None:
    (fault,) = check_inputs((FLUE,), {"controls": (Control(FGD, 80.0),)})
    assert fault.message == "石灰石/石膏法 的应用比例为 80，应在 0—1（0—100%）之间；请核对。"


def test_a_technology_of_roads_is_no_control_of_a_boiler() -> None:
    (fault,) = check_inputs((FLUE,), {"controls": (Control("铺装道路每天洒水2次", 1.0),)})
    assert fault.message == "没有“铺装道路每天洒水2次”这种治理措施；请从列表中选择。"


@pytest.mark.parametrize("quantity, gas", [("removal_efficiency", "SO2"), ("removal_efficiency_coarse", "PM10")])
def test_every_technology_that_can_be_chosen_has_its_efficiency(quantity: str, gas: str) -> None:
    known = {each.technology for each in book() if (each.quantity, each.gas) == (quantity, gas)}
    chosen = {*DESULPHURISATION, *DENITRIFICATION, *DEDUSTING, *controls.ROAD, *controls.SITE, *controls.PILE, NONE}
    assert chosen - known == set()
    assert len(known) == 74


@pytest.mark.parametrize(
    "technology, gas, value",
    [
        (FGD, "SO2", 0.80),
        (controls.SCR, "NOx", 0.42),
        ("低氮燃烧技术+选择性催化还原法", "NOx", 0.64),
        ("普通静电除尘法", "PM2.5", 0.93),
        (BAG, "BC", 0.945),
        ("蓄热式热力燃烧法", "NMVOC", 0.94),
    ],
)
def test_efficiencies_are_those_of_table_a1_of_tcses_144(technology: str, gas: str, value: float) -> None:
    (factor,) = [
        each for each in book() if (each.quantity, each.technology, each.gas) == ("removal_efficiency", technology, gas)
    ]
    assert factor.value == value


def test_the_two_efficiencies_of_particles_are_kept_apart() -> None:
    coarse = {each.technology: each.value for each in book() if each.quantity == "removal_efficiency_coarse"}
    assert (coarse["普通静电除尘法"], coarse[BAG]) == (0.98, 0.95)
