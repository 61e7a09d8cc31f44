"""What measures do to pollutants and greenhouse gases together."""

import math
from collections.abc import Callable

import pytest

from ditan.core.synergy.coupling import coupling, coupling_grade, grade
from ditan.core.synergy.elasticity import LABELS, Meaning, Quadrant, SynergyRefused, co_control
from ditan.core.synergy.equivalents import VALUES, pollution_equivalents, weighted_reduction
from ditan.core.synergy.systems import order_degree, synergy_degree


@pytest.mark.parametrize(
    ("pollutant", "gas", "quadrant", "meaning"),
    [
        (20, 10, Quadrant.BOTH_FALL, Meaning.POLLUTANT_MORE),
        (10, 20, Quadrant.BOTH_FALL, Meaning.GAS_MORE),
        (10, 10, Quadrant.BOTH_FALL, Meaning.SAME),
        (10, -10, Quadrant.GAS_RISES, Meaning.TRADE_OFF),
        (-10, 10, Quadrant.POLLUTANT_RISES, Meaning.TRADE_OFF),
        (-10, -20, Quadrant.BOTH_RISE, Meaning.BOTH_RISE),
        (0, 10, Quadrant.AXIS, Meaning.NEUTRAL),
        (10, 0, Quadrant.AXIS, Meaning.NEUTRAL),
    ],
)
def test_signs_decide_the_quadrant_and_what_the_elasticity_means(
    pollutant: float, gas: float, quadrant: Quadrant, meaning: Meaning
) -> None:
    found = co_control(pollutant, 100, gas, 100)

    assert (found.quadrant, found.meaning) == (quadrant, meaning)
    assert meaning in LABELS


def test_the_same_elasticity_of_two_falls_and_two_rises_is_told_apart() -> None:
    fall, rise = co_control(10, 100, 20, 100), co_control(-10, 100, -20, 100)

    assert fall.elasticity == rise.elasticity == 0.5
    assert fall.meaning != rise.meaning


def test_a_gas_that_did_not_change_has_no_elasticity() -> None:
    assert co_control(10, 100, 0, 100).elasticity is None


def test_distance_and_angle_are_size_and_mix() -> None:
    found = co_control(30, 100, 40, 100)

    assert found.distance == pytest.approx(0.5)
    assert found.angle == pytest.approx(math.degrees(math.atan(0.75)))


@pytest.mark.parametrize(("base", "reduction"), [(0, 1), (-1, 1), (math.nan, 1), (100, math.inf)])
def test_a_base_of_nothing_or_what_is_no_number_is_refused(base: float, reduction: float) -> None:
    with pytest.raises(SynergyRefused, match="请核对"):
        co_control(reduction, base, 1, 100)


def test_pollution_equivalents_of_a_cut() -> None:
    """环境保护税法 附表二 (secondary): 120 t SO2, 200 t NOx and 40 t soot, computed."""
    found = pollution_equivalents({"SO2": 120, "NOx": 200, "soot": 40}, unverified=True)

    assert found == pytest.approx(355_190.7, abs=0.05)
    assert pollution_equivalents({"dust": 4, "CO": 16.7}) == pytest.approx(2000)


def test_a_value_that_no_source_confirms_is_used_only_where_allowed() -> None:
    with pytest.raises(SynergyRefused, match=r"烟尘的污染当量值 2\.18 kg 未核实"):
        pollution_equivalents({"soot": 40})
    assert [each.substance for each in VALUES.values() if not each.verified] == ["soot"]


def test_particles_have_to_be_called_dust_or_soot() -> None:
    with pytest.raises(SynergyRefused, match=r"“PM2\.5”没有污染当量值；可用：SO2、NOx、CO、dust、soot"):
        pollution_equivalents({"PM2.5": 1})
    with pytest.raises(SynergyRefused, match="不是有效数字"):
        pollution_equivalents({"SO2": math.nan})


def test_weights_are_named_by_the_user_for_everything() -> None:
    assert weighted_reduction({"CO2": 100, "SO2": 2}, {"CO2": 0.1, "SO2": 5}) == 20
    with pytest.raises(SynergyRefused, match="SO2 没有权重"):
        weighted_reduction({"CO2": 100, "SO2": 2}, {"CO2": 0.1})


def test_coupling_hides_what_coordination_shows() -> None:
    poor, good = coupling(0.1, 0.1), coupling(0.9, 0.9)

    assert poor.coupling == good.coupling == 1
    assert (poor.grade, good.grade) == ("轻度失调", "优质协调")


def test_coupling_does_not_care_which_system_is_first_but_weights_do() -> None:
    assert coupling(0.3, 0.8).modified_coordination == pytest.approx(coupling(0.8, 0.3).modified_coordination)
    assert coupling(0.3, 0.8, weight=1).coordination < coupling(0.3, 0.8, weight=0).coordination


@pytest.mark.parametrize("scores", [(0, 0.5), (0.5, 1.1), (math.nan, 0.5)])
def test_scores_outside_of_0_to_1_are_refused(scores: tuple[float, float]) -> None:
    with pytest.raises(SynergyRefused, match="请先把指标归一化"):
        coupling(*scores)


def test_a_weight_outside_of_0_to_1_is_refused() -> None:
    with pytest.raises(SynergyRefused, match="权重为 2"):
        coupling(0.5, 0.5, weight=2)


@pytest.mark.parametrize("asked", [grade, coupling_grade])
def test_the_ends_of_the_scale_have_grades_and_what_lies_beyond_has_none(asked: Callable[[float], str]) -> None:
    assert asked(0.0) == asked(0.05)
    assert asked(1.0) == asked(0.95)
    for beyond in (-0.1, 1.1, math.nan):
        with pytest.raises(SynergyRefused, match="应在 0—1 之间"):
            asked(beyond)


def test_systems_that_both_become_more_ordered_are_in_synergy() -> None:
    """Computed from the formula, which was not confirmed: 0.42 → 0.55 and 0.38 → 0.47."""
    assert synergy_degree([0.42, 0.38], [0.55, 0.47]) == pytest.approx(0.10817, abs=5e-6)
    assert synergy_degree([0.42, 0.47], [0.55, 0.38]) == pytest.approx(-0.10817, abs=5e-6)
    assert synergy_degree([0.1, 0.1, 0.1], [0.3, 0.3, 0.3]) == pytest.approx(0.2)


@pytest.mark.parametrize(("before", "after"), [([0.1], [0.2]), ([0.1, 0.2], [0.2]), ([0.1, 0.2], [0.2, 1.2])])
def test_what_is_no_pair_of_order_degrees_is_refused(before: list[float], after: list[float]) -> None:
    with pytest.raises(SynergyRefused, match="应"):
        synergy_degree(before, after)


def test_the_order_of_an_indicator_is_its_place_between_worst_and_best() -> None:
    assert order_degree(75, 50, 100) == 0.5
    with pytest.raises(SynergyRefused, match="不在其上下限"):
        order_degree(120, 50, 100)
    with pytest.raises(SynergyRefused, match="两者应不同"):
        order_degree(50, 50, 50)
