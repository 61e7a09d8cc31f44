"""Monte Carlo: agrees with approach 1 where that holds, and knows what is drawn once."""

import numpy as np
import pytest

from ditan.core.uncertainty.approach1 import of_product, of_sum
from ditan.core.uncertainty.approach2 import Term, simulate, trend
from ditan.core.uncertainty.sampling import Draws, Sampler
from ditan.core.uncertainty.spread import Distribution, Spread, SpreadRefused, of_percent

SPREADS = {"a1": of_percent(100, 3), "f1": of_percent(2, 4), "a2": of_percent(50, 6), "f2": of_percent(1, 8)}


def product(name: str, activity: str, factor: str, spreads: dict[str, Spread], group: str = "") -> Term:
    """Activity times factor."""
    point = spreads[activity].value * spreads[factor].value
    return Term(name, (group,) if group else (), point, lambda s: s.draw(activity) * s.draw(factor))


def test_a_linear_case_agrees_with_approach_1_to_one_percent() -> None:
    terms = [product("煤", "a1", "f1", SPREADS), product("气", "a2", "f2", SPREADS)]
    run = simulate(terms, Sampler(SPREADS, 100_000, 2024))

    expected = of_sum([200, 50], [of_product([3, 4]), of_product([6, 8])])
    assert run.total.percent == pytest.approx(expected, rel=0.01)
    assert run.total.mean == pytest.approx(250, rel=0.001)
    assert run.total.point == 250


def test_a_shared_factor_makes_rows_move_together() -> None:
    spreads = {"a1": of_percent(100, 0), "a2": of_percent(100, 0), "f": of_percent(1, 10), "g": of_percent(1, 10)}
    sampler = Sampler(spreads, 20_000, 1)

    shared = simulate([product("甲", "a1", "f", spreads), product("乙", "a2", "f", spreads)], sampler)
    apart = simulate([product("甲", "a1", "f", spreads), product("乙", "a2", "g", spreads)], sampler)

    assert shared.total.percent == pytest.approx(10, rel=0.03)
    assert apart.total.percent == pytest.approx(of_sum([100, 100], [10, 10]), rel=0.03)


def test_groups_are_summed_draw_by_draw() -> None:
    terms = [product("煤", "a1", "f1", SPREADS, "能源"), product("气", "a2", "f2", SPREADS, "能源")]
    run = simulate(terms, Sampler(SPREADS, 500, 1))

    assert run.groups["能源"] == run.total
    assert set(run.terms) == {"煤", "气"}


def test_bands_of_single_terms_may_be_left_out() -> None:
    terms = [product("煤", "a1", "f1", SPREADS, "能源"), product("气", "a2", "f2", SPREADS, "能源")]
    run = simulate(terms, Sampler(SPREADS, 500, 1), each_term=False)

    assert run.terms == {}
    assert run.total == simulate(terms, Sampler(SPREADS, 500, 1)).total


def test_the_run_can_be_repeated_and_the_order_of_terms_does_not_matter() -> None:
    terms = [product("煤", "a1", "f1", SPREADS), product("气", "a2", "f2", SPREADS)]
    first = simulate(terms, Sampler(SPREADS, 300, 9))
    again = simulate(reversed(terms), Sampler(SPREADS, 300, 9))

    assert first.terms == again.terms
    assert np.array_equal(first.sums, again.sums)
    assert (first.seed, first.draws) == (9, 300)


def test_what_is_certain_has_a_band_without_width() -> None:
    run = simulate([Term("定", (), 5.0, lambda _: 5.0)], Sampler({}, 10, 1))

    assert (run.total.lower, run.total.upper, run.total.deviation) == (5, 5, 0)
    assert run.total.percent == 0


def test_a_mean_of_zero_has_no_percentage() -> None:
    band = simulate([Term("无", (), 0.0, lambda _: 0.0)], Sampler({}, 10, 1)).total

    assert (band.percent, band.below, band.above) == (None, None, None)


def test_a_skewed_band_is_told_on_either_side() -> None:
    spreads = {"a": of_percent(1, 0), "f": Spread(1.3, 0.8, 2.2, Distribution.SPLIT)}
    band = simulate([product("稻", "a", "f", spreads)], Sampler(spreads, 20_000, 1)).total

    assert band.below is not None
    assert band.above is not None
    assert band.below < 0 < -band.below < band.above


def test_a_factor_of_both_years_cancels_in_the_trend() -> None:
    spreads = {"base": of_percent(100, 0), "now": of_percent(120, 0), "f": of_percent(2, 30)}
    sampler = Sampler(spreads, 1000, 4)
    change = trend(
        simulate([product("煤", "base", "f", spreads)], sampler),
        simulate([product("煤", "now", "f", spreads)], sampler),
    )

    assert change.point == pytest.approx(20)
    assert change.upper - change.lower == pytest.approx(0, abs=1e-9)


def test_a_trend_over_runs_of_different_seeds_is_refused() -> None:
    runs = [simulate([product("煤", "a1", "f1", SPREADS)], Sampler(SPREADS, 10, seed)) for seed in (1, 2)]

    with pytest.raises(ValueError, match="same seed"):
        trend(*runs)


def test_a_trend_from_nothing_is_refused() -> None:
    nothing = simulate([], Sampler({}, 10, 1))

    with pytest.raises(ValueError, match="no percentage"):
        trend(nothing, nothing)


def recovered(lower: float, upper: float) -> tuple[Term, dict[str, Spread]]:
    """Methane made less methane recovered, impossible where that is less than nothing."""
    spreads = {"made": of_percent(10, 10), "recovered": Spread(9.0, lower, upper, Distribution.UNIFORM)}

    def compute(sampler: Sampler) -> Draws:
        left = sampler.draw("made") - sampler.draw("recovered")
        return np.where(left < 0, np.nan, left)

    return Term("填埋场", ("废弃物",), 1.0, compute), spreads


def test_impossible_draws_are_left_out_everywhere_and_counted() -> None:
    term, spreads = recovered(8.0, 10.0)
    run = simulate([term, Term("定", ("废弃物",), 5.0, lambda _: 5.0)], Sampler(spreads, 4000, 1))

    assert 0 < run.lost < 1000
    assert run.doubtful
    assert run.total.lower >= 5
    assert run.groups["废弃物"] == run.total
    assert run.terms["填埋场"].mean == pytest.approx(run.total.mean - 5)
    assert trend(run, run).mean == pytest.approx(0)


def test_a_term_whose_every_draw_is_impossible_is_refused_by_name() -> None:
    term, spreads = recovered(100.0, 110.0)

    with pytest.raises(SpreadRefused, match="“填埋场”的每一次抽样都不成立"):
        simulate([term], Sampler(spreads, 100, 1))


def test_a_run_without_impossible_draws_is_not_doubtful() -> None:
    run = simulate([product("煤", "a1", "f1", SPREADS)], Sampler(SPREADS, 100, 1))

    assert (run.lost, run.doubtful) == (0, False)


def test_two_terms_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="two terms are called 煤"):
        simulate([product("煤", "a1", "f1", SPREADS), product("煤", "a2", "f2", SPREADS)], Sampler(SPREADS, 10, 1))
