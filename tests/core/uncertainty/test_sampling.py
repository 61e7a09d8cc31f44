"""Draws of named quantities: repeatable, shared by name, with the shape that was asked for."""

import numpy as np
import pytest

from ditan.core.uncertainty.sampling import Correlation, Sampler
from ditan.core.uncertainty.spread import Distribution, Spread, SpreadRefused, of_percent

DRAWS = 20_000
KINDS = {
    "normal": Spread(10, 8, 12, Distribution.NORMAL),
    "lognormal": Spread(10, 5, 20, Distribution.LOGNORMAL),
    "triangular": Spread(10, 8, 16, Distribution.TRIANGULAR),
    "uniform": Spread(10, 8, 12, Distribution.UNIFORM),
    "split": Spread(1.3, 0.8, 2.2, Distribution.SPLIT),
}


def correlated(first: Spread, second: Spread, rho: float, draws: int = DRAWS) -> float:
    """The correlation that two quantities are drawn with."""
    sampler = Sampler({"a": first, "b": second}, draws, 3, [Correlation(("a", "b"), rho)])
    return float(np.corrcoef(sampler.draw("a"), sampler.draw("b"))[0, 1])


def test_the_same_seed_and_name_give_the_same_draws_whatever_else_is_drawn() -> None:
    alone = Sampler({"a": KINDS["normal"]}, 100, 7).draw("a")
    sampler = Sampler({"b": KINDS["split"], "a": KINDS["normal"]}, 100, 7)
    sampler.draw("b")

    assert np.array_equal(sampler.draw("a"), alone)
    assert sampler.draw("a") is sampler.draw("a")
    assert not np.array_equal(Sampler({"a": KINDS["normal"]}, 100, 8).draw("a"), alone)


def test_draws_handed_out_cannot_be_changed() -> None:
    drawn = Sampler({"a": KINDS["normal"]}, 10, 7).draw("a")

    with pytest.raises(ValueError, match="read-only"):
        drawn[0] = 0


@pytest.mark.parametrize("kind", ["normal", "lognormal", "split"])
def test_the_ends_of_the_range_are_the_outer_points(kind: str) -> None:
    drawn = Sampler(KINDS, DRAWS, 5).draw(kind)

    lower, middle, upper = np.quantile(drawn, (0.025, 0.5, 0.975))
    assert lower == pytest.approx(KINDS[kind].lower, rel=0.03)
    assert middle == pytest.approx(KINDS[kind].value, rel=0.03)
    assert upper == pytest.approx(KINDS[kind].upper, rel=0.03)


@pytest.mark.parametrize("rho", [None, 0.0])
@pytest.mark.parametrize(("kind", "mean"), [("triangular", 34 / 3), ("uniform", 10.0)])
def test_a_bounded_distribution_stays_within_its_ends(kind: str, mean: float, rho: float | None) -> None:
    groups = [] if rho is None else [Correlation((kind, "normal"), rho)]
    drawn = Sampler(KINDS, DRAWS, 5, groups).draw(kind)

    assert KINDS[kind].lower <= drawn.min()
    assert drawn.max() <= KINDS[kind].upper
    assert drawn.mean() == pytest.approx(mean, rel=0.01)


def test_a_wide_normal_keeps_the_sign_of_its_value() -> None:
    sampler = Sampler({"source": of_percent(10, 150), "sink": of_percent(-10, 150)}, DRAWS, 5)

    assert sampler.draw("source").min() >= 0
    assert sampler.draw("sink").max() <= 0
    assert np.count_nonzero(sampler.draw("source") == 0) == 0  # drawn again, not piled up at zero


def test_a_range_on_both_sides_of_zero_is_drawn_on_both() -> None:
    drawn = Sampler({"soil": Spread(0.1, -0.2, 0.4, Distribution.NORMAL, signed=False)}, DRAWS, 5).draw("soil")

    assert drawn.min() < 0 < drawn.max()


def test_certainty_is_drawn_as_a_constant() -> None:
    assert set(Sampler({"a": of_percent(10, 0)}, 5, 5).draw("a")) == {10.0}


@pytest.mark.parametrize("rho", [-0.8, 0.0, 0.5, 1.0])
def test_chosen_pairs_move_together(rho: float) -> None:
    assert correlated(KINDS["normal"], of_percent(3, 10), rho) == pytest.approx(rho, abs=0.02)


def test_other_shapes_move_together_too() -> None:
    assert correlated(KINDS["uniform"], KINDS["uniform"], 1.0, 500) == pytest.approx(1)
    assert correlated(KINDS["triangular"], KINDS["lognormal"], 0.7, 4000) == pytest.approx(0.67, abs=0.04)


def test_correlations_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(SpreadRefused, match="互相矛盾"):
        Correlation(("a", "b", "c"), [[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]])


@pytest.mark.parametrize("matrix", [[[1, 0.5]], [[1, 0.5], [0.4, 1]], [[2, 0.5], [0.5, 2]]])
def test_a_matrix_that_is_none_of_correlations_is_refused(matrix: list[list[float]]) -> None:
    with pytest.raises(SpreadRefused, match="应为 2×2 对称矩阵，对角线为 1"):
        Correlation(("a", "b"), matrix)


def test_a_name_in_two_groups_is_refused() -> None:
    with pytest.raises(SpreadRefused, match="“a”在两组相关关系中出现"):
        Sampler(KINDS, 10, 1, [Correlation(("a", "b"), 0.5), Correlation(("a", "c"), 0.5)])


def test_a_correlated_normal_that_crosses_zero_is_refused_with_a_way_out() -> None:
    with pytest.raises(SpreadRefused, match="请改用对数正态分布"):
        correlated(of_percent(1, 150), KINDS["normal"], 0.5)


@pytest.mark.parametrize("draws", [0, 1_000_001])
def test_the_number_of_draws_has_limits(draws: int) -> None:
    with pytest.raises(SpreadRefused, match="应在 1—1000000 之间"):
        Sampler({}, draws, 1)


def test_the_cache_is_bounded_and_what_it_drops_is_drawn_alike_again() -> None:
    spreads = {str(each): of_percent(10, 5) for each in range(12)}
    sampler = Sampler(spreads, 1_000_000, 1)
    first = sampler.draw("0").copy()
    for name in spreads:
        sampler.draw(name)

    assert len(sampler._cache) == 8
    assert np.array_equal(sampler.draw("0"), first)
